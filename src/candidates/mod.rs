/*!
Which pairs of articles are worth comparing.

Two ways, because neither is enough: bands of the MinHash signature find
articles that resemble each other, sampled shingles find one inside another.
Nothing here decides anything: every pair is compared word by word later.
*/

pub mod bands;
pub mod postings;
