/*!
Numbers by which the copies of an article are found: its shingles, its MinHash
signature and its sampled shingles.

This module computes numbers from hashes of words. It knows no article's text, no
file and no thread. Its numbers are the same on every machine:
[`FORMAT_VERSION`] rises when one of them changes.
*/

pub mod bands;
pub mod minhash;
pub mod permutations;
pub mod postings;
pub mod sample;
pub mod shingles;
mod simd;

/// The version of the hashes of words, shingles, signatures and samples.
/// Fingerprints of different versions must not be compared.
pub const FORMAT_VERSION: u32 = 4;
