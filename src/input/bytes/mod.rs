/*!
The bytes of input files: decompressed, and readable at any offset as often as
needed. Nothing here knows what the bytes mean.
*/

pub mod content;
pub mod decoder;
pub mod decompress;
pub mod extents;
pub mod handles;
pub mod spool;
pub mod spooled_stream;
