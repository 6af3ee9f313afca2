/*!
Whether a label abbreviates a name: `nwcdailynews`, the Northwest Coast Daily
News.

# Choices

* An abbreviation must use every word in order, by its first letter at least,
  and the words must be capitalised.
* Names of persons spell labels of four letters by chance, so that some word
  must be one that outlets are called by, or stand whole in the label.
*/

use crate::news::headline::separators::Separator;
use crate::news::headline::site::{GENERIC, Place, SHORT};

/// Words that newspapers and stations are called by, folded.
const OUTLET_WORDS: &[&str] = &[
    "news",
    "daily",
    "weekly",
    "times",
    "post",
    "herald",
    "tribune",
    "journal",
    "gazette",
    "press",
    "sun",
    "star",
    "globe",
    "mail",
    "courier",
    "chronicle",
    "observer",
    "register",
    "review",
    "reporter",
    "ledger",
    "dispatch",
    "bulletin",
    "record",
    "sentinel",
    "examiner",
    "inquirer",
    "enquirer",
    "express",
    "mirror",
    "guardian",
    "telegraph",
    "argus",
    "echo",
    "voice",
    "monitor",
    "independent",
    "standard",
    "advertiser",
    "leader",
    "magazine",
    "today",
    "online",
    "network",
    "tv",
    "television",
    "radio",
    "broadcasting",
    "media",
    "newspaper",
    "newspapers",
    "zeitung",
    "anzeiger",
    "nachrichten",
    "kurier",
    "rundschau",
    "tageblatt",
    "tagblatt",
    "blatt",
    "bote",
    "presse",
    "merkur",
    "fernsehen",
    "rundfunk",
    "diario",
    "periodico",
    "noticias",
    "prensa",
    "correo",
    "nouvelles",
    "actualites",
    "gazzetta",
    "corriere",
    "giornale",
    "notizie",
    "dagblad",
    "krant",
    "courant",
    "nieuws",
    "avisen",
    "tidning",
    "haber",
    "gazete",
];

/// Letters of a label above which it is no abbreviation: those of the longest
/// that a domain may have (RFC 1035).
const LONGEST_LABEL: usize = 63;

/// Letters of a word that stands whole in a label, at least, for it to be no
/// chance.
const WHOLE_WORD: usize = 4;

/// Whether `label` abbreviates the capitalised words of `text`: a piece of
/// each, in order, that begins with its first letter.
pub(crate) fn is_abbreviation(label: &str, text: &str, words: &[String], place: Place) -> bool {
    let is_small = |word: &str| matches!(word, "the" | "of" | "and" | "for" | "at" | "in");
    let capitalised = text
        .split_whitespace()
        .filter(|word| !is_small(&word.to_lowercase()))
        .all(|word| {
            word.chars()
                .next()
                .is_some_and(|first| !first.is_lowercase())
        });
    let lengths = SHORT..=LONGEST_LABEL;
    if !capitalised || words.len() < 2 || !lengths.contains(&label.len()) || !label.is_ascii() {
        return false;
    }
    let with_small: Vec<&str> = words.iter().map(String::as_str).collect();
    let without: Vec<&str> = with_small
        .iter()
        .copied()
        .filter(|word| !is_small(word))
        .collect();
    // `tdcnews` for three words of which none is "news".
    let stem = GENERIC.iter().find_map(|word| label.strip_suffix(word));
    let stem = stem.filter(|stem| stem.len() >= 3 && words.len() >= 3);
    // Behind a bar, and glued, three words in order are hardly chance.
    let may_be_chance = place == Place::After(Separator::Dash) || words.len() < 3;
    let speaks = |word: &&str| OUTLET_WORDS.contains(word);
    [Some(label), stem].into_iter().flatten().any(|label| {
        [&with_small, &without].iter().any(|words| {
            let may_be = words.len() >= 2 && words.iter().all(|word| word.is_ascii());
            let pieces = || abbreviation(label.as_bytes(), words);
            match may_be.then(pieces).flatten() {
                Some(Pieces::WithWord) => true,
                Some(Pieces::OfWords) => !may_be_chance || words.iter().any(speaks),
                None => false,
            }
        })
    })
}

/// What a label is made of that abbreviates words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pieces {
    /// Of pieces of words.
    OfWords,
    /// Of pieces, and of one word that stands whole in it.
    WithWord,
}

/// What `label`, of at most [`LONGEST_LABEL`] letters, is made of, if of one
/// piece of each of `words`.
///
/// # Complexity
///
/// The product of the letters of `label` and of `words`.
fn abbreviation(label: &[u8], words: &[&str]) -> Option<Pieces> {
    // Bit `at` says that the words so far can spell the letters before `at`:
    // of those in the second one stands whole.
    let (mut spelled, mut with_word) = (1_u64, 0_u64);
    for word in words {
        let word = word.as_bytes();
        let before = (spelled, with_word);
        (spelled, with_word) = (0, 0);
        for at in (0..label.len()).filter(|at| before.0 >> at & 1 == 1) {
            if word.first() != Some(&label[at]) {
                continue;
            }
            for length in 1..=longest_piece(&label[at..], word) {
                let here = 1 << (at + length);
                spelled |= here;
                let is_whole = length == word.len() && length >= WHOLE_WORD;
                if is_whole || before.1 >> at & 1 == 1 {
                    with_word |= here;
                }
            }
        }
    }
    if with_word >> label.len() & 1 == 1 {
        Some(Pieces::WithWord)
    } else {
        (spelled >> label.len() & 1 == 1).then_some(Pieces::OfWords)
    }
}

/// Letters at the start of `label` that stand in `word` in this order.
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
