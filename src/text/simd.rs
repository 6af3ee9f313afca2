/*!
Tests every byte of a text, many at a time, and collects the answers as bits.

# Choices

* The test consists of comparisons, so that the compiler tests as many bytes at
  once as a vector holds. The only difference between AVX2 and other processors
  is how answers become bits: AVX2 has an instruction for 32 answers, and
  elsewhere one multiplication collects eight.
* A whole text is tested at once, so that the processor's features are looked up
  once.
* Tests compare [`match_bits`] with a plain loop, and both ways of collecting
  with each other.
*/

/// Bytes whose answers are one number.
pub(crate) const CHUNK: usize = u64::BITS as usize;

/// Replaces `bits` with a bit for each of `bytes`: whether `is` holds for it.
///
/// Each number has the answers of [`CHUNK`] bytes, the first one in the lowest
/// bit. The bits after the last byte are 0. `is` should consist of comparisons:
/// a table or a branch is slow. It takes less than one operation for each byte.
pub(crate) fn match_bits(bytes: &[u8], is: impl Fn(u8) -> bool + Copy, bits: &mut Vec<u64>) {
    bits.clear();
    bits.reserve(bytes.len() / CHUNK + 2);
    let (chunks, rest) = bytes.as_chunks();
    match_chunks(chunks, is, bits);
    if !rest.is_empty() {
        let mut last = [0; CHUNK];
        last[..rest.len()].copy_from_slice(rest);
        let in_text = u64::MAX >> (CHUNK - rest.len());
        match_groups::<1>(&[last], is, collect_portable, bits);
        if let Some(last) = bits.last_mut() {
            *last &= in_text;
        }
    }
}

/// Returns the places of the bits that are 1, in ascending order.
pub(crate) fn set_bits(bits: Vec<u64>) -> impl Iterator<Item = usize> {
    bits.into_iter().enumerate().flat_map(|(index, bits)| {
        let mut left = bits;
        std::iter::from_fn(move || {
            let place = index * CHUNK + left.trailing_zeros() as usize;
            let is_one = left != 0;
            left &= left.wrapping_sub(1);
            is_one.then_some(place)
        })
    })
}

/// Tests the bytes of `chunks` with the widest vectors of the processor.
fn match_chunks(chunks: &[[u8; CHUNK]], is: impl Fn(u8) -> bool + Copy, bits: &mut Vec<u64>) {
    if chunks.is_empty() {
        return;
    }
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the function needs AVX2 and nothing else, and the processor
            // has it.
            #[allow(unsafe_code)]
            unsafe {
                match_chunks_avx2(chunks, is, bits);
            }
            return;
        }
    }
    match_chunks_portable(chunks, is, bits);
}

/// The scalar twin of [`match_chunks_avx2`].
fn match_chunks_portable(
    chunks: &[[u8; CHUNK]],
    is: impl Fn(u8) -> bool + Copy,
    bits: &mut Vec<u64>,
) {
    match_groups::<GROUP>(chunks, is, collect_portable, bits);
}

/// Compiled for AVX2: the compiler tests 32 bytes at once, and one instruction
/// collects their answers.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn match_chunks_avx2(chunks: &[[u8; CHUNK]], is: impl Fn(u8) -> bool + Copy, bits: &mut Vec<u64>) {
    use std::arch::x86_64::{_mm256_movemask_epi8, _mm256_set_epi64x};
    let collect = |answers: &[u8; CHUNK]| {
        let (numbers, _) = answers.as_chunks::<8>();
        let half = |from: usize| {
            let [a, b, c, d] = [0, 1, 2, 3].map(|index| i64::from_le_bytes(numbers[from + index]));
            let mask = _mm256_movemask_epi8(_mm256_set_epi64x(d, c, b, a));
            u64::from(mask.cast_unsigned())
        };
        half(0) | half(4) << 32
    };
    match_groups::<GROUP>(chunks, is, collect, bits);
}

/// Chunks whose answers are held at once. They fit in the first cache, and the
/// loop over their bytes is long enough for every compiler to use vectors.
const GROUP: usize = 16;

/// The answer yes: all bits of a byte, as vector comparisons give it.
const YES: u8 = u8::MAX;

#[inline(always)]
fn match_groups<const GROUP: usize>(
    chunks: &[[u8; CHUNK]],
    is: impl Fn(u8) -> bool,
    collect: impl Fn(&[u8; CHUNK]) -> u64,
    bits: &mut Vec<u64>,
) {
    let mut answers = [[0_u8; CHUNK]; GROUP];
    for group in chunks.chunks(GROUP) {
        let answers = &mut answers[..group.len()];
        let bytes = group.as_flattened();
        for (answer, &byte) in answers.as_flattened_mut().iter_mut().zip(bytes) {
            *answer = if is(byte) { YES } else { 0 };
        }
        bits.extend(answers.iter().map(&collect));
    }
}

/// Collects one bit for each answer, the first one in the lowest bit. One
/// multiplication collects eight.
#[inline(always)]
fn collect_portable(answers: &[u8; CHUNK]) -> u64 {
    /// The lowest bit of each of eight bytes.
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    /// Moves the lowest bits of eight bytes to the highest byte, that of the
    /// first byte to its lowest bit.
    const TOGETHER: u64 = 0x0102_0408_1020_4080;
    let mut bits = 0;
    let (eights, _) = answers.as_chunks::<8>();
    for (index, &eight) in eights.iter().enumerate() {
        let lowest = u64::from_le_bytes(eight) & LOWEST;
        bits |= (lowest.wrapping_mul(TOGETHER) >> 56) << (8 * index);
    }
    bits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn vectors_and_a_plain_loop_agree(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let is = |byte: u8| (byte == b'"') | (byte < b' ') | (byte & 0x9f == 0x93);
            let plain: Vec<usize> = (0..bytes.len()).filter(|&at| is(bytes[at])).collect();
            let mut bits = vec![7];
            match_bits(&bytes, is, &mut bits);
            prop_assert_eq!(bits.len(), bytes.len().div_ceil(CHUNK));
            prop_assert_eq!(set_bits(bits).collect::<Vec<_>>(), plain);
            let (chunks, _) = bytes.as_chunks();
            let (mut widest, mut portable) = (Vec::new(), Vec::new());
            match_chunks(chunks, is, &mut widest);
            match_chunks_portable(chunks, is, &mut portable);
            prop_assert_eq!(widest, portable);
        }
    }
}
