//! Prints every headline of a dump that something was set aside of: its id,
//! what is left, and what was set aside, separated by tabs.
//!
//! `cargo run --release --example headlines -- dump.jsonl`

use std::io::Write;

use wirecopy::news::headline::Headline;
use wirecopy::news::headline::site::Site;
use wirecopy::pipeline::articles::table::outlet_key;
use wirecopy::{Detector, Dump, Files, NoProgress, Options, ReadOptions};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let inputs: Vec<String> = std::env::args().skip(1).collect();
    let files = Files::open(&inputs, ReadOptions::default())?;
    let outcome = Detector::new(Options::default())?.run(&files, &NoProgress)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for chunk in files.chunks() {
        let mut lines = String::new();
        files.records(&chunk, &mut |record| {
            let Ok(article) = record.article else { return };
            let Some(text) = article.headline.as_deref() else {
                return;
            };
            let outlet = article.outlet.as_deref();
            let site = Site::new(outlet, article.url.as_deref());
            let tails = outcome.suffixes.of(outlet_key(outlet));
            let headline = Headline::read(text, &site, &tails);
            if headline.core.len() < text.trim().len() {
                let mut aside: Vec<&str> = headline.suffixes.clone();
                aside.extend(headline.front);
                aside.extend(headline.markers.iter().map(|marker| marker.text));
                let fields = [
                    article.id.as_deref().unwrap_or_default(),
                    headline.core,
                    &aside.join(" ¦ "),
                ];
                let fields: Vec<String> = fields
                    .iter()
                    .map(|field| field.split_whitespace().collect::<Vec<_>>().join(" "))
                    .collect();
                lines.push_str(&fields.join("\t"));
                lines.push('\n');
            }
        });
        out.write_all(lines.as_bytes())?;
    }
    out.flush()?;
    Ok(())
}
