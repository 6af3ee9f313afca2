/*!
Checks of the names in a frame against the words around it.
*/

use crate::news::dateline::frame::Frame;
use crate::news::dateline::head::DatelineHead;
use crate::news::dateline::look::{PlaceLook, looks_like_town};
use crate::news::dateline::thresholds::MIN_INITIALS;
use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::WordList;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::PrintedName;
use crate::news::parties::party::PartyKind;
use crate::news::places;
use crate::news::places::PlaceKind;
use crate::text::characters::is_alphanumeric;

/// Abbreviations of agencies that mean something else in one country. There they
/// frame a place only with a dash.
const OTHER_MEANINGS: [(&str, &str); 1] = [("PTI", "Pakistan")];

/// Returns whether `frame` has a name of the party that the words before it name, or
/// their abbreviation. The initials of a town of the table may also be those of an
/// agency ("ADDIS ABABA (AA)").
pub(crate) fn explains(head: &DatelineHead<'_>, frame: &Frame, directory: &Directory) -> bool {
    let Some(place) = head
        .place
        .filter(|_| matches!(head.look, PlaceLook::Title | PlaceLook::Capitals))
    else {
        return false;
    };
    let is_named = |name: &PrintedName| {
        directory
            .mentions(place)
            .any(|mention| mention.parties.iter().any(|id| name.parties.contains(id)))
    };
    frame.names.iter().any(is_named) || is_spelled(place, frame)
}

/// Returns whether `frame` has the initials of the last words of `before`, as "Acute
/// Flaccid Paralysis (AFP)" has.
pub(crate) fn is_spelled(before: &str, frame: &Frame) -> bool {
    let initials: String = before
        .split(|c: char| !is_alphanumeric(c))
        .filter(|word| !WordKey::InitialsSkipped.words().contains(word))
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    frame.names.iter().any(|name| {
        name.printed.chars().count() >= MIN_INITIALS
            && initials.ends_with(&name.printed.to_uppercase())
    })
}

/// Returns whether words with capitals that the table does not have are a town, and
/// not a person or the subject of a sentence. Two words with capitals before the name of an
/// agency that sells pictures are the photographer, unless there is a date or a sign
/// of a town.
pub(crate) fn is_likely_town(
    head: &DatelineHead<'_>,
    frame: &Frame,
    directory: &Directory,
) -> bool {
    let has_date = head.date.is_some() || frame.date.is_some();
    has_date
        || head.place.is_some_and(looks_like_town)
        || !frame
            .names
            .iter()
            .any(|name| directory.sells_pictures(&name.parties))
}

/// Returns whether the only name of `frame`, with a colon `after` it, is a region of
/// the country of the place: "AP" is Andhra Pradesh. Before a dash the name is an
/// agency also in that country.
pub(crate) fn is_region_in_brackets(head: &DatelineHead<'_>, frame: &Frame, after: &str) -> bool {
    let ([name], true) = (frame.names.as_slice(), after.starts_with(':')) else {
        return false;
    };
    let region = places::place(&name.printed).filter(|place| place.kind == PlaceKind::Region);
    region.is_some_and(|region| head.place.and_then(places::country) == Some(region.country))
}

/// Returns whether the only name of `frame` means something else in the country of
/// the place.
pub(crate) fn has_other_meaning(head: &DatelineHead<'_>, frame: &Frame) -> bool {
    let [name] = frame.names.as_slice() else {
        return false;
    };
    let country = head.place.and_then(places::country);
    OTHER_MEANINGS
        .iter()
        .any(|&(printed, place)| printed == name.printed && country == Some(place))
}

/// Returns whether every name of the frame is of a syndicate. Broadcasters among them
/// print their own name on a line of its own before the story.
pub(crate) fn is_of_broadcaster(frame: &Frame, directory: &Directory) -> bool {
    let is_syndicate = |&id| matches!(directory.party(id).kind, PartyKind::Syndicate);
    frame
        .names
        .iter()
        .all(|name| name.parties.iter().any(is_syndicate))
}

/// Returns whether `name` is the call sign of an American station, or of its news.
pub(crate) fn is_call_sign(name: &str) -> bool {
    let sign = name.trim_end_matches("-TV").trim_end_matches(" News");
    sign.starts_with(['K', 'W'])
        && (3..=4).contains(&sign.len())
        && sign.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Returns whether `name` is of a newspaper in a script without capitals, where it
/// may be an everyday word.
pub(crate) fn is_newspaper(name: &PrintedName, directory: &Directory) -> bool {
    !name.printed.is_ascii() && !name.parties.is_empty() && directory.are_outlets(&name.parties)
}

/// Returns whether the words before a name, and before its bracket, cite its party:
/// "according to".
pub(crate) fn is_cited(before: &str) -> bool {
    static CITING: WordList = WordList::of(WordKey::Citing);
    let words = before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '['));
    let last = words.split_whitespace().next_back();
    last.is_some_and(|word| CITING.has(word))
}
