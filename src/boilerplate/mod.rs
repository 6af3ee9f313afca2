/*!
What one outlet repeats: blocks that stand on many of its pages, phrases that
stand in many of its stories, and tails of its headlines.

What recurs within one outlet is furniture; what recurs across outlets is
syndication. Counting is always per outlet, never over all.
*/

pub mod blocks;
pub mod hashed_keys;
pub mod phrases;
pub mod suffixes;
