//! Output for people.

pub(crate) mod check_matrix;
pub(crate) mod check_report;
pub(crate) mod explanation;
pub(crate) mod headline_table;
pub(crate) mod highlights;
pub(crate) mod messages;
pub(crate) mod scan_table;
pub(crate) mod words;
