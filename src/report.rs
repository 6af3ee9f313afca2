/*!
What a run finds, and the trait of whoever wants to know.

A [`Finding`] is a value with nothing but text and numbers in it; it stands
below the detector that makes it and the formats that write it. The words of
its fields are the keys of the JSON Lines that scripts read: keys may be
added, never changed.
*/

use std::fmt;
use std::io;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::article::ArticleId;
use crate::compare::relation::Relation;

/// Whoever wants to know what was found.
pub trait Report {
    /// Takes one finding. Findings come in a stable order.
    ///
    /// # Errors
    ///
    /// When the finding cannot be written.
    fn report(&mut self, finding: &Finding) -> io::Result<()>;
}

/// One thing that was found.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Finding {
    /// Articles that are duplicates of one of them.
    Cluster(ClusterFinding),
    /// Two articles of different clusters that share prose.
    Copy(PairFinding),
    /// Two articles that look alike and are no copies: written when asked.
    NotCopy(PairFinding),
    /// Articles with one headline.
    Headline(HeadlineFinding),
    /// Copy that went from one party to an outlet, over all clusters.
    OutletPair(OutletPairFinding),
    /// A record or a file that could not be read.
    Skipped(SkippedFinding),
    /// Something that the user should know of.
    Warning(WarningFinding),
    /// The counts of the run, last.
    Summary(Summary),
}

/// What an article is in its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The likeliest source.
    Origin,
    /// A reprint.
    Copy,
    /// Another version.
    Update,
}

/// An article of a cluster.
#[derive(Clone, Debug, Serialize)]
pub struct MemberFinding {
    /// The article's id.
    pub id: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its time of publication, as written in the record.
    pub published: Option<String>,
    /// Its headline, as written in the record.
    pub headline: Option<String>,
    /// What it is in the cluster.
    pub role: Role,
    /// How it relates to the center; `None` for the center itself.
    pub relation: Option<Relation>,
    /// The relation more finely, where more is known.
    pub kind: Option<&'static str>,
    /// The file it stands in.
    pub file: Arc<str>,
    /// The line it begins on.
    pub line: u32,
    /// The share of the shorter one's words that stand in the other: this
    /// article against the center. 1 for the center itself.
    #[serde(serialize_with = "four_places")]
    pub containment: f64,
    /// Shared shingles over all shingles, against the center.
    #[serde(serialize_with = "four_places")]
    pub resemblance: f64,
    /// Its number in the run, which is written nowhere.
    #[serde(skip)]
    pub article: ArticleId,
}

/// Articles that are duplicates of one of them, the center.
#[derive(Clone, Debug, Serialize)]
pub struct ClusterFinding {
    /// A name that stays the same as long as the center's text does.
    pub cluster: String,
    /// The articles: first the center, then by reading order.
    pub articles: Vec<MemberFinding>,
    /// The id of the article that the keep policy would keep.
    pub kept: String,
    /// How many outlets are known to have printed it.
    pub outlets: usize,
    /// The smallest containment of a member against the center.
    #[serde(serialize_with = "four_places")]
    pub weakest: f64,
    /// The likeliest source, where one was found.
    pub origin: Option<OriginFinding>,
    /// How many different sources its articles name, and at least one: five
    /// outlets that print one wire's story have one source.
    pub sources: usize,
}

/// The likeliest source of a cluster.
#[derive(Clone, Debug, Serialize)]
pub struct OriginFinding {
    /// The party's name.
    pub name: String,
    /// What kind of party it is.
    pub kind: String,
    /// Whether one of the cluster's articles is the party's own.
    pub inside: bool,
    /// From 0 to 1: how much of the evidence agrees.
    #[serde(serialize_with = "four_places")]
    pub confidence: f64,
    /// What speaks for it.
    pub evidence: Vec<String>,
}

/// Shares are written with four decimal places: more would only be noise.
pub(crate) fn four_places<S: Serializer>(share: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((share * 1e4).round() / 1e4)
}

/// A stretch of text, in Unicode code points from the start of the text
/// field; the end is not part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(into = "[u32; 2]")]
pub struct CodePoints {
    /// The first code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl From<CodePoints> for [u32; 2] {
    fn from(range: CodePoints) -> [u32; 2] {
        [range.start, range.end]
    }
}

/// A run of words that both articles have.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct PassageFinding {
    /// Where it stands in `a`.
    pub a: CodePoints,
    /// Where it stands in `b`.
    pub b: CodePoints,
}

/// Which article of a pair stands in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContainedSide {
    /// The first.
    A,
    /// The second.
    B,
}

/// Two articles and what was measured between them.
#[derive(Clone, Debug, Serialize)]
pub struct PairFinding {
    /// The id of the first.
    pub a: String,
    /// The id of the second.
    pub b: String,
    /// The file of the first.
    pub a_file: Arc<str>,
    /// The line of the first.
    pub a_line: u32,
    /// The file of the second.
    pub b_file: Arc<str>,
    /// The line of the second.
    pub b_line: u32,
    /// The verdict.
    pub relation: Relation,
    /// The relation more finely, where more is known.
    pub kind: Option<&'static str>,
    /// Shared shingles over all shingles.
    #[serde(serialize_with = "four_places")]
    pub resemblance: f64,
    /// The share of the words of `contained` that stand in the other.
    #[serde(serialize_with = "four_places")]
    pub containment: f64,
    /// The article of which more stands in the other.
    pub contained: ContainedSide,
    /// Words in shared passages, counted in `contained`.
    pub shared_words: u32,
    /// The shared passages, by their place in `a`.
    pub passages: Vec<PassageFinding>,
    /// The numbers of both in the run, which are written nowhere.
    #[serde(skip)]
    pub pair: (ArticleId, ArticleId),
}

/// Whether it is known which way copy went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DirectionFinding {
    /// From `from` to `to`.
    Known,
    /// Either way, or from a third.
    Unknown,
}

/// What went between a source and an outlet, over all clusters.
#[derive(Clone, Debug, Serialize)]
pub struct OutletPairFinding {
    /// The source: a party or an outlet. Without a direction one of the two
    /// outlets.
    pub from: String,
    /// What kind of party the source is.
    pub kind: String,
    /// The outlet that printed the copies.
    pub to: String,
    /// Whether it is known which way the copy went.
    pub direction: DirectionFinding,
    /// Clusters.
    pub stories: u32,
    /// Articles of `to` in them; without a direction those of both.
    pub articles: u32,
    /// Clusters in which a page of the source's own stands too.
    pub inside: u32,
}

/// Articles with one headline.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlineFinding {
    /// A name that stays the same as long as the headline does.
    pub group: String,
    /// The headline as one of them has it, without what was hung on it.
    pub headline: String,
    /// Whether one story was printed again, or a rubric stands over others
    /// each time: `story` or `standing`.
    pub kind: &'static str,
    /// The ids of the articles in reading order.
    pub articles: Vec<String>,
    /// How many outlets are known to have printed it.
    pub outlets: usize,
    /// What the texts are: `copies`, `different` or `missing`.
    pub bodies: &'static str,
    /// When it was printed first, as written in the record.
    pub first: Option<String>,
    /// When it was printed last.
    pub last: Option<String>,
    /// Where the articles stand, in the same order.
    pub places: Vec<HeadlinePlace>,
    /// The numbers of the articles in the run, which are written nowhere.
    #[serde(skip)]
    pub numbers: Vec<ArticleId>,
}

/// Where an article of a group stands.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlinePlace {
    /// Its outlet.
    pub outlet: Option<String>,
    /// The file.
    pub file: Arc<str>,
    /// The line.
    pub line: u32,
}

/// A record or a file that could not be read.
#[derive(Clone, Debug, Serialize)]
pub struct SkippedFinding {
    /// The file.
    pub file: Arc<str>,
    /// The line, where the trouble is with one record.
    pub line: Option<u32>,
    /// What was expected and what was met.
    pub reason: String,
    /// How much could not be read.
    #[serde(skip)]
    pub extent: SkippedExtent,
}

/// How much could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkippedExtent {
    /// One record.
    #[default]
    Record,
    /// A file, or all of it from that line on.
    File,
}

/// Something that the user should know of.
#[derive(Clone, Debug, Serialize)]
pub struct WarningFinding {
    /// What it is about: `duplicate_id`, `large_cluster`, `limit`, ...
    pub kind: &'static str,
    /// For people.
    pub message: String,
    /// The articles that it is about, as ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<String>,
    /// Where those articles stand, in the same order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

/// A file and a line of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The file.
    pub file: Arc<str>,
    /// The line.
    pub line: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.file, self.line)
    }
}

/// The counts of a run. No time, speed or number of threads: the same input
/// gives the same bytes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Records met, readable or not.
    pub read: u64,
    /// Records that are articles.
    pub articles: u64,
    /// Records that could not be read.
    pub skipped: u64,
    /// Files that could not be read, or not to their end.
    pub unread_files: u64,
    /// Articles without a text.
    pub empty: u64,
    /// Clusters found.
    pub clusters: u64,
    /// Articles in clusters.
    pub in_clusters: u64,
    /// Copy lines: pairs of articles that are not in one cluster.
    pub copies: u64,
    /// Copy pairs that were counted and not written, because one pair of
    /// clusters had more than a thousand.
    pub copies_not_listed: u64,
    /// Clusters whose source was found.
    pub origins: u64,
    /// Clusters without a source whose outlets are too many for pairs of them
    /// to tell anything; no `outlet_pair` counts them.
    pub outlets_not_paired: u64,
    /// Groups of repeated headlines.
    pub headlines: u64,
    /// Warnings.
    pub warnings: u64,
    /// Records that a cleaning keeps.
    pub kept: u64,
    /// Records that a cleaning removes.
    pub removed: u64,
    /// Records of a cluster that stay because less than the threshold of
    /// their own words stands in a kept one.
    pub kept_unlike: u64,
    /// Those of them that were not held against all that stay of their
    /// cluster, because very many do.
    pub kept_not_compared: u64,
    /// Candidate pairs that were compared word by word.
    pub compared: u64,
    /// Posting lists longer than the limit, joined to their smallest-hash
    /// members only.
    pub long_lists: u64,
}
