/*!
JSON: one object on each line ([`lines`]), or an array of objects and objects
one after another ([`values`]). Both read records with [`object`] and add
columns with [`extend`].
*/

pub mod beginning;
pub mod depth;
pub mod extend;
pub mod line_splitter;
pub mod lines;
pub mod members;
pub mod object;
pub mod quick;
pub mod records;
pub mod value_splitter;
pub mod values;
