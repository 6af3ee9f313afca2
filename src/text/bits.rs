/*!
Which bytes of a text belong to words, as bits: 64 bytes in one number.

A scan for words that looks at one byte after the other guesses wrongly at the
end of nearly every word. Bits tell where the next word begins and ends
without a guess.

# Choices

* Eight bytes are looked at in one 64-bit number (Lamport, 1975): this is as
  fast as vectors of the smaller processors, runs on every one, and needs no
  unsafe code.
*/

use super::characters::{ASCII, Class};

/// Whether a byte is a letter, a digit or an underscore of ASCII.
#[must_use]
pub const fn is_of_word(byte: u8) -> bool {
    byte < 128
        && matches!(
            ASCII[byte as usize],
            Class::Letter | Class::Digit | Class::Joiner
        )
}

/// Bits of the bytes of one text.
#[derive(Clone, Debug, Default)]
pub struct Bits {
    /// Bytes of words, 64 in each number, the first in the lowest bit.
    of_word: Vec<u64>,
    /// Those, and the bytes beyond ASCII.
    of_any_word: Vec<u64>,
}

/// Bytes in one number.
const BLOCK: usize = u64::BITS as usize;

impl Bits {
    /// Looks at `bytes`; what was known of others is forgotten.
    ///
    /// # Complexity
    ///
    /// `O(n)`, some three operations a byte.
    pub fn read(&mut self, bytes: &[u8]) {
        self.of_word.clear();
        self.of_any_word.clear();
        let count = bytes.len().div_ceil(BLOCK);
        self.of_word.reserve(count);
        self.of_any_word.reserve(count);
        let mut blocks = bytes.chunks_exact(BLOCK);
        for block in &mut blocks {
            self.push(block);
        }
        let rest = blocks.remainder();
        if !rest.is_empty() {
            let mut block = [b' '; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            self.push(&block);
        }
    }

    #[inline]
    fn push(&mut self, block: &[u8]) {
        let (mut words, mut beyond) = (0, 0);
        for (index, eight) in block.chunks_exact(8).enumerate() {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(eight);
            let bytes = u64::from_le_bytes(bytes);
            words |= gather(of_word(bytes)) << (8 * index);
            beyond |= gather(bytes & HIGH) << (8 * index);
        }
        self.of_word.push(words);
        self.of_any_word.push(words | beyond);
    }

    /// The first byte from `at` on that may begin a word: one of a word, or
    /// one beyond ASCII. `None` when there is none.
    #[inline]
    #[must_use]
    pub fn next_start(&self, at: usize) -> Option<usize> {
        next_set(&self.of_any_word, at, 0)
    }

    /// The end of the bytes of words that begin at `at`; what comes after the
    /// text ends them.
    #[inline]
    #[must_use]
    pub fn end_of_run(&self, at: usize) -> usize {
        next_set(&self.of_word, at, u64::MAX).unwrap_or(self.of_word.len() * BLOCK)
    }
}

/// The first place from `at` on whose bit, turned by `turn`, is set.
#[inline]
fn next_set(bits: &[u64], at: usize, turn: u64) -> Option<usize> {
    let mut index = at / BLOCK;
    let mut block = (bits.get(index)? ^ turn) & (u64::MAX << (at % BLOCK));
    while block == 0 {
        index += 1;
        block = bits.get(index)? ^ turn;
    }
    Some(index * BLOCK + block.trailing_zeros() as usize)
}

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// A byte, eight times.
const fn eight(byte: u8) -> u64 {
    byte as u64 * 0x0101_0101_0101_0101
}

/// The highest bit of each byte that is a letter, a digit or an underscore.
#[inline]
const fn of_word(bytes: u64) -> u64 {
    let low = bytes & !HIGH;
    let letters = between(low | eight(0x20), b'a', b'z');
    let digits = between(low, b'0', b'9');
    let joiner = between(low, b'_', b'_');
    (letters | digits | joiner) & !bytes & HIGH
}

/// The highest bit of each byte from `first` to `last`; all bytes are below
/// 128, so that no sum runs over into the next. Other bits are of no meaning.
#[inline]
const fn between(bytes: u64, first: u8, last: u8) -> u64 {
    (bytes + eight(128 - first)) & !(bytes + eight(127 - last))
}

/// The highest bits of eight bytes side by side, the first byte's lowest.
#[inline]
const fn gather(bytes: u64) -> u64 {
    ((bytes & HIGH) >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bits_are_what_the_table_says_of_each_byte(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let mut bits = Bits::default();
            bits.read(b"what was known of others is forgotten");
            bits.read(&bytes);
            for at in 0..bytes.len() {
                let start = (at..bytes.len()).find(|&at| is_of_word(bytes[at]) || bytes[at] >= 128);
                prop_assert_eq!(bits.next_start(at), start);
                let end = (at..bytes.len()).find(|&at| !is_of_word(bytes[at])).unwrap_or(bytes.len());
                prop_assert_eq!(bits.end_of_run(at).min(bytes.len()), end);
            }
        }
    }
}
