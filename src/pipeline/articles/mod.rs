/*!
Reading the dump, and the table of its articles.
*/

pub mod credits;
pub mod entry;
pub mod exact_duplicates;
pub mod in_order;
pub mod read_again;
pub mod renamed;
pub mod table;
