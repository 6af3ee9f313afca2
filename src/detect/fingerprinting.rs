/*!
The second stage: every article's body, fingerprint and keys.
*/

use std::borrow::Cow;
use std::num::NonZeroU64;

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use super::headlining::{HeadlineMaker, MadeHeadline};
use super::observer::Observer;
use super::options::{BadRecords, Options};
use super::prepare::Preparer;
use super::reading::in_order;
use super::roll::{Core, Entry, Roll, WhoIsWho, outlet_key};
use super::shelf::Shelf;
use super::surveying::Learnt;
use super::twins::BodyHash;
use crate::article::{Article, ArticleId, Position};
use crate::candidates::bands::Banding;
use crate::error::{Error, Result};
use crate::fingerprint::minhash::Signature;
use crate::fingerprint::sample::sample;
use crate::fingerprint::shingles::shingle;
use crate::published::Published;
use crate::source::Dump;
use crate::store::column::Column;
use crate::store::keyed::Keyed;
use crate::store::room::Room;
use crate::store::sorter::Sorter;
use crate::survey::stock::StorySketch;
use crate::url::normalised;

/// Words of a body below which it is a brief: there the headlines of copies
/// must agree too.
pub const BRIEF: usize = 24;

/// The parts of the memory that the lists of this stage may take, in percent;
/// the roll takes another.
const BANDS_PART: usize = 25;
const SAMPLES_PART: usize = 25;
const BODIES_PART: usize = 8;

/// Everything that the second stage leaves to the others.
#[derive(Debug)]
pub(super) struct Fingerprints {
    pub(super) roll: Roll,
    /// What tells the story of each article from others.
    pub(super) sketches: Column<StorySketch>,
    pub(super) bands: Sorter<Keyed>,
    pub(super) samples: Sorter<Keyed>,
    pub(super) headlines: Shelf,
    /// Records and files that could not be read.
    pub skipped: Vec<Skip>,
    pub read: u64,
}

/// A record or file that could not be read.
#[derive(Debug)]
pub struct Skip {
    /// Where it stands.
    pub position: Position,
    /// Why; the error knows the place.
    pub error: Error,
}

/// What one thread makes of one record.
struct Made {
    core: Core,
    entry: Entry,
    sketch: StorySketch,
    /// The half of its body's hash that is no fingerprint.
    body: u64,
    id: String,
    outlet: Option<String>,
    headline: Option<MadeHeadline>,
    bands: Vec<u64>,
    sample: Vec<u64>,
}

/// Reads the whole dump and fingerprints its articles.
pub(super) fn fingerprint<D: Dump>(
    dump: &D,
    options: &Options,
    learnt: &Learnt,
    room: &Room,
    observer: &dyn Observer,
) -> Result<Fingerprints> {
    let mut all = Fingerprints {
        roll: Roll::new(room),
        sketches: Column::new(room),
        bands: Sorter::new(room.part(BANDS_PART)),
        samples: Sorter::new(room.part(SAMPLES_PART)),
        headlines: Shelf::new(room),
        skipped: Vec::new(),
        read: 0,
    };
    let mut bodies = Sorter::new(room.part(BODIES_PART));
    let banding = options.banding();
    let who = WhoIsWho {
        directory: options.directory(),
        houses: &options.houses,
    };
    in_order(
        dump,
        |stretch| {
            let mut maker = Maker::new(options, banding, learnt);
            let mut made = Vec::new();
            let mut read = 0;
            dump.records(stretch, &mut |record| {
                read += record.bytes.len() as u64;
                made.push(match record.article {
                    Ok(article) => Ok(maker.make(&article, record.position, dump)),
                    Err(error) => Err(Skip {
                        position: record.position,
                        error: placed(error, record.position, dump),
                    }),
                });
            });
            observer.advance(read);
            made
        },
        |made: Vec<std::result::Result<Made, Skip>>| {
            for one in made {
                all.read += 1;
                match one {
                    Ok(made) => all.enter(made, who, &mut bodies)?,
                    Err(skip) if options.bad_records == BadRecords::Stop => {
                        return Err(skip.error);
                    }
                    Err(skip) => all.skipped.push(skip),
                }
            }
            Ok(())
        },
    )?;
    all.roll.find_twins(bodies, room)?;
    Ok(all)
}

/// The error with its place, where it has none yet.
fn placed<D: Dump>(error: Error, position: Position, dump: &D) -> Error {
    if error.location().is_some() {
        error
    } else {
        error.at(dump.location(position))
    }
}

impl Fingerprints {
    fn enter(
        &mut self,
        made: Made,
        who: WhoIsWho<'_>,
        bodies: &mut Sorter<BodyHash>,
    ) -> Result<()> {
        let article = self.roll.next_id();
        let mut core = made.core;
        core.outlet = made.outlet.map(|outlet| self.roll.outlet(&outlet, who));
        core.same_as = article;
        if core.words > 0 {
            bodies.extend([BodyHash {
                fingerprint: core.fingerprint,
                rest: made.body,
                article,
            }])?;
        }
        let posting = |key| Keyed {
            key,
            number: article.number(),
        };
        self.bands.extend(made.bands.into_iter().map(posting))?;
        self.samples.extend(made.sample.into_iter().map(posting))?;
        if let Some(headline) = &made.headline {
            self.headlines.push(article, headline)?;
        }
        self.sketches.push(made.sketch);
        self.roll.push(&made.id, core, made.entry)
    }
}

/// Makes fingerprints; holds the memory for it.
struct Maker<'a> {
    options: &'a Options,
    banding: Banding,
    learnt: &'a Learnt,
    preparer: Preparer,
    headlines: HeadlineMaker,
    shingles: Vec<u64>,
    /// Scratch for the words of a body as bytes.
    bytes: Vec<u8>,
}

impl<'a> Maker<'a> {
    fn new(options: &'a Options, banding: Banding, learnt: &'a Learnt) -> Maker<'a> {
        Maker {
            options,
            banding,
            learnt,
            preparer: Preparer::default(),
            headlines: HeadlineMaker::default(),
            shingles: Vec::new(),
            bytes: Vec::new(),
        }
    }

    fn make<D: Dump>(&mut self, article: &Article<'_>, position: Position, dump: &D) -> Made {
        let outlet = article.outlet.as_deref();
        let prepared = self
            .preparer
            .prepare(article, outlet_key(outlet), &self.learnt.standing);
        let words = prepared.words().hashes();
        self.shingles.clear();
        shingle(words, self.options.shingle_words, &mut self.shingles);
        let signature = Signature::of(&self.shingles);
        let mut sampled = Vec::new();
        sample(&self.shingles, &mut sampled);
        let empty = words.is_empty();
        let headline = self.headlines.make(article, &self.learnt.tails);
        let headline_key = headline.as_ref().map(|headline| headline.key);
        let body = if empty {
            0
        } else {
            body_hash(words, headline_key, &mut self.bytes)
        };
        let text_hash = hash_of(article.text.as_ref());
        let core = Core {
            fingerprint: half(body),
            words: u32::try_from(words.len()).unwrap_or(u32::MAX),
            same_as: ArticleId::new(0),
            has_twins: false,
            outlet: None,
        };
        let entry = Entry {
            position,
            published: article.published.as_deref().and_then(Published::parse),
            headline: headline_key.and_then(NonZeroU64::new),
            text: text_hash,
            content: content_hash(article, text_hash),
            standing: prepared.standing_share(),
            page: article
                .url
                .as_deref()
                .and_then(normalised)
                .map_or(0, |page| xxh3_64(page.as_bytes())),
            headline_repeated: prepared.headline_repeated(),
            has_text: article.text.is_some(),
            is_whole: prepared.aside().is_empty(),
            ..Entry::default()
        };
        Made {
            core,
            entry,
            sketch: StorySketch::of(signature.values()),
            body: half(body >> 64),
            id: match &article.id {
                Some(id) => id.to_string(),
                None => dump.location(position).to_string(),
            },
            outlet: outlet.map(str::to_owned),
            headline,
            bands: if empty {
                Vec::new()
            } else {
                self.banding.keys(&signature).collect()
            },
            sample: sampled,
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
    if words.len() < BRIEF {
        bytes.extend_from_slice(&headline.unwrap_or_default().to_le_bytes());
    }
    xxh3_128(bytes)
}
