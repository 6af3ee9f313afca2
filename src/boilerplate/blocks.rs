/*!
Boilerplate blocks: navigation, sign-ups, biographies and legal lines that an
outlet prints beside different stories.

# Choices

* A block is counted once for each story, not for each page. A page that was
  crawled 195 times must not teach that its story is boilerplate.
* Counting takes two steps, to bound the memory. While the dump is read, a table
  of small counters counts each block, and the blocks of each page are kept as
  keys. Then the pages of those blocks are collected whose counter is high
  enough. A counter may be too high, when two blocks share it; the second step is
  exact. Neither step depends on the order of the pages.
*/

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::boilerplate::hashed_keys::HashedKeys;
use crate::boilerplate::pages::{PageBlocks, PageSketch, block_key};
use crate::boilerplate::thresholds::BLOCK_STORIES;
use crate::convert::to_usize;

/// Counters of the first step, one byte each.
const COUNTERS: usize = 1 << 22;

/// Whether a page was counted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageNovelty {
    /// The page has blocks, and no page before it had the same ones.
    New,
    /// The page has no block, or the same blocks as an earlier page.
    Redundant,
}

/// Upper bounds of how many pages each block stands on.
#[derive(Debug)]
pub(crate) struct BlockCounters {
    counters: Vec<u8>,
    /// A hash of the keys of every page that was counted.
    pages: HashedKeys,
    /// Scratch space for the keys of a page.
    bytes: Vec<u8>,
}

impl Default for BlockCounters {
    fn default() -> BlockCounters {
        BlockCounters {
            counters: vec![0; COUNTERS],
            pages: HashedKeys::default(),
            bytes: Vec::new(),
        }
    }
}

impl BlockCounters {
    /// Counts the blocks of a page, unless it is redundant.
    pub(crate) fn count(&mut self, page: &PageBlocks) -> PageNovelty {
        self.bytes.clear();
        let keys = page.keys.iter();
        keys.for_each(|key| self.bytes.extend_from_slice(&key.to_le_bytes()));
        if page.keys.is_empty() || !self.pages.insert(xxh3_64(&self.bytes)) {
            return PageNovelty::Redundant;
        }
        for &key in &page.keys {
            let counter = &mut self.counters[counter_of(key)];
            *counter = counter.saturating_add(1);
        }
        PageNovelty::New
    }

    /// Returns whether the block may stand on enough pages to be boilerplate.
    pub(crate) fn may_be_boilerplate(&self, key: u64) -> bool {
        usize::from(self.counters[counter_of(key)]) >= BLOCK_STORIES
    }
}

fn counter_of(key: u64) -> usize {
    to_usize(key % COUNTERS as u64)
}

/// Returns whether a block stands beside enough different stories to be
/// boilerplate.
///
/// `sketches` are those of the pages that it stands on. They must be sorted, so
/// that the answer does not depend on the order of the pages.
pub(crate) fn is_beside_many_stories(sketches: &[PageSketch]) -> bool {
    let mut stories: Vec<&PageSketch> = Vec::with_capacity(BLOCK_STORIES);
    for sketch in sketches {
        if !stories.iter().any(|story| story.is_same_story(sketch)) {
            stories.push(sketch);
            if stories.len() == BLOCK_STORIES {
                return true;
            }
        }
    }
    false
}

/// The boilerplate blocks of all outlets of a dump.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct BoilerplateBlocks {
    keys: HashedKeys,
}

impl BoilerplateBlocks {
    /// Creates the set of the blocks with these [keys](block_key).
    pub(crate) fn new(keys: impl IntoIterator<Item = u64>) -> BoilerplateBlocks {
        BoilerplateBlocks {
            keys: keys.into_iter().collect(),
        }
    }

    /// Returns whether `block` is boilerplate of `outlet`.
    pub(crate) fn holds(&self, outlet: u64, block: &str) -> bool {
        !self.keys.is_empty() && self.keys.contains(&block_key(outlet, block))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const OUTLET: u64 = 11;
    const SIGN_UP: &str = "Sign up for our newsletter and get the news of the coast each morning.";

    /// Returns the boilerplate of pages in this order.
    fn learn(pages: &[Vec<String>]) -> BoilerplateBlocks {
        let mut counters = BlockCounters::default();
        let kept: Vec<PageBlocks> = pages
            .iter()
            .map(|blocks| PageBlocks::new(OUTLET, blocks.iter().map(String::as_str)))
            .filter(|page| counters.count(page) == PageNovelty::New)
            .collect();
        let keys: HashSet<u64> = kept
            .iter()
            .flat_map(|page| page.keys.iter().copied())
            .collect();
        BoilerplateBlocks::new(keys.into_iter().filter(|key| {
            let mut sketches: Vec<PageSketch> = kept
                .iter()
                .filter(|page| page.keys.contains(key))
                .map(|page| page.sketch)
                .collect();
            sketches.sort_unstable();
            counters.may_be_boilerplate(*key) && is_beside_many_stories(&sketches)
        }))
    }

    fn story(number: usize) -> Vec<String> {
        let prose = |paragraph: usize| {
            format!(
                "Story {number} has a paragraph {paragraph} of its own, long enough to be prose and not a label."
            )
        };
        vec![prose(1), prose(2), prose(3), prose(4), SIGN_UP.to_owned()]
    }

    #[test]
    fn a_block_beside_three_stories_is_boilerplate() {
        let learned = learn(&[story(1), story(2), story(3)]);
        assert!(learned.holds(OUTLET, SIGN_UP));
        assert!(!learned.holds(OUTLET, &story(1)[0]));
        assert!(!learned.holds(12, SIGN_UP));
    }

    #[test]
    fn a_page_crawled_many_times_teaches_nothing() {
        let mut pages = vec![story(1); 100];
        for crawl in 0..95 {
            let mut page = story(1);
            page.push(format!("{crawl} comments"));
            pages.push(page);
        }
        assert!(learn(&pages).keys.is_empty());
    }

    #[test]
    fn the_order_of_pages_does_not_matter() {
        let mut pages: Vec<Vec<String>> = (0..9).map(story).collect();
        let one = learn(&pages);
        pages.reverse();
        assert_eq!(one.keys, learn(&pages).keys);
    }
}
