/*!
Stock phrases: shingles that one outlet prints beside many different stories.

Titles of office, the formulas of notices, sign-up texts without a block of
their own. They are counted where the sampled shingles are collected anyway,
so only sampled shingles are known; a phrase of a dozen words has one or more
of them as a rule, and in a short article most are sampled.

A page that is crawled again and again is one story, however often it stands
in the dump: stories are told apart by a small sketch.
*/

use super::keys::Keys;

/// A sketch of an article that tells stories apart: one byte of each of the
/// first sixteen values of its signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StorySketch([u8; StorySketch::VALUES]);

impl StorySketch {
    /// Values kept of a signature.
    pub const VALUES: usize = 16;

    /// The sketch of an article whose signature begins with `values`.
    #[must_use]
    pub fn of(values: &[u32]) -> StorySketch {
        let mut sketch = [0; StorySketch::VALUES];
        for (kept, value) in sketch.iter_mut().zip(values) {
            *kept = value.to_le_bytes()[0];
        }
        StorySketch(sketch)
    }

    /// The number of equal values.
    #[must_use]
    pub fn agreement(self, other: StorySketch) -> usize {
        self.0
            .iter()
            .zip(other.0)
            .filter(|(one, two)| **one == *two)
            .count()
    }
}

/// An article that has a shingle, as far as counting stories needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Carrier {
    /// Its outlet.
    pub outlet: u32,
    /// Its number of words.
    pub words: u32,
    /// Its sketch.
    pub sketch: StorySketch,
}

/// Below this many words two articles of one skeleton agree in much of their
/// text though their stories differ.
const SHORT: u32 = 150;

/// Equal values that make two short articles one story: a resemblance of
/// about one half.
const AGREEMENT_OF_SHORT: usize = 8;

/// Equal values that make two longer articles one story. A later version
/// with a new lead has a resemblance of .2, about 3 of 16; two stories of one
/// outlet have two equal values in 4 of 100 cases.
const AGREEMENT_OF_LONG: usize = 2;

/// Different stories of one outlet beside which a shingle makes it a stock
/// phrase.
pub const STORIES_OF_STOCK: usize = 4;

/// Whether one outlet has so many different stories among `carriers` that what
/// they share is a stock phrase.
///
/// # Complexity
///
/// `O(n log n)` time, and at most [`STORIES_OF_STOCK`] comparisons for each
/// carrier.
#[must_use]
pub fn is_stock(carriers: &mut [Carrier]) -> bool {
    if carriers.len() < STORIES_OF_STOCK {
        return false;
    }
    carriers.sort_unstable_by_key(|carrier| (carrier.outlet, carrier.words, carrier.sketch.0));
    let mut outlets = carriers.chunk_by(|one, other| one.outlet == other.outlet);
    outlets.any(|outlet| {
        let mut leaders: Vec<&Carrier> = Vec::new();
        outlet.len() >= STORIES_OF_STOCK
            && outlet.iter().any(|carrier| {
                if !leaders.iter().any(|leader| same_story(leader, carrier)) {
                    leaders.push(carrier);
                }
                leaders.len() == STORIES_OF_STOCK
            })
    })
}

fn same_story(one: &Carrier, other: &Carrier) -> bool {
    let short = one.words.min(other.words) < SHORT;
    let enough = if short {
        AGREEMENT_OF_SHORT
    } else {
        AGREEMENT_OF_LONG
    };
    one.sketch.agreement(other.sketch) >= enough
}

/// The stock phrases of a dump.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    shingles: Keys,
}

impl Stock {
    /// The phrases with these shingles.
    pub fn new(shingles: impl IntoIterator<Item = u64>) -> Stock {
        Stock {
            shingles: shingles.into_iter().collect(),
        }
    }

    /// The shingles, in no order.
    pub fn shingles(&self) -> impl ExactSizeIterator<Item = u64> + '_ {
        self.shingles.iter().copied()
    }

    /// Takes note of a shingle and the articles that have it, and says whether
    /// it is part of a stock phrase.
    pub fn note(&mut self, shingle: u64, carriers: &mut [Carrier]) -> bool {
        let is_stock = is_stock(carriers);
        if is_stock {
            self.shingles.insert(shingle);
        }
        is_stock
    }

    /// Whether `shingle` is known as part of a stock phrase.
    #[must_use]
    pub fn holds(&self, shingle: u64) -> bool {
        self.shingles.contains(&shingle)
    }

    /// The number of shingles known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shingles.len()
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shingles.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carrier(outlet: u32, words: u32, story: u8) -> Carrier {
        Carrier {
            outlet,
            words,
            sketch: StorySketch([story; StorySketch::VALUES]),
        }
    }

    #[test]
    fn a_page_crawled_again_and_again_is_one_story() {
        let mut carriers = vec![carrier(1, 400, 7); 195];
        assert!(!is_stock(&mut carriers));
    }

    #[test]
    fn a_story_in_many_outlets_is_no_stock_phrase() {
        let mut carriers: Vec<Carrier> = (0..60)
            .map(|outlet| carrier(outlet, 400, outlet as u8))
            .collect();
        assert!(!is_stock(&mut carriers));
    }

    #[test]
    fn stories_of_one_outlet_are_counted() {
        let of_outlet = |stories| -> Vec<Carrier> {
            (0..stories).map(|story| carrier(3, 400, story)).collect()
        };
        assert!(!is_stock(&mut of_outlet(3)));
        let mut carriers = of_outlet(4);
        let mut stock = Stock::default();
        stock.note(99, &mut carriers);
        assert!(stock.holds(99) && !stock.holds(98));
    }
}
