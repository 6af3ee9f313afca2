/*!
What stands between a headline and what is hung on it.
*/

use crate::text::characters::{is_alphanumeric, is_lowercase, is_numeric, is_uppercase};

/// A mark between a headline and its tail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Separator {
    /// `|`, `·` and the like: house style, hardly ever part of a sentence.
    Bar,
    /// A dash with blanks around it: sentences have them too.
    Dash,
}

/// A headline cut at its last separator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split<'a> {
    /// What stands before.
    pub head: &'a str,
    /// The separator.
    pub separator: Separator,
    /// What stands behind.
    pub tail: &'a str,
}

/// `text` without blanks and empty separators at its ends.
#[must_use]
pub fn trim(text: &str) -> &str {
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

/// Cuts `text` at its last separator with words on both sides.
#[must_use]
pub fn split_last(text: &str) -> Option<Split<'_>> {
    let mut characters = text.char_indices().rev().peekable();
    let mut after = None;
    while let Some((at, character)) = characters.next() {
        let before = characters.peek().map(|&(_, before)| before);
        let apart = before.is_none_or(char::is_whitespace) && after.is_none_or(char::is_whitespace);
        after = Some(character);
        let separator = match character {
            '|' | '｜' | '¦' => Separator::Bar,
            '·' | '•' | '»' | '*' if apart => Separator::Bar,
            '-' | '–' | '—' | '―' if apart => Separator::Dash,
            _ => continue,
        };
        let head = trim(&text[..at]);
        let tail = trim(&text[at + character.len_utf8()..]);
        if !tail.is_empty() {
            return (!head.is_empty()).then_some(Split {
                head,
                separator,
                tail,
            });
        }
    }
    None
}

/// Whether `text` is a date in numbers. A year alone, or a season, is none.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let is_mark = |byte: u8| matches!(byte, b'.' | b'/' | b'-');
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let marks = text.bytes().filter(|&byte| is_mark(byte)).count();
    digits + marks == text.len() && (digits == 8 || (4..8).contains(&digits) && marks >= 2)
}

/// Bytes at the start of a headline in which something may be glued to it.
const GLUE_WITHIN: usize = 64;

/// Letters of a word that another is glued to, at least: `Mc`, `Le` and `i`
/// begin names.
const GLUED_TO: usize = 3;

/// Places near the start of `text` where one word seems to be glued to
/// another: `LedgerFerry`, `WXQPFerry`.
pub fn glue(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before: (char, char) = (' ', ' ');
    let mut letters = 0;
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((at, here)) = characters.next() {
            if at > GLUE_WITHIN {
                return None;
            }
            let after = characters.peek().map_or(' ', |&(_, after)| after);
            let (earlier, last) = before;
            let letters_before = letters;
            before = (last, here);
            letters = if is_alphanumeric(here) {
                letters + 1
            } else {
                0
            };
            let opens =
                || is_uppercase(here) || is_numeric(here) || matches!(here, '“' | '‘' | '"');
            let word_then_capital = letters_before >= GLUED_TO && is_lowercase(last) && opens();
            let capitals_then_word = is_uppercase(here)
                && is_uppercase(last)
                && is_uppercase(earlier)
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
    use super::*;

    fn parts(text: &str) -> Option<(&str, Separator, &str)> {
        split_last(text).map(|split| (split.head, split.separator, split.tail))
    }

    #[test]
    fn a_headline_is_cut_at_its_last_separator_with_words() {
        assert_eq!(
            parts("Ferry sinks | News | "),
            Some(("Ferry sinks", Separator::Bar, "News"))
        );
        assert_eq!(
            parts("Ferry sinks | News - Tidings -"),
            Some(("Ferry sinks | News", Separator::Dash, "Tidings"))
        );
        assert_eq!(
            parts("渡轮沉没｜港口报"),
            Some(("渡轮沉没", Separator::Bar, "港口报"))
        );
        assert_eq!(parts("Ferry-sinking captain"), None);
        assert_eq!(parts("| News |"), None);
    }

    #[test]
    fn glue_is_seen_where_a_capital_follows_without_a_blank() {
        let fronts =
            |text: &'static str| -> Vec<&str> { glue(text).map(|at| &text[..at]).collect() };
        assert_eq!(fronts("Harbor LedgerFerry sinks"), ["Harbor Ledger"]);
        assert_eq!(fronts("WXQPFerry sinks"), ["WXQP"]);
        for whole in ["Ferry sinks", "McAllan and LeBerg", "iFerry is out"] {
            assert_eq!(fronts(whole), Vec::<&str>::new());
        }
    }
}
