//! What two articles are to each other, as a reader would say it: each case is
//! a pair of our own making, judged as a whole dump is.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use wirecopy::relation::Relation;
use wirecopy::{Article, Articles, Detector, Options, Unobserved};

/// A pair of articles: outlet, time and text of each.
struct Case {
    name: &'static str,
    first: (&'static str, &'static str, &'static str),
    second: (&'static str, &'static str, &'static str),
    expected: Relation,
}

const CATCH: &str = "Forty two boats landed three hundred tonnes of herring at Skarholm on Monday, the harbour office \
    said, and four of them came from Vesterby. Buyers from the southern towns paid 12.5 crowns for a crate, as much as \
    in the week before. The office expects seven more boats before the end of the month.";

const CASES: &[Case] = &[
    Case {
        name: "the next issue of a series",
        first: ("harborledger.example", "2024-03-04T09:00:00Z", CATCH),
        second: (
            "harborledger.example",
            "2024-03-11T09:00:00Z",
            "Forty two boats landed three hundred tonnes of herring at Skarholm on Monday, the harbour office \
             said, and nine of them came from Vesterby. Buyers from the southern towns paid 13.25 crowns for a crate, \
             as much as in the week before. The office expects seven more boats before the end of the month.",
        ),
        expected: Relation::Template,
    },
    Case {
        name: "one story in two houses' spelling of numbers",
        first: ("harborledger.example", "2024-03-04T09:00:00Z", CATCH),
        second: (
            "islandherald.example",
            "2024-03-05T09:00:00Z",
            "Forty two boats landed three hundred tonnes of herring at Skarholm on Monday, the harbour office \
             said, and 4 of them came from Vesterby. Buyers from the southern towns paid 12,5 crowns for a crate, as \
             much as in the week before. The office expects 7 more boats before the end of the month.",
        ),
        expected: Relation::Verbatim,
    },
    Case {
        name: "a brief with another number that is spelled out",
        first: (
            "harborledger.example",
            "2024-03-04T09:00:00Z",
            "There were six ships loading grain and six were waiting at Skarholm, the port office said.",
        ),
        second: (
            "harborledger.example",
            "2024-03-06T09:00:00Z",
            "There were six ships loading grain and eight were waiting at Skarholm, the port office said.",
        ),
        expected: Relation::Template,
    },
];

fn article(
    (outlet, published, text): (&'static str, &'static str, &'static str),
) -> Article<'static> {
    Article {
        outlet: Some(outlet.into()),
        published: Some(published.into()),
        text: Some(text.into()),
        ..Article::default()
    }
}

#[test]
fn pairs_are_what_a_reader_says() {
    let detector = Detector::new(Options::default()).unwrap();
    for case in CASES {
        let dump = Articles::new(vec![article(case.first), article(case.second)]);
        let outcome = detector.run(&dump, &Unobserved).unwrap();
        let mut articles = outcome.roll.articles();
        let (first, second) = (articles.next().unwrap(), articles.next().unwrap());
        let explained = detector.explain(&dump, &outcome, first, second).unwrap();
        assert_eq!(explained.verdict.relation, case.expected, "{}", case.name);
    }
}
