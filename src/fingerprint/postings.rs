/*!
Candidate pairs from the list of articles with one key: a band or a sampled
shingle.

A short list gives all its pairs. The pairs of a long list, such as the articles
with a common phrase or a widely printed story, would be quadratic in its length.
There each article is paired with the few members that have the smallest
fingerprints, so that all articles stay connected in linear time.
*/

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;

/// The most articles of a list that gives all its pairs.
pub(crate) const LONG_LIST: usize = 50;

/// Members of a long list that all others are paired with.
pub(crate) const HUBS: usize = 4;

/// A pair of different articles, the one that was read earlier first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pair {
    first: ArticleId,
    second: ArticleId,
}

impl Pair {
    /// Returns the pair of `one` and `other` in reading order, or `None` when they
    /// are the same article.
    pub fn new(one: ArticleId, other: ArticleId) -> Option<Pair> {
        let (first, second) = (one.min(other), one.max(other));
        (first != second).then_some(Pair { first, second })
    }

    /// Returns the article that was read earlier.
    pub const fn first(self) -> ArticleId {
        self.first
    }

    /// Returns the article that was read later.
    pub const fn second(self) -> ArticleId {
        self.second
    }

    /// Returns the pair as a number, in the order of pairs.
    pub const fn packed(self) -> u64 {
        (self.first.number() as u64) << 32 | self.second.number() as u64
    }

    /// Returns the pair with this number, which [`Pair::packed`] returned.
    pub const fn unpacked(packed: u64) -> Pair {
        let [a, b, c, d, e, f, g, h] = packed.to_be_bytes();
        Pair {
            first: ArticleId::new(u32::from_be_bytes([a, b, c, d])),
            second: ArticleId::new(u32::from_be_bytes([e, f, g, h])),
        }
    }
}

/// Which pairs of a list were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All pairs.
    Full,
    /// Each member with the hubs, since the list was long.
    Hubs,
}

/// Calls `each` for the candidate pairs of a list of different articles in reading
/// order.
///
/// `fingerprint` returns a number that depends on an article's text alone, so that
/// the hubs do not depend on the reading order. There are at most
/// `n * (LONG_LIST - 1) / 2` pairs, in constant memory.
pub fn pair_up<E>(
    members: &[ArticleId],
    fingerprint: impl Fn(ArticleId) -> u64,
    mut each: impl FnMut(Pair) -> Result<(), E>,
) -> Result<Coverage, E> {
    if members.len() <= LONG_LIST {
        for (index, &one) in members.iter().enumerate() {
            let others = members[index + 1..].iter();
            let mut pairs = others.filter_map(|&other| Pair::new(one, other));
            pairs.try_for_each(&mut each)?;
        }
        return Ok(Coverage::Full);
    }
    debug_assert!(
        members.is_sorted_by(|one, other| one < other),
        "members are sorted and different"
    );
    // The members with the smallest fingerprints so far, in ascending order.
    let mut hubs: Vec<(u64, ArticleId)> = Vec::with_capacity(HUBS + 1);
    for &member in members {
        let member = (fingerprint(member), member);
        let place = hubs.partition_point(|hub| *hub < member);
        if place < HUBS {
            hubs.insert(place, member);
            hubs.truncate(HUBS);
        }
    }
    for (index, &(_, hub)) in hubs.iter().enumerate() {
        let is_earlier = |member: ArticleId| hubs[..index].iter().any(|hub| hub.1 == member);
        let others = members.iter().filter(|&&member| !is_earlier(member));
        let mut pairs = others.filter_map(|&member| Pair::new(hub, member));
        pairs.try_for_each(&mut each)?;
    }
    Ok(Coverage::Hubs)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// Returns the pairs of a list of `length` articles.
    fn pairs(length: u32) -> (Vec<Pair>, Coverage) {
        let members: Vec<ArticleId> = (0..length).map(ArticleId::new).collect();
        let mut pairs = Vec::new();
        let fingerprint = |article: ArticleId| u64::from(article.number() ^ 5);
        let Ok(coverage) = pair_up(&members, fingerprint, |pair| {
            pairs.push(pair);
            Ok::<(), Infallible>(())
        });
        (pairs, coverage)
    }

    #[test]
    fn a_short_list_gives_all_its_pairs() {
        let (pairs, coverage) = pairs(50);
        assert_eq!((pairs.len(), coverage), (50 * 49 / 2, Coverage::Full));
    }

    #[test]
    fn every_member_of_a_long_list_meets_every_hub_once() {
        let (mut pairs, coverage) = pairs(1000);
        let expected = HUBS * 1000 - HUBS - HUBS * (HUBS - 1) / 2;
        assert_eq!((pairs.len(), coverage), (expected, Coverage::Hubs));
        // The smallest fingerprints are those of 4 to 7.
        for hub in (4..8).map(ArticleId::new) {
            for number in (0..1000).map(ArticleId::new) {
                let pair = Pair::new(hub, number);
                assert!(pair.is_none_or(|pair| pairs.contains(&pair)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(pairs.len(), expected);
    }

    #[test]
    fn a_packed_pair_is_unpacked() {
        let pair = Pair::new(ArticleId::new(u32::MAX), ArticleId::new(7)).expect("two articles");
        assert_eq!(Pair::unpacked(pair.packed()), pair);
        assert_eq!(pair.first(), ArticleId::new(7));
    }
}
