/*!
The blocks of a text: its paragraphs, captions, buttons and labels.

Scrapers put each block on its own line, and boilerplate is repeated line by
line. Some dumps keep the line breaks of print instead. There the lines are
joined to paragraphs first. Scripts and styles in the line of a story are blocks
of their own.
*/

use std::ops::Range;

use crate::convert::to_u32;
use crate::text::Span;
use crate::text::code::{code_regions, has_braces};
use crate::text::simd::{match_bits, set_bits};

/// Returns the blocks of `text` in order, without the blanks around them.
///
/// A block is a line with other characters than blanks. In a text with the line
/// breaks of print it is a paragraph. Panics when the text has more than 4 GiB.
pub(crate) fn blocks(text: &str) -> Vec<Span> {
    let mut lines = lines(text);
    if has_line_breaks_of_print(text, &lines) {
        join_paragraphs(text, &mut lines);
    }
    if has_braces(text) {
        lines = split_code(text, lines);
    }
    lines
}

/// Splits the blocks that contain code: each stretch of code becomes a block, and
/// so does the text before and after it.
fn split_code(text: &str, blocks: Vec<Span>) -> Vec<Span> {
    let mut parts = Vec::with_capacity(blocks.len());
    for block in blocks {
        let base = block.start as usize;
        let mut start = 0;
        let regions = code_regions(block.of(text));
        let ends = regions.iter().flat_map(|region| [region.start, region.end]);
        for end in ends.chain([block.len() as usize]) {
            parts.extend(trimmed(text, base + start..base + end));
            start = end;
        }
    }
    parts
}

/// Bytes of text for each line that memory is reserved for: about a line of print.
const BYTES_PER_LINE: usize = 64;

fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::with_capacity(text.len() / BYTES_PER_LINE + 1);
    let mut start = 0;
    let mut end_line = |end: usize| {
        if let Some(line) = trimmed(text, start..end) {
            lines.push(line);
        }
        start = end + 1;
    };
    let mut breaks = Vec::new();
    let is_break = |byte| (byte == b'\n') | (byte == b'\r');
    match_bits(text.as_bytes(), is_break, &mut breaks);
    set_bits(breaks).for_each(&mut end_line);
    end_line(text.len());
    lines
}

/// Returns `line` without the blanks around it, or `None` when it is blank.
#[inline]
fn trimmed(text: &str, line: Range<usize>) -> Option<Span> {
    let bytes = &text.as_bytes()[line.clone()];
    // Most lines begin and end with visible ASCII characters.
    let (start, end) = match (bytes.first(), bytes.last()) {
        (Some(b'!'..=b'~'), Some(b'!'..=b'~')) => (line.start, line.end),
        _ => {
            let part = &text[line.clone()];
            let start = line.start + (part.len() - part.trim_start().len());
            (start, start + part.trim().len())
        }
    };
    (start < end).then(|| Span::new(to_u32(start), to_u32(end)))
}

/// The share of line breaks inside a sentence above which the line breaks are
/// those of print. A page of scraped paragraphs and labels has hardly any.
const BROKEN_SENTENCES: f64 = 0.25;

/// Lines at the start of a text that decide about its line breaks.
const EXAMINED_LINES: usize = 200;

/// Returns whether sentences continue over line breaks: a line that does not end
/// a sentence is followed by one that begins with a small letter.
fn has_line_breaks_of_print(text: &str, lines: &[Span]) -> bool {
    let examined = &lines[..lines.len().min(EXAMINED_LINES)];
    let breaks = examined.len().saturating_sub(1);
    let broken = examined
        .windows(2)
        .filter(|pair| begins_small(text, pair[1]) && !ends_sentence(pair[0].of(text)))
        .count();
    broken > 1 && broken as f64 > BROKEN_SENTENCES * breaks as f64
}

/// Returns whether a sentence may end at the end of `line`.
pub(crate) fn ends_sentence(line: &str) -> bool {
    match line.as_bytes().last() {
        Some(&byte) if byte.is_ascii() => is_ascii_end(byte),
        _ => line.ends_with(['”', '»', '…', '。', '！', '？', '」', '؟', '।']),
    }
}

const fn is_ascii_end(byte: u8) -> bool {
    (byte == b'.')
        | (byte == b'!')
        | (byte == b'?')
        | (byte == b'"')
        | (byte == b':')
        | (byte == b')')
}

/// Joins lines to paragraphs. A paragraph begins after a blank line, at an
/// indented line, and after the end of a sentence unless a small letter follows.
fn join_paragraphs(text: &str, lines: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut paragraphs = lines.len().min(1);
    for index in 1..lines.len() {
        let (last, line) = (lines[paragraphs - 1], lines[index]);
        let (end, begin) = (bytes[last.end as usize - 1], bytes[line.start as usize]);
        // Whether a line continues a paragraph cannot be predicted. For most lines
        // two bytes decide it without a branch.
        let continues = if (end | begin).is_ascii() & (line.start - last.end == 1) {
            begin.is_ascii_lowercase() | !is_ascii_end(end)
        } else {
            continues_paragraph(text, last, line)
        };
        paragraphs += usize::from(!continues);
        let start = if continues { last.start } else { line.start };
        lines[paragraphs - 1] = Span::new(start, line.end);
    }
    lines.truncate(paragraphs);
}

/// Returns whether `line` continues the paragraph `last`, which ends before it.
fn continues_paragraph(text: &str, last: Span, line: Span) -> bool {
    let between = &text.as_bytes()[last.end as usize..line.start as usize];
    let is_break = |byte: &&u8| matches!(byte, b'\n' | b'\r');
    let margin = between.iter().rev().take_while(|byte| !is_break(byte));
    let indented = margin.count() >= 2;
    let blank = between.iter().filter(|&&byte| byte == b'\n').count() > 1;
    !indented && !blank && (begins_small(text, line) || !ends_sentence(last.of(text)))
}

fn begins_small(text: &str, line: Span) -> bool {
    match text.as_bytes().get(line.start as usize) {
        Some(byte) if byte.is_ascii() => byte.is_ascii_lowercase(),
        _ => line.of(text).chars().next().is_some_and(char::is_lowercase),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        blocks(text).into_iter().map(|span| span.of(text)).collect()
    }

    /// Joins lines one by one, without the shortcut.
    fn joined(text: &str, lines: &[Span]) -> Vec<Span> {
        let mut paragraphs: Vec<Span> = Vec::new();
        for &line in lines {
            match paragraphs.last_mut() {
                Some(last) if continues_paragraph(text, *last, line) => last.end = line.end,
                _ => paragraphs.push(line),
            }
        }
        paragraphs
    }

    proptest! {
        #[test]
        fn lines_are_joined_as_one_by_one(text in "([a-zA-Zé.!?\\)»]{1,3}(\r?\n( |  |\n|)| )){0,30}") {
            let mut found = lines(&text);
            let plain = joined(&text, &found);
            join_paragraphs(&text, &mut found);
            prop_assert_eq!(found, plain);
        }

        #[test]
        fn lines_are_those_of_a_split(text in "([\r\n \u{3000}a-c]|[a-c]{0,99}){0,20}") {
            let plain: Vec<&str> = text.split(['\n', '\r']).map(str::trim).collect();
            let plain: Vec<&str> = plain.into_iter().filter(|line| !line.is_empty()).collect();
            let found: Vec<&str> = lines(&text).into_iter().map(|span| span.of(&text)).collect();
            prop_assert_eq!(found, plain);
        }
    }

    #[test]
    fn texts_are_divided_into_blocks() {
        let print = "The ministry of fisheries said on\nFriday that quotas for herring in\nthe \
            northern waters would fall by\na fifth.\n    Boats would be told in\nMarch.\n Newsdesk";
        let scraped =
            "Sports\nWeather\nObituaries\nThe ferry sank on Monday.\nIt was new.\nShare\nSign up";
        let paragraph = print.split_once("\n    ").expect("two paragraphs").0;
        let table: &[(&str, &str, &[&str])] = &[
            ("blank lines are no blocks", "\n\n \r\n\t\n ", &[]),
            (
                "a block has no margins",
                "\u{3000}一\n Two \r\rThree",
                &["一", "Two", "Three"],
            ),
            (
                "the lines of print are joined to paragraphs",
                print,
                &[paragraph, "Boats would be told in\nMarch.", "Newsdesk"],
            ),
            (
                "scraped paragraphs and labels stay apart",
                scraped,
                &scraped.split('\n').collect::<Vec<_>>(),
            ),
        ];
        for (name, text, expected) in table {
            assert_eq!(shown(text), *expected, "{name}");
        }
    }
}
