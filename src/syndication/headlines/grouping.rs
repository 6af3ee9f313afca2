/*!
From the headlines of a dump to those that belong together: the stages in their
order.
*/

use crate::error::Result;
use crate::spill::budget::MemoryBudget;
use crate::spill::shares;
use crate::syndication::headlines::beginnings::beginnings;
use crate::syndication::headlines::listing::{Listed, Listing, Spellings};
use crate::syndication::headlines::reworked::reworked;
use crate::syndication::headlines::stars::{Stars, stars};
use crate::syndication::headlines::weights::Weights;

/// Headlines that are grouped.
#[derive(Debug)]
pub struct Grouped {
    /// The different headlines.
    pub spellings: Spellings,
    /// What their words tell.
    pub weights: Weights,
    /// Those that belong together.
    pub stars: Stars,
}

/// Groups the headlines of `listing`. The groups are the same however little
/// `budget` there is.
///
/// # Errors
///
/// When a temporary file cannot be written or read back.
pub fn grouped(listing: Listing, budget: &MemoryBudget) -> Result<Grouped> {
    let Listed { spellings, wholes } = listing.finish()?;
    let mut links = wholes.links()?;
    let weights = Weights::of(&spellings, budget)?;
    let budget = budget.share(&shares::HEADLINE_LINKS);
    links.extend(beginnings(&spellings, &weights, &budget)?);
    links.extend(reworked(&spellings, &weights, &budget)?);
    let stars = stars(&spellings, links)?;
    Ok(Grouped {
        spellings,
        weights,
        stars,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syndication::headlines::Headlined;
    use crate::syndication::headlines::listing::invented::{Printing, budget, listing};

    /// The groups of these headlines where there is so much room: the keys of
    /// each with the articles that have them.
    fn groups(
        headlines: &[Printing<'_>],
        budget: &MemoryBudget,
    ) -> Vec<Vec<(u64, Vec<Headlined>)>> {
        let grouped = grouped(listing(headlines, budget), budget).expect("files can be used");
        let mut reader = grouped.spellings.reader();
        let mut read = |&number: &u32| {
            let spelling = reader.get(number).expect("files can be read");
            let mut headlined = Vec::new();
            let articles = reader.headlined(&spelling, &mut headlined);
            articles.expect("files can be read");
            (spelling.key, headlined)
        };
        let stars = (0..grouped.stars.len()).map(|number| grouped.stars.star(number));
        stars
            .map(|star| star.iter().map(&mut read).collect())
            .collect()
    }

    /// Headlines that the invented ones are made of.
    const STORIES: [&str; 4] = [
        "Mother of Skarholm ferry captain Lindqvist takes stand in trial over sinking off Tarnby",
        "Wexmoor council votes to dismiss harbour secretary Tucker Lindqvist over ferry terminal",
        "Admiral interviewed after Skarholm lighthouse keeper vanishes during autumn storm warning",
        "Letters to the editor",
    ];

    /// Days and years on which they were printed.
    const TIMES: [&str; 5] = ["2024-03-04", "2024-03-05", "2021-03-04", "2024", ""];

    /// One of the stories with `number` for a name somewhere, but for a word,
    /// or for its end.
    fn reworded(story: usize, number: u8, left_out: usize, length: usize, ending: &str) -> String {
        let named = format!("Pier {number} {}", STORIES[story]);
        let words = named.split(' ').enumerate();
        let words = words.filter(|&(index, _)| index != left_out).take(length);
        let words: Vec<&str> = words.map(|(_, word)| word).collect();
        words.join(" ") + ending
    }

    #[test]
    fn all_ways_to_another_spelling_lead_to_one_group() {
        let whole = reworded(0, 1, 99, 99, "");
        let (cut, moved) = (reworded(0, 1, 99, 10, "..."), reworded(0, 1, 4, 99, ""));
        let (tailed, untold) = (whole.clone() + "| Post", whole.clone() + " Post");
        let headlines = [&whole, &whole, &cut, &moved, &tailed, &untold];
        let headlines = headlines.map(|headline| (1, TIMES[0], "", headline.as_str()));
        let groups = groups(&headlines, &budget());
        assert_eq!(groups.len(), 1);
        let articles: usize = groups[0].iter().map(|spelling| spelling.1.len()).sum();
        assert_eq!((groups[0].len(), articles), (4, 6));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4))]
        #[test]
        fn groups_are_the_same_however_little_room_there_is(
            made in prop::collection::vec(
                (
                    0..STORIES.len(),
                    any::<u8>(),
                    0_usize..30,
                    3_usize..20,
                    prop::sample::select(vec!["", "", "...", "| Post", " Post"]),
                    prop::sample::select(TIMES.to_vec()),
                    0_u32..4,
                ),
                0..1200,
            ),
        ) {
            let texts: Vec<String> = made
                .iter()
                .map(|one| reworded(one.0, one.1, one.2, one.3, one.4))
                .collect();
            let headlines: Vec<Printing<'_>> = made
                .iter()
                .zip(&texts)
                .map(|(one, text)| (one.6, one.5, "", text.as_str()))
                .collect();
            let nowhere = MemoryBudget::new(0, None);
            prop_assert_eq!(groups(&headlines, &nowhere), groups(&headlines, &budget()));
        }
    }
}
