/*!
Finds the rows of a table.

The rules of quoting are those of `fields`: a quote opens only at the start of a
field, and two quotes in a quoted field are one. The header is a row like any
other. An empty line is no row.
*/

use memchr::memchr2;

use crate::article::ByteRange;
use crate::input::formats::splitter::{Splitter, TextPosition};

/// Finds the rows that have at least one byte.
#[derive(Debug)]
pub(crate) struct RowSplitter {
    delimiter: u8,
    /// The first byte of the current row.
    start: TextPosition,
    /// The next byte.
    next: TextPosition,
    state: RowState,
    /// The last byte of the row so far.
    last: u8,
    /// The line of the last opening quote.
    quote_line: u32,
}

/// Where in a row the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowState {
    FieldStart,
    /// In a field without quotes, or after a closing quote.
    Unquoted,
    /// After an opening quote.
    Quoted,
    /// After a quote that closes the field unless another quote follows.
    QuoteInQuoted,
}

impl RowSplitter {
    pub(crate) const fn new(start: TextPosition, delimiter: u8) -> RowSplitter {
        RowSplitter {
            delimiter,
            start,
            next: start,
            state: RowState::FieldStart,
            last: b'\n',
            quote_line: start.line,
        }
    }

    /// Takes `bytes`, which do not end the row.
    fn take(&mut self, bytes: &[u8]) {
        if let Some(last) = bytes.last() {
            self.last = *last;
        }
        self.next.offset += bytes.len() as u64;
    }

    /// Ends the row before the next byte.
    fn end(&self, found: &mut Vec<ByteRange>) {
        let mut row = self.open();
        if self.last == b'\r' {
            row.length -= 1;
        }
        if row.length > 0 {
            found.push(row);
        }
    }

    /// Takes one byte and goes to the state after it.
    fn step(&mut self, byte: u8, found: &mut Vec<ByteRange>) {
        if byte == b'\n' {
            self.end(found);
            self.next.offset += 1;
            *self = RowSplitter::new(self.next.on_next_line(), self.delimiter);
            return;
        }
        self.state = match (self.state, byte) {
            (RowState::FieldStart, b'"') => {
                self.quote_line = self.next.line;
                RowState::Quoted
            }
            (RowState::QuoteInQuoted, b'"') => RowState::Quoted,
            _ if byte == self.delimiter => RowState::FieldStart,
            _ => RowState::Unquoted,
        };
        self.take(&[byte]);
    }

    /// Takes bytes without quotes up to the end of the field or row, and
    /// returns how many.
    fn unquoted(&mut self, bytes: &[u8], found: &mut Vec<ByteRange>) -> usize {
        match memchr2(self.delimiter, b'\n', bytes) {
            None => {
                self.take(bytes);
                bytes.len()
            }
            Some(at) => {
                self.take(&bytes[..at]);
                self.step(bytes[at], found);
                at + 1
            }
        }
    }

    /// Takes bytes of a quoted field up to a quote or newline, and returns how
    /// many.
    fn quoted(&mut self, bytes: &[u8]) -> usize {
        let Some(at) = memchr2(b'"', b'\n', bytes) else {
            self.take(bytes);
            return bytes.len();
        };
        self.take(&bytes[..=at]);
        if bytes[at] == b'\n' {
            self.next = self.next.on_next_line();
        } else {
            self.state = RowState::QuoteInQuoted;
        }
        at + 1
    }
}

impl Splitter for RowSplitter {
    fn feed(&mut self, mut bytes: &[u8], found: &mut Vec<ByteRange>) {
        while let Some(first) = bytes.first() {
            let taken = match self.state {
                RowState::FieldStart | RowState::QuoteInQuoted => {
                    self.step(*first, found);
                    1
                }
                RowState::Unquoted => self.unquoted(bytes, found),
                RowState::Quoted => self.quoted(bytes),
            };
            bytes = &bytes[taken..];
        }
    }

    fn open(&self) -> ByteRange {
        self.start.up_to(self.next.offset)
    }

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Result<(), String> {
        if self.state == RowState::Quoted {
            let line = self.quote_line;
            return Err(format!("a quote opened on line {line} is never closed"));
        }
        self.end(found);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::formats::splitter::testing::{SplitText, split};

    fn rows(text: &str, size: usize) -> SplitText {
        split(&mut RowSplitter::new(TextPosition::START, b','), text, size)
    }

    #[test]
    fn newlines_outside_quotes_end_rows() {
        for (text, records, lines) in [
            ("1,\"one\ntwo\"\n\n2,c\n", ["1,\"one\ntwo\"", "2,c"], [1, 4]),
            // A quote within a field opens nothing.
            ("1,5\" nails\n2,b\n", ["1,5\" nails", "2,b"], [1, 2]),
            // A doubled quote closes nothing.
            ("\"a\"\"\n\",b\nc,d", ["\"a\"\"\n\",b", "c,d"], [1, 3]),
            ("a,b\r\n\r\nc,\"d\"\r\n", ["a,b", "c,\"d\""], [1, 3]),
        ] {
            let found = rows(text, 1);
            assert_eq!(found.records, records);
            assert_eq!(found.lines(), lines);
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

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_rows_that_the_csv_crate_gives(
            text in "[a-c,\"\n]{0,40}",
            size in 1_usize..9,
        ) {
            let found = rows(&text, size);
            prop_assume!(found.end.is_ok());
            let ours: Vec<csv::ByteRecord> = found.records.iter().flat_map(|row| fields(row)).collect();
            prop_assert_eq!(ours, fields(&text));
        }
    }
}
