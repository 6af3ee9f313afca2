/*!
The likeliest origin of a story, and the values that it is found from.
*/

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::news::credit::CreditEvidence;
use crate::news::dates::published::Published;
use crate::news::parties::party::PartyKind;

/// A party or an outlet, by the numbers that the caller gave them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginSource {
    Party(u32),
    /// An outlet of the dump.
    Outlet(u32),
}

/// The facts about the origin in one article of a cluster.
#[derive(Clone, Debug, Default)]
pub(crate) struct PrintedCopy {
    /// The number of its outlet.
    pub outlet: Option<u32>,
    /// The party that the outlet is, if it is a known one.
    pub own_party: Option<u32>,
    /// The kind of that party.
    pub own_party_kind: Option<PartyKind>,
    /// The party, in no table, that other articles mean the outlet by.
    pub credited_as: Option<u32>,
    pub credits: Vec<CreditMention>,
    /// Other outlets of the cluster that the page names beside the story.
    pub named_outlets: Vec<u32>,
    /// Whether the page says that the story was published before, but not where.
    pub is_unnamed_reprint: bool,
    /// Whether the byline names the outlet itself.
    pub signs_itself: bool,
    /// The release that the story says it is from.
    pub release: Option<PrintedRelease>,
    pub published: Option<Published>,
    /// Words of its body.
    pub words: u32,
}

/// A release that an article prints or reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum PrintedRelease {
    /// The issuer is not named.
    Unnamed,
    /// The party that issued the release.
    Issued(u32),
}

/// One credit of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditMention {
    /// The credited party.
    pub party: u32,
    /// The kind of the party; `None` if it is not known.
    pub kind: Option<PartyKind>,
    /// How the party is credited.
    pub evidence: CreditEvidence,
}

/// The likeliest origin of a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// The party or outlet that the story comes from.
    pub source: OriginSource,
    /// Other sources that the articles name together with it ("AFP/Reuters") or as
    /// often, in ascending order.
    pub also: Vec<OriginSource>,
    /// The articles of the cluster on the source's own pages, by index, in
    /// ascending order. Often there are none: the page of an agency is rarely in
    /// the dump.
    pub own: Vec<usize>,
    /// From 0 to 1.
    pub confidence: f64,
    /// The strongest first.
    pub reasons: Vec<OriginReason>,
}

/// One reason for a source. Its text is a line of evidence in findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OriginReason {
    /// Articles credit the source.
    Credited {
        evidence: CreditEvidence,
        /// Articles with this credit.
        articles: usize,
        /// All articles.
        of: usize,
    },
    /// Articles name the source beside the story.
    Named {
        /// Articles that do.
        articles: usize,
        /// All articles.
        of: usize,
    },
    /// Articles say that the source issued the story as a release.
    Release {
        /// Articles that do.
        articles: usize,
        /// All articles.
        of: usize,
    },
    /// Articles have a byline of the source's own writers.
    OwnByline { articles: usize },
    /// Articles are on the source's own pages.
    OwnPage { articles: usize },
    /// The source certainly printed the story before every other outlet.
    First {
        /// Seconds until the next outlet.
        lead: i64,
        /// Articles with a known time.
        timed: usize,
        /// All articles.
        of: usize,
    },
    /// The source was the first one of other stories that both outlets printed.
    OftenFirst {
        /// The other stories that it printed first.
        first: u32,
        /// The other stories with a known order.
        of: u32,
    },
    /// The source has the longest version.
    Longest,
}

impl fmt::Display for OriginReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            OriginReason::Credited {
                evidence,
                articles,
                of,
            } => write!(formatter, "{} in {articles} of {of}", evidence.name()),
            OriginReason::Named { articles, of } => {
                write!(formatter, "named beside the story in {articles} of {of}")
            }
            OriginReason::Release { articles, of } => {
                write!(formatter, "issued as a release in {articles} of {of}")
            }
            OriginReason::OwnByline { articles } => {
                write!(formatter, "byline of its own in {articles}")
            }
            OriginReason::OwnPage { articles: 1 } => formatter.write_str("stands on its own page"),
            OriginReason::OwnPage { articles } => {
                write!(formatter, "stands on {articles} own pages")
            }
            OriginReason::First { lead, timed, of } => {
                let lead = duration(lead);
                write!(formatter, "printed {lead} before the next outlet")?;
                if timed < of {
                    write!(formatter, " of those whose time is known ({timed} of {of})")?;
                }
                Ok(())
            }
            OriginReason::OftenFirst { first, of } => {
                write!(formatter, "first with {first} of {of} other stories")
            }
            OriginReason::Longest => formatter.write_str("the longest version"),
        }
    }
}

/// Returns a duration in words: "3 hours". Up to two of a unit are given in the
/// next smaller one.
fn duration(seconds: i64) -> String {
    let (amount, unit) = match seconds {
        172_800.. => (seconds / 86_400, "day"),
        7_200.. => (seconds / 3_600, "hour"),
        60.. => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    let ending = if amount == 1 { "" } else { "s" };
    format!("{amount} {unit}{ending}")
}
