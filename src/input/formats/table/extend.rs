/*!
Rows with more fields.
*/

use crate::dump::rewrite::{ADDED_PREFIX, ColumnValue};
use crate::error::{Error, Result};
use crate::input::formats::table::fields::Fields;
use crate::input::formats::table::header::Header;
use crate::input::records::buffers::RecordBuffers;

/// Returns a row of the table, or its header, with `added` fields after its
/// own. Columns that an earlier run added are dropped; without them, the row
/// keeps its bytes.
///
/// # Errors
///
/// When the row is no text.
pub(crate) fn extend(header: &Header, row: &[u8], added: &[String]) -> Result<Vec<u8>> {
    let is_dropped = |name: &String| name.starts_with(ADDED_PREFIX);
    let mut extended = if header.columns.iter().any(is_dropped) {
        let row = std::str::from_utf8(row)
            .map_err(|_| Error::record("the record is not UTF-8 any more"))?;
        let mut buffers = RecordBuffers::default();
        let fields = Fields::new(row, header.delimiter, &mut buffers);
        let kept = fields
            .zip(&header.columns)
            .filter(|(_, name)| !is_dropped(name));
        write(header.delimiter, kept.map(|(field, _)| field))?
    } else {
        row.to_vec()
    };
    extended.push(header.delimiter);
    extended.extend(write(header.delimiter, added)?);
    Ok(extended)
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
    use crate::input::records::names::ColumnLookup;

    fn extended(header: &str, row: &str) -> String {
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
        let header = Header::new(header, b',', &ColumnLookup::new(&Columns::default()));
        let row = extend(&header, row.as_bytes(), &values.each_ref().map(field)).unwrap();
        String::from_utf8(row).unwrap()
    }

    /// The fields of the added values.
    const ADDED: &str = ",3,\"SKARHOLM, \"\"AP\"\"\",0.9,1.0,false,x|y,";

    #[test]
    fn a_row_keeps_its_bytes_and_gets_fields() {
        let row = "1,\"a\" ,\"a, b\"";
        assert_eq!(extended("id,x,text", row), format!("{row},{ADDED}"));
    }

    #[test]
    fn columns_of_an_earlier_run_are_dropped() {
        let row = "1,old,\"a, b\",\"c\nd\"";
        let own = "1,\"a, b\",\"c\nd\"";
        let header = "id,wirecopy_cluster,text,x";
        assert_eq!(extended(header, row), format!("{own},{ADDED}"));
    }
}
