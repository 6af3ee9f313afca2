/*!
Which article of a cluster is kept first.
*/

use crate::article::ArticleId;
use crate::pipeline::articles::table::ArticleTable;
use crate::syndication::origin::{Origin, OriginSource};

/// Which article of a cluster is kept first.
///
/// The command shows the descriptions of the variants as the help of `--keep`.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum KeepPolicy {
    /// The article published first; articles without a date come last
    #[default]
    Earliest,
    /// The article published last; articles without a date come last
    #[cfg_attr(feature = "cli", value(help = "The article published last"))]
    Latest,
    /// The article with the most words
    Longest,
    /// The article read first
    First,
    /// The article on the page of the story's origin, else the earliest that credits the origin
    Origin,
    /// An article of the first of these outlets that has one; ASCII case is
    /// ignored. The earliest of several, and of articles of other outlets.
    #[cfg_attr(feature = "cli", value(skip))]
    Prefer(Vec<String>),
}

/// The rank of an article. The smallest of a cluster is kept first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeepRank {
    preference: i64,
    day: i64,
    /// Articles without a time of day come last on their day.
    is_date_only: bool,
    seconds: i64,
    article: ArticleId,
}

impl KeepPolicy {
    /// Returns the rank of `article` in a cluster with this origin.
    pub(crate) fn rank(
        &self,
        table: &ArticleTable,
        origin: Option<&Origin>,
        article: ArticleId,
    ) -> KeepRank {
        let undated = KeepRank {
            preference: 0,
            day: i64::MAX,
            is_date_only: false,
            seconds: 0,
            article,
        };
        let published = table.entry(article).published;
        let earliest = published.map_or(undated, |published| KeepRank {
            day: published.days().first,
            is_date_only: !published.has_time(),
            seconds: published.seconds,
            ..undated
        });
        let preferred = |preference| KeepRank {
            preference,
            is_date_only: false,
            ..earliest
        };
        match self {
            KeepPolicy::Earliest => earliest,
            KeepPolicy::Latest if published.is_none() => undated,
            KeepPolicy::Latest => KeepRank {
                day: -earliest.day,
                seconds: -earliest.seconds,
                ..earliest
            },
            KeepPolicy::Longest => KeepRank {
                preference: -i64::from(table.core(article).words),
                ..undated
            },
            KeepPolicy::First => undated,
            KeepPolicy::Origin => {
                preferred(origin.map_or(0, |origin| distance(table, origin, article)))
            }
            KeepPolicy::Prefer(outlets) => {
                let outlet = table.outlet_of(article).unwrap_or_default();
                let mut places = (0..).zip(outlets);
                let place = places.find(|(_, name)| name.eq_ignore_ascii_case(outlet));
                preferred(place.map_or(i64::MAX, |(place, _)| place))
            }
        }
    }
}

/// Returns how far an article is from the origin of its cluster: 0 on a page of
/// the origin, 1 when it credits the origin, else 2.
fn distance(table: &ArticleTable, origin: &Origin, article: ArticleId) -> i64 {
    let outlet = table.core(article).outlet;
    let mut credits = table.credits_of(article).iter();
    match origin.source {
        OriginSource::Outlet(source) if outlet.is_some_and(|outlet| outlet.number() == source) => 0,
        OriginSource::Party(party)
            if outlet.and_then(|own| table.outlets.own_party(own)) == Some(party) =>
        {
            0
        }
        OriginSource::Party(party) if credits.any(|credit| credit.party == party) => 1,
        OriginSource::Outlet(_) | OriginSource::Party(_) => 2,
    }
}
