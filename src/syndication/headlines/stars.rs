/*!
Which spellings stand together: each beside the most frequent one that it is
linked to.

No chain: all are linked to the center itself.
*/

use std::cmp::Reverse;

use crate::error::Result;
use crate::spill::number_set::NumberSet;
use crate::syndication::headlines::listing::Spellings;
use crate::syndication::headlines::record::Spelling;
use crate::syndication::headlines::spellings::Link;

/// Headlines with their other spellings, by number.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stars {
    /// Those of all stars: of each the center first, the others in ascending
    /// order.
    members: Vec<u32>,
    /// Where each star ends.
    ends: Vec<u32>,
}

impl Stars {
    /// The number of stars.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A headline, and its other spellings in ascending order.
    #[must_use]
    pub fn star(&self, number: usize) -> &[u32] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[start as usize..self.ends[number] as usize]
    }

    /// Ends a star with the members that were entered last.
    fn end(&mut self) {
        self.ends
            .push(u32::try_from(self.members.len()).unwrap_or(u32::MAX));
    }
}

/// Links, twelve bytes for each.
#[derive(Debug)]
struct Links {
    /// In order.
    links: Vec<Link>,
    /// Their places, in the order of their second ends.
    by_second: Vec<u32>,
}

impl Links {
    fn new(mut links: Vec<Link>) -> Links {
        links.sort_unstable();
        links.dedup();
        let count = u32::try_from(links.len()).unwrap_or(u32::MAX);
        let mut by_second: Vec<u32> = (0..count).collect();
        by_second.sort_unstable_by_key(|&place| (links[place as usize].second, place));
        Links { links, by_second }
    }

    /// What is linked to `center`, in ascending order.
    fn of(&self, center: u32) -> impl Iterator<Item = u32> + '_ {
        let link = |&place: &u32| self.links[place as usize];
        let start = self
            .by_second
            .partition_point(|place| link(place).second < center);
        let before = self.by_second[start..].iter().map(link);
        let before = before.take_while(move |link| link.second == center);
        let start = self.links.partition_point(|link| link.first < center);
        let after = self.links[start..].iter();
        let after = after.take_while(move |link| link.first == center);
        let before = before.map(|link| link.first);
        before.chain(after.map(|link| link.second))
    }
}

/// A headline that others may be spellings of. The first is the most frequent
/// one, then the one that says most. The number, which is the key's order,
/// decides what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Center {
    articles: Reverse<u32>,
    words: Reverse<u8>,
    number: u32,
}

/// Each headline that is linked to others or stands at more than one article,
/// in a star.
///
/// # Errors
///
/// When a temporary file cannot be read back.
pub fn stars(spellings: &Spellings, links: Vec<Link>) -> Result<Stars> {
    let links = Links::new(links);
    let mut taken = NumberSet::default();
    let mut stars = Stars::default();
    for center in centers(spellings, &links)? {
        if !taken.insert(center.number) {
            continue;
        }
        let start = stars.members.len();
        stars.members.push(center.number);
        let others = links.of(center.number);
        stars
            .members
            .extend(others.filter(|&other| taken.insert(other)));
        let is_alone = stars.members.len() == start + 1;
        if is_alone && !spellings.is_repeated(center.number) {
            stars.members.truncate(start);
        } else {
            stars.end();
        }
    }
    Ok(stars)
}

/// The headlines that are linked or repeated: what stands alone, at one
/// article, is no star.
fn centers(spellings: &Spellings, links: &Links) -> Result<Vec<Center>> {
    let mut is_linked = NumberSet::default();
    for link in &links.links {
        is_linked.insert(link.first);
        is_linked.insert(link.second);
    }
    let mut reader = spellings.reader();
    let mut spelling = Spelling::default();
    let mut centers = Vec::new();
    let is_center = |&number: &u32| is_linked.contains(number) || spellings.is_repeated(number);
    for number in spellings.all().filter(is_center) {
        reader.read(number, &mut spelling)?;
        centers.push(Center {
            articles: Reverse(spelling.articles),
            words: Reverse(u8::try_from(spelling.terms.len()).unwrap_or(u8::MAX)),
            number,
        });
    }
    centers.sort_unstable();
    Ok(centers)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syndication::headlines::listing::invented::spellings;

    const DAY: &str = "2024-03-04";

    proptest! {
        #[test]
        fn every_spelling_stands_in_one_star_and_is_linked_to_its_center(
            pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..30),
        ) {
            let headlines: Vec<String> = (0..12).map(|story| format!("Ferry {story} sinks")).collect();
            let entries: Vec<(u32, &str, &str, &str)> =
                headlines.iter().map(|headline| (1, DAY, "", headline.as_str())).collect();
            let spellings = spellings(&entries);
            let links: Vec<Link> =
                pairs.iter().filter(|pair| pair.0 != pair.1).map(|&(one, other)| Link::new(one, other)).collect();
            let found = stars(&spellings, links.clone()).expect("files can be read");
            let each = || (0..found.len()).map(|number| found.star(number));
            let mut all: Vec<u32> = each().flatten().copied().collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), count);
            for star in each() {
                prop_assert!(star[1..].iter().all(|&other| links.contains(&Link::new(star[0], other))));
            }
            let mut reversed = links;
            reversed.reverse();
            prop_assert_eq!(found, stars(&spellings, reversed).expect("files can be read"));
        }
    }
}
