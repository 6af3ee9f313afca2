/*!
The plain oracle: every pair of a small dump compared exactly, and what a
run must have made of it.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "naive/invented.rs"]
mod invented;
mod plain;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rayon::ThreadPoolBuilder;
use wirecopy::fingerprint::postings::Pair;
use wirecopy::fingerprint::shingles::{DEFAULT_WIDTH, shingle};
use wirecopy::pipeline::{Cluster, JudgedPair, VerdictList};
use wirecopy::{Article, ArticleId, Articles, Detector, NoProgress, NotCopies, Options, Outcome};

use plain::{Candidates, bodies, read_dump, shingle_set};

/// Resemblance from which on no pair may be overlooked.
const RESEMBLANCE: f64 = 0.5;

/// Shared shingles below which a pair may be overlooked: one sentence.
const SHARED: usize = 20;

/// By how much the plain count may be below the threshold in invented dumps.
///
/// A run counts equal words between shared runs too, where the texts go side
/// by side, and the plain count does not. A changed word of an invented dump
/// has five equal ones on both sides, which are runs: what is left is equal
/// words that meet by chance, as one word in fifty may.
const BY_CHANCE: f64 = 0.02;

/// The same in the sample. There two changed words stand so near each other
/// that the words between are no run: one word in twenty, at most.
const REWORDED: f64 = 0.05;

fn sample() -> Vec<Article<'static>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/news.jsonl");
    read_dump(BufReader::new(
        File::open(path).expect("the sample is there"),
    ))
}

fn run(articles: &[Article<'static>], mut options: Options) -> (Articles, Outcome) {
    options.not_copies = NotCopies::Keep;
    let dump = Articles::new(articles.to_vec());
    let detector = Detector::new(options).expect("the options can work");
    let outcome = detector.run(&dump, &NoProgress);
    (dump, outcome.expect("articles in memory can be read"))
}

/// The pairs of a run that resemble each other and were overlooked, by id.
fn overlooked(dump: &Articles, outcome: &Outcome) -> Vec<(String, String)> {
    let sets: Vec<Vec<u64>> = bodies(dump, outcome)
        .iter()
        .map(|words| shingle_set(words))
        .collect();
    let candidates = Candidates::of(outcome);
    let mut overlooked = Vec::new();
    for one in outcome.table.articles() {
        for other in outcome.table.articles().take(one.index()) {
            let (left, right) = (&sets[one.index()], &sets[other.index()]);
            let shared = left
                .iter()
                .filter(|shingle| right.binary_search(shingle).is_ok())
                .count();
            let resemblance = shared as f64 / (left.len() + right.len() - shared) as f64;
            if shared >= SHARED && resemblance >= RESEMBLANCE && !candidates.have(one, other) {
                let id = |article| outcome.table.id(article);
                overlooked.push((id(other), id(one)));
            }
        }
    }
    overlooked
}

/// The share of the words of `body` that stand in a run of a shingle's width
/// that `other` has too.
fn in_shared_runs(body: &[u64], other: &[u64]) -> f64 {
    let other: HashSet<u64> = shingle_set(other).into_iter().collect();
    let mut shingles = Vec::new();
    shingle(body, DEFAULT_WIDTH, &mut shingles);
    let mut shared = vec![false; body.len()];
    for (at, shingle) in shingles.iter().enumerate() {
        if other.contains(shingle) {
            let end = (at + DEFAULT_WIDTH).min(body.len());
            shared[at..end].fill(true);
        }
    }
    shared.iter().filter(|&&shared| shared).count() as f64 / body.len() as f64
}

/// The least containment of a member and the center of its cluster, of the
/// one in the other or of the other in the one; 1 without clusters.
fn weakest(dump: &Articles, outcome: &Outcome) -> f64 {
    let bodies = bodies(dump, outcome);
    let mut weakest: f64 = 1.0;
    for cluster in &outcome.clusters {
        let center = &bodies[cluster.center().index()];
        for member in &cluster.members {
            let member = &bodies[member.article.index()];
            let containment = in_shared_runs(member, center).max(in_shared_runs(center, member));
            weakest = weakest.min(containment);
        }
    }
    weakest
}

fn judged(judgments: &VerdictList) -> Vec<JudgedPair> {
    let all: wirecopy::Result<Vec<JudgedPair>> = judgments.iter().collect();
    all.expect("verdicts can be read back")
}

/// Everything that a run says, in words that can be compared.
fn told(outcome: &Outcome) -> String {
    format!(
        "{:?}\n{:?}\n{:?}\n{} {} {}",
        outcome.clusters,
        judged(&outcome.copies),
        judged(&outcome.not_copies),
        outcome.read,
        outcome.compared,
        outcome.long_lists
    )
}

/// The clusters as sets of ids.
fn clusters(outcome: &Outcome) -> BTreeSet<BTreeSet<String>> {
    let ids = |cluster: &Cluster| {
        let members = cluster.members.iter();
        members
            .map(|member| outcome.table.id(member.article))
            .collect()
    };
    outcome.clusters.iter().map(ids).collect()
}

/// The copies that are in no cluster together, by id. Articles of equal bodies
/// go by the least of their ids.
fn copies(outcome: &Outcome) -> BTreeSet<BTreeSet<String>> {
    let mut named: HashMap<ArticleId, String> = HashMap::new();
    for article in outcome.table.articles() {
        let id = outcome.table.id(article);
        let first = outcome.table.core(article).same_as;
        let name = named.entry(first).or_insert_with(|| id.clone());
        if id < *name {
            *name = id;
        }
    }
    let ids = |pair: Pair| {
        let both = [pair.first(), pair.second()];
        both.map(|article| named[&article].clone()).into()
    };
    outcome.copies.pairs().map(ids).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_pair_that_resembles_is_overlooked(articles in invented::dump()) {
        let (dump, outcome) = run(&articles, Options::default());
        prop_assert_eq!(overlooked(&dump, &outcome), []);
    }

    #[test]
    fn every_member_stands_in_its_center_or_holds_it(articles in invented::dump()) {
        let (dump, outcome) = run(&articles, Options::default());
        let weakest = weakest(&dump, &outcome);
        prop_assert!(weakest >= Options::default().containment - BY_CHANCE, "{}", weakest);
    }

    #[test]
    fn what_is_found_is_the_same_in_any_reading_order(
        (articles, shuffled) in in_two_orders(invented::dump()),
    ) {
        let (_, one) = run(&articles, Options::default());
        let (_, other) = run(&shuffled, Options::default());
        prop_assert_eq!(clusters(&one), clusters(&other));
        prop_assert_eq!(copies(&one), copies(&other));
    }

    #[test]
    fn a_merge_of_equal_halves_goes_with_the_same_one_in_any_reading_order(
        (articles, shuffled) in in_two_orders(invented::merges_of_equal_halves()),
    ) {
        let (_, one) = run(&articles, Options::default());
        let (_, other) = run(&shuffled, Options::default());
        prop_assert_eq!(clusters(&one), clusters(&other));
    }
}

/// A dump, and the same in another order.
fn in_two_orders(
    dump: impl Strategy<Value = Vec<Article<'static>>>,
) -> impl Strategy<Value = (Vec<Article<'static>>, Vec<Article<'static>>)> {
    dump.prop_flat_map(|articles| (Just(articles.clone()), Just(articles).prop_shuffle()))
}

#[test]
fn the_sample_is_as_the_plain_oracle_says() {
    let articles = sample();
    let (dump, outcome) = run(&articles, Options::default());
    assert_eq!(overlooked(&dump, &outcome), []);
    let weakest = weakest(&dump, &outcome);
    assert!(
        weakest >= Options::default().containment - REWORDED,
        "{weakest}"
    );
    let reversed: Vec<Article<'static>> = articles.into_iter().rev().collect();
    let (_, other) = run(&reversed, Options::default());
    assert_eq!(clusters(&outcome), clusters(&other));
    assert_eq!(copies(&outcome), copies(&other));
}

/// Bytes of memory in which no list of a large dump fits.
const LITTLE: u64 = 1 << 16;

/// A dump of several stretches, the same in every run of the tests.
fn large_dump() -> Vec<Article<'static>> {
    let tree = invented::large_dump().new_tree(&mut TestRunner::deterministic());
    tree.expect("the dump has no filter").current()
}

#[test]
fn the_outcome_is_the_same_for_any_number_of_threads() {
    let articles = large_dump();
    let told_by = |threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("threads can be had");
        pool.install(|| told(&run(&articles, Options::default()).1))
    };
    let one = told_by(1);
    assert!(one == told_by(2), "two threads say otherwise than one");
    assert!(one == told_by(8), "eight threads say otherwise than one");
}

#[test]
fn the_outcome_is_the_same_when_everything_spills() {
    let articles = large_dump();
    let mut options = Options::default();
    let whole = told(&run(&articles, options.clone()).1);
    options.memory = LITTLE;
    assert!(
        whole == told(&run(&articles, options).1),
        "spilled lists say otherwise"
    );
}
