/*!
The guard against templates and series: one skeleton with different facts.

Price tables, dividend notices, weather bulletins and protocol cables share most
of their words. They differ from copies in where they differ: in numbers, names
and dates, at places where the other article also has numbers, names and dates.
A copy that was trimmed or reworded keeps its facts.
*/

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::boilerplate::vocabulary::Vocabulary;
use crate::compare::body::{Body, FactScope, WordMarks};
use crate::compare::evidence::PairEvidence;
use crate::compare::passages::gaps;
use crate::compare::prose::share;
use crate::compare::thresholds::{
    COPY_NUMBERS, CORRECTION_WORDS, FORMULA_FACTS, ISSUE_SECONDS, OWN_NUMBERS,
    SERIES_WORDS_PER_FACT, SLOT_WORDS, TABLE_NUMBERS, TEMPLATE_WORDS_PER_FACT, VERBATIM_SHARE,
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
    /// Telling words in shared runs: numbers, and names that few articles of the
    /// dump print. Counted only where many facts were changed.
    pub telling_shared: u32,
    /// Telling words in changed gaps, on the side that has fewer of them.
    pub telling_changed: u32,
}

impl Facts {
    /// Compares the facts of two bodies along their shared runs. All counts are
    /// 0 if there are no runs.
    pub(crate) fn compare(
        first: &Body,
        second: &Body,
        evidence: &PairEvidence,
        vocabulary: &Vocabulary,
    ) -> Facts {
        let mut facts = Facts::default();
        if evidence.runs.is_empty() {
            return facts;
        }
        let scope = scope(first, second);
        for gap in gaps(&evidence.runs, first.len(), second.len()) {
            let [left, right] = [
                FactsOfPart::of(first, gap.first, scope),
                FactsOfPart::of(second, gap.second, scope),
            ];
            facts.add_gap(&left, &right, vocabulary);
        }
        let (shorter, longer) = if first.len() <= second.len() {
            (first, second)
        } else {
            (second, first)
        };
        let numbers = shorter.numbers(scope);
        facts.numbers = to_u32(numbers.len());
        facts.numbers_common = count_common(&numbers, &longer.numbers(scope));
        for run in &evidence.runs {
            facts.words_shared += run.length;
            let words = run.in_first().indices();
            facts.numbers_shared += FactsOfPart::of(first, words, scope).count_numbers();
        }
        if facts.telling_changed >= FORMULA_FACTS {
            let words = evidence.runs.iter().map(|run| run.in_first().indices());
            facts.telling_shared = words
                .map(|words| FactsOfPart::of(first, words, scope).count_telling(vocabulary))
                .sum();
        }
        facts
    }

    fn add_gap(
        &mut self,
        left: &FactsOfPart<'_>,
        right: &FactsOfPart<'_>,
        vocabulary: &Vocabulary,
    ) {
        let (fewer, more) = (
            left.words.len().min(right.words.len()),
            left.words.len().max(right.words.len()),
        );
        if fewer == 0 || more > SLOT_WORDS {
            return;
        }
        let telling = left.count_telling_without(right, vocabulary);
        self.telling_changed += telling.min(right.count_telling_without(left, vocabulary));
        if left.has_what_lacks(right) && right.has_what_lacks(left) {
            self.changed_slots += 1;
            self.numbers_changed += left.count_numbers().min(right.count_numbers());
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

    /// Returns whether one formula carries other names and numbers: several were
    /// changed every few dozen words, and more were changed than kept. So a notice of
    /// the same kind is told from a copy in scripts without capitals too.
    pub fn are_of_a_formula(&self) -> bool {
        self.telling_changed >= FORMULA_FACTS
            && self.telling_shared < self.telling_changed
            && self.words_shared < self.telling_changed * TEMPLATE_WORDS_PER_FACT
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
    let [one, other] = [first, second].map(|body| body.numbers(FactScope::Page));
    let own = count_lacking(&one, &other).min(count_lacking(&other, &one));
    own >= OWN_NUMBERS && shared < own * SERIES_WORDS_PER_FACT
}

/// Returns whether two short articles are equal except for a number: reports of two
/// roads, flights or scores. In a longer text it is a correction.
pub(crate) fn differ_in_a_number(first: &Body, second: &Body, evidence: &PairEvidence) -> bool {
    let words = evidence.first.words.min(evidence.second.words);
    let one_way = evidence.first.containment();
    if words >= CORRECTION_WORDS || one_way.min(evidence.second.containment()) < VERBATIM_SHARE {
        return false;
    }
    let scope = scope(first, second);
    gaps(&evidence.runs, first.len(), second.len())
        .into_iter()
        .any(|gap| {
            let left = FactsOfPart::of(first, gap.first, scope);
            let right = FactsOfPart::of(second, gap.second, scope);
            let are_numbers =
                |part: &FactsOfPart<'_>| part.count_numbers() as usize == part.words.len();
            are_numbers(&left)
                && are_numbers(&right)
                && left.has_what_lacks(&right)
                && right.has_what_lacks(&left)
        })
}

/// Returns where two articles have their facts.
fn scope(first: &Body, second: &Body) -> FactScope {
    match first.outlet.is_some() && first.outlet == second.outlet {
        true => FactScope::Page,
        false => FactScope::Story,
    }
}

/// Some words of a body, and which facts among them count.
struct FactsOfPart<'a> {
    body: &'a Body,
    words: Range<usize>,
    scope: FactScope,
}

impl FactsOfPart<'_> {
    fn of(body: &Body, words: Range<usize>, scope: FactScope) -> FactsOfPart<'_> {
        FactsOfPart { body, words, scope }
    }

    /// Returns whether there is a number or name here that the other part lacks.
    fn has_what_lacks(&self, other: &FactsOfPart<'_>) -> bool {
        let is_fact = |word: &usize| {
            let marks = self.body.marks[*word];
            marks.is_fact() && marks.is_in(self.scope)
        };
        self.words.clone().filter(is_fact).any(|word| {
            let fact = self.body.fact(word);
            let mut others = other.words.clone();
            others.all(|word| other.body.fact(word) != fact)
        })
    }

    fn count_numbers(&self) -> u32 {
        let marks = self.body.marks[self.words.clone()].iter();
        let is_number =
            |marks: &&WordMarks| marks.has(WordMarks::NUMBER) && marks.is_in(self.scope);
        to_u32(marks.filter(is_number).count())
    }

    /// Counts the telling words here that the other part lacks.
    fn count_telling_without(&self, other: &FactsOfPart<'_>, vocabulary: &Vocabulary) -> u32 {
        let is_lacking = |&word: &usize| {
            self.is_telling(word, vocabulary) && {
                let fact = self.body.fact(word);
                let mut others = other.words.clone();
                others.all(|word| other.body.fact(word) != fact)
            }
        };
        to_u32(self.words.clone().filter(is_lacking).count())
    }

    fn count_telling(&self, vocabulary: &Vocabulary) -> u32 {
        let is_telling = |&word: &usize| self.is_telling(word, vocabulary);
        to_u32(self.words.clone().filter(is_telling).count())
    }

    /// Returns whether the word is a number, or may be a name that few articles of the
    /// dump print.
    fn is_telling(&self, word: usize, vocabulary: &Vocabulary) -> bool {
        let marks = self.body.marks[word];
        marks.is_in(self.scope)
            && (marks.has(WordMarks::NUMBER)
                || marks.may_be_name() && vocabulary.is_rare(self.body.prose.words()[word]))
    }
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
