/*!
From lists of articles that share a key to candidate pairs.

A list is the articles of one band key or of one sampled shingle. A short list
gives all its pairs. A long one, a phrase that everybody prints or a story
that very many carry, would give a square of them: there each article is
paired with the few members whose fingerprints are smallest, so that all stay
joined at a cost that grows with the list.
*/

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;

/// Articles in a list that are all paired with each other, at most.
pub const LONG_LIST: usize = 50;

/// Members of a long list that the others are paired with.
pub const HUBS: usize = 4;

/// A pair of different articles, the one that was read earlier first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pair {
    first: ArticleId,
    second: ArticleId,
}

impl Pair {
    /// The pair of `one` and `other`, in reading order; `None` when they are
    /// the same article.
    #[must_use]
    pub fn new(one: ArticleId, other: ArticleId) -> Option<Pair> {
        match one.cmp(&other) {
            std::cmp::Ordering::Less => Some(Pair {
                first: one,
                second: other,
            }),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Pair {
                first: other,
                second: one,
            }),
        }
    }

    /// The article that was read earlier.
    #[must_use]
    pub const fn first(self) -> ArticleId {
        self.first
    }

    /// The article that was read later.
    #[must_use]
    pub const fn second(self) -> ArticleId {
        self.second
    }

    /// The pair as one number that sorts as the pair does.
    #[must_use]
    pub const fn packed(self) -> u64 {
        (self.first.number() as u64) << 32 | self.second.number() as u64
    }

    /// The pair that [`Pair::packed`] made.
    #[must_use]
    pub const fn unpacked(packed: u64) -> Pair {
        let [a, b, c, d, e, f, g, h] = packed.to_be_bytes();
        Pair {
            first: ArticleId::new(u32::from_be_bytes([a, b, c, d])),
            second: ArticleId::new(u32::from_be_bytes([e, f, g, h])),
        }
    }
}

/// A member of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    /// A number that its text decides, so that which members are hubs does
    /// not depend on reading order.
    pub fingerprint: u64,
    /// The article.
    pub article: ArticleId,
}

/// Whether a list was paired fully.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// All pairs were given.
    Full,
    /// The list was long: each member was paired with the hubs only.
    Hubs,
}

/// Appends the candidate pairs of one list to `pairs`.
///
/// # Complexity
///
/// At most `n * (LONG_LIST - 1) / 2` pairs.
pub fn pair_up(members: &mut [Member], pairs: &mut Vec<Pair>) -> Coverage {
    if members.len() <= LONG_LIST {
        for (index, one) in members.iter().enumerate() {
            pairs.extend(
                members[index + 1..]
                    .iter()
                    .filter_map(|other| Pair::new(one.article, other.article)),
            );
        }
        return Coverage::Full;
    }
    members.sort_unstable();
    let (hubs, others) = members.split_at(HUBS);
    for (index, hub) in hubs.iter().enumerate() {
        pairs.extend(
            hubs[index + 1..]
                .iter()
                .chain(others)
                .filter_map(|other| Pair::new(hub.article, other.article)),
        );
    }
    Coverage::Hubs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(length: u32) -> Vec<Member> {
        (0..length)
            .map(|number| Member {
                fingerprint: u64::from(number ^ 5),
                article: ArticleId::new(number),
            })
            .collect()
    }

    #[test]
    fn a_short_list_gives_all_its_pairs() {
        let mut pairs = Vec::new();
        assert_eq!(pair_up(&mut list(50), &mut pairs), Coverage::Full);
        assert_eq!(pairs.len(), 50 * 49 / 2);
    }

    #[test]
    fn every_member_of_a_long_list_meets_every_hub() {
        let mut pairs = Vec::new();
        assert_eq!(pair_up(&mut list(1000), &mut pairs), Coverage::Hubs);
        assert_eq!(pairs.len(), HUBS * 1000 - HUBS - HUBS * (HUBS - 1) / 2);
        let hub = ArticleId::new(5);
        for number in (0..1000).filter(|&number| number != 5) {
            assert!(pairs.contains(&Pair::new(hub, ArticleId::new(number)).expect("two articles")));
        }
    }

    #[test]
    fn a_packed_pair_comes_back() {
        let pair = Pair::new(ArticleId::new(u32::MAX), ArticleId::new(7)).expect("two articles");
        assert_eq!(Pair::unpacked(pair.packed()), pair);
        assert_eq!(pair.first(), ArticleId::new(7));
    }
}
