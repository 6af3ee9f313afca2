/*!
Candidate pairs from keys, as the library proposes them, but for any sample rate.
The pairs are packed as the library packs them, sorted and without repeats.
*/

use std::convert::Infallible;

use wirecopy::ArticleId;
use wirecopy::internals::MIN_SAMPLES;
use wirecopy::internals::{Pair, pair_up};

use crate::corpus::Body;
use crate::signatures::index;

/// Returns the sample of a set of shingles: those in the lowest part of the range,
/// one in `one_in`, but at least the [`MIN_SAMPLES`] smallest, as in the library.
pub(crate) fn sampled(set: &[u64], one_in: u64) -> Vec<u64> {
    let below = set.partition_point(|&shingle| shingle < u64::MAX / one_in);
    set[..below.max(MIN_SAMPLES).min(set.len())].to_vec()
}

/// Returns the keys of all bodies with the indexes of the bodies, sorted.
pub(crate) fn postings(keys: &[Vec<u64>]) -> Vec<(u64, u32)> {
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for (body, keys) in (0..).zip(keys) {
        postings.extend(keys.iter().map(|&key| (key, body)));
    }
    postings.sort_unstable();
    postings.dedup();
    postings
}

/// Returns the pairs that share a band.
pub(crate) fn from_bands(bodies: &[Body], keys: &[Vec<u64>]) -> Vec<u64> {
    let mut pairs = hits(bodies, keys, |_, _| 1);
    pairs.dedup();
    pairs
}

// The rule of the library; its table of thresholds explains these values.
const SHARED_SAMPLES: std::ops::RangeInclusive<usize> = 2..=6;
const WORDS_PER_SHARED_SAMPLE: usize = 400;
const RARE_LIST: usize = 3;
const SHORT_ARTICLE: usize = 120;

/// Returns the pairs that share enough sampled shingles.
pub(crate) fn from_samples(bodies: &[Body], samples: &[Vec<u64>]) -> Vec<u64> {
    let shorter = |pair: Pair| {
        let words = |article: ArticleId| bodies[index(article.number())].words.len();
        words(pair.first()).min(words(pair.second()))
    };
    let hits = hits(bodies, samples, |list, pair| {
        if list <= RARE_LIST && shorter(pair) < SHORT_ARTICLE {
            2
        } else {
            1
        }
    });
    let enough = |hits: &&[u64]| {
        let words = shorter(Pair::unpacked(hits[0]));
        let needed = words / WORDS_PER_SHARED_SAMPLE;
        hits.len() >= needed.clamp(*SHARED_SAMPLES.start(), *SHARED_SAMPLES.end())
    };
    let pairs = hits.chunk_by(|one, other| one == other).filter(enough);
    pairs.map(|hits| hits[0]).collect()
}

/// Returns the pairs of all lists, sorted. A pair is repeated `weight` times for a
/// list, given the length of the list.
fn hits(bodies: &[Body], keys: &[Vec<u64>], weight: impl Fn(usize, Pair) -> usize) -> Vec<u64> {
    let postings = postings(keys);
    let (mut hits, mut members) = (Vec::new(), Vec::new());
    let fingerprint = |article: ArticleId| bodies[article.index()].fingerprint;
    let lists = postings.chunk_by(|one, other| one.0 == other.0);
    for list in lists.filter(|list| list.len() > 1) {
        members.clear();
        members.extend(list.iter().map(|&(_, body)| ArticleId::new(body)));
        let Ok(_) = pair_up(&members, fingerprint, |pair| {
            hits.extend(std::iter::repeat_n(pair.packed(), weight(list.len(), pair)));
            Ok::<(), Infallible>(())
        });
    }
    hits.sort_unstable();
    hits
}

/// Returns the pairs of both lists.
pub(crate) fn either(mut one: Vec<u64>, other: &[u64]) -> Vec<u64> {
    one.extend_from_slice(other);
    one.sort_unstable();
    one.dedup();
    one
}
