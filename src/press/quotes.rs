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
* Single quotation marks are ignored unless curly: too many apostrophes look
  like them.
*/

use crate::text::Span;

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
    merge(spans)
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
        '«' | '»' | '"' | '＂' | '‘' | '”' => starts && goes_on,
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
