/*!
How far a run is, on a terminal.

Nothing is shown in the first second: most runs are over by then.
*/

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::pipeline::observer::{Observer, Phase, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::command::args::command_line::DumpArgs;

/// Time before anything is shown.
const PATIENCE: Duration = Duration::from_secs(1);

/// Pictures a second.
const REFRESH: u8 = 10;

/// Shows progress on stderr.
pub(crate) struct TerminalProgress {
    started: Instant,
    quiet: bool,
    wanted: bool,
    bar: Mutex<ProgressBar>,
    /// Steps of the phase.
    done: AtomicU64,
    /// Bytes that the first reading met: the second meets as many.
    bytes: AtomicU64,
    total_bytes: Option<u64>,
}

impl TerminalProgress {
    /// Progress as `shared` wants it, over a dump of `total_bytes`.
    pub(crate) fn new(shared: &DumpArgs, total_bytes: Option<u64>) -> TerminalProgress {
        let wanted = !shared.quiet && !shared.no_progress && std::io::stderr().is_terminal();
        TerminalProgress {
            started: Instant::now(),
            quiet: shared.quiet,
            wanted,
            bar: Mutex::new(ProgressBar::hidden()),
            done: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
            total_bytes,
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Ok(bar) = self.bar.lock() {
            bar.finish_and_clear();
        }
    }

    fn style(phase: Phase, known: bool) -> ProgressStyle {
        let bytes = matches!(phase, Phase::Survey | Phase::Fingerprint);
        let template = match (bytes, known) {
            (true, true) => {
                "{msg:<14} {bar:32} {bytes:>10} of {total_bytes} {bytes_per_sec:>12}, {eta} left"
            }
            (true, false) => "{msg:<14} {spinner} {bytes:>10} {bytes_per_sec:>12}",
            (false, true) => "{msg:<14} {bar:32} {pos:>10} of {len} {per_sec:>12}, {eta} left",
            (false, false) => "{msg:<14} {spinner}",
        };
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
    }
}

fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Survey => "surveying",
        Phase::Fingerprint => "fingerprinting",
        Phase::Propose => "pairing",
        Phase::Compare => "comparing",
        Phase::Cluster => "clustering",
        Phase::Attribute => "crediting",
        Phase::Headlines => "headlines",
    }
}

impl Observer for TerminalProgress {
    fn begin(&self, phase: Phase, steps: Option<u64>) {
        let before = self.done.swap(0, Ordering::Relaxed);
        if phase == Phase::Fingerprint {
            self.bytes.store(before, Ordering::Relaxed);
        }
        if !self.wanted {
            return;
        }
        let total = match phase {
            Phase::Survey => self.total_bytes,
            Phase::Fingerprint => Some(self.bytes.load(Ordering::Relaxed)),
            _ => steps,
        };
        if let Ok(mut bar) = self.bar.lock() {
            bar.finish_and_clear();
            *bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
            bar.set_style(TerminalProgress::style(phase, total.is_some()));
            bar.set_message(name(phase));
        }
    }

    fn resume(&self, found: Stage) {
        let found = match found {
            Stage::Survey => "the survey",
            Stage::Candidates => "fingerprints and candidates",
            Stage::Verdicts => "verdicts",
            Stage::Clusters => "clusters and credits",
            Stage::Headlines => "headlines",
        };
        if !self.quiet {
            // Whoever closed stderr does not want to know.
            let _ = writeln!(std::io::stderr(), "taken from an earlier run: {found}");
        }
    }

    fn advance(&self, steps: u64) {
        let done = self.done.fetch_add(steps, Ordering::Relaxed) + steps;
        if !self.wanted || self.started.elapsed() < PATIENCE {
            return;
        }
        if let Ok(bar) = self.bar.try_lock() {
            if bar.is_hidden() {
                bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(REFRESH));
            }
            bar.set_position(done);
        }
    }
}
