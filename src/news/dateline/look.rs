/*!
Whether words can be a place, by the tables and by their capitals.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::thresholds::{
    MAX_PLACE_LETTERS, MAX_PLACE_WORDS, MAX_UNCASED_PLACE_WORDS, MIN_CAPITAL_LETTERS,
};
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;
use crate::news::places;
use crate::news::places::{PlaceKind, place};
use crate::text::characters::{is_alphabetic, is_lowercase};

/// The appearance of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlaceLook {
    /// There is a date and no place.
    NoPlace,
    /// The table has the place, or its region.
    Known,
    /// All letters are capitals.
    Capitals,
    /// The script has no capitals.
    Uncased,
    /// Each word begins with a capital.
    Title,
}

/// Returns the appearance of `text` as a place, or `None` if it cannot be one.
pub(crate) fn look(text: &str) -> Option<PlaceLook> {
    let first = text.chars().next()?;
    let has_open_bracket = text
        .find([')', ']'])
        .is_some_and(|close| !text[..close].contains(['(', '[']));
    if !is_alphabetic(first)
        || has_open_bracket
        || text.chars().count() > MAX_PLACE_LETTERS
        || !text.chars().all(is_allowed)
    {
        return None;
    }
    let words: Vec<&str> = text
        .split(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '/' | '(' | ')' | '[' | ']' | '&' | '·' | '،')
        })
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() || words.len() > MAX_PLACE_WORDS {
        return None;
    }
    let is_cased = text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if !is_cased {
        if begins_speech(text) || speaks_of_picture(text) {
            return None;
        }
        return (words.len() <= MAX_UNCASED_PLACE_WORDS).then_some(match place(text) {
            Some(_) => PlaceLook::Known,
            None => PlaceLook::Uncased,
        });
    }
    let starts_high = |word: &&str| {
        word.chars()
            .find(|&c| is_alphabetic(c))
            .is_some_and(|c| !c.is_lowercase())
            || is_particle(word)
    };
    if !words.iter().all(starts_high) || first.is_lowercase() {
        return None;
    }
    if is_in_table(text) {
        return Some(PlaceLook::Known);
    }
    let base = text.split([',', '(', '[']).next().unwrap_or(text).trim();
    let in_capitals = base.chars().all(|c| !is_lowercase(c))
        && base.chars().filter(|&c| is_alphabetic(c)).count() >= MIN_CAPITAL_LETTERS;
    if !in_capitals {
        return Some(PlaceLook::Title);
    }
    static NOT_PLACES: WordList = WordList::of(WordKey::NotPlaces);
    let may_be_place = words
        .iter()
        .all(|word| !NOT_PLACES.has(word) || *word == "THE")
        && base != "THE";
    may_be_place.then_some(PlaceLook::Capitals)
}

/// Returns whether a place may contain `c`.
fn is_allowed(c: char) -> bool {
    is_alphabetic(c)
        || c.is_whitespace()
        || is_vowel_sign(c)
        || matches!(
            c,
            '.' | ','
                | '-'
                | '–'
                | '\''
                | '’'
                | '‘'
                | '`'
                | '/'
                | '('
                | ')'
                | '['
                | ']'
                | '·'
                | '&'
                | '،'
        )
}

/// Returns whether the table has the place, its region or country, or each of
/// several places without a region.
fn is_in_table(text: &str) -> bool {
    if place(text).is_some() {
        return true;
    }
    match text.split_once([',', '(', '[']) {
        Some((_, region)) => {
            let region = region.trim_matches([')', ']', ' ', ',']);
            let last = region.rsplit([',', '/']).next().unwrap_or(region).trim();
            place(last).is_some_and(|place| place.kind != PlaceKind::City)
        }
        None => text
            .split(['/', '&'])
            .all(|part| place(part.trim()).is_some()),
    }
}

/// Returns whether `text` begins with a verb of speech, as sentences of Arabic do and
/// no place does.
pub(crate) fn begins_speech(text: &str) -> bool {
    static VERBS: WordList = WordList::of(WordKey::SentenceVerbs);
    text.split_whitespace()
        .next()
        .is_some_and(|word| VERBS.has(word))
}

/// Returns whether `word` may stand in small letters within the name of a place.
fn is_particle(word: &str) -> bool {
    static PARTICLES: WordList = WordList::of(WordKey::PlaceParticles);
    word.starts_with(char::is_lowercase) && PARTICLES.has(word)
        || WordKey::PlacePrefixes.begins(word)
}

const fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0DFF}' | '\u{064B}'..='\u{0652}' | '\u{200C}')
}

/// Returns whether the part of `text` before its region is a city of the table, or
/// several cities with slashes between.
pub(crate) fn is_city(text: &str) -> bool {
    let base = text
        .split([',', '(', '['])
        .next()
        .unwrap_or_default()
        .trim();
    base.split('/').all(|part| places::is_city(part.trim()))
}
