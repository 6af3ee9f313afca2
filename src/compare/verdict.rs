/*!
The decision on a pair, from what was measured.
*/

use crate::boilerplate::phrases::StockPhrases;
use crate::compare::body::Body;
use crate::compare::evidence::{PASSAGE_WORDS, PairEvidence, SENTENCE_WORDS, SideMeasure, share};
use crate::compare::passages::WordRange;
use crate::compare::relation::Relation;
use crate::compare::shared_passages::SharedPassages;
use crate::compare::template::{Facts, have_numbers_of_their_own, may_be_of_a_series};
use crate::text::Span;

/// The share of one article's own prose that the other must print as its own
/// for the two to be copies. Of 542 pairs read by hand this finds .93 of the
/// copies; what it wrongly takes for copies are templates and quotations,
/// which are set apart before.
const COPY_SHARE: f64 = 0.16;

/// Words of shared prose that this share must have: some two sentences.
const COPY_WORDS: u32 = 40;

/// A larger share makes up for fewer words: one sentence that is a good part
/// of a short article.
const SENTENCE_SHARE: f64 = 0.3;

/// Words of shared prose that are a copy whatever the share: a whole item on
/// two long pages.
const ITEM_WORDS: u32 = 150;

/// The share of an article that is one reprinted statement: then the
/// quotation itself is the copy.
const STATEMENT_SHARE: f64 = 0.7;

/// The share of an article that makes it the same notice, when no fact was
/// changed: even the formulas of a series are copied then.
const WHOLE_SHARE: f64 = 0.9;

/// The same where a word was changed in every line: with one sentence of prose
/// that no stock phrase is in.
const REWORDED_SHARE: f64 = 0.8;

/// The share from which on the prose of both counts as the same.
const VERBATIM_SHARE: f64 = 0.9;

/// Words below which an article is a brief.
const BRIEF_WORDS: u32 = 24;

/// The share of words that two briefs must have in common.
const BRIEF_SHARE: f64 = 0.85;

/// The verdict on a pair, with what led to it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// How the two relate.
    pub relation: Relation,
    /// Shared shingles over all shingles.
    pub resemblance: f64,
    /// What the first article shares.
    pub first: SideMeasure,
    /// What the second article shares.
    pub second: SideMeasure,
    /// How the facts of the two stand to each other.
    pub facts: Facts,
    /// The shared passages, by their place in the first.
    pub passages: SharedPassages,
}

/// A passage that both bodies have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedPassage {
    /// Where the first body has it.
    pub first: PassagePlace,
    /// Where the second body has it.
    pub second: PassagePlace,
}

/// Where a body has a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassagePlace {
    /// Its words.
    pub words: WordRange,
    /// Its place in the text that was compared. Another article with the same
    /// words may have it elsewhere.
    pub span: Span,
}

impl Verdict {
    /// The share of the first one's words that stand in the second.
    #[must_use]
    pub fn first_containment(&self) -> f64 {
        self.first.containment()
    }

    /// The share of the second one's words that stand in the first.
    #[must_use]
    pub fn second_containment(&self) -> f64 {
        self.second.containment()
    }

    /// The greater of the two containments.
    #[must_use]
    pub fn containment(&self) -> f64 {
        self.first_containment().max(self.second_containment())
    }

    /// Why the verdict is what it is, in a sentence.
    #[must_use]
    pub fn reason(&self) -> String {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let (side, name, other) = if self.first_containment() >= self.second_containment() {
            (&self.first, "first", "second")
        } else {
            (&self.second, "second", "first")
        };
        let shared = format!(
            "{} of the {name} article's {} words stand in the {other}, {} of them in passages of {PASSAGE_WORDS} words or more",
            percent(side.containment()),
            side.words,
            side.in_passages
        );
        let left_out = format!(
            "{} of these words are quoted and {} belong to stock phrases",
            side.quoted, side.stock_phrases
        );
        match self.relation {
            Relation::Verbatim => format!("{shared}, and as much the other way round"),
            Relation::Edited => format!("{shared}: enough for a duplicate"),
            Relation::Update => {
                format!("{shared}, and the same outlet printed it as a later version")
            }
            Relation::Excerpt => format!(
                "{shared}; {left_out}; the rest is {} of its own prose: a part of one stands in the other",
                percent(side.prose_share())
            ),
            Relation::Template if self.is_of_a_brief() => format!(
                "{shared}, but in fewer than {BRIEF_WORDS} words that is no copy unless nearly all of them, all numbers and the headlines agree"
            ),
            Relation::Template if self.facts.changed_slots == 0 => format!(
                "{shared}, but of {} numbers of the shorter one {} stand in the other: the next issue of a series, or another table",
                self.facts.numbers, self.facts.numbers_common
            ),
            Relation::Template => format!(
                "{shared}, but the facts differ: of {} numbers that stand opposite each other {} agree, and in {} places one has a number or name where the other has another",
                self.facts.numbers_shared + self.facts.numbers_changed,
                self.facts.numbers_shared,
                self.facts.changed_slots
            ),
            Relation::Boilerplate => {
                format!("{shared}; {left_out}: the outlet prints them beside other stories too")
            }
            Relation::SameEvent => format!(
                "{shared}; {left_out}: both quote the same words and tell the rest in their own"
            ),
            Relation::Unrelated => format!("{shared}: too little to speak of a copy"),
        }
    }

    /// Whether one of the two is a brief.
    fn is_of_a_brief(&self) -> bool {
        self.first.words.min(self.second.words) < BRIEF_WORDS
    }

    /// The same verdict, for the pair in the other order.
    fn swapped(self) -> Verdict {
        let passages = self.passages.iter().map(|passage| SharedPassage {
            first: passage.second,
            second: passage.first,
        });
        Verdict {
            first: self.second,
            second: self.first,
            passages: SharedPassages::new(passages.collect()),
            ..self
        }
    }
}

/// Judges a pair. `duplicate` is the containment from which on two copies are
/// duplicates.
///
/// The verdict is the same for both orders of the pair.
#[must_use]
pub fn judge(first: &Body, second: &Body, stock_phrases: &StockPhrases, duplicate: f64) -> Verdict {
    // Runs are sought along the second body, and where a text repeats itself
    // they are other runs than those along the first. The shorter one comes
    // second: every word of it that stands in the longer is then counted.
    let (one, other) = (first.prose.words(), second.prose.words());
    if (one.len(), one) >= (other.len(), other) {
        judge_in_order(first, second, stock_phrases, duplicate)
    } else {
        judge_in_order(second, first, stock_phrases, duplicate).swapped()
    }
}

fn judge_in_order(
    first: &Body,
    second: &Body,
    stock_phrases: &StockPhrases,
    duplicate: f64,
) -> Verdict {
    let evidence = PairEvidence::measure(first, second, stock_phrases);
    let facts = Facts::compare(first, second, &evidence);
    let relation = decide(first, second, &evidence, &facts, duplicate);
    Verdict {
        relation,
        resemblance: evidence.overlap.resemblance(),
        first: evidence.first,
        second: evidence.second,
        facts,
        passages: passages(first, second, &evidence),
    }
}

fn decide(
    first: &Body,
    second: &Body,
    evidence: &PairEvidence,
    facts: &Facts,
    duplicate: f64,
) -> Relation {
    let shorter = if evidence.first.words <= evidence.second.words {
        &evidence.first
    } else {
        &evidence.second
    };
    if shorter.words < BRIEF_WORDS {
        return decide_brief(first, second, evidence, facts);
    }
    if is_template(evidence, facts, first, second) {
        return Relation::Template;
    }
    let prose = evidence
        .first
        .prose_share()
        .max(evidence.second.prose_share());
    let words = evidence.first.prose.max(evidence.second.prose);
    let statement = statement_share(&evidence.first).max(statement_share(&evidence.second));
    let enough = (prose >= COPY_SHARE && words >= COPY_WORDS)
        || (prose >= SENTENCE_SHARE && words >= SENTENCE_WORDS);
    let item = words >= ITEM_WORDS;
    let contained = evidence
        .first
        .containment()
        .max(evidence.second.containment());
    let whole = contained >= WHOLE_SHARE && facts.changed_slots == 0;
    // A hand that changed a word in every line left no long passage.
    let reworded = contained >= REWORDED_SHARE
        && facts.changed_slots == 0
        && shorter.stock_phrases == 0
        && words >= SENTENCE_WORDS;
    if enough || item || whole || reworded || statement >= STATEMENT_SHARE {
        let kind = kind_of_copy(first, second, evidence, duplicate);
        let is_next_issue = kind != Relation::Excerpt
            && contained < WHOLE_SHARE
            && may_be_of_a_series(first, second)
            && have_numbers_of_their_own(first, second, facts.words_shared);
        return if is_next_issue {
            Relation::Template
        } else {
            kind
        };
    }
    if shorter.quoted > shorter.stock_phrases && shorter.quoted > 0 {
        Relation::SameEvent
    } else if shorter.stock_phrases > 0 {
        Relation::Boilerplate
    } else {
        Relation::Unrelated
    }
}

/// The share of a side that stands in shared passages and is no stock.
fn statement_share(side: &SideMeasure) -> f64 {
    share(
        side.in_passages.saturating_sub(side.stock_phrases),
        side.words,
    )
}

fn kind_of_copy(first: &Body, second: &Body, evidence: &PairEvidence, duplicate: f64) -> Relation {
    let (one, other) = (evidence.first.containment(), evidence.second.containment());
    let is_duplicate = one.max(other) >= duplicate;
    if is_duplicate && claims_another_version(first, second) {
        Relation::Update
    } else if one.min(other) >= VERBATIM_SHARE {
        Relation::Verbatim
    } else if !is_duplicate {
        Relation::Excerpt
    } else if is_update(first, second) {
        Relation::Update
    } else {
        Relation::Edited
    }
}

/// Whether two headlines of one outlet say that they stand over different
/// versions: "UPDATE 2-" over one of them, or a correction.
fn claims_another_version(first: &Body, second: &Body) -> bool {
    first.outlet.is_some() && first.outlet == second.outlet && first.version != second.version
}

/// Whether one outlet printed a later version: certainly later, and with more
/// in it. A shorter one is a trim.
fn is_update(first: &Body, second: &Body) -> bool {
    let (Some(one), Some(other)) = (first.published, second.published) else {
        return false;
    };
    let (earlier, later) = match (one.is_before(other), other.is_before(one)) {
        (true, _) => (first, second),
        (_, true) => (second, first),
        _ => return false,
    };
    first.outlet.is_some() && first.outlet == second.outlet && later.len() > earlier.len()
}

/// Briefs are copies only when almost every word is the same, the numbers
/// are, and the headlines agree. A brief may also stand whole in a longer
/// article under the same headline.
fn decide_brief(first: &Body, second: &Body, evidence: &PairEvidence, facts: &Facts) -> Relation {
    let (one, other) = (evidence.first.containment(), evidence.second.containment());
    let (brief, longer) = if first.len() <= second.len() {
        (one, second)
    } else {
        (other, first)
    };
    let common = if longer.len() < BRIEF_WORDS as usize {
        one.min(other)
    } else {
        brief
    };
    let same_facts = facts.numbers_common == facts.numbers && facts.changed_slots == 0;
    if common >= BRIEF_SHARE && same_facts && first.headline == second.headline {
        return if one.min(other) >= VERBATIM_SHARE {
            Relation::Verbatim
        } else {
            Relation::Edited
        };
    }
    if common >= STATEMENT_SHARE {
        Relation::Template
    } else {
        Relation::Unrelated
    }
}

/// The share of numbers among its words that makes an article a table.
const TABLE: f64 = 0.3;

/// Whether one skeleton carries different facts.
fn is_template(evidence: &PairEvidence, facts: &Facts, first: &Body, second: &Body) -> bool {
    let shorter = if first.len() <= second.len() {
        &evidence.first
    } else {
        &evidence.second
    };
    let is_table = share(facts.numbers, shorter.words) >= TABLE;
    // In a table the numbers are the news: one that differs makes another.
    (is_table && facts.numbers_common < facts.numbers)
        || facts.are_of_a_template()
        || (may_be_of_a_series(first, second) && facts.are_of_a_series())
}

/// The passages, by their place in the first body.
fn passages(first: &Body, second: &Body, evidence: &PairEvidence) -> SharedPassages {
    let place = |body: &Body, words: WordRange| PassagePlace {
        words,
        span: body.span(words),
    };
    let passages = evidence.passages.iter().map(|passage| SharedPassage {
        first: place(first, passage.in_first()),
        second: place(second, passage.in_second()),
    });
    SharedPassages::new(passages.collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::body::Marks;
    use crate::compare::prose::Prose;

    /// A body of few different words, which therefore repeats itself.
    fn body() -> impl Strategy<Value = Body> {
        let marks = [Marks::default(), Marks::QUOTED, Marks::NUMBER, Marks::NAME];
        prop::collection::vec((0_u64..5, prop::sample::select(marks.to_vec())), 0..90).prop_map(
            |words| {
                let (words, marks): (Vec<u64>, Vec<Marks>) = words.into_iter().unzip();
                let ends = (1_u32..).take(words.len());
                let spans = ends.map(|end| Span::new(end - 1, end)).collect();
                Body::new(Prose::new(words, 5), spans, marks)
            },
        )
    }

    /// A body of these words, which are nothing but words.
    fn plain(words: Vec<u64>) -> Body {
        let ends = (1_u32..).take(words.len());
        let spans = ends.map(|end| Span::new(end - 1, end)).collect();
        let marks = vec![Marks::NONE; words.len()];
        Body::new(Prose::new(words, 5), spans, marks)
    }

    #[test]
    fn a_copy_in_which_a_word_was_changed_in_every_line_is_one() {
        // Two sentences as they were; beyond them no five words in a row but once.
        let first: Vec<u64> = (0..100).collect();
        let changed = |word: &u64| match word {
            24..64 | 69..100 if word % 5 == 3 => word + 1000,
            _ => *word,
        };
        let second: Vec<u64> = first.iter().map(changed).collect();
        let (first, second) = (plain(first), plain(second));
        let stock_phrases = StockPhrases::new(first.prose.shingles_in(0..24).to_vec());
        let verdict = judge(&first, &second, &StockPhrases::default(), 0.7);
        assert_eq!(verdict.first.in_passages, 28);
        assert_eq!(verdict.relation, Relation::Edited, "{}", verdict.reason());
        // What is left of a formula is no copy.
        let verdict = judge(&first, &second, &stock_phrases, 0.7);
        assert_eq!(
            verdict.relation,
            Relation::Boilerplate,
            "{}",
            verdict.reason()
        );
    }

    proptest! {
        #[test]
        fn a_verdict_is_the_same_for_both_orders(first in body(), second in body()) {
            let there = judge(&first, &second, &StockPhrases::default(), 0.7);
            let back = judge(&second, &first, &StockPhrases::default(), 0.7).swapped();
            // Two bodies of the same words and other marks are no two orders.
            prop_assume!(first.prose.words() != second.prose.words());
            prop_assert_eq!(format!("{there:?}"), format!("{back:?}"));
        }
    }
}
