/*!
Lists that may be larger than memory, and the memory budget of a run.

Each list keeps its entries in memory up to its share of the budget, and writes
them to temporary files beyond it. Small dumps so need no disk. The contents
and the order of a list do not depend on the budget.
*/

pub(crate) mod bucket;
pub(crate) mod budget;
pub(crate) mod checkpoint;
pub(crate) mod chunked_vec;
pub(crate) mod fixed;
pub(crate) mod numbers;
pub(crate) mod paged_bytes;
pub(crate) mod paged_lists;
pub(crate) mod positioned_file;
pub(crate) mod scratch_pool;
pub(crate) mod shares;
pub(crate) mod sorter;
