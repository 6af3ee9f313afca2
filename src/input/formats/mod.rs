/*!
Input formats.

A format is one file, or one folder with private parts, that implements the
traits of `format`. No format knows another one, and nothing outside
of this folder knows any.

`CONTRIBUTING.md` shows how to add a format. One behind a cargo feature has the
feature's `cfg` on both of its lines here. One that is named in
`recognize::UNSUPPORTED` is removed there.
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
    FORMATS
        .iter()
        .flat_map(|format| format.extensions())
        .copied()
}
