/*!
Finds the full stops inside acronyms such as "U.S.": those between single
letters. "Tuesday.The", with a lost blank, is two words.
*/

use crate::text::characters::{Class, class};
use crate::text::word_bits::is_word_byte;

/// Returns whether the full stop at `at` of an ASCII text is between single
/// letters of the word that begins at `start`.
#[inline]
pub(crate) fn is_acronym_stop_ascii(bytes: &[u8], start: usize, at: usize) -> bool {
    let single_before = at == start + 1 || bytes.get(at.wrapping_sub(2)) == Some(&b'.');
    let single_after = bytes
        .get(at + 2)
        .is_none_or(|&byte| byte < 128 && !is_word_byte(byte));
    single_before && single_after
}

/// Returns the same for any script. `at` is counted from the start of the word.
pub(crate) fn is_acronym_stop(word: &str, at: usize) -> bool {
    let mut before = word[..at]
        .chars()
        .rev()
        .filter(|&character| class(character) != Class::Mark);
    let single_before = before.next().is_some()
        && before
            .next()
            .is_none_or(|character| class(character) == Class::FullStop);
    let mut after = word[at..]
        .chars()
        .skip(1)
        .filter(|&character| class(character) != Class::Mark);
    let single_after = after.next().is_some()
        && after.next().is_none_or(|character| {
            !matches!(
                class(character),
                Class::Letter | Class::Digit | Class::Joiner
            )
        });
    single_before && single_after
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
            assert_eq!(is_acronym_stop(word, at), inside, "{word}");
            assert_eq!(
                is_acronym_stop_ascii(word.as_bytes(), 0, at),
                inside,
                "{word}"
            );
        }
        assert!(is_acronym_stop("О.Б", 2));
        assert!(!is_acronym_stop("Киев.Он", 8));
    }
}
