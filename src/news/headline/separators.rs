/*!
The separators between a headline and the text that an outlet appends or
prepends to it.
*/

use crate::news::headline::thresholds::{LETTERS_BEFORE_MISSING_SPACE, MISSING_SPACE_WITHIN};
use crate::text::characters::{is_alphanumeric, is_lowercase, is_numeric, is_uppercase};

/// The mark between a headline and its suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Separator {
    /// `|`, `·` and similar marks. They are house style and rarely part of a
    /// sentence.
    Bar,
    /// A dash between spaces. Sentences contain dashes too.
    Dash,
}

/// A headline split at its last separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HeadlineSplit<'a> {
    /// The text before the separator.
    pub headline: &'a str,
    /// The separator.
    pub separator: Separator,
    /// The text after the separator: perhaps a headline suffix.
    pub suffix: &'a str,
}

/// Returns `text` without spaces and empty separators at both ends.
pub(crate) fn trim(text: &str) -> &str {
    let is_empty_bar = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '·' | '•');
    let mut text = text.trim_matches(is_empty_bar);
    while let Some(rest) = text.strip_suffix(['-', '–', '—']) {
        if !rest.ends_with(char::is_whitespace) {
            break;
        }
        text = rest.trim_end_matches(is_empty_bar);
    }
    text
}

/// Returns `false` for most texts without a separator, and `true` for all others.
fn may_have_separator(text: &str) -> bool {
    // The first bytes of the separators beyond ASCII come last.
    let bytes = text.as_bytes();
    memchr::memchr3(b'|', b'-', b'*', bytes).is_some()
        || memchr::memchr3(0xC2, 0xE2, 0xEF, bytes).is_some()
}

/// Splits `text` at its last separator that has text on both sides.
pub(crate) fn split_last(text: &str) -> Option<HeadlineSplit<'_>> {
    if !may_have_separator(text) {
        return None;
    }
    let mut characters = text.char_indices().rev().peekable();
    let mut after = None;
    while let Some((at, character)) = characters.next() {
        let before = characters.peek().map(|&(_, before)| before);
        let is_between_spaces =
            before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
        after = Some(character);
        let separator = match character {
            '|' | '｜' | '¦' => Separator::Bar,
            '·' | '•' | '»' | '*' if is_between_spaces => Separator::Bar,
            '-' | '–' | '—' | '―' if is_between_spaces => Separator::Dash,
            _ => continue,
        };
        let headline = trim(&text[..at]);
        let suffix = trim(&text[at + character.len_utf8()..]);
        if !suffix.is_empty() {
            return (!headline.is_empty()).then_some(HeadlineSplit {
                headline,
                separator,
                suffix,
            });
        }
    }
    None
}

/// Returns whether `text` is a date in digits. A year alone or a season
/// (`2023/24`) is not.
pub(crate) fn is_date(text: &str) -> bool {
    let is_mark = |byte: u8| matches!(byte, b'.' | b'/' | b'-');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let marks = text.bytes().filter(|&byte| is_mark(byte)).count();
    digits + marks == text.len() && (digits == 8 || (4..8).contains(&digits) && marks >= 2)
}

/// Returns the positions near the start of `text` where a space seems to be
/// missing between two words: `LedgerFerry`, `WXQPFerry`.
pub(crate) fn missing_spaces(text: &str) -> impl Iterator<Item = usize> + '_ {
    let searched = match may_miss_space(text.as_bytes()) {
        true => text,
        false => "",
    };
    positions_of_missing_spaces(searched)
}

/// Returns `false` for most texts without a missing space, and `true` for all others.
fn may_miss_space(text: &[u8]) -> bool {
    // The position and the character there, which may have several bytes.
    let searched = &text[..text.len().min(MISSING_SPACE_WITHIN + 2)];
    let pairs = searched.iter().zip(searched.iter().skip(1));
    pairs.fold(false, |any, (&before, &here)| {
        let begins_word =
            here.is_ascii_uppercase() | here.is_ascii_digit() | (here == b'"') | !here.is_ascii();
        any | (before.is_ascii_lowercase() & begins_word)
            | (before.is_ascii_uppercase() & here.is_ascii_uppercase())
            | may_begin_cased(here)
            | may_begin_cased(before)
    })
}

/// Returns whether a letter with a case, or a quotation mark, may begin with this byte
/// beyond ASCII. Hebrew, Arabic and related letters have none.
fn may_begin_cased(byte: u8) -> bool {
    matches!(byte, 0xC2..=0xD6 | 0xE0..)
}

fn positions_of_missing_spaces(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before: (char, char) = (' ', ' ');
    let mut letters = 0;
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((at, here)) = characters.next() {
            if at > MISSING_SPACE_WITHIN {
                return None;
            }
            let after = characters.peek().map_or(' ', |&(_, after)| after);
            let (second_last, last) = before;
            let letters_before = letters;
            before = (last, here);
            letters = if is_alphanumeric(here) {
                letters + 1
            } else {
                0
            };
            let begins_word =
                || is_uppercase(here) || is_numeric(here) || matches!(here, '“' | '‘' | '"');
            let word_then_capital = letters_before >= LETTERS_BEFORE_MISSING_SPACE
                && is_lowercase(last)
                && begins_word();
            let capitals_then_word = is_uppercase(here)
                && is_uppercase(last)
                && is_uppercase(second_last)
                && is_lowercase(after);
            if word_then_capital || capitals_then_word {
                return Some(at);
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_missing_space_is_overlooked(text in "([a-z]{1,9}|[A-Z]{1,4}|[ 0-9\"’“éЖ中٣ا-]){0,30}") {
            let found: Vec<usize> = missing_spaces(&text).collect();
            prop_assert_eq!(found, positions_of_missing_spaces(&text).collect::<Vec<_>>());
        }
    }
}
