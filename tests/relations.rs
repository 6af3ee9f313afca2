/*!
Relations, kinds and origins of invented articles, from whole runs.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use wirecopy::Relation;
use wirecopy::internals::Pair;
use wirecopy::{Article, Articles, Detector, KeepPolicy, NoProgress, Options};
use wirecopy::{
    ClusterFinding, CopyKind, Finding, MemberRole, OriginKind, OutletPairFinding, Report,
};

/// A pair of articles, given by outlet, time and text, and its relation.
struct Case {
    name: &'static str,
    first: (&'static str, &'static str, &'static str),
    second: (&'static str, &'static str, &'static str),
    expected: Relation,
}

const CATCH: &str = "Forty two boats landed three hundred tonnes of herring at Skarholm on Monday, the harbour office \
    said, and four of them came from Vesterby. Buyers from the southern towns paid 12.5 crowns for a crate, as much as \
    in the week before. The office expects seven more boats before the end of the month.";

macro_rules! with_slides {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "\nThe Gull leaves Skarholm for her first voyage under captain Ann Berg in the spring.",
            "\nThe Gull leaves Skarholm for her first voyage under captain Ann Berg in the spring.",
            "\nThe Heron lies in the ice of the inner harbour while boys skate around her bow.",
            "\nThe Heron lies in the ice of the inner harbour while boys skate around her bow.",
            "\nThe Tern carries a bride, two cows and the pastor to the island of Vesterby.",
            "\nThe Tern carries a bride, two cows and the pastor to the island of Vesterby.",
            "\nThe Petrel is broken up at the yard where she had been built forty years before.",
            "\nThe Petrel is broken up at the yard where she had been built forty years before.\n",
            $after
        )
    };
}

const PIER_WITH_SLIDES: &str = with_slides!(
    "The council of Skarholm voted for a new pier on Monday, by nine votes to eight, after a night of quarrels in the \
     town hall. The treasurer had asked for concrete and got oak.",
    "Work begins in November and ends, if the ice allows it, in May. Until then the ferries use the old jetty behind \
     the fish market, where a bus will wait for the islanders every half hour from six in the morning."
);

const SCHOOL_WITH_SLIDES: &str = with_slides!(
    "Teachers of the island school refuse to cross the sound in fog, and forty pupils stayed at home on Tuesday. Their \
     union wants cabins with heating.",
    "The school board spoke of a strike and called a judge. Parents have begun to teach the smaller children in the \
     chapel, with books that the library sends over in crates whenever the weather is good enough for a boat."
);

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
        name: "the next issue of a series, with new clauses",
        first: (
            "harborledger.example",
            "2024-03-04T09:00:00Z",
            "Herring that was landed under the quota of the sound during the week ended March 1 came to 5,192 tonnes, \
             against 9,043 tonnes in the week before. The office said that the weights are those that the buyers report to it, and that they \
             are put right when the last of the accounts of a month has come in from the harbours of the sound. Boats that \
             land abroad are counted by the harbour from which they sailed, and those of other countries not at all.",
        ),
        second: (
            "harborledger.example",
            "2024-03-25T09:00:00Z",
            "Herring that was landed under the quota of the sound during the week ended March 22, the first one of the \
             new season in which nets with wide meshes are asked for, was 988 tonnes after 6,254 tonnes. The office said \
             that the weights are those that the buyers report to it, and that they are put right when the last of the \
             accounts of a month has come in from the harbours of the sound. Boats that land abroad are counted by the \
             harbour from which they sailed, and those of other countries not at all.",
        ),
        expected: Relation::Template,
    },
    Case {
        name: "two stories and one script",
        first: (
            "harborledger.example",
            "2024-03-04T09:00:00Z",
            "Who will win the race of the ferries on Sunday? The masters of both boats are sure of it.\n\
             #vote_area ul { padding: 0; margin: 0; } .box_vote { background: #ffffff; border: solid 1px; overflow: hidden; } \
             .box_vote h4 { font: bold 12px; color: #7b7a7a; margin: 0; } .box_vote li { list-style: none; width: auto; } \
             jQuery(document).ready(function() { vote(42); show('#vote_area'); });",
        ),
        second: (
            "harborledger.example",
            "2024-03-04T12:00:00Z",
            "What do you do at home when fog keeps the boats in port? Readers told us of books, soup and long naps.\n\
             #vote_area ul { padding: 0; margin: 0; } .box_vote { background: #ffffff; border: solid 1px; overflow: hidden; } \
             .box_vote h4 { font: bold 12px; color: #7b7a7a; margin: 0; } .box_vote li { list-style: none; width: auto; } \
             jQuery(document).ready(function() { vote(43); show('#vote_area'); });",
        ),
        expected: Relation::Unrelated,
    },
    Case {
        name: "one story with two spellings of its numbers",
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
    Case {
        name: "a statement, and the report that quotes it",
        first: (
            "harboroffice.example",
            "2024-03-04T09:00:00Z",
            "The harbour office will close the old pier of Skarholm from the first of November until the ice is gone. \
             Divers found that two of the oak piles no longer carry the deck, and a third one has moved by a hand's width. \
             The office has asked three builders for offers and will choose one of them before midsummer. Islanders who \
             hold a season ticket get their money back at the counter.",
        ),
        second: (
            "soundgazette.example",
            "2024-03-04T17:30:00Z",
            "Skarholm loses its pier for the winter, to nobody's surprise in the fish market this morning. \
             \u{201c}The harbour office will close the old pier of Skarholm from the first of November until the ice is gone,\u{201d} it wrote. \
             Fishermen had warned of the swaying deck for years, and one of them broke a leg on it in January. \
             \u{201c}Divers found that two of the oak piles no longer carry the deck, and a third one has moved by a hand's width. \
             The office has asked three builders for offers and will choose one of them before midsummer,\u{201d} the statement goes on. \
             What the work will cost nobody could tell our reporter, and the mayor did not answer his telephone all day. \
             The last repair swallowed twice what the council had been promised, and the opposition has not forgotten it. \
             In the tavern opposite they were betting on five years rather than one.",
        ),
        expected: Relation::Edited,
    },
    Case {
        name: "two reports of one speech",
        first: (
            "harborledger.example",
            "2024-03-04T09:00:00Z",
            "Mayor Vera Lindqvist surprised the council last night with a plea for the old pier, two weeks before the vote. \
             \u{201c}We have walked on these planks for a hundred years, and I will not be the one who sells them for firewood,\u{201d} \
             she told the members. Her own party was split over it: the treasurer wants a new jetty of concrete, and said so \
             in plain words afterwards. Three members of the opposition applauded, which has not happened since she took office.",
        ),
        second: (
            "soundgazette.example",
            "2024-03-04T11:00:00Z",
            "A hundred guests crowded the town hall of Skarholm on Sunday evening, more than it has chairs for. They came \
             for the debate on the pier and got a quarrel. \u{201c}We have walked on these planks for a hundred years, and I will \
             not be the one who sells them for firewood,\u{201d} said Lindqvist, red in the face. Builders in the audience whistled. \
             A petition with nine hundred names lay at the door, and by ten it had two hundred more.",
        ),
        expected: Relation::SameEvent,
    },
    Case {
        name: "a story beside one slide show, twice",
        first: (
            "harborledger.example",
            "2024-03-04T09:00:00Z",
            PIER_WITH_SLIDES,
        ),
        second: (
            "harborledger.example",
            "2024-04-09T09:00:00Z",
            SCHOOL_WITH_SLIDES,
        ),
        expected: Relation::Unrelated,
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
fn pairs_have_the_relation_that_a_reader_expects() {
    let detector = Detector::new(Options::default()).unwrap();
    for case in CASES {
        let dump = Articles::new(vec![article(case.first), article(case.second)]);
        let outcome = detector.run(&dump, &NoProgress).unwrap();
        let mut articles = outcome.table.articles();
        let (first, second) = (articles.next().unwrap(), articles.next().unwrap());
        let relation = detector.relation(&dump, &outcome, first, second).unwrap();
        assert_eq!(relation, case.expected, "{}", case.name);
    }
}

/// Collects findings.
#[derive(Default)]
struct CollectedFindings {
    clusters: Vec<ClusterFinding>,
    pairs: Vec<OutletPairFinding>,
}

impl Report for CollectedFindings {
    fn report(&mut self, finding: &Finding) -> std::io::Result<()> {
        match finding {
            Finding::Cluster(cluster) => self.clusters.push(cluster.clone()),
            Finding::OutletPair(pair) => self.pairs.push(pair.clone()),
            _ => {}
        }
        Ok(())
    }
}

/// Returns the findings of a dump, and the ids of the articles that
/// [`KeepPolicy::Origin`] keeps.
fn run(articles: Vec<Article<'static>>) -> (CollectedFindings, Vec<String>) {
    let detector = Detector::new(Options::default()).unwrap();
    let dump = Articles::new(articles);
    let outcome = detector.run(&dump, &NoProgress).unwrap();
    let keeping = detector
        .keep(&dump, &outcome, &KeepPolicy::Origin, &NoProgress)
        .unwrap();
    let mut findings = CollectedFindings::default();
    detector
        .report(&dump, &outcome, &keeping, &mut findings)
        .unwrap();
    let kept = outcome
        .table
        .articles()
        .filter(|&article| !keeping.is_removed(article))
        .map(|article| outcome.table.id(article))
        .collect();
    (findings, kept)
}

fn page(
    id: &'static str,
    outlet: &'static str,
    url: &'static str,
    published: &'static str,
    text: String,
) -> Article<'static> {
    Article {
        id: Some(id.into()),
        outlet: Some(outlet.into()),
        url: Some(url.into()),
        published: Some(published.into()),
        text: Some(text.into()),
        ..Article::default()
    }
}

/// Returns the kind of the member of the only cluster that is not the center.
fn kind(first: Article<'static>, second: Article<'static>) -> Option<CopyKind> {
    let (findings, _) = run(vec![first, second]);
    assert_eq!(findings.clusters.len(), 1);
    let mut articles = findings.clusters[0].articles.iter();
    articles
        .find(|article| article.relation.is_some())
        .and_then(|article| article.kind)
}

#[test]
fn the_kind_depends_on_address_and_outlet() {
    let first = page(
        "a",
        "harborledger.example",
        "https://harborledger.example/catch",
        "2024-03-04T09:00:00Z",
        CATCH.to_owned(),
    );
    let same_page = page(
        "b",
        "harborledger.example",
        "https://m.harborledger.example/catch/amp?utm_source=feed",
        "2024-03-04T09:00:00Z",
        CATCH.to_owned(),
    );
    assert_eq!(kind(first.clone(), same_page), Some(CopyKind::SameUrl));
    let moved = page(
        "b",
        "harborledger.example",
        "https://harborledger.example/archive/17",
        "2024-03-04T09:00:00Z",
        CATCH.to_owned(),
    );
    assert_eq!(kind(first.clone(), moved), Some(CopyKind::SelfDuplicate));
    let later = page(
        "b",
        "harborledger.example",
        "https://harborledger.example/catch-2",
        "2024-03-04T12:00:00Z",
        format!(
            "{CATCH} The mayor of Vesterby said that her town would build a second pier for the fleet, with money that \
             the county had set aside for the bridge which nobody wants any more."
        ),
    );
    assert_eq!(kind(first.clone(), later), Some(CopyKind::SelfUpdate));
    let other = page(
        "b",
        "islandherald.example",
        "https://islandherald.example/catch",
        "2024-03-04T12:00:00Z",
        CATCH.to_owned(),
    );
    assert_eq!(kind(first, other), None);
}

#[test]
fn a_statement_that_another_article_quotes_has_its_kind() {
    let case = CASES
        .iter()
        .find(|case| case.name.starts_with("a statement"));
    let case = case.unwrap();
    let kind = kind(article(case.first), article(case.second));
    assert_eq!(kind, Some(CopyKind::Statement));
}

#[test]
fn a_headline_that_claims_a_version_makes_an_update() {
    let headed = |id, headline: &'static str| Article {
        headline: Some(headline.into()),
        ..page(
            id,
            "harborledger.example",
            "https://harborledger.example/catch",
            "2024-03-04T09:00:00Z",
            CATCH.to_owned(),
        )
    };
    let mut later = headed("b", "CORRECTED - Herring landed at Skarholm");
    later.text = Some(CATCH.replace("Vesterby", "Westerby").into());
    later.url = Some("https://harborledger.example/catch-2".into());
    let (findings, _) = run(vec![headed("a", "Herring landed at Skarholm"), later]);
    let roles: Vec<MemberRole> = findings.clusters[0]
        .articles
        .iter()
        .map(|article| article.role)
        .collect();
    assert!(roles.contains(&MemberRole::Update));
}

#[test]
fn a_wire_is_the_origin_of_articles_that_credit_it_even_without_its_page() {
    let wire = |id, outlet, url, published, dateline: &str| {
        page(id, outlet, url, published, format!("{dateline}{CATCH}"))
    };
    let (findings, _) = run(vec![
        wire(
            "a",
            "harborledger.example",
            "https://harborledger.example/1",
            "2024-03-04T09:00:00Z",
            "SKARHOLM (AP) — ",
        ),
        wire(
            "b",
            "islandherald.example",
            "https://islandherald.example/1",
            "2024-03-04T08:00:00Z",
            "SKARHOLM (AP) — ",
        ),
        wire(
            "c",
            "valleypost.example",
            "https://valleypost.example/1",
            "2024-03-04T07:00:00Z",
            "",
        ),
    ]);
    let origin = findings.clusters[0].origin.as_ref().unwrap();
    assert_eq!(
        (origin.name.as_str(), origin.kind, origin.inside),
        ("Associated Press", OriginKind::Wire, false)
    );
    assert!(origin.confidence > 0.9);
    assert_eq!(origin.evidence, ["dateline in 2 of 3"]);
    assert_eq!(findings.clusters[0].sources, 1);
    assert_eq!(findings.pairs.len(), 3);
    assert!(
        findings
            .pairs
            .iter()
            .all(|pair| pair.from == "Associated Press")
    );
}

#[test]
fn the_page_of_the_source_is_the_origin_and_is_kept() {
    let (findings, kept) = run(vec![
        page(
            "a",
            "harborledger.example",
            "https://harborledger.example/1",
            "2024-03-04T07:00:00Z",
            format!("SKARHOLM (AP) — {CATCH}"),
        ),
        page(
            "b",
            "apnews.com",
            "https://apnews.com/article/1",
            "2024-03-04T09:00:00Z",
            format!("SKARHOLM (AP) — {CATCH}"),
        ),
        page(
            "c",
            "valleypost.example",
            "https://valleypost.example/1",
            "2024-03-04T06:00:00Z",
            CATCH.to_owned(),
        ),
    ]);
    let cluster = &findings.clusters[0];
    assert!(cluster.origin.as_ref().unwrap().inside);
    let origins: Vec<&str> = cluster
        .articles
        .iter()
        .filter(|article| article.role == MemberRole::Origin)
        .map(|article| article.id.as_str())
        .collect();
    assert_eq!(origins, ["b"]);
    assert_eq!(kept, ["b"]);
}

#[test]
fn copies_with_a_credit_to_a_release_service_are_a_press_release() {
    let release = |id, outlet, url| {
        let text = format!("SKARHOLM, March 4, 2024 /PRNewswire/ -- {CATCH}");
        page(id, outlet, url, "2024-03-04T09:00:00Z", text)
    };
    let (findings, _) = run(vec![
        release(
            "a",
            "harborledger.example",
            "https://harborledger.example/1",
        ),
        release(
            "b",
            "islandherald.example",
            "https://islandherald.example/1",
        ),
    ]);
    let cluster = &findings.clusters[0];
    assert_eq!(
        cluster.origin.as_ref().unwrap().kind,
        OriginKind::PressRelease
    );
    assert!(
        cluster
            .articles
            .iter()
            .all(|article| article.kind == Some(CopyKind::PressRelease))
    );
}

/// Returns `length` words that no text with another seed has.
fn unique_words(seed: usize, length: usize) -> String {
    let word = |number: usize| format!("w{}", number.wrapping_mul(0x9e37_79b9) % 0xff_ffff_ffff);
    let words: Vec<String> = (0..length)
        .map(|number| word(seed * 10_000 + number))
        .collect();
    words.join(" ")
}

/// All shingles of the story are stock phrases, because the outlet prints them in
/// many pages.
#[test]
fn a_story_that_many_pages_of_one_outlet_contain_is_found() {
    for (length, pages) in [(210, 4), (300, 10), (700, 6)] {
        let story = unique_words(99, length);
        let mut texts: Vec<String> = (0..pages)
            .map(|page| {
                let around = [
                    unique_words(2 * page, 1_000),
                    unique_words(2 * page + 1, 1_000),
                ];
                format!("{}\n{story}\n{}", around[0], around[1])
            })
            .collect();
        texts.push(story);
        let articles: Vec<Article<'static>> = texts
            .into_iter()
            .map(|text| Article {
                outlet: Some("harborledger.example".into()),
                text: Some(text.into()),
                ..Article::default()
            })
            .collect();
        let dump = Articles::new(articles);
        let detector = Detector::new(Options::default()).unwrap();
        let outcome = detector.run(&dump, &NoProgress).unwrap();
        let clusters = outcome.cluster_of();
        let copies: Vec<_> = outcome
            .copies
            .iter()
            .map(|copy| copy.unwrap().pair)
            .collect();
        let alone = outcome.table.articles().last().unwrap();
        let found = outcome.table.articles().filter(|&page| {
            page != alone
                && (clusters.together(page, alone)
                    || copies.contains(&Pair::new(page, alone).unwrap()))
        });
        assert_eq!(found.count(), pages, "{length} words in {pages} pages");
    }
}
