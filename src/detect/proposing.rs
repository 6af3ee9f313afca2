/*!
The third stage: which pairs are worth comparing, and which phrases are stock.
*/

use super::pairs::Pairs;
use super::roll::Roll;
use crate::article::ArticleId;
use crate::candidates::postings::{Coverage, Member, Pair, pair_up};
use crate::error::Result;
use crate::store::column::Column;
use crate::store::keyed::{Keyed, each_list};
use crate::store::room::Room;
use crate::store::sorter::Sorter;
use crate::survey::stock::{Carrier, Stock, StorySketch};

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

/// Words of the shorter article from which on stock phrases propose nothing: they
/// are no evidence, and so much prose has other samples if it is shared. Of
/// shorter articles, such as notices, the formulas may be all that is sampled.
const LONG: u32 = 200;

/// The part of the memory that the pairs which share keys may take, in
/// percent: three lists of them are there at a time.
const HITS_PART: usize = 15;

/// What the third stage leaves to the others.
#[derive(Debug)]
pub(super) struct Proposal {
    pub(super) pairs: Pairs,
    pub(super) stock: Stock,
    /// Lists that were too long to be paired fully.
    pub(super) long_lists: u64,
}

/// Brings together the articles that share keys.
pub(super) fn propose(
    roll: &Roll,
    sketches: &Column<StorySketch>,
    bands: Sorter<Keyed>,
    samples: Sorter<Keyed>,
    room: &Room,
) -> Result<Proposal> {
    let mut from_bands = Hits::new(roll, room);
    each_posting_list(roll, bands, |_, list| from_bands.add(list, false))?;
    let mut stock = Stock::default();
    let mut carriers = Vec::new();
    let mut from_samples = Hits::new(roll, room);
    each_posting_list(roll, samples, |key, list| {
        carriers.clear();
        list.iter()
            .for_each(|&article| add_carriers(article, roll, sketches, &mut carriers));
        let of_stock = stock.note(key, &mut carriers);
        from_samples.add(list, of_stock)
    })?;
    let long_lists = from_bands.long_lists + from_samples.long_lists;
    let mut proposed = Sorter::new(room.part(HITS_PART));
    // One band is enough.
    from_bands.at_least(|_| 1, &mut proposed)?;
    from_samples.at_least(|pair| needed(roll, pair), &mut proposed)?;
    let mut pairs = Pairs::new(room);
    let mut before = None;
    for packed in proposed.finish()? {
        let packed = packed?;
        if before.replace(packed) != Some(packed) {
            pairs.push(packed)?;
        }
    }
    Ok(Proposal {
        pairs,
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

/// Calls `each` for every key that two or more articles with different bodies
/// have. The first article with a body stands for it.
fn each_posting_list(
    roll: &Roll,
    postings: Sorter<Keyed>,
    mut each: impl FnMut(u64, &[ArticleId]) -> Result<()>,
) -> Result<()> {
    let mut articles: Vec<ArticleId> = Vec::new();
    each_list(postings, |key, list| {
        articles.clear();
        let all = list.iter().map(|&number| ArticleId::new(number));
        articles.extend(all.filter(|&article| roll.core(article).same_as == article));
        match articles.len() {
            0 | 1 => Ok(()),
            _ => each(key, &articles),
        }
    })
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
        let hits = Sorter::new(room.part(HITS_PART));
        Hits {
            roll,
            hits,
            long_lists: 0,
            members: Vec::new(),
            pairs: Vec::new(),
        }
    }

    /// Adds the pairs of one list. A short list counts double where one of
    /// the two articles is short; a stock phrase counts nothing where both are
    /// long.
    fn add(&mut self, list: &[ArticleId], of_stock: bool) -> Result<()> {
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
            let shorter = words(pair.first()).min(words(pair.second()));
            let count = match shorter {
                LONG.. if of_stock => 0,
                ..SHORT if is_rare => 2,
                _ => 1,
            };
            std::iter::repeat_n(pair.packed(), count)
        });
        self.hits.extend(hits)
    }

    /// Hands on the pairs with as many hits as `needed` says.
    fn at_least(self, needed: impl Fn(Pair) -> u32, proposed: &mut Sorter<u64>) -> Result<()> {
        let mut current = (0, 0);
        for packed in self.hits.finish()? {
            let packed = packed?;
            current = if current.0 == packed {
                (packed, current.1 + 1)
            } else {
                (packed, 1)
            };
            if current.1 == needed(Pair::unpacked(packed)) {
                proposed.extend([packed])?;
            }
        }
        Ok(())
    }
}

/// Appends a carrier for each outlet that prints the body of `article`.
fn add_carriers(
    article: ArticleId,
    roll: &Roll,
    sketches: &Column<StorySketch>,
    carriers: &mut Vec<Carrier>,
) {
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
        sketch: sketches[article.index()],
    }));
}

/// The number of an article's outlet; all articles without one count as of
/// one outlet.
fn outlet_number(roll: &Roll, article: ArticleId) -> u32 {
    roll.core(article)
        .outlet
        .map_or(u32::MAX, |outlet| outlet.number())
}
