/*!
The plain oracle: bodies and shingle sets computed without any shortcut, and the
candidates of a run to compare with them.

The words of a body are those of the run, because the body is decided before
anything is compared. Everything after that is counted exactly.
*/

use std::collections::HashSet;
use std::io::BufRead;

use wirecopy::internals::ClusterIndex;
use wirecopy::internals::Pair;
use wirecopy::internals::{DEFAULT_WIDTH, into_set, shingle};
use wirecopy::{Article, ArticleId, Articles, Dump, Outcome};

/// Reads a dump of JSON Lines with the columns of the sample dump.
pub(crate) fn read_dump(lines: impl BufRead) -> Vec<Article<'static>> {
    let article = |line: std::io::Result<String>| {
        let line = line.expect("the dump is UTF-8");
        let record: serde_json::Value = serde_json::from_str(&line).expect("the dump is JSON");
        let field = |name: &str| {
            let text = record[name].as_str().filter(|text| !text.is_empty());
            text.map(|text| text.to_owned().into())
        };
        Article {
            id: field("id"),
            outlet: field("source"),
            url: field("url"),
            headline: field("title"),
            text: field("text"),
            published: field("published"),
            byline: field("author"),
        }
    };
    lines.lines().map(article).collect()
}

/// Returns the hashes of the words of every body, in reading order.
pub(crate) fn bodies(dump: &Articles, outcome: &Outcome) -> Vec<Vec<u64>> {
    let mut bodies = Vec::new();
    for article in outcome.table.articles() {
        let record_ref = outcome.table.entry(article).record;
        let read = dump.read_again(record_ref, &mut |record| {
            let article = record.article.expect("articles in memory can be read");
            bodies.push(outcome.body_words(&article));
        });
        read.expect("articles in memory can be read again");
    }
    bodies
}

/// Returns the set of the shingles of a body, sorted.
pub(crate) fn shingle_set(words: &[u64]) -> Vec<u64> {
    let mut shingles = Vec::new();
    shingle(words, DEFAULT_WIDTH, &mut shingles);
    into_set(&mut shingles);
    shingles
}

/// The pairs that a run compared or put into one cluster. The run must keep the
/// verdicts on pairs that are not copies.
pub(crate) struct Candidates<'a> {
    outcome: &'a Outcome,
    compared: HashSet<Pair>,
    cluster_of: ClusterIndex,
}

impl<'a> Candidates<'a> {
    pub(crate) fn of(outcome: &'a Outcome) -> Candidates<'a> {
        let compared = outcome.copies.pairs().chain(outcome.not_copies.pairs());
        Candidates {
            outcome,
            compared: compared.collect(),
            cluster_of: outcome.cluster_of(),
        }
    }

    /// Returns whether the pair is among the candidates. Exact duplicates stand for
    /// each other.
    pub(crate) fn contain(&self, one: ArticleId, other: ArticleId) -> bool {
        let representative = |article| self.outcome.table.core(article).first_with_body;
        match Pair::new(representative(one), representative(other)) {
            None => true,
            Some(pair) => self.compared.contains(&pair) || self.cluster_of.together(one, other),
        }
    }
}
