/*!
Datelines with the agency behind the place without brackets: "МОСКВА, 15 апр - РИА
Новости.", "SYDNEY, July 30 AAP -".
*/

use crate::news::dateline::dashes::{AfterFrame, is_dash, is_dash_or_blank};
use crate::news::dateline::frame_checks::{is_cited, is_newspaper};
use crate::news::dateline::head::DatelineHead;
use crate::news::dateline::look::{PlaceLook, look};
use crate::news::dateline::place_text::tidy_place;
use crate::news::dateline::reading::{DatelineReading, FrameName, Weight};
use crate::news::dateline::thresholds::MAX_BYTES_BEFORE_FRAME;
use crate::news::dateline::western::line_start::LineStart;
use crate::news::parties::directory::Directory;
use crate::text::characters::is_numeric;

/// Reads a dateline with an agency of the table behind the place. The first name
/// that fits counts.
pub(crate) fn bare(line: LineStart<'_>, directory: &Directory) -> Option<DatelineReading> {
    let window = &line.text[..line.text.floor_char_boundary(MAX_BYTES_BEFORE_FRAME)];
    // The start of most lines cannot be a place.
    let first = window.find(|c| is_dash(c) || matches!(c, '.' | ','))?;
    let start = window[..first].trim_end();
    if !start.chars().any(is_numeric) && look(start).is_none() {
        return None;
    }
    for mention in directory.mentions(window) {
        let at = mention.at.clone();
        let name = FrameName::of(mention, window);
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
        AfterFrame::End(length) if head.is_strict() && is_dashed => Some(length),
        // "- РИА Новости, reporter." and "- РИА Новости." need a date: without it a
        // sentence that begins with a place looks the same.
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
