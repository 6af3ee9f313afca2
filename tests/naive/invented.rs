/*!
Dumps of invented articles: whole stories, trimmed and merged ones, stories with
new leads, excerpts and unrelated articles.

A story is a sequence of sentences. An article has one to three parts; a part is
a range of the sentences of a story, or sentences that no other article has.
These combine to everything that desks do to a story, in random proportions.
*/

use proptest::prelude::*;
use wirecopy::Article;

/// Generates a dump so small that all its pairs can be compared.
pub(crate) fn dump() -> impl Strategy<Value = Vec<Article<'static>>> {
    (1_usize..6)
        .prop_flat_map(|stories| prop::collection::vec(invented_article(stories), 2..30))
        .prop_map(articles)
}

/// The articles of a large dump. It is read in several chunks, and its pages
/// exceed the quarter of a MiB that the boilerplate stage always keeps in memory.
const LARGE: usize = 2_400;

/// Generates a dump of [`LARGE`] articles.
pub(crate) fn large_dump() -> impl Strategy<Value = Vec<Article<'static>>> {
    prop::collection::vec(invented_article(40), LARGE).prop_map(articles)
}

/// Generates two stories, a trimmed version of each, and an article that merges
/// both in equal halves.
pub(crate) fn merges_of_equal_halves() -> impl Strategy<Value = Vec<Article<'static>>> {
    const HALF: usize = 8;
    (0..STORIES / STORY / 2).prop_map(|pair| {
        // Sentences of a fixed length, so that the halves have the same length.
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

/// The sentences of a story.
const STORY: usize = 24;

/// The sentence numbers that are reserved for the own sentences of an article.
const OWN: usize = 1_000;

/// Sentences with lower numbers belong to stories.
const STORIES: usize = 1_000_000;

/// A part of an article.
#[derive(Clone, Debug)]
enum Part {
    /// A range of the sentences of a story.
    Carried {
        story: usize,
        start: usize,
        length: usize,
    },
    /// Sentences that no other article has.
    Own { length: usize },
}

/// The plan of an article, before its text is composed.
#[derive(Clone, Debug)]
struct Plan {
    outlet: usize,
    parts: Vec<Part>,
    /// One word is changed in one of this many sentences.
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

/// The number of words of a sentence.
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

/// Returns the sentence with this number. If `changed_by` is an article, one word
/// is replaced with a word of that article.
///
/// A changed word has at least five other words of its sentence on both sides, so
/// that these still form a shingle.
fn sentence(number: usize, changed_by: Option<usize>) -> String {
    const MARGIN: usize = 5;
    let length = WORDS.start + drawn(number, LENGTH) % WORDS.len();
    let sentence = of_length(number, length);
    let Some(article) = changed_by else {
        return sentence;
    };
    let mut words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
    let position = MARGIN + drawn(number, CHANGED) % (length - 2 * MARGIN);
    words[position] = format!("{}{article}", words[position]);
    words.join(" ")
}

/// Returns the sentence with this number, with `length` words.
fn of_length(number: usize, length: usize) -> String {
    let vocabulary: Vec<&str> = VOCABULARY.split_whitespace().collect();
    let word = |position| vocabulary[drawn(number, position) % vocabulary.len()];
    let words: Vec<&str> = (1..length).map(word).collect();
    format!("The {}.", words.join(" "))
}

// Positions after the words of a sentence, from which its other properties are
// drawn.

/// The position of the length.
const LENGTH: usize = 62;
/// The position of the changed word.
const CHANGED: usize = 63;

/// Returns the pseudorandom number of a position in a sentence.
fn drawn(sentence: usize, position: usize) -> usize {
    const POSITIONS: usize = 64;
    (mixed((sentence * POSITIONS + position) as u64) >> 32) as usize
}

/// Returns a pseudorandom number for `number` (SplitMix64; Steele, Lea and Flood,
/// 2014).
fn mixed(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
