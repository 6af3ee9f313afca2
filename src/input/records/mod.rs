/*!
From the columns of a record to an article.
*/

pub mod asked;
pub mod columns;
pub mod field;
pub mod found;
pub mod names;
