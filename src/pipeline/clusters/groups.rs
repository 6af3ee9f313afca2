/*!
Groups of articles that are connected by duplicates, and the centers in them.
Pages that carry several stories whole must not connect these stories.
*/

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use crate::article::ArticleId;
use crate::cluster::forest::Forest;
use crate::cluster::roundup::{CarriedStory, belongs};
use crate::cluster::star::{Edge, Node, clusters};
use crate::convert::to_u32;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::pairs::judged::{CarriedPassages, DuplicatePair};
use crate::pipeline::thresholds::CENTERS_COMPARED;

/// The pages of a component that carry several stories.
#[derive(Debug, Default)]
pub(crate) struct Roundups {
    pages: HashSet<ArticleId>,
    /// The pairs of such a page and one of its stories, other than its main story.
    pairs: HashSet<Pair>,
}

impl Roundups {
    pub(crate) fn contain(&self, pair: Pair) -> bool {
        self.pairs.contains(&pair)
    }
}

/// Finds the pages that carry several stories among `duplicates`, which are all of
/// a component.
pub(crate) fn find_roundups(table: &ArticleTable, duplicates: &[DuplicatePair]) -> Roundups {
    let mut by_carrier: BTreeMap<ArticleId, Vec<(ArticleId, Pair, CarriedStory)>> = BTreeMap::new();
    for duplicate in duplicates {
        if let Some(carried) = &duplicate.carried {
            let stories = by_carrier.entry(carried.whole.carrier).or_default();
            let story = carried_story(duplicate, carried);
            stories.push((carried.whole.story, duplicate.pair, story));
        }
    }
    let mut found = Roundups::default();
    for (page, mut stories) in by_carrier {
        // Of two stories with equal shares the first one wins. The order must
        // depend on the texts alone.
        stories.sort_by_cached_key(|&(story, ..)| table.core(story).fingerprint);
        let (pairs, stories): (Vec<Pair>, Vec<CarriedStory>) = stories
            .into_iter()
            .map(|(_, pair, carried)| (pair, carried))
            .unzip();
        let all = pairs.into_iter().zip(belongs(&stories));
        let others = found.pairs.len();
        found
            .pairs
            .extend(all.filter(|one| !one.1).map(|(pair, _)| pair));
        if found.pairs.len() > others {
            found.pages.insert(page);
        }
    }
    found
}

/// Returns the story of a pair as seen from the page that carries it.
fn carried_story(duplicate: &DuplicatePair, carried: &CarriedPassages) -> CarriedStory {
    let [of_first, of_second] = duplicate.containments;
    let is_first = carried.whole.carrier == duplicate.pair.first();
    CarriedStory {
        share_of_carrier: if is_first { of_first } else { of_second },
        spans: carried.spans.clone(),
    }
}

/// Articles with different bodies that are connected by duplicates. An article
/// alone is a group when others have its body.
#[derive(Debug, Default)]
pub(crate) struct DuplicateGroup {
    /// The articles, sorted. Nodes and edges name them by index.
    articles: Vec<ArticleId>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

/// A center and the other articles of its star.
pub(crate) struct ArticleStar {
    pub(crate) center: ArticleId,
    pub(crate) members: Vec<ArticleId>,
}

impl DuplicateGroup {
    /// Returns the groups among `articles`, which are sorted. `duplicates` are pairs of
    /// these articles. Pairs of a page of several stories and one of them do not
    /// connect articles.
    pub(crate) fn all(
        table: &ArticleTable,
        articles: &[ArticleId],
        duplicates: &[DuplicatePair],
        roundups: &Roundups,
    ) -> Vec<DuplicateGroup> {
        let connects = |duplicate: &&DuplicatePair| {
            duplicate.are_versions() && !roundups.contain(duplicate.pair)
        };
        let versions = || duplicates.iter().filter(connects);
        let ends = |pair: Pair| [pair.first(), pair.second()].map(|one| index_of(articles, one));
        let mut forest = Forest::new(articles.len());
        let mut is_connected = vec![false; articles.len()];
        for duplicate in versions() {
            let [first, second] = ends(duplicate.pair);
            forest.join(first, second);
            is_connected[first as usize] = true;
            is_connected[second as usize] = true;
        }
        let mut groups: BTreeMap<u32, DuplicateGroup> = BTreeMap::new();
        // The index of each article in its group.
        let mut places = vec![0; articles.len()];
        for (index, &article) in (0_u32..).zip(articles) {
            if is_connected[index as usize] || table.core(article).has_exact_duplicates {
                let group = groups.entry(forest.root(index)).or_default();
                places[index as usize] = to_u32(group.articles.len());
                group.articles.push(article);
                group.nodes.push(node_of(table, article, roundups));
            }
        }
        for duplicate in versions() {
            let [first, second] = ends(duplicate.pair);
            let group = groups.entry(forest.root(first)).or_default();
            group.edges.push(Edge {
                one: places[first as usize],
                other: places[second as usize],
                resemblance: duplicate.resemblance,
                contained: duplicate.containments,
            });
        }
        groups.into_values().collect()
    }

    pub(crate) fn stars(&self) -> Vec<ArticleStar> {
        let article = |index: usize| self.articles[index];
        clusters(&self.nodes, &self.edges)
            .into_iter()
            .map(|star| ArticleStar {
                center: article(star.center),
                members: star.members.into_iter().map(article).collect(),
            })
            .collect()
    }

    /// Returns the pairs of the largest centers and the articles of the group.
    pub(crate) fn pairs_of_centers(&self, table: &ArticleTable) -> Vec<Pair> {
        let mut stars = self.stars();
        stars.sort_unstable_by_key(|star| {
            let fingerprint = table.core(star.center).fingerprint;
            (Reverse(star.members.len()), fingerprint)
        });
        let mut pairs = Vec::new();
        for star in stars.iter().take(CENTERS_COMPARED) {
            let others = self.articles.iter();
            pairs.extend(others.filter_map(|&article| Pair::new(star.center, article)));
        }
        pairs
    }
}

fn node_of(table: &ArticleTable, article: ArticleId, roundups: &Roundups) -> Node {
    Node {
        words: table.core(article).words,
        fingerprint: table.core(article).fingerprint,
        copies: to_u32(table.exact_duplicates(article).len()),
        is_roundup: roundups.pages.contains(&article),
    }
}

fn index_of(articles: &[ArticleId], article: ArticleId) -> u32 {
    let index = articles.binary_search(&article);
    to_u32(index.expect("the articles of all duplicates are in the list"))
}
