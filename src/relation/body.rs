/*!
An article's body as the verdict needs it: its words, where they stand, and
what each one is.
*/

use crate::compare::Prose;
use crate::published::Published;
use crate::text::Span;

/// What a word is, beside its spelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// It stands inside a quotation.
    pub const QUOTED: Marks = Marks(1);
    /// It has a digit, or spells a number.
    pub const NUMBER: Marks = Marks(2);
    /// It begins with a capital where a sentence does not begin.
    pub const NAME: Marks = Marks(4);

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
    /// The words of the headline, folded to one number; `None` without one.
    pub headline: Option<u64>,
    /// The outlet, as a number; `None` where the record names none.
    pub outlet: Option<u32>,
    /// When it was published, as far as that could be read.
    pub published: Option<Published>,
}

impl Body {
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
    pub fn unquoted(&self) -> usize {
        self.marks
            .iter()
            .filter(|marks| !marks.has(Marks::QUOTED))
            .count()
    }
}
