/*!
The MinHash signature: for each of 128 permutations of all shingles, the smallest
value of an article's shingles (Broder, 1997).

The share of equal values of two signatures estimates the resemblance of the
articles, with a standard error of at most 1 / (2 * sqrt(128)), about .044. The
estimate only proposes pairs; their resemblance is measured elsewhere.

# Choices

* Shingles are folded to 32 bits, so that all vector units can permute them. Two
  shingles of one article collide in about one of a million pairs of articles
  with a thousand shingles each.
*/

use crate::fingerprint::permutations::PERMUTATIONS;
use crate::fingerprint::simd::lower_minima;

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
    /// Computes the signature of a set of shingles. Their order does not matter,
    /// nor whether some occur twice.
    ///
    /// # Complexity
    ///
    /// `O(128 n)` multiplications, eight or sixteen at a time.
    #[must_use]
    pub fn of(shingles: &[u64]) -> Signature {
        let mut minima = [u32::MAX; PERMUTATIONS];
        lower_minima(shingles, &mut minima);
        Signature(minima)
    }

    /// Returns the values, one for each permutation.
    #[must_use]
    pub fn values(&self) -> &[u32; PERMUTATIONS] {
        &self.0
    }

    /// Estimates the resemblance by the share of equal values.
    #[must_use]
    pub fn estimate_resemblance(&self, other: &Signature) -> f64 {
        let equal = self
            .0
            .iter()
            .zip(&other.0)
            .filter(|(one, two)| one == two)
            .count();
        equal as f64 / PERMUTATIONS as f64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Returns shingles that are spread like those of real text.
    fn shingles(range: std::ops::Range<u64>) -> Vec<u64> {
        range
            .map(|number| xxhash_rust::xxh3::xxh3_64(&number.to_le_bytes()))
            .collect()
    }

    #[test]
    fn an_empty_set_has_the_largest_values() {
        assert!(
            Signature::of(&[])
                .values()
                .iter()
                .all(|&value| value == u32::MAX)
        );
    }

    #[test]
    fn the_signature_is_the_same_on_every_machine() {
        let signature = Signature::of(&shingles(0..100));
        assert_eq!(signature.values()[..6], GOLDEN);
        let all: Vec<u8> = signature
            .values()
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        assert_eq!(xxhash_rust::xxh3::xxh3_64(&all), GOLDEN_HASH);
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
            let error =
                4.0 * (resemblance * (1.0 - resemblance) / PERMUTATIONS as f64).sqrt() + 1e-9;
            let estimate = one.estimate_resemblance(&other);
            assert!(
                (estimate - resemblance).abs() <= error,
                "{resemblance} {estimate}"
            );
        }
    }

    proptest! {
        #[test]
        fn order_and_repetition_do_not_matter(mut set in prop::collection::vec(any::<u64>(), 0..50), rotation in 0_usize..50) {
            let signature = Signature::of(&set);
            set.extend(set.clone());
            if !set.is_empty() {
                let rotation = rotation % set.len();
                set.rotate_left(rotation);
            }
            prop_assert_eq!(Signature::of(&set), signature);
        }
    }
}
