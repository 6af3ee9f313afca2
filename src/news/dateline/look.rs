/*!
Whether words can be a place, by the tables and by their capitals, and whether words with capitals
that the table of places does not have can be a town, or are a person, a company or a team.

# Choices

* One word can be a town, and so can words with a part that towns have ("Bad",
  "Kota", "Heights") or with a place of the table. Two other words are more often a
  person.
* Companies and teams in capitals are recognized by their last word. A place with
  another word behind it is a team, a person or an event ("PARIS HILTON").
  Well-known companies of one word are listed, since no sign distinguishes them
  from a town.
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
        let is_long = words.len() > MAX_UNCASED_PLACE_WORDS;
        if is_long || begins_speech(text) || speaks_of_picture(text) {
            return None;
        }
        return Some(match place(text) {
            Some(_) => PlaceLook::Known,
            None => PlaceLook::Uncased,
        });
    }
    let starts_high = |word: &&str| {
        word.chars()
            .find(|&c| is_alphabetic(c))
            .is_some_and(|c| !c.is_lowercase())
            || is_particle(word)
            || is_abbreviation(word)
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
    is_alphabetic(c) || c.is_whitespace() || is_vowel_sign(c) || ".,-–'’‘`/()[]·&،".contains(c)
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

/// Returns whether `word` is an abbreviation behind a town: "a.M." of "Frankfurt a.M.".
fn is_abbreviation(word: &str) -> bool {
    let letters = word.split('.').filter(|part| !part.is_empty());
    word.ends_with('.')
        && letters.clone().count() > 1
        && letters.map(str::len).all(|length| length == 1)
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

static STARTS: WordList = WordList::of(WordKey::TownStarts);
static PARTS: WordList = WordList::of(WordKey::TownParts);
static PARTICLES: WordList = WordList::of(WordKey::TownParticles);

/// Returns whether `place`, each word of which begins with a capital, can be a town,
/// or several towns.
pub(crate) fn looks_like_town(place: &str) -> bool {
    let base = place.split([',', '(', '[']).next().unwrap_or_default();
    base.split(['/', '&', '·']).all(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let has_place = || {
            let is_place = |from: usize, to: usize| places::place(&words[from..to].join(" "));
            (1..words.len()).any(|cut| is_place(0, cut).or(is_place(cut, words.len())).is_some())
        };
        let is_particle =
            |word: &&&str| word.starts_with(char::is_lowercase) && PARTICLES.has(word);
        match words.as_slice() {
            [] | [_] => true,
            [first, rest @ ..] => {
                STARTS.has(first)
                    || rest.iter().any(|word| PARTS.has(word))
                    || words.iter().any(|word| is_particle(&word))
                    || has_place()
            }
        }
    })
}

/// Returns whether `name`, in capitals, is the name of a company, a team or a person.
pub(crate) fn is_other_name(name: &str) -> bool {
    static COMPANIES: WordList = WordList::of(WordKey::Companies);
    static OTHER_ENDINGS: WordList = WordList::of(WordKey::TownNotEndings);
    let of_name: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    if let [one] = of_name.as_slice() {
        return COMPANIES.has(one);
    }
    // "WASHINGTON COUNTY" is a place, "PARIS AND BERLIN" are two.
    let is_joined = of_name.last().is_some_and(|word| PARTS.has(word))
        || of_name.iter().any(|word| {
            PARTICLES.has(word) || WordKey::TownCapitalParticles.words().contains(word)
        });
    let begins_with_place = || {
        (1..of_name.len()).any(|cut| {
            places::place(&of_name[..cut].join(" ")).is_some() && !name.contains(['/', '-', '–'])
        })
    };
    of_name.last().is_some_and(|word| OTHER_ENDINGS.has(word)) || !is_joined && begins_with_place()
}
