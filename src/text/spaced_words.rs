/*!
Words of any script with spaces between words, scanned character by character.

This is the general way that the faster scanners leave the other words to, and
their oracle in tests.
*/

use crate::text::acronym::is_acronym_stop;
use crate::text::characters::{Class, class};
use crate::text::normalize::fold_into;
use crate::text::scanned_word::ScannedWord;
use crate::text::word_hash::hash;

/// Scans the word that begins at `start`. `folded` is scratch memory.
#[inline]
pub(crate) fn spaced_word(text: &str, start: usize, folded: &mut String) -> ScannedWord {
    let mut before = Class::Joiner;
    let mut has_letter_or_digit = false;
    let mut end = start;
    let mut characters = text[start..].char_indices();
    while let Some((at, character)) = characters.next() {
        let here = class(character);
        match here {
            Class::Letter | Class::Digit => has_letter_or_digit = true,
            Class::Joiner => {}
            Class::Mark => {
                end = start + at + character.len_utf8();
                continue;
            }
            Class::Apostrophe | Class::FullStop | Class::MidNumber | Class::MidLetter => {
                let after = class_after_marks(characters.as_str());
                let joins = match (here, before, after) {
                    (Class::Apostrophe | Class::MidLetter, Class::Letter, Class::Letter) => true,
                    (
                        Class::Apostrophe | Class::FullStop | Class::MidNumber,
                        Class::Digit,
                        Class::Digit,
                    ) => true,
                    (Class::FullStop, Class::Letter, Class::Letter) => {
                        is_acronym_stop(&text[start..], at)
                    }
                    _ => false,
                };
                if !joins {
                    break;
                }
                continue;
            }
            Class::Other | Class::Unspaced | Class::Single => break,
        }
        before = here;
        end = start + at + character.len_utf8();
    }
    match has_letter_or_digit {
        true => folded_word(text, start, end, folded),
        false => ScannedWord { end, hash: None },
    }
}

/// Folds the word from `start` to `end`. `folded` is scratch memory.
#[inline]
pub(crate) fn folded_word(
    text: &str,
    start: usize,
    end: usize,
    folded: &mut String,
) -> ScannedWord {
    folded.clear();
    fold_into(&text[start..end], folded);
    ScannedWord {
        end,
        hash: (!folded.is_empty()).then(|| hash(folded.as_bytes())),
    }
}

/// Returns the end of an Arabic letter at `start` that is a word of its own and
/// is written together with a number: "and", "in", "for", "so", "like". A tatweel
/// may follow it.
#[inline]
pub(crate) fn clitic_before_number(text: &str, start: usize) -> Option<usize> {
    let is_clitic = |one: char| matches!(one, 'و' | 'ف' | 'ب' | 'ل' | 'ك');
    let after = text[start..].strip_prefix(is_clitic)?;
    let number = after.trim_start_matches('ـ');
    let next = number.chars().next()?;
    (class(next) == Class::Digit).then_some(text.len() - number.len())
}

fn class_after_marks(text: &str) -> Class {
    text.chars()
        .map(class)
        .find(|&class| class != Class::Mark)
        .unwrap_or(Class::Other)
}

/// Returns the end of the marks that begin at `at`.
#[inline]
pub(crate) fn end_of_marks(text: &str, at: usize) -> usize {
    let marks = text[at..]
        .chars()
        .take_while(|&character| class(character) == Class::Mark);
    at + marks.map(char::len_utf8).sum::<usize>()
}
