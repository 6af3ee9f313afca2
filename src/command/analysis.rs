/*!
The work that all verbs over dumps share: open the files, find the copies, decide
which articles to keep, and report the findings.
*/

use std::path::Path;

use anyhow::Context;

use crate::command::args::dump::DumpArgs;
use crate::command::outputs;
use crate::command::print::highlights::Highlights;
use crate::command::print::messages;
use crate::command::progress::TerminalProgress;
use crate::dump::Dump;
use crate::input::Files;
use crate::news::parties::directory::Directory;
use crate::output::findings::JsonLines;
use crate::output::sink::Output;
use crate::pipeline::detector::Detector;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::options::NotCopies;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::resume_lock::ResumeLock;
use crate::report::{Report, Summary};

/// Opens the files of a dump whose results are written to `outputs`.
///
/// # Errors
///
/// If an output is also an input, or if two outputs have one name.
pub(crate) fn open(
    inputs: &[String],
    args: &DumpArgs,
    outputs: &[Option<&Path>],
) -> anyhow::Result<Files> {
    let files = Files::open(inputs, args.read_options())?;
    messages::print_ignored_files(&files, args)?;
    outputs::check_conflicts(&files, outputs)?;
    Ok(files)
}

/// What a run found in a dump.
pub(crate) struct Detection {
    pub(crate) detector: Detector,
    pub(crate) outcome: Outcome,
}

impl Detection {
    /// Finds the copies in `files`. Starts the threads that `args` ask for.
    pub(crate) fn run(
        files: &Files,
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

    /// Returns the known parties.
    pub(crate) fn directory(&self) -> &Directory {
        self.detector.options().directory()
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
    /// Finds the copies in `files` and decides which articles to keep.
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

    /// Returns the results of the run.
    pub(crate) fn outcome(&self) -> &Outcome {
        &self.detection.outcome
    }

    /// Reports all findings to `report`.
    pub(crate) fn report(&self, report: &mut dyn Report) -> anyhow::Result<Summary> {
        let Detection { detector, outcome } = &self.detection;
        Ok(detector.report(&self.files, outcome, &self.keep_plan, report)?)
    }

    /// Writes all findings to `findings`, if there is such an output, and returns
    /// the findings to show to people, with the `top` largest clusters.
    pub(crate) fn report_highlights(
        &self,
        findings: Option<Output>,
        top: usize,
    ) -> anyhow::Result<(Summary, Highlights)> {
        let mut highlights = Highlights::new(top, findings.map(JsonLines::new));
        let summary = self.report(&mut highlights)?;
        highlights.finish()?;
        Ok((summary, highlights))
    }
}
