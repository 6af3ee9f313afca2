/*!
Which article of a cluster stays, and which others may go.

# Choices

* Removing is asymmetric: an article goes only if enough of its own words
  stand in one that stays. A brief never displaces the long article that
  contains it. What stays for that reason is counted.
* Every removal is measured against the very article that stays, not against
  the center of the cluster.
*/

use std::collections::HashMap;

use crate::article::ArticleId;
use crate::compare::relation::Relation;
use crate::compare::verdict::Verdict;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::ClusterMember;
use crate::pipeline::observer::Observer;
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::breadth_first::breadth_first;
use crate::pipeline::pairs::compare::Comparer;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::fixed::fixed_size;
use crate::spill::paged_vec::PagedVec;
use crate::spill::shares;
use crate::syndication::origin::{Origin, OriginSource};

/// Who stays of a cluster.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum KeepPolicy {
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

impl KeepPolicy {
    /// What `article` of a cluster with this origin is sorted by: the smallest
    /// stays.
    fn rank(
        &self,
        table: &ArticleTable,
        origin: Option<&Origin>,
        article: ArticleId,
    ) -> (i64, i64, i64, u32) {
        let entry = table.entry(article);
        let order = article.number();
        // Of one day those whose hour is known come first.
        let dated = entry.published.map(|published| {
            let day = published.days().first;
            (day, i64::from(!published.has_time()), published.seconds)
        });
        let earliest = dated.map_or((i64::MAX, 0, 0, order), |(day, date_only, seconds)| {
            (day, date_only, seconds, order)
        });
        match self {
            KeepPolicy::Earliest => earliest,
            KeepPolicy::Latest => dated
                .map_or((i64::MAX, 0, 0, order), |(day, date_only, seconds)| {
                    (-day, date_only, -seconds, order)
                }),
            KeepPolicy::Longest => (-i64::from(table.core(article).words), 0, 0, order),
            KeepPolicy::First => (0, 0, 0, order),
            KeepPolicy::Origin => {
                let distance = origin.map_or(0, |origin| distance(table, origin, article));
                (distance, earliest.0, earliest.2, order)
            }
            KeepPolicy::Prefer(outlets) => {
                let outlet = table.outlet_of(article).unwrap_or_default();
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
fn distance(table: &ArticleTable, origin: &Origin, article: ArticleId) -> i64 {
    let outlet = table.core(article).outlet;
    let own_party = outlet.and_then(|outlet| table.own_party(outlet));
    let outlet = outlet.map(|outlet| outlet.number());
    let (is_own, credits) = match origin.source {
        OriginSource::Outlet(source) => (outlet == Some(source), false),
        OriginSource::Party(party) => (
            own_party == Some(party),
            table.signs(article).iter().any(|sign| sign.party == party),
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

fixed_size!(Removal {
    kept: ArticleId,
    cluster: usize,
    relation: Relation,
    containment: f64,
    resemblance: f64,
});

fixed_size!(
    enum Relation {
        Verbatim,
        Edited,
        Update,
        Excerpt,
        Template,
        Boilerplate,
        SameEvent,
        Unrelated,
    }
);

/// What becomes of the articles of a dump.
///
/// # Complexity
///
/// Eight bytes for each article that goes and four for each cluster stay in
/// memory; why articles go may stand in a temporary file.
#[derive(Debug)]
pub struct KeepPlan {
    /// Those that go, in reading order, and where it is written why.
    removed: Vec<(ArticleId, u32)>,
    removals: PagedVec<Removal>,
    kept: Vec<ArticleId>,
    unlike: u64,
    not_compared: u64,
    _held: Reservation,
}

impl KeepPlan {
    /// What becomes of articles that all stay.
    #[must_use]
    pub fn of_all() -> KeepPlan {
        let budget = MemoryBudget::new(0, None);
        Deciding::new(&budget).decided(&budget)
    }

    /// Whether `article` goes.
    #[must_use]
    pub fn goes(&self, article: ArticleId) -> bool {
        self.place(article).is_some()
    }

    /// Why `article` goes; `None` when it stays.
    ///
    /// # Errors
    ///
    /// When that cannot be read from a temporary file.
    pub fn removal(&self, article: ArticleId) -> Result<Option<Removal>> {
        let place = self.place(article);
        place.map(|place| self.removals.get(place)).transpose()
    }

    fn place(&self, article: ArticleId) -> Option<usize> {
        let place = self.removed.binary_search_by_key(&article, |one| one.0);
        place.ok().map(|place| self.removed[place].1 as usize)
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

    /// How many of those were not held against all that stay of their
    /// cluster: of a cluster in which very many stay only the first are.
    #[must_use]
    pub fn not_compared(&self) -> u64 {
        self.not_compared
    }
}

/// What is decided so far.
struct Deciding {
    removed: ChunkedVec<(ArticleId, u32)>,
    removals: PagedVec<Removal>,
    kept: Vec<ArticleId>,
    unlike: u64,
    not_compared: u64,
}

impl Deciding {
    fn new(budget: &MemoryBudget) -> Deciding {
        Deciding {
            removed: ChunkedVec::new(budget),
            removals: PagedVec::new(budget.share(&shares::REMOVALS)),
            kept: Vec::new(),
            unlike: 0,
            not_compared: 0,
        }
    }

    /// Lets `article` go.
    fn remove(&mut self, article: ArticleId, removal: Removal) -> Result<()> {
        let place = u32::try_from(self.removals.len()).unwrap_or(u32::MAX);
        self.removed.push((article, place));
        self.removals.push(removal)
    }

    fn decided(mut self, budget: &MemoryBudget) -> KeepPlan {
        let mut removed = Vec::with_capacity(self.removed.len());
        removed.extend(self.removed.drain());
        removed.sort_unstable();
        let bytes = size_of_val(removed.as_slice()) + size_of_val(self.kept.as_slice());
        KeepPlan {
            removed,
            removals: self.removals,
            kept: self.kept,
            unlike: self.unlike,
            not_compared: self.not_compared,
            _held: budget.reserve(bytes),
        }
    }
}

/// Articles that stay of one cluster and are held against all others of it, at
/// most. Each that stays after them is held against those with which it was
/// compared when the cluster was formed: of thousands of versions of one story
/// hundreds may stay, and a square of them is not to be had.
const STAYING_COMPARED: usize = 32;

/// Articles of clusters that are decided on at once, about.
const AT_ONCE: usize = 1 << 16;

/// A cluster that is being decided on.
struct Open<'a> {
    cluster: usize,
    /// How members stand to the center, by the first article with their body.
    members: HashMap<ArticleId, &'a ClusterMember>,
    /// Articles not yet decided on, the first to stay at the front.
    waiting: Vec<ArticleId>,
    /// How many stay so far.
    stay: usize,
}

/// Decides for every cluster of `outcome` who stays.
///
/// # Complexity
///
/// A cluster of `n` articles of which `k` stay takes at most
/// `n * min(k, STAYING_COMPARED)` comparisons.
///
/// # Errors
///
/// When a record cannot be read a second time.
pub(crate) fn decide<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    options: &Options,
    policy: &KeepPolicy,
    observer: &dyn Observer,
) -> Result<KeepPlan> {
    let mut decider = Decider {
        outcome,
        options,
        comparer: Comparer::new(
            dump,
            &outcome.table,
            &outcome.stock_phrases,
            options,
            &outcome.budget,
        ),
        deciding: Deciding::new(&outcome.budget),
    };
    decider.deciding.kept.reserve_exact(outcome.clusters.len());
    let (mut open, mut articles) = (Vec::new(), 0);
    for (cluster, found) in outcome.clusters.iter().enumerate() {
        open.push(decider.open(cluster, policy));
        articles += found.members.len();
        if articles >= AT_ONCE {
            decider.close(std::mem::take(&mut open), observer)?;
            articles = 0;
        }
    }
    decider.close(open, observer)?;
    outcome.table.check_io()?;
    Ok(decider.deciding.decided(&outcome.budget))
}

/// Decides on clusters, some at a time.
struct Decider<'a, D> {
    outcome: &'a Outcome,
    options: &'a Options,
    comparer: Comparer<'a, D>,
    deciding: Deciding,
}

impl<'a, D: Dump> Decider<'a, D> {
    /// A cluster before anything is decided, but for who stays before all
    /// others.
    fn open(&mut self, cluster: usize, policy: &KeepPolicy) -> Open<'a> {
        let (table, found) = (&self.outcome.table, &self.outcome.clusters[cluster]);
        let mut waiting: Vec<ArticleId> =
            found.members.iter().map(|member| member.article).collect();
        let origin = match policy {
            KeepPolicy::Origin => self.outcome.origin(cluster),
            _ => None,
        };
        waiting.sort_by_cached_key(|&article| policy.rank(table, origin.as_ref(), article));
        self.deciding.kept.push(waiting[0]);
        let related = found.members.iter().rev();
        let members = related
            .filter(|member| member.relation.is_some())
            // Of several with one body the first counts.
            .map(|member| (table.core(member.article).same_as, member))
            .collect();
        Open {
            cluster,
            members,
            waiting,
            stay: 0,
        }
    }

    /// Decides on all articles of `open`.
    fn close(&mut self, mut open: Vec<Open<'a>>, observer: &dyn Observer) -> Result<()> {
        let mut is_first = true;
        while !open.is_empty() {
            // Each round one article of every cluster stays, and the others
            // are held against it.
            self.deciding.unlike += if is_first { 0 } else { open.len() as u64 };
            is_first = false;
            let measured = self.measure(&open, observer)?;
            for one in &mut open {
                let kept = one.waiting.remove(0);
                one.stay += 1;
                let (outcome, options) = (self.outcome, self.options);
                let mut removed = Vec::new();
                let mut waiting = std::mem::take(&mut one.waiting);
                waiting.retain(|&article| {
                    let removal = goes(outcome, one, &measured, article, kept, options);
                    removed.extend(removal.map(|removal| (article, removal)));
                    removal.is_none()
                });
                one.waiting = waiting;
                for (article, removal) in removed {
                    self.deciding.remove(article, removal)?;
                }
                if one.stay == STAYING_COMPARED {
                    self.decide_by_verdicts(one)?;
                }
            }
            open.retain(|one| !one.waiting.is_empty());
        }
        Ok(())
    }

    /// Compares every waiting article with the one that stays in this round,
    /// where the answer is not known already.
    fn measure(
        &mut self,
        open: &[Open<'_>],
        observer: &dyn Observer,
    ) -> Result<HashMap<Pair, Measured>> {
        let table = &self.outcome.table;
        let mut pairs = Vec::new();
        for one in open {
            let center = table
                .core(self.outcome.clusters[one.cluster].center())
                .same_as;
            let kept = table.core(one.waiting[0]).same_as;
            let others = one.waiting[1..]
                .iter()
                .map(|&article| table.core(article).same_as);
            // Against the center all members are measured already.
            let unknown = others.filter(|&other| kept != center && other != center);
            pairs.extend(unknown.filter_map(|other| Pair::new(kept, other)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut measured = HashMap::new();
        let mut unknown = Vec::new();
        for pair in pairs {
            match self.outcome.copies.of_pair(pair)? {
                Some(judged) => {
                    measured.insert(pair, Measured::of(&judged.verdict));
                }
                None => unknown.push(pair),
            }
        }
        self.comparer
            .compare(&breadth_first(unknown), observer, |one| {
                measured.insert(one.pair, Measured::of(&one.verdict));
                Ok(())
            })?;
        Ok(measured)
    }

    /// Decides on all articles that wait, from the verdicts that are there.
    fn decide_by_verdicts(&mut self, open: &mut Open<'_>) -> Result<()> {
        let table = &self.outcome.table;
        let same = |article: ArticleId| table.core(article).same_as;
        let mut bodies: Vec<ArticleId> = open.waiting.iter().map(|&one| same(one)).collect();
        bodies.sort_unstable();
        bodies.dedup();
        // The verdicts on each body, with others that wait.
        let mut known: HashMap<ArticleId, Vec<(ArticleId, Measured)>> = HashMap::new();
        for judged in self.outcome.copies.unlisted_among(&bodies) {
            let judged = judged?;
            let measured = Measured::of(&judged.verdict);
            let (first, second) = (judged.pair.first(), judged.pair.second());
            known.entry(first).or_default().push((second, measured));
            known.entry(second).or_default().push((first, measured));
        }
        // For each body an article of which stays, and why the others go.
        let mut gone: HashMap<ArticleId, Removal> = HashMap::new();
        for article in std::mem::take(&mut open.waiting) {
            let body = same(article);
            if let Some(removal) = gone.get(&body) {
                self.deciding.remove(article, *removal)?;
                continue;
            }
            self.deciding.unlike += 1;
            self.deciding.not_compared += 1;
            let verbatim = Removal {
                kept: article,
                cluster: open.cluster,
                relation: Relation::Verbatim,
                containment: 1.0,
                resemblance: 1.0,
            };
            gone.insert(body, verbatim);
            for (other, measured) in known.get(&body).into_iter().flatten() {
                if let Some(removal) = measured.removal(*other, body, verbatim, self.options) {
                    gone.entry(*other).or_insert(removal);
                }
            }
        }
        Ok(())
    }
}

/// How much of one article stands in another.
#[derive(Clone, Copy)]
struct Measured {
    relation: Relation,
    first: f64,
    second: f64,
    resemblance: f64,
}

impl Measured {
    fn of(verdict: &Verdict) -> Measured {
        Measured {
            relation: verdict.relation,
            first: verdict.first_containment(),
            second: verdict.second_containment(),
            resemblance: verdict.resemblance,
        }
    }

    /// Why `body` goes, if it does, for `kept`, an article of which stays:
    /// `for_it` says which one.
    fn removal(
        &self,
        body: ArticleId,
        kept: ArticleId,
        for_it: Removal,
        options: &Options,
    ) -> Option<Removal> {
        let own = if body < kept { self.first } else { self.second };
        let removal = Removal {
            relation: self.relation,
            containment: own,
            resemblance: self.resemblance,
            ..for_it
        };
        (self.relation.is_copy() && own >= options.containment).then_some(removal)
    }
}

/// Why `article` goes because `kept` stays; `None` when it does not.
fn goes(
    outcome: &Outcome,
    open: &Open<'_>,
    measured: &HashMap<Pair, Measured>,
    article: ArticleId,
    kept: ArticleId,
    options: &Options,
) -> Option<Removal> {
    let table = &outcome.table;
    let (same_article, same_kept) = (table.core(article).same_as, table.core(kept).same_as);
    let found = &outcome.clusters[open.cluster];
    let center = table.core(found.center()).same_as;
    let member = |wanted: ArticleId| open.members.get(&wanted).copied();
    let for_it = Removal {
        kept,
        cluster: open.cluster,
        relation: Relation::Verbatim,
        containment: 1.0,
        resemblance: 1.0,
    };
    if same_article == same_kept {
        return Some(for_it);
    }
    let (relation, containment, resemblance) = if same_kept == center {
        let member = member(same_article)?;
        (member.relation?, member.in_center, member.resemblance)
    } else if same_article == center {
        let member = member(same_kept)?;
        (member.relation?, member.of_center, member.resemblance)
    } else {
        let pair = Pair::new(same_article, same_kept)?;
        return measured
            .get(&pair)?
            .removal(same_article, same_kept, for_it, options);
    };
    let removal = Removal {
        relation,
        containment,
        resemblance,
        ..for_it
    };
    (relation.is_copy() && containment >= options.containment).then_some(removal)
}
