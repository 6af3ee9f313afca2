/*!
From keys to candidate pairs, as `detect/proposing.rs` does it, with other
sample rates than its own. The pairs are packed as the library packs them,
sorted, and each there once.
*/

use std::convert::Infallible;

use wirecopy::ArticleId;
use wirecopy::fingerprint::postings::{Pair, pair_up};
use wirecopy::fingerprint::sample::AT_LEAST;

use super::corpus::Body;
use super::signatures::index;

/// The sampled ones of a set of shingles: those below one part in `one_in` of
/// the range, and at least the smallest few, as `fingerprint::sample` has it.
pub(crate) fn sampled(set: &[u64], one_in: u64) -> Vec<u64> {
    let below = set.partition_point(|&shingle| shingle < u64::MAX / one_in);
    set[..below.max(AT_LEAST).min(set.len())].to_vec()
}

/// The keys of all bodies with the places of those that have them, sorted.
pub(crate) fn postings(keys: &[Vec<u64>]) -> Vec<(u64, u32)> {
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for (place, keys) in (0..).zip(keys) {
        postings.extend(keys.iter().map(|&key| (key, place)));
    }
    postings.sort_unstable();
    postings.dedup();
    postings
}

/// The pairs that share a band.
pub(crate) fn from_bands(bodies: &[Body], keys: &[Vec<u64>]) -> Vec<u64> {
    let mut pairs = hits(bodies, keys, |_, _| 1);
    pairs.dedup();
    pairs
}

/// The rule of `detect/proposing.rs`, where each of these is told of.
const SHARED_SAMPLES: std::ops::RangeInclusive<usize> = 2..=6;
const WORDS_A_SAMPLE: usize = 400;
const RARE: usize = 3;
const SHORT: usize = 120;

/// The pairs that share enough sampled shingles.
pub(crate) fn from_samples(bodies: &[Body], samples: &[Vec<u64>]) -> Vec<u64> {
    let shorter = |pair: Pair| {
        let words = |article: ArticleId| bodies[index(article.number())].words.len();
        words(pair.first()).min(words(pair.second()))
    };
    let hits = hits(bodies, samples, |list, pair| {
        if list <= RARE && shorter(pair) < SHORT {
            2
        } else {
            1
        }
    });
    let enough = |hits: &&[u64]| {
        let words = shorter(Pair::unpacked(hits[0]));
        let needed = words / WORDS_A_SAMPLE;
        hits.len() >= needed.clamp(*SHARED_SAMPLES.start(), *SHARED_SAMPLES.end())
    };
    let pairs = hits.chunk_by(|one, other| one == other).filter(enough);
    pairs.map(|hits| hits[0]).collect()
}

/// The pairs of all lists, sorted, each as often as `weight` says of a list of
/// some length.
fn hits(bodies: &[Body], keys: &[Vec<u64>], weight: impl Fn(usize, Pair) -> usize) -> Vec<u64> {
    let postings = postings(keys);
    let (mut hits, mut members) = (Vec::new(), Vec::new());
    let fingerprint = |article: ArticleId| bodies[article.index()].fingerprint;
    let lists = postings.chunk_by(|one, other| one.0 == other.0);
    for list in lists.filter(|list| list.len() > 1) {
        members.clear();
        members.extend(list.iter().map(|&(_, place)| ArticleId::new(place)));
        let Ok(_) = pair_up(&members, fingerprint, |pair| {
            hits.extend(std::iter::repeat_n(pair.packed(), weight(list.len(), pair)));
            Ok::<(), Infallible>(())
        });
    }
    hits.sort_unstable();
    hits
}

/// The pairs of either.
pub(crate) fn either(mut one: Vec<u64>, other: &[u64]) -> Vec<u64> {
    one.extend_from_slice(other);
    one.sort_unstable();
    one.dedup();
    one
}
