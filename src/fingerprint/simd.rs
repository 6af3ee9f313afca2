/*!
The loops of shingling and MinHash, compiled for the widest vectors of the
processor.

The vectors are made by the compiler: a function for AVX2 or AVX-512 is the
scalar loop, compiled for these processors. In tests every function is compared
with the plain formula.

# Choices

* A permutation of the MinHash signature is `x -> a * x + b` modulo 2^32 with odd
  `a`: a bijection of the 32-bit numbers that takes one multiplication, which all
  vector units have. The constants come from SplitMix64 (Steele, Lea and Flood,
  2014) and are part of the format.
*/

use xxhash_rust::xxh3::xxh3_64;

/// The number of permutations, and so of values of a signature.
pub const PERMUTATIONS: usize = 128;

/// The state from which the constants are generated.
const SEED: u64 = 0x7769_7265_636f_7079;

/// The constants of all permutations, aligned to the widest vectors.
#[repr(align(64))]
struct Permutations {
    /// The odd factors `a`.
    factors: [u32; PERMUTATIONS],
    /// The summands `b`.
    summands: [u32; PERMUTATIONS],
}

/// The permutations of this format version.
static CONSTANTS: Permutations = constants();

const fn constants() -> Permutations {
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
    Permutations { factors, summands }
}

/// Replaces each of `minima` by the smallest value of its permutation for
/// `shingles`, if that is smaller.
#[inline]
pub(crate) fn lower_minima(shingles: &[u64], minima: &mut [u32; PERMUTATIONS]) {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512f") {
            // SAFETY: the function needs AVX-512F and nothing else, and the
            // processor has it.
            #[allow(unsafe_code)]
            unsafe {
                lower_minima_avx512(shingles, minima);
            }
            return;
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the function needs AVX2 and nothing else, and the processor
            // has it.
            #[allow(unsafe_code)]
            unsafe {
                lower_minima_avx2(shingles, minima);
            }
            return;
        }
    }
    lower_minima_portable::<64>(shingles, minima);
}

/// Eight vectors of sixteen minima.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn lower_minima_avx512(shingles: &[u64], minima: &mut [u32; PERMUTATIONS]) {
    lower_minima_portable::<128>(shingles, minima);
}

/// Eight vectors of eight minima.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn lower_minima_avx2(shingles: &[u64], minima: &mut [u32; PERMUTATIONS]) {
    lower_minima_portable::<64>(shingles, minima);
}

/// The scalar twin. `BLOCK` minima are held in registers at a time.
#[inline(always)]
fn lower_minima_portable<const BLOCK: usize>(shingles: &[u64], minima: &mut [u32; PERMUTATIONS]) {
    let blocks = minima.chunks_exact_mut(BLOCK);
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

/// Combines the two halves of a shingle.
#[inline(always)]
fn fold(shingle: u64) -> u32 {
    let bytes = shingle.to_le_bytes();
    u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
        ^ u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]])
}

/// The point at which the polynomial of a shingle is evaluated: 2^64 divided by
/// the golden ratio, as in Knuth's multiplicative hashing, which is odd.
const POINT: u64 = 0x9e37_79b9_7f4a_7c15;

/// Appends the hash of every run of `width` words to `shingles`. There is none
/// when there are fewer words.
#[inline]
pub(crate) fn append_shingles(words: &[u64], width: usize, shingles: &mut Vec<u64>) {
    let done = append_blocks(words, width, shingles);
    append_rolled(&words[done..], width, shingles);
}

/// Shingles that are computed at once.
const BLOCK: usize = 32;

/// The most words of a shingle for which multiplying all of them is faster than
/// rolling.
#[cfg(target_arch = "x86_64")]
const MAX_BLOCK_WIDTH: usize = 16;

/// Appends the first shingles in blocks, and returns their number: 0 where
/// rolling is faster.
fn append_blocks(words: &[u64], width: usize, shingles: &mut Vec<u64>) -> usize {
    #[cfg(target_arch = "x86_64")]
    {
        if width <= MAX_BLOCK_WIDTH && std::arch::is_x86_feature_detected!("avx512dq") {
            // SAFETY: the function needs AVX-512DQ, which implies the extensions
            // that it builds on, and the processor has it.
            #[allow(unsafe_code)]
            return unsafe { append_blocks_avx512(words, width, shingles) };
        }
    }
    0
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512dq")]
fn append_blocks_avx512(words: &[u64], width: usize, shingles: &mut Vec<u64>) -> usize {
    append_blocks_portable(words, width, shingles)
}

#[inline(always)]
fn append_blocks_portable(words: &[u64], width: usize, shingles: &mut Vec<u64>) -> usize {
    let before = shingles.len();
    let mut left = words;
    while let Some(window) = left.get(..BLOCK + width - 1) {
        let mut values = [0_u64; BLOCK];
        for words in window.windows(BLOCK) {
            for (value, &word) in values.iter_mut().zip(words) {
                *value = value.wrapping_mul(POINT).wrapping_add(word);
            }
        }
        // `map` would be compiled as a function of its own, without the vectors.
        for value in &mut values {
            *value = mix_in_steps(*value);
        }
        shingles.extend_from_slice(&values);
        left = &left[BLOCK..];
    }
    shingles.len() - before
}

/// The scalar twin of [`append_blocks`], for all shingles. Each polynomial is
/// rolled from the one before.
fn append_rolled(words: &[u64], width: usize, shingles: &mut Vec<u64>) {
    let Some(first) = words.get(..width) else {
        return;
    };
    let leading = (1..width).fold(1_u64, |power, _| power.wrapping_mul(POINT));
    let mut value = first.iter().fold(0, |value: u64, &word| {
        value.wrapping_mul(POINT).wrapping_add(word)
    });
    shingles.push(mix(value));
    // One multiplication depends on the value before. The other one is computed
    // in parallel.
    let above = leading.wrapping_mul(POINT);
    let rolled = words.iter().zip(&words[width..]).map(|(&first, &next)| {
        let change = next.wrapping_sub(first.wrapping_mul(above));
        value = value.wrapping_mul(POINT).wrapping_add(change);
        mix(value)
    });
    shingles.extend(rolled);
}

/// Returns the hash of a polynomial.
fn mix(value: u64) -> u64 {
    xxh3_64(&value.to_le_bytes())
}

/// Returns the same in steps that vectors can take: XXH3 of eight bytes without a
/// seed (Collet, xxHash 0.8).
#[inline(always)]
const fn mix_in_steps(value: u64) -> u64 {
    const SECRETS: u64 = 0x1cad_21f7_2c81_017c ^ 0xdb97_9083_e96d_d4de;
    const FACTOR: u64 = 0x9fb2_1c65_1e98_df25;
    let mixed = value.rotate_left(32) ^ SECRETS;
    let mixed = mixed ^ mixed.rotate_left(49) ^ mixed.rotate_left(24);
    let mixed = mixed.wrapping_mul(FACTOR);
    let mixed = mixed ^ ((mixed >> 35) + 8);
    let mixed = mixed.wrapping_mul(FACTOR);
    mixed ^ (mixed >> 28)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Computes the minima one by one.
    fn plain_minima(shingles: &[u64]) -> [u32; PERMUTATIONS] {
        std::array::from_fn(|index| {
            let values = shingles.iter().map(|&shingle| {
                let folded = (shingle ^ (shingle >> 32)) as u32;
                folded
                    .wrapping_mul(CONSTANTS.factors[index])
                    .wrapping_add(CONSTANTS.summands[index])
            });
            values.min().unwrap_or(u32::MAX)
        })
    }

    proptest! {
        #[test]
        fn minima_are_those_of_the_plain_formula(shingles in prop::collection::vec(any::<u64>(), 0..50)) {
            let lowered = |lower: &dyn Fn(&[u64], &mut [u32; PERMUTATIONS])| {
                let mut minima = [u32::MAX; PERMUTATIONS];
                lower(&shingles, &mut minima);
                minima
            };
            let plain = plain_minima(&shingles);
            prop_assert_eq!(lowered(&lower_minima), plain);
            prop_assert_eq!(lowered(&lower_minima_portable::<64>), plain);
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                // With AVX-512 nothing else calls it.
                let avx2 = |shingles: &[u64], minima: &mut [u32; PERMUTATIONS]| {
                    // SAFETY: the processor has AVX2.
                    #[allow(unsafe_code)]
                    unsafe {
                        lower_minima_avx2(shingles, minima);
                    }
                };
                prop_assert_eq!(lowered(&avx2), plain);
            }
        }

        #[test]
        fn mixing_in_steps_is_mixing(value in any::<u64>()) {
            prop_assert_eq!(mix_in_steps(value), mix(value));
        }

        #[test]
        fn blocks_and_rolling_agree(words in prop::collection::vec(any::<u64>(), 0..150), width in 1_usize..19) {
            let (mut rolled, mut blocks, mut all) = (Vec::new(), Vec::new(), Vec::new());
            append_rolled(&words, width, &mut rolled);
            let done = append_blocks_portable(&words, width, &mut blocks);
            prop_assert_eq!(done, rolled.len() / BLOCK * BLOCK);
            prop_assert_eq!(&blocks[..], &rolled[..done]);
            append_shingles(&words, width, &mut all);
            prop_assert_eq!(all, rolled);
        }
    }
}
