/*!
An article's body as the verdict needs it: its words, where they stand, and
what each one is.
*/

use crate::compare::passages::WordRange;
use crate::compare::prose::Prose;
use crate::news::dates::published::Published;
use crate::text::Span;
use crate::text::numerals::in_digits;

/// What a word is, beside its spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// Nothing but a word.
    pub const NONE: Marks = Marks(0);
    /// It stands inside a quotation.
    pub const QUOTED: Marks = Marks(1);
    /// It has a digit, or spells a number.
    pub const NUMBER: Marks = Marks(2);
    /// It begins with a capital where a sentence does not begin.
    pub const NAME: Marks = Marks(4);

    /// The marks with these bits, which are those of marks.
    #[must_use]
    pub(crate) const fn of_bits(bits: u8) -> Marks {
        Marks(bits)
    }

    /// The marks as bits, one for each.
    #[must_use]
    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// These marks and those of `other`.
    #[must_use]
    pub const fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// Whether all marks of `other` are set.
    #[must_use]
    pub const fn has(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the word is a number or a name: what changes from one article
    /// of a template to the next.
    #[must_use]
    pub const fn is_fact(self) -> bool {
        self.0 & (Marks::NUMBER.0 | Marks::NAME.0) != 0
    }
}

/// The body of an article: what is left of its text when repeats and
/// standing matter are set aside.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The words and shingles.
    pub prose: Prose,
    /// Where each word stands in the text.
    pub spans: Vec<Span>,
    /// What each word is.
    pub marks: Vec<Marks>,
    /// Its numbers, sorted.
    numbers: Vec<u64>,
    /// How many words stand outside quotations.
    unquoted: u32,
    /// The words of the headline, folded to one number; `None` without one.
    pub headline: Option<u64>,
    /// The version that the headline claims; 0 without a claim.
    pub version: u32,
    /// The outlet, as a number; `None` where the record names none.
    pub outlet: Option<u32>,
    /// When it was published, as far as that could be read.
    pub published: Option<Published>,
}

impl Body {
    /// The body with the words of `prose`: each with its place and what it
    /// is. It has no headline, outlet or time yet.
    ///
    /// # Panics
    ///
    /// When there are not as many spans and marks as words.
    #[must_use]
    pub fn new(prose: Prose, spans: Vec<Span>, marks: Vec<Marks>) -> Body {
        let count = prose.words().len();
        assert!(
            spans.len() == count && marks.len() == count,
            "every word of a body has a place and marks"
        );
        let mut unquoted = 0;
        let mut numbers = Vec::new();
        for (&word, marks) in prose.words().iter().zip(&marks) {
            unquoted += u32::from(!marks.has(Marks::QUOTED));
            if marks.has(Marks::NUMBER) {
                numbers.push(in_digits(word));
            }
        }
        numbers.sort_unstable();
        Body {
            prose,
            spans,
            marks,
            numbers,
            unquoted,
            headline: None,
            version: 0,
            outlet: None,
            published: None,
        }
    }

    /// The number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The number of words outside quotations.
    #[must_use]
    pub fn unquoted(&self) -> u32 {
        self.unquoted
    }

    /// The stretch of the text from the first of `words` to the last; empty
    /// when there are none.
    #[must_use]
    pub fn span(&self, words: WordRange) -> Span {
        match self.spans.get(words.start as usize..words.end as usize) {
            Some([first, .., last]) => Span::new(first.start, last.end),
            Some([only]) => *only,
            _ => Span::default(),
        }
    }

    /// The words that are numbers, sorted.
    #[must_use]
    pub fn numbers(&self) -> &[u64] {
        &self.numbers
    }
}
