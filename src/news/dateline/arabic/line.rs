/*!
Finds a byline of an Arabic newspaper at the start of a line.
*/

use crate::news::dateline::arabic::byline::read;
use crate::news::dateline::arabic::parts::DASHES;
use crate::news::dateline::frame_checks::is_cited;
use crate::news::dateline::line::is_item;
use crate::news::dateline::reading::{DatelineReading, Weight};
use crate::news::dateline::thresholds::{MAX_ARABIC_BYLINE_BYTES_IN_TEXT, MAX_ARABIC_PLACE_WORDS};
use crate::news::parties::directory::Directory;
use crate::news::places;

/// Returns whether the first letter of `text` is Arabic.
fn begins_in_arabic(text: &str) -> bool {
    text.chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| matches!(c, '\u{0600}'..='\u{06FF}' | '\u{FB50}'..='\u{FEFF}'))
}

/// Returns the byline that `line` begins with, as a dateline: up to the colon, the whole
/// of a short line, or a name and a place with the story directly behind them.
pub(crate) fn at_start(line: &str, directory: &Directory) -> Option<DatelineReading> {
    let lead = line.len()
        - line
            .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{00A0}')
            .len();
    let line = &line[lead..];
    if !begins_in_arabic(line) || is_item(line) {
        return None;
    }
    let window = &line[..line.floor_char_boundary(MAX_ARABIC_BYLINE_BYTES_IN_TEXT)];
    let colon = window.match_indices([':', '：']).next();
    let (part, end) = match colon {
        Some((colon, sign)) => (&window[..colon], colon + sign.len()),
        None if line.len() <= MAX_ARABIC_BYLINE_BYTES_IN_TEXT => (line, line.len()),
        None => joined_to_story(window)?,
    };
    if !part.contains(DASHES) && !part.contains('(') {
        return None;
    }
    if part.split('(').next().is_some_and(is_cited) {
        return None;
    }
    let byline = read(part, directory)?;
    let is_whole = colon.is_none() && end == line.len();
    if is_whole && byline.shows_picture {
        return None;
    }
    let is_framed = !byline.names.is_empty();
    // Without an agency a line with dashes may be anything, so the table must have
    // the place.
    let is_place = byline.place.as_deref().and_then(places::place).is_some()
        || byline.names_newspaper && byline.place.is_some();
    (is_framed || is_place).then_some(DatelineReading {
        at: lead..lead + end,
        place: byline.place,
        date: None,
        names: byline.names,
        weight: if is_framed {
            Weight::Framed
        } else {
            Weight::Staff
        },
    })
}

/// Returns "reporter-place" with the story directly behind it, and the bytes up to the
/// story.
fn joined_to_story(window: &str) -> Option<(&str, usize)> {
    let dash = window.find(DASHES)?;
    let before = &window[..dash];
    if before.split_whitespace().count() > MAX_ARABIC_PLACE_WORDS
        || before.contains(['.', '،', '"', '»'])
    {
        return None;
    }
    let after = dash + window[dash..].chars().next().map_or(0, char::len_utf8);
    let rest = &window[after..];
    let blank = rest.len() - rest.trim_start().len();
    let mut ends: Vec<usize> = rest
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|&at| at > blank)
        .take(MAX_ARABIC_PLACE_WORDS)
        .collect();
    ends.reverse();
    let end = ends
        .into_iter()
        .find(|&end| places::place(rest[..end].trim()).is_some())?;
    Some((&window[..after + end], after + end))
}
