/*!
The blocks of a page, as counting needs them: their keys, and a sketch that
tells stories apart.
*/

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::boilerplate::thresholds::{LONG_BLOCK_BYTES, SAME_PAGE_SHARE};

/// Returns the key of a block within its outlet: a hash of its bytes, since a
/// machine prints boilerplate the same way each time.
pub(crate) fn block_key(outlet: u64, block: &str) -> u64 {
    xxh3_64_with_seed(block.as_bytes(), outlet)
}

/// The long blocks of a page in a few numbers, which tell its story from others.
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

    /// Creates the sketch of a page whose long blocks have these hashes and
    /// lengths.
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
        let shared: u32 = self
            .hashes
            .iter()
            .zip(&self.lengths)
            .filter(|(hash, _)| **hash != 0 && other.hashes.contains(hash))
            .map(|(_, &length)| u32::from(length))
            .sum();
        let smaller = self.length().min(other.length());
        shared > 0 && f64::from(shared) >= SAME_PAGE_SHARE * f64::from(smaller)
    }

    fn length(&self) -> u32 {
        self.lengths.iter().map(|&length| u32::from(length)).sum()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageBlocks {
    /// The keys of its blocks, sorted and without repeats.
    pub keys: Vec<u64>,
    /// What tells its story from others.
    pub sketch: PageSketch,
}

impl PageBlocks {
    /// Creates the page of `outlet` with these blocks.
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
