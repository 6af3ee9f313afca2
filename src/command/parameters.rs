/*!
How the thresholds become bands and rows, for people who want to know.
*/

use std::io::Write;

use crate::fingerprint::sample::{AT_LEAST, SAMPLED_ONE_IN};
use crate::pipeline::options::Options;

/// Prints the bands and rows that follow from `options`, with the curve.
pub(crate) fn explain(options: &Options, out: &mut impl Write) -> std::io::Result<()> {
    let banding = options.banding();
    writeln!(
        out,
        "Candidates come from two sides; each pair is then compared word by word.\n\n\
         1. Bands of the signature. A resemblance of {} must be found with a probability of at least .98:\n   \
         {} bands of {} rows are the most rows that do. A pair of resemblance s shares a band with a\n   \
         probability of 1 - (1 - s^{})^{}:\n",
        options.resemblance,
        banding.bands(),
        banding.rows(),
        banding.rows(),
        banding.bands()
    )?;
    writeln!(out, "   resemblance   found")?;
    for tenth in 1..=10 {
        let resemblance = f64::from(tenth) / 10.0;
        let found = banding.probability(resemblance);
        let bar = "#".repeat((found * 40.0).round() as usize);
        writeln!(out, "   {resemblance:>11.1}   {found:>6.4} {bar}")?;
    }
    writeln!(
        out,
        "\n2. Sampled shingles. Of each article the shingles of {} words whose hash is below 1/{} of the range,\n   \
         and at least the {} smallest. Two articles that share two of them are a candidate, however little\n   \
         they resemble each other: this finds an article inside another.\n\n\
         Two copies are duplicates when at least {} of the shorter one's words stand in the other.",
        options.shingle_words, SAMPLED_ONE_IN, AT_LEAST, options.containment
    )
}
