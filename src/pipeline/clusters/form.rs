/*!
The fifth stage: clusters of duplicates, each around a centre.

Candidates are not all pairs: of a story that very many outlets carry, two
reprints may never have been compared. So when a centre is found, the articles
that hang together with it and were not compared with it are compared now.
*/

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::cluster::forest::Forest;
use crate::cluster::roundup::{Carried, belongs};
use crate::cluster::star::{Edge, Node, Star, clusters};
use crate::compare::passages::WordRange;
use crate::compare::relation::Relation;
use crate::compare::shared_passages::SharedPassages;
use crate::compare::verdict::SharedPassage;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::Roll;
use crate::pipeline::clusters::kinds::whole_in;
use crate::pipeline::observer::Observer;
use crate::pipeline::pairs::candidates::{Pairs, group};
use crate::pipeline::pairs::compare::{Comparer, Judged, Verdicts};
use crate::pipeline::pairs::verdicts::Judgements;
use crate::spill::budget::{Held, Room};

/// How an article stands to the centre of its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    /// The article.
    pub article: ArticleId,
    /// How it relates to the centre; `None` for the centre itself.
    pub relation: Option<Relation>,
    /// The share of its own words that stand in the centre.
    pub in_centre: f64,
    /// The share of the centre's words that stand in it.
    pub of_centre: f64,
    /// Shared shingles over all shingles.
    pub resemblance: f64,
}

impl Membership {
    /// The greater of the two containments.
    #[must_use]
    pub fn containment(&self) -> f64 {
        self.in_centre.max(self.of_centre)
    }
}

/// Articles that are duplicates of one of them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cluster {
    /// The centre first, then the others in reading order.
    pub members: Vec<Membership>,
    /// Duplicates of the centre that are no members, in reading order: pages
    /// that carry it whole beside other stories, and items, in no cluster of
    /// their own, that stand whole in it. They are named with the cluster and
    /// tie nothing together; no record goes because of them.
    pub beside: Vec<Membership>,
}

impl Cluster {
    /// The centre.
    #[must_use]
    pub fn centre(&self) -> ArticleId {
        self.members[0].article
    }
}

/// Rounds of comparing with new centres, at most: the second finds nothing
/// new as a rule.
const ROUNDS: usize = 4;

/// Centres of one group that are compared with all its articles, the greatest
/// first. A chain of thousands of articles has hundreds of centres, and nearly
/// all of its articles that belong together stand around the first few.
const CENTRES_COMPARED: usize = 8;

/// Forms the clusters from the copies among `verdicts`; those on pairs
/// that are compared here are added to it.
pub(crate) fn cluster<D: Dump>(
    comparer: &mut Comparer<'_, D>,
    candidates: &Pairs,
    verdicts: &mut Verdicts,
    room: &Room,
    observer: &dyn Observer,
) -> Result<Vec<Cluster>> {
    let roll = comparer.roll;
    let threshold = comparer.options.containment;
    let mut compared: Vec<Pair> = Vec::new();
    for _ in 1..ROUNDS {
        let components = Components::of(roll, &verdicts.copies, room);
        let mut missing: Vec<Pair> =
            components.each(&verdicts.copies, threshold, |articles, judged| {
                let groups = Groups::of(roll, articles, judged, threshold);
                groups.to_compare(roll, &groups.stars())
            })?;
        candidates.take_from(&mut missing)?;
        missing.retain(|pair| compared.binary_search(pair).is_err());
        if missing.is_empty() {
            break;
        }
        let known = verdicts.copies.len();
        compared.extend_from_slice(&missing);
        compared.sort_unstable();
        comparer.compare(&group(missing), observer, |one| verdicts.take(&one))?;
        if verdicts.copies.len() == known {
            break;
        }
    }
    let components = Components::of(roll, &verdicts.copies, room);
    let mut clusters: Vec<Cluster> =
        components.each(&verdicts.copies, threshold, |articles, judged| {
            let stars = Groups::of(roll, articles, judged, threshold).stars();
            let mut clusters = members(roll, judged, stars);
            name_beside(roll, judged, threshold, &mut clusters);
            clusters
        })?;
    clusters.sort_by_key(|cluster| cluster.members.iter().map(|member| member.article).min());
    Ok(clusters)
}

/// Articles that hang together through copies of whatever kind: what is in
/// one component concerns no other.
struct Components {
    /// The copies by their numbers, component by component.
    copies: Vec<u32>,
    /// Where those of each component end.
    ends: Vec<u32>,
    /// Articles that are in none, and that others have the body of.
    alone: Vec<ArticleId>,
    /// What the lists take.
    _held: Held,
}

impl Components {
    fn of(roll: &Roll, copies: &Judgements, room: &Room) -> Components {
        let mut forest = Forest::new(roll.len());
        let mut is_linked = vec![false; roll.len()];
        let _held = room.hold(roll.len() * (size_of::<u32>() + size_of::<bool>()));
        for pair in copies.pairs() {
            forest.join(pair.first().number(), pair.second().number());
            is_linked[pair.first().index()] = true;
            is_linked[pair.second().index()] = true;
        }
        let mut by_root: Vec<(u32, u32)> = (0_u32..)
            .zip(copies.pairs())
            .map(|(number, pair)| (forest.root(pair.first().number()), number))
            .collect();
        by_root.sort_unstable();
        let mut end = 0;
        let ends = by_root.chunk_by(|one, other| one.0 == other.0).map(|same| {
            end += u32::try_from(same.len()).unwrap_or(u32::MAX);
            end
        });
        let ends: Vec<u32> = ends.collect();
        Components {
            _held: room.hold((by_root.len() + ends.len()) * size_of::<u32>()),
            ends,
            copies: by_root.into_iter().map(|(_, number)| number).collect(),
            alone: roll
                .first_twins()
                .filter(|first| !is_linked[first.index()])
                .collect(),
        }
    }

    /// What `work` makes of the articles and the duplicates of each component.
    fn each<T: Send>(
        &self,
        copies: &Judgements,
        threshold: f64,
        work: impl Fn(Vec<ArticleId>, &[Judged]) -> Vec<T> + Sync,
    ) -> Result<Vec<T>> {
        let of_component = |index: usize| {
            let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
            let numbers = &self.copies[start as usize..self.ends[index] as usize];
            let (mut articles, mut duplicates) = (Vec::new(), Vec::new());
            for &number in numbers {
                let mut one = copies.get(number as usize)?;
                articles.extend([one.pair.first(), one.pair.second()]);
                if is_duplicate(&one, threshold) {
                    // Where the passages are is asked only of pages that carry
                    // another whole.
                    if whole_in(&one, threshold).is_none() {
                        one.verdict.passages = SharedPassages::default();
                    }
                    duplicates.push(one);
                }
            }
            Ok(work(articles, &duplicates))
        };
        let linked: Result<Vec<Vec<T>>> = (0..self.ends.len())
            .into_par_iter()
            .map(of_component)
            .collect();
        let mut all: Vec<T> = linked?.into_iter().flatten().collect();
        all.extend(self.alone.iter().flat_map(|&first| work(vec![first], &[])));
        Ok(all)
    }
}

/// Articles that hang together through duplicates, group by group.
struct Groups {
    groups: Vec<Group>,
}

struct Group {
    articles: Vec<ArticleId>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

impl Group {
    /// `articles` are sorted, and those of `duplicates` are among them.
    fn new(roll: &Roll, articles: Vec<ArticleId>, duplicates: &[&Judged]) -> Group {
        let index = |article: ArticleId| articles.binary_search(&article).unwrap_or_default();
        let edge = |one: &&Judged| Edge {
            one: index(one.pair.first()),
            other: index(one.pair.second()),
            resemblance: one.verdict.resemblance,
        };
        let node = |&article: &ArticleId| Node {
            words: roll.core(article).words,
            fingerprint: roll.core(article).fingerprint,
            copies: u32::try_from(roll.twins(article).len()).unwrap_or(u32::MAX),
        };
        Group {
            nodes: articles.iter().map(node).collect(),
            edges: duplicates.iter().map(edge).collect(),
            articles,
        }
    }
}

/// A centre and the articles around it.
type Around = (ArticleId, Vec<ArticleId>);

impl Groups {
    /// The groups among `articles`, which may stand there more than once.
    fn of(roll: &Roll, mut articles: Vec<ArticleId>, judged: &[Judged], threshold: f64) -> Groups {
        let duplicates: Vec<&Judged> = judged
            .iter()
            .filter(|one| is_duplicate(one, threshold))
            .collect();
        let mut kept = without_carriers(roll, duplicates, threshold);
        kept.retain(|one| are_versions(one));
        articles.sort_unstable();
        articles.dedup();
        let place = |article: ArticleId| {
            let place = articles.binary_search(&article).unwrap_or_default();
            u32::try_from(place).unwrap_or(u32::MAX)
        };
        let mut forest = Forest::new(articles.len());
        let mut is_in = vec![false; articles.len()];
        for Judged { pair, .. } in &kept {
            let (first, second) = (place(pair.first()), place(pair.second()));
            forest.join(first, second);
            is_in[first as usize] = true;
            is_in[second as usize] = true;
        }
        let mut groups: BTreeMap<u32, (Vec<ArticleId>, Vec<&Judged>)> = BTreeMap::new();
        for (number, &article) in (0_u32..).zip(&articles) {
            if is_in[number as usize] || roll.core(article).has_twins {
                let root = forest.root(number);
                groups.entry(root).or_default().0.push(article);
            }
        }
        for one in kept {
            let root = forest.root(place(one.pair.first()));
            groups.entry(root).or_default().1.push(one);
        }
        let groups = groups.into_values();
        Groups {
            groups: groups
                .map(|(articles, edges)| Group::new(roll, articles, &edges))
                .collect(),
        }
    }

    fn stars(&self) -> Vec<Around> {
        let mut all = Vec::new();
        for group in &self.groups {
            for Star { centre, members } in clusters(&group.nodes, &group.edges) {
                all.push((
                    group.articles[centre],
                    members
                        .into_iter()
                        .map(|member| group.articles[member])
                        .collect(),
                ));
            }
        }
        all
    }

    /// The pairs of a group's greatest centres and its other articles, which
    /// should all be compared.
    fn to_compare(&self, roll: &Roll, stars: &[Around]) -> Vec<Pair> {
        let sizes: HashMap<ArticleId, usize> = stars
            .iter()
            .map(|(centre, members)| (*centre, members.len()))
            .collect();
        let mut missing = Vec::new();
        for group in &self.groups {
            let mut centres: Vec<(usize, ArticleId)> = group
                .articles
                .iter()
                .filter_map(|&article| sizes.get(&article).map(|&size| (size, article)))
                .collect();
            centres.sort_unstable_by_key(|&(size, article)| {
                (Reverse(size), roll.core(article).fingerprint)
            });
            for &(_, centre) in centres.iter().take(CENTRES_COMPARED) {
                let pairs = group
                    .articles
                    .iter()
                    .filter_map(|&article| Pair::new(centre, article));
                missing.extend(pairs);
            }
        }
        missing
    }
}

/// The share of the longer article's words that must stand in the shorter one
/// for the two to be versions of one story. Below it the shorter is an item on
/// a page, as in a live blog or a digest.
const LEAST_OF_LONGER: f64 = 0.1;

/// Whether the shorter of two copies stands in the longer.
fn is_duplicate(one: &Judged, threshold: f64) -> bool {
    one.verdict.relation.is_copy() && one.verdict.containment() >= threshold
}

/// Whether two duplicates are versions of one story.
fn are_versions(one: &Judged) -> bool {
    let (first, second) = (
        one.verdict.first_containment(),
        one.verdict.second_containment(),
    );
    first.min(second) >= LEAST_OF_LONGER
}

/// The duplicates, without those that tie an article to stories that it
/// merely carries beside others.
fn without_carriers<'a>(
    roll: &Roll,
    duplicates: Vec<&'a Judged>,
    threshold: f64,
) -> Vec<&'a Judged> {
    let mut carried: BTreeMap<ArticleId, Vec<(Pair, Carried)>> = BTreeMap::new();
    for one in &duplicates {
        let (first, second) = (
            one.verdict.first_containment(),
            one.verdict.second_containment(),
        );
        let spans = |side: fn(&SharedPassage) -> WordRange| -> Vec<WordRange> {
            one.verdict
                .passages
                .iter()
                .map(|passage| side(&passage))
                .collect()
        };
        if second >= threshold && first < threshold {
            let carried_one = Carried {
                share_of_carrier: first,
                spans: spans(|passage| passage.first.words),
            };
            carried
                .entry(one.pair.first())
                .or_default()
                .push((one.pair, carried_one));
        } else if first >= threshold && second < threshold {
            let carried_one = Carried {
                share_of_carrier: second,
                spans: spans(|passage| passage.second.words),
            };
            carried
                .entry(one.pair.second())
                .or_default()
                .push((one.pair, carried_one));
        }
    }
    let mut cut = HashSet::new();
    for (carrier, mut list) in carried {
        // Of two stories that make up as much of it the earlier in this list
        // wins: nothing but the texts may decide which that is.
        list.sort_by_cached_key(|(pair, _)| {
            let part = if pair.first() == carrier {
                pair.second()
            } else {
                pair.first()
            };
            roll.core(part).fingerprint
        });
        let (pairs, parts): (Vec<Pair>, Vec<Carried>) = list.into_iter().unzip();
        cut.extend(
            pairs
                .into_iter()
                .zip(belongs(&parts))
                .filter(|(_, belongs)| !belongs)
                .map(|(pair, _)| pair),
        );
    }
    duplicates
        .into_iter()
        .filter(|one| !cut.contains(&one.pair))
        .collect()
}

/// Clusters with all articles, also those of equal text.
fn members(roll: &Roll, judged: &[Judged], stars: Vec<Around>) -> Vec<Cluster> {
    let verdicts: HashMap<Pair, &Judged> = judged.iter().map(|one| (one.pair, one)).collect();
    stars
        .into_iter()
        .map(|(centre, around)| {
            let own = Membership {
                article: centre,
                relation: None,
                in_centre: 1.0,
                of_centre: 1.0,
                resemblance: 1.0,
            };
            let mut others: Vec<Membership> = Vec::new();
            let twins = |article: ArticleId| {
                let others = roll.twins(article).iter().copied();
                others.filter(move |&twin| twin != article)
            };
            others.extend(twins(centre).map(|article| Membership {
                article,
                relation: Some(Relation::Verbatim),
                ..own
            }));
            for member in around {
                let Some(judged) = Pair::new(centre, member).and_then(|pair| verdicts.get(&pair))
                else {
                    continue;
                };
                let membership = against_centre(judged, member);
                others.push(membership);
                others.extend(twins(member).map(|article| Membership {
                    article,
                    ..membership
                }));
            }
            others.sort_unstable_by_key(|member| member.article);
            Cluster {
                members: std::iter::once(own).chain(others).collect(),
                beside: Vec::new(),
            }
        })
        .collect()
}

/// How `member` stands to the other article of a judged pair, its centre.
fn against_centre(judged: &Judged, member: ArticleId) -> Membership {
    let verdict = &judged.verdict;
    let (in_centre, of_centre) = if judged.pair.first() == member {
        (verdict.first_containment(), verdict.second_containment())
    } else {
        (verdict.second_containment(), verdict.first_containment())
    };
    Membership {
        article: member,
        relation: Some(verdict.relation),
        in_centre,
        of_centre,
        resemblance: verdict.resemblance,
    }
}

/// Names the duplicates of each centre that are no members of its cluster.
fn name_beside(roll: &Roll, judged: &[Judged], threshold: f64, clusters: &mut [Cluster]) {
    // By the first article with the same body: verdicts are on those.
    let first = |article: ArticleId| roll.core(article).same_as;
    let home: HashMap<ArticleId, usize> = clusters
        .iter()
        .enumerate()
        .flat_map(|(index, cluster)| {
            let members = cluster.members.iter();
            members.map(move |member| (first(member.article), index))
        })
        .collect();
    let centres: HashMap<ArticleId, usize> = clusters
        .iter()
        .enumerate()
        .map(|(index, cluster)| (first(cluster.centre()), index))
        .collect();
    let versions = judged
        .iter()
        .filter(|one| is_duplicate(one, threshold) && are_versions(one));
    for one in versions {
        let (a, b) = (one.pair.first(), one.pair.second());
        for (centre, other) in [(a, b), (b, a)] {
            let Some(&cluster) = centres.get(&centre) else {
                continue;
            };
            let membership = against_centre(one, other);
            let carries = membership.of_centre >= threshold;
            let is_item = membership.in_centre >= threshold && !home.contains_key(&other);
            if home.get(&other) != Some(&cluster) && (carries || is_item) {
                let twins = roll.twins(other).iter();
                clusters[cluster]
                    .beside
                    .extend(twins.map(|&article| Membership {
                        article,
                        ..membership
                    }));
            }
        }
    }
    for cluster in clusters {
        cluster.beside.sort_unstable_by_key(|member| member.article);
        cluster.beside.dedup_by_key(|member| member.article);
    }
}
