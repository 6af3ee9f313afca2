/*!
A word of a headline in four bytes: enough to compare headlines by, a million
of them in memory.

# Choices

* Everyday words are no numbers though they count in some language: "ein" and
  "due" are articles and prepositions more often than not, "xi" is a president.
  A number that is left out makes two headlines of one, too, so "one" and
  "second" stay.
* Months that are words as well (May, March, Mars, Jan) count where a date is
  written: beside digits, or behind "in", "of" and the like.
*/

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use crate::text::Span;
use crate::text::characters::{Class, class};
use crate::text::words::Words;

/// A word: a part of its hash, how long it is, and whether it is a number.
///
/// Two are equal if their words are: "May" is the same word where it is a month
/// and where it is not.
#[derive(Clone, Copy, Debug)]
pub struct Term(u32);

impl PartialEq for Term {
    fn eq(&self, other: &Term) -> bool {
        self.number() == other.number()
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
        self.number().cmp(&other.number())
    }
}

impl Hash for Term {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number().hash(state);
    }
}

/// Classes of length: up to two letters, then one each, from eight on one.
pub const LENGTHS: usize = 7;

/// Numbers in letters, where headlines spell them, and what counts days and
/// parts: a story of June is not one of May.
const NUMBERS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "dozen",
    "dozens",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "uno",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "sept",
    "huit",
    "neuf",
    "dix",
    "tre",
    "quattro",
    "cinque",
    "dois",
    "três",
    "ii",
    "iii",
    "iv",
    "vii",
    "viii",
    "ix",
    "xii",
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "feb",
    "apr",
    "jun",
    "jul",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "januar",
    "februar",
    "märz",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
    "janvier",
    "février",
    "avril",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

/// Months that are words as well: verbs, a planet, a name, "never" in Italian.
const MONTHS_OR_WORDS: &[&str] = &["march", "may", "jan", "mai", "mars"];

/// Words behind which those are months.
const BEFORE_MONTHS: &[&str] = &[
    "in", "of", "for", "since", "until", "till", "through", "by", "early", "late", "mid", "last",
    "next", "this", "every", "im", "en", "de", "du", "i",
];

impl Term {
    /// The term of `word`, whose normalized spelling has the hash `hash`, and
    /// which stands between the words `before` and `after`.
    fn new(hash: u64, word: &str, before: &str, after: &str) -> Term {
        let bytes = hash.to_le_bytes();
        let part = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        let is_number = match readings().get(&hash) {
            Some(Reading::Number) => true,
            Some(Reading::MonthOrWord) => {
                let leads_to_month = BEFORE_MONTHS
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(before));
                leads_to_month || has_digit(before) || has_digit(after)
            }
            None => has_digit(word),
        };
        Term(part & !0xf | length_class(word) << 1 | u32::from(is_number))
    }

    /// Whether it is a number, in digits or letters, or counts days or months.
    #[must_use]
    pub const fn is_number(self) -> bool {
        self.0 & 1 == 1
    }

    /// Its class of length, below [`LENGTHS`].
    #[must_use]
    pub const fn length_class(self) -> usize {
        (self.0 >> 1 & 7) as usize
    }

    /// The term with these bits.
    #[must_use]
    pub const fn from_bits(bits: u32) -> Term {
        Term(bits)
    }

    /// All that is known of it, in a number.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// A number that stands for the word.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0 & !1
    }
}

/// What a word in letters may count.
#[derive(Clone, Copy, Debug)]
enum Reading {
    Number,
    MonthOrWord,
}

/// [`NUMBERS`] and [`MONTHS_OR_WORDS`], by their hashes.
fn readings() -> &'static HashMap<u64, Reading> {
    static READINGS: OnceLock<HashMap<u64, Reading>> = OnceLock::new();
    READINGS.get_or_init(|| {
        let lists = [
            (NUMBERS, Reading::Number),
            (MONTHS_OR_WORDS, Reading::MonthOrWord),
        ];
        let mut readings = HashMap::new();
        for (list, reading) in lists {
            let words = Words::of(&list.join(" "));
            readings.extend(words.hashes().iter().map(|&hash| (hash, reading)));
        }
        readings
    })
}

fn length_class(word: &str) -> u32 {
    match word.chars().next().map(class) {
        // A character of a script without spaces is hashed with two more.
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

/// The terms of `headline`, in order; `words` is the memory for it.
pub fn terms(headline: &str, words: &mut Words, terms: &mut Vec<Term>) {
    words.clear();
    let end = u32::try_from(headline.len()).unwrap_or(u32::MAX);
    words.append(headline, Span::new(0, end));
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

/// The terms of one headline.
#[must_use]
pub fn terms_of(headline: &str) -> Vec<Term> {
    let mut list = Vec::new();
    terms(headline, &mut Words::new(), &mut list);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_knows_numbers_and_lengths_and_no_case() {
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
    fn a_month_is_the_word_that_it_looks_like() {
        assert_eq!(terms_of("May budget")[0], terms_of("budget in May")[2]);
    }

    #[test]
    fn everyday_words_are_numbers_only_where_they_count() {
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
