/*!
Which headlines are beginnings of others.

# Choices

* A headline that is the beginning of another was cut, or the other was
  lengthened. It must tell enough to be of one story, and what follows it must
  be the same wherever it goes on: "Man charged with murder of" goes on in
  many ways.
* A beginning has some words, and all that it begins have those too: only
  headlines with equal first words are held against each other, and only they
  are in memory together. Of a formula that opens a tenth of a dump they would
  be many.
*/

use crate::error::Result;
use crate::news::headline::terms::Term;
use crate::spill::budget::MemoryBudget;
use crate::spill::numbers_by_key::{NumbersByKey, each_list};
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::listing::{Reader, Spellings};
use crate::syndication::headlines::record::Spelling;
use crate::syndication::headlines::spellings::{Link, may_be_of_one_story};
use crate::syndication::headlines::weights::Weights;

/// Words of a beginning, at least.
const WORDS: usize = 4;

/// What a beginning must tell: about five telling words.
const WEIGHT: f64 = 30.0;

/// The same for one that ends in an ellipsis: that it was cut is known.
const WEIGHT_OF_CUT: f64 = 20.0;

/// Continuations of one beginning that are looked at.
const CONTINUATIONS: usize = 50;

/// The headlines that are beginnings of others, with those.
///
/// # Errors
///
/// When a temporary file cannot be written or read back.
pub fn beginnings(
    spellings: &Spellings,
    weights: &Weights,
    budget: &MemoryBudget,
) -> Result<Vec<Link>> {
    let mut by_words = Sorter::new(budget.clone());
    let mut reader = spellings.reader();
    let mut spelling = Spelling::default();
    for number in spellings.all() {
        reader.read(number, &mut spelling)?;
        let key = key_of_first_words(&spelling.terms);
        by_words.extend(key.map(|key| NumbersByKey { key, number }))?;
    }
    let mut links = Vec::new();
    each_list(by_words, |_, list| {
        let alike = in_order(list, &mut reader)?;
        for (index, short) in alike.iter().enumerate() {
            let continuations = continuations(short, &alike[index + 1..], weights);
            links.extend(continuations.map(|long| Link::new(short.number, long.number)));
        }
        Ok(())
    })?;
    Ok(links)
}

/// The key of the first words, if there are as many as a beginning has. Keys
/// that are equal by chance only bring strangers to one list.
fn key_of_first_words(terms: &[Term]) -> Option<u64> {
    // As rustc hashes numbers (FxHash).
    let add = |key: u64, term: &Term| {
        (key.rotate_left(5) ^ u64::from(term.word())).wrapping_mul(0x517c_c1b7_2722_0a95)
    };
    Some(terms.get(..WORDS)?.iter().fold(0, add))
}

/// The headlines of `list`, sorted by their words: the beginning of one stands
/// right before it.
fn in_order(list: &[u32], reader: &mut Reader<'_>) -> Result<Vec<Spelling>> {
    let read = list.iter().map(|&number| reader.get(number));
    let mut alike = read.collect::<Result<Vec<Spelling>>>()?;
    alike.sort_unstable_by(|one, other| {
        let words = one.terms.cmp(&other.terms);
        words.then(one.number.cmp(&other.number))
    });
    Ok(alike)
}

/// Those of `after` that `short` is the beginning of.
fn continuations<'a>(
    short: &Spelling,
    after: &'a [Spelling],
    weights: &Weights,
) -> impl Iterator<Item = &'a Spelling> + use<'a> {
    // What goes on in so many ways is a beginning of none of them.
    let looked_at = &after[..after.len().min(CONTINUATIONS + 1)];
    let is_longer = |long: &&Spelling| long.terms.starts_with(&short.terms);
    let all = looked_at.iter().take_while(is_longer).count();
    let least = if short.is_cut { WEIGHT_OF_CUT } else { WEIGHT };
    let looked_at = if all > CONTINUATIONS || all == 0 || weights.of_terms(&short.terms) < least {
        &[]
    } else {
        &looked_at[..all]
    };
    let printed = short.printed;
    let may_go_on = move |long: &&Spelling| may_be_of_one_story(printed, long.printed);
    let mut last: Option<&Spelling> = None;
    let go_on_alike = looked_at.iter().filter(may_go_on).all(|long| {
        let before = last.replace(long);
        before.is_none_or(|before| long.terms.starts_with(&before.terms))
    });
    let continuations = if go_on_alike { looked_at } else { &[] };
    continuations.iter().filter(may_go_on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syndication::headlines::listing::invented::{Printing, budget, spellings};

    fn links(headlines: &[Printing<'_>]) -> Vec<Link> {
        let spellings = spellings(headlines);
        let weights = Weights::of(&spellings, &budget()).expect("files can be read");
        beginnings(&spellings, &weights, &budget()).expect("files can be read")
    }

    const DAY: &str = "2024-03-04";

    #[test]
    fn a_cut_headline_is_the_one_that_it_begins() {
        let whole = "Mother of Skarholm ferry captain takes stand in trial over sinking";
        let linked = |day, cut| !links(&[(1, day, "", cut), (2, DAY, "", whole)]).is_empty();
        assert!(linked(DAY, "Mother of Skarholm ferry captain takes stand"));
        assert!(!linked(
            "2021-03-04",
            "Mother of Skarholm ferry captain takes stand"
        ));
        assert!(!linked(DAY, "Mother of"));
        assert!(!linked(DAY, "Mother of Skarholm ferry"));
        assert!(linked(DAY, "Mother of Skarholm ferry captain..."));
    }

    #[test]
    fn a_beginning_that_goes_on_in_many_ways_is_none() {
        let week = "Headlines from Skarholm you might have missed this week";
        let (february, september) = (
            format!("{week} of February"),
            format!("{week} of September"),
        );
        let ways = [
            (1, DAY, "", week),
            (2, DAY, "", february.as_str()),
            (3, DAY, "", september.as_str()),
        ];
        assert!(links(&ways).is_empty());
        assert_eq!(links(&ways[..2]).len(), 1);
    }
}
