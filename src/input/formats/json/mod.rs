/*!
JSON: one object on each line, or an array of objects, or objects one after
another on any number of lines.
*/

pub(crate) mod depth;
pub(crate) mod extend;
pub(crate) mod line_splitter;
pub(crate) mod members;
pub(crate) mod object;
pub(crate) mod quick;
pub(crate) mod reason;
pub(crate) mod value_splitter;

use std::io::Write;

use memchr::memchr;

use crate::dump::Record;
use crate::dump::rewrite::AddedColumn;
use crate::error::{ReasonResult, Result};
use crate::input::formats::format::{
    AddedValues, ByteRecords, Evidence, FileHead, FileRecords, InputFormat, KnownColumns,
};
use crate::input::formats::json::line_splitter::LineSplitter;
use crate::input::formats::json::value_splitter::ValueSplitter;
use crate::input::formats::layout::OutputLayout;
use crate::input::formats::splitter::{Splitter, TextPosition};
use crate::input::records::field_values::FieldValues;
use crate::input::source::{RecordBuffers, SourceFile};

/// Extensions of files that are read as lines even if the first line is cut
/// off.
const LINES_ONLY: &[&str] = &["jsonl", "ndjson", "jl", "jsonlines"];

/// The format of JSON Lines files. It also reads files that no other format
/// recognizes; each of their lines is then reported as an error.
pub(crate) struct JsonLinesFormat;

impl InputFormat for JsonLinesFormat {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson", "jl", "jsonlines", "json"]
    }

    fn recognize(&self, head: &FileHead<'_>) -> Option<Evidence> {
        let text = head.text();
        if is_object(text) {
            let is_lines = head.has_extension(LINES_ONLY) || !is_on_several_lines(text);
            return is_lines.then_some(Evidence::Content);
        }
        Some(match head.has_extension(self.extensions()) {
            true => Evidence::Name,
            false => Evidence::Fallback,
        })
    }

    fn open(&self, head: &FileHead<'_>, _: SourceFile<'_>) -> ReasonResult<Box<dyn FileRecords>> {
        Ok(JsonRecords::boxed(head, Arrangement::Lines))
    }
}

/// The format of files of JSON values. JSON Lines takes precedence for files
/// that begin with an object on one line.
pub(crate) struct JsonValuesFormat;

impl InputFormat for JsonValuesFormat {
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognize(&self, head: &FileHead<'_>) -> Option<Evidence> {
        let text = head.text();
        (is_array(text) || is_object(text)).then_some(Evidence::Content)
    }

    fn open(&self, head: &FileHead<'_>, _: SourceFile<'_>) -> ReasonResult<Box<dyn FileRecords>> {
        let arrangement = match is_array(head.text()) {
            true => Arrangement::Array,
            false => Arrangement::Sequence,
        };
        Ok(JsonRecords::boxed(head, arrangement))
    }
}

/// Returns whether `text` begins as an array of objects. Prose may begin with a
/// bracket too: "[Updated at noon]".
fn is_array(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"[").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| matches!(inner.first(), None | Some(b'{' | b']')))
}

fn is_object(text: &[u8]) -> bool {
    let inner = text.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inner.is_some_and(|inner| matches!(inner.first(), None | Some(b'"' | b'}')))
}

/// Returns whether the first line of `text` ends inside an object but outside
/// its strings, as that of an object on several lines does. A line that was
/// cut off mostly ends inside a string.
fn is_on_several_lines(text: &[u8]) -> bool {
    let Some(end) = memchr(b'\n', text) else {
        return false;
    };
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in &text[..end] {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth > 0 && !in_string
}

/// The records of a JSON file.
struct JsonRecords {
    /// Where the first record may begin.
    start: TextPosition,
    arrangement: Arrangement,
}

/// How JSON values are arranged in a file.
#[derive(Clone, Copy)]
enum Arrangement {
    Lines,
    Array,
    /// One after another, on any number of lines.
    Sequence,
}

impl JsonRecords {
    fn boxed(head: &FileHead<'_>, arrangement: Arrangement) -> Box<dyn FileRecords> {
        let start = head.start;
        Box::new(JsonRecords { start, arrangement })
    }
}

impl ByteRecords for JsonRecords {
    fn splitter(&self) -> Box<dyn Splitter> {
        match self.arrangement {
            Arrangement::Lines => Box::new(LineSplitter::new(self.start)),
            Arrangement::Array | Arrangement::Sequence => Box::new(ValueSplitter::new(self.start)),
        }
    }

    fn columns(&self) -> KnownColumns<'_> {
        KnownColumns::PerRecord
    }

    fn read<'a>(
        &'a self,
        record: &'a str,
        source: SourceFile<'a>,
        buffers: &'a mut RecordBuffers,
    ) -> ReasonResult<FieldValues<'a>> {
        object::read(record, &source.context.names, buffers)
    }

    fn layout(&self, _: &[AddedColumn]) -> Result<OutputLayout> {
        let lines = OutputLayout::lines("JSON Lines", "JSON objects");
        Ok(match self.arrangement {
            Arrangement::Lines | Arrangement::Sequence => lines,
            Arrangement::Array => OutputLayout {
                name: "a JSON array",
                begin: b"[\n".to_vec(),
                between: ",\n",
                after: "",
                end: "\n]\n",
                ..lines
            },
        })
    }

    fn extend(
        &self,
        record: &Record<'_>,
        added: AddedValues<'_>,
        out: &mut dyn Write,
    ) -> Result<()> {
        extend::extend(record.bytes, added, out)
    }
}
