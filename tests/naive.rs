/*!
Runs on small dumps against the plain oracle, which compares every pair exactly,
and against runs with other settings.
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
use wirecopy::internals::Pair;
use wirecopy::internals::{Cluster, JudgedPair, VerdictList};
use wirecopy::internals::{DEFAULT_WIDTH, shingle};
use wirecopy::{Article, ArticleId, Articles, Detector, NoProgress, NotCopies, Options, Outcome};

use plain::{Candidates, bodies, read_dump, shingle_set};

/// Resemblance from which on no pair may be missing.
const RESEMBLANCE: f64 = 0.5;

/// Shared shingles below which a pair may be missing: one sentence.
const SHARED: usize = 20;

/// How far the plain containment may be below the threshold in generated dumps.
///
/// A run also counts equal words between shared shingles where the texts are
/// parallel, and the plain count does not. A changed word of a generated dump
/// has five equal words on both sides, which are a shingle. The rest are words
/// that are equal by chance: at most one word in fifty.
const EQUAL_BY_CHANCE: f64 = 0.02;

/// The same for the sample dump. Some changed words are so close to each other
/// that the words between them are not a shingle: at most one word in twenty.
const BETWEEN_CHANGES: f64 = 0.05;

fn sample() -> Vec<Article<'static>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/news.jsonl");
    read_dump(BufReader::new(
        File::open(path).expect("the sample dump exists"),
    ))
}

fn run(articles: &[Article<'static>], mut options: Options) -> (Articles, Outcome) {
    options.not_copies = NotCopies::Keep;
    let dump = Articles::new(articles.to_vec());
    let detector = Detector::new(options).expect("the options can work");
    let outcome = detector.run(&dump, &NoProgress);
    (dump, outcome.expect("articles in memory can be read"))
}

/// Returns the pairs that resemble each other and are not candidates, by id.
fn missing_candidates(dump: &Articles, outcome: &Outcome) -> Vec<(String, String)> {
    let sets: Vec<Vec<u64>> = bodies(dump, outcome)
        .iter()
        .map(|words| shingle_set(words))
        .collect();
    let candidates = Candidates::of(outcome);
    let mut missing = Vec::new();
    for one in outcome.table.articles() {
        for other in outcome.table.articles().take(one.index()) {
            let (left, right) = (&sets[one.index()], &sets[other.index()]);
            let shared = left
                .iter()
                .filter(|shingle| right.binary_search(shingle).is_ok())
                .count();
            let resemblance = shared as f64 / (left.len() + right.len() - shared) as f64;
            if shared >= SHARED && resemblance >= RESEMBLANCE && !candidates.contain(one, other) {
                let id = |article| outcome.table.id(article);
                missing.push((id(other), id(one)));
            }
        }
    }
    missing
}

/// Returns the share of the words of `body` that are part of a shingle of
/// `other`.
fn plain_containment(body: &[u64], other: &[u64]) -> f64 {
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

/// Returns the smallest containment between a member and the center of its
/// cluster, in the direction that is larger. Without clusters it is 1.
fn weakest_link(dump: &Articles, outcome: &Outcome) -> f64 {
    let bodies = bodies(dump, outcome);
    let mut weakest: f64 = 1.0;
    for cluster in &outcome.clusters {
        let center = &bodies[cluster.center().index()];
        for member in &cluster.members {
            let member = &bodies[member.article.index()];
            let containment =
                plain_containment(member, center).max(plain_containment(center, member));
            weakest = weakest.min(containment);
        }
    }
    weakest
}

/// The results of a run, to compare with those of another run.
#[derive(Debug, PartialEq)]
struct Results {
    clusters: Vec<Cluster>,
    copies: Vec<JudgedPair>,
    not_copies: Vec<JudgedPair>,
    read: u64,
    compared: u64,
    long_lists: u64,
}

impl Results {
    fn of(outcome: Outcome) -> Results {
        let judged = |verdicts: &VerdictList| {
            let all: wirecopy::Result<Vec<JudgedPair>> = verdicts.iter().collect();
            all.expect("verdicts can be read back")
        };
        Results {
            copies: judged(&outcome.copies),
            not_copies: judged(&outcome.not_copies),
            clusters: outcome.clusters,
            read: outcome.read,
            compared: outcome.compared,
            long_lists: outcome.long_lists,
        }
    }
}

/// Returns the clusters as sets of ids.
fn clusters(outcome: &Outcome) -> BTreeSet<BTreeSet<String>> {
    let ids = |cluster: &Cluster| {
        let members = cluster.members.iter();
        members
            .map(|member| outcome.table.id(member.article))
            .collect()
    };
    outcome.clusters.iter().map(ids).collect()
}

/// Returns the copies that are not in one cluster, by id. Exact duplicates have the
/// smallest of their ids.
fn copies(outcome: &Outcome) -> BTreeSet<BTreeSet<String>> {
    let mut named: HashMap<ArticleId, String> = HashMap::new();
    for article in outcome.table.articles() {
        let id = outcome.table.id(article);
        let first = outcome.table.core(article).first_with_body;
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
    fn every_pair_with_a_high_resemblance_is_a_candidate(articles in invented::dump()) {
        let (dump, outcome) = run(&articles, Options::default());
        prop_assert_eq!(missing_candidates(&dump, &outcome), []);
    }

    #[test]
    fn every_member_is_contained_in_its_center_or_contains_it(articles in invented::dump()) {
        let (dump, outcome) = run(&articles, Options::default());
        let weakest = weakest_link(&dump, &outcome);
        prop_assert!(weakest >= Options::default().containment - EQUAL_BY_CHANCE, "{}", weakest);
    }

    #[test]
    fn clusters_and_copies_do_not_depend_on_reading_order(
        (articles, shuffled) in in_two_orders(invented::dump()),
    ) {
        let (_, one) = run(&articles, Options::default());
        let (_, other) = run(&shuffled, Options::default());
        prop_assert_eq!(clusters(&one), clusters(&other));
        prop_assert_eq!(copies(&one), copies(&other));
    }

    #[test]
    fn the_cluster_of_a_merge_of_equal_halves_does_not_depend_on_reading_order(
        (articles, shuffled) in in_two_orders(invented::merges_of_equal_halves()),
    ) {
        let (_, one) = run(&articles, Options::default());
        let (_, other) = run(&shuffled, Options::default());
        prop_assert_eq!(clusters(&one), clusters(&other));
    }
}

/// Generates a dump, and the same dump in another order.
fn in_two_orders(
    dump: impl Strategy<Value = Vec<Article<'static>>>,
) -> impl Strategy<Value = (Vec<Article<'static>>, Vec<Article<'static>>)> {
    dump.prop_flat_map(|articles| (Just(articles.clone()), Just(articles).prop_shuffle()))
}

#[test]
fn the_sample_dump_agrees_with_the_plain_oracle() {
    let articles = sample();
    let (dump, outcome) = run(&articles, Options::default());
    assert_eq!(missing_candidates(&dump, &outcome), []);
    let weakest = weakest_link(&dump, &outcome);
    assert!(
        weakest >= Options::default().containment - BETWEEN_CHANGES,
        "{weakest}"
    );
    let reversed: Vec<Article<'static>> = articles.into_iter().rev().collect();
    let (_, other) = run(&reversed, Options::default());
    assert_eq!(clusters(&outcome), clusters(&other));
    assert_eq!(copies(&outcome), copies(&other));
}

/// A memory budget in bytes in which no list of a large dump fits.
const SMALL_BUDGET: u64 = 1 << 16;

/// Returns a dump of several chunks, the same in every run of the tests.
fn large_dump() -> Vec<Article<'static>> {
    let tree = invented::large_dump().new_tree(&mut TestRunner::deterministic());
    tree.expect("the dump has no filter").current()
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let articles = large_dump();
    let with_threads = |threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.expect("the threads can be started");
        pool.install(|| Results::of(run(&articles, Options::default()).1))
    };
    let expected = with_threads(1);
    for threads in [2, 8] {
        assert!(with_threads(threads) == expected, "{threads} threads");
    }
}

#[test]
fn results_are_the_same_when_everything_spills() {
    let articles = large_dump();
    let mut options = Options::default();
    let expected = Results::of(run(&articles, options.clone()).1);
    options.memory = SMALL_BUDGET;
    assert!(Results::of(run(&articles, options).1) == expected);
}
