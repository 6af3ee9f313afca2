/*!
Work on text alone: what its words are, and where its blocks begin and end.

Nothing here knows a newspaper, an article or a file. Spans are byte offsets
into the text as it was given; normalized spelling goes into hashes only, so
that what is shown to people is always the original.
*/

pub mod acronym;
pub mod arabic_words;
pub mod blocks;
pub mod characters;
pub mod code;
pub mod lexicon;
pub mod normalize;
pub mod numerals;
pub mod plain_words;
pub mod simple_words;
pub mod word_bits;
pub mod word_hash;
pub mod words;

/// A stretch of a text, in bytes; the end is not part of it.
///
/// Both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The stretch of `text` that the span covers, or nothing when the span
    /// was made for another text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }

    /// The number of bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end == self.start
    }
}
