/*!
Which article of a cluster is kept first.
*/

use crate::article::ArticleId;
use crate::news::attribution::named_outlets::OutletNames;
use crate::pipeline::articles::outlets::OutletId;
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
    /// Returns the rank of `article` at this distance from the origin of its cluster.
    pub(crate) fn rank(
        &self,
        table: &ArticleTable,
        distance: OriginDistance,
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
            KeepPolicy::Origin => preferred(distance as i64),
            KeepPolicy::Prefer(outlets) => {
                let outlet = table.outlet_of(article).unwrap_or_default();
                let mut places = (0..).zip(outlets);
                let place = places.find(|(_, name)| name.eq_ignore_ascii_case(outlet));
                preferred(place.map_or(i64::MAX, |(place, _)| place))
            }
        }
    }
}

/// How far an article is from the origin of its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OriginDistance {
    /// It is on a page of the origin.
    OwnPage,
    /// It credits the origin.
    Credits,
    /// Neither, or the origin is not known.
    Unknown,
}

impl OriginDistance {
    /// Returns the distance of the cluster's article with this index from `origin`.
    pub(crate) fn of(
        table: &ArticleTable,
        origin: &Origin,
        index: usize,
        article: ArticleId,
    ) -> OriginDistance {
        let mut credits = table.credits_of(article).iter();
        let mut named = table.credits.named_outlets_of(article).iter();
        let names_it = match origin.source {
            OriginSource::Party(party) => credits.any(|credit| credit.party == party),
            OriginSource::Outlet(outlet) => {
                let names = OutletNames::of(table.outlets.name(OutletId::new(outlet)));
                let is_name = |party: u32| names.are(&table.credits.party(party).name);
                named.any(|&named| named == outlet) || credits.any(|credit| is_name(credit.party))
            }
        };
        match origin.own.binary_search(&index) {
            Ok(_) => OriginDistance::OwnPage,
            Err(_) if names_it => OriginDistance::Credits,
            Err(_) => OriginDistance::Unknown,
        }
    }
}
