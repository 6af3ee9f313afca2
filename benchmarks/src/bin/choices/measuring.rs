/*!
The time that each method for signatures takes, the errors of its estimates, and
the pairs that its bands propose.
*/

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use wirecopy::internals::PERMUTATIONS;

use crate::corpus::{Overlap, Recall, recall};
use crate::proposing::from_bands;
use crate::signatures::{METHODS, Method, Signer, Values, band_keys, estimate, index};
use crate::{Corpus, DRAWS, Done, rehashed};

/// Lowest resemblances of the pairs that should share a band.
const BOUNDS: [f64; 3] = [0.5, 0.6, 0.7];

/// Ranges of resemblance over which errors are averaged.
const RANGES: [[f64; 2]; 4] = [[0.0, 0.2], [0.2, 0.5], [0.5, 0.8], [0.8, 1.01]];

/// The results for one method, over all draws.
#[derive(Default)]
struct Tally {
    recalls: [Recall; BOUNDS.len()],
    proposed: usize,
    errors: [Errors; RANGES.len()],
}

#[derive(Default)]
struct Errors {
    sum: f64,
    squares: f64,
    count: f64,
}

impl Tally {
    fn add(&mut self, corpus: &Corpus, signed: &[Values]) {
        let keys = |values: &Values| band_keys(corpus.banding, values).collect();
        let keys: Vec<Vec<u64>> = signed.iter().map(keys).collect();
        let candidates = from_bands(&corpus.bodies, &keys);
        self.proposed += candidates.len();
        for (sum, bound) in self.recalls.iter_mut().zip(BOUNDS) {
            let includes = |overlap: &Overlap| overlap.resemblance >= bound;
            sum.add(&recall(&corpus.overlaps, &candidates, includes));
        }
        for (errors, range) in self.errors.iter_mut().zip(RANGES) {
            for overlap in within(corpus, range) {
                let [one, other] = overlap.bodies.map(|body| &signed[index(body)]);
                let error = estimate(one, other) - overlap.resemblance;
                errors.sum += error;
                errors.squares += error * error;
                errors.count += 1.0;
            }
        }
    }
}

/// Returns the pairs with common prose in a range of resemblance. Pairs that bands
/// propose would be a biased sample: a high estimate is why they are proposed.
fn within(corpus: &Corpus, [least, below]: [f64; 2]) -> impl Iterator<Item = &Overlap> {
    let overlaps = corpus.overlaps.iter();
    overlaps.filter(move |overlap| (least..below).contains(&overlap.resemblance))
}

pub(crate) fn compare(
    out: &mut impl Write,
    signer: &Signer,
    corpus: &Corpus,
    rounds: usize,
) -> Done {
    let mut tallies: [Tally; METHODS.len()] = Default::default();
    for draw in 0..DRAWS {
        let shingles = rehashed(&corpus.shingles, draw);
        for (tally, method) in tallies.iter_mut().zip(METHODS) {
            let sign = |shingles: &Vec<u64>| signer.sign(method, shingles);
            tally.add(corpus, &shingles.iter().map(sign).collect::<Vec<_>>());
        }
    }
    print_times(out, signer, corpus, rounds)?;
    print_recalls(out, &tallies)?;
    print_errors(out, corpus, &tallies)
}

/// Classes of articles for which times are measured, by their number of shingles:
/// the lower bound and the upper bound, which is exclusive.
const LENGTHS: [[usize; 2]; 4] = [[1, 50], [50, 150], [150, 500], [500, usize::MAX]];

fn print_times(out: &mut impl Write, signer: &Signer, corpus: &Corpus, rounds: usize) -> Done {
    let classes = LENGTHS.map(|[least, below]| {
        let class = corpus.shingles.iter();
        class
            .filter(|shingles| (least..below).contains(&shingles.len()))
            .collect::<Vec<_>>()
    });
    let times = classes.each_ref().map(|class| times(signer, class, rounds));
    let shingles: usize = corpus.shingles.iter().map(Vec::len).sum();
    write!(out, "| signature | ns per shingle | µs per article |")?;
    for ([least, _], class) in LENGTHS.iter().zip(&classes) {
        write!(out, " {least} shingles and more ({}) |", class.len())?;
    }
    writeln!(out, "\n|---|---:|---:|---:|---:|---:|---:|")?;
    for (at, method) in METHODS.into_iter().enumerate() {
        let all: f64 = times.iter().map(|times| times[at].as_secs_f64()).sum();
        let a_shingle = all * 1e9 / shingles as f64;
        let an_article = all * 1e6 / corpus.bodies.len() as f64;
        write!(
            out,
            "| {} | {a_shingle:.1} | {an_article:.2} |",
            method.name()
        )?;
        for (class, times) in classes.iter().zip(&times) {
            let time = times[at].as_secs_f64() * 1e6 / class.len() as f64;
            write!(out, " {time:.2} |")?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    Ok(())
}

/// Articles that are signed between two readings of the clock. They take much less
/// time than a thread runs before the system interrupts it.
const TIMED: usize = 64;

/// Returns the time that each method takes for all articles. For each chunk the
/// fastest round counts, which was not interrupted. Every round runs all methods.
fn times(signer: &Signer, shingles: &[&Vec<u64>], rounds: usize) -> [Duration; METHODS.len()] {
    let mut sums = [Duration::ZERO; METHODS.len()];
    for chunk in shingles.chunks(TIMED) {
        let mut least = [Duration::MAX; METHODS.len()];
        for _ in 0..rounds {
            for (least, method) in least.iter_mut().zip(METHODS) {
                *least = (*least).min(time(signer, method, chunk));
            }
        }
        for (sum, least) in sums.iter_mut().zip(least) {
            *sum += least;
        }
    }
    sums
}

fn time(signer: &Signer, method: Method, chunk: &[&Vec<u64>]) -> Duration {
    let begun = Instant::now();
    for shingles in chunk {
        black_box(signer.sign(method, black_box(shingles)));
    }
    begun.elapsed()
}

fn print_recalls(out: &mut impl Write, tallies: &[Tally]) -> Done {
    write!(out, "| signature |")?;
    for (bound, recall) in BOUNDS.iter().zip(&tallies[0].recalls) {
        let pairs = recall.pairs() / u64::from(DRAWS);
        write!(out, " J >= {bound} ({pairs} pairs) |")?;
    }
    writeln!(out, " pairs proposed |\n|---|---:|---:|---:|---:|")?;
    for (method, tally) in METHODS.iter().zip(tallies) {
        let [half, six, seven] = &tally.recalls;
        let proposed = tally.proposed as f64 / f64::from(DRAWS);
        writeln!(
            out,
            "| {} | {half} | {six} | {seven} | {proposed:.0} |",
            method.name()
        )?;
    }
    writeln!(out)?;
    Ok(())
}

fn print_errors(out: &mut impl Write, corpus: &Corpus, tallies: &[Tally]) -> Done {
    write!(out, "| error: mean, root mean square |")?;
    for range in RANGES {
        let [least, below] = range;
        let pairs = within(corpus, range).count();
        write!(out, " J {least:.1} to {below:.1} ({pairs} pairs) |")?;
    }
    writeln!(out, "\n|---|---:|---:|---:|---:|")?;
    for (method, tally) in METHODS.iter().zip(tallies) {
        write!(out, "| {} |", method.name())?;
        for errors in &tally.errors {
            let mean = errors.sum / errors.count;
            let root = (errors.squares / errors.count).sqrt();
            write!(out, " {mean:+.4}, {root:.4} |")?;
        }
        writeln!(out)?;
    }
    write!(out, "| binomial distribution |")?;
    for range in RANGES {
        let variance = |overlap: &Overlap| overlap.resemblance * (1.0 - overlap.resemblance);
        let sum: f64 = within(corpus, range).map(variance).sum();
        let values = (within(corpus, range).count() * PERMUTATIONS) as f64;
        write!(out, " {:.4} |", (sum / values).sqrt())?;
    }
    writeln!(out, "\n")?;
    Ok(())
}
