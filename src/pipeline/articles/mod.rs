/*!
Reading the dump, and the table of its articles.
*/

pub mod aliased_dump;
pub mod credits;
pub mod entry;
pub mod exact_duplicates;
pub mod in_order;
pub mod read_again;
pub mod table;
