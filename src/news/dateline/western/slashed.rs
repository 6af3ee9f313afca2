/*!
Datelines with the agency between slashes: "SKARHOLM, October 4. /TASS/.",
"RALEIGH, NC / ACCESSWIRE / date / ".
*/

use crate::news::dateline::dashes::AfterFrame;
use crate::news::dateline::frame::Frame;
use crate::news::dateline::head::DatelineHead;
use crate::news::dateline::look::PlaceLook;
use crate::news::dateline::place_text::tidy_place;
use crate::news::dateline::reading::{DatelineReading, Weight};
use crate::news::dateline::thresholds::MAX_BYTES_BEFORE_FRAME;
use crate::news::dateline::western::line_start::LineStart;
use crate::news::parties::directory::Directory;

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
            AfterFrame::End(_) | AfterFrame::Story => stops,
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
