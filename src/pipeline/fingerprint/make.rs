/*!
The second stage: every article's body, fingerprint and keys.
*/

use std::borrow::Cow;
use std::num::NonZeroU64;

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::article::{Article, ArticleId, RecordRef};
use crate::boilerplate::phrase_stories::StorySketch;
use crate::compare::thresholds::BRIEF_WORDS;
use crate::dump::Dump;
use crate::error::{Error, Result};
use crate::fingerprint::bands::Banding;
use crate::fingerprint::minhash::Signature;
use crate::fingerprint::sample::sample;
use crate::fingerprint::shingles::shingle;
use crate::news::addresses::page_key::page_key;
use crate::news::dates::published::Published;
use crate::pipeline::articles::exact_duplicates::BodyHash;
use crate::pipeline::articles::in_order::in_order;
use crate::pipeline::articles::table::{
    ArticleCore, ArticleEntry, ArticleTable, KnownParties, outlet_key,
};
use crate::pipeline::boilerplate::learned::LearnedBoilerplate;
use crate::pipeline::fingerprint::headline::HeadlineReader;
use crate::pipeline::fingerprint::pending_headlines;
use crate::pipeline::fingerprint::pending_headlines::PendingHeadlines;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::observer::Observer;
use crate::pipeline::options::{BadRecords, Options};
use crate::report::SkippedExtent;
use crate::spill::budget::MemoryBudget;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::numbers_by_key::NumbersByKey;
use crate::spill::scratch_pool::{Reusable, ScratchGuard, ScratchPool};
use crate::spill::shares;
use crate::spill::sorter::Sorter;

/// Everything that the second stage leaves to the others.
#[derive(Debug)]
pub(crate) struct Fingerprints {
    pub(crate) table: ArticleTable,
    /// What tells the story of each article from others.
    pub(crate) sketches: ChunkedVec<StorySketch>,
    pub(crate) bands: Sorter<NumbersByKey>,
    pub(crate) samples: Sorter<NumbersByKey>,
    pub(crate) headlines: PendingHeadlines,
    /// Records and files that could not be read.
    pub skipped: Vec<SkippedRecord>,
    pub read: u64,
}

/// What one thread makes of the records of a stretch.
#[derive(Default)]
struct Batch {
    made: Vec<std::result::Result<Made, SkippedRecord>>,
    /// The keys of all bands and samples, one article after another.
    keys: Vec<u64>,
    /// The ids and the outlets' names.
    names: String,
    /// What was set aside of the texts.
    aside: Vec<u8>,
    /// The headlines, as they are put away.
    headlines: Vec<u8>,
}

/// What one thread makes of one record.
struct Made {
    core: ArticleCore,
    entry: ArticleEntry,
    sketch: StorySketch,
    /// The half of its body's hash that is no fingerprint.
    body: u64,
    has_outlet: bool,
    ends: Ends,
}

/// Where in a batch what belongs to an article ends; that of the next begins
/// there. Its bands stand before its samples, its id before its outlet.
#[derive(Clone, Copy, Default)]
struct Ends {
    bands: usize,
    samples: usize,
    id: usize,
    outlet: usize,
    aside: usize,
    headline: usize,
}

/// Reads the whole dump and fingerprints its articles.
pub(crate) fn fingerprint<D: Dump>(
    dump: &D,
    options: &Options,
    learned: &LearnedBoilerplate,
    budget: &MemoryBudget,
    observer: &dyn Observer,
) -> Result<Fingerprints> {
    let mut all = Fingerprints {
        table: ArticleTable::new(budget),
        sketches: ChunkedVec::new(budget),
        bands: Sorter::new(budget.share(&shares::BANDS)),
        samples: Sorter::new(budget.share(&shares::SAMPLES)),
        headlines: PendingHeadlines::new(budget),
        skipped: Vec::new(),
        read: 0,
    };
    let mut bodies = Sorter::new(budget.share(&shares::BODY_HASHES));
    let banding = options.banding();
    let who = KnownParties {
        directory: options.directory(),
        outlet_aliases: &options.outlet_aliases,
    };
    let benches: ScratchPool<Bench> = ScratchPool::default();
    in_order(
        dump,
        |chunk| {
            let mut maker = Maker {
                options,
                banding,
                learned,
                bench: benches.take(),
                batch: Batch::default(),
            };
            let mut read = 0;
            dump.records(chunk, &mut |record| {
                read += record.bytes.len() as u64;
                let made = match record.article {
                    Ok(article) => Ok(maker.make(&article, record.reference, dump)),
                    Err(error) => Err(SkippedRecord {
                        record: record.reference,
                        error: placed(error, record.reference, dump),
                    }),
                };
                maker.batch.made.push(made);
            });
            observer.advance(read);
            maker.batch
        },
        |mut batch: Batch| {
            let mut start = Ends::default();
            for one in std::mem::take(&mut batch.made) {
                let is_file = |skip: &SkippedRecord| skip.extent() == SkippedExtent::File;
                all.read += u64::from(!one.as_ref().is_err_and(is_file));
                match one {
                    Ok(made) => {
                        let ends = made.ends;
                        all.enter(made, &batch, start, who, &mut bodies)?;
                        start = ends;
                    }
                    Err(skip) if options.bad_records == BadRecords::Stop => {
                        return Err(skip.error);
                    }
                    Err(skip) => all.skipped.push(skip),
                }
            }
            Ok(())
        },
    )?;
    all.table.find_exact_duplicates(bodies, budget)?;
    Ok(all)
}

/// The error with its place, where it has none yet.
fn placed<D: Dump>(error: Error, record_ref: RecordRef, dump: &D) -> Error {
    if error.location().is_some() {
        error
    } else {
        error.at(dump.location(record_ref))
    }
}

impl Fingerprints {
    /// Takes what was made of an article; what belongs to it in `batch` begins
    /// at `start`.
    fn enter(
        &mut self,
        made: Made,
        batch: &Batch,
        start: Ends,
        who: KnownParties<'_>,
        bodies: &mut Sorter<BodyHash>,
    ) -> Result<()> {
        let article = self.table.next_id();
        let ends = made.ends;
        let mut core = made.core;
        if made.has_outlet {
            let outlet = &batch.names[ends.id..ends.outlet];
            core.outlet = Some(self.table.outlet(outlet, who));
        }
        core.same_as = article;
        if core.words > 0 {
            bodies.extend([BodyHash {
                fingerprint: core.fingerprint,
                rest: made.body,
                article,
            }])?;
        }
        let posting = |&key: &u64| NumbersByKey {
            key,
            number: article.number(),
        };
        let (bands, samples) = (start.samples..ends.bands, ends.bands..ends.samples);
        self.bands.extend(batch.keys[bands].iter().map(posting))?;
        self.samples
            .extend(batch.keys[samples].iter().map(posting))?;
        if ends.headline > start.headline {
            let written = &batch.headlines[start.headline..ends.headline];
            self.headlines.push(article, written)?;
        }
        self.sketches.push(made.sketch);
        let id = &batch.names[start.outlet..ends.id];
        let aside = &batch.aside[start.aside..ends.aside];
        self.table.push(id, aside, core, made.entry)
    }
}

/// The memory that fingerprints are made in.
#[derive(Debug, Default)]
struct Bench {
    preparer: Preparer,
    headlines: HeadlineReader,
    shingles: Vec<u64>,
    /// For the words of a body as bytes.
    bytes: Vec<u8>,
}

impl Reusable for Bench {
    fn allocated(&self) -> usize {
        let shingles = self.shingles.capacity() * size_of::<u64>();
        self.preparer.memory() + self.headlines.memory() + shingles + self.bytes.capacity()
    }
}

/// Makes fingerprints.
struct Maker<'a> {
    options: &'a Options,
    banding: Banding,
    learned: &'a LearnedBoilerplate,
    bench: ScratchGuard<Bench>,
    batch: Batch,
}

impl Maker<'_> {
    fn make<D: Dump>(&mut self, article: &Article<'_>, record_ref: RecordRef, dump: &D) -> Made {
        let (bench, batch) = (&mut *self.bench, &mut self.batch);
        let outlet = article.outlet.as_deref();
        let prepared = bench
            .preparer
            .prepare(article, outlet_key(outlet), &self.learned.blocks);
        let words = prepared.words().hashes();
        bench.shingles.clear();
        shingle(words, self.options.shingle_words, &mut bench.shingles);
        let signature = Signature::of(&bench.shingles);
        let empty = words.is_empty();
        let mut ends = Ends::default();
        if !empty {
            batch.keys.extend(self.banding.keys(&signature));
        }
        ends.bands = batch.keys.len();
        sample(&bench.shingles, &mut batch.keys);
        ends.samples = batch.keys.len();
        prepared.write_excluded(&mut batch.aside);
        ends.aside = batch.aside.len();
        let headline = bench.headlines.read(article, &self.learned.suffixes);
        let headline_key = headline.as_ref().map(|headline| headline.key);
        if let Some(headline) = &headline {
            pending_headlines::encode(headline, &mut batch.headlines);
        }
        ends.headline = batch.headlines.len();
        let body = if empty {
            0
        } else {
            body_hash(words, headline_key, &mut bench.bytes)
        };
        let text_hash = hash_of(article.text.as_ref());
        let core = ArticleCore {
            fingerprint: half(body),
            words: u32::try_from(words.len()).unwrap_or(u32::MAX),
            same_as: ArticleId::new(0),
            has_exact_duplicates: false,
            outlet: None,
        };
        let entry = ArticleEntry {
            record: record_ref,
            published: article.published.as_deref().and_then(Published::parse),
            headline: headline_key.and_then(NonZeroU64::new),
            text: text_hash,
            content: content_hash(article, text_hash),
            standing: prepared.boilerplate_share(),
            page: article
                .url
                .as_deref()
                .and_then(page_key)
                .map_or(0, |page| xxh3_64(page.as_bytes())),
            headline_repeated: prepared.headline_repeated(),
            has_text: article.text.is_some(),
            ..ArticleEntry::default()
        };
        match &article.id {
            Some(id) => batch.names.push_str(id),
            None => batch.names.push_str(&dump.location(record_ref).to_string()),
        }
        ends.id = batch.names.len();
        batch.names.push_str(outlet.unwrap_or_default());
        ends.outlet = batch.names.len();
        Made {
            core,
            entry,
            sketch: StorySketch::of(signature.values()),
            body: half(body >> 64),
            has_outlet: outlet.is_some(),
            ends,
        }
    }
}

/// The lower half of a hash.
fn half(hash: u128) -> u64 {
    u64::try_from(hash & u128::from(u64::MAX)).unwrap_or_default()
}

/// The hash of a field; 0 where it is missing.
fn hash_of(field: Option<&Cow<'_, str>>) -> u64 {
    field.map_or(0, |field| xxh3_64(field.as_bytes()))
}

/// The hash of what a record says, wherever it stands; `text` is that of its
/// text.
fn content_hash(article: &Article<'_>, text: u64) -> u64 {
    let parts = match (&article.headline, &article.text) {
        (None, None) => [hash_of(article.url.as_ref()), hash_of(article.id.as_ref())],
        (headline, _) => [hash_of(headline.as_ref()), text],
    };
    xxh3_64(&parts.map(u64::to_le_bytes).concat())
}

/// The hash of a body. For a brief the headline belongs to it. What stood in
/// `bytes` is forgotten.
fn body_hash(words: &[u64], headline: Option<u64>, bytes: &mut Vec<u8>) -> u128 {
    bytes.resize(size_of_val(words), 0);
    let (eights, _) = bytes.as_chunks_mut();
    for (eight, word) in eights.iter_mut().zip(words) {
        *eight = word.to_le_bytes();
    }
    if words.len() < BRIEF_WORDS as usize {
        bytes.extend_from_slice(&headline.unwrap_or_default().to_le_bytes());
    }
    xxh3_128(bytes)
}
