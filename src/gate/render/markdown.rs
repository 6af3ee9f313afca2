/*!
A check as Markdown: for job summaries, comments on merge requests and people.
*/

use std::io::{self, Write};

use crate::error::Result;
use crate::gate::check_result::CheckAnswer;
use crate::gate::check_result::{CheckResult, NamedArticle, RuleStatus};
use crate::gate::render::ObjectionLines;
use crate::gate::rule_counts::RuleOutcome;
use crate::output::sanitize::plain;
use crate::report::Place;

/// Lines that are written for a rule: a job summary holds a mebibyte in all.
const LINES: usize = 100;

/// Characters of a headline that are written.
const HEADLINE: usize = 120;

pub(crate) fn write(result: &CheckResult<'_>, out: &mut impl Write) -> Result<()> {
    let title = match result.answer() {
        CheckAnswer::Passed => "✅ wirecopy check: passed",
        CheckAnswer::Failed => "❌ wirecopy check: failed",
        CheckAnswer::Inconclusive if result.skips.answer() == CheckAnswer::Inconclusive => {
            "❌ wirecopy check: could not read everything"
        }
        CheckAnswer::Inconclusive => "❌ wirecopy check: nothing to check",
    };
    writeln!(out, "## {title}\n")?;
    writeln!(out, "{} articles checked.\n", result.checked)?;
    rules(result, out)?;
    matrix(result, out)?;
    for &unusable in &result.unusable_sets {
        writeln!(out, "- {}\n", escape(&result.why_unusable(unusable)))?;
    }
    skipped(result, out)?;
    for outcome in &result.outcomes {
        if !outcome.kept {
            objections(result, outcome, out)?;
        }
    }
    let notes = result.notes();
    for note in &notes {
        writeln!(out, "- note: {}", escape(note))?;
    }
    if !notes.is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

fn rules(result: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    if result.outcomes.is_empty() {
        return Ok(());
    }
    writeln!(out, "| rule | found | limit | known | suppressed | |")?;
    writeln!(out, "|---|---:|---:|---:|---:|---|")?;
    for outcome in &result.outcomes {
        let mark = match result.status(outcome) {
            RuleStatus::PassedSoFar => "so far",
            RuleStatus::Passed => "✅",
            RuleStatus::Failed => "❌",
            RuleStatus::Warned => "⚠️",
        };
        writeln!(
            out,
            "| `{}` | {} ({:.2} %) | {} | {} | {} | {mark} |",
            outcome.setting.rule,
            outcome.count,
            outcome.share * 100.0,
            outcome.setting.limit,
            outcome.known,
            outcome.suppressed,
        )?;
    }
    writeln!(out)
}

fn matrix(result: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    if result.matrix.is_empty() {
        return Ok(());
    }
    let articles = match result.is_partial() {
        true => "New articles",
        false => "Articles",
    };
    writeln!(
        out,
        "{articles} of each set (row) that another set (column) has too, as copies + excerpts:\n"
    )?;
    let names: Vec<String> = result.sets.iter().map(|set| escape(&set.name)).collect();
    writeln!(out, "| | {} |", names.join(" | "))?;
    writeln!(out, "|---|{}", "---:|".repeat(names.len()))?;
    for (row, (overlaps, set)) in result.matrix.iter().zip(&result.sets).enumerate() {
        let cells = overlaps.iter().enumerate();
        let cells = cells.map(|(column, overlap)| match row == column {
            true => "–".to_owned(),
            false => format!("{} + {}", overlap.copies, overlap.excerpts),
        });
        let cells: Vec<String> = cells.collect();
        let (name, articles) = (&names[row], set.checked);
        writeln!(out, "| {name} ({articles}) | {} |", cells.join(" | "))?;
    }
    writeln!(out)
}

fn skipped(result: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    let skips = &result.skips;
    if skips.len() == 0 {
        return Ok(());
    }
    writeln!(out, "### Could not be read: {}\n", skips.len())?;
    for skipped in skips.iter().take(LINES) {
        let place = code(&skipped.location().to_string());
        writeln!(out, "- {place}: {}", escape(&skipped.reason))?;
    }
    more(skips.len().saturating_sub(LINES) as u64, out)
}

/// Writes the objections by a rule, with at most [`LINES`] lines.
fn objections(result: &CheckResult<'_>, outcome: &RuleOutcome, out: &mut impl Write) -> Result<()> {
    let rule = outcome.setting.rule;
    writeln!(
        out,
        "### `{rule}`: {}\n\n{}\n",
        outcome.count,
        rule.row().summary
    )?;
    let mut left = LINES;
    let mut written = 0;
    for objection in result.objections.counting(rule) {
        if left == 0 {
            break;
        }
        let objection = result.objections.read(objection)?;
        let place_as_code = |place: &Place| code(&place.to_string());
        let text = ObjectionLines::of(result, &objection, left, place_as_code);
        for line in &text.lines {
            let article = result.named(line.article)?;
            let place = code(&article.place.to_string());
            let why = match line.other {
                // The places in it are code already.
                Some(_) => line.why.clone(),
                None => escape(&line.why),
            };
            writeln!(out, "- {place} {why} {}", headline(&article))?;
        }
        left = left.saturating_sub(text.lines.len());
        written += objection.counted - text.left_out;
    }
    more(outcome.count.saturating_sub(written), out)?;
    writeln!(out, "To fix: {}.\n", rule.row().cure)?;
    Ok(())
}

fn more(count: u64, out: &mut impl Write) -> io::Result<()> {
    if count > 0 {
        writeln!(out, "- and {count} more that are not listed here")?;
    }
    writeln!(out)
}

fn headline(article: &NamedArticle) -> String {
    let headline = article.headline.as_deref().unwrap_or_default();
    let short: String = headline.chars().take(HEADLINE).collect();
    match short.is_empty() {
        true => String::new(),
        false => format!("“{}”", escape(&short)),
    }
}

/// Returns `text` as code. A place may contain every character that a file
/// name may.
fn code(text: &str) -> String {
    format!("`{}`", plain(text).replace('`', "'"))
}

/// Returns `text` with everything escaped that Markdown or HTML would
/// interpret.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in plain(text).chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' | '@' => {
                escaped.push('\\');
                escaped.push(character);
            }
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scraped_text_is_escaped() {
        assert_eq!(
            escape("<img src=x> [click](y) | *now*\n# big"),
            "&lt;img src=x&gt; \\[click\\](y) \\| \\*now\\* \\# big"
        );
        assert_eq!(code("a`b\n.jsonl:1"), "`a'b .jsonl:1`");
    }
}
