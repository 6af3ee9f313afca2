/*!
Reads a byline of an Arabic newspaper, and finds which of its parts is the place.
*/

use std::borrow::Cow;

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::dateline::arabic::parts::{
    BylinePart, DASHES, Likeness, begins_place, classify, classify_all, known_or, likeness, split,
};
use crate::news::dateline::head::tidy_place;
use crate::news::dateline::thresholds::{
    MAX_ARABIC_BYLINE_BYTES, MAX_ARABIC_BYLINE_PARTS, MAX_ARABIC_NAME_WORDS, MAX_ARABIC_PLACE_WORDS,
};
use crate::news::language::is_arabic;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::PrintedName;
use crate::news::places;
use crate::news::places::PlaceKind;

/// The word before the name of the photographer.
const PHOTOGRAPHER: &str = "تصوير";

/// The word between a reporter or a newspaper and the place.
const FROM: &str = " من ";

/// A byline of an Arabic newspaper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ArabicByline {
    pub(crate) names: Vec<PrintedName>,
    pub(crate) place: Option<String>,
    /// Whether it credits agencies without their names.
    pub(crate) has_unnamed: bool,
    pub(crate) names_newspaper: bool,
    /// Whether the words before the agency are the subject of a picture, and the agency
    /// its credit.
    pub(crate) shows_picture: bool,
}

/// Reads `byline`, or returns `None` if it is no byline of an Arabic newspaper.
pub(crate) fn read(byline: &str, directory: &Directory) -> Option<ArabicByline> {
    let byline = byline.trim().trim_end_matches([':', '：', '،']).trim();
    let byline = byline
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .filter(|inner| !inner.contains(['(', ')']))
        .unwrap_or(byline);
    let without_photographer = without_photographer(byline);
    let byline = without_photographer.as_ref();
    if byline.is_empty() || byline.len() > MAX_ARABIC_BYLINE_BYTES || !byline.chars().any(is_arabic)
    {
        return None;
    }
    let mut parts: Vec<BylinePart<'_>> = Vec::new();
    let order = match byline.split_once(FROM) {
        Some((names, place))
            if place.split_whitespace().count() <= MAX_ARABIC_PLACE_WORDS
                && (names.split_whitespace().count() <= MAX_ARABIC_NAME_WORDS
                    || places::place(place.trim()).is_some()) =>
        {
            classify_all(names, directory, &mut parts);
            parts.push(known_or(place, BylinePart::Place, directory));
            PartOrder::Stated
        }
        _ => in_order(byline, directory, &mut parts),
    };
    if parts.is_empty() || parts.len() > MAX_ARABIC_BYLINE_PARTS {
        return None;
    }
    let place = place_among(&parts, order).map(tidy_place);
    let names = parts.iter().filter_map(|part| match part {
        BylinePart::Agency(name) => Some(name.clone()),
        _ => None,
    });
    Some(ArabicByline {
        names: names.collect(),
        place,
        has_unnamed: parts.contains(&BylinePart::Agencies),
        names_newspaper: parts.contains(&BylinePart::Outlet),
        shows_picture: shows_picture(&parts),
    })
}

/// Returns whether `parts` are the subject of a picture and an agency. A town of
/// several words that no table has looks the same, and is lost.
fn shows_picture(parts: &[BylinePart<'_>]) -> bool {
    let is_credited = matches!(
        parts.last(),
        Some(BylinePart::Agency(_) | BylinePart::Agencies)
    );
    let has_place = || {
        parts
            .iter()
            .any(|part| matches!(part, BylinePart::Place(_) | BylinePart::OutletOrPlace(_)))
    };
    let is_subject = |part: &BylinePart<'_>| {
        let text = match part {
            BylinePart::Unknown(text) => text,
            // A long part is a sentence, and any sentence may have a word of a desk.
            BylinePart::Desk(text) if text.split_whitespace().count() >= MAX_ARABIC_NAME_WORDS => {
                text
            }
            _ => return false,
        };
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !word.chars().all(char::is_numeric))
            .collect();
        match words.as_slice() {
            [first, _, ..] => !begins_place(first) || words.len() > MAX_ARABIC_PLACE_WORDS,
            _ => speaks_of_picture(text),
        }
    };
    is_credited && !has_place() && parts.iter().any(is_subject)
}

/// Removes the photographer from `byline`: in brackets among the parts, or after all
/// of them.
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

/// Appends the parts of a byline with a colon, a bracket or dashes, and returns its
/// form.
fn in_order<'a>(
    byline: &'a str,
    directory: &Directory,
    parts: &mut Vec<BylinePart<'a>>,
) -> PartOrder {
    if let Some((before, after)) = byline.split_once([':', '：']) {
        let (before, after) = (before.trim(), after.trim());
        if !after.is_empty() {
            let inner = after
                .strip_prefix('(')
                .and_then(|after| after.strip_suffix(')'))
                .unwrap_or(after);
            // In "city, city: reporter" the first city is the place.
            let is_list = before.contains('،') || before.contains(DASHES);
            match is_list {
                true => classify_all(before, directory, parts),
                false => parts.push(classify(before, directory)),
            }
            classify_all(inner, directory, parts);
            return PartOrder::PlaceFirst;
        }
    }
    if let Some(open) = byline.rfind('(').filter(|_| byline.ends_with(')')) {
        let (before, inner) = (&byline[..open], &byline[open + 1..byline.len() - 1]);
        // In "agency - town (country)" the bracket belongs to the town.
        let is_country = places::place(inner).is_some_and(|place| place.kind == PlaceKind::Country);
        if is_country && split(before).len() > 1 {
            classify_all(byline, directory, parts);
            return PartOrder::Dashed;
        }
        classify_all(before, directory, parts);
        // In "reporter (town), reporter (town)" and "newspaper (town, town)" the first
        // town counts, in "(agency - town)" the last part.
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
        parts.push(known_or(
            town.unwrap_or_default(),
            BylinePart::Place,
            directory,
        ));
        return PartOrder::Stated;
    }
    classify_all(byline, directory, parts);
    PartOrder::Dashed
}

/// The form of a byline.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PartOrder {
    /// The form shows which part is the place.
    Stated,
    /// A place, a colon, and the reporter or agency.
    PlaceFirst,
    /// Parts with dashes between them.
    Dashed,
}

/// Returns the part of a byline that is its place.
fn place_among<'a>(parts: &[BylinePart<'a>], order: PartOrder) -> Option<&'a str> {
    let is_sentence = |part: &BylinePart<'_>| match part {
        BylinePart::Unknown(text) => text.split_whitespace().count() > MAX_ARABIC_NAME_WORDS,
        _ => false,
    };
    let has_place = parts
        .iter()
        .any(|part| matches!(part, BylinePart::Place(_)));
    if !has_place && parts.iter().any(is_sentence) {
        return None;
    }
    // In "town - town: reporter" the first town counts, known or not.
    if let (PartOrder::PlaceFirst, Some(BylinePart::Unknown(first))) = (order, parts.first())
        && likeness(first) == Likeness::Place
    {
        return Some(first);
    }
    let known = parts.iter().find_map(|part| match part {
        BylinePart::Place(place) => Some(*place),
        _ => None,
    });
    let either = || {
        parts.iter().find_map(|part| match part {
            BylinePart::OutletOrPlace(place) if parts.len() > 1 => Some(*place),
            _ => None,
        })
    };
    if let Some(place) = known.or_else(either) {
        return Some(place);
    }
    unknown_place(parts, order)
}

/// Returns the place among the parts that no table has, by their positions, their
/// appearance and the parts beside them.
fn unknown_place<'a>(parts: &[BylinePart<'a>], order: PartOrder) -> Option<&'a str> {
    let unknown: Vec<(usize, &str)> = parts
        .iter()
        .enumerate()
        .filter_map(|(index, part)| match part {
            BylinePart::Unknown(text) => Some((index, *text)),
            _ => None,
        })
        .collect();
    let has = |wanted: fn(&BylinePart<'_>) -> bool| parts.iter().any(wanted);
    let has_agency = has(|part| matches!(part, BylinePart::Agency(_) | BylinePart::Agencies));
    if order == PartOrder::PlaceFirst {
        return unknown
            .first()
            .filter(|(index, text)| *index == 0 && likeness(text) > Likeness::Person)
            .map(|&(_, text)| text);
    }
    match unknown.as_slice() {
        [(_, text)] if has_agency => (likeness(text) > Likeness::Person).then_some(*text),
        [(_, text)] if has(|part| *part == BylinePart::Outlet) => {
            (likeness(text) == Likeness::Place).then_some(*text)
        }
        [(_, first), rest @ ..]
            if !rest.is_empty() && !has(|part| matches!(part, BylinePart::Desk(_))) =>
        {
            let (_, last) = rest[rest.len() - 1];
            match (likeness(first), likeness(last)) {
                (Likeness::Person | Likeness::Open, Likeness::Place) => Some(last),
                (Likeness::Place, Likeness::Person | Likeness::Open) => Some(*first),
                (Likeness::Person, Likeness::Open) => Some(last),
                // Beside the name of a newspaper, two names are two reporters.
                (Likeness::Open, Likeness::Person) if !has(|part| *part == BylinePart::Outlet) => {
                    Some(*first)
                }
                _ => None,
            }
        }
        _ => None,
    }
}
