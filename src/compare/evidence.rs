/*!
What two bodies share, and how much of it is evidence of copying.

Some words of shared passages are no evidence: words that either article quotes,
and words of stock phrases. The rest is prose that both articles print as their
own.
*/

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::boilerplate::phrases::{StockPhrases, stock_words};
use crate::compare::body::{Body, WordMarks};
use crate::compare::passages::{SharedRun, WordRange, passages, runs};
use crate::compare::prose::{Overlap, share};
use crate::compare::shared_words::{WordSet, match_gaps};
use crate::compare::thresholds::{
    EARLY_EXIT_WORDS, MATCHED_SHARE, PASSAGE_GAP, PASSAGE_WORDS, SENTENCE_WORDS,
};
use crate::convert::to_u32;

/// How much of one side of a pair is shared, in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideMeasure {
    pub words: u32,
    /// Words outside quotations.
    pub unquoted: u32,
    /// Words that are also in the other body: in shared runs, and one by one in
    /// the small gaps between them.
    pub shared: u32,
    /// Words in shared passages.
    pub in_passages: u32,
    /// Words in shared passages that neither body quotes and that belong to no
    /// stock phrase.
    pub prose: u32,
    /// Words in shared passages that one of the bodies quotes.
    pub quoted: u32,
    /// Of these, words that this body prints as its own: only the other one quotes
    /// them. Words of stock phrases do not count.
    pub stated: u32,
    /// Words in shared passages that belong to stock phrases.
    pub stock_phrases: u32,
}

impl SideMeasure {
    /// Returns the share of this side's words that are in the other.
    pub fn containment(&self) -> f64 {
        share(self.shared, self.words)
    }

    /// Returns the share of this side's own prose that the other side prints as
    /// its own.
    pub fn prose_share(&self) -> f64 {
        share(self.prose, self.unquoted)
    }

    /// Returns the share of this side that is in shared passages, without stock
    /// phrases.
    pub(crate) fn statement_share(&self) -> f64 {
        share(self.in_passages - self.stock_phrases, self.words)
    }
}

/// All that was measured between two bodies.
#[derive(Clone, Debug)]
pub(crate) struct PairEvidence {
    pub overlap: Overlap,
    pub first: SideMeasure,
    pub second: SideMeasure,
    /// The shared runs, in the order of the second body.
    pub runs: Vec<SharedRun>,
    /// The words of each passage in the first body and in the second.
    pub passages: Vec<[WordRange; 2]>,
}

impl PairEvidence {
    /// Measures two bodies.
    ///
    /// A pair that shares too few shingles for a copy gets no runs, and counts
    /// of 0, unless one of the bodies is short. The time is linear for texts that do
    /// not repeat themselves.
    pub(crate) fn measure(
        first: &Body,
        second: &Body,
        stock_phrases: &StockPhrases,
    ) -> PairEvidence {
        let matches = first.prose.matches(&second.prose);
        let overlap = matches.overlap();
        let (mut one, mut other) = (SideWords::new(first), SideWords::new(second));
        // The shortest runs have one shingle each, so that fewer shared shingles cannot
        // make `SENTENCE_WORDS` shared words.
        let least_shared = SENTENCE_WORDS.div_ceil(to_u32(first.prose.width().max(1)));
        let may_be_copy =
            overlap.shared >= least_shared || first.len().min(second.len()) < EARLY_EXIT_WORDS;
        let runs = match may_be_copy {
            true => runs(&first.prose, &second.prose, &matches),
            false => Vec::new(),
        };
        let passages = passages(&runs, PASSAGE_GAP, PASSAGE_WORDS);
        for run in &runs {
            one.shared.insert(run.in_first().indices());
            other.shared.insert(run.in_second().indices());
        }
        let in_runs = |side: &SideWords, body: &Body| share(side.shared.len(), to_u32(body.len()));
        if in_runs(&one, first).max(in_runs(&other, second)) >= MATCHED_SHARE {
            let (first, second) = (first.prose.words(), second.prose.words());
            match_gaps(first, second, &runs, &mut one.shared, &mut other.shared);
        }
        for run in passages.iter().copied().flatten() {
            let (here, there) = (run.in_first().indices(), run.in_second().indices());
            one.in_passages.insert(here.clone());
            other.in_passages.insert(there.clone());
            if has_quoted(first, here.clone()) || has_quoted(second, there.clone()) {
                for (a, b) in here.clone().zip(there.clone()) {
                    let quoted = [first.marks[a], second.marks[b]].map(WordMarks::is_quoted);
                    if quoted.contains(&true) {
                        one.quoted.insert(a..a + 1);
                        other.quoted.insert(b..b + 1);
                    }
                    match quoted {
                        [false, true] => one.stated.insert(a..a + 1),
                        [true, false] => other.stated.insert(b..b + 1),
                        _ => {}
                    }
                }
            }
            let shingles = first.prose.shingles_in(here.clone());
            let stock_words = stock_words(shingles, first.prose.width(), stock_phrases);
            for ((a, b), is_stock) in here.zip(there).zip(stock_words) {
                if is_stock {
                    one.stock_phrases.insert(a..a + 1);
                    other.stock_phrases.insert(b..b + 1);
                }
            }
        }
        PairEvidence {
            overlap,
            first: one.measure(first),
            second: other.measure(second),
            passages: passages.into_iter().map(words_of_passage).collect(),
            runs,
        }
    }
}

/// Returns the words from the first of `runs` to the last in both bodies.
fn words_of_passage(runs: &[SharedRun]) -> [WordRange; 2] {
    let (first, last) = (runs[0], runs[runs.len() - 1]);
    [SharedRun::in_first, SharedRun::in_second].map(|side| WordRange {
        start: side(first).start,
        end: side(last).end,
    })
}

/// The words of one side by their properties. Most sets stay empty or small.
#[derive(Debug)]
struct SideWords {
    shared: WordSet,
    in_passages: WordSet,
    quoted: WordSet,
    stated: WordSet,
    stock_phrases: WordSet,
}

impl SideWords {
    fn new(body: &Body) -> SideWords {
        let [shared, in_passages, quoted, stated, stock_phrases] =
            [(); 5].map(|()| WordSet::new(body.len()));
        SideWords {
            shared,
            in_passages,
            quoted,
            stated,
            stock_phrases,
        }
    }

    /// Counts the words. A word that is both quoted and part of a stock phrase
    /// counts as both.
    fn measure(&self, body: &Body) -> SideMeasure {
        let mut side = SideMeasure {
            words: to_u32(body.len()),
            unquoted: body.unquoted(),
            shared: self.shared.len(),
            in_passages: self.in_passages.len(),
            ..SideMeasure::default()
        };
        for index in self.in_passages.blocks() {
            let passage = self.in_passages.block(index);
            let (quoted, stock) = (self.quoted.block(index), self.stock_phrases.block(index));
            side.prose += (passage & !quoted & !stock).count_ones();
            side.quoted += (passage & quoted).count_ones();
            side.stated += (self.stated.block(index) & !stock).count_ones();
            side.stock_phrases += (passage & stock).count_ones();
        }
        side
    }
}

fn has_quoted(body: &Body, words: Range<usize>) -> bool {
    let marks = body.marks[words].iter();
    marks
        .fold(WordMarks::NONE, |all, &marks| all.with(marks))
        .has(WordMarks::QUOTED)
}
