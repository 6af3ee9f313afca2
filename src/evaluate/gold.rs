/*!
What people found by reading: judged pairs, and clusters where somebody went
through a whole dump.
*/

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::Deserialize;

use crate::error::Result;
use crate::evaluate::lines::{Id, each_line, parse};

/// Gold: judged pairs and, where there are any, clusters and singletons.
///
/// Three kinds of lines stand in one text, in any order:
///
/// ```json
/// {"a":"n003","b":"n118","copy":"yes","duplicate":"no","relation":"excerpt","weight":12.5,"read_whole":true,"set":"coast","note":"a third of it"}
/// {"cluster":"c01","articles":["n003","n214"]}
/// {"singletons":["n001","n118"]}
/// ```
///
/// Of a pair `a`, `b`, `copy` and `duplicate` are needed; a pair without a
/// weight stands for itself, and one that says nothing of it was read whole.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    pairs: Vec<Pair>,
    /// The cluster of each article by number. A singleton has a number of its
    /// own.
    clusters: BTreeMap<Id, usize>,
    next_cluster: usize,
}

/// A pair that somebody judged.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub a: Id,
    pub b: Id,
    pub copy: Answer,
    pub duplicate: Answer,
    pub relation: Option<String>,
    pub weight: f64,
    pub reading: Reading,
    pub set: Option<String>,
    pub note: Option<String>,
}

/// What somebody answered to one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Answer {
    Yes,
    No,
    /// It cannot be decided.
    Unclear,
}

/// How much of a pair was read before it was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    Whole,
    Part,
}

/// The weight of a pair that stands for itself.
const OWN_WEIGHT: f64 = 1.0;

/// A line of any kind. There is one type for all, because the raw spelling of
/// an id is lost where a choice between types is left to the parser.
#[derive(Deserialize)]
struct Line {
    a: Option<Id>,
    b: Option<Id>,
    copy: Option<Answer>,
    duplicate: Option<Answer>,
    relation: Option<String>,
    weight: Option<f64>,
    read_whole: Option<bool>,
    set: Option<String>,
    note: Option<String>,
    articles: Option<Vec<Id>>,
    singletons: Option<Vec<Id>>,
}

impl Gold {
    /// Reads gold from JSON Lines.
    ///
    /// # Errors
    ///
    /// A line that is of no known kind, lacks an answer, or puts an article
    /// into a second cluster; the text begins with its number.
    pub fn read(reader: impl BufRead) -> Result<Gold> {
        let mut gold = Gold::default();
        each_line(reader, |line| gold.take(parse(line)?))?;
        Ok(gold)
    }

    fn take(&mut self, line: Line) -> std::result::Result<(), String> {
        if let Some(articles) = line.singletons {
            articles.into_iter().try_for_each(|id| self.enter(vec![id]))
        } else if let Some(articles) = line.articles {
            self.enter(articles)
        } else {
            self.pairs.push(Pair::of(line)?);
            Ok(())
        }
    }

    fn enter(&mut self, articles: Vec<Id>) -> std::result::Result<(), String> {
        for id in articles {
            if self.clusters.contains_key(&id) {
                let id = id.as_str();
                return Err(format!(
                    "expected each article in one cluster, found `{id}` again"
                ));
            }
            self.clusters.insert(id, self.next_cluster);
        }
        self.next_cluster += 1;
        Ok(())
    }

    /// The same gold with the pairs of these sets only. Clusters belong to no
    /// set and stay.
    #[must_use]
    pub fn of_sets(mut self, sets: &[String]) -> Gold {
        let wanted = |pair: &Pair| pair.set.as_ref().is_some_and(|set| sets.contains(set));
        self.pairs.retain(wanted);
        self
    }

    pub(crate) fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The articles of clusters and singletons in the order of their ids,
    /// each with the number of its cluster.
    pub(crate) fn clusters(&self) -> &BTreeMap<Id, usize> {
        &self.clusters
    }
}

impl Pair {
    fn of(line: Line) -> std::result::Result<Pair, String> {
        let missing =
            |key: &str| format!("expected a pair, a cluster or singletons, found no `{key}`");
        let weight = line.weight.unwrap_or(OWN_WEIGHT);
        if weight < 0.0 {
            return Err(format!("expected a weight of 0 or more, found {weight}"));
        }
        Ok(Pair {
            a: line.a.ok_or_else(|| missing("a"))?,
            b: line.b.ok_or_else(|| missing("b"))?,
            copy: line.copy.ok_or_else(|| missing("copy"))?,
            duplicate: line.duplicate.ok_or_else(|| missing("duplicate"))?,
            relation: line.relation,
            weight,
            reading: match line.read_whole {
                Some(false) => Reading::Part,
                Some(true) | None => Reading::Whole,
            },
            set: line.set,
            note: line.note,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(text: &str) -> Gold {
        Gold::read(text.as_bytes()).expect("the gold is good")
    }

    #[test]
    fn lines_of_all_kinds_stand_in_one_text() {
        let gold = gold(concat!(
            "{\"a\":\"n1\",\"b\":2,\"copy\":\"yes\",\"duplicate\":\"unclear\"}\n",
            "{\"cluster\":\"c1\",\"articles\":[\"n1\",2]}\n",
            "{\"singletons\":[\"n3\",\"n4\"]}\n",
        ));
        let [pair] = gold.pairs() else {
            panic!("there is one pair");
        };
        assert_eq!((pair.a.as_str(), pair.b.as_str()), ("n1", "2"));
        assert_eq!((pair.copy, pair.duplicate), (Answer::Yes, Answer::Unclear));
        assert_eq!((pair.weight, pair.reading), (OWN_WEIGHT, Reading::Whole));
        let clusters: Vec<usize> = gold.clusters().values().copied().collect();
        assert_eq!(clusters, [0, 0, 1, 2]);
    }

    #[test]
    fn pairs_of_other_sets_can_be_left_out() {
        let pair = r#"{"a":"1","b":"2","copy":"no","duplicate":"no"#;
        let text =
            format!("{pair}\",\"set\":\"coast\"}}\n{pair}\",\"set\":\"hills\"}}\n{pair}\"}}");
        let gold = gold(&text).of_sets(&["hills".to_owned()]);
        assert_eq!(gold.pairs().len(), 1);
        assert_eq!(gold.pairs()[0].set.as_deref(), Some("hills"));
    }

    #[test]
    fn a_line_that_is_no_gold_is_named() {
        let cases = [
            (
                r#"{"type":"summary"}"#,
                "expected a pair, a cluster or singletons, found no `a`",
            ),
            (r#"{"a":"1","b":"2","copy":"no"}"#, "found no `duplicate`"),
            (
                r#"{"a":"1","b":"2","copy":"maybe","duplicate":"no"}"#,
                "unknown variant `maybe`",
            ),
            (
                r#"{"a":"1","b":"2","copy":"no","duplicate":"no","weight":-1}"#,
                "expected a weight of 0 or more, found -1",
            ),
            (
                r#"{"cluster":"c","articles":[{"id":"1"}]}"#,
                "expected a string or a number as an id",
            ),
            (
                r#"{"singletons":["n1"]}"#,
                "expected each article in one cluster, found `n1` again",
            ),
            (r#"{"cluster":"c","articles":["x","x"]}"#, "found `x` again"),
            ("[]", "invalid"),
        ];
        for (line, expected) in cases {
            let text = format!("{}\n{line}\n", r#"{"singletons":["n1"]}"#);
            let error = Gold::read(text.as_bytes()).expect_err("the line is no gold");
            let text = error.to_string();
            assert!(
                text.starts_with("line 2: ") && text.contains(expected),
                "{text}"
            );
        }
    }
}
