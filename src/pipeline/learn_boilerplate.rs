/*!
First stage: learns the boilerplate blocks and headline suffixes of each outlet.

Counters in memory bound how many pages each block is on. The blocks of all
pages are kept in a log. At the end, only the blocks that may be on enough pages
are sorted, each with the sketches of its pages.
*/

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::boilerplate::blocks::{
    BlockCounters, BoilerplateBlocks, PageNovelty, UnitRecurrence, recurrence,
};
use crate::boilerplate::notice_text::NoticeText;
use crate::boilerplate::notices::{NoticeSighting, Notices, TextSightings};
use crate::boilerplate::page_names::{PageNames, names_among};
use crate::boilerplate::pages::{PageSketch, PageUnits};
use crate::boilerplate::suffix_tally::SuffixTally;
use crate::boilerplate::suffixes::{HeadlineSuffixes, Sighting, SightingKind, sightings};
use crate::boilerplate::vocabulary::VocabularyCounter;
use crate::convert::to_u32;
use crate::dump::Dump;
use crate::error::Result;
use crate::news::headline::site::SiteCache;
use crate::pipeline::articles::in_order::in_order;
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::observer::Observer;
use crate::spill::bucket::SortEntry;
use crate::spill::budget::MemoryBudget;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::spill::paged_lists::BlockLog;
use crate::spill::scratch_pool::{Reusable, ScratchPool};
use crate::spill::shares;
use crate::spill::sorter::Sorter;
use crate::text::Span;
use crate::text::plain_text::PlainText;
use crate::text::words::Words;

/// What the outlets of a dump repeat.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct LearnedBoilerplate {
    pub(crate) blocks: BoilerplateBlocks,
    pub(crate) suffixes: HeadlineSuffixes,
}

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
    let mut notices = Sorter::new(budget.share(&shares::NOTICE_SIGHTINGS));
    let vocabulary = VocabularyCounter::default();
    let scratch: ScratchPool<HeadlineScratch> = ScratchPool::default();
    in_order(
        dump,
        |chunk| {
            let mut scratch = scratch.take();
            let HeadlineScratch { sites, words } = &mut *scratch;
            let (mut pages, mut found) = (Vec::new(), Vec::new());
            let mut notices = Vec::new();
            let (mut named, mut address_names, mut kept) = (Vec::new(), Vec::new(), Vec::new());
            let mut bytes = 0;
            dump.records(chunk, &mut |record| {
                bytes += record.bytes.len() as u64;
                let Ok(article) = record.article else { return };
                let outlet = outlet_key(article.outlet.as_deref());
                named.clear();
                let title = article.headline.as_deref().map(PlainText::of);
                if let Some(headline) = title.as_ref().map(PlainText::text) {
                    let site = sites.site(article.outlet.as_deref(), article.url.as_deref());
                    words.clear();
                    words.append(headline, Span::new(0, to_u32(headline.len())));
                    names_among(headline, words, &mut named);
                    sightings(outlet, headline, site, words, &mut found);
                }
                let Some(text) = article.text.as_deref().map(PlainText::of) else {
                    return;
                };
                vocabulary.add(text.text(), words);
                // Articles without an outlet are not of one outlet.
                if article.outlet.is_some() {
                    let text = text.text();
                    let title = title.as_ref().map_or("", PlainText::text);
                    if let Some(notice) = NoticeText::of(outlet, text, title, &mut kept) {
                        let address = article.url.as_deref().unwrap_or_default();
                        notices.push(NoticeSighting {
                            key: notice.key,
                            outlet,
                            names: PageNames::of(&named, address, &mut address_names),
                            length: to_u32(text.len()),
                        });
                    }
                    pages.push(PageUnits::new(outlet, text, &named));
                }
            });
            observer.advance(bytes);
            (pages, found, notices)
        },
        |(pages, found, sightings): (Vec<PageUnits>, Vec<Sighting>, Vec<NoticeSighting>)| {
            all_sightings.extend(found)?;
            notices.extend(sightings)?;
            pages.iter().try_for_each(|page| blocks_of_pages.add(page))
        },
    )?;
    let mut tally = SuffixTally::default();
    for sighting in all_sightings.finish()? {
        tally.add(sighting?);
    }
    let notices = learn_notices(notices)?;
    let mut blocks = blocks_of_pages.finish(budget)?;
    blocks.notices = notices;
    blocks.vocabulary = Arc::new(vocabulary.finish());
    Ok(LearnedBoilerplate {
        suffixes: tally.finish(),
        blocks,
    })
}

/// Returns the texts that stand at pages with different names.
fn learn_notices(sightings: Sorter<NoticeSighting>) -> Result<Notices> {
    let mut notices = Notices::default();
    let mut text = TextSightings::default();
    for sighting in sightings.finish()? {
        let sighting = sighting?;
        if !text.add(sighting) {
            notices.learn(&text);
            text.clear();
            text.add(sighting);
        }
    }
    notices.learn(&text);
    Ok(notices)
}

fixed_size!(Sighting {
    key: u64,
    kind: SightingKind,
    outlet: u64,
    head: u64,
});

fixed_size!(SightingKind = Headline | Bar | Dash | DashWord | Prefix);

impl SortEntry for Sighting {
    fn leading(self) -> u64 {
        self.key
    }
}

fixed_size!(NoticeSighting {
    key: u64,
    outlet: u64,
    names: PageNames,
    length: u32,
});

fixed_size!(PageNames {
    headline: [u16; PageNames::WORDS],
    address: [u16; PageNames::WORDS],
});

impl SortEntry for NoticeSighting {
    fn leading(self) -> u64 {
        self.key
    }
}

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
    units: [u32; PageSketch::UNITS],
    lengths: [u16; PageSketch::UNITS],
    headline: [u16; PageSketch::WORDS],
});

impl SortEntry for Occurrence {
    fn leading(self) -> u64 {
        self.key
    }
}

/// Learns the boilerplate blocks from the pages of a dump.
pub(crate) struct BlockLearner {
    counters: BlockCounters,
    pages: BlockLog,
    bytes: Vec<u8>,
}

impl BlockLearner {
    pub(crate) fn new(budget: &MemoryBudget) -> BlockLearner {
        BlockLearner {
            counters: BlockCounters::default(),
            pages: BlockLog::new(budget.share(&shares::PAGE_BLOCKS)),
            bytes: Vec::new(),
        }
    }

    /// Adds a page. A page with the same blocks as an earlier one is ignored.
    pub(crate) fn add(&mut self, page: &PageUnits) -> Result<()> {
        if self.counters.count(page) == PageNovelty::Redundant {
            return Ok(());
        }
        self.bytes.clear();
        page.sketch.write(&mut self.bytes);
        for key in &page.keys {
            key.write(&mut self.bytes);
        }
        self.pages.push(&self.bytes)?;
        Ok(())
    }

    pub(crate) fn finish(self, budget: &MemoryBudget) -> Result<BoilerplateBlocks> {
        let mut frequent = Sorter::new(budget.share(&shares::BLOCK_OCCURRENCES));
        self.pages.each(|page| {
            let (sketch, keys) = page.split_at(PageSketch::SIZE);
            let sketch = PageSketch::read(sketch);
            let keys = keys.chunks_exact(u64::SIZE).map(u64::read);
            frequent.extend(
                keys.filter(|&key| self.counters.may_be_boilerplate(key))
                    .map(|key| Occurrence { key, sketch }),
            )
        })?;
        // The log and the counters are no longer needed.
        drop(self);
        boilerplate_among(frequent)
    }
}

/// Returns the blocks that are on pages of enough different stories.
fn boilerplate_among(frequent: Sorter<Occurrence>) -> Result<BoilerplateBlocks> {
    let mut learned = BoilerplateBlocks::default();
    let mut sketches: Vec<PageSketch> = Vec::new();
    let mut occurrences = frequent.finish()?.peekable();
    while let Some(occurrence) = occurrences.next().transpose()? {
        let Occurrence { key, sketch } = occurrence;
        sketches.push(sketch);
        let has_more = matches!(occurrences.peek(), Some(Ok(next)) if next.key == key);
        if !has_more {
            match recurrence(key, &sketches) {
                UnitRecurrence::Unrelated => drop(learned.unrelated.insert(key)),
                UnitRecurrence::Related => drop(learned.related.insert(key)),
                UnitRecurrence::None => {}
            }
            sketches.clear();
        }
    }
    Ok(learned)
}
