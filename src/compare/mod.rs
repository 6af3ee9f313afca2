/*!
How much two articles share, and the verdict on the pair.
*/

pub mod body;
pub mod evidence;
pub mod overlap;
pub mod passages;
pub mod prose;
pub mod relation;
pub mod shared_passages;
pub mod template;
pub mod verdict;
pub mod word_set;
