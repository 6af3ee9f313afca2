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

/// End marks of sentences beyond ASCII.
const WIDE_ENDS: [&str; 6] = ["。", "！", "？", "؟", "۔", "।"];

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
        let (start, end) = match (bytes.get(start), bytes[part.end - 1]) {
            (Some(b'!'..=b'~'), b'!'..=b'~') if start < part.end => (start, part.end),
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
    let mut last_bytes = Vec::new();
    if line.is_ascii() {
        match_bits(bytes, is_ascii_end, &mut last_bytes);
    } else {
        match_bits(bytes, may_end_sentence, &mut last_bytes);
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
    for at in set_bits(last_bytes) {
        if !bytes[at].is_ascii() && !ends_in_wide_mark(bytes, at) {
            continue;
        }
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

/// Returns whether the end mark of a sentence may end with this byte.
fn may_end_sentence(byte: u8) -> bool {
    is_ascii_end(byte)
        | (byte == 0x81)
        | (byte == 0x82)
        | (byte == 0x94)
        | (byte == 0x9F)
        | (byte == 0xA4)
}

/// Returns whether an end mark beyond ASCII ends with the byte `at`.
#[inline]
fn ends_in_wide_mark(bytes: &[u8], at: usize) -> bool {
    // Common letters end in the same bytes; the byte before rules them out.
    let before = at.checked_sub(1).map(|before| bytes[before]);
    matches!(before, Some(0x80 | 0xBC | 0xD8 | 0xDB | 0xA5))
        && WIDE_ENDS
            .iter()
            .any(|mark| bytes[..=at].ends_with(mark.as_bytes()))
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
            ("   ", vec![]),
        ] {
            let mut found = Vec::new();
            let whole = Span::new(0, to_u32(line.len()));
            for_each_sentence(line, whole, &mut |sentence| found.push(sentence.of(line)));
            assert_eq!(found, expected);
        }
    }
}
