/*!
An article's body as the verdict needs it: its words, their places in the text,
and the marks of each word.
*/

use std::borrow::Cow;

use crate::compare::passages::WordRange;
use crate::compare::prose::Prose;
use crate::convert::to_u32;
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

    /// The word belongs to a counter or a stamp of the page around the story.
    pub(crate) const FURNITURE: WordMarks = WordMarks(16);

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

    /// Returns whether the word is a number or a name, which change from one article of
    /// a template to the next.
    pub(crate) const fn is_fact(self) -> bool {
        self.0 & (WordMarks::NUMBER.0 | WordMarks::NAME.0) != 0
    }

    /// Returns whether the word is within `scope`.
    pub(crate) fn is_in(self, scope: FactScope) -> bool {
        scope == FactScope::Page || !self.has(WordMarks::FURNITURE)
    }
}

/// Where the facts of an article are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactScope {
    /// Everywhere. Pages of one outlet have the same furniture, and in a series a line
    /// such as "Bulletin 12" is all that changes.
    Page,
    /// Outside of furniture, which differs from outlet to outlet.
    Story,
}

/// A word of a number that is not spelled plainly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RespelledWord {
    /// The index of the word.
    pub(crate) word: u32,
    /// The hash of the plain spelling.
    pub(crate) hash: u64,
    /// Whether the number began with an earlier word.
    pub(crate) continues: bool,
}

/// The body of an article: the text without repeats and boilerplate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    pub prose: Prose,
    /// The place of each word in the text.
    pub spans: Vec<Span>,
    pub marks: Vec<WordMarks>,
    /// The numbers outside of furniture, as [`Body::fact`] gives them, sorted.
    numbers: Vec<u64>,
    /// The numbers in furniture.
    furniture_numbers: Vec<u64>,
    /// The words of numbers that are not spelled plainly, in order.
    respelled: Vec<RespelledWord>,
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
    #[cfg(test)]
    pub(crate) fn new(prose: Prose, spans: Vec<Span>, marks: Vec<WordMarks>) -> Body {
        Body::with_respelled(prose, spans, marks, Vec::new())
    }

    /// Creates a body of which some numbers are not spelled plainly. These are in the
    /// order of the words.
    pub(crate) fn with_respelled(
        prose: Prose,
        spans: Vec<Span>,
        marks: Vec<WordMarks>,
        respelled: Vec<RespelledWord>,
    ) -> Body {
        let count = prose.words().len();
        assert!(
            spans.len() == count && marks.len() == count,
            "every word of a body has a place and marks"
        );
        let quoted = marks.iter().filter(|marks| marks.has(WordMarks::QUOTED));
        let unquoted = to_u32(count - quoted.count());
        let mut body = Body {
            prose,
            spans,
            marks,
            unquoted,
            respelled,
            ..Body::default()
        };
        for word in 0..count {
            let marks = body.marks[word];
            let continues = || body.respelled_word(word).is_some_and(|one| one.continues);
            if marks.has(WordMarks::NUMBER) && !continues() {
                let fact = body.fact(word);
                match marks.is_in(FactScope::Story) {
                    true => body.numbers.push(fact),
                    false => body.furniture_numbers.push(fact),
                }
            }
        }
        body.numbers.sort_unstable();
        body
    }

    /// Returns the hash by which a fact is compared: that of the word, in digits and in
    /// the plain spelling if it is a number.
    pub(crate) fn fact(&self, word: usize) -> u64 {
        match self.respelled_word(word) {
            Some(respelled) => respelled.hash,
            None => in_digits(self.prose.words()[word]),
        }
    }

    fn respelled_word(&self, word: usize) -> Option<&RespelledWord> {
        if self.respelled.is_empty() {
            return None;
        }
        let place = self
            .respelled
            .binary_search_by_key(&word, |one| one.word as usize);
        place.ok().map(|place| &self.respelled[place])
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

    /// Returns the numbers in `scope`, sorted, as [`Body::fact`] gives them.
    pub(crate) fn numbers(&self, scope: FactScope) -> Cow<'_, [u64]> {
        if scope == FactScope::Story || self.furniture_numbers.is_empty() {
            return Cow::Borrowed(&self.numbers);
        }
        let mut numbers = [&self.numbers[..], &self.furniture_numbers].concat();
        numbers.sort_unstable();
        Cow::Owned(numbers)
    }
}
