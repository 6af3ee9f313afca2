/*!
Parties: who they are, how their names are printed, and the users' names of
outlets.
*/

pub mod aliases;
pub mod directory;
pub mod party;
pub(crate) mod spelling;
pub(crate) mod table;
