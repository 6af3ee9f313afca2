/*!
Exact comparison of two articles, and the verdict on the pair.
*/

pub(crate) mod body;
pub(crate) mod evidence;
pub(crate) mod judge;
pub(crate) mod passages;
pub(crate) mod pasted;
pub(crate) mod prose;
pub(crate) mod shared_passages;
pub(crate) mod shared_words;
mod shingle_index;
mod statement;
pub(crate) mod template;
pub(crate) mod thresholds;
pub(crate) mod verdict;
