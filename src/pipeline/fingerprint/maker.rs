/*!
Fingerprints the articles of a chunk.
*/

use std::borrow::Cow;
use std::num::NonZeroU64;

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::article::{Article, ArticleId, RecordRef};
use crate::boilerplate::phrase_stories::StorySketch;
use crate::compare::thresholds::BRIEF_WORDS;
use crate::convert::to_u32;
use crate::dump::Dump;
use crate::fingerprint::minhash::{Banding, Signature};
use crate::fingerprint::shingles::{sample, shingle};
use crate::news::addresses::page_key::page_key;
use crate::news::dates::published::Published;
use crate::pipeline::articles::entry::{ArticleCore, ArticleEntry};
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::fingerprint::headline::{HeadlineReader, encode};
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::learn_boilerplate::LearnedBoilerplate;
use crate::spill::scratch_pool::{Reusable, ScratchGuard};

/// What one thread makes of the records of a chunk. The parts of an article that
/// vary in size are in common lists, one article after the other.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) records: Vec<Result<FingerprintedArticle, SkippedRecord>>,
    /// Bands and samples.
    pub(crate) keys: Vec<u64>,
    /// Ids and outlets.
    pub(crate) names: String,
    pub(crate) excluded: Vec<u8>,
    pub(crate) headlines: Vec<u8>,
}

/// What is made of one article.
pub(crate) struct FingerprintedArticle {
    /// The core, without outlet and exact duplicates.
    pub(crate) core: ArticleCore,
    pub(crate) entry: ArticleEntry,
    pub(crate) sketch: StorySketch,
    /// The half of the body's hash that is not its fingerprint.
    pub(crate) hash_rest: u64,
    pub(crate) has_outlet: bool,
    pub(crate) ends: ArticleEnds,
}

/// Where the parts of an article end in a [`Batch`]. They begin where those of
/// the article before it end; samples begin where the bands end, and the outlet
/// where the id ends.
#[derive(Clone, Copy, Default)]
pub(crate) struct ArticleEnds {
    pub(crate) bands: usize,
    pub(crate) samples: usize,
    pub(crate) id: usize,
    pub(crate) outlet: usize,
    pub(crate) excluded: usize,
    pub(crate) headline: usize,
}

/// The memory in which a thread fingerprints articles.
#[derive(Debug, Default)]
pub(crate) struct MakerScratch {
    preparer: Preparer,
    headlines: HeadlineReader,
    shingles: Vec<u64>,
    /// The words of a body as bytes.
    bytes: Vec<u8>,
}

impl Reusable for MakerScratch {
    fn allocated(&self) -> usize {
        let shingles = self.shingles.capacity() * size_of::<u64>();
        self.preparer.memory() + self.headlines.memory() + shingles + self.bytes.capacity()
    }
}

/// Fingerprints the articles of one chunk.
pub(crate) struct FingerprintMaker<'a> {
    pub(crate) shingle_words: usize,
    pub(crate) banding: Banding,
    pub(crate) learned: &'a LearnedBoilerplate,
    pub(crate) scratch: ScratchGuard<MakerScratch>,
}

impl FingerprintMaker<'_> {
    pub(crate) fn make<D: Dump>(
        &mut self,
        article: &Article<'_>,
        record: RecordRef,
        dump: &D,
        batch: &mut Batch,
    ) -> FingerprintedArticle {
        let scratch = &mut *self.scratch;
        let mut ends = ArticleEnds::default();
        let outlet = article.outlet.as_deref();
        let prepared = scratch
            .preparer
            .prepare(article, outlet_key(outlet), &self.learned.blocks);
        prepared.write_excluded(&mut batch.excluded);
        ends.excluded = batch.excluded.len();

        let words = prepared.words().hashes();
        scratch.shingles.clear();
        shingle(words, self.shingle_words, &mut scratch.shingles);
        let signature = Signature::of(&scratch.shingles);
        if !words.is_empty() {
            batch.keys.extend(self.banding.keys(&signature));
        }
        ends.bands = batch.keys.len();
        sample(&scratch.shingles, &mut batch.keys);
        ends.samples = batch.keys.len();

        let headline = scratch.headlines.read(article, &self.learned.suffixes);
        let headline_key = headline.as_ref().map(|headline| headline.key);
        if let Some(headline) = &headline {
            encode(headline, &mut batch.headlines);
        }
        ends.headline = batch.headlines.len();

        match &article.id {
            Some(id) => batch.names.push_str(id),
            None => batch.names.push_str(&dump.location(record).to_string()),
        }
        ends.id = batch.names.len();
        batch.names.push_str(outlet.unwrap_or_default());
        ends.outlet = batch.names.len();

        let [fingerprint, hash_rest] = body_hash(words, headline_key, &mut scratch.bytes);
        let text_hash = field_hash(article.text.as_ref());
        let page = article.url.as_deref().and_then(page_key);
        FingerprintedArticle {
            core: ArticleCore {
                fingerprint,
                words: to_u32(words.len()),
                first_with_body: ArticleId::new(0),
                has_exact_duplicates: false,
                outlet: None,
            },
            entry: ArticleEntry {
                record,
                published: article.published.as_deref().and_then(Published::parse),
                text_hash,
                content_hash: content_hash(article, text_hash),
                headline_key: headline_key.and_then(NonZeroU64::new),
                page_hash: page.map_or(0, |page| xxh3_64(page.as_bytes())),
                boilerplate_share: prepared.boilerplate_share(),
                headline_repeated: prepared.headline_repeated(),
                has_text: article.text.is_some(),
                no_article: prepared.no_article(),
                ..ArticleEntry::default()
            },
            sketch: StorySketch::of(signature.values()),
            hash_rest,
            has_outlet: outlet.is_some(),
            ends,
        }
    }
}

/// Returns the hash of a field; 0 when it is missing.
fn field_hash(field: Option<&Cow<'_, str>>) -> u64 {
    field.map_or(0, |field| xxh3_64(field.as_bytes()))
}

/// Returns the hash of headline and text, or of address and id when both are
/// missing. `text_hash` is the hash of the text.
pub(crate) fn content_hash(article: &Article<'_>, text_hash: u64) -> u64 {
    let parts = match (&article.headline, &article.text) {
        (None, None) => [&article.url, &article.id].map(|field| field_hash(field.as_ref())),
        (headline, _) => [field_hash(headline.as_ref()), text_hash],
    };
    xxh3_64(&parts.map(u64::to_le_bytes).concat())
}

/// Returns the two halves of the hash of a body. The headline of a brief is a
/// part of it: two briefs are equal only when their headlines are. The hash of
/// an empty body is 0. `bytes` is scratch memory.
fn body_hash(words: &[u64], headline_key: Option<u64>, bytes: &mut Vec<u8>) -> [u64; 2] {
    if words.is_empty() {
        return [0, 0];
    }
    bytes.resize(size_of_val(words), 0);
    let (chunks, _) = bytes.as_chunks_mut();
    for (chunk, word) in chunks.iter_mut().zip(words) {
        *chunk = word.to_le_bytes();
    }
    if words.len() < BRIEF_WORDS as usize {
        bytes.extend_from_slice(&headline_key.unwrap_or_default().to_le_bytes());
    }
    let hash = xxh3_128(bytes);
    [hash as u64, (hash >> 64) as u64]
}
