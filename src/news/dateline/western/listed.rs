/*!
Credit lines that are a dateline: an agency and a city, alone on a line before the story.
"EFE / Madrid", "Madrid | EFE", "OSLO • NTB".
*/

use crate::news::dateline::frame::Frame;
use crate::news::dateline::head::{DatelineHead, tidy_place};
use crate::news::dateline::look::{PlaceLook, is_city};
use crate::news::dateline::reading::{DatelineReading, LineStart, Weight};
use crate::news::dateline::thresholds::MAX_LISTED_BYTES;
use crate::news::parties::directory::Directory;

/// Marks between the parts of a credit line.
const MARKS: [char; 6] = ['/', '|', '•', '·', '–', '—'];

/// Reads a line that is one list of agencies of the table and one city, with a mark
/// between.
pub(crate) fn listed(line: LineStart<'_>, directory: &Directory) -> Option<DatelineReading> {
    if line.line_bytes > MAX_LISTED_BYTES {
        return None;
    }
    let text = line.text.trim_end();
    let mut parts = text.split(MARKS);
    let (first, second) = (parts.next()?.trim(), parts.next()?.trim());
    if parts.next().is_some() {
        return None;
    }
    let (place, agency) = match DatelineHead::read(first).filter(is_city_alone) {
        Some(place) => (place, second),
        None => (DatelineHead::read(second).filter(is_city_alone)?, first),
    };
    let frame = Frame::read(agency, directory)
        .filter(|frame| !frame.names.is_empty() && frame.is_known())?;
    let mut names = frame.names.iter();
    if names.any(|name| directory.are_outlets(&name.parties)) {
        return None;
    }
    Some(DatelineReading {
        at: 0..text.len(),
        place: place.place.map(tidy_place),
        date: place.date.or(frame.date),
        names: frame.names,
        weight: Weight::Framed,
    })
}

/// Returns whether `head` is a city of the table.
fn is_city_alone(head: &DatelineHead<'_>) -> bool {
    head.look == PlaceLook::Known && head.place.is_some_and(is_city)
}
