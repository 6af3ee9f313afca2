/*!
Several methods for signatures of 128 values.

# Choices

* A shingle is folded to 32 bits as in the library. It is a random hash already,
  so that it serves as the first permutation of C-MinHash and as the only one of
  one-permutation hashing.
* Every method uses AVX2 if the processor has it, and keeps as many values in
  registers as the library does.
*/

use wirecopy::internals::Banding;
use wirecopy::internals::PERMUTATIONS;
use wirecopy::internals::Signature;
use xxhash_rust::xxh3::xxh3_64_with_seed;

/// The values of a signature.
pub(crate) type Values = [u32; PERMUTATIONS];

/// A method for signatures.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Method {
    /// The library's method.
    Permutations,
    /// One hash, split into 128 bins. An empty bin takes the value of another bin,
    /// chosen by a hash of its number (Shrivastava, "Optimal densification
    /// for fast and accurate minwise hashing", 2017).
    OnePermutation,
    /// One permutation, rotated by 0 to 127 positions (Li and Li, "C-MinHash",
    /// 2022), from a table.
    CirculantTable,
    /// The same over all 32-bit numbers, computed by a hash function.
    CirculantComputed,
}

/// All methods, in the order of the printed tables.
pub(crate) const METHODS: [Method; 4] = [
    Method::Permutations,
    Method::OnePermutation,
    Method::CirculantTable,
    Method::CirculantComputed,
];

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Method::Permutations => "128 permutations (kept)",
            Method::OnePermutation => "one permutation, densified",
            Method::CirculantTable => "C-MinHash, table of 2^18",
            Method::CirculantComputed => "C-MinHash, computed",
        }
    }
}

/// The size of the table of the permutation, as a power of two. The table takes one
/// MiB, so that it fits into the second cache.
const TABLE_BITS: u32 = 18;

/// Values of a signature that are in registers at once, as in the library.
const BLOCK: usize = 64;

/// The value of a bin without shingles.
const EMPTY: u32 = u32::MAX;

/// Computes signatures.
pub(crate) struct Signer {
    /// The permutation, with its beginning repeated at the end. Random 32-bit
    /// numbers replace the ranks; two in a million pairs of them are equal.
    table: Vec<u32>,
}

impl Signer {
    pub(crate) fn new() -> Signer {
        let mut table: Vec<u32> = (0..1_u32 << TABLE_BITS)
            .map(|rank| mixed(mixed(rank).wrapping_add(0x9e37_79b9)))
            .collect();
        table.extend_from_within(..PERMUTATIONS);
        Signer { table }
    }

    /// Returns the signature of `shingles`.
    pub(crate) fn sign(&self, method: Method, shingles: &[u64]) -> Values {
        match method {
            Method::Permutations => *Signature::of(shingles).values(),
            Method::OnePermutation => one_permutation(shingles),
            Method::CirculantTable | Method::CirculantComputed => {
                let mut least = [u32::MAX; PERMUTATIONS];
                self.lower(method, shingles, &mut least);
                least
            }
        }
    }

    /// Lowers the values in `least` with every shingle, with the widest vectors that
    /// the processor has.
    fn lower(&self, method: Method, shingles: &[u64], least: &mut Values) {
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the function needs only AVX2, and the processor has it.
                #[allow(unsafe_code)]
                unsafe {
                    lower_avx2(&self.table, method, shingles, least);
                }
                return;
            }
        }
        lower_values(&self.table, method, shingles, least);
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn lower_avx2(table: &[u32], method: Method, shingles: &[u64], least: &mut Values) {
    lower_values(table, method, shingles, least);
}

#[inline(always)]
fn lower_values(table: &[u32], method: Method, shingles: &[u64], least: &mut Values) {
    for (block, first) in least.chunks_exact_mut(BLOCK).zip([0_u32, 64]) {
        let mut held = [0_u32; BLOCK];
        held.copy_from_slice(block);
        for &shingle in shingles {
            let folded = fold(shingle);
            if matches!(method, Method::CirculantTable) {
                let start = index((folded >> (u32::BITS - TABLE_BITS)) + first);
                for (least, &value) in held.iter_mut().zip(&table[start..start + BLOCK]) {
                    *least = (*least).min(value);
                }
            } else {
                for (least, rotation) in held.iter_mut().zip(first..) {
                    *least = (*least).min(mixed(folded.wrapping_add(rotation)));
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
        // The value keeps the bits that chose the bin, so that values of different
        // bins are never equal.
        let bin = &mut bins[bin_of(folded)];
        *bin = (*bin).min(folded);
    }
    if !shingles.is_empty() {
        densify(&mut bins);
    }
    bins
}

/// Fills the empty bins. Each tries other bins, in an order that depends only on its
/// number, until one has a value of its own.
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
/// a bijection of the 32-bit numbers with two multiplications.
#[inline(always)]
fn mixed(mut value: u32) -> u32 {
    value = (value ^ (value >> 16)).wrapping_mul(0x7feb_352d);
    value = (value ^ (value >> 15)).wrapping_mul(0x846c_a68b);
    value ^ (value >> 16)
}

/// Folds a shingle to 32 bits, as the library does.
#[inline(always)]
fn fold(shingle: u64) -> u32 {
    let bytes = shingle.to_le_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
        ^ u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]])
}

/// Returns a 32-bit number as an index.
#[inline(always)]
pub(crate) fn index(number: u32) -> usize {
    number as usize
}

/// Returns the estimate of the resemblance: the share of equal values.
pub(crate) fn estimate(one: &Values, other: &Values) -> f64 {
    let equal = one.iter().zip(other).filter(|(one, two)| one == two);
    equal.count() as f64 / PERMUTATIONS as f64
}

/// Returns one key for each band, as [`Banding::keys`] does for a signature of the
/// library.
pub(crate) fn band_keys(banding: Banding, values: &Values) -> impl Iterator<Item = u64> {
    let bands = values.chunks_exact(banding.rows()).take(banding.bands());
    (0..).zip(bands).map(|(band, values)| {
        let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
        xxh3_64_with_seed(&bytes, band)
    })
}

/// Pairs of generated sets of each size that the check estimates.
const CHECKED: u32 = 1000;

/// Checks the methods.
///
/// # Errors
///
/// When the mean estimate of a resemblance of 1/3 is off by more than four standard
/// errors, or the key of a band differs from that of the library.
pub(crate) fn check(signer: &Signer, banding: Banding) -> Result<(), String> {
    for (method, size) in METHODS
        .iter()
        .flat_map(|&method| [(method, 40), (method, 1000)])
    {
        let errors: Vec<f64> = (0..CHECKED)
            .map(|pair| estimate_error(signer, method, pair, size))
            .collect();
        let count = f64::from(CHECKED);
        let mean = errors.iter().sum::<f64>() / count;
        let variance = errors
            .iter()
            .map(|error| (error - mean).powi(2))
            .sum::<f64>()
            / count;
        if mean.abs() > 4.0 * (variance / count).sqrt() {
            return Err(format!("{method:?} is off by {mean:.4} at {size} shingles"));
        }
    }
    let signature = Signature::of(&generated_set(0, 0..100));
    if !banding
        .keys(&signature)
        .eq(band_keys(banding, signature.values()))
    {
        return Err("the band keys differ from those of the library".to_owned());
    }
    Ok(())
}

/// Returns the error of the estimate for two sets that share half of their elements.
fn estimate_error(signer: &Signer, method: Method, pair: u32, size: u32) -> f64 {
    let one = signer.sign(method, &generated_set(pair, 0..size));
    let other = signer.sign(method, &generated_set(pair, size / 2..size + size / 2));
    estimate(&one, &other) - 1.0 / 3.0
}

fn generated_set(pair: u32, numbers: std::ops::Range<u32>) -> Vec<u64> {
    numbers
        .map(|number| xxh3_64_with_seed(&number.to_le_bytes(), u64::from(pair)))
        .collect()
}
