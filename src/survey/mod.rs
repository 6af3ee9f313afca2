/*!
What one outlet repeats: blocks that stand on many of its pages, and phrases
that stand in many of its stories.

What recurs within one outlet is furniture; what recurs across outlets is
syndication. Counting is always per outlet, never over all.
*/

mod keys;
pub mod standing;
pub mod stock;
