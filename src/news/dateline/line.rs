/*!
Reads the dateline at the start of a line, in any script.
*/

use crate::news::dateline::asian;
use crate::news::dateline::reading::{DatelineReading, LineStart, Weight};
use crate::news::dateline::thresholds::{LIBRARY_WITHIN_BYTES, MAX_DATELINE_BYTES};
use crate::news::dateline::western::agency_first::agency_first;
use crate::news::dateline::western::bracketed::bracketed;
use crate::news::dateline::western::listed::listed;
use crate::news::dateline::western::staff::staff;
use crate::news::dateline::western::unbracketed::{bare, slashed};
use crate::news::parties::directory::Directory;
use crate::text::characters::{is_alphanumeric, is_lowercase};

/// Picture libraries, which no story comes from.
const LIBRARIES: [&str; 4] = ["Getty", "GETTY", "Shutterstock", "Alamy"];

/// Returns the dateline that `line` begins with.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<DatelineReading> {
    if is_item(line) {
        return None;
    }
    let lead = line.len() - line.trim_start().len();
    let mut reading =
        asian::read(&line[lead..], directory).or_else(|| western(&line[lead..], directory))?;
    if has_joined_slash(&line[lead..], &reading) {
        return None;
    }
    // "VERA DAHL/AFP/Getty Images" is the credit of a picture.
    let rest = &line[lead + reading.at.end..];
    let rest = &rest[..rest.floor_char_boundary(LIBRARY_WITHIN_BYTES)];
    if LIBRARIES.iter().any(|library| rest.contains(library)) {
        return None;
    }
    reading.at.start += lead;
    reading.at.end += lead;
    Some(reading)
}

/// Returns the dateline that `line` begins with, in a script with blanks between words. The first
/// form that matches counts.
fn western(line: &str, directory: &Directory) -> Option<DatelineReading> {
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
        .or_else(|| listed(line, directory))
}

/// Returns whether `line` is an item of a digest. Each item has a dateline of its own,
/// and none of them is the dateline of the page.
pub(crate) fn is_item(line: &str) -> bool {
    line.trim_start().starts_with(['*', '•'])
}

/// Returns whether the slash of the agency is joined to the word before it: "VERA
/// DAHL/SPUTNIK/" is the credit of a picture, but "MOSCOW, October 4. /TASS/" is a
/// dateline.
fn has_joined_slash(line: &str, reading: &DatelineReading) -> bool {
    let text = &line[reading.at.clone()];
    reading.weight == Weight::Framed
        && !text.contains('(')
        && text
            .find('/')
            .is_some_and(|at| text[..at].ends_with(char::is_alphanumeric))
}
