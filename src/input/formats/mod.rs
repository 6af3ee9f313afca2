/*!
Input formats.

A format is one file, or one folder with private parts, that implements the
traits of `format`. No format knows another one, and nothing outside
of this folder knows any.

# Adding a format

A format whose records are ranges of bytes touches two files:

1. a new file in this folder: a type that implements `InputFormat` (which files
   are of the format) and one that implements `ByteRecords` (where records end,
   how one is read, and how it is written with more columns);
2. this file: its `pub mod` and a line of `FORMATS`.

`docs/INPUT.md` lists the formats for users. A format whose records are rows
implements `FileRecords` in place of `ByteRecords`, and touches the same files.
A format behind a cargo feature has the feature's `cfg` on both lines here. A
format that is named in `recognize::UNSUPPORTED` is removed there.
*/

pub(crate) mod byte_file;
pub(crate) mod byte_pass;
pub(crate) mod format;
pub(crate) mod json;
pub(crate) mod layout;
pub(crate) mod recognize;
pub(crate) mod splitter;
pub(crate) mod table;
pub(crate) mod text;

use crate::input::formats::format::InputFormat;

/// All formats. Where two recognize a file by equal evidence, the first one
/// reads it.
pub(crate) static FORMATS: &[&dyn InputFormat] = &[
    &json::JsonLinesFormat,
    &json::JsonValuesFormat,
    &table::TableFormat,
    &text::TextFormat,
];

/// Returns the extensions of all formats, without a dot.
pub(crate) fn extensions() -> impl Iterator<Item = &'static str> {
    let of_formats = FORMATS.iter().map(|format| format.extensions());
    of_formats.flatten().copied()
}
