//! Writes each story of a file once, to standard output.
//!
//! `cargo run --release --example clean -- samples/news.jsonl > once.jsonl`

use std::io::{BufWriter, Write, stdout};

use wirecopy::{Detector, Files, KeepPolicy, NoProgress, Options, ReadOptions, write_kept};

fn main() -> Result<(), wirecopy::Error> {
    let inputs: Vec<String> = std::env::args().skip(1).collect();
    let dump = Files::open(&inputs, ReadOptions::default())?;
    let detector = Detector::new(Options::default())?;
    let outcome = detector.run(&dump, &NoProgress)?;
    let plan = detector.keep(&dump, &outcome, &KeepPolicy::default(), &NoProgress)?;

    let mut out = BufWriter::new(stdout());
    write_kept(&dump, &outcome, &plan, &mut out)?;
    Ok(out.flush()?)
}
