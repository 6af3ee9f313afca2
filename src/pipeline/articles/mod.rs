/*!
The articles of a dump: how they are read, and what is kept of them.
*/

pub mod aliased_dump;
pub mod core;
pub mod credits;
pub mod entry;
pub mod exact_duplicates;
pub mod in_order;
pub mod outlets;
pub mod read_again;
pub mod table;
