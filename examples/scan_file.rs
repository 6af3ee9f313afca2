//! Prints the clusters of duplicate articles in files.
//!
//! `cargo run --release --example scan_file -- samples/news.jsonl`

#![allow(clippy::print_stdout, reason = "an example prints its results")]

use wirecopy::{Detector, Files, NoProgress, Options, ReadOptions};

fn main() -> Result<(), wirecopy::Error> {
    let inputs: Vec<String> = std::env::args().skip(1).collect();
    let dump = Files::open(&inputs, ReadOptions::default())?;
    let outcome = Detector::new(Options::default())?.run(&dump, &NoProgress)?;
    let table = &outcome.table;
    for cluster in &outcome.clusters {
        println!("{} articles tell one story:", cluster.members.len());
        for member in &cluster.members {
            let outlet = table.outlet_of(member.article).unwrap_or("unknown");
            println!("  {} ({outlet})", table.id(member.article));
        }
    }
    println!(
        "{} records read, {} skipped, {} clusters",
        outcome.read,
        outcome.skipped.len(),
        outcome.clusters.len()
    );
    Ok(())
}
