/*!
Fingerprints articles, one after the other.
*/

use std::num::NonZeroU64;

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{Article, ArticleId, RecordRef};
use crate::boilerplate::phrase_stories::StorySketch;
use crate::convert::to_u32;
use crate::dump::Dump;
use crate::fingerprint::bands::Banding;
use crate::fingerprint::minhash::Signature;
use crate::fingerprint::sample::sample;
use crate::fingerprint::shingles::shingle;
use crate::news::addresses::page_key::page_key;
use crate::news::dates::published::Published;
use crate::pipeline::articles::core::ArticleCore;
use crate::pipeline::articles::entry::ArticleEntry;
use crate::pipeline::articles::outlets::outlet_key;
use crate::pipeline::boilerplate::learned::LearnedBoilerplate;
use crate::pipeline::fingerprint::batch::{ArticleEnds, Batch, FingerprintedArticle};
use crate::pipeline::fingerprint::hashes::{body_hash, content_hash, field_hash};
use crate::pipeline::fingerprint::headline::HeadlineReader;
use crate::pipeline::fingerprint::pending_headlines::encode;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::spill::scratch_pool::{Reusable, ScratchGuard};

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
    shingle_words: usize,
    banding: Banding,
    learned: &'a LearnedBoilerplate,
    scratch: ScratchGuard<MakerScratch>,
}

impl<'a> FingerprintMaker<'a> {
    pub(crate) fn new(
        shingle_words: usize,
        banding: Banding,
        learned: &'a LearnedBoilerplate,
        scratch: ScratchGuard<MakerScratch>,
    ) -> FingerprintMaker<'a> {
        FingerprintMaker {
            shingle_words,
            banding,
            learned,
            scratch,
        }
    }

    /// Fingerprints `article` and appends its parts to `batch`.
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
                ..ArticleEntry::default()
            },
            sketch: StorySketch::of(signature.values()),
            hash_rest,
            has_outlet: outlet.is_some(),
            ends,
        }
    }
}
