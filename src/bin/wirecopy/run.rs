/*!
What the verbs over dumps share: open, detect, decide who stays.
*/

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use wirecopy::edition::output::Output;
use wirecopy::{Detector, Files, Keeping, NotCopies, Outcome, Policy};

use crate::args::Shared;
use crate::print::tame;
use crate::progress::Progress;

/// A dump and what was found in it.
pub(crate) struct Found {
    pub(crate) files: Files,
    pub(crate) detector: Detector,
    pub(crate) outcome: Outcome,
    pub(crate) keeping: Keeping,
}

/// Opens the dump, finds its copies and decides who stays.
pub(crate) fn find(
    inputs: &[String],
    shared: &Shared,
    policy: &Policy,
    not_copies: NotCopies,
) -> anyhow::Result<Found> {
    let detector = Detector::new(shared.options()?)?;
    if let Some(threads) = shared.threads {
        // A pool that exists already was made by this very function.
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()
            .context("--threads")?;
    }
    let files = Files::open(inputs, shared.read_options())?;
    let progress = Progress::new(shared, files.total_bytes());
    let outcome = detector.run_keeping(&files, not_copies, &progress)?;
    let keeping = detector.keep(&files, &outcome, policy, &progress)?;
    progress.finish();
    Ok(Found {
        files,
        detector,
        outcome,
        keeping,
    })
}

/// Opens an output, where one is wanted, before the work begins: a wrong path
/// fails at once.
pub(crate) fn create(path: Option<&Path>) -> anyhow::Result<Option<Output>> {
    Ok(path.map(Output::create).transpose()?)
}

/// Refuses outputs that are inputs too: inputs are never altered.
pub(crate) fn refuse_inputs_as_outputs<'a>(
    inputs: &[String],
    outputs: impl Iterator<Item = &'a PathBuf>,
) -> anyhow::Result<()> {
    let real = |path: &Path| path.canonicalize().ok();
    let inputs: Vec<PathBuf> = inputs
        .iter()
        .filter_map(|input| real(Path::new(input)))
        .collect();
    for output in outputs {
        let inside =
            real(output).is_some_and(|output| output.is_file() && inputs.contains(&output));
        if inside {
            bail!(
                "{}: is read, and cannot be written at the same time",
                output.display()
            );
        }
    }
    Ok(())
}

/// Records that could not be read, as they are listed on stderr, at most.
const SHOWN: usize = 10;

/// Lists what could not be read.
pub(crate) fn print_skipped(outcome: &Outcome, err: &mut impl Write) -> anyhow::Result<()> {
    for skip in outcome.skipped.iter().take(SHOWN) {
        writeln!(err, "skipped: {}", tame(&skip.error.to_string()))?;
    }
    let more = outcome.skipped.len().saturating_sub(SHOWN);
    if more > 0 {
        writeln!(err, "and {more} more: --findings lists them all")?;
    }
    Ok(())
}
