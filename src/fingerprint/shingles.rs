/*!
Shingles: runs of consecutive words, each hashed to 64 bits.

The resemblance of two articles is that of their sets of shingles. Some shingles
of each article are sampled. The hash of a shingle alone decides whether it is sampled. So two articles that
share a passage sample the same shingles of it. This finds pairs that signatures
miss: an article that contains another, a trimmed one, two merged into one.

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
* Sampled shingles are those with hashes below 1/12 of the range (FracMinHash, Irber et al., 2022),
  and at least the 24 smallest, so that a brief of about 30 words is sampled
  completely.
* The hardest pair is a short article with a part in a long one. At 1/16, 60
  shared shingles give about 4 shared samples, and one such pair in ten has fewer
  than two. At 1/12 it is one in twenty-five. `tests/recall.rs` measures this on
  real dumps.
*/

use crate::fingerprint::simd::append_shingles;

/// The default number of words in a shingle.
pub const DEFAULT_WIDTH: usize = 5;

/// Appends the shingles of `words`, of `width` words each, to `shingles` in the
/// order of the text.
///
/// A text with fewer words is one shingle of all its words, so that equal briefs
/// have a shingle in common. An empty text has none. A run of words that occurs
/// twice gives two equal shingles. Panics when `width` is 0.
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
pub fn into_set(shingles: &mut Vec<u64>) {
    shingles.sort_unstable();
    shingles.dedup();
}

/// One of this many shingles is sampled.
pub const SAMPLED_ONE_IN: u64 = 12;

/// Memory is reserved for one of this many shingles. Hardly any article samples a
/// fifth more than expected.
const EXPECTED_ONE_IN: usize = 10;

/// The least shingles that are sampled of an article that has as many.
pub const MIN_SAMPLES: usize = 24;

/// Shingles with smaller hashes are sampled in every article.
pub(crate) const SAMPLED_BELOW: u64 = u64::MAX / SAMPLED_ONE_IN;

/// The expected number of shingles of a short article that are sorted to find the
/// smallest ones. In fewer than one of a thousand articles they are not enough.
const EXPECTED_CANDIDATES: usize = 44;

/// Appends the sampled shingles of an article to `sample`, sorted and each once.
///
/// It sorts the sample, or somewhat more shingles in a short article. An article that
/// repeats itself may be sorted completely.
pub fn sample(shingles: &[u64], sample: &mut Vec<u64>) {
    let start = sample.len();
    sample.reserve(shingles.len() / EXPECTED_ONE_IN + 2 * MIN_SAMPLES);
    // Hashes are spread evenly, so that about this many are below the bound.
    let bound = match shingles.len().checked_div(EXPECTED_CANDIDATES) {
        None | Some(0) => u64::MAX,
        Some(parts) => SAMPLED_BELOW.max(u64::MAX / parts as u64),
    };
    sample.extend(shingles.iter().copied().filter(|&shingle| shingle < bound));
    sort_from(sample, start);
    if sample.len() - start < MIN_SAMPLES {
        sample.truncate(start);
        sample.extend_from_slice(shingles);
        sort_from(sample, start);
    }
    let low = sample[start..].partition_point(|&shingle| shingle < SAMPLED_BELOW);
    sample.truncate(start + low.max(MIN_SAMPLES));
}

/// Sorts the values from `start` on, and removes repeats among them.
fn sort_from(sample: &mut Vec<u64>, start: usize) {
    sample[start..].sort_unstable();
    let mut kept = start;
    for index in start..sample.len() {
        if index == start || sample[index] != sample[kept - 1] {
            sample[kept] = sample[index];
            kept += 1;
        }
    }
    sample.truncate(kept);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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
            // An empty text has no shingle.
            let windows = words.windows(width.min(words.len()).max(1));
            let plain: Vec<u64> = windows.map(|window| shingles(window, width)[0]).collect();
            prop_assert_eq!(shingles(&words, width), plain);
        }

        #[test]
        fn the_sample_has_the_low_hashes_and_at_least_the_smallest(mut shingles in prop::collection::vec(any::<u64>(), 0..900), repeated in 0_usize..50) {
            let repeats: Vec<u64> = shingles.iter().copied().take(repeated).collect();
            shingles.extend(repeats);
            let set: BTreeSet<u64> = shingles.iter().copied().collect();
            let low = set.iter().filter(|&&shingle| shingle < SAMPLED_BELOW).count();
            let expected: Vec<u64> = set.into_iter().take(low.max(MIN_SAMPLES)).collect();
            let mut sampled = Vec::new();
            sample(&shingles, &mut sampled);
            prop_assert_eq!(sampled, expected);
        }
    }
}
