/*!
Resemblance and containment of two shingle sets, counted out.

Resemblance is the shared part of all shingles of both (Jaccard); containment
is the shared part of one of them (Broder, 1997).
*/

use crate::compare::prose::Prose;

/// The sizes of two shingle sets and of what they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Shingles in both.
    pub shared: u32,
    /// Shingles of the first.
    pub first: u32,
    /// Shingles of the second.
    pub second: u32,
}

impl Overlap {
    /// Counts the shingles of `first` and `second`.
    ///
    /// # Complexity
    ///
    /// `O(m)` lookups for `m` words of `second`.
    #[must_use]
    pub fn measure(first: &Prose, second: &Prose) -> Overlap {
        first.matches(second).overlap()
    }

    /// Two sets of these sizes with nothing in common.
    pub(crate) const fn nothing(first: u32, second: u32) -> Overlap {
        Overlap {
            shared: 0,
            first,
            second,
        }
    }

    /// Shared shingles over all shingles; 0 when there are none.
    #[must_use]
    pub fn resemblance(self) -> f64 {
        ratio(self.shared, self.first + self.second - self.shared)
    }

    /// Shared shingles over those of the first.
    #[must_use]
    pub fn first_in_second(self) -> f64 {
        ratio(self.shared, self.first)
    }

    /// Shared shingles over those of the second.
    #[must_use]
    pub fn second_in_first(self) -> f64 {
        ratio(self.shared, self.second)
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::fingerprint::shingles::shingle;

    fn set(words: &[u64]) -> BTreeSet<u64> {
        let mut shingles = Vec::new();
        shingle(words, 3, &mut shingles);
        shingles.into_iter().collect()
    }

    proptest! {
        #[test]
        fn counting_gives_what_sets_give(
            one in prop::collection::vec(1_u64..5, 0..40),
            other in prop::collection::vec(1_u64..5, 0..40),
        ) {
            let overlap = Overlap::measure(&Prose::new(one.clone(), 3), &Prose::new(other.clone(), 3));
            let (one, other) = (set(&one), set(&other));
            prop_assert_eq!(overlap.shared as usize, one.intersection(&other).count());
            prop_assert_eq!(overlap.first as usize, one.len());
            prop_assert_eq!(overlap.second as usize, other.len());
        }

        #[test]
        fn resemblance_is_symmetric_and_one_for_equals(
            one in prop::collection::vec(1_u64..9, 1..40),
            other in prop::collection::vec(1_u64..9, 1..40),
        ) {
            let (one, other) = (Prose::new(one, 3), Prose::new(other, 3));
            let there = Overlap::measure(&one, &other).resemblance();
            let back = Overlap::measure(&other, &one).resemblance();
            prop_assert!((there - back).abs() < f64::EPSILON);
            prop_assert!((Overlap::measure(&one, &one).resemblance() - 1.0).abs() < f64::EPSILON);
        }
    }

    #[test]
    fn nothing_resembles_an_empty_text() {
        let empty = Prose::new(Vec::new(), 5);
        let overlap = Overlap::measure(&empty, &empty);
        assert!(overlap.resemblance() < f64::EPSILON && overlap.first_in_second() < f64::EPSILON);
    }
}
