/*!
The bodies of a dump, and the exact overlap of every pair.
*/

use wirecopy::internals::Pair;
use wirecopy::internals::{into_set, shingle};
use wirecopy::{ArticleId, Detector, Dump, Files, NoProgress, Options, ReadOptions, Result};

use crate::signatures::index;

/// A body that differs from those of all earlier articles.
pub(crate) struct Body {
    pub(crate) fingerprint: u64,
    pub(crate) words: Vec<u64>,
}

/// Returns the different bodies of the dump `input`, and the number of pairs that
/// the library compares.
pub(crate) fn read(input: &str) -> Result<(Vec<Body>, u64)> {
    let files = Files::open(&[input.to_owned()], ReadOptions::default())?;
    let outcome = Detector::new(Options::default())?.run(&files, &NoProgress)?;
    let table = &outcome.table;
    let mut bodies = Vec::new();
    for article in table.articles() {
        let core = table.core(article);
        if core.first_with_body != article || core.words == 0 {
            continue;
        }
        files.read_again(table.entry(article).record, &mut |record| {
            if let Ok(article) = record.article {
                bodies.push(Body {
                    fingerprint: core.fingerprint,
                    words: outcome.body_words(&article),
                });
            }
        })?;
    }
    Ok((bodies, outcome.compared))
}

/// Returns the shingles of each body, in the order of the text.
pub(crate) fn shingles(bodies: &[Body], width: usize) -> Vec<Vec<u64>> {
    let of = |body: &Body| {
        let mut shingles = Vec::new();
        shingle(&body.words, width, &mut shingles);
        shingles
    };
    bodies.iter().map(of).collect()
}

/// Returns the shingles of each body as a sorted set.
pub(crate) fn sets(shingles: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let mut sets = shingles.to_vec();
    sets.iter_mut().for_each(into_set);
    sets
}

/// The overlap of the shingle sets of two bodies.
pub(crate) struct Overlap {
    /// The indexes of the bodies.
    pub(crate) bodies: [u32; 2],
    pub(crate) resemblance: f64,
    /// The share of the smaller set that the larger one contains.
    pub(crate) containment: f64,
}

impl Overlap {
    /// Returns the pair as the library packs it.
    pub(crate) fn packed(&self) -> u64 {
        let [one, other] = self.bodies.map(ArticleId::new);
        Pair::new(one, other).map_or(0, Pair::packed)
    }
}

/// Shared shingles from which on a pair has common prose, as in
/// `tests/recall.rs`. Fewer are a phrase or two.
pub(crate) const SHARED: u32 = 20;

/// Returns all pairs with common prose, from an index of all shingles.
pub(crate) fn overlaps(sets: &[Vec<u64>]) -> Vec<Overlap> {
    let postings = crate::proposing::postings(sets);
    let mut lists_of: Vec<Vec<&[(u64, u32)]>> = vec![Vec::new(); sets.len()];
    let lists = postings.chunk_by(|one, other| one.0 == other.0);
    for list in lists.filter(|list| list.len() > 1) {
        list.iter()
            .for_each(|&(_, body)| lists_of[index(body)].push(list));
    }
    let mut shared = vec![0_u32; sets.len()];
    let mut overlaps = Vec::new();
    for (one, lists) in (0_u32..).zip(&lists_of) {
        let mut met = Vec::new();
        for list in lists {
            for &(_, other) in list.iter().take_while(|(_, other)| *other < one) {
                let count = &mut shared[index(other)];
                if *count == 0 {
                    met.push(other);
                }
                *count += 1;
            }
        }
        for other in met {
            let shared = std::mem::take(&mut shared[index(other)]);
            if shared >= SHARED {
                let sizes = [other, one].map(|body| sets[index(body)].len() as f64);
                let shared = f64::from(shared);
                overlaps.push(Overlap {
                    bodies: [other, one],
                    resemblance: shared / (sizes[0] + sizes[1] - shared),
                    containment: shared / sizes[0].min(sizes[1]),
                });
            }
        }
    }
    overlaps
}

/// Returns the recall of `candidates`, which are packed and sorted, for the pairs
/// that `includes` selects.
pub(crate) fn recall(
    overlaps: &[Overlap],
    candidates: &[u64],
    includes: impl Fn(&Overlap) -> bool,
) -> Recall {
    let mut recall = Recall::default();
    for overlap in overlaps.iter().filter(|overlap| includes(overlap)) {
        recall.pairs += 1;
        recall.found += u64::from(candidates.binary_search(&overlap.packed()).is_ok());
    }
    recall
}

/// How many pairs of a set were found.
#[derive(Default)]
pub(crate) struct Recall {
    found: u64,
    pairs: u64,
}

impl Recall {
    pub(crate) fn pairs(&self) -> u64 {
        self.pairs
    }

    pub(crate) fn share(&self) -> f64 {
        self.found as f64 / self.pairs as f64
    }

    pub(crate) fn add(&mut self, other: &Recall) {
        self.found += other.found;
        self.pairs += other.pairs;
    }
}

impl std::fmt::Display for Recall {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:.4}", self.share())
    }
}
