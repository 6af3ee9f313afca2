/*!
Labels that abbreviate names: `nwcdailynews`, the Northwest Coast Daily News.

# Choices

* An abbreviation must use every word, in order and by its first letter at
  least, and the words must be capitalized.
* The small words of a name may be skipped, and a generic word may be added at
  the end: `tdcnews`, the Temple Daily Crier.
*/

use crate::news::headline::site_words::site_words;
use crate::news::headline::thresholds::{
    LETTERS_OF_LABEL, LETTERS_OF_STEM, LETTERS_OF_WHOLE_WORD, LONGEST_LABEL,
    WORDS_OF_TRUSTED_ABBREVIATION,
};

/// How much a label tells that abbreviates a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Abbreviation {
    /// It consists of the beginnings of words.
    Pieces,
    /// It contains one of the words whole, which is hardly chance.
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
///
/// # Complexity
///
/// The product of the letters of `label` and of `words`.
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
