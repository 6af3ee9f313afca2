/*!
Words of headlines: the key of a headline, and its terms. A term is a word in
four bytes, so that a million headlines can be compared in memory.

# Choices

* Everyday words are not numbers, even if they are a numeral in some language:
  "ein" and "due" are mostly articles and prepositions, "Xi" is a president. But
  two headlines that differ in a number must not become equal, so "one" and
  "second" are numbers.
* Months that are also words (May, March, Mars, Jan) are numbers only where a
  date is written: next to digits, or after "in", "of" and similar words.
*/

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use xxhash_rust::xxh3::xxh3_64;

use crate::convert::to_u32;
use crate::news::lang::keys::WordKey;
use crate::text::Span;
use crate::text::characters::{Class, class};
use crate::text::normalize::fold_into;
use crate::text::words::Words;

/// A word: 28 bits of its hash, its length class, and whether it is a number. In words of
/// six letters and more, half of the bits are of the first six letters.
///
/// Terms are equal if their words are: "May" is the same word as a month and as a
/// verb.
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

/// The number of length classes: up to two letters, three, four, five, six, seven,
/// and more.
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
                WordKey::BeforeMonths.has_ascii(before) || has_digit(before) || has_digit(after)
            }
            None => has_digit(word),
        };
        let length = length_code(word);
        let bits = match length {
            LENGTH_WITH_BEGINNING.. => beginning(word) << BEGINNING_SHIFT | low & OTHER_BITS,
            _ => low & !0xf,
        };
        Term(bits | length << 1 | u32::from(is_number))
    }

    /// Returns whether two words have the same six letters at the front, as inflected
    /// words and compounds have. Numbers and shorter words have not, and a long compound
    /// says more than its first part: "Streit" and "Streitschlichter".
    pub(crate) const fn has_beginning_of(self, other: Term) -> bool {
        let (one, two) = (self.length_code(), other.length_code());
        let (shorter, longer) = if one < two { (one, two) } else { (two, one) };
        let may_have = shorter >= LENGTH_WITH_BEGINNING
            && (longer < LONG || shorter >= LENGTHS as u32 - 1)
            && !self.is_number()
            && !other.is_number();
        may_have && self.0 >> BEGINNING_SHIFT == other.0 >> BEGINNING_SHIFT
    }

    /// Returns whether the word is a number in digits or letters, or names a day
    /// or a month.
    pub(crate) const fn is_number(self) -> bool {
        self.0 & 1 == 1
    }

    /// Returns the length class of the word, below [`LENGTHS`].
    pub(crate) const fn length_class(self) -> usize {
        match self.length_code() {
            LONG => LENGTHS - 1,
            code => code as usize,
        }
    }

    /// Returns the length class, or [`LONG`].
    const fn length_code(self) -> u32 {
        self.0 >> 1 & 7
    }

    /// Returns the term with these [`bits`](Term::bits).
    pub(crate) const fn from_bits(bits: u32) -> Term {
        Term(bits)
    }

    /// Returns the whole term as a number.
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    /// Returns the same number for a word in every position.
    pub(crate) const fn word(self) -> u32 {
        self.0 & !1
    }
}

/// The length code of words of thirteen letters and more.
const LONG: u32 = 7;

/// Letters of the beginning of a word.
const BEGINNING_LETTERS: usize = 6;

/// The first length class of words with a beginning.
const LENGTH_WITH_BEGINNING: u32 = 4;

/// The position of the bits of the beginning in a term.
const BEGINNING_SHIFT: u32 = 18;

/// The bits of the hash of the whole word in a term with a beginning.
const OTHER_BITS: u32 = 0x3_fff0;

/// Returns 14 bits of a hash of the first letters of `word`, folded as words are.
fn beginning(word: &str) -> u32 {
    let first = word.as_bytes().get(..BEGINNING_LETTERS);
    let folded = match first {
        Some(first) if first.iter().all(u8::is_ascii_alphabetic) => {
            xxh3_64(&first.to_ascii_lowercase())
        }
        _ => {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            let end = folded.char_indices().nth(BEGINNING_LETTERS);
            xxh3_64(&folded.as_bytes()[..end.map_or(folded.len(), |(at, _)| at)])
        }
    };
    let bytes = folded.to_le_bytes();
    u32::from(u16::from_le_bytes([bytes[0], bytes[1]]) >> 2)
}

/// The positions in which a word in letters is a number.
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

/// Returns the length class of a word, or [`LONG`].
fn length_code(word: &str) -> u32 {
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
            8..=12 => 6,
            _ => LONG,
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

/// Returns whether `term` is a word of rubrics, a number or part of a date.
pub(crate) fn is_rubric_word(term: Term) -> bool {
    static TERMS: LazyLock<HashSet<Term>> = LazyLock::new(|| {
        let words = WordKey::Rubrics.words().iter();
        words.flat_map(|word| terms_of(word)).collect()
    });
    term.is_number() || TERMS.contains(&term)
}

/// Returns the key of `headline`. Case, accents and punctuation do not change
/// it. A headline without words has none.
pub(crate) fn headline_key(headline: &str) -> Option<u64> {
    key_of_words(Words::of(headline).hashes())
}

/// Returns the key of a headline with these word hashes.
pub(crate) fn key_of_words(words: &[u64]) -> Option<u64> {
    if words.is_empty() {
        return None;
    }
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    Some(xxh3_64(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_change_neither_key_nor_terms() {
        let (plain, shouted) = ("Ferry sinks off Skarholm", "FERRY SINKS, OFF SKARHOLM!");
        assert_eq!(headline_key(plain), headline_key(shouted));
        assert_eq!(terms_of(plain), terms_of(shouted));
        let closed = |road| headline_key(&format!("Farm Road {road} closed"));
        assert_ne!(closed(1506), closed(1507));
        assert_eq!(headline_key(" — "), None);
    }

    #[test]
    fn inflected_words_and_compounds_have_one_beginning_and_numbers_have_none() {
        let has = |one: &str, other: &str| terms_of(one)[0].has_beginning_of(terms_of(other)[0]);
        assert!(has("Skarholm", "Skarholmer") && has("ÉLECTIONS", "elections"));
        assert!(has("Fährhafen", "fährhafens"));
        assert!(!has("harbour", "harmony") && !has("ferry", "ferry"));
        assert!(!has("150600", "150601"));
        assert!(!has("Streit", "Streitschlichter") && has("Streitschlichter", "Streitschlichtern"));
        assert_eq!(terms_of("Élection"), terms_of("election"));
    }

    #[test]
    fn a_term_has_a_length_class_and_is_the_same_as_a_number() {
        let classes: Vec<usize> = terms_of("a harbour")
            .iter()
            .map(|term| term.length_class())
            .collect();
        assert_eq!(classes, [0, 5]);
        assert_eq!(terms_of("May budget")[0], terms_of("budget in May")[2]);
    }
}
