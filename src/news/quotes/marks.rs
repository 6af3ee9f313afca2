/*!
Quotations between quotation marks.
*/

use crate::convert::to_u32;
use crate::news::language::is_arabic;
use crate::text::Span;
use crate::text::simd::{match_bits, set_bits};

/// Returns whether `character` is a quotation mark beyond ASCII, other than the closing
/// single mark.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '‘' | '＂'
    )
}

/// Returns whether the mark `character` closes a quotation that `open` opened.
fn closes(open: char, character: char) -> bool {
    match open {
        '"' | '＂' => matches!(character, '"' | '＂' | '”'),
        '“' | '‟' => matches!(character, '”' | '"'),
        // Arabic sets the marks in either direction.
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

/// Returns whether `character` can open a quotation between `before` and `after`.
fn opens(character: char, before: Option<char>, after: Option<char>) -> bool {
    let starts = before.is_none_or(|before| !before.is_alphanumeric());
    let goes_on = after.is_some_and(|after| !after.is_whitespace());
    match character {
        '„' | '「' | '『' => true,
        // In German this mark closes: behind a word or a stop, and before a blank or a
        // stop.
        '“' | '‟' => {
            before.is_none_or(char::is_whitespace)
                || after.is_some_and(|after| {
                    !after.is_whitespace()
                        && !matches!(after, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '–' | '—')
                })
        }
        // In French a blank follows the mark; in Arabic a prefix is joined to it.
        '«' => starts || goes_on && before.is_some_and(is_arabic),
        '»' | '"' | '＂' | '‘' | '”' => starts && goes_on,
        _ => false,
    }
}

/// Returns whether a speech may end in `character` directly before the mark.
fn ends_speech(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(
            character,
            '.' | ',' | '!' | '?' | '…' | ')' | '،' | '؟' | '。' | '！' | '？'
        )
}

/// Appends the quotations of a paragraph. `left_open` is the mark that an earlier
/// paragraph opened and did not close. Returns the mark that this paragraph leaves
/// open for the next one.
pub(crate) fn quoted_in_paragraph(
    text: &str,
    paragraph: Span,
    left_open: Option<char>,
    spans: &mut Vec<Span>,
) -> Option<char> {
    let part = paragraph.of(text);
    let mut open: Option<(char, usize)> = None;
    // Quotations that are open inside of the open one.
    let mut inner = 0;
    // Up to its first mark, the paragraph may continue an earlier speech.
    let mut left_open = left_open;
    let marks: Vec<(usize, char)> = marks(part).collect();
    for (index, &(at, character)) in marks.iter().enumerate() {
        let end = at + character.len_utf8();
        match open {
            Some((mark, _)) if character == mark && begins_inner(mark, &marks[index + 1..]) => {
                inner += 1;
            }
            Some((mark, _)) if inner > 0 && closes(mark, character) => inner -= 1,
            Some((mark, start)) if closes(mark, character) => {
                // An apostrophe inside a word does not close.
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
        // A single mark that is not closed was an apostrophe.
        Some(('‘', _)) | None => None,
        Some((mark, start)) => {
            push(spans, paragraph, start, part.len());
            Some(mark).filter(|mark| !matches!(mark, '"' | '＂'))
        }
    }
}

/// Marks that are read ahead to see whether a quotation begins inside another.
const MARKS_AHEAD: usize = 16;

/// Returns whether a second opening mark begins a quotation inside the one that
/// `mark` opened: the marks that follow close more quotations than they open. If
/// they do not, the closing mark before it was left out.
fn begins_inner(mark: char, following: &[(usize, char)]) -> bool {
    if !matches!(mark, '“' | '«' | '「' | '『') {
        return false;
    }
    let mut open = 0;
    for &(_, character) in following.iter().take(MARKS_AHEAD) {
        if character == mark {
            open += 1;
        } else if closes(mark, character) {
            open -= 1;
        }
        if open <= -2 {
            return true;
        }
    }
    false
}

/// The first bytes of the quotation marks beyond ASCII, in UTF-8.
const LEADS: [u8; 4] = [0xC2, 0xE2, 0xE3, 0xEF];

/// Returns the quotation marks of `text` with their positions.
fn marks(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    // Most paragraphs are ASCII, where only one mark can occur.
    let (ascii, any) = if text.is_ascii() {
        (text, "")
    } else {
        ("", text)
    };
    let straight = memchr::memchr_iter(b'"', ascii.as_bytes()).map(|at| (at, '"'));
    let is_lead = |byte| (byte == b'"') | LEADS.map(|lead| byte == lead).contains(&true);
    let mut leads = Vec::new();
    match_bits(any.as_bytes(), is_lead, &mut leads);
    let others = set_bits(leads).filter_map(|at| {
        let character = any[at..].chars().next()?;
        (is_mark(character) || matches!(character, '"' | '’')).then_some((at, character))
    });
    straight.chain(others)
}

/// Appends the span from `start` to `end` of the paragraph.
fn push(spans: &mut Vec<Span>, paragraph: Span, start: usize, end: usize) {
    let at = |offset: usize| paragraph.start + to_u32(offset);
    spans.push(Span::new(at(start), at(end)));
}
