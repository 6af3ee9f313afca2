/*!
What `check` tells people.
*/

use std::io::{self, Write};

use crate::gate::answer::CheckAnswer;
use crate::gate::check_result::{CheckResult, NamedArticle, RuleStatus};
use crate::gate::objection::Objection;
use crate::gate::render::objection_lines::ObjectionLines;
use crate::gate::rule_counts::RuleOutcome;
use crate::report::Place;

use crate::command::check::settings::gather::{Settings, ValueSource};
use crate::command::print::scan_table::{counted, grouped, sanitize, shorten};

/// Characters of a headline that are shown.
const HEADLINE: usize = 84;

/// What could not be read, and what is gone, as listed at most.
const SHOWN: usize = 20;

/// Prints what is in force and where each value comes from.
pub(crate) fn settings(settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    let lines: Vec<String> = settings
        .shown
        .iter()
        .map(|shown| format!("{} = {}", shown.key, sanitize(&shown.value)))
        .collect();
    let width = lines.iter().map(|line| line.chars().count()).max();
    let width = width.unwrap_or_default();
    for (line, shown) in lines.iter().zip(&settings.shown) {
        writeln!(
            out,
            "{line:width$}  # {}",
            sanitize(&shown.source.to_string())
        )?;
    }
    Ok(())
}

/// Prints the answer and what it rests on, with `top` pairs of each rule.
pub(crate) fn verdict(
    verdict: &CheckResult<'_>,
    settings: &Settings,
    top: usize,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    skips(verdict, out)?;
    for outcome in &verdict.outcomes {
        rule(verdict, settings, outcome, out)?;
        if !outcome.is_kept() {
            objections(verdict, outcome, top, out)?;
        }
    }
    matrix(verdict, out)?;
    baseline(verdict, out)?;
    suppressions(verdict, out)?;
    writeln!(out, "{}", answer(verdict))?;
    Ok(())
}

/// Prints which suppressions have ended or allow nothing.
fn suppressions(verdict: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    for note in verdict.suppression_notes() {
        writeln!(out, "note: {}", sanitize(&note))?;
    }
    Ok(())
}

/// Prints what could not be read, and whether so much of it is allowed.
pub(crate) fn skips(verdict: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    unread(verdict, out)?;
    let skips = &verdict.skips;
    if let Some(allowed) = skips.allowed {
        let count = skips.records.len() as u64;
        let mark = if count > allowed { "error" } else { "ok" };
        writeln!(
            out,
            "{mark}: skipped records: {}, limit {allowed}",
            grouped(count)
        )?;
    }
    Ok(())
}

/// Prints what could not be read, and of which sets nothing can be said.
pub(crate) fn unread(verdict: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    for &blank in &verdict.unusable_sets {
        writeln!(out, "trouble: {}", sanitize(&verdict.why_unusable(blank)))?;
    }
    let skips = &verdict.skips;
    for skipped in skips.iter().take(SHOWN) {
        let place = sanitize(&skipped.location().to_string());
        let reason = sanitize(&skipped.reason);
        writeln!(out, "{place}: cannot be read: {reason}")?;
    }
    if skips.len() > SHOWN {
        let more = grouped((skips.len() - SHOWN) as u64);
        writeln!(out, "and {more} more: --format json lists them all")?;
    }
    Ok(())
}

fn rule(
    verdict: &CheckResult<'_>,
    settings: &Settings,
    outcome: &RuleOutcome,
    out: &mut impl Write,
) -> io::Result<()> {
    let rule = outcome.setting.rule;
    let mark = match verdict.status(outcome) {
        RuleStatus::PassedSoFar => "so far",
        RuleStatus::Passed => "ok",
        RuleStatus::Failed => "error",
        RuleStatus::Warned => "warning",
    };
    let percent = outcome.share * 100.0;
    let mut told = format!(
        "{mark}: {rule}: {} ({percent:.1} %), limit {}",
        grouped(outcome.count),
        outcome.setting.limit
    );
    let rules = settings.rules.iter();
    let mut of_rule = rules.filter(|in_force| in_force.setting.rule == rule);
    if of_rule.any(|in_force| in_force.source == ValueSource::Default) {
        told.push_str(" (default)");
    }
    if verdict.has_baseline {
        told.push_str(&format!("; {} known", grouped(outcome.known)));
    }
    if outcome.suppressed > 0 {
        told.push_str(&format!("; {} suppressed", grouped(outcome.suppressed)));
    }
    writeln!(out, "{told}: {}", rule.summary())
}

/// Prints the rules that are broken, a line each.
pub(crate) fn failing(
    verdict: &CheckResult<'_>,
    settings: &Settings,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut failing = verdict.outcomes.iter().filter(|outcome| outcome.fails());
    failing.try_for_each(|outcome| rule(verdict, settings, outcome, out))
}

fn objections(
    verdict: &CheckResult<'_>,
    outcome: &RuleOutcome,
    top: usize,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let rule = outcome.setting.rule;
    let mut written: u64 = 0;
    let of_rule = verdict.objections.of_rule(rule);
    for filed in of_rule.clone().filter(|filed| filed.counts) {
        let budget = top.saturating_sub(usize::try_from(written).unwrap_or(usize::MAX));
        if budget == 0 {
            break;
        }
        let objection = verdict.objections.read(filed)?;
        written += pairs(verdict, &objection, budget, out)?;
    }
    let more = outcome.count.saturating_sub(written);
    if more > 0 {
        let more = grouped(more);
        let listed = if of_rule.clone().all(|filed| filed.lists_all) {
            "lists them all"
        } else {
            "lists more, and counts what is too much to list"
        };
        writeln!(
            out,
            "and {more} more: --top N shows more, --format json {listed}"
        )?;
    }
    writeln!(out, "  to fix: {}", rule.cure())?;
    Ok(())
}

/// Prints what counts of an objection, at most `budget` lines; gives how many.
fn pairs(
    verdict: &CheckResult<'_>,
    objection: &Objection,
    budget: usize,
    out: &mut impl Write,
) -> anyhow::Result<u64> {
    let text = ObjectionLines::of(verdict, objection, budget, Place::to_string);
    for line in &text.lines {
        let article = verdict.named(line.article)?;
        let mut articles = vec![(article.id.clone(), article.place.clone())];
        let data = verdict.data;
        articles.extend(line.other.map(|other| (data.id(other), data.place(other))));
        let place = sanitize(&article.place.to_string());
        let why = sanitize(&line.why);
        writeln!(
            out,
            "{place}: {why}{}{}",
            headline(&article),
            ids(&articles)
        )?;
    }
    Ok(objection.counted - text.left_out)
}

fn headline(article: &NamedArticle) -> String {
    let headline = article.headline.as_deref().unwrap_or_default();
    let headline = shorten(&sanitize(headline), HEADLINE);
    if headline.is_empty() {
        String::new()
    } else {
        format!(" \"{headline}\"")
    }
}

/// The ids of articles, where their records have some.
fn ids(articles: &[(String, Place)]) -> String {
    let is_own = |(id, place): &(String, Place)| *id != place.to_string();
    if !articles.iter().any(is_own) {
        return String::new();
    }
    let ids: Vec<String> = articles.iter().map(|(id, _)| sanitize(id)).collect();
    format!(" [{}]", ids.join(", "))
}

fn matrix(verdict: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    if verdict.matrix.is_empty() {
        return Ok(());
    }
    let articles = match verdict.is_partial() {
        true => "new articles",
        false => "articles",
    };
    let left_out = |outcome: &RuleOutcome| outcome.known + outcome.suppressed > 0;
    let but = match verdict.outcomes.iter().any(left_out) {
        true => ", but for what is known or suppressed",
        false => "",
    };
    writeln!(
        out,
        "{articles} of each set that another has too, as copies + excerpts{but}:"
    )?;
    let names: Vec<String> = verdict.sets.iter().map(|set| sanitize(&set.name)).collect();
    let cell = |row: usize, column: usize| {
        let cell = verdict.matrix[row][column];
        match row == column {
            true => "-".to_owned(),
            false => format!("{} + {}", grouped(cell.copies), grouped(cell.excerpts)),
        }
    };
    let labels: Vec<String> = names
        .iter()
        .zip(&verdict.sets)
        .map(|(name, set)| format!("{name} ({})", grouped(set.checked)))
        .collect();
    let first = labels.iter().map(|label| label.chars().count()).max();
    let first = first.unwrap_or_default();
    let widths: Vec<usize> = (0..names.len())
        .map(|column| {
            let cells = (0..names.len()).map(|row| cell(row, column).len());
            cells
                .chain([names[column].chars().count()])
                .max()
                .unwrap_or(1)
        })
        .collect();
    let line = |label: &str, cells: Vec<String>| {
        let cells: Vec<String> = cells
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:>width$}"))
            .collect();
        format!("  {label:first$}  {}", cells.join("  "))
    };
    writeln!(out, "{}", line("", names.clone()))?;
    for (row, label) in labels.iter().enumerate() {
        let cells = (0..names.len()).map(|column| cell(row, column)).collect();
        writeln!(out, "{}", line(label, cells))?;
    }
    Ok(())
}

fn baseline(verdict: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    if verdict.resolved.is_empty() {
        return Ok(());
    }
    let gone = verdict.resolved.len() as u64;
    writeln!(
        out,
        "note: resolved since the baseline: {}; write it again with --write-baseline FILE",
        counted(gone, "objection")
    )?;
    for entry in verdict.resolved.iter().take(SHOWN) {
        let about = shorten(&sanitize(&entry.about), HEADLINE);
        writeln!(
            out,
            "  resolved: {}: {} \"{about}\"",
            entry.rule,
            counted(entry.contents.len() as u64, "article")
        )?;
    }
    if verdict.resolved.len() > SHOWN {
        let more = grouped((verdict.resolved.len() - SHOWN) as u64);
        writeln!(out, "  and {more} more: --format json lists them all")?;
    }
    Ok(())
}

/// The answer in one line.
pub(crate) fn answer(verdict: &CheckResult<'_>) -> String {
    let checked = counted(verdict.checked, "article");
    match verdict.answer() {
        CheckAnswer::Passed => format!("passed: {checked} checked"),
        CheckAnswer::Failed => {
            let mut failed: Vec<String> = verdict
                .outcomes
                .iter()
                .filter(|outcome| outcome.fails())
                .map(|outcome| format!("{} ({})", outcome.setting.rule, grouped(outcome.count)))
                .collect();
            if verdict.skips.answer() == CheckAnswer::Failed {
                let skipped = grouped(verdict.skips.records.len() as u64);
                failed.push(format!("skipped records ({skipped})"));
            }
            format!("failed: {checked} checked; {}", failed.join(", "))
        }
        CheckAnswer::Inconclusive if verdict.skips.answer() == CheckAnswer::Inconclusive => {
            let skips = &verdict.skips;
            let all = skips.len() as u64;
            format!(
                "trouble: {} could not be read; {checked} checked",
                grouped(all)
            )
        }
        CheckAnswer::Inconclusive => format!("trouble: nothing to check; {checked} checked"),
    }
}
