/*!
A record is a line: JSON Lines.

A line of blanks is not a record. This module does not know JSON.
*/

use memchr::memchr;

use crate::article::ByteRange;
use crate::input::formats::split::{Splitter, Start, length};

/// Finds the lines that hold more than blanks.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The line that has begun.
    start: Start,
    /// The next byte to be fed.
    offset: u64,
    /// Whether the line has only blanks so far.
    content: Content,
    /// The last byte of the line so far.
    last: u8,
}

/// What a line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Blanks,
    Record,
}

impl Lines {
    pub(crate) const fn new(start: Start) -> Lines {
        Lines {
            start,
            offset: start.offset,
            content: Content::Blanks,
            last: b'\n',
        }
    }

    /// Takes `bytes`, all of one line.
    fn take(&mut self, bytes: &[u8]) {
        if self.content == Content::Blanks && !bytes.iter().all(u8::is_ascii_whitespace) {
            self.content = Content::Record;
        }
        if let Some(last) = bytes.last() {
            self.last = *last;
        }
        self.offset += length(bytes);
    }

    /// Ends the line before the byte at `offset`.
    fn end(&self, found: &mut Vec<ByteRange>) {
        if self.content == Content::Record {
            let carriage_return = u64::from(self.last == b'\r');
            let open = self.open();
            found.push(ByteRange {
                length: open.length - carriage_return,
                ..open
            });
        }
    }
}

impl Splitter for Lines {
    fn feed(&mut self, mut bytes: &[u8], found: &mut Vec<ByteRange>) {
        while let Some(at) = memchr(b'\n', bytes) {
            self.take(&bytes[..at]);
            self.end(found);
            let line = self.start.line.saturating_add(1);
            *self = Lines::new(Start {
                offset: self.offset + 1,
                line,
            });
            bytes = &bytes[at + 1..];
        }
        self.take(bytes);
    }

    fn open(&self) -> ByteRange {
        let Start { offset, line } = self.start;
        let length = match self.content {
            Content::Blanks => 0,
            Content::Record => self.offset - offset,
        };
        ByteRange {
            offset,
            length,
            line,
        }
    }

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Option<String> {
        self.end(found);
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::article::ByteRange;
    use crate::input::formats::split::lines::Lines;
    use crate::input::formats::split::testing::split;
    use crate::input::formats::split::{Splitter, Start};

    const START: Start = Start { offset: 0, line: 1 };

    fn records(text: &str, size: usize) -> Vec<String> {
        split(&mut Lines::new(START), text, size).records
    }

    #[test]
    fn a_last_line_without_a_newline_is_a_record() {
        assert_eq!(records("one\ntwo", 100), ["one", "two"]);
        assert_eq!(records("one\ntwo\n", 100), ["one", "two"]);
    }

    #[test]
    fn blank_lines_are_no_records_but_count() {
        let found = split(&mut Lines::new(START), "\n \t\r\none\n\ntwo\n  ", 1);
        assert_eq!(found.records, ["one", "two"]);
        let lines: Vec<u32> = found.bounds.iter().map(|bound| bound.line).collect();
        assert_eq!(lines, [3, 5]);
    }

    #[test]
    fn a_carriage_return_is_not_part_of_the_record() {
        assert_eq!(
            records("one\r\ntwo\rtwo\r\nthree\r", 1),
            ["one", "two\rtwo", "three"]
        );
    }

    #[test]
    fn what_has_begun_is_open() {
        let mut lines = Lines::new(Start { offset: 3, line: 1 });
        lines.feed(b"one\n tw", &mut Vec::new());
        assert_eq!(
            lines.open(),
            ByteRange {
                offset: 7,
                length: 3,
                line: 2
            }
        );
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
            prop_assert_eq!(records(&text, size), naive);
        }
    }
}
