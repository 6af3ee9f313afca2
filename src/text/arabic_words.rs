/*!
Words of Arabic letters and nothing else, up to seven of them, which most words of
Arabic are: all letters are looked at together, without a table.

Whatever has another character in it, or is longer, is left to those who look at
letters one by one.
*/

use super::characters::{ASCII, Class};
use super::simple_words::Simple;
use super::spelling::{SHORT, hash_short};

/// Bytes of a letter.
const LETTER: usize = 2;

/// The letter of two bytes, as a number whose low byte is the first.
const fn letter(letter: char) -> u16 {
    let mut bytes = [0; LETTER];
    letter.encode_utf8(&mut bytes);
    u16::from_le_bytes(bytes)
}

const ALEF: u16 = letter('ا');
const ALEF_MADDA: u16 = letter('آ');
const ALEF_HAMZA: u16 = letter('أ');
const ALEF_HAMZA_BELOW: u16 = letter('إ');
const WAW: u16 = letter('و');
const WAW_HAMZA: u16 = letter('ؤ');
const YEH: u16 = letter('ي');
const YEH_HAMZA: u16 = letter('ئ');
const ALEF_MAKSURA: u16 = letter('ى');
const HEH: u16 = letter('ه');
const TEH_MARBUTA: u16 = letter('ة');

/// The word that starts at `start` of a text with these `bytes`, if it is one of
/// Arabic letters, not too long, and a character of ASCII ends it.
#[inline]
pub(super) fn arabic_word(bytes: &[u8], start: usize) -> Option<Simple> {
    let first = bytes[start..].first_chunk()?;
    let (mut folded, mut letters) = ([0; SHORT], [0; SHORT]);
    fold_letters(first, &mut folded, &mut letters);
    let length = u128::from_le_bytes(letters).trailing_ones() as usize / 8;
    let next = *first.get(length).filter(|_| length > 0)?;
    let ends = matches!(
        ASCII.get(usize::from(next)),
        Some(Class::Other | Class::MidNumber)
    );
    ends.then(|| Simple {
        end: start + length,
        hash: Some(hash_short(&folded, length)),
    })
}

/// Folds eight letters, and says which of them are some: U+0620 to U+064A, but for
/// the one that stretches.
///
/// What letters fold to is what `normalise` has. All are looked at alike, so that
/// vectors are made of it.
#[inline(never)]
fn fold_letters(bytes: &[u8; SHORT], folded: &mut [u8; SHORT], letters: &mut [u8; SHORT]) {
    let is = |is: bool| 0_u16.wrapping_sub(u16::from(is));
    let (pairs, _) = bytes.as_chunks::<LETTER>();
    let (folded, _) = folded.as_chunks_mut::<LETTER>();
    let (letters, _) = letters.as_chunks_mut::<LETTER>();
    for ((&pair, folded), letter) in pairs.iter().zip(folded).zip(letters) {
        let pair = u16::from_le_bytes(pair);
        // From 0xD8 0xA0 on, and from 0xD9 0x81 to 0xD9 0x8A.
        let upper = is(pair & 0xE0FF == 0xA0D8);
        let lower = is(pair & 0xF0FF == 0x80D9) & is(pair > 0x80FF) & is(pair < 0x8B00);
        *letter = (upper | lower).to_le_bytes();
        let alef = is(pair == ALEF_MADDA) | is(pair == ALEF_HAMZA) | is(pair == ALEF_HAMZA_BELOW);
        let waw = is(pair == WAW_HAMZA);
        let yeh = is(pair == YEH_HAMZA) | is(pair == ALEF_MAKSURA);
        let heh = is(pair == TEH_MARBUTA);
        let as_it_is = !(alef | waw | yeh | heh);
        let fold = pair & as_it_is | ALEF & alef | WAW & waw | YEH & yeh | HEH & heh;
        *folded = fold.to_le_bytes();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::simple_words::simple_word;
    use super::*;

    /// A text whose first word is followed by enough for a look.
    fn long_enough(word: &str) -> String {
        format!("{word} ــــــــــــــــ")
    }

    #[test]
    fn each_letter_is_folded_as_the_table_has_it() {
        for character in '\u{600}'..'\u{700}' {
            let text = long_enough(&format!("{character}ب"));
            let word = arabic_word(text.as_bytes(), 0);
            let is_letter = matches!(character, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}');
            assert_eq!(word.is_some(), is_letter, "{character:?}");
            if word.is_some() {
                assert_eq!(word, simple_word(&text, 0), "{character:?}");
            }
        }
    }

    #[test]
    fn words_of_letters_are_told_and_others_left() {
        for word in ["قال", "في", "و", "المدينة", "أكتوبر,", "مسؤول)"] {
            assert!(
                arabic_word(long_enough(word).as_bytes(), 0).is_some(),
                "{word}"
            );
        }
        for word in [
            "السعودية",
            "قال.",
            "قال،",
            "مُحمد",
            "a",
            "Ё",
            "سنة2014",
            "ابن_علي",
        ] {
            assert!(
                arabic_word(long_enough(word).as_bytes(), 0).is_none(),
                "{word}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_word_that_is_told_is_what_its_letters_make_one_by_one(
            text in "([ابةىأئؤيهـ]{0,9}|[ءغكل]{1,3}|\u{64b}|[a-z0-9.'_,]|[ا-ي٠-٩]|[яé北]|[ ،\n]){0,12}",
        ) {
            let text = format!("{text} ");
            for (start, _) in text.char_indices().filter(|(_, character)| !character.is_ascii()) {
                if let Some(word) = arabic_word(text.as_bytes(), start) {
                    prop_assert_eq!(Some(word), simple_word(&text, start));
                }
            }
        }
    }
}
