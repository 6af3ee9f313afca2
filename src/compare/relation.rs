/*!
The verdict on a pair of articles: a copy or not, and of what kind.

Measures come from [`compare`](crate::compare::prose); this module weighs them. What
both quote, what an outlet prints beside many stories, and the skeleton of a
template are shared words too, and no copying.
*/

use serde::{Deserialize, Serialize};

/// How two articles relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The same prose, but for a word here and there.
    Verbatim,
    /// The same prose, trimmed, extended or reworded.
    Edited,
    /// Another version of the same story by the same hand.
    Update,
    /// A part of one stands in the other.
    Excerpt,
    /// One skeleton, other facts: not a copy.
    Template,
    /// Nothing shared but what the outlet prints everywhere: not a copy.
    Boilerplate,
    /// Nothing shared but words that both quote: not a copy.
    SameEvent,
    /// Too little in common to speak of: not a copy.
    Unrelated,
}

impl Relation {
    /// All of them, by the number that stands for one in temporary files.
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

    /// The number that stands for it in temporary files.
    pub(crate) fn number(self) -> u8 {
        self as u8
    }

    /// The relation that a number stands for.
    pub(crate) fn of_number(number: u8) -> Relation {
        Relation::ALL[usize::from(number).min(Relation::ALL.len() - 1)]
    }

    /// Whether one article carries prose of the other.
    #[must_use]
    pub const fn is_copy(self) -> bool {
        matches!(
            self,
            Relation::Verbatim | Relation::Edited | Relation::Update | Relation::Excerpt
        )
    }

    /// The word for it in findings.
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
