/*!
The recall of candidates on real dumps: the share of the pairs with common prose
that become candidates.

The dumps are not part of the repository. If a dump is missing, its test says so
and passes.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(
    clippy::print_stdout,
    reason = "the tests print the recall that they measured"
)]

mod plain;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use wirecopy::{ArticleId, Articles, Detector, NoProgress, NotCopies, Options};

use plain::{Candidates, bodies, read_dump, shingle_set};

/// Shared shingles from which on a pair has common prose. Fewer are a phrase or
/// two.
const SHARED: u32 = 20;

/// A set of pairs and the share of it that must be candidates.
struct Goal {
    name: &'static str,
    includes: fn(&Overlap) -> bool,
    recall: f64,
}

const GOALS: [Goal; 3] = [
    Goal {
        name: "resemblance >= .5",
        includes: |overlap| overlap.resemblance() >= 0.5,
        recall: 0.999,
    },
    Goal {
        name: "containment >= .8",
        includes: |overlap| overlap.containment() >= 0.8,
        recall: 0.995,
    },
    Goal {
        name: "containment >= .5",
        includes: |overlap| overlap.containment() >= 0.5,
        recall: 0.99,
    },
];

/// The overlap of the shingle sets of two articles.
struct Overlap {
    one: ArticleId,
    other: ArticleId,
    shared: u32,
    sizes: [usize; 2],
}

impl Overlap {
    fn resemblance(&self) -> f64 {
        let [one, other] = self.sizes;
        let shared = f64::from(self.shared);
        shared / (one as f64 + other as f64 - shared)
    }

    /// Returns the share of the smaller set that the larger one contains.
    fn containment(&self) -> f64 {
        let [one, other] = self.sizes;
        f64::from(self.shared) / one.min(other) as f64
    }
}

/// Calls `each` for every pair that shares at least [`SHARED`] shingles. An index
/// of all shingles gives the exact counts.
fn all_pairs(sets: &[Vec<u64>], mut each: impl FnMut(&Overlap)) {
    let mut index: Vec<(u64, u32)> = Vec::new();
    for (article, set) in (0..).zip(sets) {
        index.extend(set.iter().map(|&shingle| (shingle, article)));
    }
    index.sort_unstable();
    let lists: Vec<&[(u64, u32)]> = index.chunk_by(|one, other| one.0 == other.0).collect();
    let mut lists_of: Vec<Vec<usize>> = vec![Vec::new(); sets.len()];
    for (number, list) in lists.iter().enumerate().filter(|(_, list)| list.len() > 1) {
        list.iter()
            .for_each(|&(_, article)| lists_of[article as usize].push(number));
    }
    let mut shared = vec![0_u32; sets.len()];
    for (one, lists_of_one) in (0_u32..).zip(&lists_of) {
        let mut met = Vec::new();
        for &number in lists_of_one {
            for &(_, other) in lists[number].iter().take_while(|(_, other)| *other < one) {
                let count = &mut shared[other as usize];
                if *count == 0 {
                    met.push(other);
                }
                *count += 1;
            }
        }
        for other in met {
            let shared = std::mem::take(&mut shared[other as usize]);
            if shared >= SHARED {
                each(&Overlap {
                    one: ArticleId::new(other),
                    other: ArticleId::new(one),
                    shared,
                    sizes: [sets[other as usize].len(), sets[one as usize].len()],
                });
            }
        }
    }
}

/// Checks the candidates of the dump `name` against the goals.
fn check(name: &str) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let Ok(file) = File::open(data.join(name)) else {
        println!("{name}: skipped because the dump is missing");
        return;
    };
    let lines = zstd::Decoder::new(file).expect("the dump is compressed with zstd");
    let dump = Articles::new(read_dump(BufReader::new(lines)));
    let mut options = Options::default();
    options.not_copies = NotCopies::Keep;
    let detector = Detector::new(options).expect("the default options are valid");
    let outcome = detector
        .run(&dump, &NoProgress)
        .expect("articles in memory can be read");
    let sets: Vec<Vec<u64>> = bodies(&dump, &outcome)
        .iter()
        .map(|words| shingle_set(words))
        .collect();
    let candidates = Candidates::of(&outcome);
    let (mut pairs, mut found) = ([0_u64; GOALS.len()], [0_u64; GOALS.len()]);
    all_pairs(&sets, |overlap| {
        let is_candidate = candidates.contain(overlap.one, overlap.other);
        for (at, goal) in GOALS.iter().enumerate() {
            if (goal.includes)(overlap) {
                pairs[at] += 1;
                found[at] += u64::from(is_candidate);
            }
        }
    });
    println!(
        "{name}: {} candidates of {} articles",
        outcome.compared,
        dump.len()
    );
    let mut missed = Vec::new();
    for (at, goal) in GOALS.iter().enumerate() {
        let recall = found[at] as f64 / pairs[at] as f64;
        println!(
            "  {}: {} of {} pairs, {recall:.5}",
            goal.name, found[at], pairs[at]
        );
        if recall < goal.recall {
            missed.push(goal.name);
        }
    }
    assert!(
        missed.is_empty(),
        "{name}: the recall is too low for {missed:?}"
    );
}

#[test]
fn pairs_of_helsinki_with_common_prose_are_candidates() {
    check("helsinki.jsonl.zst");
}

#[test]
fn pairs_of_reuters_1987_with_common_prose_are_candidates() {
    check("reuters1987.jsonl.zst");
}

#[test]
fn pairs_of_saudi_july_with_common_prose_are_candidates() {
    check("saudi_july.jsonl.zst");
}
