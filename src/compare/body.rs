/*!
An article's body as the verdict needs it: its words, their places in the text,
and the marks of each word.
*/

use crate::compare::passages::WordRange;
use crate::compare::prose::Prose;
use crate::news::dates::published::Published;
use crate::text::Span;
use crate::text::lexicon::in_digits;

/// Properties of a word besides its spelling, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordMarks(u8);

impl WordMarks {
    pub(crate) const NONE: WordMarks = WordMarks(0);
    /// The word is inside a quotation.
    pub(crate) const QUOTED: WordMarks = WordMarks(1);
    /// The word has a digit or spells a number.
    pub(crate) const NUMBER: WordMarks = WordMarks(2);
    /// The word begins with a capital and does not begin a sentence.
    pub(crate) const NAME: WordMarks = WordMarks(4);

    /// The word is in a script without capitals, where any word may be a name.
    pub(crate) const UNCASED: WordMarks = WordMarks(8);

    /// Returns the marks with these bits, which come from [`bits`](Self::bits).
    pub(crate) const fn of_bits(bits: u8) -> WordMarks {
        WordMarks(bits)
    }

    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// Returns the union of both marks.
    pub(crate) const fn with(self, other: WordMarks) -> WordMarks {
        WordMarks(self.0 | other.0)
    }

    /// Returns whether all marks of `other` are set.
    pub(crate) const fn has(self, other: WordMarks) -> bool {
        self.0 & other.0 == other.0
    }

    pub(crate) const fn is_quoted(self) -> bool {
        self.has(WordMarks::QUOTED)
    }

    /// Returns whether the word may be a name.
    pub(crate) const fn may_be_name(self) -> bool {
        self.0 & (WordMarks::NAME.0 | WordMarks::UNCASED.0) != 0
    }

    /// Returns whether the word is a number or a name, which change from one
    /// article of a template to the next.
    pub(crate) const fn is_fact(self) -> bool {
        self.0 & (WordMarks::NUMBER.0 | WordMarks::NAME.0) != 0
    }
}

/// The body of an article: the text without repeats and boilerplate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub prose: Prose,
    /// The place of each word in the text.
    pub spans: Vec<Span>,
    pub marks: Vec<WordMarks>,
    /// The hashes of the words that are numbers, in digits and sorted.
    numbers: Vec<u64>,
    /// The number of words outside quotations.
    unquoted: u32,
    /// The key of the headline; `None` without one.
    pub headline: Option<u64>,
    /// The version that the headline claims; 0 without a claim.
    pub version: u32,
    /// The number of the outlet; `None` if the record names none.
    pub outlet: Option<u32>,
    /// The time of publication, if it could be read.
    pub published: Option<Published>,
}

impl Body {
    /// Creates a body without headline, outlet and time. Each word of `prose`
    /// has its place in `spans` and its marks in `marks`. Panics when there are not as
    /// many spans and marks as words.
    pub(crate) fn new(prose: Prose, spans: Vec<Span>, marks: Vec<WordMarks>) -> Body {
        let count = prose.words().len();
        assert!(
            spans.len() == count && marks.len() == count,
            "every word of a body has a place and marks"
        );
        let mut unquoted = 0;
        let mut numbers = Vec::new();
        for (&word, marks) in prose.words().iter().zip(&marks) {
            unquoted += u32::from(!marks.has(WordMarks::QUOTED));
            if marks.has(WordMarks::NUMBER) {
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
            ..Body::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(crate) fn unquoted(&self) -> u32 {
        self.unquoted
    }

    /// Returns the span of the text from the first of `words` to the last; an
    /// empty span if there are no words.
    pub(crate) fn span(&self, words: WordRange) -> Span {
        match self.spans.get(words.indices()) {
            Some([first, .., last]) => Span::new(first.start, last.end),
            Some([only]) => *only,
            _ => Span::default(),
        }
    }

    /// Returns the hashes of the words that are numbers, in digits and sorted.
    pub(crate) fn numbers(&self) -> &[u64] {
        &self.numbers
    }
}
