/*!
Repeated headlines, through the whole pipeline and against the plain way.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use wirecopy::news::headline::key;
use wirecopy::{Article, Articles, Detector, NoProgress, Options};

/// A headline that is printed: outlet, headline, day.
type Printed = (usize, usize, u32);

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

fn articles(printed: &[Printed]) -> Vec<Article<'static>> {
    printed
        .iter()
        .enumerate()
        .map(|(number, &(outlet, headline, day))| Article {
            id: Some(format!("{number}").into()),
            outlet: Some(OUTLETS[outlet].into()),
            headline: Some(HEADLINES[headline].into()),
            published: Some(format!("2024-03-{day:02}").into()),
            ..Article::default()
        })
        .collect()
}

/// The groups of a dump: kind and ids.
fn groups(articles: Vec<Article<'static>>) -> BTreeSet<(String, BTreeSet<String>)> {
    let dump = Articles::new(articles);
    let outcome = Detector::new(Options::default())
        .unwrap()
        .run(&dump, &NoProgress)
        .unwrap();
    let ids = |group: &wirecopy::syndication::headlines::HeadlineGroup| {
        group
            .articles
            .iter()
            .map(|&article| outcome.table.id(article))
            .collect()
    };
    outcome
        .headlines
        .iter()
        .map(|group| (group.kind.name().to_owned(), ids(group)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn groups_do_not_depend_on_reading_order(
        printed in prop::collection::vec((0_usize..4, 0_usize..9, 1_u32..28), 0..24),
    ) {
        let mut articles = articles(&printed);
        let one = groups(articles.clone());
        articles.reverse();
        prop_assert_eq!(one, groups(articles));
    }

    #[test]
    fn equal_headlines_are_always_in_one_group(
        printed in prop::collection::vec((0_usize..4, 0_usize..9, 1_u32..28), 0..24),
    ) {
        let articles = articles(&printed);
        let mut equal: BTreeMap<u64, BTreeSet<String>> = BTreeMap::new();
        for article in &articles {
            if let Some(key) = article.headline.as_deref().and_then(key) {
                equal.entry(key).or_default().insert(article.id.as_deref().unwrap().to_owned());
            }
        }
        let found = groups(articles);
        for same in equal.values().filter(|same| same.len() > 1) {
            prop_assert!(found.iter().any(|(_, ids)| same.is_subset(ids)));
        }
    }
}

#[test]
fn a_marker_a_tail_and_a_cut_do_not_part_a_headline() {
    let printed: Vec<Printed> = vec![(0, 0, 4), (1, 1, 4), (2, 2, 5), (0, 5, 4), (1, 6, 4)];
    let found = groups(articles(&printed));
    let ids: BTreeSet<String> = ["0", "1", "2"].map(str::to_owned).into();
    assert_eq!(found, [("story".to_owned(), ids)].into());
}
