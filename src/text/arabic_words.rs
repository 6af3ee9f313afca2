/*!
Words of Arabic letters and nothing else, which most words of Arabic are: where
their letters stand, as bits, and what eight of them fold to, without a table.

Marks, digits, the letter that stretches, and letters of other languages in this
script are left to those who look at characters.
*/

use crate::text::word_bits::{CHUNK, ask_all};
use crate::text::word_hash::SHORT;

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

/// The first bytes of letters: of U+0620 to U+063F and of U+0641 to U+064A.
const FIRST_HALF: u8 = 0xD8;
const SECOND_HALF: u8 = 0xD9;

/// What first bytes and second bytes stand where, for [`LetterBytes::read`].
#[derive(Clone, Debug, Default)]
struct Parts {
    second_half: Vec<u64>,
    behind_first: Vec<u64>,
    behind_second: Vec<u64>,
}

/// Which bytes of a text are those of letters.
#[derive(Clone, Debug, Default)]
pub(crate) struct LetterBytes {
    /// 64 bytes in each number; nothing where the text has no such letter.
    bits: Vec<u64>,
    parts: Parts,
}

impl LetterBytes {
    /// Looks at `bytes`, which are those of a text; what was known of others is
    /// forgotten. `beyond` are those beyond ASCII, 64 in each number.
    pub(crate) fn read(&mut self, bytes: &[u8], beyond: &[u64]) {
        self.bits.clear();
        let begins = |byte: u8| byte & 0xFE == FIRST_HALF;
        let chunks = bytes.chunks(CHUNK).zip(beyond);
        let mut not_ascii = chunks.filter(|(_, beyond)| **beyond != 0);
        let has_some = |chunk: &[u8]| chunk.iter().fold(false, |any, &byte| any | begins(byte));
        if !not_ascii.any(|(chunk, _)| has_some(chunk)) {
            return;
        }
        let (bits, parts) = (&mut self.bits, &mut self.parts);
        ask_all(bytes, begins, bits);
        ask_all(bytes, |byte| byte == SECOND_HALF, &mut parts.second_half);
        ask_all(bytes, |byte| byte & 0xE0 == 0xA0, &mut parts.behind_first);
        let is_behind_second = |byte: u8| byte.wrapping_sub(0x81) < 10;
        ask_all(bytes, is_behind_second, &mut parts.behind_second);
        let mut carried = 0;
        for index in 0..bits.len() {
            let is_followed_by = |seconds: &[u64]| {
                let next = seconds.get(index + 1).copied().unwrap_or_default();
                seconds[index] >> 1 | next << (CHUNK - 1)
            };
            let of_second = parts.second_half[index];
            let begins = bits[index] & !of_second & is_followed_by(&parts.behind_first)
                | of_second & is_followed_by(&parts.behind_second);
            bits[index] = begins | begins << 1 | carried;
            carried = begins >> (CHUNK - 1);
        }
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    /// Those of 64 bytes, number `index`.
    #[inline(always)]
    pub(crate) fn chunk(&self, index: usize) -> u64 {
        self.bits.get(index).copied().unwrap_or_default()
    }
}

/// What eight letters fold to, as `normalize` has it, whatever those are that are
/// none of the letters of [`LetterBytes`].
// A function of its own, in which all are looked at alike: so vectors are made of
// it.
#[inline(never)]
pub(crate) fn fold_letters(letters: &[u8; SHORT], folded: &mut [u8; SHORT]) {
    let is = |is: bool| 0_u16.wrapping_sub(u16::from(is));
    let (pairs, _) = letters.as_chunks::<LETTER>();
    let (written, _) = folded.as_chunks_mut::<LETTER>();
    for (&pair, written) in pairs.iter().zip(written) {
        let pair = u16::from_le_bytes(pair);
        let alef = is(pair == ALEF_MADDA) | is(pair == ALEF_HAMZA) | is(pair == ALEF_HAMZA_BELOW);
        let waw = is(pair == WAW_HAMZA);
        let yeh = is(pair == YEH_HAMZA) | is(pair == ALEF_MAKSURA);
        let heh = is(pair == TEH_MARBUTA);
        let as_it_is = !(alef | waw | yeh | heh);
        let one = pair & as_it_is | ALEF & alef | WAW & waw | YEH & yeh | HEH & heh;
        *written = one.to_le_bytes();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::normalize::{Folded, fold};

    fn is_letter(character: char) -> bool {
        matches!(character, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}')
    }

    #[test]
    fn each_letter_is_folded_as_the_table_has_it() {
        for character in ('\u{620}'..='\u{64a}').filter(|&character| is_letter(character)) {
            let mut letters = [b' '; SHORT];
            character.encode_utf8(&mut letters[6..8]);
            let mut expected = [b' '; SHORT];
            let Folded::One(one) = fold(character) else {
                panic!("{character:?} is one letter");
            };
            one.encode_utf8(&mut expected[6..8]);
            let mut folded = [0; SHORT];
            fold_letters(&letters, &mut folded);
            assert_eq!(folded, expected, "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn letters_are_told_wherever_they_stand(
            text in "([\u{600}-\u{6ff}]{0,40}|[a-z ،]{0,3}|[ا-ي]{0,40}|[яé北]){0,6}",
        ) {
            let mut letters = LetterBytes::default();
            for text in ["ما كان قبله", &text] {
                let mut beyond = Vec::new();
                ask_all(text.as_bytes(), |byte| byte >= 128, &mut beyond);
                letters.read(text.as_bytes(), &beyond);
            }
            let told = |at: usize| letters.chunk(at / CHUNK) >> (at % CHUNK) & 1 == 1;
            for (at, character) in text.char_indices() {
                for byte in at..at + character.len_utf8() {
                    prop_assert_eq!(told(byte), is_letter(character), "{:?}", character);
                }
            }
        }
    }
}
