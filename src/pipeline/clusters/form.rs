/*!
The fifth stage: clusters of duplicates, each around a center.

Candidates are not all pairs: of a story that very many outlets carry, two
reprints may never have been compared. So when a center is found, the articles
that hang together with it and were not compared with it are compared now.
*/

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::cluster::forest::Forest;
use crate::cluster::roundup::{CarriedStory, belongs};
use crate::cluster::star::{Edge, Node, Star, clusters};
use crate::compare::passages::WordRange;
use crate::compare::relation::Relation;
use crate::compare::shared_passages::{SharedPassage, SharedPassages};
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::{Cluster, ClusterMember};
use crate::pipeline::observer::Observer;
use crate::pipeline::pairs::breadth_first::breadth_first;
use crate::pipeline::pairs::candidates::CandidatePairs;
use crate::pipeline::pairs::compare::Comparer;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::pipeline::pairs::pair_verdicts::PairVerdicts;
use crate::pipeline::pairs::verdict_list::VerdictList;
use crate::spill::budget::{MemoryBudget, Reservation};

/// Rounds of comparing with new centers, at most: the second finds nothing
/// new as a rule.
const ROUNDS: usize = 4;

/// Centers of one group that are compared with all its articles, the greatest
/// first. A chain of thousands of articles has hundreds of centers, and nearly
/// all of its articles that belong together stand around the first few.
const CENTERS_COMPARED: usize = 8;

/// Forms the clusters from the copies among `verdicts`; those on pairs
/// that are compared here are added to it.
pub(crate) fn cluster<D: Dump>(
    comparer: &mut Comparer<'_, D>,
    candidates: &CandidatePairs,
    verdicts: &mut PairVerdicts,
    budget: &MemoryBudget,
    observer: &dyn Observer,
) -> Result<Vec<Cluster>> {
    let table = comparer.table;
    let threshold = comparer.options.containment;
    let mut compared: Vec<Pair> = Vec::new();
    for _ in 1..ROUNDS {
        let components = Components::of(table, &verdicts.copies, budget);
        let mut missing: Vec<Pair> =
            components.each(&verdicts.copies, threshold, |articles, judged| {
                let groups = Groups::of(table, articles, judged, threshold);
                groups.to_compare(table, &groups.stars())
            })?;
        candidates.remove_from(&mut missing)?;
        missing.retain(|pair| compared.binary_search(pair).is_err());
        if missing.is_empty() {
            break;
        }
        let known = verdicts.copies.len();
        compared.extend_from_slice(&missing);
        compared.sort_unstable();
        comparer.compare(&breadth_first(missing), observer, |one| verdicts.push(&one))?;
        if verdicts.copies.len() == known {
            break;
        }
    }
    let components = Components::of(table, &verdicts.copies, budget);
    let mut clusters: Vec<Cluster> =
        components.each(&verdicts.copies, threshold, |articles, judged| {
            let stars = Groups::of(table, articles, judged, threshold).stars();
            let mut clusters = members(table, judged, stars);
            name_beside(table, judged, threshold, &mut clusters);
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
    _held: Reservation,
}

impl Components {
    fn of(table: &ArticleTable, copies: &VerdictList, budget: &MemoryBudget) -> Components {
        let mut forest = Forest::new(table.len());
        let mut is_linked = vec![false; table.len()];
        let _held = budget.reserve(table.len() * (size_of::<u32>() + size_of::<bool>()));
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
            _held: budget.reserve((by_root.len() + ends.len()) * size_of::<u32>()),
            ends,
            copies: by_root.into_iter().map(|(_, number)| number).collect(),
            alone: table
                .first_exact_duplicates()
                .filter(|first| !is_linked[first.index()])
                .collect(),
        }
    }

    /// What `work` makes of the articles and the duplicates of each component.
    fn each<T: Send>(
        &self,
        copies: &VerdictList,
        threshold: f64,
        work: impl Fn(Vec<ArticleId>, &[JudgedPair]) -> Vec<T> + Sync,
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
                    if one.carried_whole(threshold).is_none() {
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
    fn new(table: &ArticleTable, articles: Vec<ArticleId>, duplicates: &[&JudgedPair]) -> Group {
        let index = |article: ArticleId| articles.binary_search(&article).unwrap_or_default();
        let edge = |one: &&JudgedPair| Edge {
            one: index(one.pair.first()),
            other: index(one.pair.second()),
            resemblance: one.verdict.resemblance,
        };
        let node = |&article: &ArticleId| Node {
            words: table.core(article).words,
            fingerprint: table.core(article).fingerprint,
            copies: u32::try_from(table.exact_duplicates(article).len()).unwrap_or(u32::MAX),
        };
        Group {
            nodes: articles.iter().map(node).collect(),
            edges: duplicates.iter().map(edge).collect(),
            articles,
        }
    }
}

/// A center and the articles around it.
type Around = (ArticleId, Vec<ArticleId>);

impl Groups {
    /// The groups among `articles`, which may stand there more than once.
    fn of(
        table: &ArticleTable,
        mut articles: Vec<ArticleId>,
        judged: &[JudgedPair],
        threshold: f64,
    ) -> Groups {
        let duplicates: Vec<&JudgedPair> = judged
            .iter()
            .filter(|one| is_duplicate(one, threshold))
            .collect();
        let mut kept = without_carriers(table, duplicates, threshold);
        kept.retain(|one| are_versions(one));
        articles.sort_unstable();
        articles.dedup();
        let place = |article: ArticleId| {
            let place = articles.binary_search(&article).unwrap_or_default();
            u32::try_from(place).unwrap_or(u32::MAX)
        };
        let mut forest = Forest::new(articles.len());
        let mut is_in = vec![false; articles.len()];
        for JudgedPair { pair, .. } in &kept {
            let (first, second) = (place(pair.first()), place(pair.second()));
            forest.join(first, second);
            is_in[first as usize] = true;
            is_in[second as usize] = true;
        }
        let mut groups: BTreeMap<u32, (Vec<ArticleId>, Vec<&JudgedPair>)> = BTreeMap::new();
        for (number, &article) in (0_u32..).zip(&articles) {
            if is_in[number as usize] || table.core(article).has_exact_duplicates {
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
                .map(|(articles, edges)| Group::new(table, articles, &edges))
                .collect(),
        }
    }

    fn stars(&self) -> Vec<Around> {
        let mut all = Vec::new();
        for group in &self.groups {
            for Star { center, members } in clusters(&group.nodes, &group.edges) {
                all.push((
                    group.articles[center],
                    members
                        .into_iter()
                        .map(|member| group.articles[member])
                        .collect(),
                ));
            }
        }
        all
    }

    /// The pairs of a group's greatest centers and its other articles, which
    /// should all be compared.
    fn to_compare(&self, table: &ArticleTable, stars: &[Around]) -> Vec<Pair> {
        let sizes: HashMap<ArticleId, usize> = stars
            .iter()
            .map(|(center, members)| (*center, members.len()))
            .collect();
        let mut missing = Vec::new();
        for group in &self.groups {
            let mut centers: Vec<(usize, ArticleId)> = group
                .articles
                .iter()
                .filter_map(|&article| sizes.get(&article).map(|&size| (size, article)))
                .collect();
            centers.sort_unstable_by_key(|&(size, article)| {
                (Reverse(size), table.core(article).fingerprint)
            });
            for &(_, center) in centers.iter().take(CENTERS_COMPARED) {
                let pairs = group
                    .articles
                    .iter()
                    .filter_map(|&article| Pair::new(center, article));
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
fn is_duplicate(one: &JudgedPair, threshold: f64) -> bool {
    one.verdict.relation.is_copy() && one.verdict.containment() >= threshold
}

/// Whether two duplicates are versions of one story.
fn are_versions(one: &JudgedPair) -> bool {
    let (first, second) = (
        one.verdict.first_containment(),
        one.verdict.second_containment(),
    );
    first.min(second) >= LEAST_OF_LONGER
}

/// The duplicates, without those that tie an article to stories that it
/// merely carries beside others.
fn without_carriers<'a>(
    table: &ArticleTable,
    duplicates: Vec<&'a JudgedPair>,
    threshold: f64,
) -> Vec<&'a JudgedPair> {
    let mut carried: BTreeMap<ArticleId, Vec<(Pair, CarriedStory)>> = BTreeMap::new();
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
            let carried_one = CarriedStory {
                share_of_carrier: first,
                spans: spans(|passage| passage.first.words),
            };
            carried
                .entry(one.pair.first())
                .or_default()
                .push((one.pair, carried_one));
        } else if first >= threshold && second < threshold {
            let carried_one = CarriedStory {
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
            table.core(part).fingerprint
        });
        let (pairs, parts): (Vec<Pair>, Vec<CarriedStory>) = list.into_iter().unzip();
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
fn members(table: &ArticleTable, judged: &[JudgedPair], stars: Vec<Around>) -> Vec<Cluster> {
    let verdicts: HashMap<Pair, &JudgedPair> = judged.iter().map(|one| (one.pair, one)).collect();
    stars
        .into_iter()
        .map(|(center, around)| {
            let own = ClusterMember {
                article: center,
                relation: None,
                in_center: 1.0,
                of_center: 1.0,
                resemblance: 1.0,
            };
            let mut others: Vec<ClusterMember> = Vec::new();
            let exact_duplicates = |article: ArticleId| {
                let others = table.exact_duplicates(article).iter().copied();
                others.filter(move |&twin| twin != article)
            };
            others.extend(exact_duplicates(center).map(|article| ClusterMember {
                article,
                relation: Some(Relation::Verbatim),
                ..own
            }));
            for member in around {
                let Some(judged) = Pair::new(center, member).and_then(|pair| verdicts.get(&pair))
                else {
                    continue;
                };
                let membership = against_center(judged, member);
                others.push(membership);
                others.extend(exact_duplicates(member).map(|article| ClusterMember {
                    article,
                    ..membership
                }));
            }
            others.sort_unstable_by_key(|member| member.article);
            Cluster {
                members: std::iter::once(own).chain(others).collect(),
                attached: Vec::new(),
            }
        })
        .collect()
}

/// How `member` stands to the other article of a judged pair, its center.
fn against_center(judged: &JudgedPair, member: ArticleId) -> ClusterMember {
    let verdict = &judged.verdict;
    let (in_center, of_center) = if judged.pair.first() == member {
        (verdict.first_containment(), verdict.second_containment())
    } else {
        (verdict.second_containment(), verdict.first_containment())
    };
    ClusterMember {
        article: member,
        relation: Some(verdict.relation),
        in_center,
        of_center,
        resemblance: verdict.resemblance,
    }
}

/// Names the duplicates of each center that are no members of its cluster.
fn name_beside(
    table: &ArticleTable,
    judged: &[JudgedPair],
    threshold: f64,
    clusters: &mut [Cluster],
) {
    // By the first article with the same body: verdicts are on those.
    let first = |article: ArticleId| table.core(article).same_as;
    let home: HashMap<ArticleId, usize> = clusters
        .iter()
        .enumerate()
        .flat_map(|(index, cluster)| {
            let members = cluster.members.iter();
            members.map(move |member| (first(member.article), index))
        })
        .collect();
    let centers: HashMap<ArticleId, usize> = clusters
        .iter()
        .enumerate()
        .map(|(index, cluster)| (first(cluster.center()), index))
        .collect();
    let versions = judged
        .iter()
        .filter(|one| is_duplicate(one, threshold) && are_versions(one));
    for one in versions {
        let (a, b) = (one.pair.first(), one.pair.second());
        for (center, other) in [(a, b), (b, a)] {
            let Some(&cluster) = centers.get(&center) else {
                continue;
            };
            let membership = against_center(one, other);
            let carries = membership.of_center >= threshold;
            let is_item = membership.in_center >= threshold && !home.contains_key(&other);
            if home.get(&other) != Some(&cluster) && (carries || is_item) {
                let exact_duplicates = table.exact_duplicates(other).iter();
                clusters[cluster]
                    .attached
                    .extend(exact_duplicates.map(|&article| ClusterMember {
                        article,
                        ..membership
                    }));
            }
        }
    }
    for cluster in clusters {
        cluster
            .attached
            .sort_unstable_by_key(|member| member.article);
        cluster.attached.dedup_by_key(|member| member.article);
    }
}
