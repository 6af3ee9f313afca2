/*!
Breaches as annotations of GitHub Actions: workflow commands on stdout.

# Choices

* A step shows ten annotations of each kind; what is beyond them would be lost
  in silence, so the last of ten says how many more there are.
* An objection is one annotation, at the article that should go; its pairs are
  lines of the message.
*/

use std::io::Write;

use crate::error::Result;
use crate::gate::check_result::{CheckAnswer, CheckResult};
use crate::gate::objection::Objection;
use crate::gate::render::repository_paths::from_top;
use crate::gate::rule::Severity;
use crate::output::sanitize::plain;
use crate::report::{Place, SkippedFinding};

/// Annotations of a kind that a step shows.
const SHOWN: usize = 10;

/// Pairs in a message, at most.
const PAIRS: usize = 10;

/// Writes the breaches of `verdict` as annotations. The paths of its places are
/// from the folder `base` of the repository, which is empty for its top.
///
/// # Errors
///
/// When they cannot be written, or an objection or a record cannot be read once
/// more.
pub fn write(verdict: &CheckResult<'_>, base: &str, out: &mut impl Write) -> Result<()> {
    let skips = &verdict.skips;
    let of_skips = match skips.answer() {
        CheckAnswer::Passed => Severity::Warning,
        CheckAnswer::Failed | CheckAnswer::Inconclusive => Severity::Error,
    };
    for severity in [Severity::Error, Severity::Warning] {
        let unread: Vec<&SkippedFinding> = match of_skips == severity {
            true => skips.files.iter().chain(&skips.records).collect(),
            false => Vec::new(),
        };
        let of_all = match severity {
            Severity::Error => verdict
                .unusable_sets
                .iter()
                .map(|&one| verdict.why_unusable(one))
                .collect(),
            Severity::Warning => verdict.notes(),
        };
        let breaches = || {
            let breaches = verdict.breaches();
            breaches.filter(move |&(_, of_rule)| of_rule == severity)
        };
        let all = of_all.len() + unread.len() + breaches().count();
        let shown = if all > SHOWN { SHOWN - 1 } else { all };
        for told in of_all.iter().take(shown) {
            let message = data(&plain(told));
            writeln!(out, "::{} title=wirecopy::{message}", severity.name())?;
        }
        let left = shown.saturating_sub(of_all.len());
        for skipped in unread.iter().take(left) {
            writeln!(out, "{}", of_unread(skipped, base, severity))?;
        }
        for (filed, _) in breaches().take(left.saturating_sub(unread.len())) {
            let objection = verdict.objections.read(filed)?;
            writeln!(out, "{}", annotation(verdict, &objection, base, severity)?)?;
        }
        let more = all - shown;
        if more > 0 {
            writeln!(
                out,
                "::{} title=wirecopy::and {more} more that GitHub would not show: see the job summary, or --format text",
                severity.name()
            )?;
        }
    }
    Ok(())
}

fn of_unread(skipped: &SkippedFinding, base: &str, severity: Severity) -> String {
    let line = skipped
        .line
        .map_or(String::new(), |line| format!(",line={line}"));
    format!(
        "::{} file={}{line},title=wirecopy: cannot be read::{}",
        severity.name(),
        property(&from_top(base, &skipped.file)),
        data(&plain(&skipped.reason))
    )
}

fn annotation(
    verdict: &CheckResult<'_>,
    objection: &Objection,
    base: &str,
    severity: Severity,
) -> Result<String> {
    let place = objection
        .subject()
        .map(|article| verdict.data.place(article));
    let (file, line) = place
        .as_ref()
        .map_or(("", 1), |place| (&place.file, place.line));
    Ok(format!(
        "::{} file={},line={line},title=wirecopy: {}::{}",
        severity.name(),
        property(&from_top(base, file)),
        property(objection.rule.name()),
        data(&message(verdict, objection)?)
    ))
}

fn message(verdict: &CheckResult<'_>, objection: &Objection) -> Result<String> {
    let mut lines: Vec<String> = Vec::new();
    let subject = objection.subject();
    if let (Some(reason), Some(article)) = (&objection.reason, subject) {
        lines.push(format!("{}: {reason}", verdict.data.place(article)));
    }
    for pair in objection.counting().take(PAIRS) {
        let [first, _] = objection.articles_of(pair);
        lines.push(format!(
            "{}: {}",
            verdict.data.place(first),
            verdict.why(objection, pair, Place::to_string)
        ));
    }
    let more = objection.counted.saturating_sub(lines.len() as u64);
    if more > 0 && objection.reason.is_none() {
        lines.push(format!("and {more} more"));
    }
    if let Some(article) = subject
        && let Some(headline) = verdict.data.headline(article)?
    {
        lines.push(format!("“{headline}”"));
    }
    lines.push(objection.rule.cure().to_owned());
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    Ok(lines.join("\n"))
}

/// `text` as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// `text` as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_end_a_command() {
        assert_eq!(
            property("a,b:c\n::error::x"),
            "a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax"
        );
        assert_eq!(data("100 %\r\n"), "100 %25%0D%0A");
    }
}
