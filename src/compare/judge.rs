/*!
The decision on a pair: copy or not, and of which kind.

The order of the rules matters: briefs are decided by themselves, templates are
rejected before copies are accepted, and pairs that are neither are told apart
by what kind of words they share.
*/

use crate::boilerplate::vocabulary::{LearnedWords, Vocabulary};
use crate::compare::body::Body;
use crate::compare::evidence::PairEvidence;
use crate::compare::passages::WordRange;
use crate::compare::pasted::is_pasted;
use crate::compare::shared_passages::{PassagePlace, SharedPassage, SharedPassages};
use crate::compare::statement::are_of_one_statement;
use crate::compare::template::{
    Facts, differ_in_a_number, have_numbers_of_their_own, may_be_of_a_series,
};
use crate::compare::thresholds::{
    BRIEF_SHARE, BRIEF_TEMPLATE_SHARE, BRIEF_WORDS, REWORDED_SHARE, SENTENCE_WORDS,
    STATEMENT_SHARE, VERBATIM_SHARE, WHOLE_SHARE,
};
use crate::compare::verdict::{Relation, Verdict, share_prose_of_copy};

/// Judges a pair. `duplicate` is the least containment of duplicates.
///
/// The verdict is the same for both orders of the pair. An empty body is
/// [unrelated](Relation::Unrelated) to every other.
pub(crate) fn judge(
    first: &Body,
    second: &Body,
    learned: &LearnedWords,
    duplicate: f64,
) -> Verdict {
    // Runs are searched along the second body, and a text that repeats itself
    // gives other runs than the first body would. The shorter body comes second,
    // so that every word of it that the longer one has is counted.
    let (one, other) = (first.prose.words(), second.prose.words());
    if (one.len(), one) >= (other.len(), other) {
        judge_in_order(first, second, learned, duplicate)
    } else {
        judge_in_order(second, first, learned, duplicate).swapped()
    }
}

fn judge_in_order(first: &Body, second: &Body, learned: &LearnedWords, duplicate: f64) -> Verdict {
    let evidence = PairEvidence::measure(first, second, &learned.stock_phrases);
    let facts = Facts::compare(first, second, &evidence, &learned.vocabulary);
    let pair = MeasuredPair {
        first,
        second,
        evidence: &evidence,
        facts: &facts,
        vocabulary: &learned.vocabulary,
        duplicate,
    };
    Verdict {
        relation: pair.relation(),
        resemblance: evidence.overlap.resemblance(),
        first: evidence.first,
        second: evidence.second,
        facts,
        passages: pair.passages(),
    }
}

/// Two bodies and all that was measured between them.
struct MeasuredPair<'a> {
    first: &'a Body,
    second: &'a Body,
    evidence: &'a PairEvidence,
    facts: &'a Facts,
    vocabulary: &'a Vocabulary,
    /// The least containment of duplicates.
    duplicate: f64,
}

impl MeasuredPair<'_> {
    fn relation(&self) -> Relation {
        let PairEvidence { first, second, .. } = self.evidence;
        let shorter = if first.words <= second.words {
            first
        } else {
            second
        };
        if shorter.words < BRIEF_WORDS {
            return self.relation_of_brief();
        }
        let may_be_of_a_series = may_be_of_a_series(self.first, self.second);
        if self.facts.are_of_different_tables(shorter.words)
            || self.facts.are_of_a_template()
            || self.facts.are_of_a_formula()
            || differ_in_a_number(self.first, self.second, self.evidence)
            || (may_be_of_a_series && self.facts.are_of_a_series())
        {
            return Relation::Template;
        }
        let contained = first.containment().max(second.containment());
        if self.is_copy(contained, shorter.stock_phrases) {
            if is_pasted(self.first, self.second, self.evidence, self.vocabulary) {
                return Relation::Boilerplate;
            }
            let kind = self.kind_of_copy();
            let is_next_issue = kind != Relation::Excerpt
                && contained < WHOLE_SHARE
                && may_be_of_a_series
                && have_numbers_of_their_own(self.first, self.second, self.facts.words_shared);
            return if is_next_issue {
                Relation::Template
            } else {
                kind
            };
        }
        if shorter.quoted > shorter.stock_phrases {
            Relation::SameEvent
        } else if shorter.stock_phrases > 0 {
            Relation::Boilerplate
        } else {
            Relation::Unrelated
        }
    }

    /// Returns whether the pair shares enough for a copy. `contained` is the
    /// greater containment, and `stock_words` are the words of stock phrases
    /// that the shorter body shares.
    fn is_copy(&self, contained: f64, stock_words: u32) -> bool {
        let PairEvidence { first, second, .. } = self.evidence;
        let words = first.prose.max(second.prose);
        let facts_agree = self.facts.changed_slots == 0;
        // Each line is one way to be a copy; the thresholds explain them.
        share_prose_of_copy(first, second)
            || (facts_agree && contained >= WHOLE_SHARE)
            || (facts_agree
                && contained >= REWORDED_SHARE
                && stock_words == 0
                && words >= SENTENCE_WORDS)
            || first.statement_share().max(second.statement_share()) >= STATEMENT_SHARE
            || are_of_one_statement(self.first, self.second, self.evidence)
    }

    fn kind_of_copy(&self) -> Relation {
        let (one, other) = self.containments();
        let is_duplicate = one.max(other) >= self.duplicate;
        if is_duplicate && self.claims_another_version() {
            Relation::Update
        } else if one.min(other) >= VERBATIM_SHARE && self.facts.numbers_changed == 0 {
            Relation::Verbatim
        } else if !is_duplicate {
            Relation::Excerpt
        } else if self.is_update() {
            Relation::Update
        } else {
            Relation::Edited
        }
    }

    fn containments(&self) -> (f64, f64) {
        let PairEvidence { first, second, .. } = self.evidence;
        (first.containment(), second.containment())
    }

    /// Returns whether the headlines of one outlet claim different versions:
    /// "UPDATE 2-" over one of them, or a correction.
    fn claims_another_version(&self) -> bool {
        self.are_of_one_outlet() && self.first.version != self.second.version
    }

    /// Returns whether one outlet certainly printed the longer body later. A
    /// shorter body that was printed later is a trim and no update.
    fn is_update(&self) -> bool {
        let (Some(one), Some(other)) = (self.first.published, self.second.published) else {
            return false;
        };
        let (earlier, later) = match (one.is_before(other), other.is_before(one)) {
            (true, _) => (self.first, self.second),
            (_, true) => (self.second, self.first),
            _ => return false,
        };
        self.are_of_one_outlet() && later.len() > earlier.len()
    }

    fn are_of_one_outlet(&self) -> bool {
        self.first.outlet.is_some() && self.first.outlet == self.second.outlet
    }

    /// Decides a pair of which one article is a brief.
    ///
    /// It is a copy only when almost all words, all numbers and the headlines
    /// agree. A longer article under the same headline may also contain the whole
    /// brief.
    fn relation_of_brief(&self) -> Relation {
        let (one, other) = self.containments();
        let (of_brief, longer) = if self.first.len() <= self.second.len() {
            (one, self.second)
        } else {
            (other, self.first)
        };
        let common = if longer.len() < BRIEF_WORDS as usize {
            one.min(other)
        } else {
            of_brief
        };
        let facts_agree =
            self.facts.numbers_common == self.facts.numbers && self.facts.changed_slots == 0;
        if common >= BRIEF_SHARE && facts_agree && self.first.headline == self.second.headline {
            if one.min(other) >= VERBATIM_SHARE {
                Relation::Verbatim
            } else {
                Relation::Edited
            }
        } else if common >= BRIEF_TEMPLATE_SHARE {
            Relation::Template
        } else {
            Relation::Unrelated
        }
    }

    fn passages(&self) -> SharedPassages {
        let place = |body: &Body, words: WordRange| PassagePlace {
            words,
            span: body.span(words),
        };
        let passages = self.evidence.passages.iter();
        let passages = passages.map(|&[first, second]| SharedPassage {
            first: place(self.first, first),
            second: place(self.second, second),
        });
        SharedPassages::new(passages.collect())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::boilerplate::phrases::StockPhrases;
    use crate::compare::body::WordMarks;
    use crate::compare::prose::Prose;
    use crate::text::Span;

    fn body(words: Vec<u64>, marks: Vec<WordMarks>) -> Body {
        let ends = (1_u32..).take(words.len());
        let spans = ends.map(|end| Span::new(end - 1, end)).collect();
        Body::new(Prose::new(words, 5), spans, marks)
    }

    /// A body of few different words, which therefore repeats itself.
    fn repetitive_body() -> impl Strategy<Value = Body> {
        let marks = [0, 1, 2, 4].map(WordMarks::of_bits).to_vec();
        let words = prop::collection::vec((0_u64..5, prop::sample::select(marks)), 0..90);
        words.prop_map(|words| {
            let (words, marks) = words.into_iter().unzip();
            body(words, marks)
        })
    }

    #[test]
    fn a_copy_with_a_changed_word_in_every_line_is_a_copy() {
        // Two sentences are unchanged; after them, five words in a row are equal
        // only once.
        let first: Vec<u64> = (0..100).collect();
        let changed = |word: &u64| match word {
            24..64 | 69..100 if word % 5 == 3 => word + 1000,
            _ => *word,
        };
        let second: Vec<u64> = first.iter().map(changed).collect();
        let [first, second] = [first, second].map(|words| body(words, vec![WordMarks::NONE; 100]));
        let verdict = judge(&first, &second, &LearnedWords::default(), 0.7);
        assert_eq!(verdict.first.in_passages, 28);
        assert_eq!(verdict.relation, Relation::Edited);
        // The same words are no evidence where they are a stock phrase.
        let stock_phrases = StockPhrases::new(first.prose.shingles_in(0..24).to_vec());
        let learned = LearnedWords {
            stock_phrases,
            ..LearnedWords::default()
        };
        let verdict = judge(&first, &second, &learned, 0.7);
        assert_eq!(verdict.relation, Relation::Boilerplate);
    }

    proptest! {
        #[test]
        fn a_verdict_is_the_same_for_both_orders(
            first in repetitive_body(),
            second in repetitive_body(),
        ) {
            let there = judge(&first, &second, &LearnedWords::default(), 0.7);
            let back = judge(&second, &first, &LearnedWords::default(), 0.7).swapped();
            // Bodies of the same words with different marks have no order.
            prop_assume!(first.prose.words() != second.prose.words());
            prop_assert_eq!(there, back);
        }
    }
}
