/*!
A check as annotations of GitHub Actions: workflow commands on stdout.

# Choices

* A step shows ten annotations of each severity and drops the others silently.
  The last of ten therefore says how many more there are.
* An objection is one annotation, at the article that should go. Its pairs are
  lines of the message.
*/

use std::io::Write;

use crate::error::Result;
use crate::gate::check_result::CheckAnswer;
use crate::gate::check_result::CheckResult;
use crate::gate::limit::Severity;
use crate::gate::objection::Objection;
use crate::gate::render::from_top;
use crate::gate::render::message;
use crate::output::sanitize::plain;
use crate::report::SkippedFinding;

/// Annotations of a severity that a step shows.
const SHOWN: usize = 10;

/// Pairs in a message, at most.
const PAIRS: usize = 10;

/// Writes what breaks the rules as annotations. `base` is the folder, from the
/// top of the repository, that the paths of the result start from.
pub(crate) fn write(result: &CheckResult<'_>, base: &str, out: &mut impl Write) -> Result<()> {
    let of_skips = match result.skips.answer() {
        CheckAnswer::Passed => Severity::Warning,
        CheckAnswer::Failed | CheckAnswer::Inconclusive => Severity::Error,
    };
    for severity in [Severity::Error, Severity::Warning] {
        let notes: Vec<String> = match severity {
            Severity::Error => {
                let unusable = result.unusable_sets.iter();
                unusable.map(|&set| result.why_unusable(set)).collect()
            }
            Severity::Warning => result.notes(),
        };
        let skipped: Vec<&SkippedFinding> = match of_skips == severity {
            true => result.skips.iter().collect(),
            false => Vec::new(),
        };
        let all = notes.len() + skipped.len() + result.breaches(severity).count();
        let shown = if all > SHOWN { SHOWN - 1 } else { all };
        let notes = notes.iter().map(|note| {
            let message = escape_data(&plain(note));
            Ok(format!("title=wirecopy::{message}"))
        });
        let skipped = skipped
            .into_iter()
            .map(|skipped| Ok(unreadable(skipped, base)));
        let objections = result.breaches(severity).map(|summary| {
            let objection = result.objections.read(summary)?;
            annotation(result, &objection, base)
        });
        let level = severity.name();
        for annotation in notes.chain(skipped).chain(objections).take(shown) {
            writeln!(out, "::{level} {}", annotation?)?;
        }
        let more = all - shown;
        if more > 0 {
            writeln!(
                out,
                "::{level} title=wirecopy::and {more} more that GitHub would not show: see the job summary, or --format text"
            )?;
        }
    }
    Ok(())
}

fn unreadable(skipped: &SkippedFinding, base: &str) -> String {
    let file = escape_property(&from_top(base, &skipped.file));
    let line = skipped
        .line
        .map_or(String::new(), |line| format!(",line={line}"));
    let reason = escape_data(&plain(&skipped.reason));
    format!("file={file}{line},title=wirecopy: cannot be read::{reason}")
}

fn annotation(result: &CheckResult<'_>, objection: &Objection, base: &str) -> Result<String> {
    let place = objection
        .subject()
        .map(|article| result.data.place(article));
    let (file, line) = place
        .as_ref()
        .map_or(("", 1), |place| (&place.file, place.line));
    let mut lines = message(result, objection, PAIRS)?;
    lines.push(objection.rule.row().cure.to_owned());
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    Ok(format!(
        "file={},line={line},title=wirecopy: {}::{}",
        escape_property(&from_top(base, file)),
        objection.rule,
        escape_data(&lines.join("\n"))
    ))
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_end_a_command() {
        assert_eq!(
            escape_property("a,b:c\n::error::x"),
            "a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax"
        );
        assert_eq!(escape_data("100 %\r\n"), "100 %25%0D%0A");
    }
}
