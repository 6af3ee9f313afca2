/*!
Datelines with the agency behind the place without brackets: between slashes ("SKARHOLM,
October 4. /TASS/.", "RALEIGH, NC / ACCESSWIRE / date / "), or bare ("МОСКВА, 15 апр - РИА
Новости.", "SYDNEY, July 30 AAP -").
*/

use crate::news::dateline::dashes::{
    AfterFrame, characters_at, is_dash, is_dash_or_blank, may_begin_dash, starts_sentence,
};
use crate::news::dateline::frame::Frame;
use crate::news::dateline::frame_checks::{is_cited, is_newspaper};
use crate::news::dateline::head::{DatelineHead, tidy_place};
use crate::news::dateline::look::{PlaceLook, is_city, look};
use crate::news::dateline::reading::{DatelineReading, LineStart, Weight};
use crate::news::dateline::thresholds::MAX_BYTES_BEFORE_FRAME;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::PrintedName;
use crate::text::characters::is_numeric;

/// Slashes of a line that are tried, at most.
const MAX_SLASHES: usize = 6;

/// Reads a dateline with an agency of the table between slashes.
pub(crate) fn slashed(line: LineStart<'_>, directory: &Directory) -> Option<DatelineReading> {
    let slashes: Vec<usize> = memchr::memchr_iter(b'/', line.text.as_bytes())
        .take(MAX_SLASHES)
        .collect();
    for pair in slashes.windows(2) {
        let (open, close) = (pair[0], pair[1]);
        if open > MAX_BYTES_BEFORE_FRAME {
            break;
        }
        let Some(frame) =
            frame_in_slashes(&line.text[open + 1..close], directory).filter(Frame::is_known)
        else {
            continue;
        };
        let head = DatelineHead::read(&line.text[..open]);
        let is_place = head.is_some_and(|head| head.is_strict() || head.look == PlaceLook::Uncased);
        if !is_place && open > 0 {
            continue;
        }
        let mut end = close + 1;
        let mut date = head.and_then(|head| head.date).or(frame.date);
        if let Some(next) = line.text[end..].find('/') {
            let between = DatelineHead::read(&line.text[end..end + next]);
            if let Some(found) = between.filter(|head| head.place.is_none()) {
                date = found.date;
                end += next + 1;
            }
        }
        let after = &line.text[end..];
        let stops = after.len() - after.trim_start_matches('.').len();
        end += match AfterFrame::read(&after[stops..]) {
            AfterFrame::Dash(length) => stops + length,
            AfterFrame::End(_) | AfterFrame::Stop(_) | AfterFrame::Story => stops,
        };
        return Some(DatelineReading {
            at: 0..end,
            place: head.and_then(|head| head.place).map(tidy_place),
            date,
            names: frame.names,
            weight: Weight::Framed,
        });
    }
    None
}

/// Reads the names between slashes, or the agency that they end in: "/Корр. БЕЛТА/"
/// names the reporter's agency.
fn frame_in_slashes(inner: &str, directory: &Directory) -> Option<Frame> {
    Frame::read(inner, directory).or_else(|| {
        let mention = directory.mentions(inner).last()?;
        let is_at_end = mention.at.end == inner.trim_end().len();
        is_at_end.then(|| Frame::of(mention, inner))
    })
}

/// Reads a dateline with an agency of the table behind the place. The first name
/// that fits counts.
pub(crate) fn bare(line: LineStart<'_>, directory: &Directory) -> Option<DatelineReading> {
    let window = &line.text[..line.text.floor_char_boundary(MAX_BYTES_BEFORE_FRAME)];
    // The start of most lines cannot be a place.
    let may_end = |byte: u8| may_begin_dash(byte) || matches!(byte, b'.' | b',');
    let first = characters_at(window, may_end)
        .find(|&(_, c)| is_dash(c) || matches!(c, '.' | ','))
        .map(|(at, _)| at);
    // A line that is a dateline ends in the agency: "جدة 11 أغسطس 2015 م واس".
    let is_line = line.line_bytes <= window.len() && window.chars().any(is_numeric);
    let first = first.or(is_line.then_some(window.len()))?;
    let start = window[..first].trim_end();
    if !start.chars().any(is_numeric) && look(start).is_none() {
        return None;
    }
    for mention in directory.mentions(window) {
        let at = mention.at.clone();
        let name = PrintedName::of(mention, window);
        if at.start == 0 || is_newspaper(&name, directory) {
            continue;
        }
        let before = &window[..at.start];
        let Some(head) = DatelineHead::read(before).filter(|_| !is_cited(before)) else {
            continue;
        };
        if let Some(length) = length_after_name(before, &head, &line.text[at.end..]) {
            return Some(DatelineReading {
                at: 0..at.end + length,
                place: head.place.map(tidy_place),
                date: head.date,
                names: vec![name],
                weight: Weight::Framed,
            });
        }
    }
    None
}

/// Returns the bytes of the dateline behind the name, or `None` if the text around the
/// name is no dateline.
fn length_after_name(before: &str, head: &DatelineHead<'_>, after: &str) -> Option<usize> {
    let separator = before.trim_end().chars().next_back();
    // "DAHL, EPA-EFE" is a photographer and two agencies.
    let is_apart = before.ends_with(char::is_whitespace) || head.look != PlaceLook::Capitals;
    let is_dashed = separator.is_some_and(is_dash_or_blank) && is_apart;
    let is_place = head.is_strict() || head.look == PlaceLook::Uncased && is_dashed;
    match AfterFrame::read(after) {
        AfterFrame::Dash(length)
            if is_place && (is_dashed || separator == Some('.') || head.date.is_some()) =>
        {
            Some(length)
        }
        AfterFrame::Dash(length) if head.look == PlaceLook::Known && separator == Some(',') => {
            Some(length)
        }
        // "Kyiv, Ukraine CNN —": only the name is between the place and the dash.
        AfterFrame::Dash(length)
            if head.look == PlaceLook::Known
                && head
                    .place
                    .is_some_and(|place| place.contains(',') || is_city(place))
                && after[..length].contains('—')
                && starts_sentence(&after[length..]) =>
        {
            Some(length)
        }
        AfterFrame::End(length) if head.is_strict() && is_dashed => Some(length),
        AfterFrame::End(length) if head.date.is_some() && head.place.is_some() && is_apart => {
            Some(length)
        }
        // "- РИА Новости, reporter." and "- РИА Новости." need a date: without it a
        // sentence that begins with a place looks the same.
        AfterFrame::Stop(length) if is_dashed && head.date.is_some() => Some(length),
        // "КИЇВ. 12 березня. УНН.": full stops on both sides.
        AfterFrame::Stop(length) if separator == Some('.') && head.date.is_some() => Some(length),
        AfterFrame::Story if is_dashed && head.date.is_some() && after.starts_with(['.', ',']) => {
            Some(length_of_reporter(after))
        }
        _ => None,
    }
}

/// Returns the bytes of a stop, or of a reporter's name up to its stop.
fn length_of_reporter(after: &str) -> usize {
    /// Bytes of a name, at most.
    const NAME: usize = 60;
    if after.starts_with('.') {
        return 1;
    }
    let name = &after[..after.floor_char_boundary(NAME)];
    name.find('.').map_or(0, |stop| stop + 1)
}
