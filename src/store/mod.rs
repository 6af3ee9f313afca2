/*!
What does not fit in memory: lists that are sorted on disk, and pages that are
written once and read once.

Both keep everything in memory up to a limit, so that small dumps never touch
the disk, and give the same results below and above it.
*/

pub mod sorter;
pub mod spool;
pub mod twice;
