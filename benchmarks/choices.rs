/*!
What the choices in hashing and sampling cost, beside others: signatures made
in several ways, sample rates, bits of a key, words of a shingle. Prints
tables for each dump.

```sh
cargo run --release --example choices -- dump.jsonl other.jsonl.zst
```

Recall is against all pairs of different bodies that share prose, counted out
by an index of all shingles: for dumps of some ten thousand articles. Lists
that are too long to be paired fully cost recall here, for every choice alike;
in a run their articles are brought together when clusters are formed.

What rests on the hash of shingles is drawn several times, each time with all
shingles hashed anew; the first draw is the library's own.
*/

#[path = "choices/corpus.rs"]
mod corpus;
#[path = "choices/measuring.rs"]
mod measuring;
#[path = "choices/proposing.rs"]
mod proposing;
#[path = "choices/signatures.rs"]
mod signatures;

use std::collections::HashSet;
use std::io::Write;

use clap::Parser;
use wirecopy::Options;
use wirecopy::fingerprint::bands::Banding;
use wirecopy::fingerprint::postings::Pair;
use wirecopy::fingerprint::sample::{AT_LEAST, SAMPLED_ONE_IN, sample};
use wirecopy::fingerprint::shingles::DEFAULT_WIDTH;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use corpus::{Body, Overlap, Recall, recall};
use proposing::{either, from_bands, from_samples, postings, sampled};
use signatures::{Signer, Way, band_keys, index};

/// Prints what hashing and sampling cost, beside other ways
#[derive(Parser)]
struct Args {
    /// Dumps, each measured for itself
    #[arg(required = true)]
    inputs: Vec<String>,
    /// Rounds of which the quickest counts
    #[arg(long, default_value_t = 25)]
    rounds: usize,
}

// The allocator of the command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Done = Result<(), Box<dyn std::error::Error>>;

/// A dump, and what is known of it.
struct Known {
    bodies: Vec<Body>,
    /// Of five words, in the order of the text.
    shingles: Vec<Vec<u64>>,
    sets: Vec<Vec<u64>>,
    overlaps: Vec<Overlap>,
    banding: Banding,
}

/// How often all shingles are hashed anew.
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
        let known = Known {
            overlaps: corpus::overlaps(&sets),
            banding,
            bodies,
            shingles,
            sets,
        };
        check_sample(&known)?;
        writeln!(
            out,
            "# {input}\n\n{} different bodies, {} shingles, {} pairs share {} or more; a run compares {compared}\n",
            known.bodies.len(),
            known.shingles.iter().map(Vec::len).sum::<usize>(),
            known.overlaps.len(),
            corpus::SHARED,
        )?;
        measuring::compare(&mut out, &signer, &known, args.rounds)?;
        compare_rates(&mut out, &signer, &known)?;
        print_banded(&mut out, &signer, &known)?;
        compare_bits(&mut out, &signer, &known)?;
        compare_widths(&mut out, &signer, &known)?;
    }
    Ok(())
}

/// The library's own rate must give the library's own samples.
fn check_sample(known: &Known) -> Done {
    for (shingles, set) in known.shingles.iter().zip(&known.sets) {
        let mut own = Vec::new();
        sample(shingles, &mut own);
        if own != sampled(set, SAMPLED_ONE_IN) {
            return Err("the samples are not the library's".into());
        }
    }
    Ok(())
}

/// The shingles of all articles, hashed anew for every draw but the first.
fn redrawn(shingles: &[Vec<u64>], draw: u32) -> Vec<Vec<u64>> {
    let anew = |&shingle: &u64| match draw {
        0 => shingle,
        _ => xxh3_64_with_seed(&shingle.to_le_bytes(), draw.into()),
    };
    let all = shingles.iter();
    all.map(|shingles| shingles.iter().map(anew).collect())
        .collect()
}

/// The keys of the bands of each body, by the library's signatures.
fn bands(signer: &Signer, shingles: &[Vec<u64>], banding: Banding) -> Vec<Vec<u64>> {
    let sign = |shingles: &Vec<u64>| signer.sign(Way::Permutations, shingles);
    let of = |shingles: &Vec<u64>| band_keys(banding, &sign(shingles)).collect();
    shingles.iter().map(of).collect()
}

fn samples(shingles: &[Vec<u64>], one_in: u64) -> Vec<Vec<u64>> {
    let sets = corpus::sets(shingles);
    sets.iter().map(|set| sampled(set, one_in)).collect()
}

/// Pairs that should be candidates.
type Goal = fn(&Overlap) -> bool;

/// The goals of `tests/recall.rs`.
const GOALS: [Goal; 3] = [
    |overlap| overlap.resemblance >= 0.5,
    |overlap| overlap.containment >= 0.8,
    |overlap| overlap.containment >= 0.5,
];

/// What candidates find of each goal.
fn recalls(known: &Known, candidates: &[u64]) -> [Recall; GOALS.len()] {
    GOALS.map(|goal| recall(&known.overlaps, candidates, goal))
}

/// Sample rates that are compared.
const RATES: [u64; 4] = [8, 12, 16, 24];

/// What candidates of one kind found, over all draws.
#[derive(Default)]
struct Tally {
    recalls: [Recall; GOALS.len()],
    /// The least of the last goal in any draw.
    least: Option<f64>,
    postings: usize,
    candidates: usize,
}

impl Tally {
    fn note(&mut self, known: &Known, candidates: &[u64]) {
        let recalls = recalls(known, candidates);
        let share = recalls[GOALS.len() - 1].share();
        self.least = Some(self.least.map_or(share, |least| least.min(share)));
        for (sum, recall) in self.recalls.iter_mut().zip(&recalls) {
            sum.add(recall);
        }
        self.candidates += candidates.len();
    }
}

fn compare_rates(out: &mut impl Write, signer: &Signer, known: &Known) -> Done {
    let (mut bands_alone, mut samples_alone) = (Tally::default(), Tally::default());
    let mut tallies: [Tally; RATES.len()] = Default::default();
    for draw in 0..DRAWS {
        let shingles = redrawn(&known.shingles, draw);
        let banded = from_bands(&known.bodies, &bands(signer, &shingles, known.banding));
        bands_alone.note(known, &banded);
        for (tally, rate) in tallies.iter_mut().zip(RATES) {
            let samples = samples(&shingles, rate);
            tally.postings += samples.iter().map(Vec::len).sum::<usize>();
            let sampled = from_samples(&known.bodies, &samples);
            if rate == SAMPLED_ONE_IN {
                samples_alone.postings = tally.postings;
                samples_alone.note(known, &sampled);
            }
            tally.note(known, &either(sampled, &banded));
        }
    }
    write!(out, "| one shingle in |")?;
    for (name, goal) in ["J >= .5", "C >= .8", "C >= .5"].iter().zip(GOALS) {
        let pairs = known.overlaps.iter().filter(|overlap| goal(overlap));
        write!(out, " {name} ({} pairs) |", pairs.count())?;
    }
    writeln!(
        out,
        " in the worst draw | postings an article | pairs to compare |\n|---|---:|---:|---:|---:|---:|---:|"
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
            tally.least.unwrap_or_default(),
            tally.postings as f64 / known.bodies.len() as f64 / draws,
            tally.candidates as f64 / draws,
        )?;
    }
    writeln!(out)?;
    Ok(())
}

/// Prints what only bands propose in the first draw. Most of it may be briefs,
/// which share too few shingles to be among the pairs that recall is of.
fn print_banded(out: &mut impl Write, signer: &Signer, known: &Known) -> Done {
    let samples = samples(&known.shingles, SAMPLED_ONE_IN);
    let sampled = from_samples(&known.bodies, &samples);
    let mut banded = from_bands(
        &known.bodies,
        &bands(signer, &known.shingles, known.banding),
    );
    banded.retain(|pair| sampled.binary_search(pair).is_err());
    let alike = banded.iter().filter_map(|&packed| {
        let pair = Pair::unpacked(packed);
        let [one, other] =
            [pair.first(), pair.second()].map(|article| &known.sets[index(article.number())]);
        let shared = one.iter().filter(|one| other.binary_search(one).is_ok());
        let shared = shared.count();
        let is_alike = 3 * shared >= one.len() + other.len();
        is_alike.then_some(one.len().min(other.len()))
    });
    let mut alike: Vec<usize> = alike.collect();
    alike.sort_unstable();
    let long = alike.iter().filter(|&&shingles| shingles >= AT_LEAST);
    writeln!(
        out,
        "by bands only: {} pairs, {} of them of J >= .5; of these the median of the smaller set is {} shingles, and {} have {} or more\n",
        banded.len(),
        alike.len(),
        alike.get(alike.len() / 2).copied().unwrap_or_default(),
        long.count(),
        AT_LEAST,
    )?;
    Ok(())
}

/// Bits of a key that are compared.
const BITS: [u32; 4] = [64, 48, 40, 32];

/// The upper bits of each key.
fn shortened(keys: &[Vec<u64>], bits: u32) -> Vec<Vec<u64>> {
    let of = |keys: &Vec<u64>| keys.iter().map(|key| key >> (u64::BITS - bits)).collect();
    keys.iter().map(of).collect()
}

fn compare_bits(out: &mut impl Write, signer: &Signer, known: &Known) -> Done {
    let samples = samples(&known.shingles, SAMPLED_ONE_IN);
    let bands = bands(signer, &known.shingles, known.banding);
    let of = |bits| {
        [
            from_samples(&known.bodies, &shortened(&samples, bits)),
            from_bands(&known.bodies, &shortened(&bands, bits)),
        ]
    };
    let whole = of(u64::BITS);
    let keys = samples.iter().chain(&bands).map(Vec::len).sum::<usize>();
    let postings = postings(&known.sets);
    writeln!(
        out,
        "| bits | shingles that fall together | articles that share only such | pairs more by samples | by bands | bytes of postings an article |\n|---:|---:|---:|---:|---:|---:|"
    )?;
    for bits in BITS {
        let collisions = Collisions::of(known, &postings, bits);
        let more = |at: usize, pairs: &[u64]| {
            let new = |pair: &&u64| whole[at].binary_search(pair).is_err();
            pairs.iter().filter(new).count()
        };
        let [by_samples, by_bands] = of(bits);
        // The key, and the number of the article.
        let bytes = index((bits + u32::BITS) / u8::BITS);
        writeln!(
            out,
            "| {bits} | {} | {} | {} | {} | {:.0} |",
            collisions.shingles,
            collisions.pairs,
            more(0, &by_samples),
            more(1, &by_bands),
            (keys * bytes) as f64 / known.bodies.len() as f64,
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

/// What is one when shingles are shortened, and is not when they are whole.
struct Collisions {
    shingles: usize,
    /// Pairs of articles that share a shortened shingle and no whole one.
    pairs: usize,
}

impl Collisions {
    fn of(known: &Known, postings: &[(u64, u32)], bits: u32) -> Collisions {
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
            let [shingles, others] = [one, other].map(|place| &known.sets[index(place)]);
            let shared = |shingle| others.binary_search(shingle).is_ok();
            one != other && !shingles.iter().any(shared)
        };
        Collisions {
            shingles,
            pairs: pairs.iter().filter(strangers).count(),
        }
    }
}

/// Words of a shingle that are compared.
const WIDTHS: std::ops::RangeInclusive<usize> = 3..=7;

/// The truth stays that of five words.
fn compare_widths(out: &mut impl Write, signer: &Signer, known: &Known) -> Done {
    writeln!(
        out,
        "| words | J >= .5 | C >= .8 | C >= .5 | all that share prose | pairs to compare |\n|---:|---:|---:|---:|---:|---:|"
    )?;
    for width in WIDTHS {
        let text = corpus::shingles(&known.bodies, width);
        let (mut tally, mut prose) = (Tally::default(), Recall::default());
        for draw in 0..DRAWS {
            let shingles = redrawn(&text, draw);
            let bands = bands(signer, &shingles, known.banding);
            let candidates = either(
                from_samples(&known.bodies, &samples(&shingles, SAMPLED_ONE_IN)),
                &from_bands(&known.bodies, &bands),
            );
            tally.note(known, &candidates);
            prose.add(&recall(&known.overlaps, &candidates, |_| true));
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
