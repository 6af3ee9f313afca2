/*!
The first stage: what each outlet repeats.
*/

use serde::{Deserialize, Serialize};

use crate::boilerplate::blocks::{
    BlockCounters, BoilerplateBlocks, PageNovelty, is_beside_many_stories,
};
use crate::boilerplate::pages::{PageBlocks, PageSketch};
use crate::boilerplate::sightings::{Sighting, sightings};
use crate::boilerplate::suffixes::HeadlineSuffixes;
use crate::dump::Dump;
use crate::error::{Error, Result};
use crate::news::headline::entities::unescape;
use crate::news::headline::site_cache::SiteCache;
use crate::pipeline::articles::in_order::in_order;
use crate::pipeline::articles::table::outlet_key;
use crate::pipeline::headlines::learn_suffixes::learn_suffixes;
use crate::pipeline::observer::Observer;
use crate::spill::block_spool::BlockSpool;
use crate::spill::budget::MemoryBudget;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::scratch_pool::{Reusable, ScratchPool};
use crate::spill::shares;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::Sorter;
use crate::text::blocks::blocks;
use crate::text::words::Words;

/// A block that was met often, and a page that it stands on.
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

/// What a thread needs for headlines.
#[derive(Debug, Default)]
struct Bench {
    sites: SiteCache,
    words: Words,
}

impl Reusable for Bench {
    fn size(&self) -> usize {
        self.words.memory()
    }
}

/// What the survey learnt.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct LearnedBoilerplate {
    pub(crate) standing: BoilerplateBlocks,
    pub(crate) suffixes: HeadlineSuffixes,
}

/// Reads the whole dump and learns the standing matter of its outlets, and
/// the tails of their headlines.
///
/// Records that cannot be read are passed over here: the next stage reports
/// them.
pub(crate) fn survey<D: Dump>(
    dump: &D,
    budget: &MemoryBudget,
    observer: &dyn Observer,
) -> Result<LearnedBoilerplate> {
    let mut counters = BlockCounters::default();
    let mut spool = BlockSpool::new(budget.share(&shares::PAGE_BLOCKS));
    let mut bytes = Vec::new();
    let mut seen = Sorter::new(budget.share(&shares::SUFFIX_SIGHTINGS));
    let benches: ScratchPool<Bench> = ScratchPool::default();
    in_order(
        dump,
        |chunk| {
            let mut bench = benches.take();
            let Bench { sites, words } = &mut *bench;
            let (mut pages, mut seen) = (Vec::new(), Vec::new());
            let mut read = 0;
            dump.records(chunk, &mut |record| {
                read += record.bytes.len() as u64;
                let Ok(article) = record.article else { return };
                let outlet = outlet_key(article.outlet.as_deref());
                if let Some(headline) = article.headline.as_deref() {
                    let site = sites.site(article.outlet.as_deref(), article.url.as_deref());
                    sightings(outlet, &unescape(headline), site, words, &mut seen);
                }
                let Some(text) = article.text.as_deref() else {
                    return;
                };
                pages.push(PageBlocks::new(
                    outlet,
                    blocks(text).into_iter().map(|block| block.of(text)),
                ));
            });
            observer.advance(read);
            (pages, seen)
        },
        |(pages, sightings): (Vec<PageBlocks>, Vec<Sighting>)| {
            seen.extend(sightings)?;
            for page in pages {
                if counters.count(&page) == PageNovelty::New {
                    bytes.clear();
                    page.sketch.write(&mut bytes);
                    page.keys
                        .iter()
                        .for_each(|key| bytes.extend_from_slice(&key.to_le_bytes()));
                    spool.push(&bytes)?;
                }
            }
            Ok(())
        },
    )?;
    let suffixes = learn_suffixes(seen)?;
    let mut often = Sorter::new(budget.share(&shares::BLOCK_OCCURRENCES));
    let mut pages = spool.finish()?;
    while let Some(page) = pages.next_block()? {
        let (sketch, keys) = page.split_at(PageSketch::SIZE);
        let sketch = PageSketch::read(sketch);
        let keys = keys.chunks_exact(size_of::<u64>()).map(u64::read);
        often.extend(
            keys.filter(|&key| counters.may_be_boilerplate(key))
                .map(|key| Occurrence { key, sketch }),
        )?;
    }
    drop(counters);
    let standing = standing_of(often)?;
    Ok(LearnedBoilerplate { standing, suffixes })
}

fn standing_of(often: Sorter<Occurrence>) -> Result<BoilerplateBlocks> {
    let mut keys = Vec::new();
    let mut sketches: Vec<PageSketch> = Vec::new();
    let mut current = None;
    let mut close = |key: Option<u64>, sketches: &mut Vec<PageSketch>| {
        if let Some(key) = key
            && is_beside_many_stories(sketches)
        {
            keys.push(key);
        }
        sketches.clear();
    };
    for occurrence in often.finish()? {
        let occurrence: Occurrence = occurrence.map_err(|error: Error| error)?;
        if current != Some(occurrence.key) {
            close(current, &mut sketches);
            current = Some(occurrence.key);
        }
        sketches.push(occurrence.sketch);
    }
    close(current, &mut sketches);
    Ok(BoilerplateBlocks::new(keys))
}
