/*!
What `clean` kept, cleaned once more, is kept: on generated families of articles.

Excerpts and roundups are of an outlet each. What an outlet prints beside four
stories is boilerplate, and no longer when some of these pages are removed: a pair may
be a copy in the second run only. That is not tested here.
*/

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use wirecopy::{Article, Articles, Detector, KeepPolicy, NoProgress, Options, Outcome};

/// Words of the invented language, from which sentences are made.
const SYLLABLES: [&str; 16] = [
    "ba", "cor", "den", "fi", "gol", "hem", "ist", "jar", "kel", "lom", "nur", "pas", "rit", "sov",
    "tan", "vel",
];

/// A generator of numbers (xorshift, Marsaglia, 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn word(&mut self) -> String {
        (0..3).map(|_| SYLLABLES[self.below(16)]).collect()
    }

    /// A text of `length` words in sentences of 14.
    fn text(&mut self, length: usize) -> Vec<String> {
        let end = |at: usize| if at % 14 == 13 { "." } else { "" };
        (0..length)
            .map(|at| format!("{}{}", self.word(), end(at)))
            .collect()
    }
}

/// The texts as articles of a number of outlets.
fn articles(texts: &[Vec<String>], outlets: usize) -> Vec<Article<'static>> {
    let article = |(number, words): (usize, &Vec<String>)| Article {
        id: Some(format!("a{number}").into()),
        outlet: Some(format!("outlet{}.example", number % outlets).into()),
        published: Some(format!("2024-03-{:02}", 1 + number % 28).into()),
        text: Some(words.join(" ").into()),
        ..Article::default()
    };
    texts.iter().enumerate().map(article).collect()
}

/// One article in which two words were changed, many times.
fn near_equal(numbers: &mut Numbers) -> Vec<Vec<String>> {
    let story = numbers.text(130);
    let edited = |_| {
        let mut words = story.clone();
        for _ in 0..2 {
            let at = numbers.below(words.len());
            words[at] = numbers.word();
        }
        words
    };
    (0..300).map(edited).collect()
}

/// Stories that grow by a paragraph, and lose their oldest ones.
fn growing_updates(numbers: &mut Numbers) -> Vec<Vec<String>> {
    let mut versions = Vec::new();
    for _ in 0..6 {
        let story = numbers.text(900);
        for step in 0..18 {
            let start = 30 * usize::max(step, 6) - 180;
            versions.push(story[start..120 + 40 * step].to_vec());
        }
    }
    versions
}

/// Parts of long stories, of different lengths.
fn excerpts(numbers: &mut Numbers) -> Vec<Vec<String>> {
    let mut parts = Vec::new();
    for _ in 0..12 {
        let story = numbers.text(600);
        for _ in 0..8 {
            let start = numbers.below(400);
            let length = 60 + numbers.below(200);
            parts.push(story[start..usize::min(start + length, 600)].to_vec());
        }
        parts.push(story);
    }
    parts
}

/// Stories, trims of them, and pages that carry several of them.
fn roundups(numbers: &mut Numbers) -> Vec<Vec<String>> {
    let stories: Vec<Vec<String>> = (0..24)
        .map(|_| {
            let length = 90 + numbers.below(200);
            numbers.text(length)
        })
        .collect();
    let mut pages = Vec::new();
    for story in &stories {
        pages.push(story.clone());
        pages.push(story[..story.len() * 4 / 5].to_vec());
        pages.push(story[..story.len() / 2].to_vec());
    }
    for _ in 0..20 {
        let carried = (0..2 + numbers.below(4)).map(|_| stories[numbers.below(24)].clone());
        pages.push(carried.flatten().collect());
    }
    pages
}

fn run(dump: &Articles) -> (Detector, Outcome) {
    let detector = Detector::new(Options::default()).expect("the options can work");
    let outcome = detector.run(dump, &NoProgress);
    let outcome = outcome.expect("articles in memory can be read");
    (detector, outcome)
}

/// Returns the articles that are kept, and how many are removed.
fn clean(articles: &[Article<'static>], policy: &KeepPolicy) -> (Vec<Article<'static>>, u64) {
    let dump = Articles::new(articles.to_vec());
    let (detector, outcome) = run(&dump);
    let plan = detector.keep(&dump, &outcome, policy, &NoProgress);
    let plan = plan.expect("articles in memory can be read");
    let ids = outcome.table.articles().zip(articles);
    let kept = ids.filter(|(id, _)| !plan.is_removed(*id));
    (
        kept.map(|(_, article)| article.clone()).collect(),
        plan.removed(),
    )
}

#[test]
fn what_was_kept_is_kept_again() {
    type Family = fn(&mut Numbers) -> Vec<Vec<String>>;
    let families: [(&str, Family, usize); 4] = [
        ("near-equal articles", near_equal, 7),
        ("growing updates", growing_updates, 7),
        ("excerpts", excerpts, 1000),
        ("roundups", roundups, 1000),
    ];
    for (family, texts, outlets) in families {
        for seed in 1..9 {
            let all = articles(&texts(&mut Numbers(0x9E37_79B9_7F4A_7C15 + seed)), outlets);
            for policy in [
                KeepPolicy::Earliest,
                KeepPolicy::Latest,
                KeepPolicy::Longest,
            ] {
                let (kept, removed) = clean(&all, &policy);
                assert!(removed > 0, "{family}, {policy:?}: nothing is removed");
                let (_, again) = clean(&kept, &policy);
                assert_eq!(again, 0, "{family}, seed {seed}, {policy:?}");
            }
        }
    }
}

#[test]
fn near_equal_articles_are_one_cluster_without_roundups() {
    let all = articles(&near_equal(&mut Numbers(77)), 7);
    let dump = Articles::new(all);
    let (_, outcome) = run(&dump);
    let sizes: Vec<[usize; 2]> = outcome
        .clusters
        .iter()
        .map(|cluster| [cluster.members.len(), cluster.attached.len()])
        .collect();
    assert_eq!(sizes, [[300, 0]]);
}

#[test]
fn a_page_of_two_stories_does_not_join_their_clusters() {
    let numbers = &mut Numbers(5);
    let [one, other] = [200, 180].map(|length| numbers.text(length));
    let page: Vec<String> = one.iter().chain(&other).cloned().collect();
    for copies in [1, 2, 3] {
        let trim = |story: &[String]| {
            (0..copies)
                .map(|at| story[..story.len() - 9 * at].to_vec())
                .collect::<Vec<_>>()
        };
        let texts = [trim(&one), trim(&other), vec![page.clone()]].concat();
        let dump = Articles::new(articles(&texts, 7));
        let (_, outcome) = run(&dump);
        let clusters = outcome.cluster_of();
        let ids: Vec<_> = outcome.table.articles().collect();
        assert!(!clusters.together(ids[0], ids[copies]), "{copies} copies");
        for cluster in &outcome.clusters {
            assert_ne!(cluster.center(), ids[2 * copies], "{copies} copies");
        }
    }
}
