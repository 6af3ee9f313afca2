/*!
The MinHash signature and its bands.

A signature has, for each of 128 permutations of all shingles, the smallest value of an
article's shingles (Broder, 1997).

The share of equal values of two signatures estimates the resemblance of the
articles, with a standard error of at most 1 / (2 * sqrt(128)), about .044. The
estimate only proposes pairs; their resemblance is measured elsewhere.

# Choices

* Shingles are folded to 32 bits, so that all vector units can permute them. Two
  shingles of one article collide in about one of a million pairs of articles
  with a thousand shingles each.
*/

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::fingerprint::simd::{PERMUTATIONS, lower_minima};

/// The smallest value of each permutation. Those of an article without shingles
/// are `u32::MAX`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature([u32; PERMUTATIONS]);

impl From<[u32; PERMUTATIONS]> for Signature {
    /// Returns the signature with these [`Signature::values`]. Only signatures of
    /// one [`FORMAT_VERSION`](crate::fingerprint::FORMAT_VERSION) can be compared.
    fn from(values: [u32; PERMUTATIONS]) -> Signature {
        Signature(values)
    }
}

impl Signature {
    /// Computes the signature of a set of shingles, with 128 multiplications for each,
    /// eight or sixteen at a time. Their order does not matter, nor whether some occur
    /// twice.
    pub fn of(shingles: &[u64]) -> Signature {
        let mut minima = [u32::MAX; PERMUTATIONS];
        lower_minima(shingles, &mut minima);
        Signature(minima)
    }

    /// Returns the values, one for each permutation.
    pub fn values(&self) -> &[u32; PERMUTATIONS] {
        &self.0
    }

    /// Estimates the resemblance by the share of equal values.
    pub fn estimate_resemblance(&self, other: &Signature) -> f64 {
        let pairs = self.0.iter().zip(&other.0);
        pairs.filter(|(one, two)| one == two).count() as f64 / PERMUTATIONS as f64
    }
}

/// The number of bands of a signature, and of rows in each, as many as a threshold
/// allows.
///
/// Two articles become a candidate pair when they have an equal band. For articles
/// of resemblance `s` the probability is `1 - (1 - s^rows)^bands` (Indyk and Motwani,
/// 1998; Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, chapter 3).
/// More rows make an equal band less likely, and more bands make a candidate more
/// likely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Banding {
    bands: usize,
    rows: usize,
}

impl Banding {
    /// Returns the banding with the most rows, and so the fewest candidates by
    /// chance, that finds pairs of resemblance `threshold` with at least the
    /// probability `recall`. If no banding does, it has one row.
    pub fn for_recall(threshold: f64, recall: f64) -> Banding {
        let of_rows = |rows| Banding {
            bands: PERMUTATIONS / rows,
            rows,
        };
        let bandings = (1..=PERMUTATIONS).rev().map(of_rows);
        let mut found = bandings.filter(|banding| banding.probability(threshold) >= recall);
        found.next().unwrap_or(of_rows(1))
    }

    /// Returns the number of bands.
    pub const fn bands(self) -> usize {
        self.bands
    }

    /// Returns the number of rows in each band.
    pub const fn rows(self) -> usize {
        self.rows
    }

    /// Returns the probability that two articles with this resemblance have an
    /// equal band.
    pub fn probability(self, resemblance: f64) -> f64 {
        let band = resemblance.powf(self.rows as f64);
        1.0 - (1.0 - band).powf(self.bands as f64)
    }

    /// Returns a key for each band of `signature`. Equal bands have equal keys.
    pub fn keys(self, signature: &Signature) -> impl Iterator<Item = u64> {
        let mut bytes = [0; PERMUTATIONS * size_of::<u32>()];
        let (fours, _) = bytes.as_chunks_mut();
        for (four, value) in fours.iter_mut().zip(signature.values()) {
            *four = value.to_le_bytes();
        }
        let length = self.rows * size_of::<u32>();
        (0_u64..).zip(0..self.bands).map(move |(seed, band)| {
            let start = band * length;
            xxh3_64_with_seed(&bytes[start..start + length], seed)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    /// Returns shingles that are spread like those of real text.
    fn shingles(range: std::ops::Range<u64>) -> Vec<u64> {
        range.map(|number| xxh3_64(&number.to_le_bytes())).collect()
    }

    #[test]
    fn the_signature_is_the_same_on_every_machine() {
        let signature = Signature::of(&shingles(0..100));
        assert_eq!(signature.values()[..6], GOLDEN);
        let all = signature.values().map(u32::to_le_bytes);
        assert_eq!(xxh3_64(all.as_flattened()), GOLDEN_HASH);
    }

    const GOLDEN: [u32; 6] = [
        6_361_319, 16_928_926, 77_633_657, 71_301_899, 74_716_723, 40_451_374,
    ];
    const GOLDEN_HASH: u64 = 15_946_672_907_346_557_181;

    #[test]
    fn the_estimate_stays_within_four_standard_errors() {
        for shared in [0_u64, 100, 300, 500, 700, 900, 1000] {
            let one = Signature::of(&shingles(0..1000));
            let other = Signature::of(&shingles(1000 - shared..2000 - shared));
            let resemblance = shared as f64 / (2000 - shared) as f64;
            let error = (resemblance * (1.0 - resemblance) / PERMUTATIONS as f64).sqrt();
            let difference = one.estimate_resemblance(&other) - resemblance;
            assert!(
                difference.abs() <= 4.0 * error + 1e-9,
                "{resemblance} {difference}"
            );
        }
    }

    #[test]
    fn the_threshold_is_always_reached() {
        for percent in 5..=99 {
            let threshold = f64::from(percent) / 100.0;
            let banding = Banding::for_recall(threshold, 0.95);
            let is_reached = banding.probability(threshold) >= 0.95;
            assert!(is_reached || banding.rows() == 1, "{threshold}");
            assert!(banding.bands() * banding.rows() <= PERMUTATIONS);
        }
    }

    #[test]
    fn equal_signatures_share_all_bands_and_different_ones_none() {
        let banding = Banding::for_recall(0.6, 0.98);
        let [one, same, other] = [[1, 2, 3], [3, 2, 1], [4, 5, 6]].map(|set| Signature::of(&set));
        assert!(banding.keys(&one).eq(banding.keys(&same)));
        let mut pairs = banding.keys(&one).zip(banding.keys(&other));
        assert!(pairs.all(|(one, other)| one != other));
        assert_eq!(banding.keys(&one).count(), banding.bands());
    }

    proptest! {
        #[test]
        fn order_and_repetition_do_not_matter(mut set in prop::collection::vec(any::<u64>(), 0..50), rotation in 0_usize..50) {
            let signature = Signature::of(&set);
            set.extend(set.clone());
            let rotation = rotation.min(set.len());
            set.rotate_left(rotation);
            prop_assert_eq!(Signature::of(&set), signature);
        }
    }
}
