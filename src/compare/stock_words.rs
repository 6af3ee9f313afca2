/*!
The words of a shared run that belong to stock phrases.

Only sampled shingles are known to be stock phrases or not. Every other shingle
is taken to be what the nearest sampled shingle of the run is.
*/

use crate::boilerplate::phrases::StockPhrases;
use crate::fingerprint::sample::SAMPLED_BELOW;

/// Returns for each word of a run whether it belongs to a stock phrase. The
/// result is empty if no word does.
///
/// `shingles` are those of the run, of `width` words each. A word of both a
/// stock phrase and a sampled shingle that is none is prose. A run without
/// sampled shingles is prose.
pub(crate) fn stock_words(
    shingles: &[u64],
    width: usize,
    stock_phrases: &StockPhrases,
) -> Vec<bool> {
    if stock_phrases.is_empty() || !shingles.iter().any(|&shingle| stock_phrases.holds(shingle)) {
        return Vec::new();
    }
    let mut words = vec![false; shingles.len() + width - 1];
    let sampled: Vec<(usize, bool)> = shingles
        .iter()
        .enumerate()
        .filter_map(|(at, &shingle)| match stock_phrases.holds(shingle) {
            true => Some((at, true)),
            false => (shingle < SAMPLED_BELOW).then_some((at, false)),
        })
        .collect();
    let middle = |pair: &[(usize, bool)]| (pair[0].0 + pair[1].0) / 2 + 1;
    let ends = sampled.windows(2).map(middle).chain([shingles.len()]);
    let mut start = 0;
    for (&(_, is_stock), end) in sampled.iter().zip(ends) {
        if is_stock {
            words[start..end + width - 1].fill(true);
        }
        start = end;
    }
    for &(at, is_stock) in &sampled {
        if !is_stock {
            words[at..at + width].fill(false);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::prose::Prose;

    /// The oracle: finds the nearest sampled shingle of each one, the earlier of
    /// two.
    fn naive_stock_words(
        shingles: &[u64],
        width: usize,
        stock_phrases: &StockPhrases,
    ) -> Vec<bool> {
        let sampled: Vec<usize> = (0..shingles.len())
            .filter(|&at| stock_phrases.holds(shingles[at]) || shingles[at] < SAMPLED_BELOW)
            .collect();
        let mut words = vec![false; shingles.len() + width - 1];
        let mut fill = |at: usize, with: bool| words[at..at + width].fill(with);
        for at in 0..shingles.len() {
            let nearest = sampled
                .iter()
                .min_by_key(|&&sampled| (sampled.abs_diff(at), sampled));
            if nearest.is_some_and(|&nearest| stock_phrases.holds(shingles[nearest])) {
                fill(at, true);
            }
        }
        let prose = sampled
            .iter()
            .filter(|&&at| !stock_phrases.holds(shingles[at]));
        prose.for_each(|&at| fill(at, false));
        words
    }

    proptest! {
        #[test]
        fn a_shingle_is_what_the_nearest_sampled_shingle_is(
            words in prop::collection::vec(0_u64..40, 5..120),
            of_stock in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let prose = Prose::new(words.clone(), 5);
            let shingles = prose.shingles_in(0..words.len()).to_vec();
            let stock_phrases = StockPhrases::new(of_stock.iter().map(|index| *index.get(&shingles)).collect());
            let mut found = stock_words(&shingles, 5, &stock_phrases);
            found.resize(words.len(), false);
            prop_assert_eq!(found, naive_stock_words(&shingles, 5, &stock_phrases));
        }
    }
}
