/*!
Notes of a story that it is from a release: "The Port Authority said in a press release",
"according to a news release issued by the Port Authority".

# Choices

* Only words that mean a text for the press count, and statements that are issued or that
  somebody "said in": "statement" alone is said of any words.
* Only the beginning and the end of a story are read; later releases are background.
* The issuer is the name behind the words ("issued by"), or else the name before them.
  Names are words with capitals, so that scripts without capitals have no issuer.
*/

use std::sync::OnceLock;

use crate::news::credit::phrase_search::PhraseSearch;
use crate::news::credit::publisher_name::printed_name;
use crate::news::credit::thresholds::{
    MAX_WORDS_BEFORE_RELEASE, MIN_ISSUER_CAPITALS, MIN_ISSUER_WORDS, RELEASE_WINDOW_BYTES,
};
use crate::news::lang::keys::WordKey;

/// A note that a story is from a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReleaseNote {
    /// The issuer as printed, if the note names it.
    pub(crate) issuer: Option<String>,
}

/// Returns the first note of a release near the start or the end of `text`; of several,
/// the first that names the issuer.
///
/// Takes linear time in the bytes of the two windows.
pub(crate) fn find_release(text: &str) -> Option<ReleaseNote> {
    let head = &text[..text.floor_char_boundary(RELEASE_WINDOW_BYTES)];
    let rest = text.len() - head.len();
    let tail_at = text.len() - rest.min(RELEASE_WINDOW_BYTES / 2);
    let tail = &text[text.ceil_char_boundary(tail_at)..];
    let mut unnamed = None;
    for window in [head, tail] {
        for note in notes(window) {
            if note.issuer.is_some() {
                return Some(note);
            }
            unnamed.get_or_insert(note);
        }
    }
    unnamed
}

fn search() -> &'static PhraseSearch {
    static SEARCH: OnceLock<PhraseSearch> = OnceLock::new();
    SEARCH.get_or_init(|| PhraseSearch::new(WordKey::ReleaseWords.words().iter().copied()))
}

/// Returns the notes of a part of a text.
fn notes(window: &str) -> Vec<ReleaseNote> {
    let lower = window.to_ascii_lowercase();
    let found = search().all(&lower);
    let found = found.filter(|found| !window[..found.start()].ends_with(char::is_alphanumeric));
    let note = |found: aho_corasick::Match| ReleaseNote {
        issuer: issuer_behind(&window[found.end()..])
            .or_else(|| issuer_before(&window[..found.start()])),
    };
    found.map(note).collect()
}

/// Returns the name behind the words: "issued by the Port Authority".
fn issuer_behind(after: &str) -> Option<String> {
    let after = after.trim_start();
    let mut links: Vec<&str> = WordKey::ReleaseBy.words().to_vec();
    links.sort_by_key(|link| std::cmp::Reverse(link.len()));
    let name = links.into_iter().find_map(|link| {
        let rest = after.strip_prefix(link)?;
        rest.starts_with(' ').then(|| rest.trim_start())
    })?;
    issuer(without_article(name))
}

/// Returns the name before the words, with at most a few small words between: "the Port
/// Authority said in a".
fn issuer_before(before: &str) -> Option<String> {
    let is_small = |word: &&str| word.chars().all(char::is_lowercase);
    let words: Vec<&str> = before
        .split(' ')
        .rev()
        .skip_while(|word| word.is_empty())
        .collect();
    let small = words.iter().take_while(|word| is_small(word)).count();
    if small > MAX_WORDS_BEFORE_RELEASE {
        return None;
    }
    // A small word inside of a name: "Ministry of Ports".
    let is_of_name = |word: &&&str| {
        word.starts_with(char::is_uppercase) && word.chars().all(is_of_word)
            || WordKey::PublisherParticles.words().contains(*word)
            || word.starts_with('(') && word.ends_with(')')
    };
    let name: Vec<&str> = words[small..]
        .iter()
        .take_while(is_of_name)
        .copied()
        .collect();
    let name: Vec<&str> = name.into_iter().rev().collect();
    let starts_small = |word: &&&str| !word.starts_with(char::is_uppercase);
    let lead = name.iter().take_while(starts_small).count();
    issuer(without_article(&name[lead..].join(" ")))
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '\'' | '’' | '\u{AD}')
}

fn without_article(name: &str) -> &str {
    let mut articles = WordKey::PhraseArticles.words().iter();
    articles
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}

/// Returns the name that `text` begins with, if it is one of an organization or a person.
fn issuer(text: &str) -> Option<String> {
    let name = printed_name(text)?;
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let is_short_form =
        letters().count() >= MIN_ISSUER_CAPITALS && letters().all(char::is_uppercase);
    let is_name = name.split_whitespace().count() >= MIN_ISSUER_WORDS || is_short_form;
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::news::credit::phrase_search::{MAX_OPENINGS, openings};

    #[test]
    fn notes_of_releases_name_their_issuers() {
        let issuer = |issuer: &str| {
            Some(ReleaseNote {
                issuer: Some(issuer.to_owned()),
            })
        };
        let unnamed = Some(ReleaseNote { issuer: None });
        for (text, expected) in [
            (
                "The quay is closed. The Skarholm Port Authority said in a press release on Monday that it will open in May.",
                issuer("Skarholm Port Authority"),
            ),
            (
                "Ferries will run again, according to a news release issued by the Skarholm Port Authority.",
                issuer("Skarholm Port Authority"),
            ),
            (
                "SKPA said in a press release issued here on Monday.",
                issuer("SKPA"),
            ),
            (
                "The meeting agreed on new rules, said a press release issued here on Monday.",
                unnamed.clone(),
            ),
            (
                "Wie es in einer Pressemitteilung der Hafenbehörde Skarholm heißt, bleibt der Kai zu.",
                issuer("Hafenbehörde Skarholm"),
            ),
            (
                "Der Kai bleibt zu, teilte die Behörde in einer Pressemitteilung mit.",
                unnamed,
            ),
            (
                "The mayor said in a statement that the quay is closed.",
                Some(ReleaseNote { issuer: None }),
            ),
            ("He called the express releases late.", None),
        ] {
            assert_eq!(find_release(text), expected, "{text}");
        }
    }

    #[test]
    fn the_words_are_few_enough_for_vector_instructions() {
        let words = WordKey::ReleaseWords.words().iter().copied();
        assert!(openings(words).len() <= MAX_OPENINGS);
    }

    #[test]
    fn releases_in_the_middle_of_a_story_are_background() {
        let filler = "The ferry left at noon and came back at dusk. ".repeat(100);
        let text = format!("{filler}The Port Authority said so in a press release. {filler}");
        assert_eq!(find_release(&text), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,40}(press release|Pressemitteilung|İ){0,3} (by|der) .{0,60}") {
            let _ = find_release(&text);
        }
    }
}
