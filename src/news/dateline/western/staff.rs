/*!
Datelines with a place and no agency: "HELSINKI —".
*/

use crate::news::dateline::dashes::{dashes, starts_sentence};
use crate::news::dateline::head::DatelineHead;
use crate::news::dateline::head::{tidy_place, trim_place};
use crate::news::dateline::look::{PlaceLook, is_city, is_other_name};
use crate::news::dateline::reading::LineStart;
use crate::news::dateline::reading::{DatelineReading, Weight};
use crate::news::dateline::thresholds::{
    MAX_BYTES_BEFORE_FRAME, MIN_STORY_BYTES, MIN_STORY_BYTES_AFTER_SMALL_PLACE,
};
use crate::news::dates::printed::PrintedDate;

/// Letters of the last label of an outlet's address, at most.
const MAX_DOMAIN_LETTERS: usize = 4;

/// Bytes of an outlet's address, at least. Shorter names are abbreviations of regions.
const MIN_ADDRESS_BYTES: usize = 6;

/// Reads a place with a dash and a story behind it.
pub(crate) fn staff(line: LineStart<'_>) -> Option<DatelineReading> {
    let window = &line.text[..line.text.floor_char_boundary(MAX_BYTES_BEFORE_FRAME / 2)];
    if let Some(reading) = closed_by_stop(window, line) {
        return Some(reading);
    }
    let dash = dashes(window).find(|dash| {
        !PrintedDate::read(&window[..dash.start]).is_some_and(PrintedDate::has_month)
    })?;
    let printed = &window[dash.clone()];
    let before = without_address(&window[..dash.start]);
    let head = DatelineHead::read(before)?;
    let place = head.place?;
    let story_bytes = line.bytes_from(dash.end);
    let is_long_dash = printed.contains(['—', '–', '―', '−']) || printed.contains("--");
    let in_capitals = !place.split(',').next()?.chars().any(char::is_lowercase);
    let stands = match head.look {
        PlaceLook::Known if in_capitals && printed.contains(':') => {
            is_city(place) || place.contains(',')
        }
        PlaceLook::Known if in_capitals || before.len() < dash.start => true,
        PlaceLook::Capitals => {
            let has_bracket = place.contains(['(', '[']);
            let is_town = place.contains(',') || !is_other_name(place);
            is_long_dash && head.date.is_none() && !has_bracket && is_town
        }
        PlaceLook::Known => {
            story_bytes >= MIN_STORY_BYTES_AFTER_SMALL_PLACE
                && is_city(place)
                && (is_long_dash || place.contains(',') && !printed.contains(':'))
        }
        PlaceLook::NoPlace | PlaceLook::Uncased | PlaceLook::Title => false,
    };
    let is_story = story_bytes >= MIN_STORY_BYTES && starts_sentence(&line.text[dash.end..]);
    (stands && is_story).then(|| DatelineReading {
        at: 0..dash.end,
        place: Some(tidy_place(place)),
        date: head.date,
        names: Vec::new(),
        weight: Weight::Staff,
    })
}

/// Reads a city of the table in capitals with a full stop behind it: "STOCKHOLM. ".
fn closed_by_stop(window: &str, line: LineStart<'_>) -> Option<DatelineReading> {
    let stop = memchr::memchr(b'.', window.as_bytes())?;
    let (place, after) = (&window[..stop], &window[stop + 1..]);
    let is_place = after.starts_with(' ')
        && !place.chars().any(char::is_lowercase)
        && place.chars().any(char::is_uppercase)
        && is_city(place);
    let is_story = line.bytes_from(stop) >= MIN_STORY_BYTES_AFTER_SMALL_PLACE
        && starts_sentence(&line.text[stop + 1..]);
    (is_place && is_story).then(|| DatelineReading {
        at: 0..stop + 1,
        place: Some(tidy_place(place)),
        date: None,
        names: Vec::new(),
        weight: Weight::Staff,
    })
}

/// Returns the text before a dash without the address of the outlet behind the place:
/// "SKARHOLM, harborledger.example -".
fn without_address(before: &str) -> &str {
    let is_address = |name: &str| {
        let domain = name.rsplit_once('.').map(|(_, domain)| domain);
        domain.is_some_and(|domain| (2..=MAX_DOMAIN_LETTERS).contains(&domain.len()))
            && name.split('.').all(|label| {
                !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
            && name.len() >= MIN_ADDRESS_BYTES
    };
    match before.rsplit_once(", ") {
        Some((place, name)) if is_address(name.trim_end()) => place,
        _ => before,
    }
}

/// Returns the place in capitals that the whole of `line` is, if the table has it.
pub(crate) fn place_alone(line: &str) -> Option<String> {
    let line = trim_place(line);
    let is_capital =
        line.starts_with(|c: char| c.is_uppercase()) && line.len() <= MAX_BYTES_BEFORE_FRAME / 2;
    let base = line.split(',').next().unwrap_or_default();
    if !is_capital || base.chars().any(char::is_lowercase) {
        return None;
    }
    let head = DatelineHead::read(line)?;
    let is_place = head.look == PlaceLook::Known && (is_city(line) || line.contains(','));
    (is_place && head.date.is_none()).then(|| tidy_place(line))
}
