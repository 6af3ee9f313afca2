/*!
Stars: the most frequent spelling of a headline, and the spellings linked to it.

A spelling is never joined through a third one: a chain of headlines that differ
in a word each would join unrelated ones. A spelling that is linked to several
centers goes to the one that it shares most with.
*/

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::convert::to_u32;
use crate::syndication::headlines::spelling::SpellingLink;

/// Headlines with their other spellings, by number.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Stars {
    /// The members of all stars: of each star the center first, then the others
    /// in ascending order.
    members: Vec<u32>,
    /// The end of each star in `members`.
    ends: Vec<u32>,
}

impl Stars {
    pub(crate) fn count(&self) -> usize {
        self.ends.len()
    }

    /// Returns a star: its center, then the other spellings in ascending order.
    pub(crate) fn star(&self, index: usize) -> &[u32] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[start as usize..self.ends[index] as usize]
    }
}

/// Links between spellings, 12 bytes each, to be searched from either end.
#[derive(Debug)]
pub(crate) struct LinkIndex {
    /// The links in order.
    links: Vec<SpellingLink>,
    /// The indices of the links, in the order of their second ends.
    by_second: Vec<u32>,
}

impl LinkIndex {
    /// Indexes `links`, in any order and possibly with repeats.
    pub(crate) fn new(mut links: Vec<SpellingLink>) -> LinkIndex {
        links.sort_unstable();
        links.dedup();
        let mut by_second: Vec<u32> = (0..to_u32(links.len())).collect();
        by_second.sort_unstable_by_key(|&index| (links[index as usize].second, index));
        LinkIndex { links, by_second }
    }

    /// Returns the ends of all links, with repeats.
    pub(crate) fn ends(&self) -> impl Iterator<Item = u32> + '_ {
        self.links.iter().flat_map(|link| [link.first, link.second])
    }

    /// Returns the spellings that are linked to `center`, in ascending order.
    fn of(&self, center: u32) -> impl Iterator<Item = u32> + '_ {
        let link = |&index: &u32| self.links[index as usize];
        let start = self
            .by_second
            .partition_point(|index| link(index).second < center);
        let smaller = self.by_second[start..].iter().map(link);
        let smaller = smaller.take_while(move |link| link.second == center);
        let start = self.links.partition_point(|link| link.first < center);
        let greater = self.links[start..].iter();
        let greater = greater.take_while(move |link| link.first == center);
        let smaller = smaller.map(|link| link.first);
        smaller.chain(greater.map(|link| link.second))
    }
}

/// A spelling that is linked to others or has several articles. The first
/// in order becomes a center first: the one with the most articles, then with the
/// most words, then with the smallest number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CenterCandidate {
    articles: Reverse<u32>,
    words: Reverse<u32>,
    number: u32,
}

impl CenterCandidate {
    pub(crate) fn new(number: u32, articles: u32, words: usize) -> CenterCandidate {
        CenterCandidate {
            articles: Reverse(articles),
            words: Reverse(to_u32(words)),
            number,
        }
    }
}

/// The centers that each other member of a star may go to.
struct MemberChoice {
    member: u32,
    /// Its star.
    star: usize,
    /// All stars whose centers it is linked to.
    stars: Vec<usize>,
}

/// Moves each member that is linked to several centers to the one with which it shares
/// most, of equal ones to the first star. A star keeps a second member unless several
/// articles have its center, which `is_repeated` tells.
pub(crate) fn move_to_nearest<E>(
    stars: &Stars,
    links: &LinkIndex,
    is_repeated: impl Fn(u32) -> bool,
    mut shared: impl FnMut(u32, u32) -> Result<f64, E>,
) -> Result<Stars, E> {
    let centers: HashMap<u32, usize> = (0..stars.count())
        .map(|index| (stars.star(index)[0], index))
        .collect();
    let mut members: Vec<Vec<u32>> = (0..stars.count())
        .map(|index| stars.star(index).to_vec())
        .collect();
    for choice in choices(stars, links, &centers) {
        let mut best = (choice.star, f64::NEG_INFINITY);
        for &star in &choice.stars {
            let weight = shared(stars.star(star)[0], choice.member)?;
            if weight > best.1 {
                best = (star, weight);
            }
        }
        let from = &members[choice.star];
        let may_leave = from.len() > 2 || is_repeated(from[0]);
        if best.0 != choice.star && may_leave {
            members[choice.star].retain(|&member| member != choice.member);
            members[best.0].push(choice.member);
        }
    }
    let mut moved = Stars::default();
    for star in &mut members {
        star[1..].sort_unstable();
        moved.members.extend_from_slice(star);
        moved.ends.push(to_u32(moved.members.len()));
    }
    Ok(moved)
}

/// Returns the members that are linked to several centers, in the order of the stars.
fn choices(stars: &Stars, links: &LinkIndex, centers: &HashMap<u32, usize>) -> Vec<MemberChoice> {
    let members = (0..stars.count()).flat_map(|star| {
        let others = &stars.star(star)[1..];
        others.iter().map(move |&member| (star, member))
    });
    let choice = |(star, member)| {
        let linked = links.of(member).filter_map(|other| centers.get(&other));
        let mut stars: Vec<usize> = linked.copied().collect();
        stars.sort_unstable();
        (stars.len() > 1).then_some(MemberChoice {
            member,
            star,
            stars,
        })
    };
    members.filter_map(choice).collect()
}

/// Returns the stars around `candidates`, which are all spellings that are linked
/// or have several articles.
///
/// Each candidate is in at most one star, and each member of a star is linked to
/// its center. A candidate without free neighbors is a star of its own only if
/// several articles have it.
///
/// `take` marks a spelling as taken, and returns whether it was free. It must be
/// free for all spellings at first.
pub(crate) fn stars(
    mut candidates: Vec<CenterCandidate>,
    links: &LinkIndex,
    mut take: impl FnMut(u32) -> bool,
) -> Stars {
    candidates.sort_unstable();
    let mut stars = Stars::default();
    for center in candidates {
        if !take(center.number) {
            continue;
        }
        let start = stars.members.len();
        stars.members.push(center.number);
        let others = links.of(center.number);
        stars.members.extend(others.filter(|&other| take(other)));
        let is_alone = stars.members.len() == start + 1;
        if is_alone && center.articles == Reverse(1) {
            stars.members.truncate(start);
        } else {
            stars.ends.push(to_u32(stars.members.len()));
        }
    }
    stars
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    /// Returns the stars of these links, where the spelling `n` has
    /// `articles[n]` articles.
    fn found(articles: &[u32], links: Vec<SpellingLink>) -> Stars {
        let links = LinkIndex::new(links);
        let linked: HashSet<u32> = links.ends().collect();
        let candidates = (0..to_u32(articles.len()))
            .map(|number| CenterCandidate::new(number, articles[number as usize], 3))
            .filter(|one| linked.contains(&one.number) || one.articles != Reverse(1))
            .collect();
        let mut taken = HashSet::new();
        stars(candidates, &links, |number| taken.insert(number))
    }

    #[test]
    fn a_repeated_spelling_without_links_is_a_star() {
        let stars = found(&[1, 2, 1], Vec::new());
        assert_eq!((stars.count(), stars.star(0)), (1, &[1][..]));
    }

    proptest! {
        #[test]
        fn every_spelling_is_in_one_star_and_linked_to_its_center(
            articles in prop::collection::vec(1_u32..3, 12),
            pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..30),
        ) {
            let links: Vec<SpellingLink> = pairs
                .iter()
                .filter(|pair| pair.0 != pair.1)
                .map(|&(one, other)| SpellingLink::new(one, other))
                .collect();
            let stars = found(&articles, links.clone());
            let each = || (0..stars.count()).map(|index| stars.star(index));
            let members: Vec<u32> = each().flatten().copied().collect();
            prop_assert_eq!(HashSet::<u32>::from_iter(members.clone()).len(), members.len());
            for star in each() {
                let is_linked = |&other: &u32| links.contains(&SpellingLink::new(star[0], other));
                prop_assert!(star[1..].iter().all(is_linked));
                prop_assert!(star.len() > 1 || articles[star[0] as usize] > 1);
            }
            let reversed = links.iter().rev().copied().collect();
            prop_assert_eq!(&stars, &found(&articles, reversed));
            let index = LinkIndex::new(links.clone());
            // A weight for each pair.
            let weight = |one: u32, other: u32| f64::from((one * 7 + other * 3) % 11);
            let moved = move_to_nearest(
                &stars,
                &index,
                |center| articles[center as usize] > 1,
                |center, member| Ok::<f64, ()>(weight(center, member)),
            );
            let moved = moved.expect("weights cannot fail");
            let each = || (0..moved.count()).map(|index| moved.star(index));
            let mut after: Vec<u32> = each().flatten().copied().collect();
            let mut before = members;
            after.sort_unstable();
            before.sort_unstable();
            prop_assert_eq!(after, before);
            for star in each() {
                let is_linked = |&other: &u32| links.contains(&SpellingLink::new(star[0], other));
                prop_assert!(star[1..].iter().all(is_linked));
                prop_assert!(star.len() > 1 || articles[star[0] as usize] > 1);
            }
        }
    }
}
