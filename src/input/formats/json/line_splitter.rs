/*!
Finds the lines of a file. A line of whitespace is no record.
*/

use memchr::memchr;

use crate::article::ByteRange;
use crate::input::formats::splitter::{Splitter, TextPosition};

/// Finds the lines that have more than whitespace.
#[derive(Debug)]
pub(crate) struct LineSplitter {
    /// The first byte of the current line.
    start: TextPosition,
    /// The next byte.
    offset: u64,
    /// Whether the line has more than whitespace so far.
    is_record: bool,
    /// The last byte of the line so far.
    last: u8,
}

impl LineSplitter {
    pub(crate) const fn new(start: TextPosition) -> LineSplitter {
        LineSplitter {
            start,
            offset: start.offset,
            is_record: false,
            last: b'\n',
        }
    }

    /// Takes `bytes`, which do not end the line.
    fn take(&mut self, bytes: &[u8]) {
        self.is_record = self.is_record || !bytes.iter().all(u8::is_ascii_whitespace);
        if let Some(last) = bytes.last() {
            self.last = *last;
        }
        self.offset += bytes.len() as u64;
    }

    /// Ends the line before the next byte.
    fn end(&self, found: &mut Vec<ByteRange>) {
        if self.is_record {
            let mut record = self.open();
            if self.last == b'\r' {
                record.length -= 1;
            }
            found.push(record);
        }
    }
}

impl Splitter for LineSplitter {
    fn feed(&mut self, mut bytes: &[u8], found: &mut Vec<ByteRange>) {
        while let Some(at) = memchr(b'\n', bytes) {
            self.take(&bytes[..at]);
            self.end(found);
            let start = TextPosition {
                offset: self.offset + 1,
                ..self.start.on_next_line()
            };
            *self = LineSplitter::new(start);
            bytes = &bytes[at + 1..];
        }
        self.take(bytes);
    }

    fn open(&self) -> ByteRange {
        self.start.up_to(match self.is_record {
            true => self.offset,
            false => self.start.offset,
        })
    }

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Result<(), String> {
        self.end(found);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::formats::splitter::testing::split;

    #[test]
    fn blank_lines_and_carriage_returns_are_not_part_of_records() {
        let mut lines = LineSplitter::new(TextPosition::START);
        let found = split(&mut lines, "\n \t\r\none\r\n\ntwo\rtwo\r\n  \nthree\r", 1);
        assert_eq!(found.records, ["one", "two\rtwo", "three"]);
        assert_eq!(found.lines(), [3, 5, 7]);
    }

    #[test]
    fn a_line_without_its_end_is_open() {
        let mut lines = LineSplitter::new(TextPosition { offset: 3, line: 1 });
        lines.feed(b"one\n tw", &mut Vec::new());
        let open = TextPosition { offset: 7, line: 2 };
        assert_eq!(lines.open(), open.up_to(10));
    }

    proptest! {
        #[test]
        fn pieces_of_any_size_give_the_lines_of_the_text(
            text in "[a-z \r\n]{0,60}",
            size in 1_usize..20,
        ) {
            let naive: Vec<&str> = text
                .split('\n')
                .filter(|line| !line.trim().is_empty())
                .map(|line| line.strip_suffix('\r').unwrap_or(line))
                .collect();
            let mut lines = LineSplitter::new(TextPosition::START);
            prop_assert_eq!(split(&mut lines, &text, size).records, naive);
        }
    }
}
