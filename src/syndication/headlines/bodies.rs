/*!
How the texts below one headline relate.
*/

use crate::syndication::headlines::group::Bodies;
use crate::syndication::headlines::thresholds::COMPARED_TEXTS;

/// Decides how the texts of a group relate.
///
/// `texts` has a label for each article with a text; copies within one cluster
/// have equal labels. `are_copies` says of two articles, by their index in
/// `texts`, whether they are copies.
///
/// Most texts are copies if more than half have one label, or are copies of one
/// of them. A chain of copies is not enough.
pub(crate) fn bodies<T: Ord + Copy>(
    texts: &[T],
    are_copies: impl Fn(usize, usize) -> bool,
) -> Bodies {
    if texts.len() < 2 {
        return Bodies::Missing;
    }
    let mut labels = texts.to_vec();
    labels.sort_unstable();
    let equal = labels.chunk_by(|one, other| one == other).map(<[_]>::len);
    let mut most = equal.max().unwrap_or(0);
    if texts.len() <= COMPARED_TEXTS {
        let all = 0..texts.len();
        let copies_of = |one: usize| all.clone().filter(|&other| are_copies(one, other)).count();
        most = most.max(all.clone().map(copies_of).max().unwrap_or(0));
    }
    if most >= 2 && 2 * most > texts.len() {
        Bodies::Copies
    } else {
        Bodies::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_half_must_be_copies_of_one() {
        let none = |one, other| one == other;
        assert_eq!(bodies(&[1], none), Bodies::Missing);
        assert_eq!(bodies(&[1, 1, 2], none), Bodies::Copies);
        assert_eq!(bodies(&[1, 1, 2, 3], none), Bodies::Different);
        // Every text is a copy of the next one only.
        let chain = |one: usize, other: usize| one.abs_diff(other) <= 1;
        assert_eq!(bodies(&[1, 2, 3, 4], chain), Bodies::Copies);
        assert_eq!(bodies(&[1, 2, 3, 4, 5, 6], chain), Bodies::Different);
    }
}
