/*!
The MinHash signature: for each of 128 permutations of all shingles, the
smallest value that an article's shingles take (Broder, 1997).

The share of places in which two signatures agree estimates the resemblance
of the two articles, with a standard error of at most 1 / (2 * sqrt(128)),
about .044. It only proposes pairs: the truth is measured elsewhere.

# Choices

* A permutation is `x -> a * x + b` modulo 2^32 with odd `a`: a bijection of
  the 32-bit numbers, one multiplication wide, that runs in the vector units
  of every machine. Shingles are folded to 32 bits first; two of an article's
  shingles fall together about once in a million pairs of a thousand shingles.
* The constants come from SplitMix64 (Steele, Lea and Flood, 2014) and are
  part of the format.
*/

/// Permutations in a signature.
pub const PERMUTATIONS: usize = 128;

/// The smallest value under each permutation. An empty article has
/// `u32::MAX` throughout.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature([u32; PERMUTATIONS]);

/// Where the constants of the permutations start.
const SEED: u64 = 0x7769_7265_636f_7079;

struct Constants {
    factors: [u32; PERMUTATIONS],
    summands: [u32; PERMUTATIONS],
}

static CONSTANTS: Constants = constants();

const fn constants() -> Constants {
    let mut factors = [0; PERMUTATIONS];
    let mut summands = [0; PERMUTATIONS];
    let mut state = SEED;
    let mut index = 0;
    while index < PERMUTATIONS {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        let bytes = mixed.to_le_bytes();
        factors[index] = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) | 1;
        summands[index] = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
        index += 1;
    }
    Constants { factors, summands }
}

impl From<[u32; PERMUTATIONS]> for Signature {
    /// The signature whose [`Signature::values`] these are, as they were kept. They
    /// are to be held against others of the same [`crate::fingerprint::FORMAT_VERSION`] only.
    fn from(values: [u32; PERMUTATIONS]) -> Signature {
        Signature(values)
    }
}

impl Signature {
    /// The signature of a set of shingles. Order and repetition do not
    /// matter.
    ///
    /// # Complexity
    ///
    /// `O(128 n)` multiplications, eight or more at a time.
    #[must_use]
    pub fn of(shingles: &[u64]) -> Signature {
        let mut smallest = [u32::MAX; PERMUTATIONS];
        take_smallest(shingles, &mut smallest);
        Signature(smallest)
    }

    /// The values, one for each permutation.
    #[must_use]
    pub fn values(&self) -> &[u32; PERMUTATIONS] {
        &self.0
    }

    /// An estimate of the resemblance: the share of equal places.
    #[must_use]
    pub fn estimate_resemblance(&self, other: &Signature) -> f64 {
        let equal = self
            .0
            .iter()
            .zip(&other.0)
            .filter(|(one, two)| one == two)
            .count();
        equal as f64 / PERMUTATIONS as f64
    }
}

/// The two halves of a shingle in one.
#[inline(always)]
fn fold(shingle: u64) -> u32 {
    let bytes = shingle.to_le_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
        ^ u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]])
}

/// Lowers `smallest` by every shingle, with the widest vectors at hand.
fn take_smallest(shingles: &[u64], smallest: &mut [u32; PERMUTATIONS]) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the function needs a processor with AVX-512F and nothing
            // else, and that has just been asked of the processor.
            #[allow(unsafe_code)]
            unsafe {
                take_smallest_avx512(shingles, smallest);
            }
            return;
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the same for AVX2.
            #[allow(unsafe_code)]
            unsafe {
                take_smallest_avx2(shingles, smallest);
            }
            return;
        }
    }
    take_smallest_anywhere::<64>(shingles, smallest);
}

/// The same loop, compiled for AVX-512: the compiler makes the vectors, eight of
/// sixteen.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn take_smallest_avx512(shingles: &[u64], smallest: &mut [u32; PERMUTATIONS]) {
    take_smallest_anywhere::<128>(shingles, smallest);
}

/// The same for AVX2: eight vectors of eight.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn take_smallest_avx2(shingles: &[u64], smallest: &mut [u32; PERMUTATIONS]) {
    take_smallest_anywhere::<64>(shingles, smallest);
}

/// `BLOCK` is the number of permutations whose smallest values are held in
/// registers at once.
#[inline(always)]
fn take_smallest_anywhere<const BLOCK: usize>(
    shingles: &[u64],
    smallest: &mut [u32; PERMUTATIONS],
) {
    let blocks = smallest.chunks_exact_mut(BLOCK);
    let factors = CONSTANTS.factors.chunks_exact(BLOCK);
    let summands = CONSTANTS.summands.chunks_exact(BLOCK);
    for ((block, factors), summands) in blocks.zip(factors).zip(summands) {
        let mut held = [0_u32; BLOCK];
        held.copy_from_slice(block);
        for &shingle in shingles {
            let folded = fold(shingle);
            for ((least, &factor), &summand) in held.iter_mut().zip(factors).zip(summands) {
                let value = folded.wrapping_mul(factor).wrapping_add(summand);
                *least = (*least).min(value);
            }
        }
        block.copy_from_slice(&held);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Shingles that behave like those of real text.
    fn shingles(range: std::ops::Range<u64>) -> Vec<u64> {
        range
            .map(|number| xxhash_rust::xxh3::xxh3_64(&number.to_le_bytes()))
            .collect()
    }

    #[test]
    fn an_empty_set_has_the_greatest_values() {
        assert!(
            Signature::of(&[])
                .values()
                .iter()
                .all(|&value| value == u32::MAX)
        );
    }

    #[test]
    fn the_signature_is_the_same_on_every_machine() {
        let signature = Signature::of(&shingles(0..100));
        assert_eq!(signature.values()[..6], GOLDEN);
        let all: Vec<u8> = signature
            .values()
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        assert_eq!(xxhash_rust::xxh3::xxh3_64(&all), GOLDEN_HASH);
    }

    const GOLDEN: [u32; 6] = [
        6_361_319, 16_928_926, 77_633_657, 71_301_899, 74_716_723, 40_451_374,
    ];
    const GOLDEN_HASH: u64 = 15_946_672_907_346_557_181;

    #[test]
    fn the_estimate_stays_within_four_standard_errors() {
        for shared in [0_u64, 100, 300, 500, 700, 900, 1000] {
            let one = Signature::of(&shingles(0..1000));
            let other = Signature::of(&shingles(1000 - shared..2000 - shared));
            let resemblance = shared as f64 / (2000 - shared) as f64;
            let error =
                4.0 * (resemblance * (1.0 - resemblance) / PERMUTATIONS as f64).sqrt() + 1e-9;
            let estimate = one.estimate_resemblance(&other);
            assert!(
                (estimate - resemblance).abs() <= error,
                "{resemblance} {estimate}"
            );
        }
    }

    proptest! {
        #[test]
        fn order_and_repetition_do_not_matter(mut set in prop::collection::vec(any::<u64>(), 0..50), turn in 0_usize..50) {
            let signature = Signature::of(&set);
            let again = set.clone();
            set.extend(again);
            if !set.is_empty() {
                let turn = turn % set.len();
                set.rotate_left(turn);
            }
            prop_assert_eq!(Signature::of(&set), signature);
        }

        #[test]
        fn the_wide_loop_and_the_plain_formula_agree(set in prop::collection::vec(any::<u64>(), 0..50)) {
            let mut plain = [u32::MAX; PERMUTATIONS];
            for &shingle in &set {
                for (index, least) in plain.iter_mut().enumerate() {
                    let folded = (shingle ^ (shingle >> 32)) as u32;
                    *least = (*least).min(folded.wrapping_mul(CONSTANTS.factors[index]).wrapping_add(CONSTANTS.summands[index]));
                }
            }
            let wide = Signature::of(&set);
            prop_assert_eq!(wide.values(), &plain);
            let mut anywhere = [u32::MAX; PERMUTATIONS];
            take_smallest_anywhere::<64>(&set, &mut anywhere);
            prop_assert_eq!(anywhere, plain);
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                // Where there are wider vectors nobody else calls it.
                let mut narrower = [u32::MAX; PERMUTATIONS];
                // SAFETY: the processor has just been asked.
                #[allow(unsafe_code)]
                unsafe {
                    take_smallest_avx2(&set, &mut narrower);
                }
                prop_assert_eq!(narrower, plain);
            }
        }
    }
}
