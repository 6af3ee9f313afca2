/*!
Headline groups of whole runs, on dumps that have headlines and no texts.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use wirecopy::internals::HeadlineGroup;
use wirecopy::{Article, Articles, Detector, HeadlineKind, NoProgress, Options};

/// An article: indexes into [`OUTLETS`] and [`HEADLINES`], and a day of March.
#[derive(Clone, Copy, Debug)]
struct Printed {
    outlet: usize,
    headline: usize,
    day: u32,
}

const OUTLETS: [&str; 4] = [
    "harborledger.example",
    "tidings.example",
    "wxqp.example",
    "nordblatt.example",
];

const HEADLINES: [&str; 9] = [
    "Ferry captain Lindqvist acquitted of negligence in harbour court",
    "UPDATE 1-Ferry captain Lindqvist acquitted of negligence in harbour court",
    "Ferry captain Lindqvist acquitted of negligence in harbour",
    "Letters to the editor",
    "Letters to the editor | Opinion",
    "Wexmoor man charged with arson",
    "Tarnby man charged with arson",
    "Bridge closes | Opinion",
    "|",
];

fn printed(outlet: usize, headline: usize, day: u32) -> Printed {
    Printed {
        outlet,
        headline,
        day,
    }
}

fn printed_articles() -> impl Strategy<Value = Vec<Article<'static>>> {
    let print = (0..OUTLETS.len(), 0..HEADLINES.len(), 1_u32..28);
    let print = print.prop_map(|(outlet, headline, day)| printed(outlet, headline, day));
    prop::collection::vec(print, 0..24).prop_map(|printed| articles(&printed))
}

fn articles(printed: &[Printed]) -> Vec<Article<'static>> {
    let print = |(number, printed): (usize, &Printed)| Article {
        id: Some(format!("{number}").into()),
        outlet: Some(OUTLETS[printed.outlet].into()),
        headline: Some(HEADLINES[printed.headline].into()),
        published: Some(format!("2024-03-{:02}", printed.day).into()),
        ..Article::default()
    };
    printed.iter().enumerate().map(print).collect()
}

/// Returns the headline groups of a dump: the kind and the ids of each.
fn groups(articles: Vec<Article<'static>>) -> BTreeSet<(HeadlineKind, BTreeSet<String>)> {
    let dump = Articles::new(articles);
    let detector = Detector::new(Options::default()).unwrap();
    let outcome = detector.run(&dump, &NoProgress).unwrap();
    let ids = |group: &HeadlineGroup| {
        let articles = group.articles.iter();
        articles.map(|&article| outcome.table.id(article)).collect()
    };
    let groups = outcome.headlines.iter();
    groups.map(|group| (group.kind, ids(group))).collect()
}

/// Returns the words of a headline in lower case.
fn words(headline: &str) -> Vec<String> {
    let words = headline.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn groups_do_not_depend_on_reading_order(mut articles in printed_articles()) {
        let in_order = groups(articles.clone());
        articles.reverse();
        prop_assert_eq!(in_order, groups(articles));
    }

    #[test]
    fn headlines_of_equal_words_are_in_one_group(articles in printed_articles()) {
        let mut equal: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
        for article in &articles {
            let words = words(article.headline.as_deref().unwrap());
            if !words.is_empty() {
                let id = article.id.as_deref().unwrap().to_owned();
                equal.entry(words).or_default().insert(id);
            }
        }
        let found = groups(articles);
        for ids in equal.values().filter(|ids| ids.len() > 1) {
            prop_assert!(found.iter().any(|(_, group)| ids.is_subset(group)));
        }
    }
}

#[test]
fn a_marker_and_a_missing_end_do_not_separate_headlines() {
    let found = groups(articles(&[
        printed(0, 0, 4),
        printed(1, 1, 4),
        printed(2, 2, 5),
        printed(0, 5, 4),
        printed(1, 6, 4),
    ]));
    let ids: BTreeSet<String> = ["0", "1", "2"].map(str::to_owned).into();
    assert_eq!(found, [(HeadlineKind::Story, ids)].into());
}
