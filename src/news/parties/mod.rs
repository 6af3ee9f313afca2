/*!
Parties: who they are, how their names are printed, and the users' names of
outlets.
*/

pub(crate) mod aliases;
pub(crate) mod directory;
pub(crate) mod mention;
pub(crate) mod party;
pub(crate) mod resolve;
pub(crate) mod spelling;
pub(crate) mod table;
