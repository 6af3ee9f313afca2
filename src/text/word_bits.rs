/*!
Which bytes of a text belong to words, as bits.

A scan for words that looks at one byte after another mispredicts a branch at
the end of nearly every word. With bits the start and the length of a word are
found without a branch. All words of 64 bytes are known at once, so that the
search for a word does not wait for the end of the word before.
*/

use crate::text::arabic_letters::LetterBits;
use crate::text::characters::{ASCII, Class};
use crate::text::simd::{CHUNK, match_bits};

/// Returns whether a byte is an ASCII letter, digit or underscore.
pub(crate) const fn is_word_byte(byte: u8) -> bool {
    byte < 128
        && matches!(
            ASCII[byte as usize],
            Class::Letter | Class::Digit | Class::Joiner
        )
}

/// Which bytes of one text belong to words.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordBits {
    /// Letters, digits and underscores of ASCII, 64 bytes in each number, and a
    /// last number of 0.
    ascii: Vec<u64>,
    /// Bytes beyond ASCII; empty when there are none.
    beyond: Vec<u64>,
    letters: LetterBits,
}

impl WordBits {
    /// Reads the bytes of another text, with about two operations for each byte.
    pub(crate) fn read(&mut self, bytes: &[u8]) {
        match_bits(bytes, is_word_byte_by_comparing, &mut self.ascii);
        self.ascii.push(0);
        self.beyond.clear();
        if !bytes.is_ascii() {
            match_bits(bytes, |byte| byte >= 128, &mut self.beyond);
        }
        self.letters.read(bytes, &self.beyond);
    }

    pub(crate) fn has_letters(&self) -> bool {
        !self.letters.is_empty()
    }

    /// Returns the bytes of a chunk that belong to a word or are beyond ASCII;
    /// `None` after the last chunk.
    #[inline(always)]
    fn any_word(&self, index: usize) -> Option<u64> {
        let beyond = self.beyond.get(index).copied().unwrap_or_default();
        Some(self.ascii.get(index)? | beyond)
    }

    /// Returns the first byte from `at` on that may begin a word: an ASCII letter,
    /// digit or underscore, or a byte beyond ASCII.
    pub(crate) fn next_start(&self, at: usize) -> Option<usize> {
        let mut index = at / CHUNK;
        let mut bits = self.any_word(index)? & (u64::MAX << (at % CHUNK));
        while bits == 0 {
            index += 1;
            bits = self.any_word(index)?;
        }
        Some(index * CHUNK + bits.trailing_zeros() as usize)
    }

    /// Returns which of the bytes from `at` on, at most [`CHUNK`], are ASCII letters,
    /// digits or underscores.
    #[inline(always)]
    pub(crate) fn ascii_from(&self, at: usize) -> u64 {
        let chunk = |index: usize| self.ascii.get(index).copied().unwrap_or_default();
        let (here, after) = (chunk(at / CHUNK), chunk(at / CHUNK + 1));
        // Two shifts, because a shift by 64 bits is not defined.
        here >> (at % CHUNK) | after << 1 << (CHUNK - 1 - at % CHUNK)
    }

    /// Returns the words that may begin in the chunk of `at`, from `at` on, where
    /// one begins; `None` after the last chunk. `LETTERS` as in [`WordStarts`].
    #[inline]
    pub(crate) fn starts_from<const LETTERS: bool>(
        &self,
        at: usize,
    ) -> Option<WordStarts<LETTERS>> {
        let index = at / CHUNK;
        let here = 1 << (at % CHUNK);
        self.starts_in::<LETTERS>(index).map(|starts| WordStarts {
            left: here | (starts.left & !(here | (here - 1))),
            ..starts
        })
    }

    /// Returns the words that may begin in the chunk with this number: at each
    /// byte of a word whose predecessor belongs to none. `None` after the last
    /// chunk.
    #[inline]
    pub(crate) fn starts_in<const LETTERS: bool>(
        &self,
        index: usize,
    ) -> Option<WordStarts<LETTERS>> {
        let (&here, &after) = (self.ascii.get(index)?, self.ascii.get(index + 1)?);
        let any = self.any_word(index)?;
        let before = index
            .checked_sub(1)
            .and_then(|before| self.any_word(before));
        let carried = before.map_or(0, |before| before >> (CHUNK - 1));
        Some(WordStarts {
            left: any & !(any << 1 | carried),
            here,
            after,
            letters: match LETTERS {
                true => [index, index + 1].map(|index| self.letters.chunk(index)),
                false => [0; 2],
            },
        })
    }
}

/// The words that may begin in one chunk.
///
/// Each has the length of its first part: the ASCII letters, digits and
/// underscores, or with `LETTERS`, the Arabic letters of a word that begins with
/// one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WordStarts<const LETTERS: bool> {
    left: u64,
    /// Bytes of ASCII words in the chunk and in the next one.
    here: u64,
    after: u64,
    /// Bytes of Arabic letters in the chunk and in the next one.
    letters: [u64; 2],
}

/// A word that may begin in a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordStart {
    /// The byte in the chunk, less than [`CHUNK`].
    pub at: u32,
    /// The length of the first part, counted up to [`CHUNK`].
    pub length: u32,
}

impl<const LETTERS: bool> Iterator for WordStarts<LETTERS> {
    type Item = WordStart;

    #[inline(always)]
    fn next(&mut self) -> Option<WordStart> {
        if self.left == 0 {
            return None;
        }
        let at = self.left.trailing_zeros() % u64::BITS;
        self.left &= self.left - 1;
        let (mut here, mut after) = (self.here, self.after);
        if LETTERS {
            let begins_in_ascii = 0_u64.wrapping_sub(here >> at & 1);
            here = here & begins_in_ascii | self.letters[0] & !begins_in_ascii;
            after = after & begins_in_ascii | self.letters[1] & !begins_in_ascii;
        }
        // Two shifts, because a shift by 64 bits is not defined.
        let window = here >> at | after << 1 << (u64::BITS - 1 - at);
        let length = window.trailing_ones();
        Some(WordStart { at, length })
    }
}

/// Returns the same as [`is_word_byte`] without a table, so that many bytes can
/// be tested at once.
#[inline]
const fn is_word_byte_by_comparing(byte: u8) -> bool {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    letter | digit | (byte == b'_')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comparisons_and_the_table_agree() {
        for byte in 0..=u8::MAX {
            let compared = is_word_byte_by_comparing(byte);
            assert_eq!(compared, is_word_byte(byte), "{byte}");
        }
    }

    proptest! {
        #[test]
        fn bits_and_a_plain_loop_agree(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'a'), Just(b' ')], 0..300),
        ) {
            let mut bits = WordBits::default();
            bits.read(b"another text");
            bits.read(&bytes);
            let is_any = |at: usize| is_word_byte(bytes[at]) || bytes[at] >= 128;
            for at in 0..bytes.len() {
                let start = (at..bytes.len()).find(|&at| is_any(at));
                prop_assert_eq!(bits.next_start(at), start);
                let length = |start: usize| {
                    let run = bytes[start..].iter().take_while(|&&byte| is_word_byte(byte));
                    run.count().min(CHUNK)
                };
                let later = (at + 1..bytes.len()).filter(|&at| is_any(at) && !is_any(at - 1));
                let expected: Vec<_> = std::iter::once(at).chain(later).map(|at| (at, length(at))).collect();
                let chunks = (at / CHUNK + 1..).map_while(|index| Some((index, bits.starts_in::<false>(index)?)));
                let starts: Vec<_> = bits
                    .starts_from(at)
                    .map(|starts| (at / CHUNK, starts))
                    .into_iter()
                    .chain(chunks)
                    .flat_map(|(index, starts)| {
                        starts.map(move |start| (index * CHUNK + start.at as usize, start.length as usize))
                    })
                    .collect();
                prop_assert_eq!(starts, expected);
            }
        }
    }
}
