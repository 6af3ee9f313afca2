//! Prints the clusters of duplicate articles in files.
//!
//! `cargo run --release --example scan_file -- samples/news.jsonl`

#![allow(clippy::print_stdout, reason = "an example prints its results")]

use wirecopy::{Detector, Files, Finding, Options, ReadOptions};

fn main() -> Result<(), wirecopy::Error> {
    let inputs: Vec<String> = std::env::args().skip(1).collect();
    let dump = Files::open(&inputs, ReadOptions::default())?;
    for finding in Detector::new(Options::default())?.findings(&dump)? {
        match finding {
            Finding::Cluster(cluster) => {
                println!("{} articles tell one story:", cluster.articles.len());
                for article in cluster.articles {
                    let outlet = article.outlet.as_deref().unwrap_or("unknown");
                    println!("  {} ({outlet})", article.id);
                }
            }
            Finding::Summary(summary) => println!(
                "{} records read, {} skipped, {} clusters",
                summary.read, summary.skipped, summary.clusters
            ),
            _ => {}
        }
    }
    Ok(())
}
