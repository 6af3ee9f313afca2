/*!
Finds a dateline within a line: scrapers join captions, bylines and the story.

Only the strongest form counts there: a place in capitals or of the table, a frame in
brackets with only agencies of the table, and a dash.
*/

use crate::news::dateline::dashes::AfterFrame;
use crate::news::dateline::frame::Frame;
use crate::news::dateline::frame_checks::{explains, is_region_in_brackets, is_spelled};
use crate::news::dateline::head::DatelineHead;
use crate::news::dateline::look::PlaceLook;
use crate::news::dateline::place_text::tidy_place;
use crate::news::dateline::reading::{DatelineReading, Weight};
use crate::news::dateline::thresholds::MAX_FRAME_BYTES;
use crate::news::opening::thresholds::{
    INITIALS_WITHIN_BYTES, MAX_RUN_IN_FRAMES, MAX_RUN_IN_PLACE_WORDS, RUN_IN_BYTES,
};
use crate::news::parties::directory::Directory;

/// Returns the first framed dateline within `line`.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<DatelineReading> {
    let window = &line[..line.floor_char_boundary(RUN_IN_BYTES)];
    memchr::memchr_iter(b'(', window.as_bytes())
        .take(MAX_RUN_IN_FRAMES)
        .find_map(|open| framed(window, open, directory))
}

/// Reads the dateline whose frame opens at the byte `open`.
fn framed(window: &str, open: usize, directory: &Directory) -> Option<DatelineReading> {
    let inner = &window[open + 1..];
    let close = inner[..inner.floor_char_boundary(MAX_FRAME_BYTES)].find(')')?;
    let end = open + 1 + close + 1;
    let after = &window[end..];
    let AfterFrame::Dash(dash) = AfterFrame::read(after) else {
        return None;
    };
    let frame = Frame::read(&inner[..close], directory).filter(Frame::is_known)?;
    let start = place_start(&window[..open])?;
    let place = &window[start..open];
    let head = DatelineHead::read(place)?;
    // "Armed Forces of the Philippines (AFP) -" ends in a place.
    let before = window.ceil_char_boundary(open.saturating_sub(INITIALS_WITHIN_BYTES));
    if place.contains(char::is_lowercase) && is_spelled(&window[before..open], &frame) {
        return None;
    }
    if explains(&head, &frame, directory) || is_region_in_brackets(&head, &frame, after) {
        return None;
    }
    Some(DatelineReading {
        at: start..end + dash,
        place: head.place.map(tidy_place),
        date: head.date.or(frame.date),
        names: frame.names,
        weight: Weight::Framed,
    })
}

/// Returns the byte at which the place that ends `before` begins: the most words that are
/// a place of the table, or else the most words in capitals. The name in a byline in
/// capitals may run into the latter.
fn place_start(before: &str) -> Option<usize> {
    let trimmed = before.trim_end();
    let starts: Vec<usize> = trimmed
        .char_indices()
        .filter(|&(at, c)| {
            !c.is_whitespace()
                && trimmed[..at]
                    .chars()
                    .next_back()
                    .is_none_or(char::is_whitespace)
        })
        .map(|(at, _)| at)
        .collect();
    let candidates = || starts.iter().rev().take(MAX_RUN_IN_PLACE_WORDS).copied();
    let look = |start: usize| DatelineHead::read(&trimmed[start..]).map(|head| head.look);
    let known = candidates().rfind(|&start| look(start) == Some(PlaceLook::Known));
    known.or_else(|| {
        candidates()
            .take_while(|&start| look(start) == Some(PlaceLook::Capitals))
            .last()
    })
}
