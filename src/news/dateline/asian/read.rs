/*!
Reads the dateline at the start of a line, by the script and the bracket that the
line begins with.
*/

use crate::news::dateline::asian::chinese::chinese;
use crate::news::dateline::asian::japanese::japanese;
use crate::news::dateline::asian::korean::korean;
use crate::news::dateline::reading::DatelineReading;
use crate::news::dateline::thresholds::MAX_ASIAN_DATELINE_BYTES;
use crate::news::parties::directory::Directory;
use crate::news::scripts::is_ideograph;

/// Returns the dateline that `line` begins with.
pub(crate) fn read(line: &str, directory: &Directory) -> Option<DatelineReading> {
    let line = &line[..line.floor_char_boundary(MAX_ASIAN_DATELINE_BYTES)];
    let first = line.chars().next()?;
    match first {
        '【' => japanese(line, '】', directory),
        '［' => japanese(line, '］', directory),
        '[' => japanese(line, ']', directory).or_else(|| korean(line, ']', directory)),
        '(' => korean(line, ')', directory).or_else(|| chinese(line, directory)),
        '（' => chinese(line, directory),
        _ if is_ideograph(first) => chinese(line, directory),
        _ => None,
    }
}
