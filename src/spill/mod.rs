/*!
Lists that may be larger than memory, and the memory budget of a run.

Each list keeps its entries in memory up to its share of the budget, and writes
them to temporary files beyond it. Small dumps so need no disk. The contents
and the order of a list do not depend on the budget.
*/

pub mod block_log;
pub mod block_spool;
pub mod bucket;
pub mod budget;
pub mod checkpoint;
pub mod chunked_vec;
pub mod fixed;
pub mod number_set;
pub mod numbers_by_key;
pub mod paged_bytes;
pub mod paged_vec;
pub mod positioned_file;
pub mod scratch_pool;
pub mod seen_twice;
pub mod shares;
pub mod sort_entry;
pub mod sorter;
