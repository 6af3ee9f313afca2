/*!
Reads dumps: files of many formats, compressed or not, as articles.

[`Files`] is a [`Dump`](crate::source::Dump). It knows files and formats and nothing
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

mod asked;
mod columns;
mod content;
mod csv;
mod decompress;
mod dump;
mod extents;
mod field;
mod files;
mod form;
mod found;
mod handles;
mod inputs;
pub use inputs::LeftOut;
mod interpreter;
mod json;
mod names;
mod once;
mod opened;
mod options;
mod pass;
mod shape;
mod split;
mod spool;
mod stretch;

pub use columns::Columns;
pub use files::Files;
pub use options::ReadOptions;
pub use shape::Shape;
pub use stretch::Stretch;
