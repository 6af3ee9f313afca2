/*!
The age that pages and search results print after a headline: `4 hours ago`, or
a date.

An age says when the page was scraped and nothing about the story.
*/

use crate::news::dates::days::months;
use crate::news::headline::separators::trim;
use crate::news::headline::thresholds::LONGEST_AGE;
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::languages;
use crate::text::characters::is_numeric;

/// Returns `text` without the age that it ends with, if it does.
///
/// In a sentence an age belongs to the headline ("boy burned 13 years ago"). It
/// is stripped only where it is joined to the word before it or follows a
/// separator.
pub(crate) fn strip_age(text: &str) -> Option<&str> {
    // Most headlines have no number near their end.
    if !text.chars().rev().take(LONGEST_AGE).any(is_numeric) {
        return None;
    }
    if let Some(rest) = before_joined_date(text) {
        return Some(trim(rest));
    }
    languages().iter().find_map(|language| {
        let units = language.words(WordKey::AgeUnits);
        let mut rest = text;
        for word in language.words(WordKey::AgeAfter).iter().rev() {
            rest = before_word(rest, word)?;
        }
        rest = units.iter().find_map(|unit| before_word(rest, unit))?;
        let without_number = rest.trim_end_matches(is_numeric);
        if without_number.len() == rest.len() {
            return None;
        }
        rest = without_number;
        for word in language.words(WordKey::AgeBefore).iter().rev() {
            rest = before_joined_word(rest, word)?;
        }
        if !is_apart(rest) || ends_with_word(rest, language.words(WordKey::AgeJoined)) {
            return None;
        }
        let rest = trim(rest);
        let label = WordKey::AgeLabels
            .words()
            .iter()
            .find_map(|label| rest.strip_suffix(label));
        let rest = match label {
            Some(rest) if !rest.ends_with(char::is_whitespace) => trim(rest),
            _ => rest,
        };
        (!rest.is_empty()).then_some(rest)
    })
}

/// Returns the text before a date that is joined to it: `WXQPApr 8, 2022`.
fn before_joined_date(text: &str) -> Option<&str> {
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (rest, year) = text.rsplit_once(", ")?;
    let (rest, day) = rest.rsplit_once(' ')?;
    if year.len() != 4 || day.len() > 2 || !are_digits(year) || !are_digits(day) {
        return None;
    }
    let start = rest.len().checked_sub(3)?;
    let (before, month) = (rest.get(..start)?, rest.get(start..)?);
    let is_short_for = |name: &str| {
        let (month, name) = (month.as_bytes(), name.as_bytes());
        month[0] == name[0].to_ascii_uppercase() && month[1..] == name[1..3]
    };
    months().iter().find(|(name, _)| is_short_for(name))?;
    // "Apr 1-Apr 8, 2022" is the period that a log covers.
    let is_joined = before.chars().next_back().is_some_and(|last| {
        last.is_alphanumeric() || matches!(last, '.' | '…' | '!' | '?' | ')' | '"' | '”' | '’')
    });
    is_joined.then_some(before)
}

/// Returns the text before `word` and the space before it, if `text` ends with
/// both.
fn before_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = before_joined_word(text, word)?;
    let trimmed = rest.trim_end();
    (trimmed.len() < rest.len()).then_some(trimmed)
}

/// Returns the text before `word`, if `text` ends with it in any case. The word
/// may be joined to another one.
fn before_joined_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let text = text.trim_end();
    let at = text.len().checked_sub(word.len())?;
    let mut lower = text.get(at..)?.chars().flat_map(char::to_lowercase);
    let is_word = word.chars().all(|letter| lower.next() == Some(letter)) && lower.next().is_none();
    is_word.then(|| &text[..at])
}

/// Returns whether the last word of `text` is one of `words`, which are ASCII, in
/// any case.
fn ends_with_word(text: &str, words: &[&str]) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next();
    last.is_some_and(|last| words.iter().any(|word| word.eq_ignore_ascii_case(last)))
}

/// Returns whether an age after `text` is not part of its sentence.
fn is_apart(text: &str) -> bool {
    match text.chars().next_back() {
        None => false,
        Some(last) if last.is_whitespace() => text
            .trim_end()
            .ends_with(['|', '-', '–', '—', '·', '•', '…']),
        Some(last) => !matches!(
            last,
            '$' | '€' | '£' | '#' | '(' | ',' | '.' | '-' | '–' | '/'
        ),
    }
}
