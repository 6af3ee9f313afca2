//! The settings of a check.

pub(crate) mod file;
pub(crate) mod gather;
pub(crate) mod suggestion;
