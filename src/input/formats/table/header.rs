/*!
The header of a table, and the rows below it: read, and with more fields.

# Choices

* A row with more or fewer fields than the header is an error: it is unknown
  which field is missing.
*/

use std::borrow::Cow;

use crate::dump::rewrite::{ADDED_PREFIX, ColumnValue};
use crate::error::{Error, ReasonResult, Result};
use crate::input::formats::table::fields::Fields;
use crate::input::records::field_values::{FieldValues, Value};
use crate::input::records::names::{ColumnLookup, FieldTarget};
use crate::input::source::RecordBuffers;

/// The header of a table.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) delimiter: u8,
    /// The name of each column.
    pub(crate) columns: Vec<String>,
    /// The parts of an article that each column fills.
    targets: Vec<Vec<FieldTarget>>,
}

impl Header {
    /// Reads a header from its row.
    pub(crate) fn new(row: &str, delimiter: u8, names: &ColumnLookup) -> Header {
        let mut buffers = RecordBuffers::default();
        let columns: Vec<String> = Fields::new(row, delimiter, &mut buffers)
            .map(|name| name.trim().to_owned())
            .collect();
        let targets = |name: &String| match names.top.find(name) {
            Some(column) => column.targets.clone(),
            None => Vec::new(),
        };
        Header {
            delimiter,
            targets: columns.iter().map(targets).collect(),
            columns,
        }
    }

    /// Returns whether the row is likely a header: it has several columns, and
    /// one of them is looked for. The first line of prose rarely is.
    pub(crate) fn is_likely(&self) -> bool {
        self.columns.len() > 1 && self.targets.iter().any(|targets| !targets.is_empty())
    }

    /// Reads the values of a row that are looked for. Fails where the row has
    /// more or fewer fields than the header.
    pub(crate) fn read<'a>(
        &self,
        row: &'a str,
        buffers: &'a mut RecordBuffers,
    ) -> ReasonResult<FieldValues<'a>> {
        let mut values = FieldValues::default();
        let mut count = 0;
        for field in Fields::new(row, self.delimiter, buffers) {
            if let Some(targets) = self.targets.get(count) {
                values.put(targets, Value::Text(Cow::Borrowed(field)));
            }
            count += 1;
        }
        let expected = self.columns.len();
        match count == expected {
            true => Ok(values),
            false => Err(format!("expected {expected} fields, found {count}")),
        }
    }

    /// Returns a row of the table, or its header, with `added` fields after its
    /// own. Columns that an earlier run added are dropped; without them, the row
    /// keeps its bytes.
    pub(crate) fn extend(&self, row: &[u8], added: &[String]) -> Result<Vec<u8>> {
        let is_dropped = |name: &String| name.starts_with(ADDED_PREFIX);
        let mut extended = if self.columns.iter().any(is_dropped) {
            let row = std::str::from_utf8(row)
                .map_err(|_| Error::record("the record is not UTF-8 any more"))?;
            let mut buffers = RecordBuffers::default();
            let fields = Fields::new(row, self.delimiter, &mut buffers).zip(&self.columns);
            let kept = fields.filter(|(_, name)| !is_dropped(name));
            write(self.delimiter, kept.map(|(field, _)| field))?
        } else {
            row.to_vec()
        };
        extended.push(self.delimiter);
        extended.extend(write(self.delimiter, added)?);
        Ok(extended)
    }
}

/// Returns fields as a row, quoted where they must be, without a newline.
fn write(delimiter: u8, fields: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_writer(Vec::new());
    writer
        .write_record(fields)
        .map_err(|cause| Error::record(cause.to_string()))?;
    let mut row = writer
        .into_inner()
        .map_err(|error| Error::from(error.into_error()))?;
    row.pop();
    Ok(row)
}

/// Returns a value as a field: empty for null, lists joined with `|`.
pub(crate) fn field(value: &ColumnValue) -> String {
    match value {
        ColumnValue::Null => String::new(),
        ColumnValue::Text(text) => text.clone(),
        ColumnValue::Count(count) => count.to_string(),
        ColumnValue::Share(share) => format!("{share:?}"),
        ColumnValue::Boolean(boolean) => boolean.to_string(),
        ColumnValue::TextList(list) => list.join("|"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::records::columns::Columns;
    use crate::input::records::field_values::testing::described;

    fn header(row: &str) -> Header {
        Header::new(row, b',', &ColumnLookup::new(&Columns::default()))
    }

    #[test]
    fn a_row_is_an_article_by_its_header() {
        let mut buffers = RecordBuffers::default();
        let row = "7,Ferry,\"Canceled, again\",x";
        let values = header("ID, Title ,text,other").read(row, &mut buffers);
        let found = described(values, &Columns::default(), None);
        let expected = "id: 7, headline: Ferry, text: Canceled, again";
        assert_eq!(found.as_deref(), Ok(expected));
    }

    #[test]
    fn a_line_of_prose_is_no_likely_header() {
        assert!(header("id,text").is_likely());
        assert!(!header("text").is_likely());
        assert!(!header("The ferry, the harbor said, was canceled").is_likely());
    }

    #[test]
    fn a_row_keeps_its_bytes_without_columns_of_an_earlier_run_and_gets_fields() {
        let values = [
            ColumnValue::Null,
            ColumnValue::Count(3),
            ColumnValue::Text("SKARHOLM, \"AP\"".to_owned()),
            ColumnValue::Share(0.9),
            ColumnValue::Share(1.0),
            ColumnValue::Boolean(false),
            ColumnValue::TextList(vec!["x".to_owned(), "y".to_owned()]),
            ColumnValue::TextList(Vec::new()),
        ];
        let added = ",3,\"SKARHOLM, \"\"AP\"\"\",0.9,1.0,false,x|y,";
        let earlier = "id,wirecopy_cluster,text,x";
        for (names, row, own) in [
            ("id,x,text", "1,\"a\" ,\"a, b\"", "1,\"a\" ,\"a, b\""),
            (earlier, "1,old,\"a, b\",\"c\nd\"", "1,\"a, b\",\"c\nd\""),
        ] {
            let extended = header(names).extend(row.as_bytes(), &values.each_ref().map(field));
            let extended = String::from_utf8(extended.unwrap()).unwrap();
            assert_eq!(extended, format!("{own},{added}"));
        }
    }
}
