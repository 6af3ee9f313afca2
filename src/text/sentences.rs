/*!
The sentences of a line of text.

A boundary is a place where a machine can paste one piece of text behind another:
after the end of a sentence, and at several blanks in a row. It need not be one in
the grammar: an abbreviation that is split is split in every copy.
*/

use std::ops::Range;

use crate::convert::to_u32;
use crate::text::Span;
use crate::text::simd::{match_bits, set_bits};

/// End marks of sentences beyond ASCII.
const WIDE_ENDS: [&str; 6] = ["。", "！", "？", "؟", "۔", "।"];

/// Calls `each` with the sentences of `line`, a part of `text`, in order and
/// without the blanks around them.
///
/// # Complexity
///
/// `O(n)` time.
pub(crate) fn for_each_sentence(text: &str, line: Span, each: &mut impl FnMut(Span)) {
    let (base, line) = (line.start as usize, line.of(text));
    let mut emit = |part: Range<usize>| {
        let blanks = line[part.clone()].len() - line[part.clone()].trim_start().len();
        let sentence = line[part.clone()].trim();
        if !sentence.is_empty() {
            let start = base + part.start + blanks;
            each(Span::new(to_u32(start), to_u32(start + sentence.len())));
        }
    };
    let mut candidates = Vec::new();
    match_bits(line.as_bytes(), may_begin_end, &mut candidates);
    let mut start = 0;
    for at in set_bits(candidates) {
        if at >= start
            && let Some(end) = sentence_end(line, at)
        {
            emit(start..end);
            start = end;
        }
    }
    emit(start..line.len());
}

/// Returns whether the end of a sentence may begin with this byte: an end mark,
/// a blank, or the first byte of one of [`WIDE_ENDS`].
fn may_begin_end(byte: u8) -> bool {
    (byte == b'.')
        | (byte == b'!')
        | (byte == b'?')
        | (byte == b' ')
        | (byte == 0xD8)
        | (byte == 0xDB)
        | (byte == 0xE0)
        | (byte == 0xE3)
        | (byte == 0xEF)
}

/// Returns the place behind the sentence whose end begins at `at`, if one does.
fn sentence_end(line: &str, at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    match bytes[at] {
        b' ' => (bytes.get(at + 1) == Some(&b' ')).then_some(at + 1),
        b'.' | b'!' | b'?' => {
            let end = skip_closing(line, at + 1);
            let next = line[end..].chars().next()?;
            // Pages that were put together by a machine lack the blank.
            let is_joined = end == at + 1
                && next.is_uppercase()
                && at > 0
                && bytes[at - 1].is_ascii_lowercase();
            (next.is_whitespace() || is_joined).then_some(end)
        }
        _ => {
            let mut ends = WIDE_ENDS.iter();
            let mark = ends.find(|mark| bytes[at..].starts_with(mark.as_bytes()))?;
            Some(skip_closing(line, at + mark.len()))
        }
    }
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
