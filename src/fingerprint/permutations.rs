/*!
The permutations of the MinHash signature.

A permutation is `x -> a * x + b` modulo 2^32 with odd `a`: a bijection of the
32-bit numbers that takes one multiplication, which all vector units have. The
constants come from SplitMix64 (Steele, Lea and Flood, 2014) and are part of the
format.
*/

/// The number of permutations, and so of values of a signature.
pub const PERMUTATIONS: usize = 128;

/// The state from which the constants are generated.
const SEED: u64 = 0x7769_7265_636f_7079;

/// The constants of all permutations, aligned to the widest vectors.
#[repr(align(64))]
pub(crate) struct Permutations {
    /// The odd factors `a`.
    pub(crate) factors: [u32; PERMUTATIONS],
    /// The summands `b`.
    pub(crate) summands: [u32; PERMUTATIONS],
}

/// The permutations of this format version.
pub(crate) static CONSTANTS: Permutations = constants();

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
