/*!
The work that all verbs over dumps share: open the files, create the outputs, find
the copies, decide which articles to keep, and report the findings.
*/

use std::io;
use std::path::Path;

use anyhow::{Context, bail};

use crate::command::args::dump::DumpArgs;
use crate::command::print::messages;
use crate::command::progress::TerminalProgress;
use crate::dump::Dump;
use crate::input::Files;
use crate::output::findings::JsonLines;
use crate::output::sink::Output;
use crate::pipeline::detector::Detector;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::options::NotCopies;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::resume_lock::ResumeLock;
use crate::report::{Finding, Report, Summary};

/// Opens the files of a dump whose results are written to `outputs`.
pub(crate) fn open(
    inputs: &[String],
    args: &DumpArgs,
    outputs: &[Option<&Path>],
) -> anyhow::Result<Files> {
    let files = Files::open(inputs, args.read_options())?;
    messages::print_ignored_files(&files, args)?;
    check_conflicts(&files, outputs)?;
    Ok(files)
}

/// Creates an output. Call this before the work begins, so that a wrong path
/// fails at once.
///
/// With `--resume` the output is synchronized to the disk when it is finished,
/// since the checkpoints that could restore it are removed then.
pub(crate) fn create(path: &Path, args: &DumpArgs) -> anyhow::Result<Output> {
    let output = Output::create(path)?;
    Ok(match args.resume {
        Some(_) => output.lasting(),
        None => output,
    })
}

pub(crate) fn create_optional(
    path: Option<&Path>,
    args: &DumpArgs,
) -> anyhow::Result<Option<Output>> {
    path.map(|path| create(path, args)).transpose()
}

/// Checks that no output is an input or has the name of another output.
fn check_conflicts(files: &Files, outputs: &[Option<&Path>]) -> anyhow::Result<()> {
    let outputs: Vec<&Path> = outputs.iter().copied().flatten().collect();
    for (index, output) in outputs.iter().enumerate() {
        if files.reads(output) {
            bail!("{}: cannot write an output over an input", output.display());
        }
        let others = &outputs[..index];
        if others.iter().any(|other| is_same_place(other, output)) {
            bail!(
                "{}: two outputs have this name\nhint: give each output its own file",
                output.display()
            );
        }
    }
    Ok(())
}

/// Whether two paths lead to the same place, even if no file exists there yet.
fn is_same_place(a: &Path, b: &Path) -> bool {
    let resolve = |path: &Path| {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    a == b || resolve(a).is_some_and(|place| Some(place) == resolve(b))
}

/// What a run found in a dump.
pub(crate) struct Detection {
    pub(crate) detector: Detector,
    pub(crate) outcome: Outcome,
}

impl Detection {
    /// Finds the copies in `files`. Starts the threads that `args` ask for.
    pub(crate) fn run<D: Dump>(
        files: &D,
        args: &DumpArgs,
        not_copies: NotCopies,
    ) -> anyhow::Result<Detection> {
        let mut options = args.options()?;
        options.not_copies = not_copies;
        let detector = Detector::new(options)?;
        if let Some(threads) = args.threads {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            pool.build_global().context("--threads")?;
        }
        let progress = TerminalProgress::new(args, files.total_bytes());
        let outcome = detector.run(files, &progress)?;
        progress.finish();
        Ok(Detection { detector, outcome })
    }

    /// Removes the checkpoints of `--resume`. Call this when all outputs are
    /// finished.
    pub(crate) fn remove_checkpoints(&mut self) -> anyhow::Result<()> {
        if let Some(lock) = self.outcome.resume_lock.take() {
            ResumeLock::forget(lock)?;
        }
        Ok(())
    }
}

/// A dump, what a run found in it, and which articles to keep.
pub(crate) struct Analysis {
    pub(crate) files: Files,
    pub(crate) detection: Detection,
    pub(crate) keep_plan: KeepPlan,
}

impl Analysis {
    pub(crate) fn run(
        files: Files,
        args: &DumpArgs,
        policy: &KeepPolicy,
        not_copies: NotCopies,
    ) -> anyhow::Result<Analysis> {
        let detection = Detection::run(&files, args, not_copies)?;
        let Detection { detector, outcome } = &detection;
        let progress = TerminalProgress::new(args, files.total_bytes());
        let keep_plan = detector.keep(&files, outcome, policy, &progress)?;
        progress.finish();
        Ok(Analysis {
            files,
            detection,
            keep_plan,
        })
    }

    /// Passes all findings to `shown`, and writes them to `findings` if there is
    /// such an output.
    pub(crate) fn report(
        &self,
        findings: Option<Output>,
        shown: &mut dyn Report,
    ) -> anyhow::Result<Summary> {
        let Detection { detector, outcome } = &self.detection;
        let findings = findings.map(JsonLines::new);
        let mut report = WrittenAndShown { findings, shown };
        let summary = detector.report(&self.files, outcome, &self.keep_plan, &mut report)?;
        if let Some(findings) = report.findings {
            findings.finish()?.finish()?;
        }
        Ok(summary)
    }
}

struct WrittenAndShown<'a> {
    findings: Option<JsonLines<Output>>,
    shown: &'a mut dyn Report,
}

impl Report for WrittenAndShown<'_> {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        self.shown.report(finding)?;
        match &mut self.findings {
            Some(findings) => findings.report(finding),
            None => Ok(()),
        }
    }
}
