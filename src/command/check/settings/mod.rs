//! The settings of a check: the sources they come from, and their merging.

pub(crate) mod config_file;
pub(crate) mod form;
pub(crate) mod merged;
pub(crate) mod resolve;
pub(crate) mod show;
pub(crate) mod sources;
