//! The arguments of the command line.

pub(crate) mod check;
pub(crate) mod command_line;
pub(crate) mod dump;
pub(crate) mod verbs;
