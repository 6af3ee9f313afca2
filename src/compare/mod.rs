/*!
Exact comparison of two articles, and the verdict on the pair.
*/

pub(crate) mod body;
pub(crate) mod evidence;
pub(crate) mod gaps;
pub(crate) mod judge;
pub(crate) mod passages;
pub(crate) mod prose;
pub(crate) mod shared_passages;
mod shingle_index;
pub(crate) mod template;
pub(crate) mod thresholds;
pub(crate) mod verdict;
pub(crate) mod word_set;
