/*!
Finding the records of a file in its bytes.

# Choices

* A splitter gets the bytes of a file in pieces of any size and keeps none of
  them. So a record of any length can pass through it.
* It does not know what a record means; another part of the format reads it.
  Splitting is fast and goes in order, reading is slow and runs in threads.
* The end of a line belongs to no record, nor does a carriage return before it.
*/

use crate::article::ByteRange;

/// Finds the records of one file.
///
/// The records are the same for pieces of any size.
pub(crate) trait Splitter: Send {
    /// Reads `bytes`, which follow those of the last call, and adds each record
    /// that ends in them to `found`.
    fn feed(&mut self, bytes: &[u8], found: &mut Vec<ByteRange>);

    /// Returns the record that has begun but not ended. Where none has begun,
    /// returns an empty range at the first byte that may belong to the next
    /// record.
    fn open(&self) -> ByteRange;

    /// Adds the record that ends with the file, if there is one. Fails where the
    /// open record is not complete.
    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Result<(), String>;
}

/// A byte of a file and the line that it is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextPosition {
    pub(crate) offset: u64,
    /// The line, from 1. Lines after `u32::MAX` have that number.
    pub(crate) line: u32,
}

impl TextPosition {
    /// The first byte of a file.
    pub(crate) const START: TextPosition = TextPosition { offset: 0, line: 1 };

    /// Returns the same byte as the first of the next line.
    pub(crate) const fn on_next_line(self) -> TextPosition {
        TextPosition {
            offset: self.offset,
            line: self.line.saturating_add(1),
        }
    }

    /// Returns the range of bytes from this one to the byte before `end`.
    pub(crate) const fn up_to(self, end: u64) -> ByteRange {
        ByteRange {
            offset: self.offset,
            length: end - self.offset,
            number: self.line,
        }
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use crate::article::ByteRange;
    use crate::input::formats::splitter::Splitter;

    #[derive(Debug, PartialEq, Eq)]
    pub(crate) struct SplitText {
        pub(crate) ranges: Vec<ByteRange>,
        pub(crate) records: Vec<String>,
        pub(crate) end: Result<(), String>,
    }

    impl SplitText {
        pub(crate) fn lines(&self) -> Vec<u32> {
            self.ranges.iter().map(|range| range.number).collect()
        }
    }

    /// Feeds `text` to `splitter` in pieces of `size` bytes.
    pub(crate) fn split(splitter: &mut dyn Splitter, text: &str, size: usize) -> SplitText {
        let mut ranges = Vec::new();
        for piece in text.as_bytes().chunks(size) {
            splitter.feed(piece, &mut ranges);
        }
        let end = splitter.finish(&mut ranges);
        let record = |range: &ByteRange| {
            let (offset, length) = (range.offset as usize, range.length as usize);
            text[offset..offset + length].to_owned()
        };
        SplitText {
            records: ranges.iter().map(record).collect(),
            ranges,
            end,
        }
    }
}
