//! Receives findings one by one, here to print where stories came from.
//!
//! `cargo run --release --example own_report -- samples/news.jsonl`

#![allow(clippy::print_stdout, reason = "an example prints its results")]

use wirecopy::{Detector, Files, Finding, KeepPolicy, NoProgress, Options, ReadOptions, Report};

struct Origins;

impl Report for Origins {
    fn report(&mut self, finding: &Finding) -> std::io::Result<()> {
        match finding {
            Finding::Cluster(cluster) => {
                if let Some(origin) = &cluster.origin {
                    let copies = cluster.articles.len();
                    println!("{}: {copies} articles, {:?}", origin.name, origin.evidence);
                }
            }
            Finding::Summary(summary) => println!("{} clusters", summary.clusters),
            _ => {}
        }
        Ok(())
    }
}

fn main() -> Result<(), wirecopy::Error> {
    let inputs: Vec<String> = std::env::args().skip(1).collect();
    let dump = Files::open(&inputs, ReadOptions::default())?;
    let detector = Detector::new(Options::default())?;
    let outcome = detector.run(&dump, &NoProgress)?;
    let plan = detector.keep(&dump, &outcome, &KeepPolicy::default(), &NoProgress)?;
    detector.report(&dump, &outcome, &plan, &mut Origins)?;
    Ok(())
}
