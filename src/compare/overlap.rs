/*!
The sizes of two shingle sets and of what they share.

Resemblance is the shared part of all shingles of both (Jaccard; Broder, 1997).
*/

/// The sizes of two shingle sets and of their intersection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Shingles in both.
    pub shared: u32,
    /// Shingles of the first article.
    pub first: u32,
    /// Shingles of the second article.
    pub second: u32,
}

impl Overlap {
    /// Returns shared shingles over all shingles; 0 if there are none.
    #[must_use]
    pub fn resemblance(self) -> f64 {
        share(self.shared, self.first + self.second - self.shared)
    }
}

/// Returns `part / whole`; 0 if `whole` is 0.
pub(crate) fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}
