/*!
What each word of a text is, beside its spelling: a number, a name, quoted.

Nearly all words are told by their first byte and their last; the others are looked
at once more.
*/

use std::ops::RangeInclusive;

use crate::compare::body::WordMarks;
use crate::news::quotes::quoted;
use crate::text::Span;
use crate::text::characters::{Class, class, is_uppercase};
use crate::text::numerals::names;
use crate::text::word_bits::{ask_all, places};
use crate::text::words::Words;

/// WordMarks each of `words`, which are those of a text with these blocks.
pub(crate) fn mark(text: &str, blocks: &[Span], words: &Words) -> Vec<WordMarks> {
    let names = names();
    let (spans, hashes) = (words.spans(), words.hashes());
    // Nearly all words are marked by what their ends are. Which are not cannot
    // be guessed: they get a mark of their own and are looked for then.
    let mut before = 0;
    let marked = spans.iter().zip(hashes).map(|(&span, &hash)| {
        let ends = Ends::of(text, span);
        let is_near = Ends::stand_behind_blank(text, before, span);
        before = span.end;
        ends.marks(is_near, names.may_hold(hash))
    });
    let mut marks: Vec<u8> = marked.collect();
    let mut unsure = Vec::new();
    ask_all(&marks, |marks| marks & UNSURE != 0, &mut unsure);
    for index in places(unsure) {
        let (span, ends) = (spans[index], Ends::of(text, spans[index]));
        let mut one = WordMarks::NONE;
        let hash = hashes[index];
        if ends.has_digit(text, span) || names.may_hold(hash) && names.holds(hash) {
            one = one.with(WordMarks::NUMBER);
        }
        let before = index.checked_sub(1).map_or(0, |before| spans[before].end);
        let is_capital = ends.starts_with_capital(text, span);
        if is_capital && before > 0 && !begins_sentence(text, before, span) {
            one = one.with(WordMarks::NAME);
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

/// Whether a sentence begins with the word at `span`, before which another one
/// ends at `before`.
fn begins_sentence(text: &str, before: u32, span: Span) -> bool {
    let margin = Span::new(before, span.start).of(text);
    margin.contains(['.', '!', '?', '\n', ':', '"', '“'])
}

/// The first byte of a word and the last, which tell most of what it is.
#[derive(Clone, Copy)]
struct Ends {
    first: u8,
    last: u8,
}

/// Among the bits of marks: what the word is must be looked at once more.
const UNSURE: u8 = 0x80;

/// The marks of a word that begins with a byte, or ends with it, as far as that
/// byte tells.
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

impl Ends {
    fn of(text: &str, span: Span) -> Ends {
        let byte = |at: u32| text.as_bytes().get(at as usize).copied().unwrap_or(0);
        Ends {
            first: byte(span.start),
            last: byte(span.end.saturating_sub(1)),
        }
    }

    fn are_beyond_ascii(self) -> bool {
        !(self.first | self.last).is_ascii()
    }

    /// The marks of a word as far as its ends tell, as bits, without a branch.
    /// `is_near` says that nothing but a blank stands before it, and `is_name`
    /// that it may be the name of a number.
    #[inline(always)]
    fn marks(self, is_near: bool, is_name: bool) -> u8 {
        let [first, last] = [self.first, self.last].map(|end| MARKS_OF_END[usize::from(end)]);
        let may_begin = (first & WordMarks::NAME.bits() != 0) & !is_near;
        first
            | last & (WordMarks::NUMBER.bits() | UNSURE)
            | if may_begin | is_name { UNSURE } else { 0 }
    }

    /// Whether nothing but a blank stands between the word and the one before
    /// it, which ends at `before`; 0 for none.
    fn stand_behind_blank(text: &str, before: u32, span: Span) -> bool {
        let behind = text.as_bytes().get(before as usize) == Some(&b' ');
        (before > 0) & (span.start.wrapping_sub(before) == 1) & behind
    }

    /// Whether the word has a digit at either end, as numbers and the names of
    /// models and roads have.
    fn has_digit(self, text: &str, span: Span) -> bool {
        if self.are_beyond_ascii() {
            has_digit_in_a_window(text, span).unwrap_or_else(|| {
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
        } else if WITHOUT_CAPITALS.contains(&self.first) {
            false
        } else {
            span.of(text).chars().next().is_some_and(is_uppercase)
        }
    }
}

/// First bytes of the letters of Hebrew, Arabic and their kin, which have no
/// capitals.
const WITHOUT_CAPITALS: RangeInclusive<u8> = 0xD7..=0xDE;

/// Bytes that are looked at together: more than most words have.
const WINDOW: usize = 16;

/// Whether the word has a digit anywhere; `None` where that is not told by a look
/// at so many bytes: those of a longer word, of characters of three bytes, and of
/// rare ones of two.
///
/// Of those of two bytes from U+00C0 on, these are digits before U+07C0: U+0660 to
/// U+0669 and U+06F0 to U+06F9, and the signs U+0600 to U+0605, U+066B and U+06DD
/// that stand with them.
fn has_digit_in_a_window(text: &str, span: Span) -> Option<bool> {
    let (start, length) = (span.start as usize, span.end.saturating_sub(span.start));
    let length = u8::try_from(length)
        .ok()
        .filter(|&length| usize::from(length) <= WINDOW)?;
    let bytes = text.as_bytes().get(start..)?;
    match digits_among(bytes.first_chunk()?, bytes.get(1..)?.first_chunk()?, length) {
        (0, 0) => Some(false),
        (_, 0) => Some(true),
        _ => None,
    }
}

/// Whether the first `length` of the bytes `here` hold a digit, and whether that
/// cannot be told of all; `next` are the bytes one place further. Neither is 0
/// where it is so.
// A function of its own, without a branch, so that vectors are made of it.
#[inline(never)]
fn digits_among(here: &[u8; WINDOW], next: &[u8; WINDOW], length: u8) -> (u8, u8) {
    let is = |is: bool| 0_u8.wrapping_sub(u8::from(is));
    let (mut digits, mut unknown) = ([0_u8; WINDOW], [0_u8; WINDOW]);
    for (place, index) in (0_u8..).zip(0..WINDOW) {
        let (byte, next) = (here[index], next[index]);
        let inside = is(place < length);
        let digit = is(byte.wrapping_sub(b'0') < 10)
            | is(byte == 0xD8) & is(next <= 0x85)
            | is(byte == 0xD9) & (is(next.wrapping_sub(0xA0) < 10) | is(next == 0xAB))
            | is(byte == 0xDB) & (is(next.wrapping_sub(0xB0) < 10) | is(next == 0x9D));
        digits[index] = inside & digit;
        unknown[index] = inside & is(byte >= 0xC0) & !is(byte.wrapping_sub(0xC3) <= 0xDE - 0xC3);
    }
    let any = |all: [u8; WINDOW]| all.into_iter().fold(0, |any, one| any | one);
    (any(digits), any(unknown))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_digit_is_found_wherever_it_stands(
            word in "[a-zäßДם\\u{644}\\u{64b}0-9\\u{660}-\\u{669}\\u{6f0}-\\u{6f9}\\u{6fe}\\u{7c1}²北९]{1,9}",
            around in "[ ٣4م]{0,20}",
        ) {
            let text = format!("{around}{word}{around}");
            let start = u32::try_from(around.len()).expect("it is short");
            let span = Span::new(start, start + u32::try_from(word.len()).expect("it is short"));
            let plain = word.chars().any(|character| class(character) == Class::Digit);
            if let Some(found) = has_digit_in_a_window(&text, span) {
                prop_assert_eq!(found, plain);
            }
        }
    }

    #[test]
    fn no_character_of_two_bytes_is_a_digit_that_the_window_does_not_know() {
        for character in
            ('\u{c0}'..='\u{7bf}').filter(|&character| class(character) == Class::Digit)
        {
            let text = format!("{character}                ");
            assert_eq!(
                has_digit_in_a_window(&text, Span::new(0, 2)),
                Some(true),
                "{character:?}"
            );
        }
    }
}
