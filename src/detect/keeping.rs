/*!
Which article of a cluster stays, and which others may go.

# Choices

* Removing is asymmetric: an article goes only if enough of its own words
  stand in one that stays. A brief never displaces the long article that
  contains it. What stays for that reason is counted.
* Every removal is measured against the very article that stays, not against
  the centre of the cluster.
*/

use std::collections::HashMap;

use super::clustering::Membership;
use super::comparing::Comparer;
use super::observer::Observer;
use super::options::Options;
use super::outcome::Outcome;
use super::roll::Roll;
use crate::article::ArticleId;
use crate::candidates::postings::Pair;
use crate::error::Result;
use crate::relation::Relation;
use crate::source::Dump;
use crate::syndication::origin::{Origin, Source};

/// Who stays of a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Policy {
    /// The one that was published first; undated ones last.
    #[default]
    Earliest,
    /// The one that was published last; undated ones after the dated.
    Latest,
    /// The one with the most words.
    Longest,
    /// The one that was read first.
    First,
    /// The one on a page of the cluster's source, then one that credits it;
    /// of several the earliest.
    Origin,
    /// The one of the outlet that is named first; of others the earliest.
    Prefer(Vec<String>),
}

impl Policy {
    /// What `article` of a cluster with this origin is sorted by: the smallest
    /// stays.
    fn rank(
        &self,
        roll: &Roll,
        origin: Option<&Origin>,
        article: ArticleId,
    ) -> (i64, i64, i64, u32) {
        let entry = roll.entry(article);
        let order = article.number();
        // Of one day those whose hour is known come first.
        let dated = entry.published.map(|published| {
            let day = published.days().0;
            (day, i64::from(!published.has_time()), published.seconds)
        });
        let earliest = dated.map_or((i64::MAX, 0, 0, order), |(day, date_only, seconds)| {
            (day, date_only, seconds, order)
        });
        match self {
            Policy::Earliest => earliest,
            Policy::Latest => dated.map_or((i64::MAX, 0, 0, order), |(day, date_only, seconds)| {
                (-day, date_only, -seconds, order)
            }),
            Policy::Longest => (-i64::from(roll.core(article).words), 0, 0, order),
            Policy::First => (0, 0, 0, order),
            Policy::Origin => {
                let distance = origin.map_or(0, |origin| distance(roll, origin, article));
                (distance, earliest.0, earliest.2, order)
            }
            Policy::Prefer(outlets) => {
                let outlet = roll.outlet_of(article).unwrap_or_default();
                let place = outlets
                    .iter()
                    .position(|preferred| preferred.eq_ignore_ascii_case(outlet));
                let place =
                    place.map_or(i64::MAX, |place| i64::try_from(place).unwrap_or(i64::MAX));
                (place, earliest.0, earliest.2, order)
            }
        }
    }
}

/// How far an article stands from the source of its cluster: on a page of its
/// own, crediting it, or neither.
fn distance(roll: &Roll, origin: &Origin, article: ArticleId) -> i64 {
    let outlet = roll.core(article).outlet;
    let own_party = outlet.and_then(|outlet| roll.own_party(outlet));
    let outlet = outlet.map(|outlet| outlet.number());
    let (is_own, credits) = match origin.source {
        Source::Outlet(source) => (outlet == Some(source), false),
        Source::Party(party) => (
            own_party == Some(party),
            roll.signs(article).iter().any(|sign| sign.party == party),
        ),
    };
    match (is_own, credits) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}

/// Why an article goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Removal {
    /// The article that stays for it.
    pub kept: ArticleId,
    /// The cluster of both, by its place in [`Outcome::clusters`].
    pub cluster: usize,
    /// How the two relate.
    pub relation: Relation,
    /// The share of the removed one's words that stand in the kept one.
    pub containment: f64,
    /// Shared shingles over all shingles.
    pub resemblance: f64,
}

/// What becomes of the articles of a dump.
#[derive(Debug, Default)]
pub struct Keeping {
    removed: HashMap<ArticleId, Removal>,
    kept: Vec<ArticleId>,
    unlike: u64,
}

impl Keeping {
    /// Why `article` goes; `None` when it stays.
    #[must_use]
    pub fn removal(&self, article: ArticleId) -> Option<&Removal> {
        self.removed.get(&article)
    }

    /// The article that stays of a cluster before all others.
    #[must_use]
    pub fn kept_of(&self, cluster: usize) -> Option<ArticleId> {
        self.kept.get(cluster).copied()
    }

    /// The number of articles that go.
    #[must_use]
    pub fn removed(&self) -> u64 {
        self.removed.len() as u64
    }

    /// The number of articles of clusters that stay beside the first because
    /// too little of them stands in one that stays.
    #[must_use]
    pub fn kept_unlike(&self) -> u64 {
        self.unlike
    }
}

/// A cluster that is being decided on.
struct Open<'a> {
    cluster: usize,
    /// How members stand to the centre, by the first article with their body.
    members: HashMap<ArticleId, &'a Membership>,
    /// Articles not yet decided on, the first to stay at the front.
    waiting: Vec<ArticleId>,
}

/// Decides for every cluster of `outcome` who stays.
///
/// # Errors
///
/// When a record cannot be read a second time.
pub(super) fn decide<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    options: &Options,
    policy: &Policy,
    observer: &dyn Observer,
) -> Result<Keeping> {
    let roll = &outcome.roll;
    let mut comparer = Comparer::new(dump, roll, &outcome.standing, &outcome.stock, options);
    let mut keeping = Keeping::default();
    let mut open: Vec<Open<'_>> = Vec::new();
    for (cluster, found) in outcome.clusters.iter().enumerate() {
        let mut waiting: Vec<ArticleId> =
            found.members.iter().map(|member| member.article).collect();
        let origin = outcome.origins[cluster].as_ref();
        waiting.sort_by_cached_key(|&article| policy.rank(roll, origin, article));
        keeping.kept.push(waiting[0]);
        let related = found.members.iter().rev();
        let members = related
            .filter(|member| member.relation.is_some())
            // Of several with one body the first counts.
            .map(|member| (roll.core(member.article).same_as, member))
            .collect();
        open.push(Open {
            cluster,
            members,
            waiting,
        });
    }
    let mut first = true;
    while !open.is_empty() {
        // Each round one article of every cluster stays, and the others are
        // held against it.
        keeping.unlike += if first { 0 } else { open.len() as u64 };
        first = false;
        let measured = measure(&mut comparer, outcome, &open, observer)?;
        for one in &mut open {
            let kept = one.waiting.remove(0);
            one.waiting.retain(|&article| {
                match goes(
                    outcome,
                    one.cluster,
                    &one.members,
                    &measured,
                    article,
                    kept,
                    options,
                ) {
                    Some(removal) => {
                        keeping.removed.insert(article, removal);
                        false
                    }
                    None => true,
                }
            });
        }
        open.retain(|one| !one.waiting.is_empty());
    }
    Ok(keeping)
}

/// How much of one article stands in another.
#[derive(Clone, Copy)]
struct Measured {
    relation: Relation,
    first: f64,
    second: f64,
    resemblance: f64,
}

/// Compares every waiting article with the one that stays in this round,
/// where the cluster does not know the answer already.
fn measure<D: Dump>(
    comparer: &mut Comparer<'_, D>,
    outcome: &Outcome,
    open: &[Open],
    observer: &dyn Observer,
) -> Result<HashMap<Pair, Measured>> {
    let roll = &outcome.roll;
    let mut pairs = Vec::new();
    for one in open {
        let centre = roll.core(outcome.clusters[one.cluster].centre()).same_as;
        let kept = roll.core(one.waiting[0]).same_as;
        let others = one.waiting[1..]
            .iter()
            .map(|&article| roll.core(article).same_as);
        // Against the centre all members are measured already.
        let unknown = others.filter(|&other| kept != centre && other != centre);
        pairs.extend(unknown.filter_map(|other| Pair::new(kept, other)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let mut measured = HashMap::new();
    comparer.compare(&pairs, observer, |one| {
        let verdict = &one.verdict;
        measured.insert(
            one.pair,
            Measured {
                relation: verdict.relation,
                first: verdict.first_containment(),
                second: verdict.second_containment(),
                resemblance: verdict.resemblance,
            },
        );
    })?;
    Ok(measured)
}

/// Whether `article` goes because `kept` stays.
fn goes(
    outcome: &Outcome,
    cluster: usize,
    members: &HashMap<ArticleId, &Membership>,
    measured: &HashMap<Pair, Measured>,
    article: ArticleId,
    kept: ArticleId,
    options: &Options,
) -> Option<Removal> {
    let roll = &outcome.roll;
    let (same_article, same_kept) = (roll.core(article).same_as, roll.core(kept).same_as);
    let found = &outcome.clusters[cluster];
    let centre = roll.core(found.centre()).same_as;
    let member = |wanted: ArticleId| members.get(&wanted).copied();
    let (relation, containment, resemblance) = if same_article == same_kept {
        (Relation::Verbatim, 1.0, 1.0)
    } else if same_kept == centre {
        let member = member(same_article)?;
        (member.relation?, member.in_centre, member.resemblance)
    } else if same_article == centre {
        let member = member(same_kept)?;
        (member.relation?, member.of_centre, member.resemblance)
    } else {
        let pair = Pair::new(same_article, same_kept)?;
        let measured = measured.get(&pair)?;
        let own = if pair.first() == same_article {
            measured.first
        } else {
            measured.second
        };
        (measured.relation, own, measured.resemblance)
    };
    let removal = Removal {
        kept,
        cluster,
        relation,
        containment,
        resemblance,
    };
    (relation.is_copy() && containment >= options.containment).then_some(removal)
}
