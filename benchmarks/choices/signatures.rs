/*!
Signatures of 128 values, made in several ways.

# Choices

* A shingle is folded to 32 bits as the library folds it. Its hash is a random
  one already, so that it serves as the first permutation of C-MinHash and as
  the only one of one-permutation hashing.
* Every way runs with AVX2 where the processor has it, as the library's does,
  and keeps as many values in registers.
*/

use wirecopy::fingerprint::bands::Banding;
use wirecopy::fingerprint::minhash::{PERMUTATIONS, Signature};
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The values of a signature.
pub(crate) type Values = [u32; PERMUTATIONS];

/// How a signature is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Way {
    /// By the library.
    Permutations,
    /// One hash cut into 128 bins; an empty bin takes the value of another,
    /// chosen by a hash of its number (Shrivastava, "Optimal densification
    /// for fast and accurate minwise hashing", 2017).
    OnePermutation,
    /// One permutation turned by 0 to 127 places (Li and Li, "C-MinHash",
    /// 2022), which stands in a table.
    CirculantTable,
    /// The same, over all 32-bit numbers: the permutation is reckoned.
    CirculantReckoned,
}

/// All ways, in the order of the tables.
pub(crate) const WAYS: [Way; 4] = [
    Way::Permutations,
    Way::OnePermutation,
    Way::CirculantTable,
    Way::CirculantReckoned,
];

impl Way {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Way::Permutations => "128 permutations (kept)",
            Way::OnePermutation => "one permutation, densified",
            Way::CirculantTable => "C-MinHash, table of 2^18",
            Way::CirculantReckoned => "C-MinHash, reckoned",
        }
    }
}

/// Places of the permutation that stands in a table, as a power of two: one
/// mebibyte, so that it stays in the second cache.
const TABLE_BITS: u32 = 18;

/// Values of a signature that are held in registers at once, as in the
/// library.
const BLOCK: usize = 64;

/// No shingle fell into the bin.
const EMPTY: u32 = u32::MAX;

/// Makes signatures; holds the table.
pub(crate) struct Signer {
    /// The permutation, and its beginning once more. Random 32-bit numbers
    /// stand for their ranks: two in a million pairs of them are equal.
    table: Vec<u32>,
}

impl Signer {
    pub(crate) fn new() -> Signer {
        let mut table: Vec<u32> = (0..1_u32 << TABLE_BITS)
            .map(|place| mixed(mixed(place).wrapping_add(0x9e37_79b9)))
            .collect();
        table.extend_from_within(..PERMUTATIONS);
        Signer { table }
    }

    /// The signature of `shingles`.
    pub(crate) fn sign(&self, way: Way, shingles: &[u64]) -> Values {
        match way {
            Way::Permutations => *Signature::of(shingles).values(),
            Way::OnePermutation => one_permutation(shingles),
            Way::CirculantTable | Way::CirculantReckoned => {
                let mut least = [u32::MAX; PERMUTATIONS];
                self.turn(way, shingles, &mut least);
                least
            }
        }
    }

    /// Lowers `least` by every shingle, with the widest vectors at hand.
    fn turn(&self, way: Way, shingles: &[u64], least: &mut Values) {
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the function needs a processor with AVX2 and nothing
                // else, and that has just been asked of the processor.
                #[allow(unsafe_code)]
                unsafe {
                    turn_avx2(&self.table, way, shingles, least);
                }
                return;
            }
        }
        turn_anywhere(&self.table, way, shingles, least);
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn turn_avx2(table: &[u32], way: Way, shingles: &[u64], least: &mut Values) {
    turn_anywhere(table, way, shingles, least);
}

#[inline(always)]
fn turn_anywhere(table: &[u32], way: Way, shingles: &[u64], least: &mut Values) {
    for (block, first) in least.chunks_exact_mut(BLOCK).zip([0_u32, 64]) {
        let mut held = [0_u32; BLOCK];
        held.copy_from_slice(block);
        for &shingle in shingles {
            let folded = fold(shingle);
            if matches!(way, Way::CirculantTable) {
                let start = index((folded >> (u32::BITS - TABLE_BITS)) + first);
                for (least, &value) in held.iter_mut().zip(&table[start..start + BLOCK]) {
                    *least = (*least).min(value);
                }
            } else {
                for (least, place) in held.iter_mut().zip(first..) {
                    *least = (*least).min(mixed(folded.wrapping_add(place)));
                }
            }
        }
        block.copy_from_slice(&held);
    }
}

fn one_permutation(shingles: &[u64]) -> Values {
    let mut bins = [EMPTY; PERMUTATIONS];
    for &shingle in shingles {
        let folded = fold(shingle);
        // The whole value is kept, with the bits that chose the bin: values of
        // different bins never agree.
        let bin = &mut bins[bin_of(folded)];
        *bin = (*bin).min(folded);
    }
    if !shingles.is_empty() {
        densify(&mut bins);
    }
    bins
}

/// Fills the empty bins: each asks other bins, in an order that its number
/// alone decides, until one had a value of its own.
fn densify(bins: &mut Values) {
    let own = *bins;
    for (bin, number) in bins.iter_mut().zip(0_u32..) {
        let mut attempt = number << u16::BITS;
        while *bin == EMPTY {
            *bin = own[bin_of(mixed(attempt))];
            attempt += 1;
        }
    }
}

fn bin_of(hash: u32) -> usize {
    index(hash >> (u32::BITS - PERMUTATIONS.ilog2()))
}

/// The finisher "lowbias32" (Wellons, "Prospecting for hash functions", 2018):
/// a bijection of the 32-bit numbers, two multiplications wide.
#[inline(always)]
fn mixed(mut value: u32) -> u32 {
    value = (value ^ (value >> 16)).wrapping_mul(0x7feb_352d);
    value = (value ^ (value >> 15)).wrapping_mul(0x846c_a68b);
    value ^ (value >> 16)
}

/// The two halves of a shingle in one, as the library folds it.
#[inline(always)]
fn fold(shingle: u64) -> u32 {
    let bytes = shingle.to_le_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
        ^ u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]])
}

/// A number as a place.
#[inline(always)]
pub(crate) fn index(number: u32) -> usize {
    number as usize
}

/// The share of equal values.
pub(crate) fn estimate(one: &Values, other: &Values) -> f64 {
    let equal = one.iter().zip(other).filter(|(one, two)| one == two);
    equal.count() as f64 / PERMUTATIONS as f64
}

/// One key for each band, as [`Banding::keys`] makes them of a signature of
/// the library.
pub(crate) fn band_keys(banding: Banding, values: &Values) -> impl Iterator<Item = u64> {
    let bands = values.chunks_exact(banding.rows()).take(banding.bands());
    (0..).zip(bands).map(|(band, values)| {
        let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        xxh3_64_with_seed(&bytes, band)
    })
}

/// Pairs of invented sets that the check estimates, of each size.
const CHECKED: u32 = 1000;

/// Says what is wrong where a way's estimate of a resemblance of 1/3 is off by
/// more than four standard errors, or a band's key is not the library's.
pub(crate) fn check(signer: &Signer, banding: Banding) -> Result<(), String> {
    for (way, size) in WAYS.iter().flat_map(|&way| [(way, 40), (way, 1000)]) {
        let errors: Vec<f64> = (0..CHECKED)
            .map(|pair| off(signer, way, pair, size))
            .collect();
        let count = f64::from(CHECKED);
        let mean = errors.iter().sum::<f64>() / count;
        let variance = errors
            .iter()
            .map(|error| (error - mean).powi(2))
            .sum::<f64>()
            / count;
        if mean.abs() > 4.0 * (variance / count).sqrt() {
            return Err(format!("{way:?} is off by {mean:.4} at {size} shingles"));
        }
    }
    let signature = Signature::of(&invented(0, 0..100));
    if !banding
        .keys(&signature)
        .eq(band_keys(banding, signature.values()))
    {
        return Err("the keys of bands are not the library's".to_owned());
    }
    Ok(())
}

/// The error of the estimate for two sets that share half of what each has.
fn off(signer: &Signer, way: Way, pair: u32, size: u32) -> f64 {
    let one = signer.sign(way, &invented(pair, 0..size));
    let other = signer.sign(way, &invented(pair, size / 2..size + size / 2));
    estimate(&one, &other) - 1.0 / 3.0
}

fn invented(pair: u32, numbers: std::ops::Range<u32>) -> Vec<u64> {
    numbers
        .map(|number| xxh3_64_with_seed(&number.to_le_bytes(), u64::from(pair)))
        .collect()
}
