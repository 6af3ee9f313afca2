/*!
Arabic letters as bits, and their folding without a table: most Arabic words
have nothing but these letters.

Marks, digits, the tatweel, and letters of other languages in this script are
left to the code that looks at characters.
*/

use crate::text::simd::{CHUNK, match_bits};
use crate::text::word_hash::SHORT;

/// Bytes of a letter in UTF-8.
const LETTER: usize = 2;

/// Returns the bytes of a letter as a number, the first one in the low byte.
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

/// The first bytes of the letters U+0620 to U+063F, and of U+0641 to U+064A.
const FIRST_HALF: u8 = 0xD8;
const SECOND_HALF: u8 = 0xD9;

/// Scratch memory of [`LetterBits::read`]: where the first byte of the second
/// half is, and where the second bytes of both halves are.
#[derive(Clone, Debug, Default)]
struct Utf8Parts {
    second_half: Vec<u64>,
    after_first: Vec<u64>,
    after_second: Vec<u64>,
}

/// Which bytes of a text belong to Arabic letters.
#[derive(Clone, Debug, Default)]
pub(crate) struct LetterBits {
    /// A bit for each byte; empty when the text has no such letter.
    bits: Vec<u64>,
    parts: Utf8Parts,
}

impl LetterBits {
    /// Reads the bytes of another text. `beyond` has a bit for each byte beyond
    /// ASCII, and is empty when there are none.
    pub(crate) fn read(&mut self, bytes: &[u8], beyond: &[u64]) {
        self.bits.clear();
        let is_first = |byte: u8| byte & 0xFE == FIRST_HALF;
        if beyond.is_empty() || memchr::memchr2(FIRST_HALF, SECOND_HALF, bytes).is_none() {
            return;
        }
        let (bits, parts) = (&mut self.bits, &mut self.parts);
        match_bits(bytes, is_first, bits);
        match_bits(bytes, |byte| byte == SECOND_HALF, &mut parts.second_half);
        match_bits(bytes, |byte| byte & 0xE0 == 0xA0, &mut parts.after_first);
        let is_after_second = |byte: u8| byte.wrapping_sub(0x81) < 10;
        match_bits(bytes, is_after_second, &mut parts.after_second);
        let mut carried = 0;
        for index in 0..bits.len() {
            let is_followed_by = |seconds: &[u64]| {
                let next = seconds.get(index + 1).copied().unwrap_or_default();
                seconds[index] >> 1 | next << (CHUNK - 1)
            };
            let of_second = parts.second_half[index];
            let begins = bits[index] & !of_second & is_followed_by(&parts.after_first)
                | of_second & is_followed_by(&parts.after_second);
            bits[index] = begins | begins << 1 | carried;
            carried = begins >> (CHUNK - 1);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    #[inline(always)]
    pub(crate) fn chunk(&self, index: usize) -> u64 {
        self.bits.get(index).copied().unwrap_or_default()
    }
}

/// Folds eight letters as `normalize` does. Bytes that are not those of a letter
/// of [`LetterBits`] give any value.
// It is not inlined, so that the compiler uses vectors for the loop.
#[inline(never)]
pub(crate) fn fold_letters(letters: &[u8; SHORT], folded: &mut [u8; SHORT]) {
    let mask = |is: bool| 0_u16.wrapping_sub(u16::from(is));
    let (pairs, _) = letters.as_chunks::<LETTER>();
    let (written, _) = folded.as_chunks_mut::<LETTER>();
    for (&pair, written) in pairs.iter().zip(written) {
        let pair = u16::from_le_bytes(pair);
        let alef =
            mask(pair == ALEF_MADDA) | mask(pair == ALEF_HAMZA) | mask(pair == ALEF_HAMZA_BELOW);
        let waw = mask(pair == WAW_HAMZA);
        let yeh = mask(pair == YEH_HAMZA) | mask(pair == ALEF_MAKSURA);
        let heh = mask(pair == TEH_MARBUTA);
        let unchanged = !(alef | waw | yeh | heh);
        let one = pair & unchanged | ALEF & alef | WAW & waw | YEH & yeh | HEH & heh;
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
    fn each_letter_is_folded_as_in_the_table() {
        for character in ('\u{620}'..='\u{64a}').filter(|&character| is_letter(character)) {
            let Folded::One(one) = fold(character) else {
                panic!("{character:?} is one letter");
            };
            let [letters, expected] = [character, one].map(|letter| {
                let mut letters = [b' '; SHORT];
                letter.encode_utf8(&mut letters[6..8]);
                letters
            });
            let mut folded = [0; SHORT];
            fold_letters(&letters, &mut folded);
            assert_eq!(folded, expected, "{character:?}");
        }
    }

    proptest! {
        #[test]
        fn letters_are_found_at_any_place(
            text in "([\u{600}-\u{6ff}]{0,40}|[a-z ،]{0,3}|[ا-ي]{0,40}|[яé北]){0,6}",
        ) {
            let mut letters = LetterBits::default();
            for text in ["نص آخر", &text] {
                let mut beyond = Vec::new();
                match_bits(text.as_bytes(), |byte| byte >= 128, &mut beyond);
                letters.read(text.as_bytes(), &beyond);
            }
            let is_found = |at: usize| letters.chunk(at / CHUNK) >> (at % CHUNK) & 1 == 1;
            for (at, character) in text.char_indices() {
                for byte in at..at + character.len_utf8() {
                    prop_assert_eq!(is_found(byte), is_letter(character), "{:?}", character);
                }
            }
        }
    }
}
