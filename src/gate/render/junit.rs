/*!
A verdict of the gate as JUnit XML, for whatever shows test reports.

A rule is a test suite; each objection that breaks its limit is a failed test
case, and a rule that is kept is one that passed. What could not be read is an
error.
*/

use std::collections::HashMap;
use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::error::Result;
use crate::gate::check_result::{CheckAnswer, CheckResult, RuleOutcome};
use crate::gate::objection::Objection;
use crate::gate::rule::Rule;
use crate::output::sanitize::plain;
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
pub fn write(verdict: &CheckResult<'_>, out: &mut impl Write) -> Result<()> {
    let mut report = Report::new("wirecopy check");
    report.add_test_suite(reading(verdict));
    for outcome in &verdict.outcomes {
        report.add_test_suite(suite(verdict, outcome)?);
    }
    Ok(report.serialize(out).map_err(io::Error::other)?)
}

fn reading(verdict: &CheckResult<'_>) -> TestSuite {
    let mut suite = TestSuite::new("reading");
    let mut names = Names::default();
    let skips = &verdict.skips;
    for &blank in &verdict.unusable_sets {
        let why = verdict.why_unusable(blank);
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(plain(&why));
        let name = match verdict.set_name(blank.set) {
            "" => "data".to_owned(),
            name => format!("set {}", plain(name)),
        };
        let mut case = TestCase::new(names.own(name), status);
        case.set_classname("reading");
        suite.add_test_case(case);
    }
    let all: Vec<&SkippedFinding> = skips.files.iter().chain(&skips.records).collect();
    let told = match skips.answer() {
        CheckAnswer::Passed => 0,
        CheckAnswer::Failed | CheckAnswer::Inconclusive => CASES,
    };
    for skipped in all.iter().take(told) {
        let place = match skipped.line {
            Some(line) => format!("{}:{line}", skipped.file),
            None => skipped.file.to_string(),
        };
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(plain(&skipped.reason));
        let mut case = TestCase::new(names.own(plain(&place)), status);
        case.set_classname("reading");
        suite.add_test_case(case);
    }
    let mut told_too = verdict.notes();
    if told > 0 && all.len() > CASES {
        let more = all.len() - CASES;
        told_too.push(format!("and {more} more that are not listed"));
    }
    if !told_too.is_empty() {
        suite.set_system_out(plain_lines(&told_too));
    }
    if skips.answer() == CheckAnswer::Passed && verdict.unusable_sets.is_empty() {
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

fn suite(verdict: &CheckResult<'_>, outcome: &RuleOutcome) -> Result<TestSuite> {
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
        let so_far = match verdict.answer() == CheckAnswer::Inconclusive {
            true => "so far: ",
            false => "",
        };
        let name = format!("{so_far}{told}");
        let mut case = TestCase::new(name, TestCaseStatus::success());
        case.set_classname(rule.name());
        if !outcome.is_kept() {
            // What is only a warning does not fail, and is told.
            case.set_system_out(warned(verdict, outcome)?);
        }
        suite.add_test_case(case);
        return Ok(suite);
    }
    let mut names = Names::default();
    let of_rule = verdict.objections.of_rule(rule);
    let counting = of_rule.filter(|filed| filed.counts);
    for filed in counting.clone().take(CASES) {
        let objection = verdict.objections.read(filed)?;
        let told = Told::of(verdict, &objection)?;
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status
            .set_message(told.lines.first().cloned().unwrap_or_default())
            .set_type(rule.name())
            .set_description(told.whole(rule).join("\n"));
        let mut case = TestCase::new(names.own(told.place), status);
        case.set_classname(rule.name());
        suite.add_test_case(case);
    }
    let left = counting.count().saturating_sub(CASES);
    if left > 0 {
        told.push_str(&format!("\nand {left} more objections that are not listed"));
    }
    suite.set_system_out(told);
    Ok(suite)
}

/// The lines of a rule whose limit is broken without failing.
fn warned(verdict: &CheckResult<'_>, outcome: &RuleOutcome) -> Result<String> {
    let rule = outcome.setting.rule;
    let of_rule = verdict.objections.of_rule(rule);
    let counting = of_rule.filter(|filed| filed.counts);
    let mut lines = Vec::new();
    for filed in counting.clone().take(CASES) {
        let objection = verdict.objections.read(filed)?;
        lines.extend(Told::of(verdict, &objection)?.lines);
    }
    let left = counting.count().saturating_sub(CASES);
    if left > 0 {
        lines.push(format!("and {left} more objections that are not listed"));
    }
    lines.push(format!("to mend: {}", rule.cure()));
    Ok(lines.join("\n"))
}

/// What is told of an objection: where it is, and a line for each pair, of
/// which some may be left out.
struct Told {
    place: String,
    lines: Vec<String>,
    more: u64,
}

impl Told {
    fn of(verdict: &CheckResult<'_>, objection: &Objection) -> Result<Told> {
        let subject = objection.subject();
        let place = subject.map(|article| verdict.data.place(article).to_string());
        let place = plain(&place.unwrap_or_default());
        let mut lines = Vec::new();
        if let Some(reason) = &objection.reason {
            lines.push(format!("{place}: {}", plain(reason)));
        }
        for pair in objection.counting().take(PAIRS) {
            let [first, _] = objection.articles_of(pair);
            let first = verdict.named(first)?;
            let headline = first.headline.as_deref().unwrap_or_default();
            let why = verdict.why(objection, pair, Place::to_string);
            let line = format!("{}: {why} {headline}", first.place);
            lines.push(plain(&line));
        }
        let more = match objection.reason {
            Some(_) => 0,
            None => objection.counted.saturating_sub(lines.len() as u64),
        };
        Ok(Told { place, lines, more })
    }

    /// All lines, and what is to be done.
    fn whole(&self, rule: Rule) -> Vec<String> {
        let mut lines = self.lines.clone();
        if self.more > 0 {
            lines.push(format!("and {} more", self.more));
        }
        lines.push(format!("to mend: {}", rule.cure()));
        lines
    }
}

/// The names of the cases of a suite: of two with one name a viewer shows one.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    /// `name`, with a number behind it where it is taken.
    fn own(&mut self, name: String) -> String {
        let count = self.0.entry(name.clone()).or_default();
        *count += 1;
        match *count {
            1 => name,
            again => format!("{name} ({again})"),
        }
    }
}

/// Lines, each without what a viewer would obey.
fn plain_lines(lines: &[String]) -> String {
    let plain: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    plain.join("\n")
}
