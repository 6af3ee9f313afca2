/*!
Whether the columns that the user asked for are anywhere in a file.

A column whose name was mistyped would be missing from each record in silence.
A table tells by its header. With JSON the records are read until each column
was met, mostly the first one only; a file without one of them is read whole,
in its first pass.
*/

use crate::input::chunk::FileChunk;
use crate::input::formats::json;
use crate::input::formats::shape::Shape;
use crate::input::opened::Opened;
use crate::input::records::field::Field;
use crate::input::records::names::Names;

/// The columns that were asked for and not met so far in one file.
pub(crate) struct Asked<'f> {
    names: &'f Names,
    opened: &'f Opened,
    unmet: Vec<Field>,
    /// Whether there was anything to meet them in.
    has_record: bool,
}

impl<'f> Asked<'f> {
    pub(crate) fn new(names: &'f Names, opened: &'f Opened) -> Asked<'f> {
        let known = opened.missing.get();
        let unmet = match (&opened.shape, &opened.header) {
            _ if known.is_some() => known.cloned().unwrap_or_default(),
            (Shape::Text, _) => Vec::new(),
            (_, None) => names.asked().to_vec(),
            (_, Some(header)) => names
                .asked()
                .iter()
                .copied()
                .filter(|field| !header.has(*field))
                .collect(),
        };
        // The header of an empty file has no columns, and they are not missing.
        let has_columns = opened
            .header
            .as_ref()
            .is_some_and(|header| !header.is_empty());
        let has_record = known.is_some() || has_columns;
        Asked {
            names,
            opened,
            unmet,
            has_record,
        }
    }

    /// Looks for the columns in `chunk`, unless the answer is known.
    pub(crate) fn look(&mut self, chunk: &FileChunk) {
        if self.opened.header.is_some() || self.opened.missing.get().is_some() {
            return;
        }
        let mut buffers = json::RecordBuffers::default();
        for bound in &chunk.records {
            if self.unmet.is_empty() {
                return;
            }
            let record = chunk
                .bytes(*bound)
                .and_then(|bytes| std::str::from_utf8(bytes).ok());
            let Some(Ok(found)) = record.map(|record| json::read(record, self.names, &mut buffers))
            else {
                continue;
            };
            self.has_record = true;
            self.unmet.retain(|field| !found.has_met(*field));
        }
    }

    /// Tells, at the end of the file, which columns no record has.
    pub(crate) fn missing(&mut self) -> impl Iterator<Item = String> {
        if !self.has_record {
            self.unmet.clear();
        }
        let unmet = self
            .opened
            .missing
            .get_or_init(|| std::mem::take(&mut self.unmet));
        let hint = match &self.opened.header {
            Some(header) => format!("\nhint: columns are: {}", header.names()),
            None => String::new(),
        };
        unmet.iter().map(move |field| {
            let name = self.names.asked_name(*field);
            format!("no record has a column named `{name}`{hint}")
        })
    }
}
