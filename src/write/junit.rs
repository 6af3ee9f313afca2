/*!
A verdict of the gate as JUnit XML, for whatever shows test reports.

A rule is a test suite; each objection that breaks its limit is a failed test
case, and a rule that is kept is one that passed. What could not be read is an
error.
*/

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::plain::plain;
use crate::error::Result;
use crate::gate::objection::Objection;
use crate::gate::verdict::{Answer, Outcome, Verdict};
use crate::report::Place;
use crate::report::SkippedFinding;

/// Failed test cases of a rule, at most: viewers load the whole file.
const CASES: usize = 1000;

/// Pairs that the text of a failed case lists, at most.
const PAIRS: usize = 100;

/// Writes `verdict` as JUnit XML.
///
/// # Errors
///
/// When it cannot be written, or an objection or a record cannot be read once
/// more.
pub fn write(verdict: &Verdict<'_>, out: &mut impl Write) -> Result<()> {
    let mut report = Report::new("wirecopy check");
    report.add_test_suite(reading(verdict));
    for outcome in &verdict.outcomes {
        report.add_test_suite(suite(verdict, outcome)?);
    }
    Ok(report.serialize(out).map_err(io::Error::other)?)
}

fn reading(verdict: &Verdict<'_>) -> TestSuite {
    let mut suite = TestSuite::new("reading");
    let skips = &verdict.skips;
    let all: Vec<&SkippedFinding> = skips.files.iter().chain(&skips.records).collect();
    let told = match skips.answer() {
        Answer::Yes => 0,
        Answer::No | Answer::Trouble => CASES,
    };
    for skipped in all.iter().take(told) {
        let place = match skipped.line {
            Some(line) => format!("{}:{line}", skipped.file),
            None => skipped.file.to_string(),
        };
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(skipped.reason.as_str());
        let mut case = TestCase::new(place, status);
        case.set_classname("reading");
        suite.add_test_case(case);
    }
    if told > 0 && all.len() > CASES {
        suite.set_system_out(format!(
            "and {} more that are not listed",
            all.len() - CASES
        ));
    }
    if skips.answer() == Answer::Yes {
        let name = match all.len() {
            0 => "every record was read".to_owned(),
            some => format!("no more than {some} records were skipped, which is allowed"),
        };
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_classname("reading");
        suite.add_test_case(case);
    }
    suite
}

fn suite(verdict: &Verdict<'_>, outcome: &Outcome) -> Result<TestSuite> {
    let rule = outcome.setting.rule;
    let mut suite = TestSuite::new(rule.name());
    let mut told = format!(
        "{} ({:.2} %), limit {}: {}",
        outcome.count,
        outcome.share * 100.0,
        outcome.setting.limit,
        rule.summary()
    );
    if !outcome.fails() {
        let mut case = TestCase::new(told.as_str(), TestCaseStatus::success());
        case.set_classname(rule.name());
        suite.add_test_case(case);
        return Ok(suite);
    }
    let of_rule = verdict.objections.of_rule(rule);
    let counting = of_rule.filter(|filed| filed.counts);
    for filed in counting.clone().take(CASES) {
        let objection = verdict.objections.read(filed)?;
        suite.add_test_case(case(verdict, &objection)?);
    }
    let left = counting.count().saturating_sub(CASES);
    if left > 0 {
        told.push_str(&format!("\nand {left} more objections that are not listed"));
    }
    suite.set_system_out(told);
    Ok(suite)
}

fn case(verdict: &Verdict<'_>, objection: &Objection) -> Result<TestCase> {
    let rule = objection.rule;
    let place = objection
        .subject()
        .map(|article| verdict.data.place(article).to_string())
        .unwrap_or_default();
    let mut lines = Vec::new();
    if let Some(reason) = &objection.reason {
        lines.push(format!("{place}: {reason}"));
    }
    for pair in objection.counting().take(PAIRS) {
        let [first, _] = objection.articles_of(pair);
        let first = verdict.named(first)?;
        let headline = first.headline.as_deref().unwrap_or_default();
        let why = verdict.why(objection, pair, Place::to_string);
        let line = format!("{}: {why} {headline}", first.place);
        lines.push(plain(&line));
    }
    let message = lines.first().cloned().unwrap_or_default();
    let more = objection.counted.saturating_sub(lines.len() as u64);
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    lines.push(format!("to mend: {}", rule.cure()));
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status
        .set_message(message)
        .set_type(rule.name())
        .set_description(lines.join("\n"));
    let mut case = TestCase::new(place, status);
    case.set_classname(rule.name());
    Ok(case)
}
