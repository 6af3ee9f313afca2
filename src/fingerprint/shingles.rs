/*!
Shingles: runs of consecutive words, each hashed to 64 bits.

The resemblance of two articles is that of their sets of shingles.

# Choices

* Five words by default. With three, stock phrases ("the White House said")
  connect unrelated articles. With nine, one changed word in nine hides a copy.
* The hash of a shingle is XXH3 of a polynomial: the hashes of the words are its
  coefficients, evaluated at a fixed odd point modulo 2^64 (Karp and Rabin, 1987).
  It can be rolled from one shingle to the next, and no words are concatenated.
  XXH3 mixes the low bits, which a polynomial mixes poorly.
* With AVX-512, which multiplies eight numbers at once, shingles of few words are
  computed side by side instead. A run over long pages takes 2 % less time. AVX2
  must compose this multiplication, and gains nothing.
*/

use crate::fingerprint::simd::append_shingles;

/// The default number of words in a shingle.
pub const DEFAULT_WIDTH: usize = 5;

/// Appends the shingles of `words`, of `width` words each, to `shingles` in the
/// order of the text.
///
/// A text with fewer words is one shingle of all its words, so that equal briefs
/// have a shingle in common. An empty text has none. A run of words that occurs
/// twice gives two equal shingles.
///
/// # Complexity
///
/// `O(n)` time and space in the number of words.
///
/// # Panics
///
/// When `width` is 0.
pub fn shingle(words: &[u64], width: usize, shingles: &mut Vec<u64>) {
    assert!(width > 0, "a shingle needs at least one word");
    let width = width.min(words.len());
    if width == 0 {
        return;
    }
    shingles.reserve(words.len() + 1 - width);
    append_shingles(words, width, shingles);
}

/// Turns shingles into a set: sorted, each once.
///
/// # Complexity
///
/// `O(n log n)` time, in place.
pub fn into_set(shingles: &mut Vec<u64>) {
    shingles.sort_unstable();
    shingles.dedup();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::words::Words;

    fn shingles(words: &[u64], width: usize) -> Vec<u64> {
        let mut shingles = Vec::new();
        shingle(words, width, &mut shingles);
        shingles
    }

    #[test]
    fn a_brief_shorter_than_the_width_is_one_shingle() {
        assert_eq!(shingles(&[7, 8], 5).len(), 1);
        assert_eq!(shingles(&[7, 8], 5), shingles(&[7, 8], 2));
        assert_ne!(shingles(&[7, 8], 5), shingles(&[8, 7], 5));
    }

    #[test]
    fn an_empty_text_has_no_shingle() {
        assert!(shingles(&[], 5).is_empty());
    }

    #[test]
    fn shingles_are_the_same_on_every_machine() {
        let words = Words::of("The ferry to Skarholm left at 5.30 on Tuesday — ÉTÉ, 北京.");
        assert_eq!(shingles(words.hashes(), 5)[..4], GOLDEN);
    }

    const GOLDEN: [u64; 4] = [
        4_440_082_420_731_767_624,
        5_504_585_718_677_173_247,
        4_178_622_981_356_227_066,
        13_615_919_758_529_784_234,
    ];

    proptest! {
        #[test]
        fn each_window_of_words_is_a_shingle(words in prop::collection::vec(any::<u64>(), 0..150), width in 1_usize..19) {
            let plain: Vec<u64> = if words.is_empty() {
                Vec::new()
            } else {
                words.windows(width.min(words.len())).map(|window| shingles(window, width)[0]).collect()
            };
            prop_assert_eq!(shingles(&words, width), plain);
        }
    }
}
