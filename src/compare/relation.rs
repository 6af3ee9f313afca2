/*!
The relation of two articles: the verdict in one word.
*/

use serde::{Deserialize, Serialize};

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
    /// A copy: a part of one article stands in the other.
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
