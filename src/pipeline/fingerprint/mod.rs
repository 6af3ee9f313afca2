/*!
Second stage: read the dump, prepare the body of every article and fingerprint
it.
*/

pub mod batch;
pub mod body_block;
pub mod excluded_runs;
pub mod fingerprint_dump;
pub mod hashes;
pub mod headline;
pub mod maker;
pub mod pending_headlines;
pub mod prepare;
pub mod repeats;
pub mod skipped;
pub mod word_marks;
