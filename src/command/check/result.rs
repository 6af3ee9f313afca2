/*!
The result of a check: its formats, the baseline, and the exit code.
*/

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;

use crate::command::args::check::{CheckArgs, Format};
use crate::command::check::settings::resolve::Settings;
use crate::command::exit::{Exit, is_closed_pipe};
use crate::command::print::check_report;
use crate::command::print::words::counted;
use crate::command::terminal;
use crate::gate::baseline::Baseline;
use crate::gate::check_result::CheckAnswer;
use crate::gate::check_result::CheckResult;
use crate::gate::render::{github, json, junit, markdown, sarif};
use crate::output::sink::Output;

/// Writes the result of a check in one format.
pub(crate) fn write(
    args: &CheckArgs,
    settings: &Settings,
    result: &CheckResult<'_>,
    format: Format,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    match format {
        Format::Text => check_report::print(result, settings, args.top, out)?,
        Format::Json => json::write(result, out)?,
        Format::Github => github::write(result, &path_in_workspace(), out)?,
        Format::Sarif => sarif::write(result, &path_in_workspace(), out)?,
        Format::Junit => junit::write(result, out)?,
        Format::Markdown => markdown::write(result, out)?,
    }
    Ok(())
}

/// Prints the result on stdout, and one line on stderr if the format is not
/// text. Returns the exit code, which does not depend on whether the reader of
/// stdout closes the pipe.
pub(crate) fn print(
    args: &CheckArgs,
    settings: &Settings,
    result: &CheckResult<'_>,
) -> anyhow::Result<Exit> {
    let (format, quiet) = (settings.format, args.dump.quiet);
    if format != Format::Text || !quiet {
        let mut out = io::stdout().lock();
        let written = write(args, settings, result, format, &mut out);
        let written = written.and_then(|()| Ok(out.flush()?));
        if let Err(error) = written
            && !is_closed_pipe(&error)
        {
            return Err(error);
        }
    }
    if format == Format::Github {
        append_job_summary(result)?;
    }
    let mut err = terminal::stderr();
    if quiet {
        check_report::print_problems(result, &mut err)?;
        check_report::print_failed_rules(result, settings, &mut err)?;
    } else if format != Format::Text {
        writeln!(err, "{}", check_report::answer(result))?;
    }
    Ok(exit_of(result.answer()))
}

fn exit_of(answer: CheckAnswer) -> Exit {
    match answer {
        CheckAnswer::Passed => Exit::Success,
        CheckAnswer::Failed => Exit::CheckFailed,
        CheckAnswer::Inconclusive => Exit::Failure,
    }
}

/// Returns the path from `GITHUB_WORKSPACE`, the top of the repository in a job, to
/// the current folder. Empty if the variable is not set or is another place.
fn path_in_workspace() -> String {
    let path = || {
        let top = std::env::var_os("GITHUB_WORKSPACE").filter(|top| !top.is_empty())?;
        let top = Path::new(&top).canonicalize().ok()?;
        let current = std::env::current_dir().ok()?.canonicalize().ok()?;
        let parts = current.strip_prefix(top).ok()?.iter();
        let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
    };
    path().unwrap_or_default()
}

/// Appends the result to the file that `GITHUB_STEP_SUMMARY` names, if it is set.
fn append_job_summary(result: &CheckResult<'_>) -> anyhow::Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let mut text = Vec::new();
    markdown::write(result, &mut text)?;
    let file = fs::OpenOptions::new().create(true).append(true).open(&path);
    file.and_then(|mut file| file.write_all(&text))
        .with_context(|| Path::new(&path).display().to_string())
}

/// Writes a new baseline, unless some data could not be read: the baseline would
/// lack the objections in it.
pub(crate) fn write_baseline(
    args: &CheckArgs,
    result: &CheckResult<'_>,
    baseline: &Baseline,
    mut output: Output,
) -> anyhow::Result<Exit> {
    let mut err = terminal::stderr();
    check_report::print_skipped(result, &mut err)?;
    let (exit, reason) = match result.unusable_sets.is_empty() {
        true => (
            exit_of(result.skips.answer()),
            "some input could not be read",
        ),
        false => (Exit::Failure, "a set has no articles or no texts"),
    };
    if exit != Exit::Success {
        terminal::error(&format!("no baseline written: {reason}"))?;
        return Ok(exit);
    }
    output.write_all(baseline.write()?.as_bytes())?;
    output.finish()?;
    if !args.dump.quiet {
        let objections = counted(baseline.entries.len() as u64, "objection");
        writeln!(err, "baseline written: {objections}")?;
    }
    Ok(Exit::Success)
}
