/*!
The words and the blocks of a text.

This module knows text alone: no newspaper, article or file. Spans are byte
offsets into the text as it was given. Normalized spelling is only hashed, so
that people always see the original.
*/

pub(crate) mod arabic_letters;
pub(crate) mod blocks;
pub(crate) mod characters;
pub(crate) mod code;
pub(crate) mod latin_words;
pub(crate) mod lexicon;
pub(crate) mod normalize;
pub(crate) mod numbers;
pub(crate) mod plain_text;
pub(crate) mod plain_words;
pub(crate) mod references;
pub(crate) mod sentences;
pub(crate) mod simd;
pub(crate) mod simple_words;
pub(crate) mod spaced_words;
pub(crate) mod tags;
pub(crate) mod unspaced_run;
pub(crate) mod word_bits;
pub(crate) mod word_hash;
pub(crate) mod words;

/// A range of bytes in a text. Both ends are on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// Returns the span from `start` to `end`, which is not part of it.
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// Returns the part of `text` that the span covers, or an empty string when
    /// the span was made for another text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }

    /// Returns the number of bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Returns whether the span is empty.
    pub const fn is_empty(self) -> bool {
        self.end == self.start
    }
}
