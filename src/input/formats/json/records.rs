/*!
The records of a JSON file.
*/

use std::io::Write;

use crate::dump::Record;
use crate::dump::rewrite::{AddedColumn, ColumnValue};
use crate::error::Result;
use crate::input::formats::format::{ByteRecords, KnownColumns};
use crate::input::formats::json::line_splitter::LineSplitter;
use crate::input::formats::json::value_splitter::ValueSplitter;
use crate::input::formats::json::{extend, object};
use crate::input::formats::layout::OutputLayout;
use crate::input::formats::splitter::{Splitter, TextPosition};
use crate::input::records::buffers::RecordBuffers;
use crate::input::records::field_values::FieldValues;
use crate::input::source::SourceFile;

/// The records of a JSON file.
pub(crate) struct JsonRecords {
    /// Where the first record may begin.
    pub(crate) start: TextPosition,
    pub(crate) arrangement: Arrangement,
}

/// How JSON values stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrangement {
    Lines,
    Array,
    /// One after another, on any number of lines.
    Sequence,
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
    ) -> std::result::Result<FieldValues<'a>, String> {
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
        added: &[AddedColumn],
        values: &[ColumnValue],
        out: &mut dyn Write,
    ) -> Result<()> {
        extend::extend(record.bytes, added, values, out)
    }
}
