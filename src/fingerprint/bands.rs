/*!
Bands of a signature: the formula that turns a threshold into bands and rows.

A signature is cut into bands of equal numbers of rows. Two articles become a
candidate when one band is equal in both. For articles of resemblance `s` that
happens with probability `1 - (1 - s^rows)^bands` (Indyk and Motwani, 1998;
Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, chapter 3). More
rows make a band harder to share; more bands make a candidate likelier.
*/

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::fingerprint::minhash::{PERMUTATIONS, Signature};

/// How a signature is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Banding {
    bands: usize,
    rows: usize,
}

impl Banding {
    /// The banding with the most rows, so the fewest chance candidates, that
    /// finds pairs of resemblance `threshold` with probability `recall` or
    /// more. With one row when nothing else is enough.
    ///
    /// # Examples
    ///
    /// ```
    /// use wirecopy::fingerprint::bands::Banding;
    ///
    /// let banding = Banding::for_recall(0.6, 0.98);
    /// assert_eq!((banding.bands(), banding.rows()), (32, 4));
    /// assert!(banding.probability(0.6) >= 0.98);
    ///
    /// // A higher threshold allows more rows, never fewer.
    /// assert!(Banding::for_recall(0.8, 0.98).rows() > banding.rows());
    /// ```
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

    /// The number of bands.
    #[must_use]
    pub const fn bands(self) -> usize {
        self.bands
    }

    /// The number of rows in each band.
    #[must_use]
    pub const fn rows(self) -> usize {
        self.rows
    }

    /// The probability that two articles of resemblance `resemblance` share
    /// a band.
    #[must_use]
    pub fn probability(self, resemblance: f64) -> f64 {
        let band = resemblance.powf(self.rows as f64);
        1.0 - (1.0 - band).powf(self.bands as f64)
    }

    /// One key for each band of `signature`: equal bands have equal keys.
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
    fn equal_signatures_share_all_bands_and_strangers_none() {
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
