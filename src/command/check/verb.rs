/*!
`wirecopy check`: check a data set against rules.
*/

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use anyhow::{Context, anyhow, bail};
use jiff::tz::TimeZone;

use crate::command::analysis;
use crate::command::analysis::Detection;
use crate::command::args::check::{CheckArgs, OutputFile};
use crate::command::check::changes::BaseRevision;
use crate::command::check::data_set::CheckedArticles;
use crate::command::check::inputs;
use crate::command::check::inputs::{ChangedSelection, CheckInputs};
use crate::command::check::origins::ArticleOrigins;
use crate::command::check::result;
use crate::command::check::settings::form;
use crate::command::check::settings::resolve::Settings;
use crate::command::check::settings::show::show;
use crate::command::exit::Exit;
use crate::command::terminal;
use crate::dump::Dump;
use crate::gate::baseline::Baseline;
use crate::gate::check_result::CheckResult;
use crate::gate::checker::Checker;
use crate::gate::facts::{DataSet, ListedDataSet};
use crate::gate::policy::CheckPolicy;
use crate::gate::rule::Rule;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::options::NotCopies;
use crate::spill::budget::MemoryBudget;

/// Checks a data set, and writes the result in all requested formats.
pub(crate) fn run(args: &CheckArgs) -> anyhow::Result<Exit> {
    if args.schema {
        io::stdout().write_all(form::schema()?.as_bytes())?;
        return Ok(Exit::Success);
    }
    let mut settings = Settings::resolve(args)?;
    if args.show_config {
        show(&settings, &mut io::stdout().lock())?;
        return Ok(Exit::Success);
    }
    let changed = match (&args.changed, &settings.changed_from) {
        (Some(files), _) => Some(ChangedSelection::Files(files.clone())),
        (None, Some(revision)) => Some(ChangedSelection::Since(BaseRevision::new(revision)?)),
        (None, None) => None,
    };
    if let (Some(ChangedSelection::Files(files)), false) = (&changed, args.dump.quiet) {
        for missing in files.iter().filter(|file| !file.exists()) {
            let missing = missing.display();
            terminal::note(&format!(
                "--changed {missing}: no such file, nothing to check in it"
            ))?;
        }
    }
    let own_files = own_files(args, &settings)?;
    let mut inputs = CheckInputs::find(&settings, changed, &own_files)?;
    let paths = args.output.iter().map(|output| Some(output.path.as_path()));
    let paths: Vec<Option<&Path>> = paths.chain([args.write_baseline.as_deref()]).collect();
    let files = analysis::open(&inputs.names, &settings.dump, &paths)?;
    inputs::rewrite_suppressed_places(&files, &mut settings);
    let policy = policy(args, &settings)?;
    let mut outputs = Vec::new();
    for OutputFile { format, path } in &args.output {
        outputs.push((*format, analysis::create(path, &settings.dump)?));
    }
    let baseline = analysis::create_optional(args.write_baseline.as_deref(), &settings.dump)?;
    let mut detection = detect(&settings, &inputs, &files)?;
    let exit = {
        let articles = checked_articles(&policy, &mut inputs, &files, detection.as_ref())?;
        let result = check(&policy, &*articles, &files, detection.as_ref())?;
        for (format, mut output) in outputs {
            result::write(args, &settings, &result, format, &mut output)?;
            check_io(detection.as_ref())?;
            output.finish()?;
        }
        match baseline {
            Some(output) => {
                let baseline = Baseline::of(result.data, &result.objections)?;
                check_io(detection.as_ref())?;
                result::write_baseline(args, &result, &baseline, output)?
            }
            None => result::print(args, &settings, &result)?,
        }
    };
    check_io(detection.as_ref())?;
    if let Some(detection) = &mut detection {
        detection.remove_checkpoints()?;
    }
    Ok(exit)
}

/// Returns the configuration file and the baseline, which are not data even if a
/// folder or a glob contains them.
///
/// # Errors
///
/// If an output would overwrite one of them. Only `--write-baseline` may overwrite
/// a baseline.
fn own_files(args: &CheckArgs, settings: &Settings) -> anyhow::Result<Vec<PathBuf>> {
    let resolve = |path: &Path| path.canonicalize().ok();
    let config = settings.config.as_deref().and_then(resolve);
    let baseline = settings.baseline.as_deref().and_then(resolve);
    let written = args.write_baseline.as_deref();
    let outputs = args.output.iter().map(|output| output.path.as_path());
    for path in outputs.chain(written) {
        let real = resolve(path);
        let own = match () {
            () if real.is_none() => continue,
            () if real == config => "configuration",
            () if real == baseline && Some(path) != written => "baseline",
            () => continue,
        };
        bail!("{}: cannot write an output over the {own}", path.display());
    }
    let is_baseline = |path: &&Path| {
        let text = fs::read_to_string(path);
        text.is_ok_and(|text| Baseline::read(&text).is_ok())
    };
    let written = written.filter(is_baseline).and_then(resolve);
    Ok([config, baseline, written].into_iter().flatten().collect())
}

/// Reads the data and finds the copies, unless there is nothing to check.
fn detect<D: Dump>(
    settings: &Settings,
    inputs: &CheckInputs,
    files: &D,
) -> anyhow::Result<Option<Detection>> {
    if inputs.has_nothing_to_check() {
        if !settings.dump.quiet {
            terminal::note("no changed file is part of the data, nothing to read")?;
        }
        return Ok(None);
    }
    Detection::run(files, &settings.dump, NotCopies::Forget).map(Some)
}

/// Returns the articles as the gate sees them.
fn checked_articles<'a, D: Dump + fmt::Debug>(
    policy: &CheckPolicy,
    inputs: &mut CheckInputs,
    files: &'a D,
    detection: Option<&'a Detection>,
) -> anyhow::Result<Box<dyn DataSet + 'a>> {
    let Some(detection) = detection else {
        return Ok(Box::new(ListedDataSet {
            sets: inputs.sets.clone(),
            articles: Vec::new(),
        }));
    };
    let mut rules = policy.rules.iter().map(|setting| setting.rule);
    let origins = match rules.any(Rule::needs_origins) {
        true => Some(ArticleOrigins::find(files, detection)?),
        false => None,
    };
    let outcome = &detection.outcome;
    let articles = CheckedArticles::new(inputs, files, outcome, origins)?;
    Ok(Box::new(articles))
}

/// Checks the articles against the rules.
fn check<'a, D: Dump>(
    policy: &'a CheckPolicy,
    articles: &'a dyn DataSet,
    files: &D,
    detection: Option<&Detection>,
) -> anyhow::Result<CheckResult<'a>> {
    let Some(Detection { detector, outcome }) = detection else {
        let mut result = Checker::new(policy, articles, &MemoryBudget::new(0, None)).finish()?;
        // The sets are empty only because no file was read.
        result.unusable_sets.clear();
        return Ok(result);
    };
    let mut checker = Checker::new(policy, articles, outcome.budget());
    detector.report(files, outcome, &KeepPlan::of_all(), &mut checker)?;
    let result = checker.finish()?;
    check_io(detection)?;
    Ok(result)
}

/// Returns the error of the article table, which its getters cannot return.
fn check_io(detection: Option<&Detection>) -> anyhow::Result<()> {
    if let Some(detection) = detection {
        detection.outcome.table.check_io()?;
    }
    Ok(())
}

/// Returns the policy that the settings describe. A new baseline is made without
/// the old one.
fn policy(args: &CheckArgs, settings: &Settings) -> anyhow::Result<CheckPolicy> {
    let baseline = settings.baseline.as_deref();
    let baseline = baseline.filter(|_| args.write_baseline.is_none());
    let baseline = baseline.map(|path| {
        let text = fs::read_to_string(path).map_err(|error| {
            let hint = "hint: make a baseline with --write-baseline FILE";
            anyhow!("{}: {error}\n{hint}", path.display())
        })?;
        Baseline::read(&text).with_context(|| path.display().to_string())
    });
    Ok(CheckPolicy {
        rules: settings.rules.clone(),
        max_skipped: settings.max_skipped,
        suppressions: settings.suppressions.clone(),
        baseline: baseline.transpose()?,
        today: jiff::Timestamp::now().to_zoned(TimeZone::UTC).date(),
    })
}
