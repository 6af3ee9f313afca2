/*!
Tables: CSV and TSV with a header, where a quoted field may contain newlines.
*/

pub(crate) mod fields;
pub(crate) mod header;
pub(crate) mod row_splitter;

use std::io::Write;

use memchr::{memchr, memchr_iter};

use crate::article::ByteRange;
use crate::convert::{to_u32, to_usize};
use crate::dump::Record;
use crate::dump::rewrite::AddedColumn;
use crate::error::{ReasonResult, Result};
use crate::input::formats::format::{
    AddedValues, ByteRecords, Evidence, FileHead, FileRecords, InputFormat, KnownColumns,
};
use crate::input::formats::layout::OutputLayout;
use crate::input::formats::splitter::{Splitter, TextPosition};
use crate::input::formats::table::header::{Header, field};
use crate::input::formats::table::row_splitter::RowSplitter;
use crate::input::records::field_values::FieldValues;
use crate::input::source::{RecordBuffers, SourceFile};

/// The delimiters that are tried, in this order.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The longest header in bytes. It is held in memory; a longer first row is no
/// header.
const LONGEST_HEADER: usize = 1 << 20;

pub(crate) struct TableFormat;

impl InputFormat for TableFormat {
    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn recognize(&self, head: &FileHead<'_>) -> Option<Evidence> {
        if head.has_extension(self.extensions()) {
            return Some(Evidence::Name);
        }
        likely_delimiter(head).map(|_| Evidence::FirstLine)
    }

    fn open(
        &self,
        head: &FileHead<'_>,
        source: SourceFile<'_>,
    ) -> ReasonResult<Box<dyn FileRecords>> {
        let delimiter = if head.has_extension(&["tsv"]) {
            b'\t'
        } else if head.has_extension(&["csv"]) {
            // A header without any delimiter has one column.
            let row = first_row(head.text()).unwrap_or(head.text());
            let parts = DELIMITERS.into_iter().find(|one| row.contains(one));
            parts.unwrap_or(b',')
        } else {
            likely_delimiter(head).unwrap_or(b',')
        };
        let bytes = source
            .content
            .head(&source.context.disk, LONGEST_HEADER)
            .map_err(|error| error.to_string())?;
        Ok(Box::new(TableRecords::new(&bytes, head, delimiter)?))
    }
}

/// Returns the delimiter with which the first row looks like a header.
fn likely_delimiter(head: &FileHead<'_>) -> Option<u8> {
    let row = std::str::from_utf8(first_row(head.text())?).ok()?;
    let is_likely = |delimiter: &u8| Header::new(row, *delimiter, head.names).is_likely();
    DELIMITERS.into_iter().find(is_likely)
}

/// Returns the first row of `text`, with the comma as delimiter.
fn first_row(text: &[u8]) -> Option<&[u8]> {
    let mut rows = Vec::new();
    let mut splitter = RowSplitter::new(TextPosition::START, b',');
    splitter.feed(text, &mut rows);
    // A row that is never closed is none.
    let _ = splitter.finish(&mut rows);
    let ByteRange { offset, length, .. } = *rows.first()?;
    text.get(to_usize(offset)..)?.get(..to_usize(length))
}

/// The rows of a table.
struct TableRecords {
    /// Where the first row below the header may begin.
    start: TextPosition,
    header: Header,
    /// The header as it is in the file, without the end of its line.
    header_row: Vec<u8>,
}

impl TableRecords {
    /// Reads the header from `bytes`, the beginning of the file.
    fn new(bytes: &[u8], head: &FileHead<'_>, delimiter: u8) -> ReasonResult<TableRecords> {
        let row = header_row(bytes, head.start, delimiter)?;
        let start = to_usize(row.offset);
        let end = start + to_usize(row.length);
        let header_row = &bytes[start..end];
        let text = std::str::from_utf8(header_row).map_err(|error| {
            let at = error.valid_up_to();
            format!("invalid UTF-8 at byte {at} of the header")
        })?;
        let next = memchr(b'\n', &bytes[end..]).map_or(bytes.len(), |at| end + at + 1);
        let newlines = memchr_iter(b'\n', &bytes[..next]).count();
        Ok(TableRecords {
            start: TextPosition {
                offset: next as u64,
                line: head.start.line + to_u32(newlines),
            },
            header: Header::new(text, delimiter, head.names),
            header_row: header_row.to_vec(),
        })
    }
}

/// Returns the range of the header: the first row from `start` on, or an empty
/// range where there is none.
fn header_row(bytes: &[u8], start: TextPosition, delimiter: u8) -> ReasonResult<ByteRange> {
    let mut splitter = RowSplitter::new(start, delimiter);
    let mut rows = Vec::new();
    splitter.feed(&bytes[to_usize(start.offset)..], &mut rows);
    if rows.is_empty() {
        if bytes.len() == LONGEST_HEADER {
            return Err(format!("the header is longer than {LONGEST_HEADER} bytes"));
        }
        splitter.finish(&mut rows)?;
    }
    let length = 0;
    Ok(rows.first().copied().unwrap_or(ByteRange {
        length,
        ..splitter.open()
    }))
}

impl ByteRecords for TableRecords {
    fn splitter(&self) -> Box<dyn Splitter> {
        Box::new(RowSplitter::new(self.start, self.header.delimiter))
    }

    fn columns(&self) -> KnownColumns<'_> {
        KnownColumns::Listed(&self.header.columns)
    }

    fn read<'a>(
        &'a self,
        record: &'a str,
        _: SourceFile<'a>,
        buffers: &'a mut RecordBuffers,
    ) -> ReasonResult<FieldValues<'a>> {
        self.header.read(record, buffers)
    }

    fn layout(&self, added: &[AddedColumn]) -> Result<OutputLayout> {
        let names: Vec<String> = added.iter().map(|column| column.name.to_owned()).collect();
        let mut begin = match added {
            [] => self.header_row.clone(),
            _ => self.header.extend(&self.header_row, &names)?,
        };
        begin.push(b'\n');
        Ok(OutputLayout {
            begin,
            ..OutputLayout::lines("a table", "rows")
        })
    }

    fn extend(
        &self,
        record: &Record<'_>,
        added: AddedValues<'_>,
        out: &mut dyn Write,
    ) -> Result<()> {
        let fields: Vec<String> = added.values.iter().map(field).collect();
        Ok(out.write_all(&self.header.extend(record.bytes, &fields)?)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::records::columns::Columns;
    use crate::input::records::names::ColumnLookup;

    fn opened(text: &str, offset: u64) -> ReasonResult<TableRecords> {
        let head = FileHead {
            bytes: text.as_bytes(),
            start: TextPosition { offset, line: 1 },
            extension: "csv",
            names: &ColumnLookup::new(&Columns::default()),
        };
        TableRecords::new(text.as_bytes(), &head, b',')
    }

    #[test]
    fn rows_begin_on_the_line_after_the_header() {
        let table = opened("xyz\r\nid,\"te\nxt\"\r\n1,a\n", 3).unwrap();
        assert_eq!(table.header_row, b"id,\"te\nxt\"");
        let (offset, line) = (17, 4);
        assert_eq!(table.start, TextPosition { offset, line });
    }

    #[test]
    fn tables_with_other_columns_have_other_layouts() {
        let layout = |header| ByteRecords::layout(&opened(header, 0).unwrap(), &[]).unwrap();
        assert_eq!(layout("id,text\n"), layout("id,text"));
        assert!(layout("id,text").join(layout("id,url")).is_err());
        assert_eq!(layout("").begin, b"\n");
    }
}
