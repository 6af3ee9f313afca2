/*!
A group of articles with one headline.
*/

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;

/// Why a headline recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadlineKind {
    /// One story was printed several times.
    Story,
    /// The headline stands over different content: a rubric, a section, a
    /// service, a series.
    Standing,
}

/// How the texts below a repeated headline relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bodies {
    /// Most of them are copies of each other.
    Copies,
    /// They differ.
    Different,
    /// Fewer than two articles have a text.
    Missing,
}

/// Articles with one headline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadlineGroup {
    /// The key of the most frequent spelling, which names the group.
    pub key: u64,
    /// An article with that spelling.
    pub example: ArticleId,
    /// Why the headline recurs.
    pub kind: HeadlineKind,
    /// The articles in reading order.
    pub articles: Vec<ArticleId>,
    /// The number of outlets that printed it.
    pub outlets: usize,
    /// How the texts relate.
    pub bodies: Bodies,
}

impl HeadlineGroup {
    /// Returns a name that depends on the most frequent spelling alone.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{:016x}", self.key)
    }
}
