/*!
Datelines with the agency in brackets behind the place: "SKARHOLM, Jan 1 (AFP) -".
*/

use crate::news::dateline::dashes::{AfterFrame, is_dash_or_blank, starts_sentence};
use crate::news::dateline::frame::Frame;
use crate::news::dateline::frame_checks::{
    explains, has_other_meaning, is_call_sign, is_cited, is_likely_town, is_newspaper,
    is_region_in_brackets,
};
use crate::news::dateline::head::DatelineHead;
use crate::news::dateline::head::tidy_place;
use crate::news::dateline::look::{PlaceLook, is_city, look};
use crate::news::dateline::reading::LineStart;
use crate::news::dateline::reading::{DatelineReading, Weight};
use crate::news::dateline::thresholds::{MAX_BYTES_BEFORE_FRAME, MAX_FRAME_BYTES, MIN_STORY_BYTES};
use crate::news::parties::directory::Directory;

/// Reads a dateline with an agency in brackets behind the place. The first brackets
/// that hold one count.
pub(crate) fn bracketed(line: LineStart<'_>, directory: &Directory) -> Option<DatelineReading> {
    let bytes = line.text.as_bytes();
    let before_frame = &bytes[..bytes.len().min(MAX_BYTES_BEFORE_FRAME + 1)];
    for open in memchr::memchr2_iter(b'(', b'[', before_frame) {
        let closing = if bytes[open] == b'(' { ')' } else { ']' };
        let inner = &line.text[open + 1..];
        let close = inner[..inner.floor_char_boundary(MAX_FRAME_BYTES)].find(closing);
        let Some(close) = close.filter(|_| open > 0) else {
            continue;
        };
        if let Some(reading) = in_brackets(line, open, open + 1 + close, directory) {
            return Some(reading);
        }
    }
    None
}

/// Reads a dateline with the brackets at the bytes `open` and `close`.
fn in_brackets(
    line: LineStart<'_>,
    open: usize,
    close: usize,
    directory: &Directory,
) -> Option<DatelineReading> {
    let before = &line.text[..open];
    let head = DatelineHead::read(before)?;
    let frame = Frame::read(&line.text[open + 1..close], directory)?;
    // Newspapers bracket their own names in running Arabic.
    let mut names = frame.names.iter();
    if head.look == PlaceLook::Uncased && names.all(|name| is_newspaper(name, directory)) {
        return None;
    }
    if frame.is_picture_credit(directory) && head.look != PlaceLook::Capitals {
        return None;
    }
    if is_cited(before) || explains(&head, &frame, directory) {
        return None;
    }
    let end = close + 1;
    let after = &line.text[end..];
    if is_region_in_brackets(&head, &frame, after) {
        return staff_in_region(line, &head, end);
    }
    let after_frame = AfterFrame::read(after);
    let stands = match (frame.knows_one(), after_frame) {
        (true, AfterFrame::Dash(_)) => {
            head.look != PlaceLook::Title
                || is_likely_town(&head, &frame, directory)
                    && (head.date.is_some()
                        || starts_sentence(after.trim_start_matches(is_dash_or_blank)))
        }
        (true, AfterFrame::End(_)) => head.is_strict(),
        (true, AfterFrame::Stop(_)) => {
            let may_mean_other = head.date.is_none() && has_other_meaning(&head, &frame);
            head.is_strict() && !may_mean_other || head.look == PlaceLook::Title && frame.is_known()
        }
        (true, AfterFrame::Story) => {
            let may_mean_other = head.date.is_none() && has_other_meaning(&head, &frame);
            frame.date.is_some() || head.is_strict() && starts_sentence(after) && !may_mean_other
        }
        (false, AfterFrame::Dash(_)) => stands_with_unknown_name(before, &head, &frame, after),
        // "کراچی (اسٹاف رپورٹر) …": a city and its own reporter need no dash.
        (false, AfterFrame::Story) if frame.names.is_empty() => {
            head.look == PlaceLook::Known
                && head.place.is_some_and(is_city)
                && starts_sentence(after)
        }
        (false, _) => frame.date.is_some() && head.look == PlaceLook::Known,
    };
    let length = match after_frame {
        AfterFrame::Dash(length) | AfterFrame::End(length) | AfterFrame::Stop(length) => length,
        AfterFrame::Story => 0,
    };
    stands.then(|| DatelineReading {
        at: 0..end + length,
        place: head.place.map(tidy_place),
        date: head.date.or(frame.date),
        names: frame.names,
        weight: Weight::Framed,
    })
}

/// Returns whether a frame with a dash is a dateline, though the table has none of its
/// names. This needs every other sign: a nickname or a region in brackets is no agency.
fn stands_with_unknown_name(
    before: &str,
    head: &DatelineHead<'_>,
    frame: &Frame,
    after: &str,
) -> bool {
    let has_place = frame
        .names
        .iter()
        .any(|name| look(&name.printed) == Some(PlaceLook::Known));
    let base = before.split(',').next().unwrap_or_default();
    let in_capitals = !base.contains(char::is_lowercase);
    let is_station = frame.names.iter().all(|name| is_call_sign(&name.printed));
    let is_town = head.look == PlaceLook::Known || head.look == PlaceLook::Capitals && is_station;
    is_town
        && in_capitals
        && !has_place
        && starts_sentence(after.trim_start_matches(is_dash_or_blank))
}

/// Reads "GUNTUR (AP):", where the brackets hold the region of the place, which shares
/// its abbreviation with an agency.
fn staff_in_region(
    line: LineStart<'_>,
    head: &DatelineHead<'_>,
    end: usize,
) -> Option<DatelineReading> {
    let rest = &line.text[end..];
    let colon = rest.len() - rest.trim_start_matches(is_dash_or_blank).len();
    let is_story = line.bytes_from(end + colon) >= MIN_STORY_BYTES
        && starts_sentence(&line.text[end + colon..]);
    (is_story && head.place.is_some_and(is_city)).then(|| DatelineReading {
        at: 0..end + colon,
        place: Some(tidy_place(&line.text[..end])),
        date: None,
        names: Vec::new(),
        weight: Weight::Staff,
    })
}
