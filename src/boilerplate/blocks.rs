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

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::boilerplate::thresholds::{BLOCK_STORIES, LONG_BLOCK_BYTES, SAME_PAGE_SHARE};
use crate::convert::to_usize;

/// A set of 64-bit hashes, which are not hashed again.
pub(crate) type HashedKeys = HashSet<u64, BuildHasherDefault<KeyHasher>>;

/// Uses a 64-bit key as its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        // The table also uses the highest bits, which are equal in many sampled
        // shingles.
        self.0.rotate_left(24)
    }

    fn write(&mut self, bytes: &[u8]) {
        // Never called for `u64`; the trait requires it.
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Returns the key of a block within its outlet: a hash of its bytes, since a
/// machine prints boilerplate the same way each time.
pub(crate) fn block_key(outlet: u64, block: &str) -> u64 {
    xxh3_64_with_seed(block.as_bytes(), outlet)
}

/// The long blocks of a page in a few numbers, which distinguish its story from others.
///
/// The smallest hashes of the long blocks in ascending order, with the length
/// of each; 0 where there are fewer blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PageSketch {
    pub(crate) hashes: [u32; PageSketch::BLOCKS],
    pub(crate) lengths: [u16; PageSketch::BLOCKS],
}

impl PageSketch {
    pub(crate) const BLOCKS: usize = 12;

    /// Creates the sketch of a page from the hashes and lengths of its long blocks.
    fn new(mut blocks: Vec<(u32, u16)>) -> PageSketch {
        blocks.sort_unstable();
        blocks.dedup_by_key(|block| block.0);
        let mut sketch = PageSketch::default();
        for (index, &(hash, length)) in blocks.iter().take(PageSketch::BLOCKS).enumerate() {
            sketch.hashes[index] = hash;
            sketch.lengths[index] = length;
        }
        sketch
    }

    /// Returns whether two pages are one story. Pages that share no long block
    /// are not.
    pub(crate) fn is_same_story(&self, other: &PageSketch) -> bool {
        let blocks = self.hashes.iter().zip(&self.lengths);
        let shared = blocks.filter(|(hash, _)| **hash != 0 && other.hashes.contains(hash));
        let shared: u32 = shared.map(|(_, &length)| u32::from(length)).sum();
        let length = |page: &PageSketch| page.lengths.iter().copied().map(u32::from).sum::<u32>();
        let smaller = length(self).min(length(other));
        shared > 0 && f64::from(shared) >= SAME_PAGE_SHARE * f64::from(smaller)
    }
}

/// The blocks of a page, as counting needs them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageBlocks {
    /// The keys of its blocks, sorted and without repeats.
    pub keys: Vec<u64>,
    pub sketch: PageSketch,
}

impl PageBlocks {
    pub(crate) fn new<'a>(outlet: u64, blocks: impl Iterator<Item = &'a str>) -> PageBlocks {
        let mut keys = Vec::new();
        let mut long = Vec::new();
        for block in blocks {
            let key = block_key(outlet, block);
            keys.push(key);
            if block.len() >= LONG_BLOCK_BYTES {
                // Blocks above 64 KiB all weigh the same.
                let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
                long.push((sketch_hash(key), length));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        PageBlocks {
            keys,
            sketch: PageSketch::new(long),
        }
    }
}

/// Returns the low half of a key, with the lowest bit set so that it is never 0.
fn sketch_hash(key: u64) -> u32 {
    let bytes = key.to_le_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) | 1
}

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

/// The [keys](block_key) of the boilerplate blocks of all outlets of a dump.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct BoilerplateBlocks(pub(crate) HashedKeys);

impl BoilerplateBlocks {
    pub(crate) fn holds(&self, outlet: u64, block: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&block_key(outlet, block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTLET: u64 = 11;
    const SIGN_UP: &str = "Sign up for our newsletter and get the news of the coast each morning.";

    /// Returns the boilerplate of pages in this order.
    fn learn(pages: &[Vec<String>]) -> BoilerplateBlocks {
        let mut counters = BlockCounters::default();
        let pages = pages.iter();
        let kept: Vec<PageBlocks> = pages
            .map(|blocks| PageBlocks::new(OUTLET, blocks.iter().map(String::as_str)))
            .filter(|page| counters.count(page) == PageNovelty::New)
            .collect();
        let mut keys: HashedKeys = kept.iter().flat_map(|page| &page.keys).copied().collect();
        keys.retain(|key| {
            let with_key = kept.iter().filter(|page| page.keys.contains(key));
            let mut sketches: Vec<PageSketch> = with_key.map(|page| page.sketch).collect();
            sketches.sort_unstable();
            counters.may_be_boilerplate(*key) && is_beside_many_stories(&sketches)
        });
        BoilerplateBlocks(keys)
    }

    fn story(number: usize) -> Vec<String> {
        let long = "of its own, long enough to be prose and not a label.";
        let prose = (1..5).map(|part| format!("Story {number} has a paragraph {part} {long}"));
        prose.chain([SIGN_UP.to_owned()]).collect()
    }

    #[test]
    fn a_block_beside_three_stories_is_boilerplate() {
        let mut pages = [story(1), story(2), story(3)];
        let learned = learn(&pages);
        assert!(learned.holds(OUTLET, SIGN_UP));
        assert!(!learned.holds(OUTLET, &story(1)[0]));
        assert!(!learned.holds(12, SIGN_UP));
        pages.reverse();
        assert_eq!(learned, learn(&pages));
    }

    #[test]
    fn a_page_crawled_many_times_teaches_nothing() {
        let mut pages = vec![story(1); 100];
        for crawl in 0..95 {
            let mut page = story(1);
            page.push(format!("{crawl} comments"));
            pages.push(page);
        }
        assert!(learn(&pages).0.is_empty());
    }
}
