/*!
The sentences of a line of text.

A boundary is a place where a machine can paste one piece of text behind another:
after the end of a sentence, and at several blanks in a row. It need not be one in
the grammar: an abbreviation that is split is split in every copy.
*/

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::convert::to_u32;
use crate::text::Span;
use crate::text::simd::{match_bits, set_bits};

/// End marks of sentences that take three bytes.
const WIDE_ENDS: [&str; 4] = ["。", "！", "？", "।"];

/// Several blanks in a row.
static GAPS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("  "));

/// Calls `each` with the sentences of `line`, a part of `text`, in order and
/// without the blanks around them.
///
/// # Complexity
///
/// `O(n)` time.
pub(crate) fn for_each_sentence(text: &str, line: Span, each: &mut impl FnMut(Span)) {
    let (base, line) = (line.start as usize, line.of(text));
    let bytes = line.as_bytes();
    let mut emit = |part: Range<usize>| {
        // Nearly all sentences begin after one blank and end with a visible character.
        let start = part.start + usize::from(bytes[part.start] == b' ');
        // Letters of two bytes begin with these.
        let (start, end) = match (bytes.get(start), bytes[part.end - 1]) {
            (Some(b'!'..=b'~' | 0xC3..=0xDF), b'!'..=b'~') if start < part.end => (start, part.end),
            _ => {
                let begins = line[part.clone()].trim_start();
                let start = part.end - begins.len();
                (start, start + begins.trim_end().len())
            }
        };
        if start < end {
            each(Span::new(to_u32(base + start), to_u32(base + end)));
        }
    };
    let mut marks = Vec::new();
    if line.is_ascii() {
        match_bits(bytes, is_ascii_end, &mut marks);
    } else {
        match_bits(bytes, may_be_mark, &mut marks);
    }
    let mut start = 0;
    let mut end_at = |end: usize| {
        if end > start {
            emit(start..end);
            start = end;
        }
    };
    let mut gaps = GAPS.find_iter(bytes);
    let mut next_gap = gaps.next();
    for at in set_bits(marks) {
        let Some(at) = end_of_mark(bytes, at) else {
            continue;
        };
        while let Some(gap) = next_gap.filter(|&gap| gap < at) {
            end_at(gap + 1);
            next_gap = gaps.next();
        }
        if let Some(end) = sentence_end(line, at) {
            end_at(end);
        }
    }
    while let Some(gap) = next_gap {
        end_at(gap + 1);
        next_gap = gaps.next();
    }
    end_at(line.len());
}

fn is_ascii_end(byte: u8) -> bool {
    (byte == b'.') | (byte == b'!') | (byte == b'?')
}

/// Returns whether this byte may tell the end mark of a sentence: the first byte of a
/// mark of three bytes, the second of a mark of two.
fn may_be_mark(byte: u8) -> bool {
    is_ascii_end(byte)
        | (byte == 0xE3)
        | (byte == 0xEF)
        | (byte == 0xE0)
        | (byte == 0x9F)
        | (byte == 0x94)
}

/// Returns the last byte of the end mark that the byte `at` tells, if it tells one.
#[inline]
fn end_of_mark(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes[at] {
        byte if byte.is_ascii() => Some(at),
        0x9F | 0x94 => {
            let before = at.checked_sub(1).map(|before| bytes[before]);
            // Arabic and Urdu: `؟`, `۔`.
            matches!((before, bytes[at]), (Some(0xD8), 0x9F) | (Some(0xDB), 0x94)).then_some(at)
        }
        _ => {
            let mark = bytes.get(at..at + 3)?;
            let is_mark = WIDE_ENDS.iter().any(|end| end.as_bytes() == mark);
            is_mark.then_some(at + 2)
        }
    }
}

/// Returns the place behind the sentence whose end mark ends with the byte `at`,
/// if it ends one. A mark beyond ASCII always does.
fn sentence_end(line: &str, at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    if !bytes[at].is_ascii() {
        return Some(skip_closing(line, at + 1));
    }
    let end = match bytes.get(at + 1) {
        Some(b' ') => return Some(at + 1),
        Some(byte) if byte.is_ascii_digit() || byte.is_ascii_lowercase() => return None,
        _ => skip_closing(line, at + 1),
    };
    let next = line[end..].chars().next()?;
    // Pages that a machine put together lack the blank.
    let is_joined =
        end == at + 1 && next.is_uppercase() && at > 0 && bytes[at - 1].is_ascii_lowercase();
    (next.is_whitespace() || is_joined).then_some(end)
}

/// Returns the place behind the quotation marks and brackets that close at `at`.
fn skip_closing(line: &str, at: usize) -> usize {
    let closes = |letter: &char| "\"')]”’»」".contains(*letter);
    let closing = line[at..].chars().take_while(closes);
    at + closing.map(char::len_utf8).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_split_where_text_can_be_pasted() {
        for (line, expected) in [
            (
                "The ferry sank. It was old.",
                vec!["The ferry sank.", "It was old."],
            ),
            (
                "He said: \"No.\" Then he left!",
                vec!["He said: \"No.\"", "Then he left!"],
            ),
            (
                "Ends here.Watch every day",
                vec!["Ends here.", "Watch every day"],
            ),
            ("The U.S.Army has 3.5 men", vec!["The U.S.Army has 3.5 men"]),
            ("Markets  Hot Stocks", vec!["Markets", "Hot Stocks"]),
            ("渡轮沉没。没有人受伤。", vec!["渡轮沉没。", "没有人受伤。"]),
            ("هل غرقت؟ نعم", vec!["هل غرقت؟", "نعم"]),
            (
                "کشتی ڈوب گئی۔ سب بچ گئے۔",
                vec!["کشتی ڈوب گئی۔", "سب بچ گئے۔"],
            ),
            ("नाव डूब गई। सब बच गए।", vec!["नाव डूब गई।", "सब बच गए।"]),
            ("沈んだ！本当？はい", vec!["沈んだ！", "本当？", "はい"]),
            ("   ", vec![]),
        ] {
            let mut found = Vec::new();
            let whole = Span::new(0, to_u32(line.len()));
            for_each_sentence(line, whole, &mut |sentence| found.push(sentence.of(line)));
            assert_eq!(found, expected);
        }
    }
}
