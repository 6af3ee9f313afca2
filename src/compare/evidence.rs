/*!
What two bodies share, and how much of it speaks for copying.

Of the words that stand in shared runs some are no evidence: those that either
article quotes, and those of stock phrases. What is left is prose that both
print as their own.
*/

use crate::boilerplate::phrases::StockPhrases;
use crate::compare::body::{Body, Marks};
use crate::compare::overlap::Overlap;
use crate::compare::passages::{Passage, Run, passages, runs};
use crate::compare::word_set::WordSet;
use crate::fingerprint::sample::BELOW;

/// Words between two runs that still make one passage: an inserted title, a
/// changed verb.
const GAP: u32 = 2;

/// Equal words of a passage below which it is a phrase and no passage.
pub const PASSAGE_WORDS: u32 = 12;

/// Words of shared prose without which two articles are no copies: one
/// sentence.
pub(crate) const SENTENCE_WORDS: u32 = 20;

/// Words of an article from which on it needs them to be a copy: briefs are shorter than two sentences.
const PROSE: usize = 48;

/// Words on either side of a gap between runs that are still matched one by
/// one. Beyond that the gap is other text.
const GAP_MATCHED: usize = 40;

/// How much of one side of a pair is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SideMeasure {
    /// Words of the body.
    pub words: u32,
    /// Words outside quotations.
    pub unquoted: u32,
    /// Words that stand in the other body too, in shared runs and one by one
    /// in the small gaps between them.
    pub shared: u32,
    /// Words in shared passages.
    pub in_passages: u32,
    /// Words in shared passages that neither body quotes and that are no
    /// stock phrase.
    pub prose: u32,
    /// Words in shared passages that one of the bodies quotes.
    pub quoted: u32,
    /// Words in shared passages that are stock phrases.
    pub stock_phrases: u32,
}

impl SideMeasure {
    /// The share of this side's words that stand in the other.
    #[must_use]
    pub fn containment(&self) -> f64 {
        share(self.shared, self.words)
    }

    /// The share of this side's own prose that the other prints as its own.
    #[must_use]
    pub fn prose_share(&self) -> f64 {
        share(self.prose, self.unquoted)
    }
}

/// A part over a whole; 0 over nothing.
pub(crate) fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        0.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

/// Shared shingles below which two articles cannot share the words of a copy,
/// however their runs are broken: the shortest runs have one shingle each.
fn shingles_of_copy(width: usize) -> u32 {
    SENTENCE_WORDS.div_ceil(u32::try_from(width.max(1)).unwrap_or(u32::MAX))
}

/// The share of words in shared runs below which the gaps between them are not
/// looked at: however much of them matched, the two would be no duplicates.
const WORTH_MATCHING: f64 = 0.1;

/// Everything that was measured between two bodies.
#[derive(Clone, Debug)]
pub struct PairEvidence {
    /// The shingle sets.
    pub overlap: Overlap,
    /// The first body.
    pub first: SideMeasure,
    /// The second body.
    pub second: SideMeasure,
    /// The shared runs, in the order of the second body.
    pub runs: Vec<Run>,
    /// The passages among them.
    pub passages: Vec<Passage>,
}

impl PairEvidence {
    /// Measures two bodies.
    ///
    /// # Complexity
    ///
    /// `O(n + m)` for ordinary texts.
    #[must_use]
    pub fn measure(first: &Body, second: &Body, stock_phrases: &StockPhrases) -> PairEvidence {
        let matches = first.prose.matches(&second.prose);
        let overlap = matches.overlap();
        if overlap.shared < shingles_of_copy(first.prose.width())
            && first.len().min(second.len()) >= PROSE
        {
            return PairEvidence::nothing(first, second, overlap);
        }
        let runs = runs(&first.prose, &second.prose, &matches);
        let passages = passages(&runs, GAP, PASSAGE_WORDS);
        let (mut one, mut other) = (Known::of(first), Known::of(second));
        for run in &runs {
            one.shared.insert(range(run.first, run.length));
            other.shared.insert(range(run.second, run.length));
        }
        let in_runs =
            |known: &Known, body: &Body| share(known.shared.len(), length(body.prose.words()));
        if in_runs(&one, first).max(in_runs(&other, second)) >= WORTH_MATCHING {
            match_gaps(first, second, &runs, &mut one.shared, &mut other.shared);
        }
        for run in passages.iter().flat_map(|passage| &passage.runs) {
            let (here, there) = (range(run.first, run.length), range(run.second, run.length));
            one.in_passages.insert(here.clone());
            other.in_passages.insert(there.clone());
            if has_quoted(first, here.clone()) || has_quoted(second, there.clone()) {
                for (a, b) in here.clone().zip(there.clone()) {
                    if first.marks[a].has(Marks::QUOTED) || second.marks[b].has(Marks::QUOTED) {
                        one.quoted.insert(a..a + 1);
                        other.quoted.insert(b..b + 1);
                    }
                }
            }
            let shingles = first.prose.shingles_in(here.clone());
            let stocked = stock_words(shingles, first.prose.width(), stock_phrases);
            for ((a, b), is_stock) in here.zip(there).zip(stocked) {
                if is_stock {
                    one.stock_phrases.insert(a..a + 1);
                    other.stock_phrases.insert(b..b + 1);
                }
            }
        }
        PairEvidence {
            overlap,
            first: side(first, &one),
            second: side(second, &other),
            runs,
            passages,
        }
    }

    /// Two bodies that share next to nothing.
    fn nothing(first: &Body, second: &Body, overlap: Overlap) -> PairEvidence {
        let side = |body: &Body| SideMeasure {
            words: length(body.prose.words()),
            unquoted: body.unquoted(),
            ..SideMeasure::default()
        };
        PairEvidence {
            overlap,
            first: side(first),
            second: side(second),
            runs: Vec::new(),
            passages: Vec::new(),
        }
    }
}

fn range(start: u32, length: u32) -> std::ops::Range<usize> {
    start as usize..(start + length) as usize
}

/// What is known of the words of one side. Few of them are in any of the sets,
/// as a rule.
#[derive(Debug)]
struct Known {
    shared: WordSet,
    in_passages: WordSet,
    /// Those in passages that one of the bodies quotes.
    quoted: WordSet,
    /// Those in passages that are stock phrases.
    stock_phrases: WordSet,
}

impl Known {
    /// Nothing yet, of the words of `body`.
    fn of(body: &Body) -> Known {
        let none = || WordSet::of(body.len());
        Known {
            shared: none(),
            in_passages: none(),
            quoted: none(),
            stock_phrases: none(),
        }
    }
}

fn side(body: &Body, known: &Known) -> SideMeasure {
    let mut side = SideMeasure {
        words: length(body.prose.words()),
        unquoted: body.unquoted(),
        shared: known.shared.len(),
        in_passages: known.in_passages.len(),
        ..SideMeasure::default()
    };
    for index in known.in_passages.blocks() {
        let passage = known.in_passages.block(index);
        let (quoted, stock_phrases) = (known.quoted.block(index), known.stock_phrases.block(index));
        side.prose += (passage & !quoted & !stock_phrases).count_ones();
        side.quoted += (passage & quoted).count_ones();
        side.stock_phrases += (passage & stock_phrases).count_ones();
    }
    side
}

/// Whether any of `words` is quoted.
fn has_quoted(body: &Body, words: std::ops::Range<usize>) -> bool {
    let marks = body.marks[words].iter();
    marks
        .fold(Marks::NONE, |all, &marks| all.with(marks))
        .has(Marks::QUOTED)
}

/// Which words of a run with these `shingles`, of `width` words each, belong to
/// stock phrases; nothing where none does.
///
/// Only sampled shingles are known. The others are taken to be what the
/// nearest known one in the run is; a run of which nothing is known is no
/// stock.
fn stock_words(shingles: &[u64], width: usize, stock_phrases: &StockPhrases) -> Vec<bool> {
    if stock_phrases.is_empty() || !shingles.iter().any(|&shingle| stock_phrases.holds(shingle)) {
        return Vec::new();
    }
    let mut words = vec![false; shingles.len() + width - 1];
    let known: Vec<(usize, bool)> = shingles
        .iter()
        .enumerate()
        .filter_map(|(at, &shingle)| match stock_phrases.holds(shingle) {
            true => Some((at, true)),
            false => (shingle < BELOW).then_some((at, false)),
        })
        .collect();
    let middle = |pair: &[(usize, bool)]| (pair[0].0 + pair[1].0) / 2 + 1;
    let ends = known.windows(2).map(middle).chain([shingles.len()]);
    let mut start = 0;
    for (&(_, is_stock), end) in known.iter().zip(ends) {
        if is_stock {
            words[start..end + width - 1].fill(true);
        }
        start = end;
    }
    // A word between a known shingle of prose and one of stock is prose.
    for &(at, is_stock) in &known {
        if !is_stock {
            words[at..at + width].fill(false);
        }
    }
    words
}

/// Marks the words that stand in both, in the same order, in the small gaps
/// between runs that follow one another.
fn match_gaps(first: &Body, second: &Body, runs: &[Run], one: &mut WordSet, other: &mut WordSet) {
    let (first, second) = (first.prose.words(), second.prose.words());
    let mut best: Lengths = [[0; GAP_MATCHED + 1]; GAP_MATCHED + 1];
    let mut before = Run {
        first: 0,
        second: 0,
        length: 0,
    };
    let end = Run {
        first: length(first),
        second: length(second),
        length: 0,
    };
    for (index, &after) in runs.iter().chain(std::iter::once(&end)).enumerate() {
        let outer = index == 0 || index == runs.len();
        let (left, right) = gap(before, after, outer);
        if let (Some(left), Some(right)) = (left, right) {
            let matched = longest_common(&first[left.clone()], &second[right.clone()], &mut best);
            if matched.len() * 2 >= left.len().min(right.len()) {
                for (a, b) in matched {
                    one.insert(left.start + a..left.start + a + 1);
                    other.insert(right.start + b..right.start + b + 1);
                }
            }
        }
        before = after;
    }
}

fn length(words: &[u64]) -> u32 {
    u32::try_from(words.len()).unwrap_or(u32::MAX)
}

type Words = Option<std::ops::Range<usize>>;

/// The words between two runs on both sides, where there are few enough.
/// Before the first run and after the last only the nearest ones count.
fn gap(before: Run, after: Run, outer: bool) -> (Words, Words) {
    let between = |from: u32, to: u32, at_start: bool| {
        let (from, to) = (from as usize, to as usize);
        let size = to.checked_sub(from)?;
        match (size, outer) {
            (0, _) => None,
            (1..=GAP_MATCHED, _) => Some(from..to),
            (_, false) => None,
            (_, true) if at_start => Some(to - GAP_MATCHED / 2..to),
            (_, true) => Some(from..from + GAP_MATCHED / 2),
        }
    };
    let at_start = before.length == 0 && before.first == 0 && before.second == 0;
    (
        between(before.first + before.length, after.first, at_start),
        between(before.second + before.length, after.second, at_start),
    )
}

/// The lengths of the longest common subsequences of all ends of two gaps, a
/// row for each word of the first, and one for its end.
type Lengths = [[u8; GAP_MATCHED + 1]; GAP_MATCHED + 1];

/// The places of a longest common subsequence, at most 40 by 40 words. What
/// `best` holds is forgotten.
fn longest_common(first: &[u64], second: &[u64], best: &mut Lengths) -> Vec<(usize, usize)> {
    best[first.len()][..=second.len()].fill(0);
    for a in (0..first.len()).rev() {
        let (above, rest) = best.split_at_mut(a + 1);
        let (here, below) = (&mut above[a], &rest[0]);
        here[second.len()] = 0;
        for b in (0..second.len()).rev() {
            here[b] = if first[a] == second[b] {
                below[b + 1] + 1
            } else {
                below[b].max(here[b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut matched = Vec::new();
    while a < first.len() && b < second.len() {
        if first[a] == second[b] {
            matched.push((a, b));
            a += 1;
            b += 1;
        } else if best[a + 1][b] >= best[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    matched
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::prose::Prose;

    /// The plain way: for each shingle the nearest known one, the earlier of two.
    fn plain(shingles: &[u64], width: usize, stock_phrases: &StockPhrases) -> Vec<bool> {
        let known: Vec<usize> = (0..shingles.len())
            .filter(|&at| stock_phrases.holds(shingles[at]) || shingles[at] < BELOW)
            .collect();
        let mut words = vec![false; shingles.len() + width - 1];
        let mut fill = |at: usize, with: bool| words[at..at + width].fill(with);
        for at in 0..shingles.len() {
            let nearest = known
                .iter()
                .min_by_key(|&&known| (known.abs_diff(at), known));
            if nearest.is_some_and(|&nearest| stock_phrases.holds(shingles[nearest])) {
                fill(at, true);
            }
        }
        let prose = known
            .iter()
            .filter(|&&at| !stock_phrases.holds(shingles[at]));
        prose.for_each(|&at| fill(at, false));
        words
    }

    proptest! {
        #[test]
        fn what_is_not_known_is_what_the_nearest_known_shingle_is(
            words in prop::collection::vec(0_u64..40, 5..120),
            of_stock in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let prose = Prose::new(words.clone(), 5);
            let shingles = prose.shingles_in(0..words.len()).to_vec();
            let stock_phrases = StockPhrases::new(of_stock.iter().map(|index| *index.get(&shingles)).collect());
            let mut found = stock_words(&shingles, 5, &stock_phrases);
            found.resize(words.len(), false);
            prop_assert_eq!(found, plain(&shingles, 5, &stock_phrases));
        }
    }
}
