/*!
Which bytes of a text belong to words, as bits: 64 bytes in one number.

A scan for words that looks at one byte after the other guesses wrongly at the
end of nearly every word. Bits tell where the next word begins and ends
without a guess.

# Choices

* What each byte is, is said by comparisons alone, so that the compiler looks at
  as many bytes at once as a vector holds; eight answers become eight bits by
  one multiplication. This runs on every processor and needs no unsafe code.
* All words of 64 bytes are known at once, and the search for one need not wait
  until the end of the one before is found.
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

/// Which bytes of one text belong to words.
#[derive(Clone, Debug, Default)]
pub struct WordBytes {
    /// The bytes, 64 in each, and a last one of blanks.
    chunks: Vec<Chunk>,
}

/// WordBytes of 64 bytes, the first in the lowest.
#[derive(Clone, Copy, Debug, Default)]
struct Chunk {
    /// Bytes of words.
    of_word: u64,
    /// Those, and the bytes beyond ASCII.
    of_any_word: u64,
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
        self.chunks.clear();
        self.chunks.reserve(bytes.len() / CHUNK + 2);
        let (chunks, rest) = bytes.as_chunks::<CHUNK>();
        self.chunks.extend(chunks.iter().map(Chunk::of));
        self.chunks
            .extend(chunk_of(rest, 0).map(|chunk| Chunk::of(&chunk)));
        self.chunks.push(Chunk::default());
    }

    /// The first byte from `at` on that may begin a word: one of a word, or
    /// one beyond ASCII. `None` when there is none.
    #[must_use]
    pub fn next_start(&self, at: usize) -> Option<usize> {
        let mut index = at / CHUNK;
        let mut bits = self.chunks.get(index)?.of_any_word & (u64::MAX << (at % CHUNK));
        while bits == 0 {
            index += 1;
            bits = self.chunks.get(index)?.of_any_word;
        }
        Some(index * CHUNK + bits.trailing_zeros() as usize)
    }

    /// The words that may begin in the chunk of `at`, from `at` on: `at` itself
    /// does. `None` behind the last chunk.
    #[inline]
    #[must_use]
    pub fn starts_from(&self, at: usize) -> Option<Starts> {
        let index = at / CHUNK;
        let here = 1 << (at % CHUNK);
        self.starts_in(index).map(|starts| Starts {
            left: here | (starts.left & !(here | (here - 1))),
            ..starts
        })
    }

    /// The words that may begin in the chunk `index`: at each byte of any word
    /// behind one that is of none. `None` behind the last chunk.
    #[inline]
    #[must_use]
    pub fn starts_in(&self, index: usize) -> Option<Starts> {
        let (here, after) = (self.chunks.get(index)?, self.chunks.get(index + 1)?);
        let before = index
            .checked_sub(1)
            .and_then(|before| self.chunks.get(before));
        let carried = before.map_or(0, |chunk| chunk.of_any_word >> (CHUNK - 1));
        Some(Starts {
            left: here.of_any_word & !(here.of_any_word << 1 | carried),
            here: here.of_word,
            after: after.of_word,
        })
    }
}

/// The words that begin in one chunk: each with the byte of the chunk that it
/// begins at, and the length of its part that is ASCII, counted up to
/// [`CHUNK`].
#[derive(Clone, Copy, Debug)]
pub struct Starts {
    left: u64,
    /// Bytes of words in the chunk, and in the one behind it.
    here: u64,
    after: u64,
}

/// A word that may begin in a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The byte of the chunk, less than [`CHUNK`].
    pub at: u32,
    /// Letters, digits and underscores of ASCII from there on, up to [`CHUNK`].
    pub length: u32,
}

impl Iterator for Starts {
    type Item = Start;

    #[inline(always)]
    fn next(&mut self) -> Option<Start> {
        if self.left == 0 {
            return None;
        }
        let at = self.left.trailing_zeros() % u64::BITS;
        self.left &= self.left - 1;
        // Shifted twice, since a shift by all 64 bits is none.
        let window = self.here >> at | self.after << 1 << (u64::BITS - 1 - at);
        let length = window.trailing_ones();
        Some(Start { at, length })
    }
}

impl Chunk {
    #[inline]
    fn of(bytes: &[u8; CHUNK]) -> Chunk {
        let of_word = ask(bytes, is_of_word_by_comparing);
        let beyond = match bytes.is_ascii() {
            true => 0,
            false => ask(bytes, |byte| byte >= 128),
        };
        Chunk {
            of_word,
            of_any_word: of_word | beyond,
        }
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

/// Asks each of `bytes` whether it `is` something: a bit for each, the first in
/// the lowest. It is quick where the answer is one of comparisons, and slow with
/// a table or a branch.
#[inline(always)]
pub fn ask(bytes: &[u8; CHUNK], is: impl Fn(u8) -> bool) -> u64 {
    /// Moves the lowest bit of each of eight bytes to the highest byte, the
    /// first byte's lowest.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let mut answers = [0_u8; CHUNK];
    for (answer, &byte) in answers.iter_mut().zip(bytes) {
        *answer = u8::from(is(byte));
    }
    let mut bits = 0;
    let (eights, _) = answers.as_chunks::<8>();
    for (index, &eight) in eights.iter().enumerate() {
        bits |= (u64::from_le_bytes(eight).wrapping_mul(TOGETHER) >> 56) << (8 * index);
    }
    bits
}

/// The chunk `index` of `bytes`, filled up with blanks where it is the last;
/// `None` behind it.
#[inline(always)]
#[must_use]
pub fn chunk_of(bytes: &[u8], index: usize) -> Option<[u8; CHUNK]> {
    let rest = bytes.get(index * CHUNK..)?;
    if let Some(chunk) = rest.first_chunk() {
        return Some(*chunk);
    }
    let mut chunk = [b' '; CHUNK];
    chunk[..rest.len()].copy_from_slice(rest);
    (!rest.is_empty()).then_some(chunk)
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
                let chunks = (at / CHUNK + 1..).map_while(|index| Some((index, bits.starts_in(index)?)));
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
