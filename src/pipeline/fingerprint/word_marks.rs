/*!
Marks the words of a text that are numbers, names or quoted.

The first and the last byte of a word decide for nearly all words. The others
are examined again.
*/

use std::ops::RangeInclusive;

use crate::compare::body::WordMarks;
use crate::news::quotes::quoted;
use crate::text::Span;
use crate::text::characters::{Class, class, is_uppercase};
use crate::text::lexicon::number_names;
use crate::text::simd::{match_bits, set_bits};
use crate::text::words::Words;

/// Returns the marks of `words`, which are all words of `text`.
pub(crate) fn mark(text: &str, blocks: &[Span], words: &Words) -> Vec<WordMarks> {
    let names = number_names();
    let (spans, hashes) = (words.spans(), words.hashes());
    // A processor cannot predict which words need a second look. So they get a
    // bit of their own in a loop without branches, and are searched after it.
    let mut before = 0;
    let marked = spans.iter().zip(hashes).map(|(&span, &hash)| {
        let ends = WordEnds::of(text, span);
        let follows_space = WordEnds::follow_space(text, before, span);
        before = span.end;
        ends.marks(follows_space, names.may_contain(hash))
    });
    let mut marks: Vec<u8> = marked.collect();
    let mut unsure = Vec::new();
    match_bits(&marks, |marks| marks & UNSURE != 0, &mut unsure);
    for index in set_bits(unsure) {
        let (span, ends) = (spans[index], WordEnds::of(text, spans[index]));
        let mut one = WordMarks::NONE;
        if ends.has_digit(text, span) || names.contains(hashes[index]) {
            one = one.with(WordMarks::NUMBER);
        }
        if LEADS_WITHOUT_CAPITALS.contains(&ends.first) {
            marks[index] = one.with(WordMarks::UNCASED).bits();
            continue;
        }
        let before = index.checked_sub(1).map_or(0, |before| spans[before].end);
        let is_capital = ends.starts_with_capital(text, span);
        if is_capital && before > 0 && !begins_sentence(text, before, span) {
            one = one.with(WordMarks::NAME);
        }
        if ends.are_uncased(text, span) {
            one = one.with(WordMarks::UNCASED);
        }
        marks[index] = one.bits();
    }
    let mut marks: Vec<WordMarks> = marks.into_iter().map(WordMarks::of_bits).collect();
    for quote in quoted(text, blocks) {
        let place = |byte: u32| spans.partition_point(|span| span.start < byte);
        for one in &mut marks[place(quote.start)..place(quote.end)] {
            *one = one.with(WordMarks::QUOTED);
        }
    }
    marks
}

/// Returns whether a sentence begins between `before` and the word.
fn begins_sentence(text: &str, before: u32, span: Span) -> bool {
    let between = Span::new(before, span.start).of(text);
    between.contains(['.', '!', '?', '\n', ':', '"', '“'])
}

/// The first and the last byte of a word.
#[derive(Clone, Copy)]
struct WordEnds {
    first: u8,
    last: u8,
}

/// A bit next to those of marks: the word must be examined again.
const UNSURE: u8 = 0x80;

/// For each byte, the marks of a word that begins or ends with it.
const MARKS_OF_END: [u8; 256] = marks_of_end();

const fn marks_of_end() -> [u8; 256] {
    let mut marks = [UNSURE; 256];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8;
        marks[byte] = if character.is_ascii_digit() {
            WordMarks::NUMBER.bits()
        } else if character.is_ascii_uppercase() {
            WordMarks::NAME.bits()
        } else {
            0
        };
        byte += 1;
    }
    marks
}

impl WordEnds {
    fn of(text: &str, span: Span) -> WordEnds {
        let byte = |at: u32| text.as_bytes().get(at as usize).copied().unwrap_or(0);
        WordEnds {
            first: byte(span.start),
            last: byte(span.end.saturating_sub(1)),
        }
    }

    fn are_not_ascii(self) -> bool {
        !(self.first | self.last).is_ascii()
    }

    /// Returns the bits of the marks that the ends decide, without a branch. A
    /// capital needs a second look unless the word `follows_space`, since a
    /// sentence may begin there. So does a word that `may_be_number` by its
    /// spelling, such as "seven".
    #[inline(always)]
    fn marks(self, follows_space: bool, may_be_number: bool) -> u8 {
        let [first, last] = [self.first, self.last].map(|end| MARKS_OF_END[usize::from(end)]);
        let may_begin_sentence = (first & WordMarks::NAME.bits() != 0) & !follows_space;
        first
            | last & (WordMarks::NUMBER.bits() | UNSURE)
            | if may_begin_sentence | may_be_number {
                UNSURE
            } else {
                0
            }
    }

    /// Returns whether one space separates the word at `span` from the word
    /// before it, which ends at `before`; 0 for the first word.
    fn follow_space(text: &str, before: u32, span: Span) -> bool {
        let is_space = text.as_bytes().get(before as usize) == Some(&b' ');
        (before > 0) & (span.start.wrapping_sub(before) == 1) & is_space
    }

    /// Returns whether the word has a digit at either end, as numbers and names
    /// of models and roads do. In a word that does not begin and end with ASCII,
    /// a digit may be anywhere.
    fn has_digit(self, text: &str, span: Span) -> bool {
        if self.are_not_ascii() {
            has_digit_in_window(text, span).unwrap_or_else(|| {
                let mut characters = span.of(text).chars();
                characters.any(|character| class(character) == Class::Digit)
            })
        } else {
            self.first.is_ascii_digit() || self.last.is_ascii_digit()
        }
    }

    fn starts_with_capital(self, text: &str, span: Span) -> bool {
        if self.first.is_ascii() {
            self.first.is_ascii_uppercase()
        } else {
            span.of(text).chars().next().is_some_and(is_uppercase)
        }
    }

    /// Returns whether the word begins with a letter of a script without capitals.
    fn are_uncased(self, text: &str, span: Span) -> bool {
        match self.first {
            // Greek, Latin and fullwidth letters are among these.
            0xE1 | 0xE2 | 0xEA | 0xEF | 0xF0 => {
                let first = span.of(text).chars().next();
                first.is_some_and(|first| {
                    first.is_alphabetic() && !first.is_lowercase() && !first.is_uppercase()
                })
            }
            LEAST_UNCASED_LEAD.. => true,
            _ => false,
        }
    }
}

/// The first byte of Hebrew letters. From here on nearly all letters are of scripts
/// without capitals.
const LEAST_UNCASED_LEAD: u8 = 0xD7;

/// The first bytes of Hebrew, Arabic and related letters, never capitals.
const LEADS_WITHOUT_CAPITALS: RangeInclusive<u8> = 0xD7..=0xDE;

/// Bytes that are examined together. Most words have fewer.
const WINDOW: usize = 16;

/// Returns whether the word has a digit anywhere. Returns `None` for words that
/// are longer than [`WINDOW`], and for words with characters of three or more
/// bytes or with rare characters of two bytes.
///
/// From U+00C0 to U+07BF these characters count as digits: U+0660 to U+0669,
/// U+06F0 to U+06F9, and the number signs U+0600 to U+0605, U+066B and U+06DD.
fn has_digit_in_window(text: &str, span: Span) -> Option<bool> {
    let (start, length) = (span.start as usize, span.end.saturating_sub(span.start));
    let length = u8::try_from(length)
        .ok()
        .filter(|&length| usize::from(length) <= WINDOW)?;
    let bytes = text.as_bytes().get(start..)?;
    match find_digits(bytes.first_chunk()?, bytes.get(1..)?.first_chunk()?, length) {
        (0, 0) => Some(false),
        (_, 0) => Some(true),
        _ => None,
    }
}

/// Returns two values that are not 0 when the first `length` bytes of `here` have
/// a digit, and when they have a character that only its full form can classify.
/// `next` are the bytes that follow each byte of `here`.
// Not inlined and without branches, so that the compiler vectorizes it.
#[inline(never)]
fn find_digits(here: &[u8; WINDOW], next: &[u8; WINDOW], length: u8) -> (u8, u8) {
    let mask = |is: bool| 0_u8.wrapping_sub(u8::from(is));
    let (mut digits, mut unknown) = ([0_u8; WINDOW], [0_u8; WINDOW]);
    for (place, index) in (0_u8..).zip(0..WINDOW) {
        let (byte, next) = (here[index], next[index]);
        let inside = mask(place < length);
        let digit = mask(byte.wrapping_sub(b'0') < 10)
            | mask(byte == 0xD8) & mask(next <= 0x85)
            | mask(byte == 0xD9) & (mask(next.wrapping_sub(0xA0) < 10) | mask(next == 0xAB))
            | mask(byte == 0xDB) & (mask(next.wrapping_sub(0xB0) < 10) | mask(next == 0x9D));
        digits[index] = inside & digit;
        unknown[index] =
            inside & mask(byte >= 0xC0) & !mask(byte.wrapping_sub(0xC3) <= 0xDE - 0xC3);
    }
    let any = |all: [u8; WINDOW]| all.into_iter().fold(0, |any, one| any | one);
    (any(digits), any(unknown))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::convert::to_u32;

    proptest! {
        #[test]
        fn a_digit_is_found_anywhere_in_a_word(
            word in "[a-zäßДם\\u{644}\\u{64b}0-9\\u{660}-\\u{669}\\u{6f0}-\\u{6f9}\\u{6fe}\\u{7c1}²北९]{1,9}",
            around in "[ ٣4م]{0,20}",
        ) {
            let text = format!("{around}{word}{around}");
            let start = to_u32(around.len());
            let span = Span::new(start, start + to_u32(word.len()));
            let expected = word.chars().any(|character| class(character) == Class::Digit);
            if let Some(found) = has_digit_in_window(&text, span) {
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn the_window_knows_all_digits_of_two_bytes() {
        let is_digit = |character: &char| class(*character) == Class::Digit;
        for digit in ('\u{c0}'..='\u{7bf}').filter(is_digit) {
            let text = format!("{digit}                ");
            assert_eq!(
                has_digit_in_window(&text, Span::new(0, 2)),
                Some(true),
                "{digit:?}"
            );
        }
    }
}
