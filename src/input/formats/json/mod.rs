/*!
JSON: one object on each line ([`lines`]), or an array of objects and objects
one after another ([`values`]). Both read records with [`object`] and add
columns with [`extend`].
*/

pub(crate) mod beginning;
pub(crate) mod depth;
pub(crate) mod extend;
pub(crate) mod line_splitter;
pub(crate) mod lines;
pub(crate) mod members;
pub(crate) mod object;
pub(crate) mod quick;
pub(crate) mod records;
pub(crate) mod value_splitter;
pub(crate) mod values;
