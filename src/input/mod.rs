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

pub(crate) mod bytes;
pub(crate) mod file_dump;
pub(crate) mod files;
pub(crate) mod formats;
pub(crate) mod options;
pub(crate) mod paths;
pub(crate) mod records;
pub(crate) mod rewrite;
pub(crate) mod source;
pub(crate) mod walk;

pub(crate) use crate::input::files::Files;
pub(crate) use crate::input::options::ReadOptions;
pub(crate) use crate::input::records::columns::Columns;
