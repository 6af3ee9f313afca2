/*!
The guard against templates: one skeleton, other facts.

Price tables, dividend notices, weather bulletins and protocol cables share
most of their words. What tells them from copies is where they differ: in
numbers, names and dates, at places where the other has numbers, names and
dates too. A copy that was trimmed or reworded keeps its facts.
*/

use crate::compare::body::{Body, Marks};
use crate::compare::evidence::{PairEvidence, share};
use crate::compare::passages::Run;
use crate::text::numerals::in_digits;

/// Words on one side of a gap within which two versions of one sentence
/// still stand opposite each other.
const SLOT_WORDS: usize = 14;

/// The share of numbers that stay the same from one printing of a story to
/// the next, at least. House styles of writing numbers change some.
const NUMBERS_OF_COPY: f64 = 0.7;

/// Words from one changed fact to the next in a template, at most.
const WORDS_A_SLOT: u32 = 55;

/// The same for two articles of one outlet that were printed a day or more
/// apart: there a changed fact is the next issue of a series, unless much was
/// left as it was.
const WORDS_A_SLOT_OF_SERIES: u32 = 110;

/// Seconds between two issues of a series, at least. A correction or an update
/// is sooner.
const BETWEEN_ISSUES: u64 = 20 * 60 * 60;

/// How the facts of two bodies stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Gaps between shared runs in which each side has a fact that the other
    /// side lacks.
    pub changed_slots: u32,
    /// Numbers in shared runs.
    pub numbers_shared: u32,
    /// Numbers that stand in gaps, on the side that has fewer of them there.
    pub numbers_changed: u32,
    /// Words in shared runs.
    pub words_shared: u32,
    /// Numbers of the shorter body.
    pub numbers: u32,
    /// Those of them that the longer body has too, wherever they stand.
    pub numbers_common: u32,
}

impl Facts {
    /// Compares the facts of two bodies along their shared runs; without such
    /// runs nothing stands opposite anything.
    #[must_use]
    pub fn compare(first: &Body, second: &Body, evidence: &PairEvidence) -> Facts {
        let mut facts = Facts::default();
        if evidence.runs.is_empty() {
            return facts;
        }
        let mut before = Run {
            first: 0,
            second: 0,
            length: 0,
        };
        let end = Run {
            first: count(first.len()),
            second: count(second.len()),
            length: 0,
        };
        for &after in evidence.runs.iter().chain(std::iter::once(&end)) {
            let left = between(before.first + before.length, after.first);
            let right = between(before.second + before.length, after.second);
            if let (Some(left), Some(right)) = (left, right) {
                facts.add_gap(first, left, second, right);
            }
            before = after;
        }
        let (shorter, longer) = if first.len() <= second.len() {
            (first, second)
        } else {
            (second, first)
        };
        facts.numbers = count(shorter.numbers().len());
        facts.numbers_common = common(shorter.numbers(), longer.numbers());
        for run in &evidence.runs {
            facts.words_shared += run.length;
            facts.numbers_shared +=
                numbers(first, run.first as usize..(run.first + run.length) as usize);
        }
        facts
    }

    fn add_gap(
        &mut self,
        first: &Body,
        left: std::ops::Range<usize>,
        second: &Body,
        right: std::ops::Range<usize>,
    ) {
        if left.is_empty() && right.is_empty() {
            return;
        }
        if left.len() > SLOT_WORDS || right.len() > SLOT_WORDS {
            return;
        }
        let changed = |body: &Body,
                       mine: &std::ops::Range<usize>,
                       other: &Body,
                       theirs: &std::ops::Range<usize>| {
            let theirs = &other.prose.words()[theirs.clone()];
            let mut facts = mine.clone().filter(|&word| body.marks[word].is_fact());
            facts.any(|word| {
                let fact = in_digits(body.prose.words()[word]);
                theirs.iter().all(|&word| in_digits(word) != fact)
            })
        };
        if changed(first, &left, second, &right) && changed(second, &right, first, &left) {
            self.changed_slots += 1;
            self.numbers_changed += numbers(first, left).min(numbers(second, right));
        }
    }

    /// Of the numbers that stand opposite each other, the share that is equal.
    #[must_use]
    pub fn number_agreement(&self) -> f64 {
        share(
            self.numbers_shared,
            self.numbers_shared + self.numbers_changed,
        )
    }

    /// Whether this is the next issue of a series, given that the two may be of
    /// one: facts were changed where the rest stands as it stood.
    #[must_use]
    pub fn are_of_a_series(&self) -> bool {
        self.changed_slots > 0 && self.words_shared < self.changed_slots * WORDS_A_SLOT_OF_SERIES
    }

    /// Whether one skeleton carries different facts: a number or a name was
    /// changed every few dozen words, and many of the numbers with it.
    ///
    /// A copy that was reworded has its facts still; one with a correction
    /// has most of them.
    #[must_use]
    pub fn are_of_a_template(&self) -> bool {
        self.numbers_changed > 0
            && self.number_agreement() < NUMBERS_OF_COPY
            && self.words_shared < self.changed_slots * WORDS_A_SLOT
    }
}

/// Numbers that each of two issues has and the other has not, at least, where the
/// clauses around them were written anew: two spellings of one number are no news.
const NUMBERS_OF_ITS_OWN: u32 = 2;

/// Whether two articles that may be of one series, and share so many words, are
/// two issues of it although no fact stands opposite another: each has numbers of
/// its own, and many for what they share.
pub(crate) fn have_numbers_of_their_own(first: &Body, second: &Body, shared: u32) -> bool {
    let own = lacking(first.numbers(), second.numbers());
    let of_other = lacking(second.numbers(), first.numbers());
    let own = own.min(of_other);
    own >= NUMBERS_OF_ITS_OWN && shared < own * WORDS_A_SLOT_OF_SERIES
}

/// How many different numbers of `these` are not among `others`. Both are sorted.
fn lacking(these: &[u64], others: &[u64]) -> u32 {
    let different = these.chunk_by(|one, next| one == next);
    let lacking = different.filter(|alike| others.binary_search(&alike[0]).is_err());
    count(lacking.count())
}

/// Whether two articles may be issues of one series: of one outlet, or of
/// none that is known, and printed a day or more apart.
#[must_use]
pub fn may_be_of_a_series(first: &Body, second: &Body) -> bool {
    let (Some(one), Some(other)) = (first.published, second.published) else {
        return false;
    };
    first.outlet == second.outlet && one.seconds.abs_diff(other.seconds) >= BETWEEN_ISSUES
}

fn between(from: u32, to: u32) -> Option<std::ops::Range<usize>> {
    (from <= to).then_some(from as usize..to as usize)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The numbers among some words of a body.
fn numbers(body: &Body, words: std::ops::Range<usize>) -> u32 {
    count(
        body.marks[words]
            .iter()
            .filter(|marks| marks.has(Marks::NUMBER))
            .count(),
    )
}

/// How many of `small` are among `large` too, each as often as it stands
/// there. Both are sorted.
fn common(small: &[u64], large: &[u64]) -> u32 {
    // The larger list may be that of a page that carries very many such articles.
    let is_much_larger = large.len() / 16 > small.len();
    let (mut at, mut common) = (0, 0);
    for &number in small {
        at += match is_much_larger {
            true => large[at..].partition_point(|&other| other < number),
            false => large[at..]
                .iter()
                .take_while(|&&other| other < number)
                .count(),
        };
        if large.get(at) == Some(&number) {
            common += 1;
            at += 1;
        }
    }
    common
}
