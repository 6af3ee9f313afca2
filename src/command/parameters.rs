/*!
The output of `scan --explain-parameters`: how the thresholds determine which
pairs are found.
*/

use std::io::{self, Write};

use crate::fingerprint::shingles::{MIN_SAMPLES, SAMPLED_ONE_IN};
use crate::pipeline::options::Options;
use crate::pipeline::thresholds::BAND_RECALL;

/// Prints the bands and rows that follow from `options`, with the probability of
/// each resemblance.
pub(crate) fn explain(options: &Options, out: &mut impl Write) -> io::Result<()> {
    let banding = options.banding();
    let (bands, rows) = (banding.bands(), banding.rows());
    writeln!(
        out,
        "Candidate pairs are found in two ways. Each candidate is then compared word by word.\n\n\
         1. Bands of the signature: {bands} bands of {rows} rows. That is the highest number of rows with\n   \
         which a pair of resemblance {} shares a band with a probability of at least {BAND_RECALL}. A\n   \
         pair of resemblance s shares a band with the probability 1 - (1 - s^{rows})^{bands}:\n",
        options.resemblance,
    )?;
    writeln!(out, "   resemblance   probability")?;
    for tenth in 1..=10 {
        let resemblance = f64::from(tenth) / 10.0;
        let probability = banding.probability(resemblance);
        let bar = "#".repeat((probability * 40.0).round() as usize);
        writeln!(out, "   {resemblance:>11.1}   {probability:>11.4} {bar}")?;
    }
    writeln!(
        out,
        "\n2. Sampled shingles: the shingles of {} words whose hash is below 1/{} of the range, and at\n   \
         least the {} smallest of each article. Two articles that share two sampled shingles are a\n   \
         candidate, whatever their resemblance. This finds an article inside another one.\n\n\
         Two copies are duplicates if at least {} of the words of the shorter one are in the other one.",
        options.shingle_words, SAMPLED_ONE_IN, MIN_SAMPLES, options.containment
    )
}
