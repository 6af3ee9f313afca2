/*!
The hash of a folded word.

# Choices

* A word of up to sixteen bytes, as nearly all are, is padded with zeros and
  hashed by two multiplications, without a branch on its length. A hash with a
  case for each length, such as XXH3, mispredicts the case of every third word,
  which takes longer than the hashing. The folded product of two mixed halves is
  how wyhash and the short forms of XXH3 mix.
* The length is mixed in, so that zeros at the end count.
* Longer words are hashed by XXH3 with 64 bits. All hashes are the same on every
  machine.
*/

use xxhash_rust::xxh3::xxh3_64;

/// The most bytes of a word that is hashed by two multiplications.
pub(crate) const SHORT: usize = 16;

/// Odd numbers with about as many ones as zeros, from SplitMix64 (Steele, Lea and
/// Flood, 2014).
const FIRST: u64 = 0x9e37_79b9_7f4a_7c15;
const SECOND: u64 = 0xbf58_476d_1ce4_e5b9;
const THIRD: u64 = 0x94d0_49bb_1331_11eb;

/// Masks of the first bytes of a number; the index is the number of bytes.
const MASKS: [u64; 9] = masks();

const fn masks() -> [u64; 9] {
    let mut masks = [u64::MAX; 9];
    let mut bytes = 0;
    while bytes < 8 {
        masks[bytes] = (1 << (8 * bytes)) - 1;
        bytes += 1;
    }
    masks
}

pub(crate) fn hash(spelling: &[u8]) -> u64 {
    if spelling.len() > SHORT {
        return xxh3_64(spelling);
    }
    let mut padded = [0; SHORT];
    padded[..spelling.len()].copy_from_slice(spelling);
    hash_short(&padded, spelling.len())
}

/// Returns the hash of the first `length` bytes of `bytes`: at most [`SHORT`].
#[inline]
pub(crate) fn hash_short(bytes: &[u8; SHORT], length: usize) -> u64 {
    let [low, high] = halves(bytes);
    let low = low & MASKS[length.min(8)];
    let high = high & MASKS[length.saturating_sub(8)];
    let product =
        u128::from(low ^ FIRST) * u128::from(high ^ SECOND.wrapping_mul(length as u64 | 1));
    let product = u128::from(fold(product)) * u128::from(THIRD);
    fold(product)
}

#[inline]
fn halves(bytes: &[u8; SHORT]) -> [u64; 2] {
    let (halves, _) = bytes.as_chunks();
    [halves[0], halves[1]].map(u64::from_le_bytes)
}

/// Combines the two halves of a product.
#[inline]
fn fold(product: u128) -> u64 {
    let bytes = product.to_le_bytes();
    let [low, high] = halves(&bytes);
    low ^ high
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_and_short_words_do_not_collide() {
        let numbers = (0..200_000).map(|number| number.to_string());
        let letters = (0..26_u32.pow(3)).map(|number| {
            let letter = |place: u32| char::from(b'a' + (number / 26_u32.pow(place) % 26) as u8);
            (0..3).map(letter).collect()
        });
        let long = (0..50_000).map(|number| format!("prefix-{number:09}"));
        let all: Vec<String> = numbers.chain(letters).chain(long).collect();
        let hashes: HashSet<u64> = all.iter().map(|word| hash(word.as_bytes())).collect();
        assert_eq!(hashes.len(), all.len());
    }

    #[test]
    fn each_bit_of_a_word_changes_half_the_bits_of_its_hash() {
        let word = *b"harbourmaster-16";
        let mut changed = 0;
        for bit in 0..128 {
            let mut other = word;
            other[bit / 8] ^= 1 << (bit % 8);
            changed += (hash(&word) ^ hash(&other)).count_ones();
        }
        let mean = f64::from(changed) / 128.0;
        assert!((30.0..34.0).contains(&mean), "{mean}");
    }

    proptest! {
        #[test]
        fn bytes_after_the_word_do_not_matter(word in prop::collection::vec(any::<u8>(), 0..16), after in any::<u8>()) {
            let mut bytes = [after; SHORT];
            bytes[..word.len()].copy_from_slice(&word);
            prop_assert_eq!(hash_short(&bytes, word.len()), hash(&word));
        }
    }
}
