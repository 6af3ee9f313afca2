/*!
The guard against templates and series: one skeleton with different facts.

Price tables, dividend notices, weather bulletins and protocol cables share most
of their words. They differ from copies in where they differ: in numbers, names
and dates, at places where the other article also has numbers, names and dates.
A copy that was trimmed or reworded keeps its facts.
*/

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::compare::body::Body;
use crate::compare::evidence::PairEvidence;
use crate::compare::passages::gaps;
use crate::compare::prose::share;
use crate::compare::thresholds::{
    COPY_NUMBERS, ISSUE_SECONDS, OWN_NUMBERS, SERIES_WORDS_PER_FACT, SLOT_WORDS, TABLE_NUMBERS,
    TEMPLATE_WORDS_PER_FACT,
};
use crate::convert::to_u32;

/// The facts (numbers and names) of two bodies, compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Gaps between shared runs in which each side has a fact that the other
    /// side lacks.
    pub changed_slots: u32,
    /// Numbers in shared runs.
    pub numbers_shared: u32,
    /// Numbers in changed gaps, on the side that has fewer of them.
    pub numbers_changed: u32,
    /// Words in shared runs.
    pub words_shared: u32,
    /// Numbers of the shorter body.
    pub numbers: u32,
    /// Numbers of the shorter body that the longer body has at any place.
    pub numbers_common: u32,
}

impl Facts {
    /// Compares the facts of two bodies along their shared runs. All counts are
    /// 0 if there are no runs.
    pub fn compare(first: &Body, second: &Body, evidence: &PairEvidence) -> Facts {
        let mut facts = Facts::default();
        if evidence.runs.is_empty() {
            return facts;
        }
        for gap in gaps(&evidence.runs, first.len(), second.len()) {
            facts.add_gap(first, gap.first, second, gap.second);
        }
        let (shorter, longer) = if first.len() <= second.len() {
            (first, second)
        } else {
            (second, first)
        };
        facts.numbers = to_u32(shorter.numbers().len());
        facts.numbers_common = count_common(shorter.numbers(), longer.numbers());
        for run in &evidence.runs {
            facts.words_shared += run.length;
            facts.numbers_shared += count_numbers(first, run.in_first().indices());
        }
        facts
    }

    fn add_gap(&mut self, first: &Body, left: Range<usize>, second: &Body, right: Range<usize>) {
        if left.len().max(right.len()) > SLOT_WORDS {
            return;
        }
        if lacks_fact(first, &left, second, &right) && lacks_fact(second, &right, first, &left) {
            self.changed_slots += 1;
            self.numbers_changed += count_numbers(first, left).min(count_numbers(second, right));
        }
    }

    /// Returns the share of the numbers opposite each other that are equal.
    fn number_agreement(&self) -> f64 {
        let opposite = self.numbers_shared + self.numbers_changed;
        share(self.numbers_shared, opposite)
    }

    /// Returns whether the two articles are two issues of a series, given that
    /// they [may be](may_be_of_a_series): facts were changed and the text around
    /// them was not.
    pub fn are_of_a_series(&self) -> bool {
        self.changed_slots > 0 && self.words_shared < self.changed_slots * SERIES_WORDS_PER_FACT
    }

    /// Returns whether one skeleton carries different facts: a number or a name
    /// was changed every few dozen words, and many of the numbers were.
    ///
    /// A reworded copy keeps its facts, and a corrected one keeps most of them.
    pub fn are_of_a_template(&self) -> bool {
        self.numbers_changed > 0
            && self.number_agreement() < COPY_NUMBERS
            && self.words_shared < self.changed_slots * TEMPLATE_WORDS_PER_FACT
    }

    /// Returns whether two tables differ in a number. `words` are those of the
    /// shorter body. In a table the numbers are the news.
    pub(crate) fn are_of_different_tables(&self, words: u32) -> bool {
        share(self.numbers, words) >= TABLE_NUMBERS && self.numbers_common < self.numbers
    }
}

/// Returns whether two articles may be issues of one series: of the same
/// outlet, or both of none, and printed about a day or more apart.
pub(crate) fn may_be_of_a_series(first: &Body, second: &Body) -> bool {
    let (Some(one), Some(other)) = (first.published, second.published) else {
        return false;
    };
    first.outlet == second.outlet && one.seconds.abs_diff(other.seconds) >= ISSUE_SECONDS
}

/// Returns whether each of two articles that may be of one series has numbers
/// of its own, and many for the `shared` words: two issues in which no fact
/// has another one opposite, because the clauses were rewritten.
pub(crate) fn have_numbers_of_their_own(first: &Body, second: &Body, shared: u32) -> bool {
    let own = count_lacking(first.numbers(), second.numbers());
    let own = own.min(count_lacking(second.numbers(), first.numbers()));
    own >= OWN_NUMBERS && shared < own * SERIES_WORDS_PER_FACT
}

/// Returns whether `words` of `body` hold a number or name that `other_words`
/// of `other` lack. What belongs to furniture is no fact.
fn lacks_fact(body: &Body, words: &Range<usize>, other: &Body, other_words: &Range<usize>) -> bool {
    let mut facts = words.clone().filter(|&word| body.marks[word].is_fact());
    facts.any(|word| {
        let fact = body.fact(word);
        other_words.clone().all(|word| other.fact(word) != fact)
    })
}

fn count_numbers(body: &Body, words: Range<usize>) -> u32 {
    let marks = body.marks[words].iter();
    to_u32(marks.filter(|marks| marks.is_number_of_story()).count())
}

/// Counts the different numbers of `these` that are not among `others`. Both
/// are sorted.
fn count_lacking(these: &[u64], others: &[u64]) -> u32 {
    let different = these.chunk_by(|one, next| one == next);
    let lacking = different.filter(|alike| others.binary_search(&alike[0]).is_err());
    to_u32(lacking.count())
}

/// Counts the numbers of `small` that are also in `large`, each as often as it
/// is in both. Both are sorted.
fn count_common(small: &[u64], large: &[u64]) -> u32 {
    // `large` may be the list of a page that carries very many articles.
    let is_much_larger = large.len() / 16 > small.len();
    let (mut at, mut common) = (0, 0);
    for &number in small {
        let rest = &large[at..];
        at += match is_much_larger {
            true => rest.partition_point(|&other| other < number),
            false => rest.iter().take_while(|&&other| other < number).count(),
        };
        if large.get(at) == Some(&number) {
            common += 1;
            at += 1;
        }
    }
    common
}
