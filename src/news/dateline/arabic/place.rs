/*!
Which part of a byline of an Arabic newspaper is the place.
*/

use crate::news::dateline::arabic::parts::BylinePart;
use crate::news::dateline::arabic::parts::{Likeness, likeness};
use crate::news::dateline::thresholds::MAX_ARABIC_NAME_WORDS;

/// The form of a byline.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartOrder {
    /// The form shows which part is the place.
    Stated,
    /// A place, a colon, and the reporter or agency.
    PlaceFirst,
    /// Parts with dashes between them.
    Dashed,
}

pub(crate) fn place_among<'a>(parts: &[BylinePart<'a>], order: PartOrder) -> Option<&'a str> {
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
