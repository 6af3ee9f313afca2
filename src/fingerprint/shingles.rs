/*!
Overlapping runs of words, each hashed to 64 bits.

A shingle is the unit of resemblance: two articles are alike as far as their
shingle sets are. This module knows no article, no file and no signature.

# Choices

* Five words by default. Three lets stock phrases ("the White House said")
  join strangers; nine loses an article to one changed word in nine.
* A shingle's hash is rolled from the hashes of its words: the value of the
  polynomial whose coefficients they are, at a fixed odd point, modulo 2^64
  (Karp and Rabin, 1987), and then XXH3 of that value, since the low bits of a
  polynomial are poorly mixed. No words are joined to strings.
* Where AVX-512 multiplies eight numbers at once, shingles of few words are
  reckoned side by side, each by itself: a run over long pages takes 2 % less.
  With AVX2, which has to put such a product together, nothing is gained.
*/

use xxhash_rust::xxh3::xxh3_64;

/// Words in a shingle, unless told otherwise.
pub const DEFAULT_WIDTH: usize = 5;

/// The point at which the polynomial is taken: 2^64 divided by the golden
/// ratio, made odd, as in Knuth's multiplicative hashing.
const POINT: u64 = 0x9e37_79b9_7f4a_7c15;

/// Appends the shingles of `words`, `width` words at a time, to `shingles`,
/// in the order of the text.
///
/// A text shorter than `width` is one shingle of all its words, so that two
/// equal briefs still meet. An empty text has no shingle. A run of words that
/// stands twice in the text is given twice.
///
/// # Complexity
///
/// `O(n)` time and space in the number of words.
///
/// # Panics
///
/// When `width` is 0: a shingle needs at least one word.
///
/// # Examples
///
/// ```
/// use wirecopy::fingerprint::shingles::shingle;
/// use wirecopy::text::words::Words;
///
/// let words = Words::of("Heavy snow closed the road to Skarholm.");
/// let mut shingles = Vec::new();
/// shingle(words.hashes(), 5, &mut shingles);
/// assert_eq!(shingles.len(), 3);
/// ```
pub fn shingle(words: &[u64], width: usize, shingles: &mut Vec<u64>) {
    assert!(width > 0, "a shingle needs at least one word");
    let width = width.min(words.len());
    if width == 0 {
        return;
    }
    shingles.reserve(words.len() + 1 - width);
    let done = shingle_in_blocks(words, width, shingles);
    table(&words[done..], width, shingles);
}

/// Shingles that are reckoned at once, where vectors can multiply.
const BLOCK: usize = 32;

/// Words of a shingle that are quicker multiplied anew than rolled, at most.
#[cfg(target_arch = "x86_64")]
const FEW_WORDS: usize = 16;

/// Appends the first shingles, as many blocks as there are, each shingle
/// reckoned by itself, and gives their number: none where rolling is quicker.
fn shingle_in_blocks(words: &[u64], width: usize, shingles: &mut Vec<u64>) -> usize {
    #[cfg(target_arch = "x86_64")]
    {
        if width <= FEW_WORDS && std::arch::is_x86_feature_detected!("avx512dq") {
            // SAFETY: the function needs a processor with AVX-512DQ, which has what
            // that builds on too, and it has just been asked of the processor.
            #[allow(unsafe_code)]
            return unsafe { shingle_in_blocks_avx512(words, width, shingles) };
        }
    }
    0
}

/// Compiled for AVX-512: the compiler makes the vectors.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512dq")]
fn shingle_in_blocks_avx512(words: &[u64], width: usize, shingles: &mut Vec<u64>) -> usize {
    shingle_in_blocks_anywhere(words, width, shingles)
}

#[inline(always)]
fn shingle_in_blocks_anywhere(words: &[u64], width: usize, shingles: &mut Vec<u64>) -> usize {
    let before = shingles.len();
    let mut left = words;
    while let Some(window) = left.get(..BLOCK + width - 1) {
        let mut values = [0_u64; BLOCK];
        for words in window.windows(BLOCK) {
            for (value, &word) in values.iter_mut().zip(words) {
                *value = value.wrapping_mul(POINT).wrapping_add(word);
            }
        }
        // No `map`: it is compiled apart, and for every processor.
        for value in &mut values {
            *value = finish_by_parts(*value);
        }
        shingles.extend_from_slice(&values);
        left = &left[BLOCK..];
    }
    shingles.len() - before
}

/// Appends the shingles of `words`, each rolled from the one before it; none
/// when there are fewer than `width`.
fn table(words: &[u64], width: usize, shingles: &mut Vec<u64>) {
    let Some(first) = words.get(..width) else {
        return;
    };
    let leading = (1..width).fold(1_u64, |power, _| power.wrapping_mul(POINT));
    let mut value = first.iter().fold(0, |value: u64, &word| {
        value.wrapping_mul(POINT).wrapping_add(word)
    });
    shingles.push(finish(value));
    // One multiplication from each value to the next: what does not wait for
    // the value before is reckoned apart.
    let above = leading.wrapping_mul(POINT);
    let rolled = words.iter().zip(&words[width..]).map(|(&gone, &come)| {
        let change = come.wrapping_sub(gone.wrapping_mul(above));
        value = value.wrapping_mul(POINT).wrapping_add(change);
        finish(value)
    });
    shingles.extend(rolled);
}

fn finish(value: u64) -> u64 {
    xxh3_64(&value.to_le_bytes())
}

/// The same, step by step, so that it can be done to many values at once: XXH3
/// of eight bytes without a seed (Collet, xxHash 0.8).
#[inline(always)]
const fn finish_by_parts(value: u64) -> u64 {
    const SECRETS: u64 = 0x1cad_21f7_2c81_017c ^ 0xdb97_9083_e96d_d4de;
    const FACTOR: u64 = 0x9fb2_1c65_1e98_df25;
    let mixed = value.rotate_left(32) ^ SECRETS;
    let mixed = mixed ^ mixed.rotate_left(49) ^ mixed.rotate_left(24);
    let mixed = mixed.wrapping_mul(FACTOR);
    let mixed = mixed ^ ((mixed >> 35) + 8);
    let mixed = mixed.wrapping_mul(FACTOR);
    mixed ^ (mixed >> 28)
}

/// The set of `shingles`: sorted, each once.
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
        fn finishing_by_parts_is_finishing(value in any::<u64>()) {
            prop_assert_eq!(finish_by_parts(value), finish(value));
        }

        #[test]
        fn blocks_are_what_rolling_gives(words in prop::collection::vec(any::<u64>(), 0..150), width in 1_usize..19) {
            let (mut rolled, mut blocks) = (Vec::new(), Vec::new());
            table(&words, width, &mut rolled);
            let done = shingle_in_blocks_anywhere(&words, width, &mut blocks);
            prop_assert_eq!(done, rolled.len() / BLOCK * BLOCK);
            prop_assert_eq!(&blocks[..], &rolled[..done]);
        }

        #[test]
        fn shingles_are_the_hashes_of_each_window(words in prop::collection::vec(any::<u64>(), 0..150), width in 1_usize..19) {
            let plain: Vec<u64> = if words.is_empty() {
                Vec::new()
            } else {
                words.windows(width.min(words.len())).map(|window| shingles(window, width)[0]).collect()
            };
            prop_assert_eq!(shingles(&words, width), plain);
        }
    }
}
