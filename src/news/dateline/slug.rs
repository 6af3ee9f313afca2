/*!
What Arabic newspapers print in their byline: reporter, own name, agency and
place, in an order of each one's own.

"واس - الرياض", "جنيف : (أ ف ب)", "فهد كاملي - سبق - جازان:",
"«الاقتصادية» من الرياض", "متعب العواد (حائل)". The parts are told by what
they are, where the tables know them, then by where they stand, then by what
they look like: a name of a person has two words or begins as names do.

# Choices

* An outlet's own name is no agency here: these papers sign every story.
* "الجزيرة" is a newspaper and "الرياض" both one and a city. A city that is a
  newspaper's name counts as a city unless another place stands beside it.
* A part that is neither known nor looks like a place is nobody's place.
*/

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::likeness::{Likeness, PLACE_WORDS, begins_place, likeness};
use crate::news::dateline::western::is_cited;
use crate::news::dateline::{Reading, Slot, Weight};
use crate::news::lang::keys::WordKey;
use crate::news::lang::word_list::WordList;
use crate::news::parties::directory::Directory;
use crate::news::parties::party::PartyKind;
use crate::news::parties::spelling::NameKind;
use crate::news::places;
use crate::news::places::PlaceKind;

/// Blocks at the start of a text that may be such a byline.
pub(crate) const LINES: usize = 4;

/// Bytes of such a byline, at most.
const LONGEST: usize = 240;

/// Bytes of one that stands at the start of a text, at most.
const LONGEST_IN_TEXT: usize = 120;

/// Parts of such a byline, at most.
const MOST_PARTS: usize = 5;

/// Words of a reporter's name, or of a paper's, at most: what is longer is a
/// sentence.
const NAME_WORDS: usize = 5;

/// The stretcher of Arabic, which stands for a dash between words.
const STRETCHER: char = 'ـ';

/// Signs that part the parts.
const DASHES: [char; 6] = ['-', '–', '—', STRETCHER, '−', '|'];

/// Who took the pictures follows.
const PHOTOGRAPHER: &str = "تصوير";

/// Words for agencies that are not named.
static AGENCIES: WordList = WordList::of(WordKey::SlugAgencies);

/// Words that name a desk, a section or a kind of story.
static DESKS: WordList = WordList::of(WordKey::SlugDesks);

/// What one part of such a byline is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part<'a> {
    Agency(Slot),
    /// Agencies without a name.
    Agencies,
    Outlet,
    /// A city that is a newspaper's name as well.
    OutletOrPlace(&'a str),
    Desk(&'a str),
    Place(&'a str),
    Unknown(&'a str),
}

/// A byline of this kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slug {
    pub(crate) slots: Vec<Slot>,
    pub(crate) place: Option<String>,
    pub(crate) mix: Mix,
    signed: Signed,
    shown: Shown,
}

/// Whether words stand before an agency that no byline has: what a picture
/// shows, with the agency for its credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Something,
    Nothing,
}

/// Whether a newspaper's name stands among the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signed {
    ByPaper,
    No,
}

/// Whether agencies without a name are credited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mix {
    Unnamed,
    No,
}

/// Whether `text` is in the script of these bylines.
pub(crate) fn is_arabic(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| matches!(c, '\u{0600}'..='\u{06FF}' | '\u{FB50}'..='\u{FEFF}'))
}

/// The byline that opens `line`, a line of a text: up to its colon, the whole
/// of a short line, or a name and a place that the story runs into.
pub(crate) fn at_start(line: &str, directory: &Directory) -> Option<Reading> {
    let lead = line.len()
        - line
            .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{00A0}')
            .len();
    let line = &line[lead..];
    if !is_arabic(line) || crate::news::dateline::is_item(line) {
        return None;
    }
    let window = &line[..line.floor_char_boundary(LONGEST_IN_TEXT)];
    let colon = window.match_indices([':', '：']).next();
    let (part, end) = match colon {
        Some((colon, sign)) => (&window[..colon], colon + sign.len()),
        None if line.len() <= LONGEST_IN_TEXT => (line, line.len()),
        None => run_in(window)?,
    };
    if !part.contains(DASHES) && !part.contains('(') {
        return None;
    }
    if part.split('(').next().is_some_and(is_cited) {
        return None;
    }
    let slug = read(part, directory)?;
    let is_whole = colon.is_none() && end == line.len();
    if is_whole && slug.shown == Shown::Something {
        return None;
    }
    let is_framed = !slug.slots.is_empty();
    // Without an agency a line with dashes may be anything: the place must be
    // one that the table has.
    let is_place = slug.place.as_deref().and_then(places::place).is_some()
        || slug.signed == Signed::ByPaper && slug.place.is_some();
    (is_framed || is_place).then_some(Reading {
        at: lead..lead + end,
        place: slug.place,
        date: None,
        slots: slug.slots,
        weight: if is_framed {
            Weight::Framed
        } else {
            Weight::Staff
        },
    })
}

/// A byline and how far it reaches: "reporter-place" with the story behind.
fn run_in(window: &str) -> Option<(&str, usize)> {
    let dash = window.find(DASHES)?;
    let before = &window[..dash];
    if before.split_whitespace().count() > PLACE_WORDS || before.contains(['.', '،', '"', '»']) {
        return None;
    }
    let after = dash + window[dash..].chars().next().map_or(0, char::len_utf8);
    let rest = &window[after..];
    let blank = rest.len() - rest.trim_start().len();
    let mut ends: Vec<usize> = rest
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|&at| at > blank)
        .take(PLACE_WORDS)
        .collect();
    ends.reverse();
    let end = ends
        .into_iter()
        .find(|&end| places::place(rest[..end].trim()).is_some())?;
    Some((&window[..after + end], after + end))
}

/// What `byline` says; nothing if it is no such byline.
pub(crate) fn read(byline: &str, directory: &Directory) -> Option<Slug> {
    let byline = byline.trim().trim_end_matches([':', '：', '،']).trim();
    let byline = byline
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .filter(|inner| !inner.contains(['(', ')']))
        .unwrap_or(byline);
    let without = without_photographer(byline);
    let byline = without.as_ref();
    if byline.is_empty()
        || byline.len() > LONGEST
        || !byline.chars().any(|c| matches!(c, '\u{0600}'..='\u{06FF}'))
    {
        return None;
    }
    let mut parts: Vec<Part<'_>> = Vec::new();
    let order = match byline.split_once(" من ") {
        Some((who, place))
            if place.split_whitespace().count() <= PLACE_WORDS
                && (who.split_whitespace().count() <= NAME_WORDS
                    || places::place(place.trim()).is_some()) =>
        {
            classify_all(who, directory, &mut parts);
            parts.push(known_or(place, Part::Place, directory));
            Order::Stated
        }
        _ => in_order(byline, directory, &mut parts),
    };
    if parts.is_empty() || parts.len() > MOST_PARTS {
        return None;
    }
    let place = place_among(&parts, order).map(crate::news::dateline::western::tidy);
    let slots: Vec<Slot> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Agency(slot) => Some(slot.clone()),
            _ => None,
        })
        .collect();
    let mix = match parts.contains(&Part::Agencies) {
        true => Mix::Unnamed,
        false => Mix::No,
    };
    let signed = match parts.contains(&Part::Outlet) {
        true => Signed::ByPaper,
        false => Signed::No,
    };
    Some(Slug {
        slots,
        place,
        mix,
        signed,
        shown: shown(&parts),
    })
}

/// Whether `parts` are what a picture shows and an agency. A town of more than
/// one word that no table has looks the same and is lost.
fn shown(parts: &[Part<'_>]) -> Shown {
    let is_credited = matches!(parts.last(), Some(Part::Agency(_) | Part::Agencies));
    let has_place = || {
        parts
            .iter()
            .any(|part| matches!(part, Part::Place(_) | Part::OutletOrPlace(_)))
    };
    let is_thing = |part: &Part<'_>| {
        let text = match part {
            Part::Unknown(text) => text,
            // A word of a desk may stand in any sentence.
            Part::Desk(text) if text.split_whitespace().count() >= NAME_WORDS => text,
            _ => return false,
        };
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !word.chars().all(char::is_numeric))
            .collect();
        match words.as_slice() {
            [first, _, ..] => !begins_place(first) || words.len() > PLACE_WORDS,
            _ => speaks_of_picture(text),
        }
    };
    match is_credited && !has_place() && parts.iter().any(is_thing) {
        true => Shown::Something,
        false => Shown::Nothing,
    }
}

/// `byline` without who took the pictures: in brackets among the parts, or
/// after all of them.
fn without_photographer(byline: &str) -> Cow<'_, str> {
    let Some(photographer) = byline.find(PHOTOGRAPHER) else {
        return Cow::Borrowed(byline);
    };
    let (before, rest) = byline.split_at(photographer);
    match before
        .trim_end()
        .strip_suffix('(')
        .zip(rest.split_once(')'))
    {
        Some((before, (_, after))) => Cow::Owned(format!("{before}{after}")),
        None => Cow::Borrowed(before),
    }
}

/// How the parts are put together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The form says which part is the place.
    Stated,
    /// A place, a colon, whoever reports.
    PlaceFirst,
    /// Parts with dashes between them.
    Dashed,
}

/// Takes apart what has a bracket, a colon or dashes.
fn in_order<'a>(byline: &'a str, directory: &Directory, parts: &mut Vec<Part<'a>>) -> Order {
    if let Some((before, after)) = byline.split_once([':', '：']) {
        let (before, after) = (before.trim(), after.trim());
        if !after.is_empty() {
            let inner = after
                .strip_prefix('(')
                .and_then(|after| after.strip_suffix(')'))
                .unwrap_or(after);
            // "city, city: reporter" has the first city for its place.
            let is_list = before.contains('،') || before.contains(DASHES);
            match is_list {
                true => classify_all(before, directory, parts),
                false => parts.push(classify(before, directory)),
            }
            classify_all(inner, directory, parts);
            return Order::PlaceFirst;
        }
    }
    if let Some(open) = byline.rfind('(').filter(|_| byline.ends_with(')')) {
        let (before, inner) = (&byline[..open], &byline[open + 1..byline.len() - 1]);
        // "agency - town (country)": the bracket belongs to the town.
        let is_country = places::place(inner).is_some_and(|place| place.kind == PlaceKind::Country);
        if is_country && split(before).len() > 1 {
            classify_all(byline, directory, parts);
            return Order::Dashed;
        }
        classify_all(before, directory, parts);
        // "reporter (town), reporter (town)" and "paper (town, town)" have the
        // first town, "(agency - town)" the last part.
        let inner = split(inner);
        let is_town = |part: &&str| places::is_city(part);
        let in_earlier = before
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'))
            .map(|(town, _)| town.trim())
            .filter(is_town);
        let town = in_earlier
            .or_else(|| inner.iter().copied().find(|part| is_town(part)))
            .or_else(|| inner.last().copied());
        parts.push(known_or(town.unwrap_or_default(), Part::Place, directory));
        return Order::Stated;
    }
    classify_all(byline, directory, parts);
    Order::Dashed
}

/// Takes apart `text` and appends what its parts are.
fn classify_all<'a>(text: &'a str, directory: &Directory, parts: &mut Vec<Part<'a>>) {
    let of_text = split(text);
    parts.extend(of_text.into_iter().map(|part| classify(part, directory)));
}

fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        // The stretcher within a word is part of the word; several may be one
        // dash.
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

/// Whether what begins `after` a comma is the country or the region of the town
/// `before` it.
fn is_region_of(before: &str, after: &str) -> bool {
    let end = after.find(|c: char| DASHES.contains(&c) || "،,/:(".contains(c));
    let after = after[..end.unwrap_or(after.len())].trim();
    let is_region = places::place(after).is_some_and(|place| place.kind != PlaceKind::City);
    is_region && places::place(before).is_none() && likeness(before) == Likeness::Place
}

/// `part` if the tables know it, else what `otherwise` makes of it.
fn known_or<'a>(
    part: &'a str,
    otherwise: fn(&'a str) -> Part<'a>,
    directory: &Directory,
) -> Part<'a> {
    match classify(part, directory) {
        Part::Unknown(part) | Part::OutletOrPlace(part) => otherwise(part.trim()),
        known => known,
    }
}

fn classify<'a>(part: &'a str, directory: &Directory) -> Part<'a> {
    let part = part.trim();
    let bare = part
        .strip_prefix('(')
        .and_then(|part| part.strip_suffix(')'))
        .unwrap_or(part);
    let bare = bare.trim_matches(|c: char| {
        matches!(c, '«' | '»' | '"' | '“' | '”' | '.') || c.is_whitespace()
    });
    if AGENCIES.has(bare) {
        return Part::Agencies;
    }
    if let Some(mention) = directory.whole(bare) {
        let is_outlet = |&id| {
            directory.party(id).kind == PartyKind::Outlet && mention.kind == NameKind::Abbreviation
        };
        let is_paper = |&id| directory.party(id).kind == PartyKind::Outlet && !bare.is_ascii();
        if !mention
            .parties
            .iter()
            .all(|id| is_outlet(id) || is_paper(id))
        {
            return Part::Agency(Slot {
                parties: mention.parties,
                printed: bare.to_owned(),
            });
        }
        return match places::place(bare) {
            Some(_) => Part::OutletOrPlace(bare),
            None => Part::Outlet,
        };
    }
    if part.starts_with(['«', '"', '“']) {
        return Part::Outlet;
    }
    if bare.split_whitespace().any(|word| DESKS.has(word)) {
        return Part::Desk(bare);
    }
    let before_bracket = bare.split(['(', '،']).next().unwrap_or(bare).trim();
    if let Some((town, region)) = bare.split_once(['،', ','])
        && is_region_of(town, region)
    {
        return Part::Place(bare);
    }
    match places::place(before_bracket) {
        Some(_) => Part::Place(bare),
        None => Part::Unknown(bare),
    }
}

/// The place among the parts of a byline.
fn place_among<'a>(parts: &[Part<'a>], order: Order) -> Option<&'a str> {
    let is_sentence = |part: &Part<'_>| match part {
        Part::Unknown(text) => text.split_whitespace().count() > NAME_WORDS,
        _ => false,
    };
    let has_place = parts.iter().any(|part| matches!(part, Part::Place(_)));
    if !has_place && parts.iter().any(is_sentence) {
        return None;
    }
    // "town - town: reporter" has the first town, known or not.
    if let (Order::PlaceFirst, Some(Part::Unknown(first))) = (order, parts.first())
        && likeness(first) == Likeness::Place
    {
        return Some(first);
    }
    let known = parts.iter().find_map(|part| match part {
        Part::Place(place) => Some(*place),
        _ => None,
    });
    let either = || {
        parts.iter().find_map(|part| match part {
            Part::OutletOrPlace(place) if parts.len() > 1 => Some(*place),
            _ => None,
        })
    };
    if let Some(place) = known.or_else(either) {
        return Some(place);
    }
    let unknown: Vec<(usize, &str)> = parts
        .iter()
        .enumerate()
        .filter_map(|(index, part)| match part {
            Part::Unknown(text) => Some((index, *text)),
            _ => None,
        })
        .collect();
    let has = |wanted: fn(&Part<'_>) -> bool| parts.iter().any(wanted);
    let has_agency = has(|part| matches!(part, Part::Agency(_) | Part::Agencies));
    if order == Order::PlaceFirst {
        return unknown
            .first()
            .filter(|(index, text)| *index == 0 && likeness(text) > Likeness::Person)
            .map(|&(_, text)| text);
    }
    match unknown.as_slice() {
        [(_, text)] if has_agency => (likeness(text) > Likeness::Person).then_some(*text),
        [(_, text)] if has(|part| *part == Part::Outlet) => {
            (likeness(text) == Likeness::Place).then_some(*text)
        }
        [(_, first), rest @ ..]
            if !rest.is_empty() && !has(|part| matches!(part, Part::Desk(_))) =>
        {
            let (_, last) = rest[rest.len() - 1];
            match (likeness(first), likeness(last)) {
                (Likeness::Person | Likeness::Open, Likeness::Place) => Some(last),
                (Likeness::Place, Likeness::Person | Likeness::Open) => Some(*first),
                (Likeness::Person, Likeness::Open) => Some(last),
                // With a paper's name beside them two names are two reporters.
                (Likeness::Open, Likeness::Person) if !has(|part| *part == Part::Outlet) => {
                    Some(*first)
                }
                _ => None,
            }
        }
        _ => None,
    }
}
