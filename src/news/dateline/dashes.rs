/*!
Dashes of datelines, and the text behind them.
*/

use std::ops::Range;

use crate::text::characters::{is_alphanumeric, is_lowercase};

/// Returns whether printers set `c` for the dash of a dateline: any dash, the colon,
/// and the stretcher (tatweel) of Arabic.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―' | '−' | '－' | '_' | ':' | 'ـ')
}

pub(crate) fn is_dash_or_blank(c: char) -> bool {
    is_dash(c) || c.is_whitespace()
}

/// Returns whether a dash may begin with this byte.
pub(crate) const fn may_begin_dash(byte: u8) -> bool {
    matches!(byte, b'-' | b'_' | b':' | 0xD9 | 0xE2 | 0xEF)
}

/// Returns the characters of `text` that begin with such bytes, with their places.
pub(crate) fn characters_at(
    text: &str,
    is_first_byte: fn(u8) -> bool,
) -> impl Iterator<Item = (usize, char)> + '_ {
    let bytes = text.bytes().enumerate();
    bytes
        .filter(move |&(_, byte)| is_first_byte(byte))
        .filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?)))
}

/// Returns the dashes of `text` that stand between words and not inside of one, with
/// the blanks around them.
pub(crate) fn dashes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    characters_at(text, may_begin_dash).filter_map(|(at, c)| {
        if !is_dash(c) || text[..at].ends_with(is_dash) {
            return None;
        }
        let rest = &text[at..];
        let end = at + rest.len() - rest.trim_start_matches(is_dash_or_blank).len();
        let printed = &text[at..end];
        let is_long = matches!(c, '—' | '–' | '―' | '−') || printed.starts_with("--");
        let stands_apart = is_long || printed.ends_with(char::is_whitespace) && c != '_';
        stands_apart.then_some(at..end)
    })
}

/// The text behind a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterFrame {
    /// A dash or a colon, up to this byte.
    Dash(usize),
    /// The end of the line, at this byte.
    End(usize),
    /// A full stop that closes the dateline, up to this byte, and the story.
    Stop(usize),
    /// The story, without a dash.
    Story,
}

impl AfterFrame {
    /// Reads the start of `after`, the rest of the line.
    pub(crate) fn read(after: &str) -> AfterFrame {
        let mut end = 0;
        let mut dashes = 0;
        for (at, c) in after.char_indices() {
            if is_dash(c) {
                dashes += 1;
            } else if !(c.is_whitespace()
                || matches!(c, '.' | ',') && after[at + 1..].starts_with(is_dash))
            {
                break;
            }
            end = at + c.len_utf8();
        }
        match (dashes, end == after.len()) {
            (0, true) => AfterFrame::End(after.trim_end().len()),
            (0, false) => match after.strip_prefix(['.', '।', '۔', '。']) {
                Some(story) if story.starts_with(char::is_whitespace) => {
                    AfterFrame::Stop(after.len() - story.len())
                }
                _ => AfterFrame::Story,
            },
            _ => AfterFrame::Dash(after[..end].trim_end().len()),
        }
    }
}

/// Returns whether `text` begins as a sentence does, that is, not in small letters.
pub(crate) fn starts_sentence(text: &str) -> bool {
    let first = text.chars().find(|c| {
        !c.is_whitespace() && !matches!(c, '"' | '“' | '\'' | '‘' | '«' | '„' | '[' | '(')
    });
    first.is_some_and(|c| {
        is_alphanumeric(c) && !is_lowercase(c) || matches!(c, '$' | '€' | '£' | '¿' | '¡' | '…')
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn dashes_are_found_by_their_first_bytes(text in "([-–—―−－_:ـ]|[a-z ]{1,3}|[أ-ي]{1,3}|中|’){0,20}") {
            let found: Vec<_> = characters_at(&text, may_begin_dash).filter(|&(_, c)| is_dash(c)).collect();
            let plain: Vec<_> = text.char_indices().filter(|&(_, c)| is_dash(c)).collect();
            prop_assert_eq!(found, plain);
        }
    }
}
