/*!
Words of scripts with spaces between words, scanned character by character.

[`spaced_word`] scans words of any such script. The faster scanners leave the other
words to it, and it is their oracle in tests. [`joined_word`] scans ASCII words with
apostrophes, full stops or commas inside them: "don't", "U.S.", "1,234.5".
*/

use crate::text::characters::{ASCII, Class, class};
use crate::text::normalize::fold_into;
use crate::text::word_bits::is_word_byte;
use crate::text::word_hash::hash;

/// A word that a scanner found. Its place is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ScannedWord {
    /// The byte after the last one of the word.
    pub(crate) end: usize,
    /// The hash of the folded spelling; `None` when nothing is left of it.
    pub(crate) hash: Option<u64>,
}

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

/// Returns whether the full stop at `at` of an ASCII text is between single
/// letters of the word that begins at `start`, as in "U.S.". "Tuesday.The", with a
/// lost blank, is two words.
#[inline]
fn is_acronym_stop_ascii(bytes: &[u8], start: usize, at: usize) -> bool {
    let single_before = at == start + 1 || bytes.get(at.wrapping_sub(2)) == Some(&b'.');
    let single_after = bytes
        .get(at + 2)
        .is_none_or(|&byte| byte < 128 && !is_word_byte(byte));
    single_before && single_after
}

/// Returns the same for any script. `at` is counted from the start of the word.
fn is_acronym_stop(word: &str, at: usize) -> bool {
    let is_no_mark = |class: &Class| *class != Class::Mark;
    let mut before = word[..at].chars().rev().map(class).filter(is_no_mark);
    let single_before =
        before.next().is_some() && before.next().is_none_or(|class| class == Class::FullStop);
    let mut after = word[at..].chars().skip(1).map(class).filter(is_no_mark);
    let is_of_word = |class| matches!(class, Class::Letter | Class::Digit | Class::Joiner);
    let single_after = after.next().is_some() && !after.next().is_some_and(is_of_word);
    single_before && single_after
}

/// The most bytes of a word that is folded on the stack.
const MAX_BYTES: usize = 48;

/// The lower-case forms of the ASCII characters of words; 0 for all other bytes.
const LOWER: [u8; 256] = lower_table();

const fn lower_table() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if is_word_byte(byte as u8) {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
}

/// Scans the ASCII word that begins at `start`.
///
/// Returns `None` when a character beyond ASCII may belong to the word, or when
/// it is very long.
#[inline]
pub(crate) fn joined_word(bytes: &[u8], start: usize) -> Option<ScannedWord> {
    let mut folded = [0_u8; MAX_BYTES];
    let mut filled = 0;
    let mut at = start;
    loop {
        while let Some(&byte) = bytes.get(at) {
            let lower = LOWER[usize::from(byte)];
            if lower == 0 {
                break;
            }
            *folded.get_mut(filled)? = lower;
            filled += 1;
            at += 1;
        }
        let Some(&middle) = bytes.get(at) else { break };
        if middle >= 128 {
            return None;
        }
        let class = ASCII[usize::from(middle)];
        if !matches!(
            class,
            Class::Apostrophe | Class::FullStop | Class::MidNumber
        ) {
            break;
        }
        let Some(&after) = bytes.get(at + 1) else {
            break;
        };
        // The character after the next one decides whether a full stop is inside
        // an acronym.
        let is_beyond = |at: usize| bytes.get(at).is_some_and(|&byte| byte >= 128);
        if after >= 128 || class == Class::FullStop && is_beyond(at + 2) {
            return None;
        }
        match (
            class,
            ASCII[usize::from(bytes[at - 1])],
            ASCII[usize::from(after)],
        ) {
            (Class::Apostrophe, Class::Letter, Class::Letter)
            | (Class::Apostrophe, Class::Digit, Class::Digit) => {}
            (Class::FullStop | Class::MidNumber, Class::Digit, Class::Digit) => {
                *folded.get_mut(filled)? = b'.';
                filled += 1;
            }
            (Class::FullStop, Class::Letter, Class::Letter)
                if is_acronym_stop_ascii(bytes, start, at) => {}
            _ => break,
        }
        at += 1;
    }
    let folded = &folded[..filled];
    Some(ScannedWord {
        end: at,
        hash: folded
            .iter()
            .any(u8::is_ascii_alphanumeric)
            .then(|| hash(folded)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_between_single_letters_is_part_of_an_acronym() {
        for (word, at, inside) in [
            ("U.S", 1, true),
            ("U.S.A", 3, true),
            ("Tuesday.The", 7, false),
            ("A.The", 1, false),
            ("said.I", 4, false),
            ("e.g.", 1, true),
        ] {
            let ascii = is_acronym_stop_ascii(word.as_bytes(), 0, at);
            assert_eq!([is_acronym_stop(word, at), ascii], [inside; 2], "{word}");
        }
        assert!(is_acronym_stop("О.Б", 2));
        assert!(!is_acronym_stop("Киев.Он", 8));
    }
}
