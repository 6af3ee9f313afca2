/*!
The second stage: bodies and fingerprints.
*/

pub mod make;
pub mod prepare;
pub mod skipped;
pub mod word_marks;
