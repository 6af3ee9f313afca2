/*!
Groups of articles: clusters, where they came from and who printed whose copy,
and articles with one headline.
*/

use std::sync::Arc;

use serde::Serialize;

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
use crate::report::values::{CopyKind, MemberRole, OriginKind, four_places};
use crate::syndication::flows::Direction;
use crate::syndication::headlines::group::{Bodies, HeadlineKind};

/// An article of a cluster.
#[derive(Clone, Debug, Serialize)]
pub struct MemberFinding {
    /// The id, spelled as in the record.
    pub id: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// The time of publication, as written in the record.
    pub published: Option<String>,
    /// The headline, as written in the record.
    pub headline: Option<String>,
    /// The part that the article plays in the cluster.
    pub role: MemberRole,
    /// The relation to the center; `None` for the center itself.
    pub relation: Option<Relation>,
    /// What the article is, where more is known than the relation says.
    pub kind: Option<CopyKind>,
    /// The file of the record.
    pub file: Arc<str>,
    /// The line on which the record begins.
    pub line: u32,
    /// The share of the shorter article's words that stand in the other, of
    /// this article and the center. 1 for the center itself.
    #[serde(serialize_with = "four_places")]
    pub containment: f64,
    /// Shared shingles over all shingles of this article and the center.
    #[serde(serialize_with = "four_places")]
    pub resemblance: f64,
    /// The number of the article in the run. Not written.
    #[serde(skip)]
    pub article: ArticleId,
}

/// Articles that are duplicates of one of them, the center.
#[derive(Clone, Debug, Serialize)]
pub struct ClusterFinding {
    /// A name that stays the same as long as the text of the center does.
    pub cluster: String,
    /// The articles: first the center, then the others in reading order.
    pub articles: Vec<MemberFinding>,
    /// The id of the article that the keep policy would keep.
    pub kept: String,
    /// The number of outlets that are known to have printed the story.
    pub outlets: usize,
    /// The smallest containment of a member against the center.
    #[serde(serialize_with = "four_places")]
    pub weakest: f64,
    /// The likeliest source, where one was found.
    pub origin: Option<OriginFinding>,
    /// The number of different sources that the articles name, at least 1:
    /// five outlets that print the story of one agency have one source.
    pub sources: usize,
}

/// The likeliest source of a cluster.
#[derive(Clone, Debug, Serialize)]
pub struct OriginFinding {
    /// The name of the party.
    pub name: String,
    /// The kind of the party.
    pub kind: OriginKind,
    /// Other sources that the articles name together with it ("AFP/Reuters") or as often.
    pub also: Vec<String>,
    /// Whether one of the articles is the party's own.
    pub inside: bool,
    /// The share of such claims that are right, about; from 0 to 1.
    #[serde(serialize_with = "four_places")]
    pub confidence: f64,
    /// The evidence, a phrase each.
    pub evidence: Vec<String>,
}

/// A source and an outlet that printed its copy, over all clusters.
#[derive(Clone, Debug, Serialize)]
pub struct OutletPairFinding {
    /// The source: a party or an outlet. One of the two outlets where the
    /// direction is unknown.
    pub from: String,
    /// The kind of the source.
    pub kind: OriginKind,
    /// The outlet that printed the copies.
    pub to: String,
    /// Whether it is known which of the two printed the other's copy.
    pub direction: Direction,
    /// The number of clusters.
    pub stories: u32,
    /// The number of articles of `to` in them; of both outlets where the
    /// direction is unknown.
    pub articles: u32,
    /// The number of clusters that hold an article of the source, too.
    pub inside: u32,
}

/// Articles with one headline.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlineFinding {
    /// A name that stays the same as long as the headline does.
    pub group: String,
    /// The headline as one of the articles has it, without suffix and markers.
    pub headline: String,
    /// Whether the headline belongs to one story or stands over many.
    pub kind: HeadlineKind,
    /// The ids of the articles in reading order.
    pub articles: Vec<String>,
    /// The number of outlets that are known to have printed the headline.
    pub outlets: usize,
    /// Whether the texts under the headline are copies.
    pub bodies: Bodies,
    /// The earliest time of publication, as written in the record.
    pub first: Option<String>,
    /// The latest time of publication, as written in the record.
    pub last: Option<String>,
    /// The outlets and places of the articles, in the order of `articles`.
    pub places: Vec<HeadlinePlace>,
    /// The numbers of the articles in the run. Not written.
    #[serde(skip)]
    pub numbers: Vec<ArticleId>,
}

/// The outlet and the place of an article of a headline group.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlinePlace {
    /// The outlet.
    pub outlet: Option<String>,
    /// The file.
    pub file: Arc<str>,
    /// The line.
    pub line: u32,
}
