/*!
Divides signatures into bands, with as many rows as a threshold allows.

All bands of a signature have the same number of rows. Two articles become a
candidate pair when they have an equal band. For articles of resemblance `s` the
probability is `1 - (1 - s^rows)^bands` (Indyk and Motwani, 1998; Leskovec,
Rajaraman and Ullman, *Mining of Massive Datasets*, chapter 3). More rows make an
equal band less likely, and more bands make a candidate more likely.
*/

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::fingerprint::minhash::Signature;
use crate::fingerprint::permutations::PERMUTATIONS;

/// The number of bands of a signature, and of rows in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Banding {
    bands: usize,
    rows: usize,
}

impl Banding {
    /// Returns the banding with the most rows, and so the fewest candidates by
    /// chance, that finds pairs of resemblance `threshold` with at least the
    /// probability `recall`. If no banding does, it has one row.
    #[must_use]
    pub fn for_recall(threshold: f64, recall: f64) -> Banding {
        (1..=PERMUTATIONS)
            .rev()
            .map(|rows| Banding {
                bands: PERMUTATIONS / rows,
                rows,
            })
            .find(|banding| banding.probability(threshold) >= recall)
            .unwrap_or(Banding {
                bands: PERMUTATIONS,
                rows: 1,
            })
    }

    /// Returns the number of bands.
    #[must_use]
    pub const fn bands(self) -> usize {
        self.bands
    }

    /// Returns the number of rows in each band.
    #[must_use]
    pub const fn rows(self) -> usize {
        self.rows
    }

    /// Returns the probability that two articles with this resemblance have an
    /// equal band.
    #[must_use]
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
    use super::*;

    #[test]
    fn the_threshold_is_always_reached() {
        for percent in 5..=99 {
            let threshold = f64::from(percent) / 100.0;
            let banding = Banding::for_recall(threshold, 0.95);
            assert!(
                banding.probability(threshold) >= 0.95 || banding.rows() == 1,
                "{threshold}"
            );
            assert!(banding.bands() * banding.rows() <= PERMUTATIONS);
        }
    }

    #[test]
    fn equal_signatures_share_all_bands_and_different_ones_none() {
        let banding = Banding::for_recall(0.6, 0.98);
        let one = Signature::of(&[1, 2, 3]);
        let other = Signature::of(&[4, 5, 6]);
        assert!(banding.keys(&one).eq(banding.keys(&one.clone())));
        assert!(
            banding
                .keys(&one)
                .zip(banding.keys(&other))
                .all(|(one, other)| one != other)
        );
        assert_eq!(banding.keys(&one).count(), banding.bands());
    }
}
