/*!
Parties: who they are, how their names are printed, and the users' names of
outlets.
*/

pub(crate) mod aliases;
pub(crate) mod directory;
pub(crate) mod names;
pub(crate) mod party;
pub(crate) mod resolve;
#[cfg(test)]
mod tests;
