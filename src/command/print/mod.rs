//! Output for people.

pub(crate) mod check_matrix;
pub(crate) mod check_report;
pub(crate) mod messages;
pub(crate) mod words;
