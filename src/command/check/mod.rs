//! `wirecopy check`: check a data set against rules.

pub(crate) mod changes;
pub(crate) mod data_set;
pub(crate) mod inputs;
pub(crate) mod origins;
pub(crate) mod result;
pub(crate) mod settings;
pub(crate) mod verb;
