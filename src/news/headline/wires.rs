/*!
Markers of wire services that are joined to the headline: `UPDATE 2-`,
`Soccer-`, `Madrid.-`.

# Choices

* A marker before a dash is a wire's marker in English. German compounds look
  alike (`NBA-Saison`), so a word that German has too counts only if the other
  words of the headline are English.
* A name before `.-` is a topic or place in Spanish. It must not continue as a
  compound.
*/

use crate::news::headline::marker_words::{Marker, bare_marker};
use crate::news::headline::thresholds::{LETTERS_OF_TOPIC, LONGEST_MARKER, WORDS_OF_TOPIC};
use crate::news::lang::keys::WordKey;

/// Returns the marker that is joined with a dash to a word that is not in small
/// letters, and the text after it: `UPDATE 2-Ferry`, `Soccer-Skarholm`.
pub(crate) fn joined_marker(text: &str) -> Option<(Marker, &str)> {
    let at = text
        .char_indices()
        .take_while(|&(at, _)| at <= LONGEST_MARKER)
        .find(|&(_, character)| matches!(character, '-' | '–' | '—'))
        .map(|(at, _)| at)?;
    let (front, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(['-', '–', '—']);
    let next = rest.trim_start().chars().next()?;
    if next.is_lowercase() {
        return None;
    }
    let is_in_capitals = !front.contains(char::is_lowercase);
    let lower = front.to_lowercase();
    let marker = match bare_marker(front) {
        Some(marker) if is_in_capitals => marker,
        _ if WordKey::MarkerTopics.words().contains(&lower.as_str())
            && front.starts_with(char::is_uppercase) =>
        {
            Marker::GENRE
        }
        _ => return None,
    };
    let may_be_compound = WordKey::MarkerCompounds.words().contains(&lower.as_str());
    (!may_be_compound || is_english(rest)).then_some((marker, rest))
}

fn is_english(headline: &str) -> bool {
    headline
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| contains_in_any_case(WordKey::MarkerNotGerman.words(), word))
}

/// Returns the topic or place that Spanish agencies put before a headline, and
/// the text after it: `Madrid.- El ferry`.
pub(crate) fn topic(text: &str) -> Option<(Marker, &str)> {
    let at = text
        .find(".-")
        .filter(|&at| at > 0 && at <= LONGEST_MARKER)?;
    let (front, rest) = (&text[..at], &text[at + 2..]);
    // Abbreviations end with a full stop too: `U.S.-led`.
    let is_topic = !front.contains('.')
        && front.chars().count() >= LETTERS_OF_TOPIC
        && front.split_whitespace().count() <= WORDS_OF_TOPIC
        && front.starts_with(char::is_uppercase);
    (is_topic && !continues_compound(rest)).then_some((Marker::GENRE, rest))
}

/// Returns whether `rest`, the text after `.-`, is the second half of a
/// compound.
fn continues_compound(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    let halves = WordKey::MarkerCompoundHalves.words();
    rest.starts_with(char::is_lowercase)
        || word.is_some_and(|word| contains_in_any_case(halves, word))
}

/// Returns whether `list`, of ASCII words, contains `word`.
fn contains_in_any_case(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}
