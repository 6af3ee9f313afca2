/*!
The sampled shingles: a part of an article's shingles that every article
chooses alike.

A shingle is sampled by its hash alone, so two articles that share a passage
sample the same shingles of it. This finds what signatures miss: an article
that stands inside another, a trimmed one, two merged into one.

# Choices

* Hashes below 1/12 of the range (FracMinHash, Irber et al., 2022), and at
  least the 24 smallest, so that a brief of some 30 words is sampled whole.
* What decides is a short article of which a part stands in a long one: 60
  shared shingles are some 4 shared samples at 1/16, and one such pair in ten
  has fewer than two; at 1/12 one in twenty-five. `tests/recall.rs` measures
  it on real dumps.
*/

/// Of this many shingles one is sampled.
pub const SAMPLED_ONE_IN: u64 = 12;

/// Of this many shingles room is made for one: hardly any article has more
/// below the bound than a fifth above what is expected.
const EXPECTED_ONE_IN: usize = 10;

/// Shingles sampled of each article at least, if it has as many.
pub const AT_LEAST: usize = 24;

/// Hashes below this are sampled in every article.
pub const BELOW: u64 = u64::MAX / SAMPLED_ONE_IN;

/// Shingles of a short article among which the smallest are looked for, about:
/// hardly one in a thousand has fewer than those that are needed.
const LOOKED_AT: usize = 44;

/// Appends the sampled ones of `shingles` to `sample`, sorted and each once.
///
/// # Complexity
///
/// `O(n)` time for the whole, and sorting of what is sampled, or of somewhat
/// more in a short article; one that repeats itself is sorted whole.
pub fn sample(shingles: &[u64], sample: &mut Vec<u64>) {
    let start = sample.len();
    sample.reserve(shingles.len() / EXPECTED_ONE_IN + 2 * AT_LEAST);
    // Hashes are spread evenly: so many are below this bound.
    let bound = match shingles.len().checked_div(LOOKED_AT) {
        None | Some(0) => u64::MAX,
        Some(parts) => BELOW.max(u64::MAX / parts as u64),
    };
    sample.extend(shingles.iter().copied().filter(|&shingle| shingle < bound));
    sort_from(sample, start);
    if sample.len() - start < AT_LEAST {
        sample.truncate(start);
        sample.extend_from_slice(shingles);
        sort_from(sample, start);
    }
    let low = sample[start..].partition_point(|&shingle| shingle < BELOW);
    sample.truncate(start + low.max(AT_LEAST));
}

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
        fn the_sample_is_the_low_hashes_and_at_least_the_smallest(mut shingles in prop::collection::vec(any::<u64>(), 0..900), twice in 0_usize..50) {
            let again: Vec<u64> = shingles.iter().copied().take(twice).collect();
            shingles.extend(again);
            let set: BTreeSet<u64> = shingles.iter().copied().collect();
            let low = set.iter().filter(|&&shingle| shingle < BELOW).count();
            let expected: Vec<u64> = set.into_iter().take(low.max(AT_LEAST)).collect();
            let mut sampled = Vec::new();
            sample(&shingles, &mut sampled);
            prop_assert_eq!(sampled, expected);
        }
    }
}
