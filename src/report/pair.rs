/*!
Pairs of articles that were compared.
*/

use std::sync::Arc;

use serde::Serialize;

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
use crate::report::values::{ContainedSide, CopyKind, four_places};

/// Two articles and the measures of their overlap.
#[derive(Clone, Debug, Serialize)]
pub struct PairFinding {
    /// The id of the first article.
    pub a: String,
    /// The id of the second article.
    pub b: String,
    /// The file of the first article.
    pub a_file: Arc<str>,
    /// The line of the first article.
    pub a_line: u32,
    /// The file of the second article.
    pub b_file: Arc<str>,
    /// The line of the second article.
    pub b_line: u32,
    /// The verdict.
    pub relation: Relation,
    /// What the copy is, where more is known than the relation says.
    pub kind: Option<CopyKind>,
    /// Shared shingles over all shingles of both articles.
    #[serde(serialize_with = "four_places")]
    pub resemblance: f64,
    /// The share of the words of `contained` that stand in the other article.
    #[serde(serialize_with = "four_places")]
    pub containment: f64,
    /// The article of which more stands in the other.
    pub contained: ContainedSide,
    /// Words in shared passages, counted in `contained`.
    pub shared_words: u32,
    /// The shared passages, in their order in `a`.
    pub passages: Vec<PassageFinding>,
    /// The numbers of both articles in the run. Not written.
    #[serde(skip)]
    pub articles: [ArticleId; 2],
}

/// A run of words that both articles have.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct PassageFinding {
    /// The range in the text of `a`.
    pub a: CodePoints,
    /// The range in the text of `b`.
    pub b: CodePoints,
}

/// A half-open range of Unicode code points of a text field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(into = "[u32; 2]")]
pub struct CodePoints {
    /// The first code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl From<CodePoints> for [u32; 2] {
    fn from(range: CodePoints) -> [u32; 2] {
        [range.start, range.end]
    }
}
