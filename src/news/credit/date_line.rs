/*!
Lines that are a date.
*/

use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;

/// Bytes of a line that begins with a date, at most.
const MAX_DATE_LINE_BYTES: usize = 80;

/// Words of a date before a time of day, at most.
const MAX_DATE_WORDS: usize = 5;

/// Returns whether `line` is a date, a date with a time behind it, or begins like
/// "Updated".
pub(crate) fn is_date_line(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    if WordKey::DateStamps.begins(line)
        || PrintedDate::read(line).is_some_and(PrintedDate::has_month)
    {
        return true;
    }
    let mut ends = line
        .match_indices(' ')
        .map(|(at, _)| at)
        .take(MAX_DATE_WORDS);
    line.len() <= MAX_DATE_LINE_BYTES
        && ends.any(|end| {
            PrintedDate::read(&line[..end])
                .is_some_and(|date| date.has_month() && date.day.is_some())
        })
}
