/*!
The parts of a byline of an Arabic newspaper, by the tables and by their words.

The name of a person has two words or begins like a name. A place is one word, or begins like a
place. Other words stay open, and the caller decides by the parts beside them.
*/

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::look::begins_speech;
use crate::news::dateline::thresholds::MAX_ARABIC_PLACE_WORDS;
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::{NameKind, PrintedName};
use crate::news::places;
use crate::news::places::PlaceKind;

/// The stretcher (tatweel) of Arabic, which stands for a dash between words.
const STRETCHER: char = 'ـ';

/// Signs between the parts.
pub(crate) const DASHES: [char; 6] = ['-', '–', '—', STRETCHER, '−', '|'];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BylinePart<'a> {
    Agency(PrintedName),
    /// Agencies without their names.
    Agencies,
    /// A newspaper.
    Outlet,
    /// A city that is also the name of a newspaper.
    OutletOrPlace(&'a str),
    /// A desk, a section, or a kind of story.
    Desk(&'a str),
    Place(&'a str),
    /// A part that no table has.
    Unknown(&'a str),
}

/// Splits `text` and appends its parts.
pub(crate) fn classify_all<'a>(
    text: &'a str,
    directory: &Directory,
    parts: &mut Vec<BylinePart<'a>>,
) {
    let of_text = split(text);
    parts.extend(of_text.into_iter().map(|part| classify(part, directory)));
}

/// Splits `text` at dashes, slashes and commas. A comma before the region of a town
/// does not separate.
pub(crate) fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        // The stretcher within a word is part of the word. Several stretchers may be
        // one dash.
        let after = text[at + c.len_utf8()..].trim_start_matches(STRETCHER);
        let ends_word = c != STRETCHER || after.chars().next().is_none_or(char::is_whitespace);
        let is_comma = matches!(c, '،' | ',') && !is_region_of(&text[start..at], after);
        if DASHES.contains(&c) && ends_word || is_comma || c == '/' {
            parts.push(text[start..at].trim());
            start = at + c.len_utf8();
        }
    }
    parts.push(text[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Returns whether the text `after` a comma begins with the country or the region of
/// the town `before` it.
fn is_region_of(before: &str, after: &str) -> bool {
    let end = after.find(|c: char| DASHES.contains(&c) || "،,/:(".contains(c));
    let after = after[..end.unwrap_or(after.len())].trim();
    let is_region = places::place(after).is_some_and(|place| place.kind != PlaceKind::City);
    is_region && places::place(before).is_none() && likeness(before) == Likeness::Place
}

/// Classifies `part` by the tables. A part that they do not know becomes
/// `otherwise`, as does a newspaper that is also a city.
pub(crate) fn known_or<'a>(
    part: &'a str,
    otherwise: fn(&'a str) -> BylinePart<'a>,
    directory: &Directory,
) -> BylinePart<'a> {
    match classify(part, directory) {
        BylinePart::Unknown(part) | BylinePart::OutletOrPlace(part) => otherwise(part.trim()),
        known => known,
    }
}

/// Classifies `part` by the tables.
pub(crate) fn classify<'a>(part: &'a str, directory: &Directory) -> BylinePart<'a> {
    static AGENCIES: WordList = WordList::of(WordKey::ArabicAgencies);
    static DESKS: WordList = WordList::of(WordKey::ArabicDesks);
    let part = part.trim();
    let bare = part
        .strip_prefix('(')
        .and_then(|part| part.strip_suffix(')'))
        .unwrap_or(part);
    let bare = bare.trim_matches(|c: char| {
        matches!(c, '«' | '»' | '"' | '“' | '”' | '.') || c.is_whitespace()
    });
    if AGENCIES.has(bare) {
        return BylinePart::Agencies;
    }
    if let Some(mention) = directory.whole(bare) {
        let may_be_newspaper = mention.kind == NameKind::Abbreviation || !bare.is_ascii();
        if !(may_be_newspaper && directory.are_outlets(&mention.parties)) {
            return BylinePart::Agency(PrintedName::of(mention, bare));
        }
        return match places::place(bare) {
            Some(_) => BylinePart::OutletOrPlace(bare),
            None => BylinePart::Outlet,
        };
    }
    if part.starts_with(['«', '"', '“']) {
        return BylinePart::Outlet;
    }
    if bare.split_whitespace().any(|word| DESKS.has(word)) {
        return BylinePart::Desk(bare);
    }
    let before_bracket = bare.split(['(', '،']).next().unwrap_or(bare).trim();
    if let Some((town, region)) = bare.split_once(['،', ','])
        && is_region_of(town, region)
    {
        return BylinePart::Place(bare);
    }
    match places::place(before_bracket) {
        Some(_) => BylinePart::Place(bare),
        None => BylinePart::Unknown(bare),
    }
}

static PLACE_STARTS: WordList = WordList::of(WordKey::PlaceStarts);

/// The appearance of an unknown part, from a person to a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    Person,
    Open,
    Place,
}

/// Returns the appearance of `text`, a part that no table has.
pub(crate) fn likeness(text: &str) -> Likeness {
    static FIRST_NAMES: WordList = WordList::of(WordKey::FirstNames);
    let of_text: Vec<&str> = text.split_whitespace().collect();
    let is_name = |word: &&str| FIRST_NAMES.has(word) || WordKey::NamePrefixes.begins(word);
    match of_text.as_slice() {
        [] => Likeness::Person,
        _ if begins_speech(text) || speaks_of_picture(text) => Likeness::Person,
        // A Latin name among Arabic ones is a site; digits are a number.
        _ if text.is_ascii() => Likeness::Person,
        [first, ..] if PLACE_STARTS.has(first) && of_text.len() <= MAX_ARABIC_PLACE_WORDS => {
            Likeness::Place
        }
        [one] if is_name(one) => Likeness::Person,
        [_] => Likeness::Place,
        _ if of_text.iter().any(is_name) || of_text.len() > MAX_ARABIC_PLACE_WORDS => {
            Likeness::Person
        }
        _ if of_text.iter().all(|word| word.starts_with("ال")) => Likeness::Place,
        // Most other words in two or three parts are a person.
        _ => Likeness::Open,
    }
}

/// Returns whether names of places begin with `word`.
pub(crate) fn begins_place(word: &str) -> bool {
    PLACE_STARTS.has(word)
}
