//! Writes each story of a file once, to standard output.
//!
//! `cargo run --release --example clean -- samples/news.jsonl > once.jsonl`

use std::collections::BTreeSet;
use std::io::{BufWriter, stdout};

use wirecopy::{Detector, Files, KeepPolicy, NoProgress, Options, ReadOptions, RewritableDump};

fn main() -> Result<(), wirecopy::Error> {
    let inputs: Vec<String> = std::env::args().skip(1).take(1).collect();
    let dump = Files::open(&inputs, ReadOptions::default())?;
    let detector = Detector::new(Options::default())?;
    let outcome = detector.run(&dump, &NoProgress)?;
    let plan = detector.keep(&dump, &outcome, &KeepPolicy::default(), &NoProgress)?;

    let mut out = BufWriter::new(stdout());
    let first_file = BTreeSet::from([0]);
    let mut writer = dump.writer(&first_file, &[], &mut out)?;
    for article in outcome.table.articles() {
        if !plan.is_removed(article) {
            writer.copy(outcome.table.record_ref(article)?)?;
        }
    }
    writer.finish()
}
