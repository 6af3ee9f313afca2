/*!
Parties: who they are, how their names are printed, and the users' names of
outlets.
*/

pub mod aliases;
pub mod directory;
pub(crate) mod mention;
pub mod party;
pub mod resolve;
pub(crate) mod spelling;
pub(crate) mod table;
