/*!
Standing matter: blocks that an outlet prints beside many different stories.

Navigation, sign-ups, biographies, legal lines. A block is told by its bytes,
since a machine printed it, and counted within its outlet.

# Choices

* A block is counted once for each story, not for each page: a page that is
  crawled 195 times must not teach that the story itself is furniture. Two
  pages are one story when they share most of their longer blocks by length.
  Furniture can be half of a short page, a later version of a story keeps
  more than half of the earlier one.
* Counting is in two steps, to bound the memory. While the dump is read, a
  table of small counters holds how often each block was met, and the blocks
  of each page are kept as numbers only. Then the blocks whose counter is high
  enough are collected with their pages. The counters may be too high where
  two blocks share one; the second step is exact. No step depends on the order
  of the pages.
*/

use serde::{Deserialize, Serialize};

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::boilerplate::hashed_keys::Keys;

/// Different stories of one outlet beside which a block is standing matter.
pub const STORIES_OF_STANDING: usize = 3;

/// Bytes of a block below which it is no prose: buttons, labels, dates.
const LONG_BLOCK: usize = 60;

/// The share of the smaller page's longer blocks, by length, that makes two
/// pages one story.
const SAME_STORY: f64 = 0.6;

/// Counters of the first step: one byte each.
const COUNTERS: usize = 1 << 22;

/// The name of a block within its outlet: what the survey counts.
#[must_use]
pub fn block_key(outlet: u64, block: &str) -> u64 {
    xxh3_64_with_seed(block.as_bytes(), outlet)
}

/// The longer blocks of a page in a few numbers: enough to tell stories apart.
///
/// The smallest hashes of its longer blocks, in ascending order, each with
/// the block's length; 0 where it has fewer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageSketch {
    hashes: [u32; PageSketch::BLOCKS],
    lengths: [u16; PageSketch::BLOCKS],
}

impl PageSketch {
    /// Blocks that are kept.
    pub const BLOCKS: usize = 12;

    /// Bytes that [`PageSketch::write`] appends.
    pub const SIZE: usize = PageSketch::BLOCKS * (size_of::<u32>() + size_of::<u16>());

    /// The sketch of a page with these blocks, by hash and length.
    fn of(blocks: &mut Vec<(u32, u16)>) -> PageSketch {
        blocks.sort_unstable();
        blocks.dedup_by_key(|block| block.0);
        let mut sketch = PageSketch::default();
        for (index, &(hash, length)) in blocks.iter().take(PageSketch::BLOCKS).enumerate() {
            sketch.hashes[index] = hash;
            sketch.lengths[index] = length;
        }
        sketch
    }

    /// Appends the sketch to `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        self.hashes
            .iter()
            .for_each(|hash| bytes.extend_from_slice(&hash.to_le_bytes()));
        self.lengths
            .iter()
            .for_each(|length| bytes.extend_from_slice(&length.to_le_bytes()));
    }

    /// The sketch that [`PageSketch::write`] appended.
    #[must_use]
    pub fn read(bytes: &[u8]) -> PageSketch {
        let mut sketch = PageSketch::default();
        let (hashes, lengths) = bytes.split_at(PageSketch::BLOCKS * size_of::<u32>());
        for (hash, part) in sketch
            .hashes
            .iter_mut()
            .zip(hashes.chunks_exact(size_of::<u32>()))
        {
            *hash = u32::from_le_bytes([part[0], part[1], part[2], part[3]]);
        }
        for (length, part) in sketch
            .lengths
            .iter_mut()
            .zip(lengths.chunks_exact(size_of::<u16>()))
        {
            *length = u16::from_le_bytes([part[0], part[1]]);
        }
        sketch
    }

    fn is_same_story(&self, other: &PageSketch) -> bool {
        let shared: u32 = self
            .hashes
            .iter()
            .zip(&self.lengths)
            .filter(|(hash, _)| **hash != 0 && other.hashes.contains(hash))
            .map(|(_, &length)| u32::from(length))
            .sum();
        let smaller = self.length().min(other.length());
        shared > 0 && f64::from(shared) >= SAME_STORY * f64::from(smaller)
    }

    fn length(&self) -> u32 {
        self.lengths.iter().map(|&length| u32::from(length)).sum()
    }
}

/// The blocks of one page, as far as the survey needs to know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageBlocks {
    /// The keys of its blocks, sorted, each once.
    pub keys: Vec<u64>,
    /// What tells its story from others.
    pub sketch: PageSketch,
}

impl PageBlocks {
    /// The page of `outlet` with these blocks.
    pub fn new<'a>(outlet: u64, blocks: impl Iterator<Item = &'a str>) -> PageBlocks {
        let mut keys = Vec::new();
        let mut long = Vec::new();
        for block in blocks {
            let key = block_key(outlet, block);
            keys.push(key);
            if block.len() >= LONG_BLOCK {
                long.push((
                    low_half(key),
                    u16::try_from(block.len()).unwrap_or(u16::MAX),
                ));
            }
        }
        keys.sort_unstable();
        keys.dedup();
        let sketch = PageSketch::of(&mut long);
        PageBlocks { keys, sketch }
    }
}

/// Half of a key, never 0.
fn low_half(key: u64) -> u32 {
    let bytes = key.to_le_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) | 1
}

/// How often each block was met, or more often where two share a counter.
#[derive(Debug)]
pub struct Counters {
    met: Vec<u8>,
    pages: Keys,
    /// Scratch for the keys of a page.
    bytes: Vec<u8>,
}

impl Default for Counters {
    fn default() -> Counters {
        Counters {
            met: vec![0; COUNTERS],
            pages: Keys::default(),
            bytes: Vec::new(),
        }
    }
}

impl Counters {
    /// Counts the blocks of a page; `false` when the same page was counted
    /// before, which is then to be left alone.
    pub fn note(&mut self, page: &PageBlocks) -> bool {
        self.bytes.clear();
        let keys = page.keys.iter();
        keys.for_each(|key| self.bytes.extend_from_slice(&key.to_le_bytes()));
        if page.keys.is_empty() || !self.pages.insert(xxh3_64(&self.bytes)) {
            return false;
        }
        for &key in &page.keys {
            let counter = &mut self.met[counter_of(key)];
            *counter = counter.saturating_add(1);
        }
        true
    }

    /// Whether the block may stand on enough pages to be standing matter.
    #[must_use]
    pub fn is_often(&self, key: u64) -> bool {
        usize::from(self.met[counter_of(key)]) >= STORIES_OF_STANDING
    }
}

fn counter_of(key: u64) -> usize {
    usize::try_from(key % COUNTERS as u64).unwrap_or_default()
}

/// Whether a block that stands on pages with these sketches stands beside
/// enough different stories.
///
/// `sketches` must be sorted: the answer then depends on the pages and not on
/// their order.
#[must_use]
pub fn stands_beside_many(sketches: &[PageSketch]) -> bool {
    let mut leaders: Vec<&PageSketch> = Vec::with_capacity(STORIES_OF_STANDING);
    for sketch in sketches {
        if !leaders.iter().any(|leader| leader.is_same_story(sketch)) {
            leaders.push(sketch);
            if leaders.len() == STORIES_OF_STANDING {
                return true;
            }
        }
    }
    false
}

/// The standing matter of a dump.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct BoilerplateBlocks {
    keys: Keys,
}

impl BoilerplateBlocks {
    /// The blocks with these keys.
    pub fn new(keys: impl IntoIterator<Item = u64>) -> BoilerplateBlocks {
        BoilerplateBlocks {
            keys: keys.into_iter().collect(),
        }
    }

    /// Whether `block` is standing matter of `outlet`.
    #[must_use]
    pub fn holds(&self, outlet: u64, block: &str) -> bool {
        !self.keys.is_empty() && self.keys.contains(&block_key(outlet, block))
    }

    /// The number of blocks known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const OUTLET: u64 = 11;
    const SIGN_UP: &str = "Sign up for our newsletter and get the news of the coast each morning.";

    /// What the survey learns from pages in this order.
    fn learn(pages: &[Vec<String>]) -> BoilerplateBlocks {
        let mut counters = Counters::default();
        let kept: Vec<PageBlocks> = pages
            .iter()
            .map(|blocks| PageBlocks::new(OUTLET, blocks.iter().map(String::as_str)))
            .filter(|page| counters.note(page))
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
            counters.is_often(*key) && stands_beside_many(&sketches)
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
    fn a_block_beside_three_stories_is_standing_matter() {
        let standing = learn(&[story(1), story(2), story(3)]);
        assert!(standing.holds(OUTLET, SIGN_UP));
        assert!(!standing.holds(OUTLET, &story(1)[0]));
        assert!(!standing.holds(12, SIGN_UP));
    }

    #[test]
    fn a_page_crawled_again_and_again_teaches_nothing() {
        let mut pages = vec![story(1); 100];
        for crawl in 0..95 {
            let mut page = story(1);
            page.push(format!("{crawl} comments"));
            pages.push(page);
        }
        assert!(learn(&pages).is_empty());
    }

    #[test]
    fn the_order_of_pages_does_not_matter() {
        let mut pages: Vec<Vec<String>> = (0..9).map(story).collect();
        let one = learn(&pages);
        pages.reverse();
        assert_eq!(one.keys, learn(&pages).keys);
    }
}
