/*!
Reads the dateline at the start of a line, in one of its forms.
*/

use crate::news::dateline::reading::DatelineReading;
use crate::news::dateline::thresholds::MAX_DATELINE_BYTES;
use crate::news::dateline::western::agency_first::agency_first;
use crate::news::dateline::western::bare::bare;
use crate::news::dateline::western::bracketed::bracketed;
use crate::news::dateline::western::line_start::LineStart;
use crate::news::dateline::western::slashed::slashed;
use crate::news::dateline::western::staff::staff;
use crate::news::parties::directory::Directory;
use crate::text::characters::{is_alphanumeric, is_lowercase};

/// Returns the dateline that `line` begins with. The first form that matches counts.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<DatelineReading> {
    let first = line.chars().next()?;
    if is_lowercase(first) || !(is_alphanumeric(first) || matches!(first, '(' | '/' | '[')) {
        return None;
    }
    let line = LineStart {
        text: &line[..line.floor_char_boundary(MAX_DATELINE_BYTES)],
        line_bytes: line.len(),
    };
    agency_first(line, directory)
        .or_else(|| bracketed(line, directory))
        .or_else(|| slashed(line, directory))
        .or_else(|| bare(line, directory))
        .or_else(|| staff(line))
}
