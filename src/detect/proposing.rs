/*!
The third stage: which pairs are worth comparing, and which phrases are stock.
*/

use std::collections::HashMap;

use super::fingerprinting::Posting;
use super::roll::Roll;
use crate::article::ArticleId;
use crate::candidates::postings::{Coverage, Member, Pair, pair_up};
use crate::cluster::forest::Forest;
use crate::error::Result;
use crate::store::sorter::{Room, Sorter};
use crate::survey::stock::{Carrier, Stock};

/// Sampled shingles that two articles must share to be a candidate. One is
/// shared by chance too often, when many articles have it.
const SHARED_SAMPLES: usize = 2;

/// Articles in a list so short that sharing it is no chance: there one sampled
/// shingle is enough. It finds briefs inside roundups, of which only one or
/// two shingles are sampled.
const RARE: usize = 4;

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
    let outlets = Outlets::of(roll);
    let mut proposer = Proposer {
        roll,
        hits: Sorter::new(room.clone()),
        long_lists: 0,
        members: Vec::new(),
        pairs: Vec::new(),
    };
    // One band is enough: it counts as many shared samples.
    each_list(bands, |_, list| proposer.pair(list, SHARED_SAMPLES))?;
    let mut stock = Stock::default();
    let mut carriers = Vec::new();
    each_list(samples, |key, list| {
        carriers.clear();
        list.iter()
            .for_each(|&article| outlets.carriers(article, roll, &mut carriers));
        stock.note(key, &mut carriers);
        let weight = if list.len() <= RARE {
            SHARED_SAMPLES
        } else {
            1
        };
        proposer.pair(list, weight)
    })?;
    let long_lists = proposer.long_lists;
    let pairs = group(roll.len(), counted(proposer.hits)?);
    Ok(Proposal {
        pairs,
        stock,
        long_lists,
    })
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

struct Proposer<'a> {
    roll: &'a Roll,
    /// Pairs, packed, once for each shared key.
    hits: Sorter<u64>,
    long_lists: u64,
    members: Vec<Member>,
    pairs: Vec<Pair>,
}

impl Proposer<'_> {
    fn pair(&mut self, list: &[ArticleId], weight: usize) -> Result<()> {
        self.members.clear();
        self.members.extend(list.iter().map(|&article| Member {
            fingerprint: self.roll.entry(article).fingerprint(),
            article,
        }));
        self.pairs.clear();
        if pair_up(&mut self.members, &mut self.pairs) == Coverage::Hubs {
            self.long_lists += 1;
        }
        let packed = self
            .pairs
            .iter()
            .flat_map(|pair| std::iter::repeat_n(pair.packed(), weight));
        self.hits.extend(packed)
    }
}

/// The pairs that were hit often enough.
fn counted(hits: Sorter<u64>) -> Result<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut current = (0, 0);
    for packed in hits.finish()? {
        let packed = packed?;
        current = if current.0 == packed {
            (packed, current.1 + 1)
        } else {
            (packed, 1)
        };
        if current.1 == SHARED_SAMPLES {
            pairs.push(Pair::unpacked(packed));
        }
    }
    Ok(pairs)
}

/// Puts pairs that hang together side by side, so that an article is read
/// once for all its pairs.
fn group(articles: usize, mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut forest = Forest::new(articles);
    for pair in &pairs {
        forest.join(pair.first().number(), pair.second().number());
    }
    pairs.sort_by_cached_key(|pair| (forest.root(pair.first().number()), *pair));
    pairs
}

/// The outlets that print one text, where they are several.
struct Outlets {
    others: HashMap<ArticleId, Vec<u32>>,
}

impl Outlets {
    fn of(roll: &Roll) -> Outlets {
        let mut others: HashMap<ArticleId, Vec<u32>> = HashMap::new();
        for article in roll.articles() {
            let entry = roll.entry(article);
            if entry.same_as != article {
                others
                    .entry(entry.same_as)
                    .or_default()
                    .push(outlet_number(roll, article));
            }
        }
        Outlets { others }
    }

    /// Appends a carrier for each outlet that prints the text of `article`.
    fn carriers(&self, article: ArticleId, roll: &Roll, carriers: &mut Vec<Carrier>) {
        let entry = roll.entry(article);
        let carrier = |outlet| Carrier {
            outlet,
            words: entry.words,
            sketch: entry.sketch,
        };
        let own = outlet_number(roll, article);
        carriers.push(carrier(own));
        if let Some(others) = self.others.get(&article) {
            carriers.extend(
                others
                    .iter()
                    .filter(|&&outlet| outlet != own)
                    .map(|&outlet| carrier(outlet)),
            );
        }
    }
}

/// The number of an article's outlet; all articles without one count as of
/// one outlet.
fn outlet_number(roll: &Roll, article: ArticleId) -> u32 {
    roll.entry(article)
        .outlet
        .map_or(u32::MAX, |outlet| outlet.number())
}
