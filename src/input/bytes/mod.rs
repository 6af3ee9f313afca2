/*!
The bytes of input files.
*/

pub mod content;
pub mod decoder;
pub mod decompress;
pub mod extents;
pub mod handles;
pub mod once;
pub mod spool;
