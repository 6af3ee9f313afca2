/*!
The second stage: bodies and fingerprints.
*/

pub mod body_block;
pub mod excluded_runs;
pub mod headline;
pub mod make;
pub mod pending_headlines;
pub mod prepare;
pub mod repeats;
pub mod skipped;
pub mod word_marks;
