/*!
The blocks of a text: its paragraphs, captions, buttons and labels.

Scrapers put each on a line of its own, and what an outlet repeats on every
page is repeated by the line. Some dumps keep the line breaks of print
instead; there the lines are joined to paragraphs first. Scripts and styles that
stand in a line with a story are blocks of their own.
*/

use crate::text::Span;
use crate::text::code::{has_braces, regions};
use crate::text::word_bits::{ask_all, places};

/// The blocks of `text` in order, without the blanks around them.
///
/// A block is a line that holds more than blanks; in a text that keeps the
/// line breaks of print it is a paragraph.
///
/// # Complexity
///
/// `O(n)` time.
///
/// # Examples
///
/// ```
/// use wirecopy::text::blocks::blocks;
///
/// let text = "Share this\n\n  The ferry sank. \r\n";
/// let lines: Vec<&str> = blocks(text).iter().map(|span| span.of(text)).collect();
/// assert_eq!(lines, ["Share this", "The ferry sank."]);
///
/// let print = "The ferry to Skarholm sank in\nthe night of Monday, and all of\nits passengers were saved.\n    Divers went down.";
/// assert_eq!(blocks(print).len(), 2);
/// ```
#[must_use]
pub fn blocks(text: &str) -> Vec<Span> {
    let mut lines = lines(text);
    if keeps_line_breaks_of_print(text, &lines) {
        join_paragraphs(text, &mut lines);
    }
    if has_braces(text) {
        lines = without_code(text, lines);
    }
    lines
}

/// `blocks`, with code and what stands beside it in blocks of their own.
fn without_code(text: &str, blocks: Vec<Span>) -> Vec<Span> {
    let mut parted = Vec::with_capacity(blocks.len());
    for block in blocks {
        let base = block.start as usize;
        let mut start = 0;
        let regions = regions(block.of(text));
        let ends = regions.iter().flat_map(|region| [region.start, region.end]);
        for end in ends.chain([block.len() as usize]) {
            let part = trimmed(text, base + start..base + end);
            start = end;
            if let (false, Ok(left), Ok(right)) = (
                part.is_empty(),
                u32::try_from(part.start),
                u32::try_from(part.end),
            ) {
                parted.push(Span::new(left, right));
            }
        }
    }
    parted
}

/// Bytes of text for which room for one line is made: about those of a line of
/// print.
const BYTES_PER_LINE: usize = 64;

fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::with_capacity(text.len() / BYTES_PER_LINE + 1);
    let mut start = 0;
    let mut end_line = |end: usize| {
        let line = trimmed(text, start..end);
        start = end + 1;
        if let (false, Ok(left), Ok(right)) = (
            line.is_empty(),
            u32::try_from(line.start),
            u32::try_from(line.end),
        ) {
            lines.push(Span::new(left, right));
        }
    };
    let mut breaks = Vec::new();
    let is_break = |byte| (byte == b'\n') | (byte == b'\r');
    ask_all(text.as_bytes(), is_break, &mut breaks);
    places(breaks).for_each(&mut end_line);
    end_line(text.len());
    lines
}

/// `line` of `text` without the blanks around it.
fn trimmed(text: &str, line: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let bytes = &text.as_bytes()[line.clone()];
    // Most lines begin and end with printed ASCII and are done at once.
    if let (Some(b'!'..=b'~'), Some(b'!'..=b'~')) = (bytes.first(), bytes.last()) {
        return line;
    }
    let part = &text[line.clone()];
    let start = line.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// Line breaks that fall inside a sentence, of all: more than this share and
/// they are those of print. A page of scraped paragraphs and labels has
/// hardly any.
const BROKEN_SENTENCES: f64 = 0.25;

/// Lines looked at to tell.
const LINES_LOOKED_AT: usize = 200;

/// Whether sentences run on over the line breaks: a line that ends no
/// sentence is followed by one that begins with a small letter.
fn keeps_line_breaks_of_print(text: &str, lines: &[Span]) -> bool {
    let looked_at = &lines[..lines.len().min(LINES_LOOKED_AT)];
    let breaks = looked_at.len().saturating_sub(1);
    let broken = looked_at
        .windows(2)
        .filter(|pair| runs_on(text, pair[0], pair[1]))
        .count();
    broken > 1 && broken as f64 > BROKEN_SENTENCES * breaks as f64
}

fn runs_on(text: &str, line: Span, next: Span) -> bool {
    begins_small(text, next) && !ends_sentence(line.of(text))
}

/// Whether a line ends where a sentence may end.
#[must_use]
pub fn ends_sentence(line: &str) -> bool {
    match line.as_bytes().last() {
        Some(&byte) if byte.is_ascii() => is_ascii_end(byte),
        _ => line.ends_with(['”', '»', '…', '。', '！', '？', '」', '؟', '।']),
    }
}

/// Whether a sentence may end in this character of ASCII.
const fn is_ascii_end(byte: u8) -> bool {
    (byte == b'.')
        | (byte == b'!')
        | (byte == b'?')
        | (byte == b'"')
        | (byte == b':')
        | (byte == b')')
}

/// Joins lines to paragraphs: a new one begins after a blank line, at an
/// indented line, and at a capital after the end of a sentence.
fn join_paragraphs(text: &str, lines: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut paragraphs = lines.len().min(1);
    for index in 1..lines.len() {
        let (last, line) = (lines[paragraphs - 1], lines[index]);
        let (end, begin) = (bytes[last.end as usize - 1], bytes[line.start as usize]);
        // Whether a line goes on cannot be guessed: most are told by two bytes,
        // without a branch.
        let goes_on = if (end | begin).is_ascii() & (line.start - last.end == 1) {
            begin.is_ascii_lowercase() | !is_ascii_end(end)
        } else {
            continues(text, last, line)
        };
        paragraphs += usize::from(!goes_on);
        let start = if goes_on { last.start } else { line.start };
        lines[paragraphs - 1] = Span::new(start, line.end);
    }
    lines.truncate(paragraphs);
}

/// Whether `line` goes on with the paragraph `last`, which ends before it.
fn continues(text: &str, last: Span, line: Span) -> bool {
    let between = &text.as_bytes()[last.end as usize..line.start as usize];
    let is_break = |byte: &&u8| matches!(byte, b'\n' | b'\r');
    let margin = between.iter().rev().take_while(|byte| !is_break(byte));
    let indented = margin.count() >= 2;
    let blank = between.iter().filter(|&&byte| byte == b'\n').count() > 1;
    !indented && !blank && (begins_small(text, line) || !ends_sentence(last.of(text)))
}

/// Whether `line` of `text` begins with a small letter.
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

    /// The plain way: each line is held against the paragraph before it.
    fn joined(text: &str, lines: &[Span]) -> Vec<Span> {
        let mut paragraphs: Vec<Span> = Vec::new();
        for &line in lines {
            match paragraphs.last_mut() {
                Some(last) if continues(text, *last, line) => last.end = line.end,
                _ => paragraphs.push(line),
            }
        }
        paragraphs
    }

    proptest! {
        #[test]
        fn lines_are_joined_as_in_the_plain_way(text in "([a-zA-Zé.!?\\)»]{1,3}(\r?\n( |  |\n|)| )){0,30}") {
            let mut found = lines(&text);
            let plain = joined(&text, &found);
            join_paragraphs(&text, &mut found);
            prop_assert_eq!(found, plain);
        }

        #[test]
        fn lines_are_those_of_a_plain_split(text in "([\r\n \u{3000}a-c]|[a-c]{0,99}){0,20}") {
            let plain: Vec<&str> = text.split(['\n', '\r']).map(str::trim).collect();
            let plain: Vec<&str> = plain.into_iter().filter(|line| !line.is_empty()).collect();
            let found: Vec<&str> = lines(&text).into_iter().map(|span| span.of(&text)).collect();
            prop_assert_eq!(found, plain);
        }
    }

    #[test]
    fn blank_lines_are_no_blocks() {
        for text in ["", "\n\n", " \r\n\t\n "] {
            assert!(blocks(text).is_empty(), "{text:?}");
        }
    }

    #[test]
    fn a_block_is_a_line_without_its_margins() {
        assert_eq!(shown("\u{3000}一\n Two \r\rThree"), ["一", "Two", "Three"]);
    }

    #[test]
    fn the_lines_of_print_are_joined_to_paragraphs() {
        let text = "The ministry of fisheries said on\nFriday that quotas for herring in\nthe northern waters would fall by\na fifth.\n    \
                    Boats would be told in\nMarch.\n Newsdesk";
        let paragraphs = shown(text);
        assert_eq!(paragraphs.len(), 3);
        assert!(paragraphs[0].starts_with("The ministry") && paragraphs[0].ends_with("fifth."));
        assert_eq!(paragraphs[2], "Newsdesk");
    }

    #[test]
    fn scraped_paragraphs_and_labels_stay_apart() {
        let text =
            "Sports\nWeather\nObituaries\nThe ferry sank on Monday.\nIt was new.\nShare\nSign up";
        assert_eq!(blocks(text).len(), 7);
    }
}
