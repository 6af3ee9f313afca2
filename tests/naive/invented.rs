/*!
Dumps of invented articles: whole stories, trims, merges, new leads, excerpts
and strangers.

A story is a row of sentences. An article is one to three parts; a part is a
stretch of a story, or sentences that no other article has. That gives
everything that desks do to a story, in proportions that chance decides.
*/

use proptest::prelude::*;
use wirecopy::Article;

/// A dump, small enough that all its pairs can be compared.
pub(crate) fn dump() -> impl Strategy<Value = Vec<Article<'static>>> {
    (1_usize..6)
        .prop_flat_map(|stories| prop::collection::vec(invented_article(stories), 2..30))
        .prop_map(articles)
}

/// Articles of a dump that is read in several stretches, and whose surveyed
/// pages are more than the quarter of a MiB that is held in any case.
const LARGE: usize = 2_400;

/// A dump of so many articles.
pub(crate) fn large_dump() -> impl Strategy<Value = Vec<Article<'static>>> {
    prop::collection::vec(invented_article(40), LARGE).prop_map(articles)
}

/// Two stories that make up a merged article by halves, and a trim of each.
pub(crate) fn merges_of_equal_halves() -> impl Strategy<Value = Vec<Article<'static>>> {
    const HALF: usize = 8;
    (0..STORIES / STORY / 2).prop_map(|pair| {
        // Sentences of a fixed length make halves of the same length.
        let story = |story: usize, length: usize| {
            let first = story * STORY;
            let sentences = (first..first + length).map(|number| of_length(number, WORDS.start));
            sentences.collect::<Vec<String>>().join(" ")
        };
        let (one, other) = (2 * pair, 2 * pair + 1);
        let texts = [
            story(one, HALF),
            story(one, HALF - 1),
            story(other, HALF),
            story(other, HALF - 1),
            format!("{}\n\n{}", story(one, HALF), story(other, HALF)),
        ];
        let print = |(number, text)| printed(number, number, text);
        texts.into_iter().enumerate().map(print).collect()
    })
}

/// Sentences of a story.
const STORY: usize = 24;

/// Sentences between the first ones of two articles' own.
const OWN: usize = 1_000;

/// Numbers of sentences below this belong to stories.
const STORIES: usize = 1_000_000;

/// A part of an article.
#[derive(Clone, Debug)]
enum Part {
    /// A stretch of a story.
    Carried {
        story: usize,
        start: usize,
        length: usize,
    },
    /// Sentences of its own.
    Own { length: usize },
}

/// An article before it is written out.
#[derive(Clone, Debug)]
struct Plan {
    outlet: usize,
    parts: Vec<Part>,
    /// Of this many sentences one has a word changed.
    reworded_one_in: usize,
}

fn invented_article(stories: usize) -> impl Strategy<Value = Plan> {
    let carried = (0..stories, 0..STORY - 2, 2..=STORY).prop_map(|(story, start, length)| {
        let length = length.min(STORY - start);
        Part::Carried {
            story,
            start,
            length,
        }
    });
    let whole = (0..stories).prop_map(|story| Part::Carried {
        story,
        start: 0,
        length: STORY,
    });
    let own = (1_usize..12).prop_map(|length| Part::Own { length });
    let part = prop_oneof![4 => carried, 2 => whole, 3 => own];
    let reworded = prop_oneof![3 => Just(usize::MAX), 1 => 2_usize..9];
    (0_usize..8, prop::collection::vec(part, 1..=3), reworded).prop_map(
        |(outlet, parts, reworded_one_in)| Plan {
            outlet,
            parts,
            reworded_one_in,
        },
    )
}

fn articles(plans: Vec<Plan>) -> Vec<Article<'static>> {
    let write = |(number, plan)| article(number, &plan);
    plans.into_iter().enumerate().map(write).collect()
}

fn article(number: usize, plan: &Plan) -> Article<'static> {
    let mut own = STORIES + number * OWN;
    let mut sentences = Vec::new();
    for part in &plan.parts {
        let range = match *part {
            Part::Carried {
                story,
                start,
                length,
            } => story * STORY + start..story * STORY + start + length,
            Part::Own { length } => {
                own += length;
                own - length..own
            }
        };
        sentences.extend(range);
    }
    let written = sentences.iter().enumerate().map(|(at, &sentence_number)| {
        let changed = (at + 1) % plan.reworded_one_in == 0;
        sentence(sentence_number, changed.then_some(number))
    });
    // Two sentences to a paragraph.
    let written: Vec<String> = written.collect();
    let paragraphs: Vec<String> = written.chunks(2).map(|two| two.join(" ")).collect();
    printed(number, plan.outlet, paragraphs.join("\n\n"))
}

fn printed(number: usize, outlet: usize, text: String) -> Article<'static> {
    Article {
        id: Some(format!("a{number}").into()),
        outlet: Some(format!("outlet{outlet}.example").into()),
        text: Some(text.into()),
        ..Article::default()
    }
}

/// Words of a sentence: from, and one more than to.
const WORDS: std::ops::Range<usize> = 14..22;

const VOCABULARY: &str = "harbour ferry council bridge mayor winter storm fisher market price school \
    teacher river valley train strike union budget road tunnel hospital doctor police court judge \
    election minister party vote region island village farmer harvest wheat barley museum painting \
    orchestra concert football coach season league stadium company factory worker engine battery \
    satellite rocket scientist glacier forest fire flood rescue volunteer charity refugee border \
    customs cargo tanker pipeline reactor turbine tower archive letter library author prize festival \
    baker kitchen garden orchard cider brewery hotel tourist airport pilot runway delay passenger \
    closed opened promised refused measured counted delivered repaired painted carried crossed found \
    lost sold bought planned cancelled praised warned doubted agreed quietly slowly early late again \
    together never almost perhaps northern southern eastern western old new narrow broken empty \
    crowded cheap costly green silver heavy light second third last next under over behind before \
    after along across between without";

/// The sentence with this number, with one word changed as `changed_by` does.
///
/// A changed word has five others on both sides within its sentence: they
/// still stand in runs of a shingle's width.
fn sentence(number: usize, changed_by: Option<usize>) -> String {
    const MARGIN: usize = 5;
    let length = WORDS.start + drawn(number, LENGTH) % WORDS.len();
    let sentence = of_length(number, length);
    let Some(article) = changed_by else {
        return sentence;
    };
    let mut words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
    let place = MARGIN + drawn(number, CHANGED) % (length - 2 * MARGIN);
    words[place] = format!("{}{article}", words[place]);
    words.join(" ")
}

/// The sentence with this number, of so many words.
fn of_length(number: usize, length: usize) -> String {
    let vocabulary: Vec<&str> = VOCABULARY.split_whitespace().collect();
    let word = |place| vocabulary[drawn(number, place) % vocabulary.len()];
    let words: Vec<&str> = (1..length).map(word).collect();
    format!("The {}.", words.join(" "))
}

/// Places beyond the words of a sentence, from which other things are drawn.
const LENGTH: usize = 62;
const CHANGED: usize = 63;

/// What is drawn at one place of a sentence.
fn drawn(sentence: usize, place: usize) -> usize {
    const PLACES: usize = 64;
    usize::try_from(mixed((sentence * PLACES + place) as u64) >> 32).unwrap_or_default()
}

/// A number that looks drawn by chance (Steele, Lea and Flood, 2014).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
