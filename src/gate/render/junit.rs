/*!
A check as JUnit XML, for viewers of test reports.

Each rule is a test suite. Each objection that breaks a limit is a failed test
case; a rule that is kept is one case that passed. Records that could not be
read are errors.
*/

use std::collections::HashMap;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::error::Result;
use crate::gate::check_result::CheckAnswer;
use crate::gate::check_result::{CheckResult, RuleStatus};
use crate::gate::objection::Objection;
use crate::gate::render::ObjectionLines;
use crate::gate::rule_counts::RuleOutcome;
use crate::output::sanitize::plain;
use crate::report::Place;

/// Failed test cases of a rule, at most: viewers load the whole file.
const CASES: usize = 1000;

/// Pairs in the text of a failed case, at most.
const PAIRS: usize = 100;

/// The suite about records that could not be read.
const READING: &str = "reading";

pub(crate) fn write(result: &CheckResult<'_>, out: &mut impl Write) -> Result<()> {
    let mut report = Report::new("wirecopy check");
    report.add_test_suite(reading(result));
    for outcome in &result.outcomes {
        report.add_test_suite(suite(result, outcome)?);
    }
    Ok(report.serialize(out).map_err(io::Error::other)?)
}

fn case(suite: &'static str, name: String, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(suite);
    case
}

fn reading(result: &CheckResult<'_>) -> TestSuite {
    let mut suite = TestSuite::new(READING);
    let mut names = UniqueNames::default();
    let mut error = |name: String, message: &str| {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(plain(message));
        case(READING, names.unique(plain(&name)), status)
    };
    for &unusable in &result.unusable_sets {
        let name = match result.set_name(unusable.set) {
            "" => "data".to_owned(),
            name => format!("set {name}"),
        };
        suite.add_test_case(error(name, &result.why_unusable(unusable)));
    }
    let skips = &result.skips;
    let mut notes = result.notes();
    if skips.answer() != CheckAnswer::Passed {
        for skipped in skips.iter().take(CASES) {
            let place = skipped.location().to_string();
            suite.add_test_case(error(place, &skipped.reason));
        }
        if skips.len() > CASES {
            let more = skips.len() - CASES;
            notes.push(format!("and {more} more that are not listed"));
        }
    } else if result.unusable_sets.is_empty() {
        let name = match skips.len() {
            0 => "every record was read".to_owned(),
            some => format!("no more than {some} records were skipped, which is allowed"),
        };
        suite.add_test_case(case(READING, name, TestCaseStatus::success()));
    }
    if !notes.is_empty() {
        let notes: Vec<String> = notes.iter().map(|note| plain(note)).collect();
        suite.set_system_out(notes.join("\n"));
    }
    suite
}

fn suite(result: &CheckResult<'_>, outcome: &RuleOutcome) -> Result<TestSuite> {
    let rule = outcome.setting.rule;
    let mut suite = TestSuite::new(rule.name());
    let mut summary = format!(
        "{} ({:.2} %), limit {}: {}",
        outcome.count,
        outcome.share * 100.0,
        outcome.setting.limit,
        rule.row().summary
    );
    let counting = result.objections.counting(rule);
    let left_out = counting.clone().count().saturating_sub(CASES);
    let more = format!("and {left_out} more objections that are not listed");
    let cure = format!("to fix: {}", rule.row().cure);
    let status = result.status(outcome);
    if status != RuleStatus::Failed {
        let name = match status {
            RuleStatus::PassedSoFar => format!("so far: {summary}"),
            _ => summary,
        };
        let mut case = case(rule.name(), name, TestCaseStatus::success());
        if status == RuleStatus::Warned {
            let mut lines = Vec::new();
            for objection in counting.take(CASES) {
                let objection = result.objections.read(objection)?;
                lines.extend(text(result, &objection)?.lines);
            }
            lines.extend((left_out > 0).then_some(more));
            lines.push(cure);
            case.set_system_out(lines.join("\n"));
        }
        suite.add_test_case(case);
        return Ok(suite);
    }
    let mut names = UniqueNames::default();
    for objection in counting.take(CASES) {
        let objection = result.objections.read(objection)?;
        let CaseText {
            place,
            mut lines,
            left_out,
        } = text(result, &objection)?;
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(lines.first().cloned().unwrap_or_default());
        if left_out > 0 {
            lines.push(format!("and {left_out} more"));
        }
        lines.push(cure.clone());
        status
            .set_type(rule.name())
            .set_description(lines.join("\n"));
        suite.add_test_case(case(rule.name(), names.unique(place), status));
    }
    if left_out > 0 {
        summary = format!("{summary}\n{more}");
    }
    suite.set_system_out(summary);
    Ok(suite)
}

/// The text of a test case.
struct CaseText {
    /// The place of the article to show first.
    place: String,
    lines: Vec<String>,
    /// The number of pairs without a line.
    left_out: u64,
}

fn text(result: &CheckResult<'_>, objection: &Objection) -> Result<CaseText> {
    let place = objection
        .subject()
        .map(|article| result.data.place(article).to_string());
    let ObjectionLines { lines, left_out } =
        ObjectionLines::of(result, objection, PAIRS, Place::to_string);
    let lines = lines.iter().map(|line| {
        let article = result.named(line.article)?;
        let headline = article.headline.as_deref().unwrap_or_default();
        Ok(plain(&format!(
            "{}: {} {headline}",
            article.place, line.why
        )))
    });
    Ok(CaseText {
        place: plain(&place.unwrap_or_default()),
        lines: lines.collect::<Result<Vec<String>>>()?,
        left_out,
    })
}

/// The names of the cases of a suite. Of two cases with one name a viewer shows
/// only one.
#[derive(Default)]
struct UniqueNames(HashMap<String, usize>);

impl UniqueNames {
    /// Returns `name`, with a number when it was used before.
    fn unique(&mut self, name: String) -> String {
        let count = self.0.entry(name.clone()).or_default();
        *count += 1;
        match *count {
            1 => name,
            count => format!("{name} ({count})"),
        }
    }
}
