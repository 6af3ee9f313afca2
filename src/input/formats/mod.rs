/*!
Input formats.
*/

pub mod csv;
pub mod form;
pub mod interpreter;
pub mod json;
pub mod layout;
pub mod shape;
pub mod split;
