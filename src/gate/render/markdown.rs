/*!
A verdict of the gate as Markdown: for job summaries, comments on merge
requests and people.
*/

use std::io::{self, Write};

use crate::error::Result;
use crate::gate::check_result::{CheckAnswer, CheckResult, NamedArticle, RuleOutcome};
use crate::gate::objection::Objection;
use crate::output::sanitize::plain;
use crate::report::Place;

/// Lines that are written for a rule: a job summary holds a mebibyte in all.
const LINES: usize = 100;

/// Characters of a headline that are written.
const HEADLINE: usize = 120;

/// Writes `verdict` as Markdown.
///
/// # Errors
///
/// When it cannot be written, or an objection or a record cannot be read once
/// more.
pub fn write(verdict: &CheckResult<'_>, out: &mut impl Write) -> Result<()> {
    let title = match verdict.answer() {
        CheckAnswer::Passed => "✅ wirecopy check: passed",
        CheckAnswer::Failed => "❌ wirecopy check: failed",
        CheckAnswer::Inconclusive if verdict.skips.answer() == CheckAnswer::Inconclusive => {
            "❌ wirecopy check: could not read everything"
        }
        CheckAnswer::Inconclusive => "❌ wirecopy check: nothing to go by",
    };
    writeln!(out, "## {title}\n")?;
    writeln!(out, "{} articles checked.\n", verdict.checked)?;
    if !verdict.outcomes.is_empty() {
        writeln!(out, "| rule | found | limit | known | suppressed | |")?;
        writeln!(out, "|---|---:|---:|---:|---:|---|")?;
        for outcome in &verdict.outcomes {
            writeln!(
                out,
                "| `{}` | {} ({:.2} %) | {} | {} | {} | {} |",
                outcome.setting.rule,
                outcome.count,
                outcome.share * 100.0,
                outcome.setting.limit,
                outcome.known,
                outcome.suppressed,
                mark(verdict, outcome)
            )?;
        }
        writeln!(out)?;
    }
    matrix(verdict, out)?;
    for &blank in &verdict.unusable_sets {
        writeln!(out, "- {}\n", escape(&verdict.why_unusable(blank)))?;
    }
    skipped(verdict, out)?;
    breaches(verdict, out)?;
    for note in verdict.notes() {
        writeln!(out, "- note: {}", escape(&note))?;
    }
    if !verdict.notes().is_empty() {
        writeln!(out)?;
    }
    Ok(())
}

fn mark(verdict: &CheckResult<'_>, outcome: &RuleOutcome) -> &'static str {
    match (outcome.is_kept(), outcome.fails()) {
        (true, _) if verdict.answer() == CheckAnswer::Inconclusive => "so far",
        (true, _) => "✅",
        (false, true) => "❌",
        (false, false) => "⚠️",
    }
}

fn matrix(verdict: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    if verdict.matrix.is_empty() {
        return Ok(());
    }
    let articles = match verdict.is_partial() {
        true => "New articles",
        false => "Articles",
    };
    writeln!(
        out,
        "{articles} of each set (row) that another set (column) has too, as copies + excerpts:\n"
    )?;
    let names: Vec<String> = verdict.sets.iter().map(|set| escape(&set.name)).collect();
    writeln!(out, "| | {} |", names.join(" | "))?;
    writeln!(out, "|---|{}", "---:|".repeat(names.len()))?;
    for (row, name) in names.iter().enumerate() {
        let cells: Vec<String> = (0..names.len())
            .map(|column| {
                let cell = verdict.matrix[row][column];
                match row == column {
                    true => "–".to_owned(),
                    false => format!("{} + {}", cell.copies, cell.excerpts),
                }
            })
            .collect();
        let articles = verdict.sets[row].checked;
        writeln!(out, "| {name} ({articles}) | {} |", cells.join(" | "))?;
    }
    writeln!(out)
}

fn skipped(verdict: &CheckResult<'_>, out: &mut impl Write) -> io::Result<()> {
    let skips = &verdict.skips;
    let all = skips.files.len() + skips.records.len();
    if all == 0 {
        return Ok(());
    }
    writeln!(out, "### Could not be read: {all}\n")?;
    for skipped in skips.files.iter().chain(&skips.records).take(LINES) {
        let line = skipped
            .line
            .map_or(String::new(), |line| format!(":{line}"));
        writeln!(
            out,
            "- {}: {}",
            code(&format!("{}{line}", skipped.file)),
            escape(&skipped.reason)
        )?;
    }
    more(all.saturating_sub(LINES), out)
}

fn breaches(verdict: &CheckResult<'_>, out: &mut impl Write) -> Result<()> {
    for outcome in verdict.outcomes.iter().filter(|outcome| !outcome.is_kept()) {
        let rule = outcome.setting.rule;
        writeln!(
            out,
            "### `{rule}`: {}\n\n{}\n",
            outcome.count,
            rule.summary()
        )?;
        let mut written = 0;
        let of_rule = verdict.objections.of_rule(rule);
        for filed in of_rule.filter(|filed| filed.counts) {
            if written >= LINES {
                break;
            }
            let objection = verdict.objections.read(filed)?;
            written += lines(verdict, &objection, LINES - written, out)?;
        }
        let left = outcome.count.saturating_sub(written as u64);
        more(usize::try_from(left).unwrap_or(usize::MAX), out)?;
        writeln!(out, "To mend: {}.\n", rule.cure())?;
    }
    Ok(())
}

/// Writes the pairs of an objection, at most `budget`; gives their number.
fn lines(
    verdict: &CheckResult<'_>,
    objection: &Objection,
    budget: usize,
    out: &mut impl Write,
) -> Result<usize> {
    if let (Some(reason), Some(article)) = (&objection.reason, objection.subject()) {
        let article = verdict.named(article)?;
        let place = as_code(&article.place);
        writeln!(out, "- {place} {} {}", escape(reason), headline(&article))?;
        return Ok(usize::try_from(objection.counted).unwrap_or(usize::MAX));
    }
    let mut written = 0;
    for pair in objection.counting().take(budget) {
        let [first, _] = objection.articles_of(pair);
        let first = verdict.named(first)?;
        let place = as_code(&first.place);
        let why = verdict.why(objection, pair, as_code);
        writeln!(out, "- {place} {why} {}", headline(&first))?;
        written += 1;
    }
    Ok(written)
}

/// A place as code.
fn as_code(place: &Place) -> String {
    code(&place.to_string())
}

fn more(count: usize, out: &mut impl Write) -> io::Result<()> {
    if count > 0 {
        writeln!(out, "- and {count} more that are not listed here")?;
    }
    writeln!(out)
}

fn headline(article: &NamedArticle) -> String {
    let headline = article.headline.as_deref().unwrap_or_default();
    let short: String = headline.chars().take(HEADLINE).collect();
    if short.is_empty() {
        String::new()
    } else {
        format!("“{}”", escape(&short))
    }
}

/// `text` as code; a place may hold anything that a file's name may.
fn code(text: &str) -> String {
    format!("`{}`", plain(text).replace('`', "'"))
}

/// `text` so that it is shown and not obeyed.
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
    use crate::article::ArticleId;
    use crate::compare::relation::Relation;
    use crate::gate::objection::{ObjectionPair, PairLink, PairState};

    #[test]
    fn every_place_of_a_reason_is_code() {
        let place = |file: &str| Place {
            file: file.into(),
            line: 1,
        };
        let pair = ObjectionPair {
            first: 0,
            second: 1,
            tie: PairLink::ThroughCenter {
                center: ArticleId::new(2),
                relation: Relation::Verbatim,
                containment: 1.0,
            },
            state: PairState::Counts,
        };
        assert_eq!(
            pair.why(&place("<b>.jsonl"), |_| place("*c*.jsonl"), as_code),
            "copy of `<b>.jsonl:1` (verbatim, as of `*c*.jsonl:1`)"
        );
    }

    #[test]
    fn scraped_text_is_shown_and_not_obeyed() {
        assert_eq!(
            escape("<img src=x> [click](y) | *now*\n# big"),
            "&lt;img src=x&gt; \\[click\\](y) \\| \\*now\\* \\# big"
        );
        assert_eq!(code("a`b\n.jsonl:1"), "`a'b .jsonl:1`");
    }
}
