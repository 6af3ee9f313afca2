/*!
The third stage: which pairs are worth comparing, and which phrases are stock.
*/

use super::fingerprinting::Posting;
use super::roll::Roll;
use crate::article::ArticleId;
use crate::candidates::postings::{Coverage, Member, Pair, pair_up};
use crate::error::Result;
use crate::store::room::Room;
use crate::store::sorter::Sorter;
use crate::survey::stock::{Carrier, Stock};

/// Sampled shingles that two articles must share to be a candidate. One is
/// shared by chance too often, when many articles have it. Of long articles
/// many are sampled: they share stray phrases, and of a passage of some length
/// more than two.
const SHARED_SAMPLES: std::ops::RangeInclusive<u32> = 2..=6;

/// Words of the shorter article for each sampled shingle that must be shared.
const WORDS_A_SAMPLE: u32 = 400;

/// Articles in a list so short that sharing it is no chance: there one sampled
/// shingle is enough for a short article. It finds briefs inside roundups, of
/// which only one or two shingles are sampled.
const RARE: usize = 3;

/// Words of an article that is short enough for that. Two long articles share
/// a rare shingle by chance.
const SHORT: u32 = 120;

/// What the third stage leaves to the others.
#[derive(Debug)]
pub(super) struct Proposal {
    /// The candidate pairs; those that hang together stand together.
    pub(super) pairs: Vec<Pair>,
    pub(super) stock: Stock,
    /// Lists that were too long to be paired fully.
    pub(super) long_lists: u64,
}

/// Brings together the articles that share keys.
pub(super) fn propose(
    roll: &Roll,
    bands: Sorter<Posting>,
    samples: Sorter<Posting>,
    room: &Room,
) -> Result<Proposal> {
    let mut from_bands = Hits::new(roll, room);
    each_list(bands, |_, list| from_bands.add(list))?;
    let mut stock = Stock::default();
    let mut carriers = Vec::new();
    let mut from_samples = Hits::new(roll, room);
    each_list(samples, |key, list| {
        carriers.clear();
        list.iter()
            .for_each(|&article| add_carriers(article, roll, &mut carriers));
        stock.note(key, &mut carriers);
        from_samples.add(list)
    })?;
    let long_lists = from_bands.long_lists + from_samples.long_lists;
    // One band is enough.
    let mut pairs = from_bands.at_least(|_| 1)?;
    pairs.extend(from_samples.at_least(|pair| needed(roll, pair))?);
    pairs.sort_unstable();
    pairs.dedup();
    Ok(Proposal {
        pairs: group(roll.len(), pairs),
        stock,
        long_lists,
    })
}

/// The sampled shingles that a pair must share. A rare one counts double in a
/// short article, see [`Hits::add`].
fn needed(roll: &Roll, pair: Pair) -> u32 {
    let words = |article: ArticleId| roll.core(article).words;
    let shorter = words(pair.first()).min(words(pair.second()));
    (shorter / WORDS_A_SAMPLE).clamp(*SHARED_SAMPLES.start(), *SHARED_SAMPLES.end())
}

/// Calls `each` for every key that two or more articles have.
fn each_list(
    postings: Sorter<Posting>,
    mut each: impl FnMut(u64, &[ArticleId]) -> Result<()>,
) -> Result<()> {
    let mut list: Vec<ArticleId> = Vec::new();
    let mut current = None;
    for posting in postings.finish()? {
        let posting = posting?;
        let key = posting.key;
        if current != Some(key) {
            if let (Some(current), 2..) = (current, list.len()) {
                each(current, &list)?;
            }
            list.clear();
            current = Some(key);
        }
        list.push(ArticleId::new(posting.article));
    }
    match (current, list.len()) {
        (Some(current), 2..) => each(current, &list),
        _ => Ok(()),
    }
}

/// Pairs that share keys, once for each.
struct Hits<'a> {
    roll: &'a Roll,
    /// The pairs, packed.
    hits: Sorter<u64>,
    /// Lists that were too long to be paired fully.
    long_lists: u64,
    members: Vec<Member>,
    pairs: Vec<Pair>,
}

impl<'a> Hits<'a> {
    fn new(roll: &'a Roll, room: &Room) -> Hits<'a> {
        let hits = Sorter::new(room.clone());
        Hits {
            roll,
            hits,
            long_lists: 0,
            members: Vec::new(),
            pairs: Vec::new(),
        }
    }

    /// Adds the pairs of one list. A short list counts double where one of
    /// the two articles is short.
    fn add(&mut self, list: &[ArticleId]) -> Result<()> {
        self.members.clear();
        self.members.extend(list.iter().map(|&article| Member {
            fingerprint: self.roll.core(article).fingerprint,
            article,
        }));
        self.pairs.clear();
        if pair_up(&mut self.members, &mut self.pairs) == Coverage::Hubs {
            self.long_lists += 1;
        }
        let is_rare = list.len() <= RARE;
        let words = |article: ArticleId| self.roll.core(article).words;
        let hits = self.pairs.iter().flat_map(|pair| {
            let short = words(pair.first()).min(words(pair.second())) < SHORT;
            std::iter::repeat_n(pair.packed(), if is_rare && short { 2 } else { 1 })
        });
        self.hits.extend(hits)
    }

    /// The pairs with as many hits as `needed` says.
    fn at_least(self, needed: impl Fn(Pair) -> u32) -> Result<Vec<Pair>> {
        let mut pairs = Vec::new();
        let mut current = (0, 0);
        for packed in self.hits.finish()? {
            let packed = packed?;
            current = if current.0 == packed {
                (packed, current.1 + 1)
            } else {
                (packed, 1)
            };
            let pair = Pair::unpacked(packed);
            if current.1 == needed(pair) {
                pairs.push(pair);
            }
        }
        Ok(pairs)
    }
}

/// Puts pairs that share articles close to each other, so that an article is
/// read once for most of its pairs: in the order in which a walk in breadth
/// from each first article comes to the second one of a pair, as Cuthill and
/// McKee (1969) number the rows of a sparse matrix.
fn group(articles: usize, pairs: Vec<Pair>) -> Vec<Pair> {
    let neighbours = Neighbours::of(articles, &pairs);
    // The rank of each article, and the articles by their ranks.
    let mut ranks = vec![u32::MAX; articles];
    let mut walked: Vec<ArticleId> = Vec::new();
    for pair in &pairs {
        let mut at = walked.len();
        let mut come_to = |article: ArticleId, walked: &mut Vec<ArticleId>| {
            let rank = &mut ranks[article.index()];
            if *rank == u32::MAX {
                *rank = u32::try_from(walked.len()).unwrap_or(u32::MAX);
                walked.push(article);
            }
        };
        come_to(pair.first(), &mut walked);
        while at < walked.len() {
            for &other in neighbours.of_article(walked[at]) {
                come_to(other, &mut walked);
            }
            at += 1;
        }
    }
    let rank = |article: ArticleId| u64::from(ranks[article.index()]);
    let mut by_rank: Vec<u64> = pairs
        .iter()
        .map(|pair| {
            let (one, other) = (rank(pair.first()), rank(pair.second()));
            one.max(other) << 32 | one.min(other)
        })
        .collect();
    drop(pairs);
    by_rank.sort_unstable();
    let article = |rank: u64| walked[usize::try_from(rank).unwrap_or_default()];
    by_rank
        .into_iter()
        .filter_map(|ranks| Pair::new(article(ranks >> 32), article(ranks & u64::from(u32::MAX))))
        .collect()
}

/// For each article those that it has pairs with.
struct Neighbours {
    /// Where those of each article begin, and the end.
    starts: Vec<u32>,
    articles: Vec<ArticleId>,
}

impl Neighbours {
    fn of(articles: usize, pairs: &[Pair]) -> Neighbours {
        let mut starts = vec![0_u32; articles + 1];
        let ends = |pair: &Pair| [pair.first(), pair.second()];
        for article in pairs.iter().flat_map(ends) {
            starts[article.index() + 1] += 1;
        }
        for index in 1..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut next = starts.clone();
        let mut neighbours = vec![ArticleId::new(0); 2 * pairs.len()];
        for pair in pairs {
            for (one, other) in [(pair.first(), pair.second()), (pair.second(), pair.first())] {
                neighbours[next[one.index()] as usize] = other;
                next[one.index()] += 1;
            }
        }
        Neighbours {
            starts,
            articles: neighbours,
        }
    }

    fn of_article(&self, article: ArticleId) -> &[ArticleId] {
        let (start, end) = (
            self.starts[article.index()],
            self.starts[article.index() + 1],
        );
        &self.articles[start as usize..end as usize]
    }
}

/// Appends a carrier for each outlet that prints the body of `article`.
fn add_carriers(article: ArticleId, roll: &Roll, carriers: &mut Vec<Carrier>) {
    let core = roll.core(article);
    let own = outlet_number(roll, article);
    let others = roll
        .twins(article)
        .iter()
        .map(|&twin| outlet_number(roll, twin))
        .filter(|&outlet| outlet != own);
    carriers.extend(std::iter::once(own).chain(others).map(|outlet| Carrier {
        outlet,
        words: core.words,
        sketch: core.sketch,
    }));
}

/// The number of an article's outlet; all articles without one count as of
/// one outlet.
fn outlet_number(roll: &Roll, article: ArticleId) -> u32 {
    roll.core(article)
        .outlet
        .map_or(u32::MAX, |outlet| outlet.number())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cluster::forest::Forest;

    proptest! {
        #[test]
        fn grouping_keeps_all_pairs_and_what_hangs_together_side_by_side(
            pairs in prop::collection::btree_set((0_u32..40, 0_u32..40), 0..60),
        ) {
            let pairs: Vec<Pair> = pairs
                .into_iter()
                .filter_map(|(one, other)| Pair::new(ArticleId::new(one), ArticleId::new(other)))
                .collect();
            let mut sorted = pairs;
            sorted.sort_unstable();
            sorted.dedup();
            let grouped = group(40, sorted.clone());
            let mut forest = Forest::new(40);
            for pair in &sorted {
                forest.join(pair.first().number(), pair.second().number());
            }
            let mut roots: Vec<u32> = grouped.iter().map(|pair| forest.root(pair.first().number())).collect();
            roots.dedup();
            let groups = roots.len();
            roots.sort_unstable();
            roots.dedup();
            prop_assert_eq!(roots.len(), groups);
            let mut again = grouped;
            again.sort_unstable();
            prop_assert_eq!(again, sorted);
        }
    }
}
