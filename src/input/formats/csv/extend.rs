/*!
A row of a table with more fields.
*/

use crate::dump::rewrite::{ADDED_PREFIX, AddedColumn, ColumnValue};
use crate::error::{Error, Result};

/// Adds fields to the rows below a header.
pub(crate) struct RowExtender {
    delimiter: u8,
    /// The numbers of the columns that an earlier run added.
    dropped: Vec<usize>,
}

impl RowExtender {
    pub(crate) fn new(delimiter: u8, header: &[u8]) -> Result<RowExtender> {
        let mut extender = RowExtender {
            delimiter,
            dropped: Vec::new(),
        };
        let names = extender.parse(header)?;
        let names = names.iter().enumerate();
        let old = names.filter(|(_, name)| name.starts_with(ADDED_PREFIX.as_bytes()));
        extender.dropped = old.map(|(index, _)| index).collect();
        Ok(extender)
    }

    /// Returns the header with the names of the added columns, and the newline.
    pub(crate) fn header(&self, header: &[u8], added: &[AddedColumn]) -> Result<Vec<u8>> {
        let mut row = match added {
            [] => header.to_vec(),
            _ => self.extend(header, added.iter().map(|column| column.name.to_owned()))?,
        };
        row.push(b'\n');
        Ok(row)
    }

    /// Returns a row with the values of the added columns.
    pub(crate) fn row(&self, row: &[u8], values: &[ColumnValue]) -> Result<Vec<u8>> {
        self.extend(row, values.iter().map(field))
    }

    fn parse(&self, row: &[u8]) -> Result<csv::ByteRecord> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(row);
        let mut record = csv::ByteRecord::new();
        reader
            .read_byte_record(&mut record)
            .map_err(|cause| Error::record(cause.to_string()))?;
        Ok(record)
    }

    /// Returns the row's own bytes and `more` after them.
    fn extend(&self, row: &[u8], more: impl Iterator<Item = String>) -> Result<Vec<u8>> {
        let mut extended = if self.dropped.is_empty() {
            row.to_vec()
        } else {
            let record = self.parse(row)?;
            let kept = record
                .iter()
                .enumerate()
                .filter(|(index, _)| !self.dropped.contains(index));
            let kept: Vec<&[u8]> = kept.map(|(_, field)| field).collect();
            self.format(&kept)?
        };
        let fields: Vec<String> = more.collect();
        let fields: Vec<&[u8]> = fields.iter().map(String::as_bytes).collect();
        extended.push(self.delimiter);
        extended.extend(self.format(&fields)?);
        Ok(extended)
    }

    /// Fields as a row, quoted where they must be, without the end of line.
    fn format(&self, fields: &[&[u8]]) -> Result<Vec<u8>> {
        let mut row = Vec::new();
        {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(self.delimiter)
                .flexible(true)
                .from_writer(&mut row);
            writer
                .write_record(fields)
                .map_err(|cause| Error::record(cause.to_string()))?;
            writer.flush()?;
        }
        row.truncate(row.len().saturating_sub(1));
        Ok(row)
    }
}

/// Returns a value as a field: nothing for null, lists joined with `|`.
fn field(value: &ColumnValue) -> String {
    match value {
        ColumnValue::Null => String::new(),
        ColumnValue::Text(text) => text.clone(),
        ColumnValue::TextList(list) => list.join("|"),
        ColumnValue::Count(count) => count.to_string(),
        ColumnValue::Share(share) => serde_json::Value::from(*share).to_string(),
        ColumnValue::Boolean(boolean) => boolean.to_string(),
    }
}
