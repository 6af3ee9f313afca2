/*!
The thresholds of boilerplate, in one table.

All counts are per outlet. What a threshold counts as one story or headline
decides more than its value: a page that was crawled 195 times in a real dump
counts once everywhere.
*/

// Units of pages

/// Characters of a line from which on its sentences are its units.
///
/// A paragraph is shorter as a rule, and is printed whole or not at all. Lower
/// takes more time. Judgment.
pub(crate) const SENTENCES_FROM: usize = 500;

/// Different stories of one outlet beside which a unit recurs.
///
/// Lower takes sentences of follow-up stories for recurring ones; higher misses
/// boilerplate of small outlets. Judgment.
pub(crate) const UNIT_STORIES: usize = 3;

/// Stories without a common word in their headlines, beside which a unit is
/// boilerplate wherever it stands on a page. With fewer it may be background of
/// a running story. Judgment.
pub(crate) const UNRELATED_STORIES: usize = 4;

/// Stories beside which a unit is boilerplate even if they have one subject: a box
/// that explains it. Judgment.
pub(crate) const MANY_STORIES: usize = 16;

/// Pages with a unit that are compared, at most. Judgment.
pub(crate) const COMPARED_PAGES: usize = 48;

/// Bytes that a page has beside the block in question, at least, to count as a
/// story: a page that consists of the block says nothing. Judgment.
pub(crate) const REST_BYTES: u32 = 60;

/// Share of the pages with a unit, above which they have other units in common with
/// it: the block in question. Half of the pages may be too many: of a story of which
/// two words were changed on each page, some sentences are unchanged on fewer.
/// Judgment.
pub(crate) const BLOCK_PAGES: f64 = 1.0 / 3.0;

/// Share of the pages with a block from which on a word of their headlines is common
/// to them. Judgment.
pub(crate) const WORD_PAGES: f64 = 0.5;

/// Share of a block that a page may lack and still be that block with some edited
/// sentences, without a story of its own. Judgment.
pub(crate) const EDITED_SHARE: f64 = 0.6;

/// Share of the shorter headline's words that makes two pages one story.
/// Judgment.
pub(crate) const HEADLINE_SHARE: f64 = 0.5;

/// Bytes of a unit that distinguishes stories, at least; shorter ones are buttons,
/// labels and dates. Judgment.
pub(crate) const LONG_UNIT_BYTES: usize = 60;

/// Share of the smaller page's long units, by length, that makes two pages one
/// story.
///
/// Boilerplate can be half of a short page, and a later version keeps more than
/// half of its story. Judgment. A count of shared blocks was tried instead: two
/// shared blocks make one story of two pages that share a sign-up text and an
/// about-us paragraph.
pub(crate) const SAME_PAGE_SHARE: f64 = 0.6;

// Notices

/// Bytes of a text that stands in place of an article, at most. A consent notice
/// takes about 600, the footer of a page with a video 1,100. Measured.
pub(crate) const NOTICE_BYTES: usize = 2_000;

/// Bytes of a notice for each word with a digit, at least.
///
/// A robot check has one or two such words in 150 bytes, and the footer of a market
/// page three in 1,072; a note about a dividend has four in 70, and says something
/// of its own although it reads the same at many companies. Measured.
pub(crate) const BYTES_PER_VARIABLE: usize = 60;

/// Pages with one text, each named by a single word, that make it a notice:
/// sections have such names too, and one story stands in several. Of pages that
/// are named by more words, [`UNIT_STORIES`] are enough. Judgment.
pub(crate) const NAMED_STORIES: usize = 4;

/// Pages with the same text and with names that share no word. From this many on, the
/// text is a notice on each of them. With fewer pages, a page is an article if the text
/// contains the words of its name. Judgment.
pub(crate) const SURE_STORIES: usize = 6;

/// Names of pages with one text that are compared, at most. Judgment.
pub(crate) const COMPARED_NAMES: usize = 4_096;

/// Words in the last part of an address that name a page, at least. Shorter parts
/// may be codes, which are different at each crawl. Judgment.
pub(crate) const SLUG_NAMES: usize = 3;

// Phrases

/// Different stories of one outlet in which a shingle is a stock phrase.
/// Judgment.
pub(crate) const PHRASE_STORIES: usize = 4;

/// Shingles on either side of a sampled one that a stock phrase may go on for. One
/// shingle in twelve is sampled, so that a longer phrase has another sample as a rule.
/// Measured: without a limit, stories that begin with a formula are lost; with a limit
/// of 8, lists of links and of names become copies.
pub(crate) const PHRASE_REACH: usize = 12;

/// Articles of one outlet with a shingle, from which on they may be a family of
/// near-equal articles. Few of them do not differ by chance. Judgment.
pub(crate) const FAMILY_CARRIERS: usize = 16;

/// Words of a long article, at least. Two shorter articles of the same form have
/// much text in common even if their stories differ. Judgment.
pub(crate) const SHORT_STORY_WORDS: u32 = 150;

/// Equal values of two sketches that make a short article and another one
/// story: a resemblance of about one half. Judgment.
pub(crate) const SHORT_STORY_VALUES: usize = 8;

/// Equal values of two sketches that make two long articles one story.
///
/// A later version with a new lead has a resemblance of .2, about 3 of 16
/// values. Measured: two stories of one outlet have two equal values in 4 of
/// 100 cases.
pub(crate) const LONG_STORY_VALUES: usize = 2;

// Headline suffixes

/// Different headlines of one outlet after which words are a suffix.
///
/// Enough after a bar. After a dash, where sentences continue, a share of the outlet's
/// headlines must also have the suffix: see below. Judgment.
pub(crate) const SUFFIX_HEADLINES: u32 = 3;

/// The same for a single word after a dash: "- Lavrov" ends many headlines
/// too. Judgment.
pub(crate) const WORD_HEADLINES: u32 = 5;

/// Share of an outlet's headlines for words after a dash that only this outlet
/// has there. Judgment.
pub(crate) const OWN_SHARE: f64 = 0.05;

/// Share of an outlet's headlines for words after a dash that other outlets
/// also have there. Judgment.
pub(crate) const SHARED_SHARE: f64 = 0.25;

/// [`OWN_SHARE`] for a single word. Judgment.
pub(crate) const OWN_WORD_SHARE: f64 = 0.1;

/// [`SHARED_SHARE`] for a single word. Judgment.
pub(crate) const SHARED_WORD_SHARE: f64 = 0.4;

/// Outlets with the same suffix after a bar, from which on it is a section at
/// every outlet: "| Local News". Judgment.
pub(crate) const SECTION_OUTLETS: u32 = 8;

/// Words of a suffix, at most. Judgment.
pub(crate) const SUFFIX_WORDS: usize = 8;

/// Suffixes of one headline that are learned from, at most. Judgment.
pub(crate) const SUFFIXES_OF_HEADLINE: usize = 4;
