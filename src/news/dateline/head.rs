/*!
What stands before the frame of a dateline: places, a region, a date.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::lang::word_list::WordList;
use crate::news::places;
use crate::news::places::{PlaceKind, place};
use crate::text::characters::{is_alphabetic, is_alphanumeric, is_lowercase};

/// Place and date of a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head<'a> {
    pub(crate) place: Option<&'a str>,
    pub(crate) date: Option<PrintedDate>,
    pub(crate) look: Look,
}

/// What a place looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// There is a date and no place.
    NoPlace,
    /// The table has it, or its region.
    Known,
    /// All in capitals.
    Capitals,
    /// In a script that has no capitals.
    Uncased,
    /// Each word begins with a capital.
    Title,
}

/// Letters of a place with its region, at most.
const LONGEST: usize = 64;

/// Words of a place with its region, at most.
const MOST_WORDS: usize = 9;

/// Words of a place in a script without capitals, at most: there any words
/// look like a place.
const MOST_UNCASED_WORDS: usize = 4;

/// Small words within the names of places.
static CONNECTORS: WordList = WordList::of(WordKey::PlaceParticles);

/// Words in capitals that open lines and are no places: labels, drop words,
/// first words of sentences.
static NO_PLACES: WordList = WordList::of(WordKey::NotPlaces);

/// Verbs of speech with which Arabic sentences begin: no place does.
static SPEECH: WordList = WordList::of(WordKey::SentenceVerbs);

impl Head<'_> {
    /// The place and the date that `text` is; nothing if it is more.
    pub(crate) fn read(text: &str) -> Option<Head<'_>> {
        let text = trim(text);
        let text = once(text);
        if text.is_empty() || text.len() > 2 * LONGEST {
            return None;
        }
        if let Some(date) =
            PrintedDate::read(text).filter(|date| date.has_month() && date.day.is_some())
        {
            return Some(Head {
                place: None,
                date: Some(date),
                look: Look::NoPlace,
            });
        }
        // "July 13--SKARHOLM": the date stands first on syndicates' wires.
        if let Some((date, place)) = text.split_once("--") {
            let date =
                PrintedDate::read(date).filter(|date| date.has_month() && date.day.is_some());
            if date.is_some() {
                return Some(Head {
                    look: look(trim(place))?,
                    place: Some(trim(place)),
                    date,
                });
            }
        }
        let cuts = text
            .char_indices()
            .skip(1)
            .filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | '.' | '،'));
        for (cut, separator) in cuts {
            let rest = text[cut + separator.len_utf8()..].trim_start();
            let starts = rest.chars().next().is_some_and(is_alphanumeric);
            let Some(date) = PrintedDate::read(rest).filter(|_| starts) else {
                continue;
            };
            // Europa Press prints the day alone, after a comma.
            let alone = text[..cut].ends_with(',') || separator == ',';
            if date.has_month() && date.day.is_some() || date.day.is_some() && alone {
                let place = trim(&text[..cut]);
                return Some(Head {
                    look: look(place)?,
                    place: Some(place),
                    date: Some(date),
                });
            }
        }
        Some(Head {
            look: look(text)?,
            place: Some(text),
            date: None,
        })
    }

    /// Whether this is more than some words with capitals.
    pub(crate) fn is_strict(&self) -> bool {
        self.date.is_some() || matches!(self.look, Look::Known | Look::Capitals)
    }
}

/// `text` without what stands around a place. The stop of "Wis." is part of
/// it.
fn trim(text: &str) -> &str {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—' | '−' | '،' | '*')
    });
    match text.strip_suffix('.') {
        Some(bare) => {
            let last = bare.rsplit([',', ' ']).next().unwrap_or_default();
            let is_abbreviation =
                last.contains('.') || bare.contains(',') && last.chars().count() <= 5;
            if is_abbreviation { text } else { trim(bare) }
        }
        None => text,
    }
}

/// A place that is printed twice, once.
fn once(text: &str) -> &str {
    for dash in [" - ", " – ", " — ", " -- "] {
        if let Some((one, other)) = text.split_once(dash) {
            let bare = |text: &str| {
                text.trim_matches(|c: char| !is_alphanumeric(c))
                    .to_lowercase()
            };
            if bare(one) == bare(other) {
                return other.trim();
            }
        }
    }
    text
}

/// What `text` looks like as a place; nothing if it cannot be one.
pub(crate) fn look(text: &str) -> Option<Look> {
    let first = text.chars().next()?;
    let is_allowed = |c: char| {
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
    };
    let is_open = text
        .find([')', ']'])
        .is_some_and(|close| !text[..close].contains(['(', '[']));
    if !is_alphabetic(first)
        || is_open
        || text.chars().count() > LONGEST
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
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let is_cased = text.chars().any(|c| c.is_uppercase() || c.is_lowercase());
    if !is_cased {
        if begins_speech(text) || speaks_of_picture(text) {
            return None;
        }
        return (words.len() <= MOST_UNCASED_WORDS).then_some(match place(text) {
            Some(_) => Look::Known,
            None => Look::Uncased,
        });
    }
    let starts_high = |word: &&str| {
        word.chars()
            .find(|&c| is_alphabetic(c))
            .is_some_and(|c| !c.is_lowercase())
            || is_connector(word)
    };
    if !words.iter().all(starts_high) || first.is_lowercase() {
        return None;
    }
    let (base, region) = match text.split_once([',', '(', '[']) {
        Some((base, rest)) => (base.trim(), Some(rest.trim_matches([')', ']', ' ', ',']))),
        None => (text, None),
    };
    let last = region.map(|region| region.rsplit([',', '/']).next().unwrap_or(region).trim());
    let in_known_region = last
        .and_then(place)
        .is_some_and(|place| place.kind != PlaceKind::City);
    if place(text).is_some()
        || in_known_region
        || region.is_none()
            && base
                .split(['/', '&'])
                .all(|part| place(part.trim()).is_some())
    {
        return Some(Look::Known);
    }
    let in_capitals = |text: &str| {
        text.chars().all(|c| !is_lowercase(c))
            && text.chars().filter(|&c| is_alphabetic(c)).count() >= 3
    };
    if in_capitals(base)
        && words
            .iter()
            .all(|word| !is_no_place(word) || *word == "THE")
        && base != "THE"
    {
        return Some(Look::Capitals);
    }
    if in_capitals(base) {
        return None;
    }
    Some(Look::Title)
}

/// Whether a word in capitals opens lines without being a place.
fn is_no_place(word: &str) -> bool {
    NO_PLACES.has(word)
}

/// Whether `text` begins as a sentence of somebody's words does, in Arabic.
pub(crate) fn begins_speech(text: &str) -> bool {
    text.split_whitespace()
        .next()
        .is_some_and(|word| SPEECH.has(word))
}

fn is_connector(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && CONNECTORS.has(word)
        || WordKey::PlacePrefixes
            .words()
            .iter()
            .any(|start| word.starts_with(start))
}

const fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0DFF}' | '\u{064B}'..='\u{0652}' | '\u{200C}')
}

/// Whether the place alone opens a story: a city of the table, or capitals.
pub(crate) fn is_city(text: &str) -> bool {
    let base = text
        .split([',', '(', '['])
        .next()
        .unwrap_or_default()
        .trim();
    base.split('/').all(|part| places::is_city(part.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_of(text: &str) -> Option<&str> {
        Head::read(text).and_then(|head| head.place)
    }

    #[test]
    fn regions_belong_to_places_and_dates_do_not() {
        for (text, place) in [
            ("SKARHOLM, Wis. ", "SKARHOLM, Wis."),
            ("BEIRUT, Lebanon, Sept. 20 ", "BEIRUT, Lebanon"),
            ("Salt Lake City, UT, June 30, 2026", "Salt Lake City, UT"),
            ("New Delhi [India], February 4", "New Delhi [India]"),
            ("SANTANDER, 1 ", "SANTANDER"),
            ("HELSINKI - HELSINKI ", "HELSINKI"),
            ("МОСКВА, 3 мая. ", "МОСКВА"),
            ("مانيلا، 3 ديسمبر ", "مانيلا"),
            ("WASHINGTON, D.C. -", "WASHINGTON, D.C."),
        ] {
            assert_eq!(place_of(text), Some(place), "{text}");
        }
    }

    #[test]
    fn labels_and_sentences_are_no_places() {
        for text in [
            "WHEN THE FERRY",
            "BREAKING",
            "The ferry that sank",
            "EDITOR'S NOTE",
            "",
            "7 UP",
            "a b",
        ] {
            assert!(
                Head::read(text).is_none_or(|head| !head.is_strict()),
                "{text}"
            );
        }
    }
}
