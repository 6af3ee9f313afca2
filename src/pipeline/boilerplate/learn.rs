/*!
Reads the dump and learns what its outlets repeat: blocks and headline suffixes.
*/

use crate::boilerplate::pages::PageBlocks;
use crate::boilerplate::sightings::{Sighting, sightings};
use crate::dump::Dump;
use crate::error::Result;
use crate::news::headline::entities::unescape;
use crate::news::headline::site_cache::SiteCache;
use crate::pipeline::articles::in_order::in_order;
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::boilerplate::learn_blocks::BlockLearner;
use crate::pipeline::boilerplate::learn_suffixes::learn_suffixes;
use crate::pipeline::boilerplate::learned::LearnedBoilerplate;
use crate::pipeline::observer::Observer;
use crate::spill::budget::MemoryBudget;
use crate::spill::scratch_pool::{Reusable, ScratchPool};
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::text::blocks::blocks;
use crate::text::words::Words;

/// The memory in which a thread takes headlines apart.
#[derive(Debug, Default)]
struct HeadlineScratch {
    sites: SiteCache,
    words: Words,
}

impl Reusable for HeadlineScratch {
    fn allocated(&self) -> usize {
        self.words.memory()
    }
}

/// Reads the whole dump and learns the boilerplate of its outlets.
///
/// Records that cannot be read are ignored here; the next stage reports them.
pub(crate) fn learn_boilerplate<D: Dump>(
    dump: &D,
    budget: &MemoryBudget,
    observer: &dyn Observer,
) -> Result<LearnedBoilerplate> {
    let mut blocks_of_pages = BlockLearner::new(budget);
    let mut all_sightings = Sorter::new(budget.share(&shares::SUFFIX_SIGHTINGS));
    let scratch: ScratchPool<HeadlineScratch> = ScratchPool::default();
    in_order(
        dump,
        |chunk| {
            let mut scratch = scratch.take();
            let HeadlineScratch { sites, words } = &mut *scratch;
            let (mut pages, mut found) = (Vec::new(), Vec::new());
            let mut bytes = 0;
            dump.records(chunk, &mut |record| {
                bytes += record.bytes.len() as u64;
                let Ok(article) = record.article else { return };
                let outlet = outlet_key(article.outlet.as_deref());
                if let Some(headline) = article.headline.as_deref() {
                    let site = sites.site(article.outlet.as_deref(), article.url.as_deref());
                    sightings(outlet, &unescape(headline), site, words, &mut found);
                }
                if let Some(text) = article.text.as_deref() {
                    let blocks = blocks(text).into_iter().map(|block| block.of(text));
                    pages.push(PageBlocks::new(outlet, blocks));
                }
            });
            observer.advance(bytes);
            (pages, found)
        },
        |(pages, found): (Vec<PageBlocks>, Vec<Sighting>)| {
            all_sightings.extend(found)?;
            pages.iter().try_for_each(|page| blocks_of_pages.add(page))
        },
    )?;
    let suffixes = learn_suffixes(all_sightings)?;
    let blocks = blocks_of_pages.finish(budget)?;
    Ok(LearnedBoilerplate { blocks, suffixes })
}
