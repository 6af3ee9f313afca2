/*!
A record is a row of a table: CSV and TSV, where a quoted field may hold
newlines.

The rules of quoting are those of the `csv` crate, which reads the fields
later: a quote opens only at the start of a field, two quotes in a quoted field
are one, and what follows a closing quote belongs to the field. This module
does not know the header, which is a row like any other.
*/

use memchr::memchr2;

use crate::article::ByteRange;
use crate::input::formats::split::{Splitter, Start, length};

/// Finds the rows that hold at least one byte.
#[derive(Debug)]
pub(crate) struct Rows {
    delimiter: u8,
    /// The row that has begun.
    start: Start,
    /// The next byte to be fed, and its line.
    here: Start,
    place: Place,
    /// The last byte of the row so far.
    last: u8,
    /// The line of the last opening quote.
    quote_line: u32,
}

/// Where in a row the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// At the start of a field.
    FieldStart,
    /// In a field that is not quoted, or behind a closing quote.
    Plain,
    /// Behind an opening quote.
    Quoted,
    /// Behind a quote that closes the field unless another follows.
    QuoteInQuoted,
}

impl Rows {
    pub(crate) const fn new(start: Start, delimiter: u8) -> Rows {
        let quote_line = start.line;
        Rows {
            delimiter,
            start,
            here: start,
            place: Place::FieldStart,
            last: b'\n',
            quote_line,
        }
    }

    /// Takes `bytes`, which do not end the row.
    fn take(&mut self, bytes: &[u8]) {
        if let Some(last) = bytes.last() {
            self.last = *last;
        }
        self.here.offset += length(bytes);
    }

    /// Ends the row before the next byte.
    fn end(&self, found: &mut Vec<ByteRange>) {
        let open = self.open();
        let carriage_return = u64::from(self.last == b'\r');
        if open.length > carriage_return {
            found.push(ByteRange {
                length: open.length - carriage_return,
                ..open
            });
        }
    }

    /// Ends the row with the newline that comes next.
    fn newline(&mut self, found: &mut Vec<ByteRange>) {
        self.end(found);
        let line = self.here.line.saturating_add(1);
        *self = Rows::new(
            Start {
                offset: self.here.offset + 1,
                line,
            },
            self.delimiter,
        );
    }

    /// Takes the one byte that comes next and goes to where it leads.
    fn step(&mut self, byte: u8, found: &mut Vec<ByteRange>) {
        if byte == b'\n' {
            return self.newline(found);
        }
        self.place = match (self.place, byte) {
            (Place::FieldStart, b'"') => {
                self.quote_line = self.here.line;
                Place::Quoted
            }
            (Place::QuoteInQuoted, b'"') => Place::Quoted,
            _ if byte == self.delimiter => Place::FieldStart,
            _ => Place::Plain,
        };
        self.take(&[byte]);
    }
}

impl Splitter for Rows {
    fn feed(&mut self, mut bytes: &[u8], found: &mut Vec<ByteRange>) {
        while let Some(first) = bytes.first() {
            let taken = match self.place {
                Place::FieldStart | Place::QuoteInQuoted => {
                    self.step(*first, found);
                    1
                }
                Place::Plain => match memchr2(self.delimiter, b'\n', bytes) {
                    None => {
                        self.take(bytes);
                        bytes.len()
                    }
                    Some(at) => {
                        self.take(&bytes[..at]);
                        self.step(bytes[at], found);
                        at + 1
                    }
                },
                Place::Quoted => match memchr2(b'"', b'\n', bytes) {
                    None => {
                        self.take(bytes);
                        bytes.len()
                    }
                    Some(at) => {
                        self.take(&bytes[..=at]);
                        if bytes[at] == b'\n' {
                            self.here.line = self.here.line.saturating_add(1);
                        } else {
                            self.place = Place::QuoteInQuoted;
                        }
                        at + 1
                    }
                },
            };
            bytes = &bytes[taken..];
        }
    }

    fn open(&self) -> ByteRange {
        let Start { offset, line } = self.start;
        ByteRange {
            offset,
            length: self.here.offset - offset,
            line,
        }
    }

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Option<String> {
        if self.place == Place::Quoted {
            return Some(format!(
                "a quote opened on line {} is never closed",
                self.quote_line
            ));
        }
        self.end(found);
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::input::formats::split::Start;
    use crate::input::formats::split::rows::Rows;
    use crate::input::formats::split::testing::{Split, split};

    fn rows(text: &str, size: usize) -> Split {
        split(
            &mut Rows::new(Start { offset: 0, line: 1 }, b','),
            text,
            size,
        )
    }

    #[test]
    fn a_quoted_newline_does_not_end_the_row() {
        let found = rows("1,\"one\ntwo\"\n\n2,three\n", 1);
        assert_eq!(found.records, ["1,\"one\ntwo\"", "2,three"]);
        let lines: Vec<u32> = found.bounds.iter().map(|bound| bound.line).collect();
        assert_eq!(lines, [1, 4]);
    }

    #[test]
    fn a_quote_within_a_field_opens_nothing() {
        assert_eq!(
            rows("1,5\" nails\n2,b\n", 1).records,
            ["1,5\" nails", "2,b"]
        );
    }

    #[test]
    fn a_doubled_quote_closes_nothing() {
        assert_eq!(
            rows("\"a\"\"\n\",b\nc,d", 1).records,
            ["\"a\"\"\n\",b", "c,d"]
        );
    }

    #[test]
    fn a_carriage_return_is_not_part_of_the_row() {
        assert_eq!(
            rows("a,b\r\n\r\nc,\"d\"\r\n", 1).records,
            ["a,b", "c,\"d\""]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_is_named_by_its_line() {
        let found = rows("a,b\n1,\"one\n2,two\n", 3);
        assert_eq!(found.records, ["a,b"]);
        assert_eq!(
            found.trouble.as_deref(),
            Some("a quote opened on line 2 is never closed")
        );
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_rows_that_the_csv_crate_gives(
            text in "[a-c,\"\n]{0,40}",
            size in 1_usize..9,
        ) {
            let found = rows(&text, size);
            prop_assume!(found.trouble.is_none());
            let ours: Vec<csv::ByteRecord> = found.records.iter().flat_map(|row| fields(row)).collect();
            prop_assert_eq!(ours, fields(&text));
        }
    }

    fn fields(text: &str) -> Vec<csv::ByteRecord> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(csv::Terminator::Any(b'\n'))
            .from_reader(text.as_bytes())
            .byte_records()
            .map(Result::unwrap)
            .collect()
    }
}
