/*!
From the columns of a record to an article, in any format.
*/

pub mod buffers;
pub mod columns;
pub mod field;
pub mod field_values;
pub mod names;
