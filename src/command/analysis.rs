/*!
What the verbs over dumps share: open, detect, decide who stays, report.
*/

use std::collections::HashSet;
use std::io::Write;
use std::path::Path;

use crate::dump::Dump;
use crate::input::Files;
use crate::news::parties::directory::Directory;
use crate::output::findings::JsonLines;
use crate::output::sink::Output;
use crate::pipeline::options::NotCopies;
use crate::pipeline::{Detector, KeepPlan, KeepPolicy, Outcome, ResumeLock};
use crate::report::{Report, Summary};
use anyhow::{Context, bail};

use crate::command::args::command_line::{DumpArgs, KeepArgs};
use crate::command::print::scan_table::{Highlights, counted, sanitize};
use crate::command::progress::TerminalProgress;

/// A dump and what was found in it.
pub(crate) struct Analysis<D> {
    pub(crate) dump: D,
    pub(crate) outcome: Outcome,
    pub(crate) keeping: KeepPlan,
    detector: Detector,
}

/// Opens a dump that is to be written about to `outputs`.
///
/// Refuses an output that is read, since inputs are never altered, and one
/// that is named twice.
pub(crate) fn open(
    inputs: &[String],
    shared: &DumpArgs,
    outputs: &[Option<&Path>],
) -> anyhow::Result<Files> {
    let files = Files::open(inputs, shared.read_options())?;
    print_left_out(&files, shared)?;
    let named: Vec<&Path> = outputs.iter().copied().flatten().collect();
    for (index, output) in named.iter().enumerate() {
        if files.reads(output) {
            bail!(
                "{}: is read, and cannot be written at the same time",
                output.display()
            );
        }
        if named[..index]
            .iter()
            .any(|other| is_same_place(other, output))
        {
            bail!(
                "{}: expected a file of its own for each output, found it named twice",
                output.display()
            );
        }
    }
    Ok(files)
}

/// Says which files of a folder are not read.
pub(crate) fn print_left_out(files: &Files, shared: &DumpArgs) -> anyhow::Result<()> {
    if shared.quiet {
        return Ok(());
    }
    let mut err = crate::command::print::scan_table::stderr();
    for left_out in files.skipped_files() {
        let count = counted(left_out.count as u64, "file");
        let (folder, such_as) = (sanitize(&left_out.folder), sanitize(&left_out.example));
        writeln!(
            err,
            "note: {folder}: {count} left out for their names, such as {such_as}; what is typed or matched by a pattern is read whatever its name"
        )?;
    }
    Ok(())
}

/// Whether two paths name one place, whether a file is there or not.
fn is_same_place(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    one == other || real(one).is_some_and(|place| Some(place) == real(other))
}

/// Opens an output, where one is wanted, before the work begins: a wrong path
/// fails at once.
pub(crate) fn create(path: Option<&Path>, shared: &DumpArgs) -> anyhow::Result<Option<Output>> {
    path.map(|path| create_at(path, shared)).transpose()
}

/// The same of an output that is wanted. It lasts where what a later run could go
/// on from is removed when it is written.
pub(crate) fn create_at(path: &Path, shared: &DumpArgs) -> anyhow::Result<Output> {
    let output = Output::create(path)?;
    Ok(match shared.resume {
        Some(_) => output.lasting(),
        None => output,
    })
}

/// A detector as `shared` wants it, with the threads that it may use.
pub(crate) fn detector(shared: &DumpArgs, not_copies: NotCopies) -> anyhow::Result<Detector> {
    let mut options = shared.options()?;
    options.not_copies = not_copies;
    let detector = Detector::new(options)?;
    if let Some(threads) = shared.threads {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .context("--threads")?;
    }
    Ok(detector)
}

/// Finds the copies of a dump and decides who stays.
pub(crate) fn find<D: Dump>(
    dump: D,
    shared: &DumpArgs,
    policy: &KeepPolicy,
    not_copies: NotCopies,
) -> anyhow::Result<Analysis<D>> {
    let detector = detector(shared, not_copies)?;
    let progress = TerminalProgress::new(shared, dump.total_bytes());
    let outcome = detector.run(&dump, &progress)?;
    let keeping = detector.keep(&dump, &outcome, policy, &progress)?;
    progress.finish();
    Ok(Analysis {
        dump,
        outcome,
        keeping,
        detector,
    })
}

/// Removes what was written down for a later run to go on from: everything is
/// written.
pub(crate) fn forget(resume_lock: Option<ResumeLock>) -> anyhow::Result<()> {
    Ok(resume_lock.map_or(Ok(()), ResumeLock::forget)?)
}

impl<D: Dump> Analysis<D> {
    /// The parties that are known.
    pub(crate) fn directory(&self) -> &Directory {
        self.detector.options().directory()
    }

    /// Reports all findings to whoever wants to know.
    pub(crate) fn report_to(&self, report: &mut dyn Report) -> anyhow::Result<Summary> {
        let (dump, outcome) = (&self.dump, &self.outcome);
        Ok(self.detector.report(dump, outcome, &self.keeping, report)?)
    }

    /// Writes all findings to `findings`, where they are wanted, and keeps
    /// what people see first: the `top` largest clusters and some of what
    /// went wrong.
    pub(crate) fn report(
        &self,
        findings: Option<Output>,
        top: usize,
    ) -> anyhow::Result<(Summary, Highlights)> {
        let mut highlights = Highlights::new(top, findings.map(JsonLines::new));
        let summary = self.report_to(&mut highlights)?;
        highlights.finish()?;
        Ok((summary, highlights))
    }
}

/// Says which of the outlets that are preferred have no article.
pub(crate) fn print_nobodys<D>(
    keep: &KeepArgs,
    found: &Analysis<D>,
    err: &mut impl Write,
) -> anyhow::Result<()> {
    let KeepPolicy::Prefer(preferred) = keep.policy() else {
        return Ok(());
    };
    let outlets: HashSet<String> = found
        .outcome
        .table
        .outlets()
        .map(str::to_lowercase)
        .collect();
    for outlet in preferred
        .iter()
        .filter(|name| !outlets.contains(&name.to_lowercase()))
    {
        let outlet = sanitize(outlet);
        writeln!(err, "note: --prefer {outlet}: no article is of this outlet")?;
    }
    Ok(())
}

/// Records that could not be read, as they are listed on stderr, at most.
const SHOWN: usize = 10;

/// Lists what could not be read.
pub(crate) fn print_skipped(outcome: &Outcome, err: &mut impl Write) -> anyhow::Result<()> {
    for skip in outcome.skipped.iter().take(SHOWN) {
        writeln!(err, "skipped: {}", sanitize(&skip.error.to_string()))?;
    }
    let more = outcome.skipped.len().saturating_sub(SHOWN);
    if more > 0 {
        writeln!(err, "and {more} more: --findings lists them all")?;
    }
    Ok(())
}
