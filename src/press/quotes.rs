/*!
Words that an article quotes: speech, statements, posts.

Independent reports of one event quote the same words, so shared words inside
quotation marks are no evidence of copying by themselves.

# Choices

* Marks of the languages that news is printed in: straight, curly, low-high
  (German), guillemets either way round, corner brackets. Which mark closes is
  told by which one opened, and by what stands beside it.
* A quotation that is not closed in its paragraph runs to the end of that
  paragraph: newspapers leave the mark out where the speech goes on.
* A post carries its author below it: the paragraph before a line such as
  "— Name (@handle) July 16" is quoted whole.
* A paragraph that is announced is quoted whole, though it has no marks: after
  a verb of speech and a colon, and after "tweeted" where it speaks of itself or
  breaks off in dots, as posts do that a page shows in a frame of their own.
* Single quotation marks are ignored unless curly: too many apostrophes look
  like them.
*/

use std::sync::OnceLock;

use crate::text::Span;
use crate::text::lexicon::Lexicon;
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
/// use wirecopy::press::quotes::quoted;
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
    for &paragraph in blocks {
        quoted_in_paragraph(text, paragraph, &mut spans);
    }
    if text.contains('@') {
        posts(text, blocks, &mut spans);
    }
    announced(text, blocks, &mut spans);
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

/// What announces a post.
const POSTED: &str = "tweeted tweet tweets retweeted twitter posted instagram facebook";

/// Words in which somebody speaks of himself.
const FIRST_PERSON: &str = "i my me we our us i'm i've we're";

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

/// Marks the paragraphs that the one before announces.
fn announced(text: &str, blocks: &[Span], spans: &mut Vec<Span>) {
    static SPEECH_WORDS: OnceLock<Lexicon> = OnceLock::new();
    static POSTED_WORDS: OnceLock<Lexicon> = OnceLock::new();
    static PERSON_WORDS: OnceLock<Lexicon> = OnceLock::new();
    for pair in blocks.windows(2) {
        let (before, block) = (pair[0].of(text), pair[1].of(text));
        let end = &before[before.ceil_char_boundary(before.len().saturating_sub(ANNOUNCEMENT))..];
        let is_announced = if before.ends_with([':', '：']) {
            has_word(end, &SPEECH_WORDS, SPEECH)
        } else if is_post_like(block) || block.contains(" I ") || block.contains("my ") {
            has_word(end, &POSTED_WORDS, POSTED)
                && (is_post_like(block) || has_word(block, &PERSON_WORDS, FIRST_PERSON))
        } else {
            false
        };
        if is_announced {
            spans.push(pair[1]);
        }
    }
}

/// Whether a paragraph breaks off in dots.
fn is_post_like(block: &str) -> bool {
    block.ends_with('…') || block.ends_with("...")
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
        '”' => character == '”',
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
        '“' | '„' | '「' | '『' | '‟' => true,
        // In French a blank follows it.
        '«' => starts,
        '»' | '"' | '＂' | '‘' | '”' => starts && goes_on,
        _ => false,
    }
}

fn quoted_in_paragraph(text: &str, paragraph: Span, spans: &mut Vec<Span>) {
    let part = paragraph.of(text);
    let mut open: Option<(char, usize)> = None;
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
            }
            _ => {}
        }
    }
    match open {
        // A single mark that nothing closes was an apostrophe.
        Some(('‘', _)) | None => {}
        Some((_, start)) => push(spans, paragraph, start, part.len()),
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
    let others = any.bytes().enumerate().filter_map(|(at, byte)| match byte {
        b'"' => Some((at, '"')),
        _ if LEADS.contains(&byte) => {
            let character = any[at..].chars().next()?;
            (is_mark(character) || character == '’').then_some((at, character))
        }
        _ => None,
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

/// Bytes of a line that is a signature alone, at most.
const SIGNATURE_LINE: usize = 120;

/// Bytes before and after the handle in a signature at the end of its post.
const SIGNATURE_NAME: usize = 80;
const SIGNATURE_DATE: usize = 60;

/// Whether `line` is "— Name (@handle) date", alone or after the post.
fn is_signature(line: &str) -> bool {
    let Some(handle) = line.find("(@") else {
        return false;
    };
    let dash = line[..handle]
        .rfind(['—', '–'])
        .or_else(|| line[..handle].rfind("- "));
    let after_post = dash
        .is_some_and(|dash| handle - dash < SIGNATURE_NAME && line.len() - handle < SIGNATURE_DATE);
    line.len() < SIGNATURE_LINE || after_post
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
        let list = "Ships in the harbour on Monday:\nThe Gull and the Heron.\nMore will come.";
        assert!(shown(list).is_empty());
    }
}
