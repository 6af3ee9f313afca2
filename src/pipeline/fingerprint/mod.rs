/*!
The second stage: bodies and fingerprints.
*/

pub mod make;
pub mod prepare;
pub mod word_marks;
