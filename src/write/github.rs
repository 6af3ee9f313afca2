/*!
Breaches as annotations of GitHub Actions: workflow commands on stdout.

# Choices

* A step shows ten annotations of each kind; what is beyond them would be lost
  in silence, so the last of ten says how many more there are.
* An objection is one annotation, at the article that should go; its pairs are
  lines of the message.
*/

use std::io::{self, Write};

use super::plain::plain;
use crate::gate::objection::{Objection, State};
use crate::gate::rule::Severity;
use crate::gate::verdict::{Answer, Verdict};
use crate::report::Place;

/// Annotations of a kind that a step shows.
const SHOWN: usize = 10;

/// Pairs in a message, at most.
const PAIRS: usize = 10;

/// Writes the breaches of `verdict` as annotations.
///
/// # Errors
///
/// When they cannot be written.
pub fn write(verdict: &Verdict, out: &mut impl Write) -> io::Result<()> {
    let mut errors = Vec::new();
    let mut warnings = Vec::new();
    let skips = &verdict.skips;
    let is_allowed = skips.answer() == Answer::Yes;
    for skipped in skips.files.iter().chain(&skips.records) {
        let (level, list) = match is_allowed {
            true => ("warning", &mut warnings),
            false => ("error", &mut errors),
        };
        let line = skipped
            .line
            .map_or(String::new(), |line| format!(",line={line}"));
        list.push(format!(
            "::{level} file={}{line},title=wirecopy: cannot be read::{}",
            property(&skipped.file),
            data(&plain(&skipped.reason))
        ));
    }
    for (objection, severity) in verdict.breaches() {
        match severity {
            Severity::Error => errors.push(annotation(objection, severity)),
            Severity::Warning => warnings.push(annotation(objection, severity)),
        }
    }
    for (level, annotations) in [("error", errors), ("warning", warnings)] {
        let shown = if annotations.len() > SHOWN {
            SHOWN - 1
        } else {
            annotations.len()
        };
        for annotation in &annotations[..shown] {
            writeln!(out, "{annotation}")?;
        }
        let more = annotations.len() - shown;
        if more > 0 {
            writeln!(
                out,
                "::{level} title=wirecopy::and {more} more that GitHub would not show: see the job summary, or --format text"
            )?;
        }
    }
    Ok(())
}

fn annotation(objection: &Objection, severity: Severity) -> String {
    let place = objection.subject().map(|article| &article.place);
    let (file, line) = place.map_or(("", 1), |place| (&place.file, place.line));
    format!(
        "::{} file={},line={line},title=wirecopy: {}::{}",
        severity.name(),
        property(file),
        property(objection.rule.name()),
        data(&message(objection))
    )
}

fn message(objection: &Objection) -> String {
    let mut lines: Vec<String> = Vec::new();
    if let (Some(reason), Some(article)) = (&objection.reason, objection.subject()) {
        lines.push(format!("{}: {reason}", article.place));
    }
    let counting = || {
        objection
            .pairs
            .iter()
            .filter(|pair| pair.state == State::Counts)
    };
    for pair in counting().take(PAIRS) {
        let (first, second) = (
            &objection.articles[pair.first],
            &objection.articles[pair.second],
        );
        lines.push(format!(
            "{}: {}",
            first.place,
            pair.why(&second.place, Place::to_string)
        ));
    }
    let more = objection.counted.saturating_sub(lines.len() as u64);
    if more > 0 && objection.reason.is_none() {
        lines.push(format!("and {more} more"));
    }
    if let Some(headline) = objection
        .subject()
        .and_then(|article| article.headline.as_deref())
    {
        lines.push(format!("“{headline}”"));
    }
    lines.push(objection.rule.cure().to_owned());
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    lines.join("\n")
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
