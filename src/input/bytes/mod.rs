/*!
The bytes of input files: decompressed, and readable at any offset as often as
needed. Nothing here knows what the bytes mean.
*/

pub(crate) mod content;
pub(crate) mod decoder;
pub(crate) mod decompress;
pub(crate) mod spool;
pub(crate) mod spooled_stream;
