/*!
Where the records of a file begin and end.

A splitter is fed the bytes of one file in pieces of any size and tells where
each record stands. It keeps no bytes, so that a record of any length passes
through it, and it does not know what a record means: that is for the readers
of records.

# Choices

* A splitter sees each byte once and gives the same records for any pieces.
* The end of a line belongs to no record; a carriage return before it does not
  either.
*/

pub mod lines;
pub mod rows;
pub mod values;
pub mod whole;

pub(crate) use crate::input::formats::split::lines::Lines;
pub(crate) use crate::input::formats::split::rows::Rows;
pub(crate) use crate::input::formats::split::values::Values;
pub(crate) use crate::input::formats::split::whole::Whole;

use crate::article::ByteRange;

/// Finds the records of one file.
pub(crate) trait Splitter: Send {
    /// Reads on through `bytes`, which follow those of the last call, and
    /// adds each record that ends in them to `found`.
    fn feed(&mut self, bytes: &[u8], found: &mut Vec<ByteRange>);

    /// The record that has begun and not ended. Where none has, a record of
    /// length 0 at the first byte that may belong to the next one.
    fn open(&self) -> ByteRange;

    /// Adds the record that ends with the file, if there is one, or says why
    /// what is [`open`](Splitter::open) cannot be one.
    fn finish(&mut self, found: &mut Vec<ByteRange>) -> Option<String>;
}

/// The byte and the line at which a splitter begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// The first byte to be fed.
    pub(crate) offset: u64,
    /// The line that it stands on, from 1.
    pub(crate) line: u32,
}

/// The number of `bytes`, as files count.
pub(crate) const fn length(bytes: &[u8]) -> u64 {
    // Lossless: no platform has more than 64 bits of memory addresses.
    bytes.len() as u64
}

/// A number of bytes as memory counts: more than there is, where it has no
/// such number.
pub(crate) fn to_length(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod testing {
    use crate::article::ByteRange;
    use crate::input::formats::split::Splitter;

    /// What a splitter makes of a text: its records, and its last word.
    pub(crate) struct Split {
        pub(crate) bounds: Vec<ByteRange>,
        pub(crate) records: Vec<String>,
        pub(crate) trouble: Option<String>,
    }

    /// Feeds `text` to `splitter` in pieces of `size` bytes.
    pub(crate) fn split(splitter: &mut dyn Splitter, text: &str, size: usize) -> Split {
        let mut bounds = Vec::new();
        for piece in text.as_bytes().chunks(size) {
            splitter.feed(piece, &mut bounds);
        }
        let trouble = splitter.finish(&mut bounds);
        let record = |bound: &ByteRange| {
            let (offset, length) = (bound.offset as usize, bound.length as usize);
            text[offset..offset + length].to_owned()
        };
        Split {
            records: bounds.iter().map(record).collect(),
            bounds,
            trouble,
        }
    }
}
