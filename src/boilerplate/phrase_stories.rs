/*!
Counting the stories of an outlet that have a shingle in common.

A page that is crawled many times is one story, however often it is in the dump.
A small sketch of each article distinguishes stories.
*/

use crate::boilerplate::thresholds::{
    FAMILY_CARRIERS, LONG_STORY_VALUES, PHRASE_STORIES, SHORT_STORY_VALUES, SHORT_STORY_WORDS,
};

/// A sketch of an article that distinguishes its story: the low byte of each of the
/// first 16 values of its signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StorySketch([u8; StorySketch::VALUES]);

impl StorySketch {
    pub(crate) const VALUES: usize = 16;

    /// Returns the sketch of an article whose signature begins with `values`.
    pub(crate) fn of(values: &[u32]) -> StorySketch {
        let mut sketch = [0; StorySketch::VALUES];
        for (kept, value) in sketch.iter_mut().zip(values) {
            *kept = value.to_le_bytes()[0];
        }
        StorySketch(sketch)
    }

    /// Returns the sketch of the most frequent value at each place, where one value
    /// is in the majority, by the vote of Boyer and Moore (1981).
    fn most_common(carriers: &[ShingleCarrier]) -> StorySketch {
        let mut common = StorySketch::default();
        for (place, common) in common.0.iter_mut().enumerate() {
            let mut lead = 0_usize;
            for value in carriers.iter().map(|carrier| carrier.sketch.0[place]) {
                match lead {
                    0 => (*common, lead) = (value, 1),
                    _ if *common == value => lead += 1,
                    _ => lead -= 1,
                }
            }
        }
        common
    }

    pub(crate) fn agreement(self, other: StorySketch) -> usize {
        let pairs = self.0.iter().zip(other.0);
        pairs.filter(|(one, other)| **one == *other).count()
    }
}

/// An article that has a shingle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShingleCarrier {
    pub outlet: u32,
    pub words: u32,
    pub sketch: StorySketch,
}

/// Returns whether one outlet has enough different stories among `carriers` for
/// the shingle that they share to be a stock phrase. `carriers` are sorted, and each
/// takes at most two times [`PHRASE_STORIES`] comparisons of sketches.
pub(crate) fn is_stock(carriers: &mut [ShingleCarrier]) -> bool {
    if carriers.len() < PHRASE_STORIES {
        return false;
    }
    carriers.sort_unstable_by_key(|carrier| (carrier.outlet, carrier.words, carrier.sketch.0));
    let mut outlets = carriers.chunk_by(|one, other| one.outlet == other.outlet);
    outlets.any(is_stock_of_outlet)
}

/// Returns whether the carriers of one outlet are enough different stories.
///
/// Of hundreds of near-equal articles some pairs have sketches that differ by
/// chance. So where most carriers resemble their most common sketch, they are one
/// story, and only the others are counted beside it.
fn is_stock_of_outlet(outlet: &[ShingleCarrier]) -> bool {
    if outlet.len() < PHRASE_STORIES || !are_different_stories(outlet.iter()) {
        return false;
    }
    if outlet.len() < FAMILY_CARRIERS {
        return true;
    }
    let family = ShingleCarrier {
        sketch: StorySketch::most_common(outlet),
        words: u32::MAX,
        ..outlet[0]
    };
    let is_other = |carrier: &&ShingleCarrier| !is_same_story(&family, carrier);
    let others = outlet.iter().filter(is_other);
    others.clone().count() * 2 > outlet.len()
        || are_different_stories(std::iter::once(&family).chain(others))
}

/// Returns whether there are [`PHRASE_STORIES`] among `carriers`.
fn are_different_stories<'a>(mut carriers: impl Iterator<Item = &'a ShingleCarrier>) -> bool {
    let mut stories: Vec<&ShingleCarrier> = Vec::new();
    carriers.any(|carrier| {
        if !stories.iter().any(|story| is_same_story(story, carrier)) {
            stories.push(carrier);
        }
        stories.len() == PHRASE_STORIES
    })
}

/// Returns the same as [`is_stock`] for all carriers that `all` yields, but holds
/// only some of the outlets in memory at a time. `all` is called at most `parts`
/// times, and `scratch` is overwritten.
pub(crate) fn is_stock_in_parts<I: Iterator<Item = ShingleCarrier>>(
    parts: u32,
    all: impl Fn() -> I,
    scratch: &mut Vec<ShingleCarrier>,
) -> bool {
    (0..parts).any(|part| {
        scratch.clear();
        scratch.extend(all().filter(|carrier| parts == 1 || carrier.outlet % parts == part));
        is_stock(scratch)
    })
}

fn is_same_story(one: &ShingleCarrier, other: &ShingleCarrier) -> bool {
    let least = if one.words.min(other.words) < SHORT_STORY_WORDS {
        SHORT_STORY_VALUES
    } else {
        LONG_STORY_VALUES
    };
    one.sketch.agreement(other.sketch) >= least
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn carrier(outlet: u32, words: u32, story: u8) -> ShingleCarrier {
        ShingleCarrier {
            outlet,
            words,
            sketch: StorySketch([story; StorySketch::VALUES]),
        }
    }

    #[test]
    fn different_stories_of_one_outlet_are_counted() {
        let of_outlet =
            |stories| -> Vec<_> { (0..stories).map(|it| carrier(3, 400, it)).collect() };
        let of_outlets = (0..60).map(|outlet| carrier(outlet, 400, outlet as u8));
        let table = [
            (
                "a page crawled many times",
                vec![carrier(1, 400, 7); 195],
                false,
            ),
            ("a story in many outlets", of_outlets.collect(), false),
            ("three stories", of_outlet(3), false),
            ("four stories", of_outlet(4), true),
        ];
        for (name, mut carriers, expected) in table {
            assert_eq!(is_stock(&mut carriers), expected, "{name}");
        }
    }

    proptest! {
        #[test]
        fn outlets_can_be_checked_in_parts(
            of in prop::collection::vec((0_u32..9, 100_u32..300, 0_u8..4), 0..60),
            parts in 1_u32..12,
        ) {
            let all = of.into_iter().map(|(outlet, words, story)| carrier(outlet, words, story));
            let all: Vec<ShingleCarrier> = all.collect();
            let found = is_stock_in_parts(parts, || all.iter().copied(), &mut Vec::new());
            prop_assert_eq!(found, is_stock(&mut all.clone()));
        }
    }
}
