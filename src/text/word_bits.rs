/*!
Which bytes of a text belong to words, as bits: 64 bytes in one number.

A scan for words that looks at one byte after the other guesses wrongly at the
end of nearly every word. Bits tell where the next word begins and ends
without a guess.

# Choices

* What each byte is, is said by comparisons alone, so that the compiler looks at
  as many bytes at once as a vector holds. Eight answers become eight bits by
  one multiplication, on every processor; where there is AVX2, 32 answers by
  one instruction.
* A whole text is asked at once: so the processor is asked once what it can do.
* All words of 64 bytes are known at once, and the search for one need not wait
  until the end of the one before is found.
*/

use crate::text::arabic_words::LetterBytes;
use crate::text::characters::{ASCII, Class};

/// Whether a byte is a letter, a digit or an underscore of ASCII.
#[must_use]
pub const fn is_of_word(byte: u8) -> bool {
    byte < 128
        && matches!(
            ASCII[byte as usize],
            Class::Letter | Class::Digit | Class::Joiner
        )
}

/// Which bytes of one text belong to words.
#[derive(Clone, Debug, Default)]
pub struct WordBytes {
    /// Bytes of words, 64 in each number, and a last number of none.
    of_word: Vec<u64>,
    /// Bytes beyond ASCII; of a text that has none, nothing.
    beyond: Vec<u64>,
    /// Of those, the bytes of Arabic letters.
    letters: LetterBytes,
}

/// Bytes in one number.
pub const CHUNK: usize = u64::BITS as usize;

impl WordBytes {
    /// Looks at `bytes`; what was known of others is forgotten.
    ///
    /// # Complexity
    ///
    /// `O(n)`, some two operations a byte.
    pub fn read(&mut self, bytes: &[u8]) {
        ask_all(bytes, is_of_word_by_comparing, &mut self.of_word);
        self.of_word.push(0);
        self.beyond.clear();
        if !bytes.is_ascii() {
            ask_all(bytes, |byte| byte >= 128, &mut self.beyond);
        }
        self.letters.read(bytes, &self.beyond);
    }

    /// Whether the text has Arabic letters.
    #[must_use]
    pub fn has_letters(&self) -> bool {
        !self.letters.is_empty()
    }

    /// Bytes in number `index` that are of a word or beyond ASCII; `None`
    /// behind the last.
    #[inline(always)]
    fn of_any_word(&self, index: usize) -> Option<u64> {
        let beyond = self.beyond.get(index).copied().unwrap_or_default();
        Some(self.of_word.get(index)? | beyond)
    }

    /// The first byte from `at` on that may begin a word: one of a word, or
    /// one beyond ASCII. `None` when there is none.
    #[must_use]
    pub fn next_start(&self, at: usize) -> Option<usize> {
        let mut index = at / CHUNK;
        let mut bits = self.of_any_word(index)? & (u64::MAX << (at % CHUNK));
        while bits == 0 {
            index += 1;
            bits = self.of_any_word(index)?;
        }
        Some(index * CHUNK + bits.trailing_zeros() as usize)
    }

    /// The words that may begin in the chunk of `at`, from `at` on: `at` itself
    /// does. `None` behind the last chunk. Those of Arabic have a length if
    /// `LETTERS` says so.
    #[inline]
    #[must_use]
    pub fn starts_from<const LETTERS: bool>(&self, at: usize) -> Option<Starts<LETTERS>> {
        let index = at / CHUNK;
        let here = 1 << (at % CHUNK);
        self.starts_in::<LETTERS>(index).map(|starts| Starts {
            left: here | (starts.left & !(here | (here - 1))),
            ..starts
        })
    }

    /// The words that may begin in the chunk `index`: at each byte of any word
    /// behind one that is of none. `None` behind the last chunk.
    #[inline]
    #[must_use]
    pub fn starts_in<const LETTERS: bool>(&self, index: usize) -> Option<Starts<LETTERS>> {
        let (&here, &after) = (self.of_word.get(index)?, self.of_word.get(index + 1)?);
        let any = self.of_any_word(index)?;
        let before = index
            .checked_sub(1)
            .and_then(|before| self.of_any_word(before));
        let carried = before.map_or(0, |before| before >> (CHUNK - 1));
        Some(Starts {
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

/// The words that begin in one chunk: each with the byte of the chunk that it
/// begins at, and the length of its first part, counted up to [`CHUNK`]: what is
/// ASCII of it, or where `LETTERS` says so, the letters of Arabic if it begins
/// with one.
#[derive(Clone, Copy, Debug)]
pub struct Starts<const LETTERS: bool> {
    left: u64,
    /// Bytes of words in the chunk, and in the one behind it.
    here: u64,
    after: u64,
    /// The same of the bytes of letters.
    letters: [u64; 2],
}

/// A word that may begin in a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The byte of the chunk, less than [`CHUNK`].
    pub at: u32,
    /// Letters, digits and underscores of ASCII, or Arabic letters, from there on,
    /// up to [`CHUNK`].
    pub length: u32,
}

impl<const LETTERS: bool> Iterator for Starts<LETTERS> {
    type Item = Start;

    #[inline(always)]
    fn next(&mut self) -> Option<Start> {
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
        // Shifted twice, since a shift by all 64 bits is none.
        let window = here >> at | after << 1 << (u64::BITS - 1 - at);
        let length = window.trailing_ones();
        Some(Start { at, length })
    }
}

/// What [`is_of_word`] says, without a table, so that it can be asked of many
/// bytes at once.
#[inline]
const fn is_of_word_by_comparing(byte: u8) -> bool {
    let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = byte.wrapping_sub(b'0') < 10;
    letter | digit | (byte == b'_')
}

/// Asks each of `bytes` whether it `is` something: a bit for each, 64 in each
/// number, the first in the lowest; what is missing of the last is not. What
/// stood in `bits` is forgotten.
///
/// It is quick where the answer is one of comparisons, and slow with a table or
/// a branch.
///
/// # Complexity
///
/// `O(n)`, less than one operation a byte.
pub fn ask_all(bytes: &[u8], is: impl Fn(u8) -> bool + Copy, bits: &mut Vec<u64>) {
    bits.clear();
    bits.reserve(bytes.len() / CHUNK + 2);
    let (chunks, rest) = bytes.as_chunks();
    ask_chunks(chunks, is, bits);
    if !rest.is_empty() {
        let mut last = [0; CHUNK];
        last[..rest.len()].copy_from_slice(rest);
        let are_there = u64::MAX >> (CHUNK - rest.len());
        ask_chunks_anywhere(&[last], is, bits);
        if let Some(last) = bits.last_mut() {
            *last &= are_there;
        }
    }
}

/// Asks all of `chunks`, with the widest vectors at hand.
fn ask_chunks(chunks: &[[u8; CHUNK]], is: impl Fn(u8) -> bool + Copy, bits: &mut Vec<u64>) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the function needs a processor with AVX2 and nothing
            // else, and that has just been asked of the processor.
            #[allow(unsafe_code)]
            unsafe {
                ask_chunks_avx2(chunks, is, bits);
            }
            return;
        }
    }
    ask_chunks_anywhere(chunks, is, bits);
}

fn ask_chunks_anywhere(
    chunks: &[[u8; CHUNK]],
    is: impl Fn(u8) -> bool + Copy,
    bits: &mut Vec<u64>,
) {
    ask_stretches(chunks, is, gathered, bits);
}

/// The same, compiled for AVX2: the compiler makes the vectors, and one
/// instruction gathers the answers of one.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn ask_chunks_avx2(chunks: &[[u8; CHUNK]], is: impl Fn(u8) -> bool + Copy, bits: &mut Vec<u64>) {
    use std::arch::x86_64::{_mm256_movemask_epi8, _mm256_set_epi64x};
    let gathered = |answers: &[u8; CHUNK]| {
        let (numbers, _) = answers.as_chunks::<8>();
        let half = |from: usize| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|index| i64::from_le_bytes(numbers[from + index]));
            let mask = _mm256_movemask_epi8(_mm256_set_epi64x(d, c, b, a));
            u64::from(mask.cast_unsigned())
        };
        half(0) | half(4) << 32
    };
    ask_stretches(chunks, is, gathered, bits);
}

/// Chunks whose answers are held at once: they stay in the nearest cache, and
/// the loop over their bytes is long enough for any compiler to make vectors of.
const STRETCH: usize = 16;

/// The answer of yes: all bits of a byte, as comparing vectors gives it.
const YES: u8 = u8::MAX;

#[inline(always)]
fn ask_stretches(
    chunks: &[[u8; CHUNK]],
    is: impl Fn(u8) -> bool,
    gathered: impl Fn(&[u8; CHUNK]) -> u64,
    bits: &mut Vec<u64>,
) {
    let mut answers = [[0_u8; CHUNK]; STRETCH];
    for stretch in chunks.chunks(STRETCH) {
        let answers = &mut answers[..stretch.len()];
        let bytes = stretch.as_flattened();
        for (answer, &byte) in answers.as_flattened_mut().iter_mut().zip(bytes) {
            *answer = if is(byte) { YES } else { 0 };
        }
        bits.extend(answers.iter().map(&gathered));
    }
}

/// A bit for each answer, the first in the lowest: eight at a time are moved
/// together by one multiplication.
#[inline(always)]
fn gathered(answers: &[u8; CHUNK]) -> u64 {
    /// The lowest bit of each of eight bytes.
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    /// Moves the lowest bit of each of eight bytes to the highest byte, the
    /// first byte's lowest.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let mut bits = 0;
    let (eights, _) = answers.as_chunks::<8>();
    for (index, &eight) in eights.iter().enumerate() {
        let lowest = u64::from_le_bytes(eight) & LOWEST;
        bits |= (lowest.wrapping_mul(TOGETHER) >> 56) << (8 * index);
    }
    bits
}

/// The places of the bits that are set, ascending.
pub fn places(bits: Vec<u64>) -> impl Iterator<Item = usize> {
    bits.into_iter().enumerate().flat_map(|(index, bits)| {
        let mut left = bits;
        std::iter::from_fn(move || {
            let place = index * CHUNK + left.trailing_zeros() as usize;
            let is_one = left != 0;
            left &= left.wrapping_sub(1);
            is_one.then_some(place)
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comparing_says_of_each_byte_what_the_table_says() {
        for byte in 0..=u8::MAX {
            assert_eq!(is_of_word_by_comparing(byte), is_of_word(byte), "{byte}");
        }
    }

    proptest! {
        #[test]
        fn every_way_to_ask_gives_the_same(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let is = |byte: u8| (byte == b'"') | (byte < b' ') | (byte & 0x9f == 0x93);
            let plain: Vec<usize> = (0..bytes.len()).filter(|&at| is(bytes[at])).collect();
            let mut bits = vec![7];
            ask_all(&bytes, is, &mut bits);
            prop_assert_eq!(bits.len(), bytes.len().div_ceil(CHUNK));
            prop_assert_eq!(places(bits).collect::<Vec<_>>(), plain);
            let (chunks, _) = bytes.as_chunks();
            let (mut quick, mut anywhere) = (Vec::new(), Vec::new());
            ask_chunks(chunks, is, &mut quick);
            ask_chunks_anywhere(chunks, is, &mut anywhere);
            prop_assert_eq!(quick, anywhere);
        }

        #[test]
        fn bits_are_what_the_table_says_of_each_byte(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'a'), Just(b' ')], 0..300),
        ) {
            let mut bits = WordBytes::default();
            bits.read(b"what was known of others is forgotten");
            bits.read(&bytes);
            let is_any = |at: usize| is_of_word(bytes[at]) || bytes[at] >= 128;
            for at in 0..bytes.len() {
                let start = (at..bytes.len()).find(|&at| is_any(at));
                prop_assert_eq!(bits.next_start(at), start);
                let length = |start: usize| {
                    let run = bytes[start..].iter().take_while(|&&byte| is_of_word(byte));
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
