/*!
The guard against templates: one skeleton, other facts.

Price tables, dividend notices, weather bulletins and protocol cables share
most of their words. What tells them from copies is where they differ: in
numbers, names and dates, at places where the other has numbers, names and
dates too. A copy that was trimmed or reworded keeps its facts.
*/

use super::body::{Body, Marks};
use super::evidence::Evidence;
use crate::compare::passages::Run;

/// Words on one side of a gap within which two versions of one sentence
/// still stand opposite each other.
const SLOT_WORDS: usize = 14;

/// How the facts of two bodies stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Gaps between shared runs in which each side has a fact that the other
    /// side lacks.
    pub changed_slots: u32,
    /// Other gaps: words were changed, inserted or left out.
    pub other_gaps: u32,
    /// Numbers in the shorter body.
    pub numbers: u32,
    /// Those of them that the longer body has too.
    pub numbers_shared: u32,
}

impl Facts {
    /// Compares the facts of two bodies along their shared runs.
    #[must_use]
    pub fn compare(first: &Body, second: &Body, evidence: &Evidence) -> Facts {
        let mut facts = Facts::default();
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
        (facts.numbers, facts.numbers_shared) = numbers(shorter, longer);
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
            mine.clone().any(|word| {
                body.marks[word].is_fact()
                    && !other.prose.words()[theirs.clone()].contains(&body.prose.words()[word])
            })
        };
        if changed(first, &left, second, &right) && changed(second, &right, first, &left) {
            self.changed_slots += 1;
        } else {
            self.other_gaps += 1;
        }
    }

    /// The share of the shorter body's numbers that the longer one has.
    #[must_use]
    pub fn number_agreement(&self) -> f64 {
        if self.numbers == 0 {
            1.0
        } else {
            f64::from(self.numbers_shared) / f64::from(self.numbers)
        }
    }
}

fn between(from: u32, to: u32) -> Option<std::ops::Range<usize>> {
    (from <= to).then_some(from as usize..to as usize)
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The numbers of the shorter body, and how many of them the longer has.
fn numbers(shorter: &Body, longer: &Body) -> (u32, u32) {
    let list = |body: &Body| {
        let mut numbers: Vec<u64> = body
            .prose
            .words()
            .iter()
            .zip(&body.marks)
            .filter(|(_, marks)| marks.has(Marks::NUMBER))
            .map(|(&word, _)| word)
            .collect();
        numbers.sort_unstable();
        numbers
    };
    let (small, large) = (list(shorter), list(longer));
    let (mut at, mut shared) = (0, 0);
    for &number in &small {
        while at < large.len() && large[at] < number {
            at += 1;
        }
        if large.get(at) == Some(&number) {
            shared += 1;
            at += 1;
        }
    }
    (count(small.len()), shared)
}
