/*!
What each way of making signatures takes, how far its estimates are off, and
what its bands propose.
*/

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use wirecopy::fingerprint::minhash::PERMUTATIONS;

use super::corpus::{Overlap, Recall, recall};
use super::proposing::from_bands;
use super::signatures::{Signer, Values, WAYS, Way, band_keys, estimate, index};
use super::{DRAWS, Done, Known, redrawn};

/// Resemblances from which on pairs should share a band.
const BOUNDS: [f64; 3] = [0.5, 0.6, 0.7];

/// Resemblances between whose bounds errors are averaged.
const RANGES: [[f64; 2]; 4] = [[0.0, 0.2], [0.2, 0.5], [0.5, 0.8], [0.8, 1.01]];

/// What is known of one way, over all draws.
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
    fn add(&mut self, known: &Known, signed: &[Values]) {
        let keys = |values: &Values| band_keys(known.banding, values).collect();
        let keys: Vec<Vec<u64>> = signed.iter().map(keys).collect();
        let candidates = from_bands(&known.bodies, &keys);
        self.proposed += candidates.len();
        for (sum, bound) in self.recalls.iter_mut().zip(BOUNDS) {
            let holds = |overlap: &Overlap| overlap.resemblance >= bound;
            sum.add(&recall(&known.overlaps, &candidates, holds));
        }
        for (errors, range) in self.errors.iter_mut().zip(RANGES) {
            for overlap in within(known, range) {
                let [one, other] = overlap.places.map(|place| &signed[index(place)]);
                let error = estimate(one, other) - overlap.resemblance;
                errors.sum += error;
                errors.squares += error * error;
                errors.count += 1.0;
            }
        }
    }
}

/// The pairs of some resemblance, of all that share prose. Of pairs that bands
/// proposed a signature would say too much: it is why they were proposed.
fn within(known: &Known, [least, below]: [f64; 2]) -> impl Iterator<Item = &Overlap> {
    let overlaps = known.overlaps.iter();
    overlaps.filter(move |overlap| (least..below).contains(&overlap.resemblance))
}

pub(crate) fn compare(out: &mut impl Write, signer: &Signer, known: &Known, rounds: usize) -> Done {
    let mut tallies: [Tally; WAYS.len()] = Default::default();
    for draw in 0..DRAWS {
        let shingles = redrawn(&known.shingles, draw);
        for (tally, way) in tallies.iter_mut().zip(WAYS) {
            let sign = |shingles: &Vec<u64>| signer.sign(way, shingles);
            tally.add(known, &shingles.iter().map(sign).collect::<Vec<_>>());
        }
    }
    print_times(out, signer, known, rounds)?;
    print_recalls(out, &tallies)?;
    print_errors(out, known, &tallies)
}

/// Shingles of an article that are told apart where times are taken: from the
/// one, below the other.
const LENGTHS: [[usize; 2]; 4] = [[1, 50], [50, 150], [150, 500], [500, usize::MAX]];

fn print_times(out: &mut impl Write, signer: &Signer, known: &Known, rounds: usize) -> Done {
    let classes = LENGTHS.map(|[least, below]| {
        let class = known.shingles.iter();
        class
            .filter(|shingles| (least..below).contains(&shingles.len()))
            .collect::<Vec<_>>()
    });
    let times = classes.each_ref().map(|class| times(signer, class, rounds));
    let shingles: usize = known.shingles.iter().map(Vec::len).sum();
    write!(out, "| signature | ns a shingle | µs an article |")?;
    for ([least, _], class) in LENGTHS.iter().zip(&classes) {
        write!(out, " {least} shingles and more ({}) |", class.len())?;
    }
    writeln!(out, "\n|---|---:|---:|---:|---:|---:|---:|")?;
    for (at, way) in WAYS.into_iter().enumerate() {
        let all: f64 = times.iter().map(|times| times[at].as_secs_f64()).sum();
        let a_shingle = all * 1e9 / shingles as f64;
        let an_article = all * 1e6 / known.bodies.len() as f64;
        write!(out, "| {} | {a_shingle:.1} | {an_article:.2} |", way.name())?;
        for (class, times) in classes.iter().zip(&times) {
            let time = times[at].as_secs_f64() * 1e6 / class.len() as f64;
            write!(out, " {time:.2} |")?;
        }
        writeln!(out)?;
    }
    writeln!(out)?;
    Ok(())
}

/// Articles that are signed between two looks at the clock: well below the
/// time that a thread runs before another takes its place.
const STRETCH: usize = 64;

/// What each way takes for all articles: of every stretch the quickest round,
/// which nothing interrupted. Every round takes the ways in turn.
fn times(signer: &Signer, shingles: &[&Vec<u64>], rounds: usize) -> [Duration; WAYS.len()] {
    let mut sums = [Duration::ZERO; WAYS.len()];
    for chunk in shingles.chunks(STRETCH) {
        let mut least = [Duration::MAX; WAYS.len()];
        for _ in 0..rounds {
            for (least, way) in least.iter_mut().zip(WAYS) {
                *least = (*least).min(time(signer, way, chunk));
            }
        }
        for (sum, least) in sums.iter_mut().zip(least) {
            *sum += least;
        }
    }
    sums
}

fn time(signer: &Signer, way: Way, chunk: &[&Vec<u64>]) -> Duration {
    let begun = Instant::now();
    for shingles in chunk {
        black_box(signer.sign(way, black_box(shingles)));
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
    for (way, tally) in WAYS.iter().zip(tallies) {
        let [half, six, seven] = &tally.recalls;
        let proposed = tally.proposed as f64 / f64::from(DRAWS);
        writeln!(
            out,
            "| {} | {half} | {six} | {seven} | {proposed:.0} |",
            way.name()
        )?;
    }
    writeln!(out)?;
    Ok(())
}

fn print_errors(out: &mut impl Write, known: &Known, tallies: &[Tally]) -> Done {
    write!(out, "| error: mean, root mean square |")?;
    for range in RANGES {
        let [least, below] = range;
        let pairs = within(known, range).count();
        write!(out, " J {least:.1} to {below:.1} ({pairs} pairs) |")?;
    }
    writeln!(out, "\n|---|---:|---:|---:|---:|")?;
    for (way, tally) in WAYS.iter().zip(tallies) {
        write!(out, "| {} |", way.name())?;
        for errors in &tally.errors {
            let mean = errors.sum / errors.count;
            let root = (errors.squares / errors.count).sqrt();
            write!(out, " {mean:+.4}, {root:.4} |")?;
        }
        writeln!(out)?;
    }
    write!(out, "| by the binomial |")?;
    for range in RANGES {
        let variance = |overlap: &Overlap| overlap.resemblance * (1.0 - overlap.resemblance);
        let sum: f64 = within(known, range).map(variance).sum();
        let places = (within(known, range).count() * PERMUTATIONS) as f64;
        write!(out, " {:.4} |", (sum / places).sqrt())?;
    }
    writeln!(out, "\n")?;
    Ok(())
}
