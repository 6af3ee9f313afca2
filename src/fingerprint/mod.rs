/*!
What is kept of an article to find its copies: shingles, a MinHash signature,
and the sampled shingles.

Everything here takes hashes of words and gives numbers. It knows no article,
no file and no thread, so that it can run anywhere, and its numbers are the
same on every machine: [`FORMAT_VERSION`] rises when one of them changes.
*/

pub mod bands;
pub mod minhash;
pub mod postings;
pub mod sample;
pub mod shingles;

/// The version of everything that is hashed here: the words, the shingles,
/// the signature and the sample. Fingerprints of different versions must not
/// be compared.
pub const FORMAT_VERSION: u32 = 4;
