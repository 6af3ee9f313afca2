/*!
The header of a table, and the rows below it.

# Choices

* A row with more or fewer fields than the header is an error: it is unknown
  which field is missing.
*/

use std::borrow::Cow;

use crate::input::formats::table::fields::Fields;
use crate::input::records::buffers::RecordBuffers;
use crate::input::records::field_values::{FieldValues, Value};
use crate::input::records::names::{ColumnLookup, FieldTarget};

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
        let targets = |name: &String| match names.top().find(name) {
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

    /// Reads the values of a row that are looked for.
    ///
    /// # Errors
    ///
    /// When the row has more or fewer fields than the header.
    pub(crate) fn read<'a>(
        &self,
        row: &'a str,
        buffers: &'a mut RecordBuffers,
    ) -> Result<FieldValues<'a>, String> {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::input::records::columns::Columns;

    fn article(header: &str, row: &str) -> Result<Article<'static>, String> {
        let names = ColumnLookup::new(&Columns::default());
        let header = Header::new(header, b',', &names);
        let mut buffers = RecordBuffers::default();
        let values = header.read(row, &mut buffers)?;
        values.into_article(&names, None).map(Article::into_owned)
    }

    #[test]
    fn a_row_is_an_article_by_its_header() {
        let article = article("ID, Title ,text,other", "7,Ferry,\"Canceled, again\",x").unwrap();
        assert_eq!(article.id.as_deref(), Some("7"));
        assert_eq!(article.headline.as_deref(), Some("Ferry"));
        assert_eq!(article.text.as_deref(), Some("Canceled, again"));
    }

    #[test]
    fn a_row_of_a_wrong_length_is_an_error_with_both_numbers() {
        for (row, reason) in [
            ("7,Ferry", "expected 3 fields, found 2"),
            ("7,Ferry,Canceled,again", "expected 3 fields, found 4"),
        ] {
            assert_eq!(article("id,title,text", row), Err(reason.to_owned()));
        }
    }

    #[test]
    fn a_line_of_prose_is_no_likely_header() {
        let names = ColumnLookup::new(&Columns::default());
        let is_likely = |row| Header::new(row, b',', &names).is_likely();
        assert!(is_likely("id,text"));
        assert!(!is_likely("text"));
        assert!(!is_likely("The ferry, the harbor said, was canceled"));
    }
}
