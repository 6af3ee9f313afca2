/*!
Samples the shingles of an article by their hashes.

The hash of a shingle alone decides whether it is sampled. So two articles that
share a passage sample the same shingles of it. This finds pairs that signatures
miss: an article that contains another, a trimmed one, two merged into one.

# Choices

* Sampled are hashes below 1/12 of the range (FracMinHash, Irber et al., 2022),
  and at least the 24 smallest, so that a brief of about 30 words is sampled
  completely.
* The hardest pair is a short article with a part in a long one. At 1/16, 60
  shared shingles give about 4 shared samples, and one such pair in ten has fewer
  than two. At 1/12 it is one in twenty-five. `tests/recall.rs` measures this on
  real dumps.
*/

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
/// # Complexity
///
/// `O(n)` time, and sorting the sample, or somewhat more shingles in a short
/// article. An article that repeats itself may be sorted completely.
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

    proptest! {
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
