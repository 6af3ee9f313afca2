//! Pages without an article: what stands in place of a story is no copy of
//! anything.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use wirecopy::{
    Article, Articles, Detector, Finding, KeepPolicy, NoArticleKind, NoProgress, Options, Relation,
};

const NOTICE: &str = "We value your privacy. We and our partners store information on a device, \
    such as cookies, and process personal data for advertising and the measurement of its effect. \
    With your permission we may use precise locations. You may click to consent to this \
    processing, or change your preferences before consenting.";

const STORIES: [(&str, &str); 5] = [
    (
        "Story about the ferry",
        "The last ferry of the season left Skarholm on Tuesday evening with forty passengers, an \
         hour late because of fog.\n\nHarbour master Ilse Brandvik said that boats would not run \
         before the ice road opens. The grocery of the island has laid in flour and lamp oil.",
    ),
    (
        "Story about the library",
        "The council of Oskgrove voted down a new library by nine votes to eight after a debate \
         of four hours.\n\nCritics had called the glass roof too expensive to heat. The old \
         reading room stays open on weekdays, and its leaking windows will be mended in spring.",
    ),
    (
        "Story about the mine",
        "Rescue crews reached the third level of the Garrow mine early on Friday and found all \
         missing workers alive.\n\nThey had shared one lamp and a flask of tea since the roof \
         fell. The owner promised new timber, and an inspector will go down on Monday.",
    ),
    (
        "Story about the frost",
        "A late frost destroyed half of the apricot blossom in the Vell valley, growers estimated \
         after walking their orchards.\n\nSome lit straw fires between the rows, others sprayed \
         water, but neither helped on the lowest terraces, where the trees stand in a hollow.",
    ),
    (
        "Story about the tram",
        "The tram line to the hospital will open two years late, the transport office admitted \
         in a letter to residents.\n\nWorkers had struck an old brick tunnel that no map shows. \
         Archaeologists now dig there for a month before the rails can be laid.",
    ),
];

const OTHERS: [&str; 8] = [
    "Singer takes fans to the country",
    "Ten ways to mark Earth Day",
    "Chess club wins the northern cup",
    "Baker retires after forty winters",
    "Lighthouse keeper writes a novel",
    "Goats escape from village fair",
    "School choir travels to Orsk",
    "Old cinema reopens with silent movie",
];

fn page(id: &str, headline: &str, text: &str) -> Article<'static> {
    Article {
        id: Some(id.to_owned().into()),
        outlet: Some("kiss.example".into()),
        headline: Some(headline.to_owned().into()),
        text: Some(text.to_owned().into()),
        ..Article::default()
    }
}

fn findings(pages: Vec<Article<'static>>) -> Vec<Finding> {
    let detector = Detector::new(Options::default()).unwrap();
    detector.findings(&Articles::new(pages)).unwrap()
}

/// Returns the ids of the pages without an article, with the number of pages that
/// share each text.
fn no_article(findings: &[Finding]) -> Vec<(&str, u32)> {
    let pages = findings.iter().filter_map(|finding| match finding {
        Finding::NoArticle {
            id, shared_with, ..
        } => Some((id.as_str(), *shared_with)),
        _ => None,
    });
    pages.collect()
}

/// Returns the sizes of clusters, and the number of copies outside of them.
fn copies(findings: &[Finding]) -> (Vec<usize>, usize) {
    let sizes = findings.iter().filter_map(|finding| match finding {
        Finding::Cluster(cluster) => Some(cluster.articles.len()),
        _ => None,
    });
    let copies = findings
        .iter()
        .filter(|one| matches!(one, Finding::Copy(_)));
    (sizes.collect(), copies.count())
}

#[test]
fn pages_with_a_notice_alone_are_no_copies() {
    let pages = OTHERS
        .iter()
        .map(|headline| page(headline, headline, NOTICE))
        .collect();
    let findings = findings(pages);
    let expected: Vec<(&str, u32)> = OTHERS.iter().map(|&id| (id, 7)).collect();
    assert_eq!(no_article(&findings), expected);
    assert_eq!(copies(&findings), (vec![], 0));
    assert!(findings.iter().all(|finding| match finding {
        Finding::NoArticle { kind, .. } => *kind == NoArticleKind::Consent,
        Finding::Summary(summary) => {
            (
                summary.no_article,
                summary.empty,
                summary.kept,
                summary.removed,
            ) == (8, 0, 8, 0)
        }
        _ => true,
    }));
}

#[test]
fn stories_below_a_notice_are_not_joined_by_pages_with_the_notice_alone() {
    let above =
        |&(headline, text): &(&str, &str)| page(headline, headline, &format!("{NOTICE}\n\n{text}"));
    for alone in [1, 8] {
        let others = OTHERS.iter().take(alone);
        let alone = others.map(|headline| page(headline, headline, NOTICE));
        let pages: Vec<Article<'_>> = STORIES.iter().map(above).chain(alone.clone()).collect();
        let findings = findings(pages);
        assert_eq!(copies(&findings), (vec![], 0));
        assert_eq!(no_article(&findings).len(), alone.len());
    }
}

#[test]
fn a_robot_check_with_a_number_of_its_own_is_one_notice() {
    let check = |at: usize| {
        format!(
            "Access denied. You have no permission to see this page on this server, since your \
             browser sent unusual requests. Reference #18.{at}f3c{at}"
        )
    };
    let pages = OTHERS
        .iter()
        .zip(1..)
        .map(|(headline, at)| page(headline, headline, &check(at)));
    let findings = findings(pages.collect());
    assert_eq!(no_article(&findings).len(), 8);
    assert_eq!(copies(&findings), (vec![], 0));
}

#[test]
fn a_notice_at_many_pages_may_have_words_of_one_headline() {
    let by_chance = "Partners process personal data";
    for (others, expected) in [(8, 9), (3, 3)] {
        let headlines = OTHERS[..others].iter().chain([&by_chance]);
        let pages = headlines.map(|headline| page(headline, headline, NOTICE));
        let findings = findings(pages.collect());
        assert_eq!(no_article(&findings).len(), expected, "{others}");
    }
}

#[test]
fn an_article_that_was_crawled_again_is_a_copy() {
    let (headline, text) = STORIES[0];
    let later = [
        "",
        ", mayor asks for patience",
        " and its crew",
        ": winter comes early",
    ];
    let crawls = later
        .iter()
        .map(|more| page(more, &format!("{headline}{more}"), text));
    let findings = findings(crawls.collect());
    assert_eq!(no_article(&findings), []);
    assert_eq!(copies(&findings), (vec![4], 0));
}

#[test]
fn pages_without_an_outlet_or_a_text_are_not_told() {
    let mut pages: Vec<_> = OTHERS
        .iter()
        .map(|headline| page(headline, headline, NOTICE))
        .collect();
    pages.iter_mut().for_each(|page| page.outlet = None);
    assert_eq!(no_article(&findings(pages)), []);
    let mut pages: Vec<_> = OTHERS
        .iter()
        .map(|headline| page(headline, headline, ""))
        .collect();
    pages.iter_mut().for_each(|page| page.text = None);
    assert_eq!(no_article(&findings(pages)), []);
}

#[test]
fn pages_without_an_article_are_unrelated_to_each_other_and_to_stories() {
    let above =
        |&(headline, text): &(&str, &str)| page(headline, headline, &format!("{NOTICE}\n\n{text}"));
    let alone = OTHERS
        .iter()
        .map(|headline| page(headline, headline, NOTICE));
    let dump = Articles::new(STORIES.iter().map(above).chain(alone).collect());
    let detector = Detector::new(Options::default()).unwrap();
    let outcome = detector.run(&dump, &NoProgress).unwrap();
    let plan = detector
        .keep(&dump, &outcome, &KeepPolicy::Longest, &NoProgress)
        .unwrap();
    assert_eq!(plan.removed(), 0);
    let articles: Vec<_> = outcome.table.articles().collect();
    for pair in [[0, 1], [0, 5], [5, 6]] {
        let [one, other] = pair.map(|at| articles[at]);
        let relation = detector.relation(&dump, &outcome, one, other).unwrap();
        assert_eq!(relation, Relation::Unrelated, "{pair:?}");
    }
}
