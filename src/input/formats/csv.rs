/*!
A record that is a row of a table, CSV or TSV, below a header.

This module does not know where a row begins and ends in its file: a row is
read from its own bytes and the header alone, so that it can be read again.

# Choices

* Fields are cut by the machine within the `csv` crate, whose reader would
  want a buffer of its own for each row.
* A row with more or fewer fields than the header is bad: no one can say which
  field is missing.
*/

pub mod extend;

use std::borrow::Cow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder, Terminator};

use crate::input::records::field::Field;
use crate::input::records::found::{FieldValues, Value};
use crate::input::records::names::{Names, Target};

/// The first row of a table.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    delimiter: u8,
    /// The name of each column.
    columns: Vec<String>,
    /// What each column fills.
    targets: Vec<Vec<Target>>,
}

/// Cuts rows into fields, and holds those of the last one.
#[derive(Debug)]
pub(crate) struct Fields {
    reader: Reader,
    /// The fields without their quotes, end to end.
    text: Vec<u8>,
    /// Where each field ends in `text`.
    ends: Vec<usize>,
}

impl Header {
    /// Reads the header out of its row.
    pub(crate) fn new(row: &str, delimiter: u8, names: &Names) -> Header {
        let mut fields = Fields::new(delimiter);
        let columns: Vec<String> = fields.cut(row).map(|name| name.trim().to_owned()).collect();
        let targets = |name: &String| names.top().find(name).map(|column| column.targets.clone());
        let targets = columns
            .iter()
            .map(|name| targets(name).unwrap_or_default())
            .collect();
        Header {
            delimiter,
            columns,
            targets,
        }
    }

    /// A cutter for the rows below this header.
    pub(crate) fn fields(&self) -> Fields {
        Fields::new(self.delimiter)
    }

    /// Whether there are several columns, one of which is looked for. The
    /// first line of what is no table is hardly so.
    pub(crate) fn is_likely(&self) -> bool {
        self.columns.len() > 1 && self.targets.iter().any(|targets| !targets.is_empty())
    }

    /// Whether there is no column at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Whether a column of `field` is there.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.targets
            .iter()
            .flatten()
            .any(|target| target.field == field)
    }

    /// The names of the columns, for people.
    pub(crate) fn names(&self) -> String {
        self.columns.join(", ")
    }

    /// Reads what is looked for out of `row`, which [`Header::fields`] cut.
    ///
    /// # Errors
    ///
    /// When the row has more or fewer fields than the header.
    pub(crate) fn read<'a>(
        &self,
        row: &str,
        fields: &'a mut Fields,
    ) -> Result<FieldValues<'a>, String> {
        let mut found = FieldValues::default();
        let mut count = 0;
        for field in fields.cut(row) {
            if let Some(targets) = self.targets.get(count) {
                found.put(targets, Value::Text(Cow::Borrowed(field)));
            }
            count += 1;
        }
        if count == self.columns.len() {
            return Ok(found);
        }
        Err(format!(
            "expected {} fields, found {count}",
            self.columns.len()
        ))
    }
}

impl Fields {
    fn new(delimiter: u8) -> Fields {
        // A lone carriage return is text: only a newline ends a row, and that
        // is not part of it.
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .terminator(Terminator::Any(b'\n'))
            .build();
        Fields {
            reader,
            text: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// The fields of `row`.
    fn cut(&mut self, row: &str) -> impl Iterator<Item = &str> {
        self.reader.reset();
        // Fields are never longer than the row, which has one more field than
        // delimiters at most.
        self.text.resize(row.len(), 0);
        self.ends.resize(row.len() + 1, 0);
        let (mut input, mut written, mut count) = (row.as_bytes(), 0, 0);
        loop {
            let (text, ends) = (&mut self.text[written..], &mut self.ends[count..]);
            let (result, read, text, ends) = self.reader.read_record(input, text, ends);
            input = &input[read..];
            written += text;
            count += ends;
            // At the end of the input the reader is called once more, to end
            // the last field.
            if result != ReadRecordResult::InputEmpty {
                break;
            }
        }
        let text = &self.text[..written];
        let mut start = 0;
        self.ends[..count].iter().map(move |end| {
            let field = &text[start..*end];
            start = *end;
            // Always sound: quotes and delimiters are ASCII, and the row is
            // UTF-8.
            std::str::from_utf8(field).unwrap_or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::article::Article;
    use crate::input::formats::csv::{Fields, Header};
    use crate::input::records::columns::Columns;
    use crate::input::records::field::Field;
    use crate::input::records::names::Names;

    fn cut(row: &str) -> Vec<String> {
        Fields::new(b',').cut(row).map(str::to_owned).collect()
    }

    fn article(header: &str, row: &str) -> Result<Article<'static>, String> {
        let names = Names::new(&Columns::default());
        let header = Header::new(header, b',', &names);
        let mut fields = header.fields();
        header
            .read(row, &mut fields)?
            .into_article(&names, None)
            .map(Article::into_owned)
    }

    #[test]
    fn fields_lose_their_quotes() {
        assert_eq!(
            cut("a,,\"b\"\"c\nd\",e\rf,"),
            ["a", "", "b\"c\nd", "e\rf", ""]
        );
        assert_eq!(cut("\"\""), [""]);
        assert_eq!(cut("é,\"日本\""), ["é", "日本"]);
    }

    #[test]
    fn a_row_makes_an_article_by_its_header() {
        let article = article("ID, Title ,text,other", "7,Ferry,\"Cancelled, again\",x").unwrap();
        assert_eq!(article.id.as_deref(), Some("7"));
        assert_eq!(article.headline.as_deref(), Some("Ferry"));
        assert_eq!(article.text.as_deref(), Some("Cancelled, again"));
    }

    #[test]
    fn a_row_of_a_wrong_length_is_told_with_both_numbers() {
        for (row, reason) in [
            ("7,Ferry", "expected 3 fields, found 2"),
            ("7,Ferry,Cancelled,again", "expected 3 fields, found 4"),
        ] {
            assert_eq!(article("id,title,text", row), Err(reason.to_owned()));
        }
    }

    #[test]
    fn a_line_of_prose_is_no_likely_header() {
        let names = Names::new(&Columns::default());
        let header = |row| Header::new(row, b',', &names);
        assert!(header("id,text").is_likely());
        assert!(!header("text").is_likely());
        assert!(!header("The ferry, the harbor said, was cancelled").is_likely());
        assert!(header("x,Byline").has(Field::Byline));
        assert!(!header("x,Byline").has(Field::Text));
    }

    proptest! {
        #[test]
        fn fields_are_those_of_the_csv_crate(row in "[a-cé,\"\r]{1,30}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .terminator(csv::Terminator::Any(b'\n'))
                .from_reader(row.as_bytes());
            let expected = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(cut(&row), expected.iter().collect::<Vec<_>>());
        }
    }
}
