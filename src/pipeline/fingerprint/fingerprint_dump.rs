/*!
Reads the whole dump and fingerprints its articles. Records and files that
cannot be read are skipped.
*/

use crate::boilerplate::phrase_stories::StorySketch;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::articles::exact_duplicates::BodyHash;
use crate::pipeline::articles::in_order::in_order;
use crate::pipeline::articles::outlets::KnownParties;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::fingerprint::headline::PendingHeadlines;
use crate::pipeline::fingerprint::maker::{
    ArticleEnds, Batch, FingerprintMaker, FingerprintedArticle, MakerScratch,
};
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::learn_boilerplate::LearnedBoilerplate;
use crate::pipeline::observer::Observer;
use crate::pipeline::options::{BadRecords, Options};
use crate::report::SkippedExtent;
use crate::spill::budget::MemoryBudget;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::numbers::NumbersByKey;
use crate::spill::scratch_pool::ScratchPool;
use crate::spill::shares;
use crate::spill::sorter::Sorter;

/// The articles of a dump with their fingerprints.
#[derive(Debug)]
pub(crate) struct FingerprintedDump {
    pub(crate) table: ArticleTable,
    pub(crate) sketches: ChunkedVec<StorySketch>,
    /// The articles by the keys of their bands.
    pub(crate) bands: Sorter<NumbersByKey>,
    /// The articles by their sampled shingles.
    pub(crate) samples: Sorter<NumbersByKey>,
    pub(crate) headlines: PendingHeadlines,
    pub(crate) skipped: Vec<SkippedRecord>,
    /// The number of records, skipped ones included.
    pub(crate) read: u64,
}

/// Reads the whole dump and fingerprints its articles. When bad records end the
/// run, returns the error of the first one.
pub(crate) fn fingerprint_dump<D: Dump>(
    dump: &D,
    options: &Options,
    learned: &LearnedBoilerplate,
    budget: &MemoryBudget,
    observer: &dyn Observer,
) -> Result<FingerprintedDump> {
    let mut fingerprinted = FingerprintedDump::new(budget);
    let mut bodies = Sorter::new(budget.share(&shares::BODY_HASHES));
    let parties = KnownParties {
        directory: options.directory(),
        outlet_aliases: &options.outlet_aliases,
    };
    let (shingle_words, banding) = (options.shingle_words, options.banding());
    let scratch: ScratchPool<MakerScratch> = ScratchPool::default();
    in_order(
        dump,
        |chunk| {
            let scratch = scratch.take();
            let mut maker = FingerprintMaker {
                shingle_words,
                banding,
                learned,
                scratch,
            };
            let mut batch = Batch::default();
            let mut bytes = 0;
            dump.records(chunk, &mut |record| {
                bytes += record.bytes.len() as u64;
                let made = match record.article {
                    Ok(article) => Ok(maker.make(&article, record.reference, dump, &mut batch)),
                    Err(error) => Err(SkippedRecord::new(record.reference, error, dump)),
                };
                batch.records.push(made);
            });
            observer.advance(bytes);
            batch
        },
        |mut batch: Batch| {
            let mut start = ArticleEnds::default();
            for record in std::mem::take(&mut batch.records) {
                match record {
                    Ok(article) => {
                        let end = article.ends;
                        fingerprinted.push(article, &batch, start, parties, &mut bodies)?;
                        start = end;
                    }
                    Err(skipped) => fingerprinted.skip(skipped, options.bad_records)?,
                }
            }
            Ok(())
        },
    )?;
    fingerprinted.table.find_exact_duplicates(bodies, budget)?;
    Ok(fingerprinted)
}

impl FingerprintedDump {
    fn new(budget: &MemoryBudget) -> FingerprintedDump {
        FingerprintedDump {
            table: ArticleTable::new(budget),
            sketches: ChunkedVec::new(budget),
            bands: Sorter::new(budget.share(&shares::BANDS)),
            samples: Sorter::new(budget.share(&shares::SAMPLES)),
            headlines: PendingHeadlines::new(budget),
            skipped: Vec::new(),
            read: 0,
        }
    }

    /// Adds an article, whose parts of `batch` begin at `start`, and the hash of
    /// its body, unless that is empty.
    fn push(
        &mut self,
        made: FingerprintedArticle,
        batch: &Batch,
        start: ArticleEnds,
        parties: KnownParties<'_>,
        bodies: &mut Sorter<BodyHash>,
    ) -> Result<()> {
        self.read += 1;
        let article = self.table.next_id();
        let (mut core, end) = (made.core, made.ends);
        core.first_with_body = article;
        if made.has_outlet {
            core.outlet = Some(self.table.outlet(&batch.names[end.id..end.outlet], parties));
        }
        if core.words > 0 {
            bodies.extend([BodyHash {
                fingerprint: core.fingerprint,
                rest: made.hash_rest,
                article,
            }])?;
        }
        let number = article.number();
        let posting = |&key: &u64| NumbersByKey { key, number };
        let bands = &batch.keys[start.samples..end.bands];
        self.bands.extend(bands.iter().map(posting))?;
        let samples = &batch.keys[end.bands..end.samples];
        self.samples.extend(samples.iter().map(posting))?;
        if start.headline < end.headline {
            let headline = &batch.headlines[start.headline..end.headline];
            self.headlines.push(article, headline)?;
        }
        self.sketches.push(made.sketch);
        let id = &batch.names[start.outlet..end.id];
        let excluded = &batch.excluded[start.excluded..end.excluded];
        self.table.push(id, excluded, core, made.entry)
    }

    /// Adds a record or file that could not be read, or ends the run.
    fn skip(&mut self, skipped: SkippedRecord, bad_records: BadRecords) -> Result<()> {
        self.read += u64::from(skipped.extent() == SkippedExtent::Record);
        match bad_records {
            BadRecords::Skip => self.skipped.push(skipped),
            BadRecords::Stop => return Err(skipped.error),
        }
        Ok(())
    }
}
