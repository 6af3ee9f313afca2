/*!
What one outlet repeats: blocks of its pages, phrases of its stories, and
suffixes of its headlines.

Everything is counted per outlet and never over all. Text that recurs within one
outlet is boilerplate; text that recurs across outlets is syndication.
*/

pub mod blocks;
pub(crate) mod hashed_keys;
pub mod pages;
pub mod phrase_stories;
pub mod phrases;
pub mod sightings;
pub mod suffix_tally;
pub mod suffixes;
pub mod thresholds;
