/*!
What does not fit in memory: lists that are sorted on disk, pages that are
written once and read once, and values that are asked for in any order.

All keep everything in memory up to a limit, so that small dumps never touch
the disk, and give the same results below and above it. One budget stands
behind the limits: see [`budget`].
*/

pub mod bucket;
pub mod budget;
pub mod checkpoint;
pub mod column;
pub mod fixed;
pub mod keyed;
pub mod log;
pub mod number_set;
pub mod paged;
pub mod positioned;
pub mod scratch;
pub mod seen_twice;
pub mod shares;
pub mod sort_entry;
pub mod sorter;
pub mod spool;
pub mod table;
