/*!
Paragraphs that are quoted whole: the paragraph before them announces speech or a post, or the
line below them carries the handle of their author.
*/

use std::sync::OnceLock;

use aho_corasick::packed::Searcher;

use crate::news::captions::labels::breaks_off;
use crate::news::lang::keys::WordKey;
use crate::text::Span;
use crate::text::blocks::ends_sentence;
use crate::text::lexicon::Lexicon;
use crate::text::words::Words;

/// Bytes of a post that speaks of itself, at most: about two of the longest posts
/// of Twitter.
const POST: usize = 600;

/// Bytes at the end of a paragraph in which it announces the next one.
const ANNOUNCEMENT: usize = 160;

/// Returns whether `text` has a verb or a noun of speech.
fn speaks(text: &str) -> bool {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    let lexicon = LEXICON.get_or_init(|| Lexicon::new(&WordKey::Speech.words().join(" ")));
    let words = Words::of(text);
    words.hashes().iter().any(|&word| lexicon.contains(word))
}

/// Appends the paragraphs that the one before announces. `quotes` are the quotations
/// in marks, in order.
pub(crate) fn announced(text: &str, blocks: &[Span], quotes: &[Span], spans: &mut Vec<Span>) {
    static POSTS: OnceLock<Option<Searcher>> = OnceLock::new();
    // Most texts do not speak of posts, and in others most paragraphs do not.
    // Without vector instructions there is no searcher, and all are checked.
    let posts = POSTS.get_or_init(|| Searcher::new(WordKey::PostParts.words()));
    let places = posts.as_ref().map(|posts| {
        let places = posts.find_iter(text).map(|found| found.start());
        places.collect::<Vec<usize>>()
    });
    let speaks_of_posts = |end: u32, bytes: usize| {
        let (end, start) = (end as usize, end as usize - bytes);
        places.as_ref().is_none_or(|places| {
            let next = places.partition_point(|&place| place < start);
            places.get(next).is_some_and(|&place| place < end)
        })
    };
    for pair in blocks.windows(2) {
        let (before, block) = (pair[0].of(text), pair[1].of(text));
        let end = &before[before.ceil_char_boundary(before.len().saturating_sub(ANNOUNCEMENT))..];
        let is_announced = if before.ends_with([':', '：']) {
            speaks(end)
        } else {
            speaks_of_posts(pair[0].end, end.len())
                && announces_post(end)
                && (breaks_off(block) || speaks_of_itself(text, pair[1], quotes))
        };
        if is_announced {
            spans.push(pair[1]);
        }
    }
}

/// Returns the words of `text` as they are written, with apostrophes.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
}

/// Returns whether the end of a paragraph is a sentence about a post.
fn announces_post(end: &str) -> bool {
    if !ends_sentence(end) || end.contains(['"', '“', '”', '«', '»']) {
        return false;
    }
    let is_one = |key: WordKey, word: &str| {
        let mut words = key.words().iter();
        words.any(|one| one.eq_ignore_ascii_case(word))
    };
    let mut announces = false;
    let mut before = "";
    for word in plain_words(end).filter(|word| !word.is_empty()) {
        if is_one(WordKey::PostInvitations, word) {
            return false;
        }
        announces |= is_one(WordKey::PostVerbs, word)
            || before.eq_ignore_ascii_case("posted") && is_one(WordKey::PostBehindPosted, word)
            || is_one(WordKey::PostNouns, word) && is_one(WordKey::PostBeforeNoun, before)
            || is_one(WordKey::PostNetworks, word) && is_one(WordKey::PostBeforeNetwork, before);
        before = word;
    }
    announces
}

/// Returns whether `block` of `text` has a word in the first person outside of
/// `quotes`, which are in order, and no word of a report.
fn speaks_of_itself(text: &str, block: Span, quotes: &[Span]) -> bool {
    if block.of(text).len() > POST {
        return false;
    }
    let first = quotes.partition_point(|quote| quote.end <= block.start);
    let inside = quotes[first..]
        .iter()
        .take_while(|quote| quote.start < block.end);
    let mut speaks = false;
    let mut start = block.start;
    let ends = inside.map(|quote| (quote.start, quote.end));
    for (end, next) in ends.chain(std::iter::once((block.end, block.end))) {
        for word in plain_words(Span::new(start.min(end), end).of(text)) {
            if WordKey::ReportedSpeech.words().contains(&word) {
                return false;
            }
            speaks |= WordKey::FirstPerson.words().contains(&word);
        }
        start = next;
    }
    speaks
}

/// Appends the paragraphs that are posts, with the lines of their authors: those
/// with the author's handle on the line below.
pub(crate) fn posts(text: &str, blocks: &[Span], spans: &mut Vec<Span>) {
    let mut before: Option<Span> = None;
    for &block in blocks {
        let line = block.of(text);
        if is_signature(line) {
            spans.extend(before);
            spans.push(block);
        }
        before = Some(block);
    }
}

/// Bytes from the dash to the handle in a signature, at most.
const SIGNATURE_NAME: usize = 80;

/// Bytes from the handle to the end of a signature, at most.
const SIGNATURE_DATE: usize = 60;

/// Returns whether `line` is "— Name (@handle) date", alone or after the post, or "A
/// post shared by Name (@handle)".
fn is_signature(line: &str) -> bool {
    let Some(handle) = line.find("(@") else {
        return false;
    };
    let before = &line[..handle];
    let shared_by = WordKey::PostSharedBy.words();
    if shared_by.iter().any(|shared| before.starts_with(shared)) {
        return true;
    }
    let dash = before.rfind(['—', '–', '―']).or_else(|| before.rfind("- "));
    dash.is_some_and(|dash| handle - dash < SIGNATURE_NAME && line.len() - handle < SIGNATURE_DATE)
}
