/*!
Which spellings stand together: each beside the most frequent one that it is
linked to.

No chain: all are linked to the centre itself.
*/

use super::listing::Spellings;
use super::spellings::Link;

/// A headline with its other spellings, by number: the centre first, the
/// others in ascending order.
#[must_use]
pub fn stars(spellings: &Spellings<'_>, mut links: Vec<Link>) -> Vec<Vec<u32>> {
    links.sort_unstable();
    links.dedup();
    let mut ends: Vec<(u32, u32)> = links
        .iter()
        .flat_map(|link| [(link.first, link.second), (link.second, link.first)])
        .collect();
    ends.sort_unstable();
    let linked = |centre: u32| {
        let start = ends.partition_point(|&(one, _)| one < centre);
        ends[start..]
            .iter()
            .take_while(move |&&(one, _)| one == centre)
            .map(|&(_, other)| other)
    };
    // What stands alone, at one article, is no star.
    let mut is_linked = vec![false; spellings.len()];
    ends.iter().for_each(|end| is_linked[end.0 as usize] = true);
    let mut centres: Vec<u32> = spellings
        .all()
        .filter(|&spelling| is_linked[spelling as usize] || spellings.count(spelling) > 1)
        .collect();
    // The most frequent one, then the one that says most. The number, which
    // is the key's order, decides what is left.
    centres.sort_by_cached_key(|&spelling| {
        (
            usize::MAX - spellings.count(spelling),
            usize::MAX - spellings.terms(spelling).len(),
            spelling,
        )
    });
    let mut taken = vec![false; spellings.len()];
    let mut stars = Vec::new();
    for centre in centres {
        if std::mem::replace(&mut taken[centre as usize], true) {
            continue;
        }
        let mut star = vec![centre];
        star.extend(linked(centre).filter(|&other| !taken[other as usize]));
        for &other in &star {
            taken[other as usize] = true;
        }
        if star.len() > 1 || spellings.count(centre) > 1 {
            stars.push(star);
        }
    }
    stars
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syndication::headlines::listing::invented::listing;

    const DAY: &str = "2024-03-04";

    proptest! {
        #[test]
        fn every_spelling_stands_in_one_star_and_is_linked_to_its_centre(
            pairs in prop::collection::vec((0_u32..12, 0_u32..12), 0..30),
        ) {
            let headlines: Vec<String> = (0..12).map(|story| format!("Ferry {story} sinks")).collect();
            let entries: Vec<(u32, &str, &str, &str)> =
                headlines.iter().map(|headline| (1, DAY, "", headline.as_str())).collect();
            let listing = listing(&entries);
            let links: Vec<Link> =
                pairs.iter().filter(|pair| pair.0 != pair.1).map(|&(one, other)| Link::new(one, other)).collect();
            let found = stars(&listing.spellings(), links.clone());
            let mut all: Vec<u32> = found.iter().flatten().copied().collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), count);
            for star in &found {
                prop_assert!(star[1..].iter().all(|&other| links.contains(&Link::new(star[0], other))));
            }
            let mut reversed = links;
            reversed.reverse();
            prop_assert_eq!(found, stars(&listing.spellings(), reversed));
        }
    }
}
