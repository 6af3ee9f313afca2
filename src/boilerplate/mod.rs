/*!
What one outlet repeats: blocks of its pages, phrases of its stories, and
suffixes of its headlines.

Everything is counted per outlet and never over all. Text that recurs within one
outlet is boilerplate; text that recurs across outlets is syndication.
*/

pub(crate) mod blocks;
pub(crate) mod notice_text;
pub(crate) mod notices;
pub(crate) mod page_names;
pub(crate) mod pages;
pub(crate) mod phrase_stories;
pub(crate) mod phrases;
pub(crate) mod suffix_tally;
pub(crate) mod suffixes;
pub(crate) mod thresholds;
pub(crate) mod vocabulary;
