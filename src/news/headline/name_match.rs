/*!
Matching words against the labels of a site: whether they are its name, or
a label abbreviates them: `nwcdailynews`, the Northwest Coast Daily News.

# Choices

* After a dash, the words must be the name and nothing else, because sentences
  contain dashes. After a bar, or joined to a headline of search results, a word
  or two may be left over: "WXQP Skarholm".
* An abbreviation must use every word, in order and by its first letter at
  least, and the words must be capitalized. The small words of a name may be
  skipped, and a generic word may be added at the end: `tdcnews`, the Temple
  Daily Crier.
* Names of persons spell labels of four letters by chance. An abbreviation
  counts if the label contains a whole word, if one of the words is typical of
  outlets, or if there are enough words and no dash.
* A single word in small letters that is joined to a headline is not enough:
  "StarHub" may be a name of its own.
*/

use crate::news::headline::separators::Separator;
use crate::news::headline::site_words::site_words;
use crate::news::headline::thresholds::{
    LETTERS_OF_LABEL, LETTERS_OF_STEM, LETTERS_OF_TELLING_WORD, LETTERS_OF_WHOLE_WORD,
    LONGEST_LABEL, MOST_NAME_WORDS, WORDS_OF_TRUSTED_ABBREVIATION,
};
use crate::text::normalize::fold_into;

/// The position of words that may name the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamePosition {
    /// After a headline and this separator.
    After(Separator),
    /// Before a headline, joined to it without a space.
    Joined(HeadlineSource),
}

/// The page that a headline was scraped from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeadlineSource {
    /// The page of the article, as far as is known.
    ArticlePage,
    /// Search results, which print the age of each page. They put the outlet
    /// before the headline, so less evidence is needed.
    SearchResults,
}

/// Returns whether `text` is a name for one of `labels`, which are folded.
pub(crate) fn is_name_of_any<'a>(
    mut labels: impl Iterator<Item = &'a str>,
    text: &str,
    position: NamePosition,
) -> bool {
    let words = folded_words(text);
    let may_be_another_name = position == NamePosition::Joined(HeadlineSource::ArticlePage)
        && words.len() == 1
        && text.contains(char::is_lowercase);
    if words.is_empty() || words.len() > MOST_NAME_WORDS || may_be_another_name {
        return false;
    }
    labels.any(|label| {
        is_name(label, &words, position) || is_abbreviated(label, text, &words, position)
    })
}

/// Returns the words of `text`, folded, with letters and digits only.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let is_apostrophe = |c: char| matches!(c, '\'' | '’' | '`');
    text.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c))
        .map(|word| {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            folded.retain(char::is_alphanumeric);
            folded
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Returns whether `label` abbreviates `words`, and probably not by chance.
fn is_abbreviated(label: &str, text: &str, words: &[String], position: NamePosition) -> bool {
    match abbreviation(label, text, words) {
        Some(Abbreviation::WholeWord) => true,
        Some(Abbreviation::Pieces) => {
            let is_typical = |word: &String| site_words().typical.contains(&word.as_str());
            position != NamePosition::After(Separator::Dash)
                && words.len() >= WORDS_OF_TRUSTED_ABBREVIATION
                || words.iter().any(is_typical)
        }
        None => false,
    }
}

/// Returns whether `words` are a name, and `label` is composed of them.
fn is_name(label: &str, words: &[String], position: NamePosition) -> bool {
    let joined = words.concat();
    let without_the = |name: &str| name.strip_prefix("the").unwrap_or(name).to_owned();
    if joined == label || without_the(&joined) == without_the(label) {
        return true;
    }
    if label.chars().count() < LETTERS_OF_LABEL {
        // "BBC News": the label as a word, and generic words.
        return words.iter().any(|word| word == label)
            && words.iter().all(|word| word == label || is_generic(word));
    }
    let Some(used) = composition(label, words) else {
        return false;
    };
    let is_used = |index: usize| used >> index & 1 == 1;
    let is_telling = words.iter().enumerate().any(|(index, word)| {
        is_used(index) && !is_generic(word) && word.chars().count() >= LETTERS_OF_TELLING_WORD
    });
    let left_over: Vec<&String> = words
        .iter()
        .enumerate()
        .filter(|(index, word)| !is_used(*index) && !is_generic(word))
        .map(|(_, word)| word)
        .collect();
    let allowed = match position {
        NamePosition::After(Separator::Dash)
        | NamePosition::Joined(HeadlineSource::ArticlePage) => 0,
        NamePosition::After(Separator::Bar) => 1,
        NamePosition::Joined(HeadlineSource::SearchResults) => 2,
    };
    is_telling && left_over.len() <= allowed && !left_over.iter().any(|word| is_year(word))
}

/// Returns the words that `label` is composed of, each used once, as a set of
/// bits. A generic word at the end of the label may be missing from `words`.
/// Tries each set of words once: at most two to the power of [`MOST_NAME_WORDS`].
fn composition(label: &str, words: &[String]) -> Option<usize> {
    let mut tried = [false; 1 << MOST_NAME_WORDS];
    let mut sets = vec![0_usize];
    while let Some(used) = sets.pop() {
        // The words of a set have the same length in any order.
        let is_used = |index: &usize| used >> index & 1 == 1;
        let length: usize = (0..words.len())
            .filter(is_used)
            .map(|index| words[index].len())
            .sum();
        let rest = &label[length..];
        if rest.is_empty() || used != 0 && site_words().generic.contains(&rest) {
            return Some(used);
        }
        for index in (0..words.len()).rev() {
            let more = used | 1 << index;
            if !is_used(&index) && !tried[more] && rest.starts_with(words[index].as_str()) {
                tried[more] = true;
                sets.push(more);
            }
        }
    }
    None
}

/// Returns whether `word` is a year, which distinguishes headlines. Other
/// numbers belong to stations: channels, and frequencies up to 1710.
fn is_year(word: &str) -> bool {
    word.len() == 4 && is_number(word) && (word.starts_with("19") || word.starts_with("20"))
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_generic(word: &str) -> bool {
    site_words().generic.contains(&word) || is_number(word) && !is_year(word)
}

/// How strongly an abbreviation suggests the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Abbreviation {
    /// It consists of the beginnings of words.
    Pieces,
    /// It contains one of the words whole, which is probably not chance.
    WholeWord,
}

/// Returns whether and how `label` abbreviates `text`, whose folded words are
/// `words`.
pub(crate) fn abbreviation(label: &str, text: &str, words: &[String]) -> Option<Abbreviation> {
    let is_small = |word: &str| site_words().small.contains(&word);
    let is_capitalized = text
        .split_whitespace()
        .filter(|word| !is_small(&word.to_lowercase()))
        .all(|word| !word.starts_with(char::is_lowercase));
    let lengths = LETTERS_OF_LABEL..=LONGEST_LABEL;
    if !is_capitalized || words.len() < 2 || !lengths.contains(&label.len()) || !label.is_ascii() {
        return None;
    }
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut without_small = all.clone();
    without_small.retain(|word| !is_small(word));
    let mut generic = site_words().generic.iter();
    let stem = generic
        .find_map(|word| label.strip_suffix(word))
        .filter(|stem| {
            stem.len() >= LETTERS_OF_STEM && words.len() >= WORDS_OF_TRUSTED_ABBREVIATION
        });
    let labels = [Some(label), stem].into_iter().flatten();
    labels
        .flat_map(|label| [(label, &all), (label, &without_small)])
        .filter(|(_, words)| words.len() >= 2 && words.iter().all(|word| word.is_ascii()))
        .filter_map(|(label, words)| spelled_by(label.as_bytes(), words))
        .max()
}

/// Returns how `words` spell `label`, of at most [`LONGEST_LABEL`] letters, with
/// one piece of each word.
/// Takes the product of the letters of `label` and of `words`.
fn spelled_by(label: &[u8], words: &[&str]) -> Option<Abbreviation> {
    // Bit `at` of `spelled`: the words so far can spell the letters before `at`.
    // Of those, `with_whole` has the ones that use a whole word.
    let (mut spelled, mut with_whole) = (1_u64, 0_u64);
    for word in words {
        let word = word.as_bytes();
        let (spelled_before, with_whole_before) = (spelled, with_whole);
        (spelled, with_whole) = (0, 0);
        for at in (0..label.len()).filter(|at| spelled_before >> at & 1 == 1) {
            if word.first() != Some(&label[at]) {
                continue;
            }
            for length in 1..=longest_piece(&label[at..], word) {
                let here = 1 << (at + length);
                spelled |= here;
                let is_whole = length == word.len() && length >= LETTERS_OF_WHOLE_WORD;
                if is_whole || with_whole_before >> at & 1 == 1 {
                    with_whole |= here;
                }
            }
        }
    }
    if with_whole >> label.len() & 1 == 1 {
        Some(Abbreviation::WholeWord)
    } else {
        (spelled >> label.len() & 1 == 1).then_some(Abbreviation::Pieces)
    }
}

/// Returns how many letters at the start of `label` occur in `word` in this
/// order.
fn longest_piece(label: &[u8], word: &[u8]) -> usize {
    let mut at = 0;
    label
        .iter()
        .take_while(|&&letter| {
            let found = memchr::memchr(letter, &word[at..]);
            at += found.map_or(0, |found| found + 1);
            found.is_some()
        })
        .count()
}
