//! Text output for people.

pub(crate) mod check_report;
pub(crate) mod explanation;
pub(crate) mod scan_table;
