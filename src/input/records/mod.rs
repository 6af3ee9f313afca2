/*!
From the columns of a record to an article, in any format.
*/

pub(crate) mod columns;
pub(crate) mod field_values;
pub(crate) mod names;
