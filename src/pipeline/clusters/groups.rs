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
use crate::pipeline::pairs::judged::{CarriedWhole, JudgedPair};
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
pub(crate) fn find_roundups(
    table: &ArticleTable,
    duplicates: &[JudgedPair],
    threshold: f64,
) -> Roundups {
    let mut by_carrier: BTreeMap<ArticleId, Vec<(ArticleId, Pair, CarriedStory)>> = BTreeMap::new();
    for judged in duplicates {
        if let Some(whole) = judged.carried_whole(threshold) {
            let stories = by_carrier.entry(whole.carrier).or_default();
            stories.push((whole.story, judged.pair, carried_story(judged, whole)));
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
fn carried_story(judged: &JudgedPair, whole: CarriedWhole) -> CarriedStory {
    let verdict = &judged.verdict;
    let is_first = whole.carrier == judged.pair.first();
    let carrier = if is_first {
        &verdict.first
    } else {
        &verdict.second
    };
    let spans = verdict.passages.iter().map(|passage| match is_first {
        true => passage.first.words,
        false => passage.second.words,
    });
    CarriedStory {
        share_of_carrier: carrier.containment(),
        spans: spans.collect(),
    }
}

/// Articles with different bodies that are connected by duplicates. An article
/// alone is a group when others have its body.
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
    /// Returns the groups among `articles`, in which an article may occur more
    /// than once. `duplicates` are pairs of these articles. Pairs of a page of
    /// several stories and one of them do not connect articles.
    pub(crate) fn all(
        table: &ArticleTable,
        mut articles: Vec<ArticleId>,
        duplicates: &[JudgedPair],
        roundups: &Roundups,
    ) -> Vec<DuplicateGroup> {
        let connects =
            |judged: &&JudgedPair| judged.are_versions() && !roundups.contain(judged.pair);
        let versions: Vec<&JudgedPair> = duplicates.iter().filter(connects).collect();
        articles.sort_unstable();
        articles.dedup();
        let index = |article: ArticleId| to_u32(index_of(&articles, article));
        let mut forest = Forest::new(articles.len());
        let mut is_connected = vec![false; articles.len()];
        for JudgedPair { pair, .. } in &versions {
            let (first, second) = (index(pair.first()), index(pair.second()));
            forest.join(first, second);
            is_connected[first as usize] = true;
            is_connected[second as usize] = true;
        }
        let mut groups: BTreeMap<u32, (Vec<ArticleId>, Vec<&JudgedPair>)> = BTreeMap::new();
        for (index, &article) in (0_u32..).zip(&articles) {
            if is_connected[index as usize] || table.core(article).has_exact_duplicates {
                let root = forest.root(index);
                groups.entry(root).or_default().0.push(article);
            }
        }
        for judged in versions {
            let root = forest.root(index(judged.pair.first()));
            groups.entry(root).or_default().1.push(judged);
        }
        let group = |(articles, duplicates): (_, Vec<_>)| {
            DuplicateGroup::new(table, articles, &duplicates, roundups)
        };
        groups.into_values().map(group).collect()
    }

    fn new(
        table: &ArticleTable,
        articles: Vec<ArticleId>,
        duplicates: &[&JudgedPair],
        roundups: &Roundups,
    ) -> DuplicateGroup {
        let edge = |judged: &&JudgedPair| Edge {
            one: index_of(&articles, judged.pair.first()),
            other: index_of(&articles, judged.pair.second()),
            resemblance: judged.verdict.resemblance,
            contained: [judged.verdict.first, judged.verdict.second].map(|side| side.containment()),
        };
        let node = |&article: &ArticleId| Node {
            words: table.core(article).words,
            fingerprint: table.core(article).fingerprint,
            copies: to_u32(table.exact_duplicates(article).len()),
            is_roundup: roundups.pages.contains(&article),
        };
        DuplicateGroup {
            nodes: articles.iter().map(node).collect(),
            edges: duplicates.iter().map(edge).collect(),
            articles,
        }
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

fn index_of(articles: &[ArticleId], article: ArticleId) -> usize {
    let index = articles.binary_search(&article);
    index.expect("the articles of all duplicates are in the list")
}
