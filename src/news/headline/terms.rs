/*!
Words of headlines in four bytes each, so that a million headlines can be
compared in memory.

# Choices

* Everyday words are not numbers, even if they are a numeral in some language:
  "ein" and "due" are mostly articles and prepositions, "Xi" is a president. But
  two headlines that differ in a number must not become equal, so "one" and
  "second" are numbers.
* Months that are also words (May, March, Mars, Jan) are numbers only where a
  date is written: next to digits, or after "in", "of" and similar words.
*/

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use crate::convert::to_u32;
use crate::news::lang::keys::WordKey;
use crate::text::Span;
use crate::text::characters::{Class, class};
use crate::text::words::Words;

/// A word: 28 bits of its hash, its length class, and whether it is a number.
///
/// Terms are equal if their words are, wherever they stand: "May" is the same
/// word as a month and as a verb.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term(u32);

impl PartialEq for Term {
    fn eq(&self, other: &Term) -> bool {
        self.word() == other.word()
    }
}

impl Eq for Term {}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Term) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Term {
    fn cmp(&self, other: &Term) -> Ordering {
        self.word().cmp(&other.word())
    }
}

impl Hash for Term {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.word().hash(state);
    }
}

/// The number of length classes: up to two letters, one class each for three to
/// seven letters, and one for more.
pub(crate) const LENGTHS: usize = 7;

impl Term {
    /// Creates the term of `word`, whose normalized spelling has the hash
    /// `hash`, between the words `before` and `after`.
    fn new(hash: u64, word: &str, before: &str, after: &str) -> Term {
        let bytes = hash.to_le_bytes();
        let low = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let is_number = match number_words().get(&hash) {
            Some(NumberWord::Always) => true,
            Some(NumberWord::InDates) => {
                let leads_to_month = WordKey::BeforeMonths
                    .words()
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(before));
                leads_to_month || has_digit(before) || has_digit(after)
            }
            None => has_digit(word),
        };
        Term(low & !0xf | length_class(word) << 1 | u32::from(is_number))
    }

    /// Returns whether the word is a number in digits or letters, or names a day
    /// or a month.
    pub(crate) const fn is_number(self) -> bool {
        self.0 & 1 == 1
    }

    /// Returns the length class of the word, below [`LENGTHS`].
    pub(crate) const fn length_class(self) -> usize {
        (self.0 >> 1 & 7) as usize
    }

    /// Returns the term with these [`bits`](Term::bits).
    pub(crate) const fn from_bits(bits: u32) -> Term {
        Term(bits)
    }

    /// Returns the whole term as a number.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    /// Returns a number for the word, the same wherever the word stands.
    pub(crate) const fn word(self) -> u32 {
        self.0 & !1
    }
}

/// Where a word in letters is a number.
#[derive(Clone, Copy, Debug)]
enum NumberWord {
    Always,
    InDates,
}

/// Returns the number words of all languages by their hashes.
fn number_words() -> &'static HashMap<u64, NumberWord> {
    static WORDS: LazyLock<HashMap<u64, NumberWord>> = LazyLock::new(|| {
        let lists = [
            (WordKey::HeadlineNumbers, NumberWord::Always),
            (WordKey::MonthsOrWords, NumberWord::InDates),
        ];
        let mut by_hash = HashMap::new();
        for (key, place) in lists {
            let words = Words::of(&key.words().join(" "));
            by_hash.extend(words.hashes().iter().map(|&hash| (hash, place)));
        }
        by_hash
    });
    &WORDS
}

fn length_class(word: &str) -> u32 {
    match word.chars().next().map(class) {
        // In scripts without spaces, the hash covers three characters.
        Some(Class::Unspaced | Class::Single) => 6,
        _ => match word.chars().count() {
            0..=2 => 0,
            3 => 1,
            4 => 2,
            5 => 3,
            6 => 4,
            7 => 5,
            _ => 6,
        },
    }
}

fn has_digit(word: &str) -> bool {
    word.chars()
        .any(|character| class(character) == Class::Digit)
}

/// Appends the terms of `headline` to `terms`, in order. `words` is scratch
/// memory; afterwards it holds the words of the headline.
pub(crate) fn terms(headline: &str, words: &mut Words, terms: &mut Vec<Term>) {
    words.clear();
    words.append(headline, Span::new(0, to_u32(headline.len())));
    let word = |index: usize| {
        words
            .spans()
            .get(index)
            .map_or("", |span| span.of(headline))
    };
    let made = words.hashes().iter().enumerate().map(|(index, &hash)| {
        let before = index.checked_sub(1).map_or("", word);
        Term::new(hash, word(index), before, word(index + 1))
    });
    terms.extend(made);
}

pub(crate) fn terms_of(headline: &str) -> Vec<Term> {
    let mut list = Vec::new();
    terms(headline, &mut Words::new(), &mut list);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_has_a_length_class_and_ignores_case() {
        assert_eq!(terms_of("Ferry SINKS"), terms_of("FERRY sinks"));
        let numbers: Vec<bool> = terms_of("Three killed on I-30 in 2019")
            .iter()
            .map(|term| term.is_number())
            .collect();
        assert_eq!(numbers, [true, false, false, false, true, false, true]);
        assert_eq!(terms_of("a harbour")[0].length_class(), 0);
        assert_eq!(terms_of("a harbour")[1].length_class(), 5);
    }

    #[test]
    fn a_month_equals_the_word_of_its_spelling() {
        assert_eq!(terms_of("May budget")[0], terms_of("budget in May")[2]);
    }

    #[test]
    fn months_that_are_words_are_numbers_only_in_dates() {
        for (headline, expected) in [
            ("Ein Hund rettet eine Katze", 0),
            ("Ferry may be sold", 0),
            ("Ferry sinks due to heavy storm", 0),
            ("Mars rover lands", 0),
            ("Thousands march on Skarholm", 0),
            ("Jan Dahl trifft Xi", 0),
            ("Ferry schedule for May", 1),
            ("Ferry sails in March", 1),
            ("Ferry sails May 5", 2),
            ("Fähre fährt am 5. Mai", 2),
            ("Le ferry part en mars", 1),
            ("Second ferry sinks", 1),
        ] {
            let terms = terms_of(headline);
            let numbers = terms.iter().filter(|term| term.is_number()).count();
            assert_eq!(numbers, expected, "{headline}");
        }
    }
}
