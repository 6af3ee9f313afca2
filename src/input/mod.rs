/*!
Reads dumps: files of several formats, compressed or not.

[`Files`] is a [`Dump`](crate::dump::Dump). This module knows files and formats.
It does not know what is done with articles.

# The way of a record

1. `paths` finds the files that the user's inputs mean.
2. `bytes` makes their bytes readable at any offset, without compression. Plain
   files are read in place. Compressed files and standard input are copied to a
   temporary file while they are read.
3. `formats` recognizes the format of each file, finds where its records begin
   and end, and reads them.
4. `records` makes an article of the values in a record.

# Choices

* A record is read from its own bytes and facts about its file, never from the
  records before it. So threads can share the work, and any record can be read
  again.
*/

pub mod bytes;
pub mod chunk;
pub mod dump_pass;
pub mod file_dump;
pub mod files;
pub mod formats;
pub mod options;
pub mod paths;
pub mod records;
pub mod rewrite;
pub mod source;
pub mod walk;

pub use crate::input::chunk::FileChunk;
pub use crate::input::files::Files;
pub use crate::input::options::ReadOptions;
pub use crate::input::paths::SkippedFiles;
pub use crate::input::records::columns::Columns;
