/*!
A longest common subsequence of words.
*/

/// Returns the indices of the words of a longest common subsequence of `first`
/// and `second`, which have at most 255 words.
///
/// `lengths` is scratch space for `(first.len() + 1) * (second.len() + 1)`
/// numbers.
///
/// # Complexity
///
/// The product of the numbers of words.
pub(crate) fn common_words<T: PartialEq>(
    first: &[T],
    second: &[T],
    lengths: &mut [u8],
) -> Vec<(usize, usize)> {
    // Row `a` has the lengths for the suffixes of `first` from `a` on, by suffix
    // of `second`.
    let width = second.len() + 1;
    lengths[first.len() * width..][..width].fill(0);
    for (a, word) in first.iter().enumerate().rev() {
        let (above, below) = lengths.split_at_mut((a + 1) * width);
        let (here, below) = (&mut above[a * width..], &below[..width]);
        here[second.len()] = 0;
        for b in (0..second.len()).rev() {
            here[b] = if *word == second[b] {
                below[b + 1] + 1
            } else {
                below[b].max(here[b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut common = Vec::new();
    while a < first.len() && b < second.len() {
        if first[a] == second[b] {
            common.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[(a + 1) * width + b] >= lengths[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_in_order_on_both_sides() {
        let mut lengths = [7; 30];
        let common = common_words(&[1, 2, 3, 4, 5], &[3, 1, 2, 5], &mut lengths);
        assert_eq!(common, [(0, 1), (1, 2), (4, 3)]);
        assert_eq!(common_words(&[1, 2], &[], &mut lengths), []);
    }
}
