/*!
Scans a dump and prints the cost of each phase: CPU seconds of all threads, wall
seconds, the memory at the end of the phase, and the peak so far.

```sh
cargo run --release -p wirecopy-benchmarks --bin phases -- dump.jsonl
cargo run --release -p wirecopy-benchmarks --bin phases -- --memory 536870912 --threads 1 dump.jsonl
```

The program reads `/proc/self`, so it runs on Linux only.
*/

use std::fs;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Instant;

use clap::Parser;
use wirecopy::JsonLines;
use wirecopy::{Detector, Files, KeepPolicy, Observer, Options, Phase, ReadOptions};

/// Print the cost of each phase of a run
#[derive(Parser)]
struct Args {
    /// Files of the dump
    #[arg(required = true)]
    inputs: Vec<String>,
    /// Memory budget in bytes
    #[arg(long)]
    memory: Option<u64>,
    /// Number of threads
    #[arg(long)]
    threads: Option<usize>,
    /// File for the findings
    #[arg(long, default_value = "/dev/null")]
    findings: PathBuf,
}

// The command uses this allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The time that the process has used so far.
struct Usage {
    wall: Instant,
    cpu: f64,
}

impl Usage {
    fn now() -> Usage {
        /// Clock ticks per second, the same on all current Linux systems.
        const TICKS: f64 = 100.0;
        let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        // The name of the process is in parentheses and may contain spaces.
        let fields = stat.rsplit(')').next().unwrap_or_default();
        let ticks: f64 = fields
            .split_whitespace()
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<f64>().ok())
            .sum();
        Usage {
            wall: Instant::now(),
            cpu: ticks / TICKS,
        }
    }
}

/// Returns the resident memory in KiB: the current size and the peak.
fn memory() -> [u64; 2] {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    ["VmRSS:", "VmHWM:"].map(|name| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.split_whitespace().next());
        number.and_then(|number| number.parse().ok()).unwrap_or(0)
    })
}

/// Prints a line whenever a phase ends.
struct Stopwatch {
    phase: Mutex<Option<(String, Usage)>>,
}

impl Stopwatch {
    fn begin_named(&self, name: &str) {
        let Ok(mut phase) = self.phase.lock() else {
            return;
        };
        let now = Usage::now();
        if let Some((name, begun)) = phase.take() {
            let [resident, peak] = memory();
            let _ = writeln!(
                std::io::stdout(),
                "{name:<12} {:>8.2} s CPU {:>8.2} s wall {:>6} MiB {:>6} MiB peak",
                now.cpu - begun.cpu,
                (now.wall - begun.wall).as_secs_f64(),
                resident >> 10,
                peak >> 10,
            );
        }
        *phase = Some((name.to_owned(), now));
    }
}

impl Observer for Stopwatch {
    fn begin(&self, phase: Phase, _steps: Option<u64>) {
        self.begin_named(&format!("{phase:?}").to_lowercase());
    }

    fn advance(&self, _steps: u64) {}
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args = Args::parse();
    if let Some(threads) = args.threads {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global()?;
    }
    let mut options = Options::default();
    if let Some(memory) = args.memory {
        options.memory = memory;
    }
    let watch = Stopwatch {
        phase: Mutex::new(None),
    };
    let files = Files::open(&args.inputs, ReadOptions::default())?;
    let detector = Detector::new(options)?;
    let outcome = detector.run(&files, &watch)?;
    watch.begin_named("keep");
    let keeping = detector.keep(&files, &outcome, &KeepPolicy::default(), &watch)?;
    watch.begin_named("report");
    let mut findings = JsonLines::new(BufWriter::new(fs::File::create(&args.findings)?));
    let summary = detector.report(&files, &outcome, &keeping, &mut findings)?;
    watch.begin_named("end");
    writeln!(
        std::io::stdout(),
        "{} articles, {} pairs compared, {} clusters, {} copies beside them, {} long lists",
        summary.articles,
        summary.compared,
        summary.clusters,
        summary.copies,
        summary.long_lists
    )?;
    Ok(())
}
