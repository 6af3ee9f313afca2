/*!
A progress bar on the terminal, and notes about resumed stages.
*/

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::command::args::dump::DumpArgs;
use crate::command::terminal;
use crate::pipeline::observer::{Observer, Phase, Stage};

/// The time before the bar appears. Most runs end sooner.
const DELAY: Duration = Duration::from_secs(1);

/// How often a second the bar is drawn.
const REFRESH_RATE: u8 = 10;

/// Shows the progress of a run on stderr.
pub(crate) struct TerminalProgress {
    started: Instant,
    quiet: bool,
    shows_bar: bool,
    bar: Mutex<ProgressBar>,
    /// Finished steps of the phase.
    done: AtomicU64,
    /// Bytes that the first pass over the dump read. The second pass reads as
    /// many.
    bytes: AtomicU64,
    /// Bytes of the dump, if they are known.
    total_bytes: Option<u64>,
}

impl TerminalProgress {
    /// Creates the progress of a run over a dump of `total_bytes`.
    pub(crate) fn new(args: &DumpArgs, total_bytes: Option<u64>) -> TerminalProgress {
        TerminalProgress {
            started: Instant::now(),
            quiet: args.quiet,
            shows_bar: !args.quiet && !args.no_progress && std::io::stderr().is_terminal(),
            bar: Mutex::new(ProgressBar::hidden()),
            done: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            total_bytes,
        }
    }

    pub(crate) fn finish(&self) {
        if let Ok(bar) = self.bar.lock() {
            bar.finish_and_clear();
        }
    }
}

/// Returns the style of the bar in a phase whose `total` steps are known or not.
fn style(phase: Phase, total: Option<u64>) -> ProgressStyle {
    let counts_bytes = matches!(phase, Phase::LearnBoilerplate | Phase::Fingerprint);
    let template = match (counts_bytes, total) {
        (true, Some(_)) => {
            "{msg:<20} {bar:32} {bytes:>10} of {total_bytes} {bytes_per_sec:>12}, {eta} left"
        }
        (true, None) => "{msg:<20} {spinner} {bytes:>10} {bytes_per_sec:>12}",
        (false, Some(_)) => "{msg:<20} {bar:32} {pos:>10} of {len} {per_sec:>12}, {eta} left",
        (false, None) => "{msg:<20} {spinner}",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

const fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::LearnBoilerplate => "learning boilerplate",
        Phase::Fingerprint => "fingerprinting",
        Phase::Propose => "proposing pairs",
        Phase::Compare => "comparing pairs",
        Phase::Cluster => "clustering",
        Phase::Attribute => "reading credits",
        Phase::Headlines => "grouping headlines",
    }
}

const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Boilerplate => "boilerplate",
        Stage::Candidates => "fingerprints and candidates",
        Stage::Verdicts => "verdicts",
        Stage::Clusters => "clusters and credits",
        Stage::Headlines => "headlines",
    }
}

impl Observer for TerminalProgress {
    fn begin(&self, phase: Phase, steps: Option<u64>) {
        let before = self.done.swap(0, Ordering::Relaxed);
        if phase == Phase::Fingerprint {
            self.bytes.store(before, Ordering::Relaxed);
        }
        if !self.shows_bar {
            return;
        }
        let total = match phase {
            Phase::LearnBoilerplate => self.total_bytes,
            Phase::Fingerprint => Some(self.bytes.load(Ordering::Relaxed)),
            _ => steps,
        };
        if let Ok(mut bar) = self.bar.lock() {
            bar.finish_and_clear();
            *bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
            bar.set_style(style(phase, total));
            bar.set_message(phase_name(phase));
        }
    }

    fn resume(&self, stage: Stage) {
        if !self.quiet {
            // An observer cannot fail, and a lost note changes no result.
            let _ = terminal::note(&format!(
                "resumed from an earlier run: {}",
                stage_name(stage)
            ));
        }
    }

    fn advance(&self, steps: u64) {
        let done = self.done.fetch_add(steps, Ordering::Relaxed) + steps;
        if !self.shows_bar || self.started.elapsed() < DELAY {
            return;
        }
        if let Ok(bar) = self.bar.try_lock() {
            if bar.is_hidden() {
                bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(REFRESH_RATE));
            }
            bar.set_position(done);
        }
    }
}
