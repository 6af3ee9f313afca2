/*!
Reads dumps: files of many formats, compressed or not, as articles.

[`Files`] is a [`Dump`](crate::dump::Dump). It knows files and formats and nothing
of what is done with articles; what it cannot read it gives as an error in its
place, and goes on.

# The way of a record

1. `inputs` finds the files that were meant.
2. `content` makes their bytes readable at any place: plain files where they
   are, compressed ones and standard input from a temporary file (`once`,
   `spool`), without compression (`decompress`).
3. `form` tells by the first bytes what a file is.
4. `pass` reads its bytes in order and hands them to a splitter (`split`),
   which tells where each record stands.
5. `interpreter` makes an article of a record, with `json` or `csv`: `columns`
   and `names` tell what is looked for, `found` weighs what was found.

# Choices

* A record is read from its own bytes and what is known of its file, never
  from what came before it. So threads share the work, and any record can be
  read again.
* Splitting and reading are apart: finding where records end is quick and goes
  in order, reading them is neither.
*/

pub mod bytes;
pub mod chunk;
pub mod file_dump;
pub mod files;
pub mod formats;
pub mod opened;
pub mod options;
pub mod pass;
pub mod paths;
pub mod records;
pub mod rewrite;
pub mod walk;

pub use crate::input::paths::LeftOut;

pub use crate::input::chunk::FileChunk;
pub use crate::input::files::Files;
pub use crate::input::formats::shape::Shape;
pub use crate::input::options::ReadOptions;
pub use crate::input::records::columns::Columns;
