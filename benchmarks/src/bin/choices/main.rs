/*!
Compares the library's choices in hashing and sampling with alternatives: methods
for signatures, sample rates, bits of a key, and words of a shingle. Prints
tables for each dump.

```sh
cargo run --release -p wirecopy-benchmarks --bin choices -- dump.jsonl other.jsonl.zst
```

Recall is relative to all pairs of different bodies with common prose. An index of
all shingles finds these pairs, so a dump should have some ten thousand articles.
Lists that are too long to be paired completely cost the same recall for every
choice. In a run, their articles meet when clusters are formed.

Results that depend on the hash of shingles are the mean of several draws. Each
draw hashes all shingles with another seed; the first draw is the library's hash.
*/

mod corpus;
mod measuring;
mod proposing;
mod signatures;

use std::collections::HashSet;
use std::io::Write;

use clap::Parser;
use wirecopy::Options;
use wirecopy::internals::Banding;
use wirecopy::internals::DEFAULT_WIDTH;
use wirecopy::internals::Pair;
use wirecopy::internals::{MIN_SAMPLES, SAMPLED_ONE_IN, sample};
use xxhash_rust::xxh3::xxh3_64_with_seed;

use corpus::{Body, Overlap, Recall, recall};
use proposing::{either, from_bands, from_samples, postings, sampled};
use signatures::{Method, Signer, band_keys, index};

/// Compare hashing and sampling with alternatives
#[derive(Parser)]
struct Args {
    /// Dumps, each measured on its own
    #[arg(required = true)]
    inputs: Vec<String>,
    /// Number of rounds, of which the fastest counts
    #[arg(long, default_value_t = 25)]
    rounds: usize,
}

// The command uses this allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Done = Result<(), Box<dyn std::error::Error>>;

/// A dump with the exact overlaps of its bodies.
struct Corpus {
    bodies: Vec<Body>,
    /// The shingles of each body, of five words, in the order of the text.
    shingles: Vec<Vec<u64>>,
    sets: Vec<Vec<u64>>,
    overlaps: Vec<Overlap>,
    banding: Banding,
}

/// How many hashes of the shingles are tried.
const DRAWS: u32 = 8;

fn main() -> Done {
    let args = Args::parse();
    let signer = Signer::new();
    let banding = Options::default().banding();
    signatures::check(&signer, banding)?;
    let mut out = std::io::stdout().lock();
    for input in &args.inputs {
        let (bodies, compared) = corpus::read(input)?;
        let shingles = corpus::shingles(&bodies, DEFAULT_WIDTH);
        let sets = corpus::sets(&shingles);
        let corpus = Corpus {
            overlaps: corpus::overlaps(&sets),
            banding,
            bodies,
            shingles,
            sets,
        };
        check_sample(&corpus)?;
        writeln!(
            out,
            "# {input}\n\n{} different bodies, {} shingles, {} pairs share {} or more; a run compares {compared}\n",
            corpus.bodies.len(),
            corpus.shingles.iter().map(Vec::len).sum::<usize>(),
            corpus.overlaps.len(),
            corpus::SHARED,
        )?;
        measuring::compare(&mut out, &signer, &corpus, args.rounds)?;
        compare_rates(&mut out, &signer, &corpus)?;
        print_band_pairs(&mut out, &signer, &corpus)?;
        compare_bits(&mut out, &signer, &corpus)?;
        compare_widths(&mut out, &signer, &corpus)?;
    }
    Ok(())
}

/// Checks that the sampling here gives the samples of the library at its rate.
fn check_sample(corpus: &Corpus) -> Done {
    for (shingles, set) in corpus.shingles.iter().zip(&corpus.sets) {
        let mut own = Vec::new();
        sample(shingles, &mut own);
        if own != sampled(set, SAMPLED_ONE_IN) {
            return Err("the samples differ from those of the library".into());
        }
    }
    Ok(())
}

/// Returns the shingles with the hash of `draw`. The first draw keeps them.
fn rehashed(shingles: &[Vec<u64>], draw: u32) -> Vec<Vec<u64>> {
    let rehash = |&shingle: &u64| match draw {
        0 => shingle,
        _ => xxh3_64_with_seed(&shingle.to_le_bytes(), draw.into()),
    };
    let all = shingles.iter();
    all.map(|shingles| shingles.iter().map(rehash).collect())
        .collect()
}

/// Returns the band keys of each body, from signatures of the library.
fn bands(signer: &Signer, shingles: &[Vec<u64>], banding: Banding) -> Vec<Vec<u64>> {
    let sign = |shingles: &Vec<u64>| signer.sign(Method::Permutations, shingles);
    let of = |shingles: &Vec<u64>| band_keys(banding, &sign(shingles)).collect();
    shingles.iter().map(of).collect()
}

fn samples(shingles: &[Vec<u64>], one_in: u64) -> Vec<Vec<u64>> {
    let sets = corpus::sets(shingles);
    sets.iter().map(|set| sampled(set, one_in)).collect()
}

/// Selects pairs that should be candidates.
type Goal = fn(&Overlap) -> bool;

/// The goals of `tests/recall.rs`.
const GOALS: [Goal; 3] = [
    |overlap| overlap.resemblance >= 0.5,
    |overlap| overlap.containment >= 0.8,
    |overlap| overlap.containment >= 0.5,
];

/// Returns the recall of `candidates` for each goal.
fn recalls(corpus: &Corpus, candidates: &[u64]) -> [Recall; GOALS.len()] {
    GOALS.map(|goal| recall(&corpus.overlaps, candidates, goal))
}

/// The sample rates to compare.
const RATES: [u64; 4] = [8, 12, 16, 24];

/// The results for one kind of candidates, over all draws.
#[derive(Default)]
struct Tally {
    recalls: [Recall; GOALS.len()],
    /// The lowest recall of the last goal in any draw.
    lowest: Option<f64>,
    postings: usize,
    candidates: usize,
}

impl Tally {
    fn add(&mut self, corpus: &Corpus, candidates: &[u64]) {
        let recalls = recalls(corpus, candidates);
        let share = recalls[GOALS.len() - 1].share();
        self.lowest = Some(self.lowest.map_or(share, |lowest| lowest.min(share)));
        for (sum, recall) in self.recalls.iter_mut().zip(&recalls) {
            sum.add(recall);
        }
        self.candidates += candidates.len();
    }
}

fn compare_rates(out: &mut impl Write, signer: &Signer, corpus: &Corpus) -> Done {
    let (mut bands_alone, mut samples_alone) = (Tally::default(), Tally::default());
    let mut tallies: [Tally; RATES.len()] = Default::default();
    for draw in 0..DRAWS {
        let shingles = rehashed(&corpus.shingles, draw);
        let banded = from_bands(&corpus.bodies, &bands(signer, &shingles, corpus.banding));
        bands_alone.add(corpus, &banded);
        for (tally, rate) in tallies.iter_mut().zip(RATES) {
            let samples = samples(&shingles, rate);
            tally.postings += samples.iter().map(Vec::len).sum::<usize>();
            let sampled = from_samples(&corpus.bodies, &samples);
            if rate == SAMPLED_ONE_IN {
                samples_alone.postings = tally.postings;
                samples_alone.add(corpus, &sampled);
            }
            tally.add(corpus, &either(sampled, &banded));
        }
    }
    write!(out, "| one shingle in |")?;
    for (name, goal) in ["J >= .5", "C >= .8", "C >= .5"].iter().zip(GOALS) {
        let pairs = corpus.overlaps.iter().filter(|overlap| goal(overlap));
        write!(out, " {name} ({} pairs) |", pairs.count())?;
    }
    writeln!(
        out,
        " in the worst draw | postings per article | pairs to compare |\n|---|---:|---:|---:|---:|---:|---:|"
    )?;
    let alone = [
        ("none: bands alone".to_owned(), &bands_alone),
        (format!("{SAMPLED_ONE_IN}, without bands"), &samples_alone),
    ];
    let rates = RATES.iter().map(u64::to_string).zip(&tallies);
    for (name, tally) in alone.into_iter().chain(rates) {
        let [half, most, partly] = &tally.recalls;
        let draws = f64::from(DRAWS);
        writeln!(
            out,
            "| {name} | {half} | {most} | {partly} | {:.4} | {:.1} | {:.0} |",
            tally.lowest.unwrap_or_default(),
            tally.postings as f64 / corpus.bodies.len() as f64 / draws,
            tally.candidates as f64 / draws,
        )?;
    }
    writeln!(out)?;
    Ok(())
}

/// Prints the pairs of the first draw that only bands propose. Most may be briefs,
/// which share too few shingles to count for recall.
fn print_band_pairs(out: &mut impl Write, signer: &Signer, corpus: &Corpus) -> Done {
    let samples = samples(&corpus.shingles, SAMPLED_ONE_IN);
    let sampled = from_samples(&corpus.bodies, &samples);
    let mut banded = from_bands(
        &corpus.bodies,
        &bands(signer, &corpus.shingles, corpus.banding),
    );
    banded.retain(|pair| sampled.binary_search(pair).is_err());
    let alike = banded.iter().filter_map(|&packed| {
        let pair = Pair::unpacked(packed);
        let [one, other] =
            [pair.first(), pair.second()].map(|article| &corpus.sets[index(article.number())]);
        let shared = one.iter().filter(|one| other.binary_search(one).is_ok());
        let shared = shared.count();
        let is_alike = 3 * shared >= one.len() + other.len();
        is_alike.then_some(one.len().min(other.len()))
    });
    let mut alike: Vec<usize> = alike.collect();
    alike.sort_unstable();
    let long = alike.iter().filter(|&&shingles| shingles >= MIN_SAMPLES);
    writeln!(
        out,
        "by bands only: {} pairs, {} of them of J >= .5; of these the median of the smaller set is {} shingles, and {} have {} or more\n",
        banded.len(),
        alike.len(),
        alike.get(alike.len() / 2).copied().unwrap_or_default(),
        long.count(),
        MIN_SAMPLES,
    )?;
    Ok(())
}

/// The key sizes to compare, in bits.
const BITS: [u32; 4] = [64, 48, 40, 32];

/// Returns the upper bits of each key.
fn shortened(keys: &[Vec<u64>], bits: u32) -> Vec<Vec<u64>> {
    let of = |keys: &Vec<u64>| keys.iter().map(|key| key >> (u64::BITS - bits)).collect();
    keys.iter().map(of).collect()
}

fn compare_bits(out: &mut impl Write, signer: &Signer, corpus: &Corpus) -> Done {
    let samples = samples(&corpus.shingles, SAMPLED_ONE_IN);
    let bands = bands(signer, &corpus.shingles, corpus.banding);
    let of = |bits| {
        [
            from_samples(&corpus.bodies, &shortened(&samples, bits)),
            from_bands(&corpus.bodies, &shortened(&bands, bits)),
        ]
    };
    let whole = of(u64::BITS);
    let keys = samples.iter().chain(&bands).map(Vec::len).sum::<usize>();
    let postings = postings(&corpus.sets);
    writeln!(
        out,
        "| bits | colliding shingles | pairs of articles that share only these | more pairs by samples | by bands | bytes of postings per article |\n|---:|---:|---:|---:|---:|---:|"
    )?;
    for bits in BITS {
        let collisions = Collisions::of(corpus, &postings, bits);
        let more = |at: usize, pairs: &[u64]| {
            let new = |pair: &&u64| whole[at].binary_search(pair).is_err();
            pairs.iter().filter(new).count()
        };
        let [by_samples, by_bands] = of(bits);
        // A posting is the key and the number of the article.
        let bytes = index((bits + u32::BITS) / u8::BITS);
        writeln!(
            out,
            "| {bits} | {} | {} | {} | {} | {:.0} |",
            collisions.shingles,
            collisions.pairs,
            more(0, &by_samples),
            more(1, &by_bands),
            (keys * bytes) as f64 / corpus.bodies.len() as f64,
        )?;
    }
    let different = postings.chunk_by(|one, other| one.0 == other.0).count();
    let candidates = whole.each_ref().map(Vec::len);
    writeln!(
        out,
        "\n{different} different shingles; pairs by samples and by bands: {candidates:?}\n"
    )?;
    Ok(())
}

/// Shingles that are equal only in their upper bits.
struct Collisions {
    shingles: usize,
    /// Pairs of articles that share such a shingle and no other.
    pairs: usize,
}

impl Collisions {
    fn of(corpus: &Corpus, postings: &[(u64, u32)], bits: u32) -> Collisions {
        let short = |posting: &(u64, u32)| posting.0 >> (u64::BITS - bits);
        let mut shingles = 0;
        let mut pairs: HashSet<[u32; 2]> = HashSet::new();
        for alike in postings.chunk_by(|one, other| short(one) == short(other)) {
            let lists: Vec<_> = alike.chunk_by(|one, other| one.0 == other.0).collect();
            if lists.len() > 1 {
                shingles += lists.len();
            }
            for (at, list) in lists.iter().enumerate() {
                for &(_, other) in lists[at + 1..].iter().copied().flatten() {
                    let pair = |&(_, one): &(u64, u32)| [one.min(other), one.max(other)];
                    pairs.extend(list.iter().map(pair));
                }
            }
        }
        let strangers = |&&[one, other]: &&[u32; 2]| {
            let [shingles, others] = [one, other].map(|place| &corpus.sets[index(place)]);
            let shared = |shingle| others.binary_search(shingle).is_ok();
            one != other && !shingles.iter().any(shared)
        };
        Collisions {
            shingles,
            pairs: pairs.iter().filter(strangers).count(),
        }
    }
}

/// The shingle widths to compare, in words.
const WIDTHS: std::ops::RangeInclusive<usize> = 3..=7;

/// Prints the recall for each width. The expected pairs are always those of five
/// words.
fn compare_widths(out: &mut impl Write, signer: &Signer, corpus: &Corpus) -> Done {
    writeln!(
        out,
        "| words | J >= .5 | C >= .8 | C >= .5 | all with common prose | pairs to compare |\n|---:|---:|---:|---:|---:|---:|"
    )?;
    for width in WIDTHS {
        let text = corpus::shingles(&corpus.bodies, width);
        let (mut tally, mut prose) = (Tally::default(), Recall::default());
        for draw in 0..DRAWS {
            let shingles = rehashed(&text, draw);
            let bands = bands(signer, &shingles, corpus.banding);
            let candidates = either(
                from_samples(&corpus.bodies, &samples(&shingles, SAMPLED_ONE_IN)),
                &from_bands(&corpus.bodies, &bands),
            );
            tally.add(corpus, &candidates);
            prose.add(&recall(&corpus.overlaps, &candidates, |_| true));
        }
        let [half, most, partly] = &tally.recalls;
        let candidates = tally.candidates as f64 / f64::from(DRAWS);
        writeln!(
            out,
            "| {width} | {half} | {most} | {partly} | {prose} | {candidates:.0} |"
        )?;
    }
    writeln!(out)?;
    Ok(())
}
