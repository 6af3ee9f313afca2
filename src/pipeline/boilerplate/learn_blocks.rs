/*!
Learns the boilerplate blocks of a dump.

Counters in memory bound how many pages each block is on. The blocks of all
pages are spooled. At the end, only the blocks that may be on enough pages are
sorted, each with the sketches of its pages.
*/

use crate::boilerplate::blocks::{
    BlockCounters, BoilerplateBlocks, PageNovelty, is_beside_many_stories,
};
use crate::boilerplate::pages::{PageBlocks, PageSketch};
use crate::error::Result;
use crate::spill::block_spool::BlockSpool;
use crate::spill::budget::MemoryBudget;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::shares;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::Sorter;

/// A block that may be boilerplate, and the sketch of a page with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence {
    key: u64,
    sketch: PageSketch,
}

fixed_size!(Occurrence {
    key: u64,
    sketch: PageSketch,
});

fixed_size!(PageSketch {
    hashes: [u32; PageSketch::BLOCKS],
    lengths: [u16; PageSketch::BLOCKS],
});

impl SortEntry for Occurrence {
    fn leading(self) -> u64 {
        self.key
    }
}

/// Learns the boilerplate blocks from the pages of a dump.
pub(crate) struct BlockLearner {
    counters: BlockCounters,
    /// The sketch and the block keys of each page.
    pages: BlockSpool,
    /// Scratch memory for one page.
    bytes: Vec<u8>,
}

impl BlockLearner {
    pub(crate) fn new(budget: &MemoryBudget) -> BlockLearner {
        BlockLearner {
            counters: BlockCounters::default(),
            pages: BlockSpool::new(budget.share(&shares::PAGE_BLOCKS)),
            bytes: Vec::new(),
        }
    }

    /// Adds a page. A page with the same blocks as an earlier one is ignored.
    pub(crate) fn add(&mut self, page: &PageBlocks) -> Result<()> {
        if self.counters.count(page) == PageNovelty::Redundant {
            return Ok(());
        }
        self.bytes.clear();
        page.sketch.write(&mut self.bytes);
        for key in &page.keys {
            key.write(&mut self.bytes);
        }
        self.pages.push(&self.bytes)
    }

    /// Returns the boilerplate blocks of all pages.
    pub(crate) fn finish(self, budget: &MemoryBudget) -> Result<BoilerplateBlocks> {
        let mut frequent = Sorter::new(budget.share(&shares::BLOCK_OCCURRENCES));
        let mut pages = self.pages.finish()?;
        while let Some(page) = pages.next_block()? {
            let (sketch, keys) = page.split_at(PageSketch::SIZE);
            let sketch = PageSketch::read(sketch);
            let keys = keys.chunks_exact(u64::SIZE).map(u64::read);
            frequent.extend(
                keys.filter(|&key| self.counters.may_be_boilerplate(key))
                    .map(|key| Occurrence { key, sketch }),
            )?;
        }
        drop(self.counters);
        boilerplate_among(frequent)
    }
}

/// Returns the blocks that are on pages of enough different stories.
fn boilerplate_among(frequent: Sorter<Occurrence>) -> Result<BoilerplateBlocks> {
    let mut keys = Vec::new();
    let mut sketches: Vec<PageSketch> = Vec::new();
    let mut occurrences = frequent.finish()?.peekable();
    while let Some(occurrence) = occurrences.next().transpose()? {
        let Occurrence { key, sketch } = occurrence;
        sketches.push(sketch);
        let has_more = matches!(occurrences.peek(), Some(Ok(next)) if next.key == key);
        if !has_more {
            if is_beside_many_stories(&sketches) {
                keys.push(key);
            }
            sketches.clear();
        }
    }
    Ok(BoilerplateBlocks::new(keys))
}
