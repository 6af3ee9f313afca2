/*!
Finds out whether a file has the columns that the user requested.

Without this, a mistyped column name would make all articles lose the field in
silence. The header of a table answers at once. Where each record names its
columns, records are read until every requested column was found, mostly the
first record only. If one of them is nowhere, the first pass reads all records
twice.
*/

use std::str;

use crate::input::chunk::FileChunk;
use crate::input::formats::format::{ByteRecords, KnownColumns};
use crate::input::records::buffers::RecordBuffers;
use crate::input::records::field::Field;
use crate::input::source::SourceFile;

/// The requested columns that were not found in a file so far.
pub(crate) struct MissingColumns<'f> {
    records: &'f dyn ByteRecords,
    source: SourceFile<'f>,
    missing: Vec<Field>,
    /// Whether there was a header or record that could have the columns.
    has_columns: bool,
    /// Whether records are read to find the columns.
    looks: bool,
}

impl<'f> MissingColumns<'f> {
    pub(crate) fn new(records: &'f dyn ByteRecords, source: SourceFile<'f>) -> MissingColumns<'f> {
        let names = &source.context.names;
        let mut missing = names.requested().to_vec();
        let columns = records.columns();
        match columns {
            KnownColumns::None => missing.clear(),
            KnownColumns::PerRecord => {}
            KnownColumns::Listed(columns) => {
                let has = |field: Field| columns.iter().any(|name| names.fills(name, field));
                missing.retain(|&field| !has(field));
            }
        }
        let known = source.missing.get();
        MissingColumns {
            records,
            source,
            missing,
            has_columns: matches!(columns, KnownColumns::Listed([_, ..])),
            looks: known.is_none() && matches!(columns, KnownColumns::PerRecord),
        }
    }

    /// Looks for the columns in the records of a chunk, unless it is known
    /// which are missing.
    pub(crate) fn look(&mut self, chunk: &FileChunk) {
        if !self.looks || self.missing.is_empty() {
            return;
        }
        let mut buffers = RecordBuffers::default();
        for &range in &chunk.records {
            let record = chunk
                .bytes(range)
                .and_then(|bytes| str::from_utf8(bytes).ok());
            let Some(record) = record else { continue };
            if let Ok(values) = self.records.read(record, self.source, &mut buffers) {
                self.has_columns = true;
                self.missing.retain(|&field| !values.has_column(field));
                if self.missing.is_empty() {
                    return;
                }
            }
        }
    }

    /// Returns an error for each column that is missing from the file, which
    /// has ended. A file without records and header lacks none.
    pub(crate) fn finish(&mut self) -> impl Iterator<Item = String> {
        if !self.has_columns {
            self.missing.clear();
        }
        let missing = self
            .source
            .missing
            .get_or_init(|| std::mem::take(&mut self.missing));
        let hint = match self.records.columns() {
            KnownColumns::Listed(columns) => format!("\nhint: columns are: {}", columns.join(", ")),
            KnownColumns::None | KnownColumns::PerRecord => String::new(),
        };
        missing.iter().map(move |&field| {
            let name = self.source.context.names.requested_name(field);
            format!("no record has a column named `{name}`{hint}")
        })
    }
}
