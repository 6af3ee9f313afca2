/*!
`wirecopy check`: the gate.
*/

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::dump::Dump;
use crate::gate::answer::CheckAnswer;
use crate::gate::baseline::Baseline;
use crate::gate::check_result::CheckResult;
use crate::gate::checker::Checker;
use crate::gate::facts::{DataSet, ListedDataSet};
use crate::gate::policy::CheckPolicy;
use crate::gate::render::{github, json, junit, markdown, sarif};
use crate::gate::rule::RuleSetting;
use crate::output::sink::Output;
use crate::pipeline::options::NotCopies;
use crate::pipeline::{Detector, KeepPlan, Outcome};
use crate::spill::budget::MemoryBudget;
use anyhow::{Context, anyhow, bail};
use jiff::tz::TimeZone;

use crate::command::analysis as run;
use crate::command::args::command_line::{CheckArgs, Format};
use crate::command::check::changes::BaseRevision;
use crate::command::check::inputs::{ChangedSelection, CheckInputs};
use crate::command::check::origins::ArticleOrigins;
use crate::command::check::settings;
use crate::command::check::settings::gather::Settings;
use crate::command::exit::{Exit, is_closed_pipe};
use crate::command::print::check_report as check_print;
use crate::command::progress::TerminalProgress;

/// Checks a data set.
pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Exit> {
    if args.schema {
        let schema = settings::file::schema()?;
        std::io::stdout().write_all(schema.as_bytes())?;
        return Ok(Exit::Done);
    }
    let mut settings = Settings::gather(args)?;
    if args.show_config {
        check_print::settings(&settings, &mut std::io::stdout().lock())?;
        return Ok(Exit::Done);
    }
    let outputs = args
        .output
        .iter()
        .map(|typed| settings::gather::output(typed))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let changed = match (&args.changed, &settings.changed_from) {
        (Some(files), _) => Some(ChangedSelection::Files(files.clone())),
        (None, Some(revision)) => Some(ChangedSelection::Since(BaseRevision::new(revision)?)),
        (None, None) => None,
    };
    if let (Some(ChangedSelection::Files(files)), false) = (&changed, settings.shared.quiet) {
        let mut err = crate::command::print::scan_table::stderr();
        for gone in files.iter().filter(|file| !file.exists()) {
            let gone = crate::command::print::scan_table::sanitize(&gone.display().to_string());
            writeln!(
                err,
                "note: --changed {gone}: is not there, and nothing of it is checked"
            )?;
        }
    }
    let own = own_files(args, &settings, &outputs)?;
    let mut data = CheckInputs::find(&settings, changed, &own)?;
    let written: Vec<Option<&Path>> = outputs
        .iter()
        .map(|(_, path)| Some(path.as_path()))
        .chain([args.write_baseline.as_deref()])
        .collect();
    let dump = run::open(&data.inputs, &settings.shared, &written)?;
    data.name_places(&dump, &mut settings);
    let gate = gate(args, &settings)?;
    let opened = outputs
        .iter()
        .map(|(format, path)| Ok((*format, run::create_at(path, &settings.shared)?)))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let baseline = run::create(args.write_baseline.as_deref(), &settings.shared)?;
    let mut found = find(&settings, &data, &dump)?;
    let exit = {
        let checked = checked(&gate, &mut data, &dump, found.as_ref())?;
        let verdict = judge(&gate, &*checked, &dump, found.as_ref())?;
        let base = from_workspace();
        for (format, mut output) in opened {
            write(format, args, &settings, &verdict, &base, &mut output)?;
            check_io(found.as_ref())?;
            output.finish()?;
        }
        match baseline {
            Some(output) => write_baseline(args, &verdict, found.as_ref(), output)?,
            None => tell(args, &settings, &verdict, &base)?,
        }
    };
    check_io(found.as_ref())?;
    let lock = found
        .as_mut()
        .and_then(|found| found.outcome.resume_lock.take());
    run::forget(lock)?;
    Ok(exit)
}

/// The files of the check itself, which are no data where a folder or a pattern
/// finds them: its configuration and its baseline. None of them is written over,
/// but a baseline that is written anew.
fn own_files(
    args: &CheckArgs,
    settings: &Settings,
    outputs: &[(Format, PathBuf)],
) -> anyhow::Result<Vec<PathBuf>> {
    let real = |path: &Path| path.canonicalize().ok();
    let config = settings.config.as_deref().and_then(real);
    let baseline = settings.baseline.as_deref().and_then(real);
    let anew = args.write_baseline.as_deref();
    let is_read = |path: &Path, what: &Option<PathBuf>| what.is_some() && real(path) == *what;
    for path in outputs.iter().map(|(_, path)| path.as_path()).chain(anew) {
        if is_read(path, &config) {
            bail!(
                "{}: is the configuration, and is not written over",
                path.display()
            );
        }
        if is_read(path, &baseline) && Some(path) != anew {
            bail!(
                "{}: is the baseline, and is not written over",
                path.display()
            );
        }
    }
    let was_written = |path: &&Path| {
        let text = fs::read_to_string(path);
        text.is_ok_and(|text| Baseline::read(&text).is_ok())
    };
    let anew = anew.filter(was_written).and_then(real);
    Ok([config, baseline, anew].into_iter().flatten().collect())
}

/// The folder that the check runs in, from the top of the repository, where the
/// runner of a job says where that is; empty otherwise.
fn from_workspace() -> String {
    let below = || {
        let top = std::env::var_os("GITHUB_WORKSPACE").filter(|top| !top.is_empty())?;
        let top = Path::new(&top).canonicalize().ok()?;
        let here = std::env::current_dir().ok()?.canonicalize().ok()?;
        let parts = here.strip_prefix(top).ok()?.iter();
        let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
        Some(parts.join("/"))
    };
    below().unwrap_or_default()
}

/// What was found in the data.
struct Detection {
    detector: Detector,
    outcome: Outcome,
}

/// Reads the data, unless nothing in it is to be checked.
fn find<D: Dump>(
    settings: &Settings,
    data: &CheckInputs,
    dump: &D,
) -> anyhow::Result<Option<Detection>> {
    if data.is_nothing_new() {
        if !settings.shared.quiet {
            let mut err = crate::command::print::scan_table::stderr();
            writeln!(err, "no changed file is part of the data: nothing is read")?;
        }
        return Ok(None);
    }
    let detector = run::detector(&settings.shared, NotCopies::Forget)?;
    let progress = TerminalProgress::new(&settings.shared, dump.total_bytes());
    let outcome = detector.run(dump, &progress)?;
    progress.finish();
    Ok(Some(Detection { detector, outcome }))
}

/// The articles as the gate sees them.
fn checked<'a, D: Dump + std::fmt::Debug>(
    gate: &CheckPolicy,
    data: &mut CheckInputs,
    dump: &'a D,
    found: Option<&'a Detection>,
) -> anyhow::Result<Box<dyn DataSet + 'a>> {
    let Some(Detection { detector, outcome }) = found else {
        return Ok(Box::new(ListedDataSet {
            sets: data.sets.clone(),
            articles: Vec::new(),
        }));
    };
    let needs_origins = |setting: &RuleSetting| setting.rule.needs_origins();
    let origins = if gate.rules.iter().any(needs_origins) {
        let directory = detector.options().directory();
        Some(ArticleOrigins::find(dump, outcome, directory)?)
    } else {
        None
    };
    Ok(Box::new(data.checked(dump, outcome, origins)?))
}

fn judge<'a, D: Dump>(
    gate: &'a CheckPolicy,
    checked: &'a dyn DataSet,
    dump: &D,
    found: Option<&Detection>,
) -> anyhow::Result<CheckResult<'a>> {
    let Some(Detection { detector, outcome }) = found else {
        let mut verdict = Checker::new(gate, checked, &MemoryBudget::new(0, None)).finish()?;
        // Nothing was read because nothing has changed.
        verdict.unusable_sets.clear();
        return Ok(verdict);
    };
    let mut checker = Checker::new(gate, checked, outcome.budget());
    detector.report(dump, outcome, &KeepPlan::of_all(), &mut checker)?;
    let verdict = checker.finish()?;
    check_io(found)?;
    Ok(verdict)
}

/// Whether all that was asked of the articles could be read.
fn check_io(found: Option<&Detection>) -> anyhow::Result<()> {
    Ok(found.map_or(Ok(()), |found| found.outcome.table.check_io())?)
}

/// What the data set is held against. A baseline that is written anew is not held
/// against the one before.
fn gate(args: &CheckArgs, settings: &Settings) -> anyhow::Result<CheckPolicy> {
    let baseline = settings.baseline.as_deref();
    let baseline = baseline.filter(|_| args.write_baseline.is_none());
    let baseline = baseline.map(|path| {
        let text = fs::read_to_string(path).map_err(|error| {
            let hint = "hint: --write-baseline FILE makes one";
            anyhow!("{}: {error}\n{hint}", path.display())
        })?;
        Baseline::read(&text).with_context(|| path.display().to_string())
    });
    Ok(CheckPolicy {
        rules: settings.rules.iter().map(|rule| rule.setting).collect(),
        max_skipped: settings.max_skipped,
        suppressions: settings.suppressions.clone(),
        baseline: baseline.transpose()?,
        today: jiff::Timestamp::now().to_zoned(TimeZone::UTC).date(),
    })
}

fn write(
    format: Format,
    args: &CheckArgs,
    settings: &Settings,
    verdict: &CheckResult<'_>,
    base: &str,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    match format {
        Format::Text => check_print::verdict(verdict, settings, args.top, out)?,
        Format::Json => json::write(verdict, out)?,
        Format::Github => github::write(verdict, base, out)?,
        Format::Sarif => sarif::write(verdict, base, out)?,
        Format::Junit => junit::write(verdict, out)?,
        Format::Markdown => markdown::write(verdict, out)?,
    }
    Ok(())
}

fn write_baseline(
    args: &CheckArgs,
    verdict: &CheckResult<'_>,
    found: Option<&Detection>,
    mut output: Output,
) -> anyhow::Result<Exit> {
    let baseline = Baseline::of(verdict.data, &verdict.objections)?;
    check_io(found)?;
    output.write_all(baseline.write()?.as_bytes())?;
    let mut err = crate::command::print::scan_table::stderr();
    check_print::skips(verdict, &mut err)?;
    // What could not be read may hold more: such a baseline would not be true.
    let exit = match verdict.skips.answer() {
        _ if !verdict.unusable_sets.is_empty() => Exit::Trouble,
        CheckAnswer::Inconclusive => Exit::Trouble,
        CheckAnswer::Failed => Exit::No,
        CheckAnswer::Passed => Exit::Done,
    };
    if exit != Exit::Done {
        let why = match verdict.unusable_sets.is_empty() {
            true => "not everything could be read",
            false => "there is nothing to check",
        };
        writeln!(err, "no baseline was written: {why}")?;
        return Ok(exit);
    }
    output.finish()?;
    if !args.shared.quiet {
        writeln!(err, "known objections written: {}", baseline.len())?;
    }
    Ok(Exit::Done)
}

/// Tells the answer on stdout, and shortly on stderr where stdout is for
/// machines.
///
/// The answer stays the same when whoever reads stdout has had enough.
fn tell(
    args: &CheckArgs,
    settings: &Settings,
    verdict: &CheckResult<'_>,
    base: &str,
) -> anyhow::Result<Exit> {
    if settings.format != Format::Text || !args.shared.quiet {
        let mut out = std::io::stdout().lock();
        let told = write(settings.format, args, settings, verdict, base, &mut out);
        let told = told.and_then(|()| Ok(out.flush()?));
        told.or_else(|error| match is_closed_pipe(&error) {
            true => Ok(()),
            false => Err(error),
        })?;
    }
    if settings.format == Format::Github {
        append_summary(verdict)?;
    }
    let mut err = crate::command::print::scan_table::stderr();
    if settings.format != Format::Text && !args.shared.quiet {
        writeln!(err, "{}", check_print::answer(verdict))?;
    }
    if args.shared.quiet {
        check_print::unread(verdict, &mut err)?;
        check_print::failing(verdict, settings, &mut err)?;
    }
    Ok(match verdict.answer() {
        CheckAnswer::Passed => Exit::Done,
        CheckAnswer::Failed => Exit::No,
        CheckAnswer::Inconclusive => Exit::Trouble,
    })
}

/// Appends to the summary of the job, where the runner wants one.
fn append_summary(verdict: &CheckResult<'_>) -> anyhow::Result<()> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let mut text = Vec::new();
    markdown::write(verdict, &mut text)?;
    let file = fs::OpenOptions::new().create(true).append(true).open(&path);
    file.and_then(|mut file| file.write_all(&text))
        .with_context(|| Path::new(&path).display().to_string())
}
