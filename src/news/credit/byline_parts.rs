/*!
The parts of a byline: the names of reporters, and the text behind the agency.
*/

use memchr::memmem;

use crate::news::credit::thresholds::{
    MAX_BYLINE_BYTES, MAX_BYTES_AFTER_AGENCY, MAX_RAW_BYLINE_BYTES, MAX_REPORTER_WORDS,
    MAX_ROLE_WORDS, MAX_SMALL_WORDS,
};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;

/// Returns `line` with single blanks, or nothing if it is prose or too long for a
/// byline.
pub(crate) fn single_blanks(line: &str) -> String {
    // A long line without runs of blanks stays too long.
    let has_run = || memmem::find(line.as_bytes(), b"   ").is_some();
    if line.len() > MAX_RAW_BYLINE_BYTES
        || line.len() > MAX_BYLINE_BYTES && !has_run()
        || is_prose(line)
    {
        return String::new();
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() > MAX_BYLINE_BYTES {
        String::new()
    } else {
        line
    }
}

/// Returns whether a line has so many words in small letters that it is prose.
fn is_prose(line: &str) -> bool {
    let mut small = 0;
    let mut before = b' ';
    for &byte in line.as_bytes() {
        small += usize::from(before == b' ' && byte.is_ascii_lowercase());
        before = byte;
    }
    small > MAX_SMALL_WORDS
}

/// Returns whether a short line credits agencies without their names. Single words count
/// only if they name nothing else.
pub(crate) fn credits_unnamed(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut phrases = WordKey::UnnamedAgencies.words().iter();
    phrases.any(|phrase| {
        let is_certain = phrase.contains(' ') || *phrase == "agencies";
        is_certain && lower.contains(phrase)
    }) && !WordKey::AgencyHelped.is_in(&lower)
        || WordKey::AgencyMaterial.is_in(&lower)
}

/// Returns whether `c` is a mark between the parts of a byline.
pub(crate) const fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | '|' | '/' | '-' | '–' | '—' | '•' | '·' | ':' | ';' | '(' | '،'
    )
}

/// Returns whether the text `after` the agency ends the byline: nothing, a date, a word
/// such as "updated", or a role such as "National Security Writer | on".
pub(crate) fn ends_byline(after: &str) -> bool {
    let after = after
        .trim_matches(|c: char| c.is_whitespace() || is_separator(c) || matches!(c, '.' | ')'));
    if after.is_empty() {
        return true;
    }
    if after.len() > MAX_BYTES_AFTER_AGENCY {
        return false;
    }
    let first = after
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let lower = first.to_lowercase();
    let is_dated = after.contains([':', '.'])
        || after
            .split_whitespace()
            .any(|word| is_month(&word.to_lowercase()));
    if first.starts_with(|c: char| c.is_ascii_digit()) && is_dated
        || WordKey::BylineEnds.words().contains(&lower.as_str())
        || is_month(&lower)
    {
        return true;
    }
    let role = after.split(['|', '•', ',']).next().unwrap_or(after).trim();
    let last = role.split_whitespace().next_back().unwrap_or_default();
    role.split_whitespace().count() <= MAX_ROLE_WORDS
        && WordKey::BylineRoles
            .words()
            .contains(&last.to_lowercase().as_str())
}

fn is_month(word: &str) -> bool {
    PrintedDate::read(&format!("1 {word}")).is_some_and(PrintedDate::has_month)
}

/// Returns whether `names` can be the names of reporters.
pub(crate) fn are_names(names: &str) -> bool {
    let words: Vec<&str> = names
        .split(|c: char| c.is_whitespace() || is_separator(c))
        .filter(|word| !word.is_empty())
        .collect();
    let is_of_name = |word: &&str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_some_and(|c| !c.is_lowercase())
            || WordKey::BylineParticles.words().contains(word)
            || *word == "by"
    };
    let lower = names.to_lowercase();
    let is_picture = ["getty", "epa", "afp"]
        .iter()
        .any(|mark| lower.contains(mark))
        || WordKey::BylinePictureMarks.is_in(&lower);
    words.len() <= MAX_REPORTER_WORDS
        && words.iter().all(is_of_name)
        && !is_picture
        && !names.contains(|c: char| {
            c.is_ascii_digit() || matches!(c, '"' | '“' | '”' | '?' | '!' | '$' | '%' | '@' | '…')
        })
        && !names.contains("..")
}
