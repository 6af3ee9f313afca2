/*!
Numbers by which the copies of an article are found: its shingles, its MinHash
signature and its sampled shingles.

This module computes numbers from hashes of words. It knows no article's text, no
file and no thread. Its numbers are the same on every machine:
[`FORMAT_VERSION`] rises when one of them changes.
*/

pub(crate) mod minhash;
pub(crate) mod postings;
pub(crate) mod shingles;
pub(crate) mod simd;

/// The version of the hashes of words, shingles, signatures and samples.
/// Fingerprints of different versions must not be compared.
pub(crate) const FORMAT_VERSION: u32 = 4;
