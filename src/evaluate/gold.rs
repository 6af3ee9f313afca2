/*!
Gold: labeled pairs, and clusters where people read a whole dump.
*/

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::Deserialize;

use crate::error::Result;
use crate::evaluate::json_lines::{SpelledId, for_each_line, parse};

/// Labeled pairs and, where there are any, clusters and singletons.
///
/// A text holds three kinds of lines in any order:
///
/// ```json
/// {"a":"n003","b":"n118","copy":"yes","duplicate":"no","relation":"excerpt","weight":12.5,"read_whole":true,"set":"coast","note":"a third of it"}
/// {"cluster":"c01","articles":["n003","n214"]}
/// {"singletons":["n001","n118"]}
/// ```
///
/// A pair needs `a`, `b`, `copy` and `duplicate`. Without `weight` it stands for
/// itself only, and without `read_whole` it was read whole.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gold {
    pub(crate) pairs: Vec<LabeledPair>,
    /// The number of each article's cluster. A singleton has a number of its
    /// own.
    pub(crate) clusters: BTreeMap<SpelledId, usize>,
    next_cluster: usize,
}

/// A pair with the labels that people gave it.
#[derive(Clone, Debug)]
pub(crate) struct LabeledPair {
    pub a: SpelledId,
    pub b: SpelledId,
    pub copy: Label,
    pub duplicate: Label,
    pub relation: Option<String>,
    pub weight: f64,
    pub read_extent: ReadExtent,
    pub set: Option<String>,
    pub note: Option<String>,
}

/// The answer of people to one question about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Label {
    Yes,
    No,
    /// People could not decide.
    Unclear,
}

/// How much of a pair was read before it was labeled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadExtent {
    Whole,
    Part,
}

/// The weight of a pair that stands for itself only.
const OWN_WEIGHT: f64 = 1.0;

/// A line of any kind. It is one type for all kinds: if serde chose between
/// types, the raw spelling of ids would be lost.
#[derive(Deserialize)]
struct GoldLine {
    a: Option<SpelledId>,
    b: Option<SpelledId>,
    copy: Option<Label>,
    duplicate: Option<Label>,
    relation: Option<String>,
    weight: Option<f64>,
    read_whole: Option<bool>,
    set: Option<String>,
    note: Option<String>,
    articles: Option<Vec<SpelledId>>,
    singletons: Option<Vec<SpelledId>>,
}

impl Gold {
    /// Reads gold from JSON Lines. A line is refused when it is of no known kind,
    /// lacks a label, or puts an article into a second cluster.
    pub(crate) fn read(reader: impl BufRead) -> Result<Gold> {
        let mut gold = Gold::default();
        for_each_line(reader, |line| gold.add_line(parse(line)?))?;
        Ok(gold)
    }

    fn add_line(&mut self, line: GoldLine) -> std::result::Result<(), String> {
        if let Some(articles) = line.singletons {
            let mut articles = articles.into_iter();
            articles.try_for_each(|id| self.add_cluster(vec![id]))
        } else if let Some(articles) = line.articles {
            self.add_cluster(articles)
        } else {
            self.pairs.push(LabeledPair::of(line)?);
            Ok(())
        }
    }

    fn add_cluster(&mut self, articles: Vec<SpelledId>) -> std::result::Result<(), String> {
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

    /// Returns the gold without the pairs of other sets. Clusters belong to no
    /// set and are kept.
    pub(crate) fn of_sets(mut self, sets: &[String]) -> Gold {
        let wanted = |pair: &LabeledPair| pair.set.as_ref().is_some_and(|set| sets.contains(set));
        self.pairs.retain(wanted);
        self
    }
}

impl LabeledPair {
    fn of(line: GoldLine) -> std::result::Result<LabeledPair, String> {
        let missing =
            |key: &str| format!("expected a pair, a cluster or singletons, found no `{key}`");
        let weight = line.weight.unwrap_or(OWN_WEIGHT);
        if weight < 0.0 {
            return Err(format!("expected a weight of 0 or more, found {weight}"));
        }
        Ok(LabeledPair {
            a: line.a.ok_or_else(|| missing("a"))?,
            b: line.b.ok_or_else(|| missing("b"))?,
            copy: line.copy.ok_or_else(|| missing("copy"))?,
            duplicate: line.duplicate.ok_or_else(|| missing("duplicate"))?,
            relation: line.relation,
            weight,
            read_extent: match line.read_whole {
                Some(false) => ReadExtent::Part,
                Some(true) | None => ReadExtent::Whole,
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
    fn a_text_may_hold_lines_of_all_kinds() {
        let gold = gold(concat!(
            "{\"a\":\"n1\",\"b\":2,\"copy\":\"yes\",\"duplicate\":\"unclear\"}\n",
            "{\"cluster\":\"c1\",\"articles\":[\"n1\",2]}\n",
            "{\"singletons\":[\"n3\",\"n4\"]}\n",
        ));
        assert_eq!(gold.pairs.len(), 1);
        let pair = &gold.pairs[0];
        assert_eq!((pair.a.as_str(), pair.b.as_str()), ("n1", "2"));
        assert_eq!((pair.copy, pair.duplicate), (Label::Yes, Label::Unclear));
        assert_eq!(pair.weight, OWN_WEIGHT);
        assert_eq!(pair.read_extent, ReadExtent::Whole);
        let clusters: Vec<usize> = gold.clusters.into_values().collect();
        assert_eq!(clusters, [0, 0, 1, 2]);
    }

    #[test]
    fn pairs_of_other_sets_can_be_left_out() {
        let pair = r#"{"a":"1","b":"2","copy":"no","duplicate":"no"#;
        let text =
            format!("{pair}\",\"set\":\"coast\"}}\n{pair}\",\"set\":\"hills\"}}\n{pair}\"}}");
        let pairs = gold(&text).of_sets(&["hills".to_owned()]).pairs;
        assert_eq!(pairs.len(), 1);
        assert_eq!(pairs[0].set.as_deref(), Some("hills"));
    }

    #[test]
    fn a_line_that_is_not_gold_is_refused() {
        let negative = r#"{"a":"1","b":"2","copy":"no","duplicate":"no","weight":-1}"#;
        let unknown_label = r#"{"a":"1","b":"2","copy":"maybe","duplicate":"no"}"#;
        for (line, expected) in [
            (
                r#"{"type":"x"}"#,
                "a pair, a cluster or singletons, found no `a`",
            ),
            (r#"{"a":"1","b":"2","copy":"no"}"#, "found no `duplicate`"),
            (unknown_label, "unknown variant `maybe`"),
            (negative, "expected a weight of 0 or more, found -1"),
            (
                r#"{"articles":[{"id":"1"}]}"#,
                "a string or a number as an id",
            ),
            (
                r#"{"singletons":["n1"]}"#,
                "in one cluster, found `n1` again",
            ),
            (r#"{"articles":["x","x"]}"#, "found `x` again"),
            ("[]", "invalid"),
        ] {
            let text = format!("{}\n{line}\n", r#"{"singletons":["n1"]}"#);
            let error = Gold::read(text.as_bytes()).expect_err("the line is not gold");
            let error = error.to_string();
            let is_expected = error.starts_with("line 2: ") && error.contains(expected);
            assert!(is_expected, "{error}");
        }
    }
}
