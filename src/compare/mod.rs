/*!
Exact comparison of two articles, and the verdict on the pair.
*/

pub mod body;
pub(crate) mod common_words;
pub mod evidence;
pub(crate) mod gaps;
pub mod judge;
pub mod overlap;
pub mod passages;
pub mod prose;
pub mod relation;
pub mod shared_passages;
mod shingle_index;
mod stock_words;
pub mod template;
pub mod thresholds;
pub mod verdict;
pub(crate) mod word_set;
