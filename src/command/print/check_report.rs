/*!
The text format of `check`: a line for each rule, its objections, and the answer.
*/

use std::io::{self, Write};

use crate::command::check::settings::resolve::Settings;
use crate::command::print::check_matrix;
use crate::command::print::messages::describe_skipped;
use crate::command::print::words::{HEADLINE_LENGTH, counted, grouped, shorten};
use crate::convert::to_usize;
use crate::gate::check_result::CheckAnswer;
use crate::gate::check_result::{CheckResult, NamedArticle, RuleStatus};
use crate::gate::objection::Objection;
use crate::gate::render::ObjectionLines;
use crate::gate::rule_counts::RuleOutcome;
use crate::output::sanitize::plain;
use crate::report::Place;

/// The number of skipped records and of resolved baseline entries to list.
const MAX_LISTED: usize = 20;

/// Prints the result with at most `top` pairs of each rule.
pub(crate) fn print(
    result: &CheckResult<'_>,
    settings: &Settings,
    top: usize,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    print_skipped(result, out)?;
    // Without any article read, the counts of the rules say nothing.
    let nothing_read = result.checked == 0 && result.answer() == CheckAnswer::Inconclusive;
    for outcome in result.outcomes.iter().filter(|_| !nothing_read) {
        print_rule(result, settings, outcome, out)?;
        if !outcome.kept {
            print_objections(result, outcome, top, out)?;
        }
    }
    if !nothing_read {
        check_matrix::print(result, out)?;
    }
    print_resolved(result, out)?;
    for note in result.suppression_notes() {
        writeln!(out, "note: {}", plain(&note))?;
    }
    writeln!(out, "{}", answer(result))?;
    Ok(())
}

/// Prints the problems of the input, and whether so many skipped records are
/// tolerated.
pub(crate) fn print_skipped(result: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    print_problems(result, out)?;
    let skips = &result.skips;
    if let Some(allowed) = skips.allowed {
        let count = skips.records.len() as u64;
        let mark = if count > allowed { "error" } else { "ok" };
        let count = grouped(count);
        writeln!(out, "{mark}: skipped records: {count}, limit {allowed}")?;
    }
    Ok(())
}

/// Prints the sets that cannot be checked, and the skipped records and files.
pub(crate) fn print_problems(result: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    for &set in &result.unusable_sets {
        writeln!(out, "error: {}", plain(&result.why_unusable(set)))?;
    }
    let skips = &result.skips;
    let level = match skips.answer() {
        CheckAnswer::Passed => "warning",
        CheckAnswer::Failed | CheckAnswer::Inconclusive => "error",
    };
    for skipped in skips.iter().take(MAX_LISTED) {
        writeln!(out, "{level}: skipped {}", describe_skipped(skipped))?;
    }
    match skips.len().saturating_sub(MAX_LISTED) {
        0 => Ok(()),
        more => writeln!(
            out,
            "{level}: skipped {} more\nhint: list all of them with --format json",
            grouped(more as u64)
        ),
    }
}

fn print_rule(
    result: &CheckResult<'_>,
    settings: &Settings,
    outcome: &RuleOutcome,
    out: &mut impl Write,
) -> io::Result<()> {
    let rule = outcome.setting.rule;
    let mark = match result.status(outcome) {
        RuleStatus::Passed => "ok",
        RuleStatus::PassedSoFar => "ok so far",
        RuleStatus::Warned => "warning",
        RuleStatus::Failed => "error",
    };
    let mut line = format!(
        "{mark}: {rule}: {} ({:.1} %), limit {}",
        grouped(outcome.count),
        outcome.share * 100.0,
        outcome.setting.limit
    );
    if settings.merged.switch(rule).is_none() {
        line.push_str(" (default)");
    }
    if result.has_baseline {
        line.push_str(&format!("; {} in the baseline", grouped(outcome.known)));
    }
    if outcome.suppressed > 0 {
        line.push_str(&format!("; {} suppressed", grouped(outcome.suppressed)));
    }
    writeln!(out, "{line}: {}", rule.row().summary)
}

pub(crate) fn print_failed_rules(
    result: &CheckResult<'_>,
    settings: &Settings,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut failed = result.outcomes.iter().filter(|outcome| outcome.fails());
    failed.try_for_each(|outcome| print_rule(result, settings, outcome, out))
}

/// Prints the objections of a rule, at most `top` lines, and how to resolve them.
fn print_objections(
    result: &CheckResult<'_>,
    outcome: &RuleOutcome,
    top: usize,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let rule = outcome.setting.rule;
    let mut printed: u64 = 0;
    let of_rule = result.objections.of_rule(rule);
    for filed in of_rule.clone().filter(|filed| filed.counts) {
        let room = top.saturating_sub(to_usize(printed));
        if room == 0 {
            break;
        }
        let objection = result.objections.read(filed)?;
        printed += print_objection(result, &objection, room, out)?;
    }
    let more = outcome.count.saturating_sub(printed);
    if more > 0 {
        let json = match of_rule.clone().all(|filed| filed.lists_all) {
            true => "list all with --format json",
            false => "list most with --format json, which counts the rest",
        };
        let more = grouped(more);
        writeln!(out, "and {more} more: show more with --top N, or {json}")?;
    }
    writeln!(out, "  to fix: {}", rule.row().cure)?;
    Ok(())
}

/// Prints an objection, at most `room` lines of pairs. Returns how many pairs are
/// printed; an objection about one article counts in full.
fn print_objection(
    result: &CheckResult<'_>,
    objection: &Objection,
    room: usize,
    out: &mut impl Write,
) -> anyhow::Result<u64> {
    let text = ObjectionLines::of(result, objection, room, Place::to_string);
    for line in &text.lines {
        let article = result.named(line.article)?;
        let mut articles = vec![(article.id.clone(), article.place.clone())];
        let data = result.data;
        articles.extend(line.other.map(|other| (data.id(other), data.place(other))));
        writeln!(
            out,
            "{}: {}{}{}",
            plain(&article.place.to_string()),
            plain(&line.why),
            headline(&article),
            ids(&articles)
        )?;
    }
    Ok(objection.counted - text.left_out)
}

fn headline(article: &NamedArticle) -> String {
    let headline = article.headline.as_deref().unwrap_or_default();
    let headline = shorten(&plain(headline), HEADLINE_LENGTH);
    match headline.is_empty() {
        true => String::new(),
        false => format!(" \"{headline}\""),
    }
}

/// Returns the ids of articles in brackets, if a record has an id of its own.
fn ids(articles: &[(String, Place)]) -> String {
    let is_own = |(id, place): &(String, Place)| *id != place.to_string();
    if !articles.iter().any(is_own) {
        return String::new();
    }
    let ids: Vec<String> = articles.iter().map(|(id, _)| plain(id)).collect();
    format!(" [{}]", ids.join(", "))
}

/// Prints the baseline entries that match no objection.
fn print_resolved(result: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    let Some(note) = result.baseline_note() else {
        return Ok(());
    };
    writeln!(out, "note: {note}")?;
    for entry in result.resolved.iter().take(MAX_LISTED) {
        let rule = entry.rule;
        let articles = counted(entry.contents.len() as u64, "article");
        let headline = shorten(&plain(&entry.about), HEADLINE_LENGTH);
        writeln!(out, "  resolved: {rule}: {articles} \"{headline}\"")?;
    }
    match result.resolved.len().saturating_sub(MAX_LISTED) {
        0 => Ok(()),
        more => writeln!(
            out,
            "  and {} more: list all with --format json",
            grouped(more as u64)
        ),
    }
}

pub(crate) fn answer(result: &CheckResult<'_>) -> String {
    let checked = format!("{} checked", counted(result.checked, "article"));
    let skips = &result.skips;
    match result.answer() {
        CheckAnswer::Passed => format!("passed: {checked}"),
        CheckAnswer::Failed => {
            let failed = result.outcomes.iter().filter(|outcome| outcome.fails());
            let mut failed: Vec<String> = failed
                .map(|outcome| format!("{} ({})", outcome.setting.rule, grouped(outcome.count)))
                .collect();
            if skips.answer() == CheckAnswer::Failed {
                let count = grouped(skips.records.len() as u64);
                failed.push(format!("skipped records ({count})"));
            }
            format!("failed: {checked}; {}", failed.join(", "))
        }
        CheckAnswer::Inconclusive if skips.answer() == CheckAnswer::Inconclusive => {
            let counts = [(skips.records.len(), "record"), (skips.files.len(), "file")];
            let counts = counts.into_iter().filter(|(count, _)| *count > 0);
            let counts: Vec<String> = counts
                .map(|(count, noun)| counted(count as u64, noun))
                .collect();
            format!("inconclusive: {checked}; {} skipped", counts.join(" and "))
        }
        CheckAnswer::Inconclusive => {
            format!("inconclusive: {checked}; a set has no articles or no texts")
        }
    }
}
