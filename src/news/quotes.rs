/*!
Words that an article quotes: speech, statements, posts.

Independent reports of one event quote the same words, so shared words inside
quotation marks are no evidence of copying by themselves.

# Choices

* Marks of the languages that news is printed in: straight, curly, low-high
  (German), guillemets either way round, corner brackets. Which mark closes is
  told by which one opened, and by what stands beside it.
* A quotation that is not closed in its paragraph runs to the end of that
  paragraph: newspapers leave the mark out where the speech goes on. If the next
  one closes it without opening it anew, that one is quoted up to there; but not
  by straight marks, of which poor scans have too many.
* A post carries its author below it: the paragraph before a line such as
  "— Name (@handle) July 16" is quoted whole. Without the dash the line is a
  byline, or asks readers to follow somebody.
* A paragraph that is announced is quoted whole, though it has no marks: after
  a verb of speech and a colon, and after "tweeted" where it speaks of itself or
  breaks off in dots, as posts do that a page shows in a frame of their own.
  What speaks of itself inside marks is a quotation in a report, and where the
  announcement has marks the post stands in them. Columns speak of "us" too,
  below "Share on Facebook": what announces is a sentence.
* Single quotation marks are ignored unless curly: too many apostrophes look
  like them.
*/

use std::sync::OnceLock;

use aho_corasick::packed::Searcher;

use crate::text::Span;
use crate::text::blocks::ends_sentence;
use crate::text::lexicon::Lexicon;
use crate::text::word_bits::{ask_all, places};
use crate::text::words::Words;

/// The quoted stretches of `text` with the paragraphs `blocks`, in order and
/// apart from one another, with their marks.
///
/// # Complexity
///
/// `O(n)` time.
///
/// # Examples
///
/// ```
/// use wirecopy::news::quotes::quoted;
/// use wirecopy::text::blocks::blocks;
///
/// let text = "The mayor said: “We will rebuild the pier.” Work starts in May.";
/// let quoted = quoted(text, &blocks(text));
/// let spans: Vec<&str> = quoted.iter().map(|span| span.of(text)).collect();
/// assert_eq!(spans, ["“We will rebuild the pier.”"]);
/// ```
#[must_use]
pub fn quoted(text: &str, blocks: &[Span]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut left_open = None;
    for &paragraph in blocks {
        left_open = quoted_in_paragraph(text, paragraph, left_open, &mut spans);
    }
    let mut whole = Vec::new();
    if text.contains('@') {
        posts(text, blocks, &mut whole);
    }
    announced(text, blocks, &spans, &mut whole);
    spans.append(&mut whole);
    merge(spans)
}

/// Verbs and nouns that announce what somebody said or wrote, in the languages
/// of the press.
const SPEECH: &str = "said says wrote writes tweeted tweet tweets posted post read reads added told \
    asked replied declared announced statement letter message email text follows \
    sagte schrieb erklärte teilte heißt hieß wörtlich mitteilung \
    dit écrit déclaré affirmé communiqué dijo escribió declaró afirmó comunicado \
    detto scritto dichiarato comunicato disse escreveu zei schreef sade skrev \
    сказал заявил написал сообщил قال قالت وقال وقالت وأضاف كتب صرح بيان";

/// Verbs that announce a post.
const POSTED: &[&str] = &["tweeted", "retweeted"];

/// What announces a post behind one of the words given.
const POSTED_BEHIND: &[(&str, &[&str])] = &[
    ("tweet", &["a", "another", "the", "this"]),
    ("twitter", &["on"]),
    ("instagram", &["on"]),
    ("facebook", &["on"]),
];

/// Parts that all of these words have, whatever their first letter: in small
/// letters, in capitals, and as some write the names of the networks.
const PARTS_OF_POSTED: [&str; 12] = [
    "weet", "witter", "osted", "nstagram", "acebook", "WEET", "WITTER", "OSTED", "NSTAGRAM",
    "ACEBOOK", "aceBook", "nstaGram",
];

/// Words behind "posted" that something was: not a time, and no limit of speed.
const BEHIND_POSTED: &[&str] = &["a", "an", "on", "the", "this", "to"];

/// Words of invitations to readers, which name the same networks.
const INVITATIONS: &[&str] = &["find", "follow", "join", "like", "reach", "share"];

/// Words in which somebody speaks of himself. In capitals "US" is a country.
const FIRST_PERSON: &[&str] = &[
    "I", "I'm", "I've", "I'll", "I’m", "I’ve", "I’ll", "my", "My", "me", "we", "We", "we're",
    "We're", "we’re", "We’re", "our", "Our", "us",
];

/// Words of a report, which says who spoke.
const REPORTED: &[&str] = &["said", "says", "told", "asked", "added"];

/// Bytes of a post that speaks of itself, at most: about two of the longest of
/// Twitter.
const POST: usize = 600;

/// Whether `text` has one of the words of `lexicon`.
fn has_word(text: &str, lexicon: &OnceLock<Lexicon>, words: &str) -> bool {
    let lexicon = lexicon.get_or_init(|| Lexicon::new(words));
    Words::of(text)
        .hashes()
        .iter()
        .any(|&word| lexicon.holds(word))
}

/// Bytes at the end of a paragraph in which it announces the next one.
const ANNOUNCEMENT: usize = 160;

/// Marks the paragraphs that the one before announces; `quotes` are those in
/// marks, in order.
fn announced(text: &str, blocks: &[Span], quotes: &[Span], spans: &mut Vec<Span>) {
    static SPEECH_WORDS: OnceLock<Lexicon> = OnceLock::new();
    static POSTS: OnceLock<Option<Searcher>> = OnceLock::new();
    // Most texts speak of no posts at all, and most paragraphs of those that do.
    let posts = POSTS.get_or_init(|| Searcher::new(PARTS_OF_POSTED));
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
            has_word(end, &SPEECH_WORDS, SPEECH)
        } else {
            speaks_of_posts(pair[0].end, end.len())
                && announces_post(end)
                && (is_post_like(block) || speaks_of_itself(text, pair[1], quotes))
        };
        if is_announced {
            spans.push(pair[1]);
        }
    }
}

/// The words of `text`, as they are written.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
}

/// Whether the end of a paragraph says that somebody posted something.
fn announces_post(end: &str) -> bool {
    if !ends_sentence(end) || end.contains(['"', '“', '”', '«', '»']) {
        return false;
    }
    let is_one = |list: &[&str], word: &str| list.iter().any(|one| one.eq_ignore_ascii_case(word));
    let mut announces = false;
    let mut before = "";
    for word in plain_words(end).filter(|word| !word.is_empty()) {
        if is_one(INVITATIONS, word) {
            return false;
        }
        announces |= is_one(POSTED, word)
            || before.eq_ignore_ascii_case("posted") && is_one(BEHIND_POSTED, word)
            || POSTED_BEHIND
                .iter()
                .any(|(known, behind)| known.eq_ignore_ascii_case(word) && is_one(behind, before));
        before = word;
    }
    announces
}

/// Whether `block` of `text` speaks of itself outside of `quotes`, which are in
/// order, and does not say who spoke.
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
            if REPORTED.contains(&word) {
                return false;
            }
            speaks |= FIRST_PERSON.contains(&word);
        }
        start = next;
    }
    speaks
}

/// Whether a paragraph breaks off in dots.
fn is_post_like(block: &str) -> bool {
    block.ends_with('…') || block.ends_with("...")
}

fn is_arabic(character: char) -> bool {
    matches!(character, '\u{0600}'..='\u{06FF}')
}

fn is_mark(character: char) -> bool {
    matches!(
        character,
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '‘' | '＂'
    )
}

/// The marks that close what `open` opened.
fn closes(open: char, character: char) -> bool {
    match open {
        '"' | '＂' => matches!(character, '"' | '＂' | '”'),
        '“' | '‟' => matches!(character, '”' | '"'),
        // In Arabic the marks are set either way round.
        '”' => matches!(character, '”' | '“'),
        '„' => matches!(character, '“' | '”' | '"' | '‟'),
        '«' => character == '»',
        '»' => character == '«',
        '「' => character == '」',
        '『' => character == '』',
        '‘' => character == '’',
        _ => false,
    }
}

/// Whether `character` can open a quotation between `before` and `after`.
fn opens(character: char, before: Option<char>, after: Option<char>) -> bool {
    let starts = before.is_none_or(|before| !before.is_alphanumeric());
    let goes_on = after.is_some_and(|after| !after.is_whitespace());
    match character {
        '„' | '「' | '『' => true,
        // In German it closes: behind a word or a stop, before a blank or one.
        '“' | '‟' => {
            before.is_none_or(char::is_whitespace)
                || after.is_some_and(|after| {
                    !after.is_whitespace()
                        && !matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '–' | '—')
                })
        }
        // In French a blank follows it; in Arabic a prefix is joined to it.
        '«' => starts || goes_on && before.is_some_and(is_arabic),
        '»' | '"' | '＂' | '‘' | '”' => starts && goes_on,
        _ => false,
    }
}

/// Whether a speech may end in `character`, right before the mark.
fn ends_speech(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(
            character,
            '.' | ',' | '!' | '?' | '…' | ')' | '،' | '؟' | '。' | '！' | '？'
        )
}

/// Appends the quotations of a paragraph, before which the mark `left_open`
/// opened one that was not closed, and says which mark this one leaves open for
/// the next.
fn quoted_in_paragraph(
    text: &str,
    paragraph: Span,
    left_open: Option<char>,
    spans: &mut Vec<Span>,
) -> Option<char> {
    let part = paragraph.of(text);
    let mut open: Option<(char, usize)> = None;
    // Until a mark was met, the paragraph may go on with an earlier speech.
    let mut left_open = left_open;
    for (at, character) in marks(part) {
        let end = at + character.len_utf8();
        match open {
            Some((mark, start)) if closes(mark, character) => {
                // An apostrophe goes on in the word: it does not close.
                let goes_on = part[end..]
                    .chars()
                    .next()
                    .is_some_and(char::is_alphanumeric);
                if !(character == '’' && goes_on) {
                    push(spans, paragraph, start, end);
                    open = None;
                }
            }
            None if opens(
                character,
                part[..at].chars().next_back(),
                part[end..].chars().next(),
            ) =>
            {
                open = Some((character, at));
                left_open = None;
            }
            None => {
                let is_closed = left_open.is_some_and(|mark| closes(mark, character))
                    && part[..at].ends_with(ends_speech);
                if is_closed {
                    push(spans, paragraph, 0, end);
                }
                left_open = None;
            }
            Some(_) => {}
        }
    }
    match open {
        // A single mark that nothing closes was an apostrophe.
        Some(('‘', _)) | None => None,
        Some((mark, start)) => {
            push(spans, paragraph, start, part.len());
            Some(mark).filter(|mark| !matches!(mark, '"' | '＂'))
        }
    }
}

/// First bytes of the quotation marks beyond ASCII, in UTF-8.
const LEADS: [u8; 4] = [0xC2, 0xE2, 0xE3, 0xEF];

/// The quotation marks of `text` and where they stand.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    // Most paragraphs are ASCII and have one mark to look for.
    let (ascii, any) = if text.is_ascii() {
        (text, "")
    } else {
        ("", text)
    };
    let straight = memchr::memchr_iter(b'"', ascii.as_bytes()).map(|at| (at, '"'));
    let is_lead = |byte| (byte == b'"') | LEADS.map(|lead| byte == lead).contains(&true);
    let mut leads = Vec::new();
    ask_all(any.as_bytes(), is_lead, &mut leads);
    let others = places(leads).filter_map(|at| {
        let character = any[at..].chars().next()?;
        (is_mark(character) || matches!(character, '"' | '’')).then_some((at, character))
    });
    straight.chain(others)
}

fn push(spans: &mut Vec<Span>, paragraph: Span, start: usize, end: usize) {
    let place =
        |at: usize| paragraph.start + u32::try_from(at).unwrap_or(u32::MAX - paragraph.start);
    spans.push(Span::new(place(start), place(end)));
}

/// Marks the paragraphs that are posts: those with the author's handle on the
/// line below.
fn posts(text: &str, blocks: &[Span], spans: &mut Vec<Span>) {
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

/// Bytes from the dash to the handle in a signature, and behind the handle's
/// beginning, at most.
const SIGNATURE_NAME: usize = 80;
const SIGNATURE_DATE: usize = 60;

/// What stands before the name where a page shows a post of Instagram.
const SHARED_BY: &[&str] = &[
    "A post shared by ",
    "Ein Beitrag geteilt von ",
    "Una publicación compartida ",
    "Une publication partagée par ",
    "Un post condiviso da ",
    "Uma publicação compartilhada por ",
];

/// Whether `line` is "— Name (@handle) date", alone or after the post, or "A
/// post shared by Name (@handle)".
fn is_signature(line: &str) -> bool {
    let Some(handle) = line.find("(@") else {
        return false;
    };
    let before = &line[..handle];
    if SHARED_BY.iter().any(|shared| before.starts_with(shared)) {
        return true;
    }
    let dash = before.rfind(['—', '–', '―']).or_else(|| before.rfind("- "));
    dash.is_some_and(|dash| handle - dash < SIGNATURE_NAME && line.len() - handle < SIGNATURE_DATE)
}

/// Sorts the spans and joins those that touch.
fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::blocks::blocks;

    fn shown(text: &str) -> Vec<&str> {
        let quoted = quoted(text, &blocks(text));
        quoted.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_of_many_languages_open_and_close() {
        let table: &[(&str, &[&str])] = &[
            (
                "Er sagte: „Der Hafen bleibt zu.“ Dann ging er.",
                &["„Der Hafen bleibt zu.“"],
            ),
            (
                "Elle a dit : « Le port ferme. » Puis rien.",
                &["« Le port ferme. »"],
            ),
            (
                "»Der Hafen bleibt zu«, sagte er.",
                &["»Der Hafen bleibt zu«"],
            ),
            (
                "Der Kapitän sagte: „Die Fähre liegt fest.\nSie fährt nicht.“ Dann ging er in sein Büro.",
                &["„Die Fähre liegt fest.", "Sie fährt nicht.“"],
            ),
            ("Sie fährt nicht“, sagte er und ging.", &[]),
            ("وقال لـ«الميناء» إنه مغلق", &["«الميناء»"]),
            (
                "قال ”الميناء مغلق“ ثم غادر وقال ”نعود غدا“ بعد ذلك",
                &["”الميناء مغلق“", "”نعود غدا“"],
            ),
            (
                "Staden sade ”hamnen stängs” och gick.",
                &["”hamnen stängs”"],
            ),
            ("市长说“港口关闭”。", &["“港口关闭”"]),
            ("市長は「港は閉まる」と述べた。", &["「港は閉まる」"]),
            ("The mayor's pier isn't the county's.", &[]),
            ("He said \"we will see\" and left.", &["\"we will see\""]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_that_is_announced_is_quoted_whole() {
        let statement = "The board said in a statement:\nAll boats stay in harbour until Friday.\nThe storm began at noon.";
        assert_eq!(
            shown(statement),
            ["All boats stay in harbour until Friday."]
        );
        let post = "The mayor tweeted about it again.\nOn my way to the pier, which looks better every day…\nShe left at noon.";
        assert_eq!(
            shown(post),
            ["On my way to the pier, which looks better every day…"]
        );
        for post in [
            "We are heartbroken by the news from Skarholm.",
            "My heart goes out to the crew.",
            "Thinking of the crew, as all of us are",
        ] {
            let text = format!("The team tweeted a statement.\n{post}");
            assert_eq!(shown(&text), [post]);
            let text = format!("The team put it on Facebook.\n{post}");
            assert_eq!(shown(&text), [post]);
            let text = format!("THE TEAM TWEETED A STATEMENT.\n{post}");
            assert_eq!(shown(&text), [post]);
            let text = format!("The team put it on FaceBook.\n{post}");
            assert_eq!(shown(&text), [post]);
        }
        let founder = "The ship belonged to Facebook founder Ann Berg.\nThe ferry sank. \"When I saw it, I ran,\" said the cook. Forty people were saved.";
        assert_eq!(shown(founder), ["\"When I saw it, I ran,\""]);
        let column = "We will see what our ferries are worth.";
        for before in [
            "Share on Facebook",
            "Follow us on Twitter.",
            "Posted at 10:36.",
            "“The ferry is late,” she tweeted on Monday.",
            "Hours may be other than posted.",
        ] {
            let text = format!("{before}\n{column}");
            assert!(!shown(&text).contains(&column), "{before}");
        }
        for report in [
            "The US Coast Guard was on its way.",
            "The ferry sank, the mayor told our paper.",
        ] {
            let text = format!("The mayor tweeted about it.\n{report}");
            assert!(shown(&text).is_empty(), "{report}");
        }
        let list = "Ships in the harbour on Monday:\nThe Gull and the Heron.\nMore will come.";
        assert!(shown(list).is_empty());
    }

    #[test]
    fn the_paragraph_above_a_signature_is_a_post() {
        let post = "The ferry is late again.";
        for signature in [
            "— Vera Dahl (@veradahl) July 16, 2024",
            "– Vera Dahl (@veradahl)",
            "- Vera Dahl (@veradahl) 16 July",
            "A post shared by Vera Dahl (@veradahl) on",
        ] {
            let text = format!("{post}\n{signature}");
            assert_eq!(shown(&text), [post, signature], "{signature}");
        }
        for line in [
            "Follow Vera Dahl on Twitter (@veradahl).",
            "By Vera Dahl (@veradahl)",
        ] {
            let text = format!("{post}\n{line}");
            assert!(shown(&text).is_empty(), "{line}");
        }
    }
}
