/*!
Words of nothing but ASCII letters, digits and underscores, or of nothing but
Arabic letters: most words of most dumps. All such words of a chunk are hashed
together.

A word that may be a part of a longer one is left to the code that looks at
characters.
*/

use crate::text::Span;
use crate::text::arabic_letters::fold_letters;
use crate::text::characters::{ASCII, Class};
use crate::text::simd::CHUNK;
use crate::text::word_bits::{WordStart, WordStarts};
use crate::text::word_hash::{SHORT, hash, hash_short};

/// The most words that begin in a chunk: one at every other byte.
const MAX_WORDS: usize = CHUNK / 2;

/// Bytes from the start of a chunk on that contain its plain words and the bytes
/// that decide about their ends. A word is at most as long as a chunk.
pub(crate) const WINDOW: usize = 2 * CHUNK + 1;

/// The plain words that begin in one chunk.
pub(crate) struct PlainWords {
    pub(crate) hashes: [u64; MAX_WORDS],
    pub(crate) spans: [Span; MAX_WORDS],
    pub(crate) count: usize,
}

impl Default for PlainWords {
    fn default() -> PlainWords {
        PlainWords {
            hashes: [0; MAX_WORDS],
            spans: [Span::default(); MAX_WORDS],
            count: 0,
        }
    }
}

impl PlainWords {
    /// Replaces the words by those that begin at `starts`. `window` has the
    /// lower-case bytes from the start of their chunk on, which is at byte `base`
    /// of the text.
    ///
    /// Stops at the first word that may not be plain, and returns its place in
    /// the chunk.
    #[inline(always)]
    pub(crate) fn scan<const LETTERS: bool>(
        &mut self,
        window: &[u8; WINDOW],
        starts: WordStarts<LETTERS>,
        base: u32,
    ) -> Option<usize> {
        self.count = 0;
        for WordStart { at, length } in starts {
            let start = at as usize % CHUNK;
            let end = start + length as usize;
            if length == 0 || end - start >= CHUNK || may_continue::<LETTERS>(window, end) {
                return Some(start);
            }
            let is_of_letters = LETTERS && !window[start].is_ascii();
            if is_of_letters && end - start > SHORT {
                return Some(start);
            }
            // Underscores alone are not a word.
            if window[start] == b'_' && window[start..end].iter().all(|&byte| byte == b'_') {
                continue;
            }
            let hash = match window[start..].first_chunk() {
                Some(letters) if is_of_letters => {
                    let mut folded = [0; SHORT];
                    fold_letters(letters, &mut folded);
                    hash_short(&folded, end - start)
                }
                Some(bytes) if end - start <= SHORT => hash_short(bytes, end - start),
                _ => hash(&window[start..end]),
            };
            // There is a byte between two words. The remainder avoids a bounds
            // check.
            debug_assert!(self.count < MAX_WORDS, "more words than fit in a chunk");
            let place = self.count % MAX_WORDS;
            self.hashes[place] = hash;
            self.spans[place] = Span::new(base + at, base + at + length);
            self.count = place + 1;
        }
        None
    }
}

const BEYOND_ASCII: u8 = 1;
/// A character that may join two parts of a word: an apostrophe, a full stop, a
/// comma.
const JOINING: u8 = 2;
/// A byte that may belong to a word: an ASCII letter, digit or underscore, or a
/// byte beyond ASCII. It is one bit above [`JOINING`], so that a shift compares a
/// byte with the one before.
const OF_ANY_WORD: u8 = JOINING << 1;

/// What each byte means for a word that ends before it.
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

/// Returns whether a plain word that ends at `end` may be part of a longer one:
/// when a character beyond ASCII follows, or an apostrophe, stop or comma and then
/// a byte of a word, or after Arabic letters a byte of any word.
///
/// Both bytes are looked up without a branch, since the end of a word cannot be
/// predicted.
#[inline(always)]
fn may_continue<const LETTERS: bool>(window: &[u8; WINDOW], end: usize) -> bool {
    let kind = |at: usize| KINDS[usize::from(window[at])];
    let (here, after) = (kind(end), kind(end + 1));
    // ASCII letters continue Arabic ones. An ASCII word ends before one of its own.
    let ends = if LETTERS { OF_ANY_WORD } else { BEYOND_ASCII };
    let continues = (here & ends) | (here & JOINING & (after >> 1)) != 0;
    continues & !(LETTERS && is_arabic_stop(window, end))
}

/// Returns whether an Arabic comma, semicolon or question mark is at `at`, and a
/// blank after it. Without the blank the comma may be inside a number, and a word
/// right after the mark has no start in the bits, since the bytes of the mark are
/// beyond ASCII.
#[inline(always)]
fn is_arabic_stop(window: &[u8; WINDOW], at: usize) -> bool {
    let [first, second, third] = [0, 1, 2].map(|index| window[at + index]);
    let is_stop = (second == 0x8C) | (second == 0x9B) | (second == 0x9F);
    (first == 0xD8) & is_stop & (third <= b' ')
}
