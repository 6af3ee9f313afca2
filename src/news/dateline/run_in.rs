/*!
Datelines that stand within a line: scrapers run captions, bylines and the
story together.

Only the strongest form is believed there: a place in capitals or of the
table, a frame with an agency of the table, and a dash.
*/

use crate::news::dateline::frame;
use crate::news::dateline::frame::{Close, Frame};
use crate::news::dateline::head::{Head, Look};
use crate::news::dateline::western::{explains, is_region_in_brackets, is_spelled, tidy};
use crate::news::dateline::{Reading, Weight};
use crate::news::parties::directory::Directory;

/// Bytes of a line that are looked through.
const WINDOW: usize = 3_000;

/// Words of a place that stands within a line, at most.
const MOST_WORDS: usize = 5;

/// Bytes before a frame whose words it may be the abbreviation of.
const WORDS_BEFORE: usize = 80;

/// Frames that are tried, at most: a page of bracketed names is no story.
const MOST_FRAMES: usize = 24;

/// The first framed dateline within `line`.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<Reading> {
    let window = &line[..line.floor_char_boundary(WINDOW)];
    for open in memchr::memchr_iter(b'(', window.as_bytes()).take(MOST_FRAMES) {
        let inner = &window[open + 1..];
        let Some(close) = inner[..inner.floor_char_boundary(frame::LONGEST)].find(')') else {
            continue;
        };
        let end = open + 1 + close + 1;
        let Close::Dash(dash) = Close::read(&window[end..]) else {
            continue;
        };
        let Some(frame) = Frame::read(&inner[..close], directory).filter(Frame::is_known) else {
            continue;
        };
        let Some(start) = place_start(&window[..open]) else {
            continue;
        };
        let Some(head) = Head::read(&window[start..open]) else {
            continue;
        };
        // "Armed Forces of the Philippines (AFP) -" ends in a place.
        let before = &window[window.ceil_char_boundary(open.saturating_sub(WORDS_BEFORE))..open];
        if window[start..open].contains(char::is_lowercase) && is_spelled(before, &frame) {
            continue;
        }
        let after = &window[end..];
        if explains(&head, &frame, directory) || is_region_in_brackets(&head, &frame, after) {
            continue;
        }
        return Some(Reading {
            at: start..end + dash,
            place: head.place.map(tidy),
            date: head.date.or(frame.date),
            slots: frame.slots,
            weight: Weight::Framed,
        });
    }
    None
}

/// Where the place that ends `before` begins: the longest run of words that
/// is a place in capitals or of the table, but no more of a byline in capitals
/// than the table makes sure of.
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
    let candidates = || starts.iter().rev().take(MOST_WORDS).copied();
    let look = |start: usize| Head::read(&trimmed[start..]).map(|head| head.look);
    let known = candidates().rfind(|&start| look(start) == Some(Look::Known));
    known.or_else(|| {
        candidates()
            .take_while(|&start| look(start) == Some(Look::Capitals))
            .last()
    })
}
