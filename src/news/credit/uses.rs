/*!
Credits of use: whose material an article uses in part. "With inputs from PTI", "(mit
dpa)", "Le Courrier avec AFP".

A word of use stands before a list of names. The words are data of the languages; that
nothing but names follows tells a credit from prose.
*/

use std::sync::OnceLock;

use crate::news::credit::byline_parts::are_names;
use crate::news::credit::found::{CreditRole, FoundCredits};
use crate::news::credit::thresholds::MAX_USE_BYTES;
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::Mention;

/// Adds the parties whose material `line` says is used. Returns whether it is such a
/// credit: a line of its own, or the end of a line, in brackets or behind a sentence.
pub(crate) fn read_line(line: &str, directory: &Directory, credits: &mut FoundCredits) -> bool {
    let line = line.trim();
    let end = &line[line.ceil_char_boundary(line.len().saturating_sub(MAX_USE_BYTES))..];
    let in_brackets = end
        .trim_end_matches(['.', ' '])
        .strip_suffix([')', ']', '）'])
        .and_then(|end| end.rfind(['(', '[', '（']).map(|open| &end[open..]));
    let last_sentence = memchr::memrchr_iter(b' ', end.as_bytes())
        .find(|&blank| end[..blank].ends_with(['.', '?', '!', '“', '”', '»']))
        .map(|blank| &end[blank + 1..]);
    let whole = (line.len() <= MAX_USE_BYTES).then_some(line);
    let candidates = [whole, in_brackets, last_sentence];
    candidates
        .into_iter()
        .flatten()
        .any(|text| read_credit(bare(text), directory, credits))
}

/// Adds the parties that a byline field names behind a word of use: "Coastal Talk with
/// AP". Returns whether it does.
pub(crate) fn read_field(field: &str, directory: &Directory, credits: &mut FoundCredits) -> bool {
    let lower = field.to_lowercase();
    // Changing the case may move the bytes of other scripts.
    let text = if lower.len() == field.len() {
        field
    } else {
        &lower
    };
    let words = WordKey::UsesMaterial.words().iter();
    words
        .flat_map(|word| lower.match_indices(word))
        .filter(|&(at, _)| at == 0 || lower[..at].ends_with([' ', '(', ',', '/', '|']))
        .any(|(at, _)| read_credit(bare(&text[at..]), directory, credits))
}

/// Returns `text` without the marks around a note.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '(' | ')' | '[' | ']' | '（' | '）' | '*' | '.' | '_')
            || matches!(c, '-' | '–' | '—' | '•' | '|')
    })
}

/// Reads a word of use and the names behind it, which are all of `text`.
fn read_credit(text: &str, directory: &Directory, credits: &mut FoundCredits) -> bool {
    if text.len() > MAX_USE_BYTES || !may_be_use(text) {
        return false;
    }
    let lower = text.to_lowercase();
    let text = if lower.len() == text.len() {
        text
    } else {
        &lower
    };
    let words = WordKey::UsesMaterial.words().iter();
    let Some(length) = words
        .filter(|word| lower.starts_with(**word))
        .map(|word| word.len())
        .max()
    else {
        return false;
    };
    // "without" begins with "with".
    if text[length..].starts_with(char::is_alphanumeric)
        && !text[..length].ends_with([' ', '\'', '’', '-'])
    {
        return false;
    }
    let Some(parties) = parties(&text[length..], directory) else {
        return false;
    };
    for (mention, name) in parties {
        credits.lesser(mention, name, CreditRole::Contribution);
    }
    true
}

/// Returns `false` for most texts that do not begin with a word of use, and `true` for
/// all others.
fn may_be_use(text: &str) -> bool {
    static FIRST_LETTERS: OnceLock<Vec<char>> = OnceLock::new();
    let letters = FIRST_LETTERS.get_or_init(|| {
        let words = WordKey::UsesMaterial.words().iter();
        let mut letters: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    });
    let first = text.chars().next();
    first.is_some_and(|first| first.to_lowercase().any(|first| letters.contains(&first)))
}

/// Returns the parties in a list of names, or `None` if there is none, or something
/// that is no name.
fn parties<'a>(list: &'a str, directory: &Directory) -> Option<Vec<(Mention, &'a str)>> {
    let mut parties = Vec::new();
    let mut papers = Vec::new();
    let mut is_reporter = false;
    for item in list_items(list) {
        let item = item.trim_matches(|c: char| !c.is_alphanumeric());
        match directory.whole(item).or_else(|| {
            let article = WordKey::NameArticles.words().iter();
            let bare = article
                .filter_map(|article| item.strip_prefix(article))
                .next()?;
            directory.whole(bare.trim_start())
        }) {
            // "Vera Dahl, USA TODAY" are a reporter and the reporter's own paper.
            Some(mention) if is_reporter && directory.are_publishers(&mention.parties) => {
                is_reporter = false;
                papers.push((mention, item));
            }
            Some(mention) => parties.push((mention, item)),
            None if item.is_empty() => {}
            None if are_names(item) => is_reporter = true,
            None => return None,
        }
    }
    if parties.is_empty() {
        parties = papers;
    }
    (!parties.is_empty()).then_some(parties)
}

/// Splits a list of names at its marks, and at words such as "and".
pub(crate) fn list_items(list: &str) -> Vec<&str> {
    let mut items: Vec<&str> = list
        .split([',', '/', ';', '&', '|', '،', '、', ':'])
        .collect();
    for and in WordKey::FrameAnd.words() {
        items = items.iter().flat_map(|item| item.split(and)).collect();
    }
    items
}
