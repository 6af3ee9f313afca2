/*!
The verdict on a pair: its relation, and the measures that led to it.
*/

use serde::{Deserialize, Serialize};

use crate::compare::evidence::SideMeasure;
use crate::compare::shared_passages::{SharedPassage, SharedPassages};
use crate::compare::template::Facts;
use crate::compare::thresholds::{
    BRIEF_WORDS, COPY_SHARE, COPY_WORDS, ITEM_WORDS, PASSAGE_WORDS, SENTENCE_SHARE, SENTENCE_WORDS,
    WHOLE_SHARE,
};

/// How two articles relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// A copy: the same prose except for single words.
    Verbatim,
    /// A copy: the same prose, trimmed, extended or reworded.
    Edited,
    /// A copy: a later version of the story from the same outlet.
    Update,
    /// A copy: a part of one article is also in the other.
    Excerpt,
    /// Not a copy: one skeleton with different facts.
    Template,
    /// Not a copy: the shared words are boilerplate of the outlet.
    Boilerplate,
    /// Not a copy: both articles quote the shared words.
    SameEvent,
    /// Not a copy: the articles have too little in common.
    Unrelated,
}

impl Relation {
    /// All relations, in a fixed order.
    pub const ALL: [Relation; 8] = [
        Relation::Verbatim,
        Relation::Edited,
        Relation::Update,
        Relation::Excerpt,
        Relation::Template,
        Relation::Boilerplate,
        Relation::SameEvent,
        Relation::Unrelated,
    ];

    /// Returns whether the relation is one of the four kinds of copy.
    #[must_use]
    pub const fn is_copy(self) -> bool {
        matches!(
            self,
            Relation::Verbatim | Relation::Edited | Relation::Update | Relation::Excerpt
        )
    }

    /// Returns the word for the relation in findings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Relation::Verbatim => "verbatim",
            Relation::Edited => "edited",
            Relation::Update => "update",
            Relation::Excerpt => "excerpt",
            Relation::Template => "template",
            Relation::Boilerplate => "boilerplate",
            Relation::SameEvent => "same-event",
            Relation::Unrelated => "unrelated",
        }
    }
}

/// The verdict on a pair, with the measures that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub relation: Relation,
    /// Shared shingles over all shingles.
    pub resemblance: f64,
    pub first: SideMeasure,
    pub second: SideMeasure,
    pub facts: Facts,
    /// The shared passages, by their place in the first article.
    pub passages: SharedPassages,
}

impl Verdict {
    /// Returns the greater of the two containments.
    pub fn containment(&self) -> f64 {
        self.first.containment().max(self.second.containment())
    }

    /// Returns whether the articles are copies only because of what one of them
    /// quotes: both print one statement.
    pub fn is_statement(&self) -> bool {
        let (one, other) = (&self.first, &self.second);
        self.relation.is_copy()
            && self.containment() < WHOLE_SHARE
            && 2 * one.quoted > one.in_passages
            && !share_prose_of_copy(one, other)
    }

    /// Returns one sentence that gives the measures behind the relation.
    pub fn reason(&self) -> String {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let (side, name, other) = if self.first.containment() >= self.second.containment() {
            (&self.first, "first", "second")
        } else {
            (&self.second, "second", "first")
        };
        let shared = format!(
            "{} of the {} words of the {name} article are also in the {other}, {} of them in passages of at least {PASSAGE_WORDS} words",
            percent(side.containment()),
            side.words,
            side.in_passages
        );
        let left_out = format!(
            "{} of these words are quoted and {} belong to stock phrases",
            side.quoted, side.stock_phrases
        );
        let is_of_a_brief = self.first.words.min(self.second.words) < BRIEF_WORDS;
        match self.relation {
            Relation::Verbatim => format!("{shared}, and nearly all words the other way round too"),
            Relation::Edited => format!("{shared}: enough for a duplicate"),
            Relation::Update => {
                format!("{shared}, and the same outlet printed it as a later version")
            }
            Relation::Excerpt if self.is_statement() => format!(
                "{shared}; {left_out}: one article prints the statement that the other quotes, or the statement makes up most of an article"
            ),
            Relation::Excerpt => format!(
                "{shared}; {left_out}; the rest is {} of its own prose: one article contains a part of the other",
                percent(side.prose_share())
            ),
            Relation::Template if is_of_a_brief => format!(
                "{shared}, but an article of fewer than {BRIEF_WORDS} words is a copy only if nearly all words, all numbers and the headlines agree"
            ),
            Relation::Template if self.facts.changed_slots == 0 => format!(
                "{shared}, but of the {} numbers of the shorter article {} are also in the other: the next issue of a series, or another table",
                self.facts.numbers, self.facts.numbers_common
            ),
            Relation::Template => format!(
                "{shared}, but the facts differ: {} of {} numbers at the same place agree, and at {} places the articles have different numbers or names",
                self.facts.numbers_shared,
                self.facts.numbers_shared + self.facts.numbers_changed,
                self.facts.changed_slots
            ),
            Relation::Boilerplate => {
                format!("{shared}; {left_out}: the outlet also prints them in other stories")
            }
            Relation::SameEvent => format!(
                "{shared}; {left_out}: both articles quote the same words, and the rest is their own"
            ),
            Relation::Unrelated => format!("{shared}: too little for a copy"),
        }
    }

    pub(crate) fn swapped(self) -> Verdict {
        let passages = self.passages.iter().map(SharedPassage::swapped);
        Verdict {
            first: self.second,
            second: self.first,
            passages: SharedPassages::new(passages.collect()),
            ..self
        }
    }
}

/// Returns whether two articles share enough prose for a copy, whatever else they
/// share. Each line is one way to be a copy; the thresholds explain them.
pub(crate) fn share_prose_of_copy(one: &SideMeasure, other: &SideMeasure) -> bool {
    let share = one.prose_share().max(other.prose_share());
    let words = one.prose.max(other.prose);
    (share >= COPY_SHARE && words >= COPY_WORDS)
        || (share >= SENTENCE_SHARE && words >= SENTENCE_WORDS)
        || words >= ITEM_WORDS
}
