/*!
A word of a headline in four bytes: enough to compare headlines by, a million
of them in memory.
*/

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::text::Span;
use crate::text::characters::{Class, class};
use crate::text::words::Words;

/// A word: a part of its hash, how long it is, and whether it is a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term(u32);

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
    "ein",
    "eins",
    "eine",
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
    "dos",
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
    "due",
    "tre",
    "quattro",
    "cinque",
    "dois",
    "três",
    "ii",
    "iii",
    "iv",
    "vi",
    "vii",
    "viii",
    "ix",
    "xi",
    "xii",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
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
    "mai",
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
    "mars",
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

impl Term {
    /// The term of `word`, whose normalised spelling has the hash `hash`.
    #[must_use]
    pub fn new(hash: u64, word: &str) -> Term {
        let bytes = hash.to_le_bytes();
        let part = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        Term(part & !0xf | length_class(word) << 1 | u32::from(is_number(hash, word)))
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

    /// The term with this number.
    #[must_use]
    pub const fn from_number(number: u32) -> Term {
        Term(number)
    }

    /// A number that stands for it.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

/// The hashes of [`NUMBERS`].
fn numbers() -> &'static HashSet<u64> {
    static SET: OnceLock<HashSet<u64>> = OnceLock::new();
    SET.get_or_init(|| {
        Words::of(&NUMBERS.join(" "))
            .hashes()
            .iter()
            .copied()
            .collect()
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

fn is_number(hash: u64, word: &str) -> bool {
    numbers().contains(&hash)
        || word
            .chars()
            .any(|character| class(character) == Class::Digit)
}

/// The terms of `headline`, in order; `words` is the memory for it.
pub fn terms(headline: &str, words: &mut Words, terms: &mut Vec<Term>) {
    words.clear();
    let end = u32::try_from(headline.len()).unwrap_or(u32::MAX);
    words.append(headline, Span::new(0, end));
    terms.extend(
        words
            .hashes()
            .iter()
            .zip(words.spans())
            .map(|(&hash, span)| Term::new(hash, span.of(headline))),
    );
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
}
