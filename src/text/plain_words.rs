/*!
The words that nothing but ASCII letters, digits and underscores belongs to, or
nothing but Arabic letters, all of 64 bytes together: most words of most dumps.

Whatever may belong to a longer word is left to those who look at characters.
*/

use crate::text::Span;
use crate::text::arabic_words::fold_letters;
use crate::text::characters::{ASCII, Class};
use crate::text::word_bits::{CHUNK, Start, Starts};
use crate::text::word_hash;
use crate::text::word_hash::{hash, hash_short};

/// Words that begin in 64 bytes, at most: one at every other byte.
const WORDS_OF_CHUNK: usize = CHUNK / 2;

/// Bytes from the start of a chunk on that its plain words and what stands
/// behind them lie in: a word is at most as long as a chunk.
pub(crate) const WINDOW: usize = 2 * CHUNK + 1;

/// The plain words that begin in one chunk.
pub(crate) struct FoundInChunk {
    pub(crate) hashes: [u64; WORDS_OF_CHUNK],
    pub(crate) spans: [Span; WORDS_OF_CHUNK],
    pub(crate) count: usize,
}

impl Default for FoundInChunk {
    fn default() -> FoundInChunk {
        FoundInChunk {
            hashes: [0; WORDS_OF_CHUNK],
            spans: [Span::default(); WORDS_OF_CHUNK],
            count: 0,
        }
    }
}

impl FoundInChunk {
    /// Finds the words of `starts` in the lower-case bytes from their chunk
    /// on, which stand at `base`; those of the chunk before are forgotten.
    /// Gives the place of the first that is no plain word, and looks no
    /// further.
    #[inline(always)]
    pub(crate) fn look<const LETTERS: bool>(
        &mut self,
        window: &[u8; WINDOW],
        starts: Starts<LETTERS>,
        base: u32,
    ) -> Option<usize> {
        self.count = 0;
        for Start { at, length } in starts {
            let start = at as usize % CHUNK;
            let end = start + length as usize;
            if length == 0 || end - start >= CHUNK || goes_on::<LETTERS>(window, end) {
                return Some(start);
            }
            let is_of_letters = LETTERS && !window[start].is_ascii();
            if is_of_letters && end - start > word_hash::SHORT {
                return Some(start);
            }
            // Underscores alone are no word.
            if window[start] == b'_' && window[start..end].iter().all(|&byte| byte == b'_') {
                continue;
            }
            let hash = match window[start..].first_chunk() {
                Some(letters) if is_of_letters => {
                    let mut folded = [0; word_hash::SHORT];
                    fold_letters(letters, &mut folded);
                    hash_short(&folded, end - start)
                }
                Some(bytes) if end - start <= word_hash::SHORT => hash_short(bytes, end - start),
                _ => hash(&window[start..end]),
            };
            // A chunk begins with a word or a blank, and words stand apart: the
            // remainder only spares a look at the bounds.
            debug_assert!(
                self.count < WORDS_OF_CHUNK,
                "more words than fit in a chunk"
            );
            let place = self.count % WORDS_OF_CHUNK;
            self.hashes[place] = hash;
            self.spans[place] = Span::new(base + at, base + at + length);
            self.count = place + 1;
        }
        None
    }
}

/// Part of a character beyond ASCII.
const BEYOND_ASCII: u8 = 1;
/// May stand inside a word: an apostrophe, a full stop, a comma.
const JOINING: u8 = 2;
/// May belong to a word: a letter, a digit, an underscore of ASCII, or part of
/// a character beyond it. It is twice what it means for the byte before, so
/// that the two can be held against each other.
const OF_ANY_WORD: u8 = JOINING << 1;

/// What each byte is to the end of a word before it.
const KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [BEYOND_ASCII | OF_ANY_WORD; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match ASCII[byte] {
            Class::Letter | Class::Digit | Class::Joiner => OF_ANY_WORD,
            Class::Apostrophe | Class::FullStop | Class::MidNumber => JOINING,
            _ => 0,
        };
        byte += 1;
    }
    kinds
}

/// Whether the letters and digits that end at `end` may belong to a longer word: a
/// character beyond ASCII follows, or an apostrophe, stop or comma and then what
/// belongs to a word; or letters of ASCII behind those of Arabic.
///
/// Both bytes are looked up without asking first what the one is: how a word
/// ends cannot be guessed.
#[inline(always)]
fn goes_on<const LETTERS: bool>(window: &[u8; WINDOW], end: usize) -> bool {
    let kind = |at: usize| KINDS[usize::from(window[at])];
    let (here, after) = (kind(end), kind(end + 1));
    // Behind Arabic letters those of ASCII go on; behind those of ASCII none stand.
    let ends = if LETTERS { OF_ANY_WORD } else { BEYOND_ASCII };
    let goes_on = (here & ends) | (here & JOINING & (after >> 1)) != 0;
    goes_on & !(LETTERS && is_arabic_stop(window, end))
}

/// Whether a comma, a semicolon or a question mark of Arabic stands at `at`, and a
/// blank behind it. The comma may stand inside a number; and whatever is glued to
/// one of them begins no word that is told by bits, since its own bytes are beyond
/// ASCII.
#[inline(always)]
fn is_arabic_stop(window: &[u8; WINDOW], at: usize) -> bool {
    let [first, second, third] = [0, 1, 2].map(|index| window[at + index]);
    let is_stop = (second == 0x8C) | (second == 0x9B) | (second == 0x9F);
    (first == 0xD8) & is_stop & (third <= b' ')
}
