/*!
The articles of a dump: how they are read, and what is kept of them.
*/

pub(crate) mod entry;
pub(crate) mod exact_duplicates;
pub(crate) mod in_order;
pub(crate) mod outlets;
pub(crate) mod table;
