/*!
The thresholds of the pipeline.

Each constant says what it trades off and what was measured. A constant without a
measurement is a judgment: it was set by reading examples.
Thresholds of single decisions are elsewhere: those of the verdict in
`compare`, of roundups in `cluster`, of headline groups and origins in
`syndication`, of lists of candidates in `fingerprint`.
*/

use std::ops::RangeInclusive;

// Preparing the body.

/// Blocks at the start of a text among which the headline and the standfirst
/// are searched. With more, repeated sentences would count as a standfirst.
pub(crate) const OPENING_BLOCKS: usize = 10;

/// Words of a block below which it is not a repeat. Shorter ones recur.
pub(crate) const MIN_REPEAT_WORDS: usize = 8;

/// The most words of a standfirst. A longer block is a part of a story.
pub(crate) const MAX_STANDFIRST_WORDS: usize = 150;

/// Words of a headline below which its recurrence in the text is chance.
pub(crate) const MIN_HEADLINE_WORDS: usize = 3;

/// The greatest share of an article's words that labels may have. Above it the
/// article is a list or a table, and its short lines are its content. A higher
/// value removes the content of price tables, a lower one keeps the buttons of
/// short stories.
pub(crate) const MAX_LABEL_SHARE: f64 = 0.4;

/// Words next to the labels below which no label is excluded: in a brief every
/// line may be content.
pub(crate) const MIN_PROSE_WORDS: usize = 60;

/// Captions of a gallery, at least. A page with one or two pictures and a line of
/// text is a brief with pictures, and the line is its body. Judgment.
pub(crate) const GALLERY_CAPTIONS: usize = 3;

// Proposing candidates.

/// The probability with which the bands alone must propose a pair whose
/// resemblance is [`Options::resemblance`](crate::Options::resemblance). A
/// higher value takes more bands, and so more memory and candidates. The sampled
/// shingles find nearly all pairs that the bands miss.
pub(crate) const BAND_RECALL: f64 = 0.98;

/// Sampled shingles that the articles of a candidate pair share, by length: see
/// [`WORDS_PER_SHARED_SAMPLE`]. One is shared by chance too often when many
/// articles have it. Long articles have many sampled shingles and share stray
/// phrases, but a passage of some length still gives more than two.
/// Measured: requiring more than six saves little and loses copies. At ten, 60 %
/// of the pairs that are not copies go, and 7 % of the copies (10,280 pairs of
/// old front pages).
pub(crate) const SHARED_SAMPLES: RangeInclusive<u32> = 2..=6;

/// Words of the shorter article for each shared sample that is required.
pub(crate) const WORDS_PER_SHARED_SAMPLE: u32 = 400;

/// Articles in a list that is so short that sharing it is not chance. There a
/// shared sample of a short article counts twice. This finds briefs in
/// roundups, of which only one or two shingles are sampled. Measured: counting
/// lists of up to eight articles twice finds as many pairs as sampling one
/// shingle in twelve instead of sixteen, for 1.5 times the candidates.
pub(crate) const RARE_LIST: usize = 3;

/// The same for a very short article, whose shingles in a long one are sampled once
/// or twice: a brief that several outlets print, and a live blog that carries it.
/// Judgment.
pub(crate) const BRIEF_LIST: usize = 12;

/// Words of an article that is short enough for [`BRIEF_LIST`].
pub(crate) const VERY_SHORT_ARTICLE: u32 = 60;

/// Words of an article that is short enough for [`RARE_LIST`]. Two long
/// articles share a rare shingle by chance.
pub(crate) const SHORT_ARTICLE: u32 = 120;

/// Words of the shorter article from which on shared stock phrases count as
/// one shared sample. They are weak evidence, and shared prose of such articles
/// has other samples. In shorter articles, such as notices, formulas may be all
/// that is sampled. Measured: without stock phrases, articles of at least 200
/// words lose no copy in four corpora and 200,000 generated articles, except
/// those that [`WORDS_PER_STOCK_SAMPLE`] keeps. Shorter ones lose 3.1 % of the
/// pairs of Reuters items with a containment of one half.
pub(crate) const LONG_ARTICLE: u32 = 200;

/// Words of the shorter article for each shared stock phrase that is enough by
/// itself. This is two and a half times fewer than are sampled: one shingle in
/// twelve. A story that stands whole on several pages of one outlet shares only
/// stock phrases. Measured: without this rule up to half of such stories are
/// lost when they stand on ten pages; with it, none.
pub(crate) const WORDS_PER_STOCK_SAMPLE: u32 = 30;

// Clustering.

/// The most rounds of clustering. After each round but the last, missing pairs
/// with new centers are compared. The second round rarely finds any.
pub(crate) const CLUSTERING_ROUNDS: usize = 4;

/// Centers of a group that are compared with all its articles, the largest
/// first. A chain of thousands of articles has hundreds of centers, but nearly
/// all of its articles that belong together are around the first few. More
/// centers take more comparisons.
pub(crate) const CENTERS_COMPARED: usize = 8;

/// The share of the longer article's words that the shorter one must contain
/// for the two to be versions of one story. Below it the shorter one is an item
/// on a page, such as a live blog or a digest. Without this rule a brief that
/// ten long stories quote whole became the center of all of them.
pub(crate) const MIN_SHARE_OF_LONGER: f64 = 0.1;

// Grouping headlines.

/// Words of a headline that are kept. A longer one is not a headline but a
/// paragraph in the wrong field.
pub(crate) const HEADLINE_TERMS: usize = 60;

// Keeping.

/// Share of an article's own words that a kept article contains, at least, for it to
/// be removed. Duplicates of a cluster need somewhat less: they are one story, but
/// what they have of their own would be lost.
pub(crate) const REMOVED_SHARE: f64 = 0.7;

/// The most times that keeping is decided. After each time but the last, kept articles
/// of different clusters are compared that may contain each other. Judgment.
pub(crate) const KEEPING_ROUNDS: usize = 4;

/// Kept articles of one cluster that are compared with all others of it. Each
/// later one is compared only with the articles that it was compared with
/// during clustering. Thousands of versions of one story may keep hundreds, and
/// comparing them all would be quadratic.
pub(crate) const KEPT_COMPARED: usize = 32;

// Reporting.

/// The containment from which on two pages of an outlet are one page.
pub(crate) const SAME_PAGE: f64 = 0.9;

/// The most copies that are written for a pair of clusters. Others are counted.
pub(crate) const COPIES_OF_CLUSTERS: usize = 1000;

// Memory.

/// Bytes that a run takes beside its lists: tables, learned boilerplate, and what
/// the allocator keeps.
pub(crate) const RUN_BYTES: usize = 56 << 20;

/// Bytes that each thread takes beside the lists.
pub(crate) const BYTES_PER_THREAD: usize = 4 << 20;

/// The least memory of all lists together, whatever the user asks for. With less,
/// lists would be spilled a few entries at a time.
pub(crate) const MIN_LIST_BYTES: usize = 8 << 20;

/// Words of all bodies of a batch of pairs. It must give work to all threads;
/// two batches are in memory at a time.
pub(crate) const BATCH_WORDS: usize = 200_000;

/// Pairs of a batch. A story that is printed very often has few bodies and very
/// many pairs, whose verdicts wait in memory.
pub(crate) const BATCH_PAIRS: usize = 16_384;

/// Words of the bodies that stay in memory for later batches. Measured: twice
/// as many save nothing, since 3 % of the words that are read again are read
/// more than twice.
pub(crate) const CACHED_WORDS: usize = 900_000;

/// Articles of a range, by which the pairs of a group are divided when the group
/// is too large to be compared at once.
pub(crate) const ARTICLES_OF_RANGE: u32 = 64;

/// Carriers of a shingle that are examined at a time. Longer lists are examined
/// outlet by outlet. This bounds memory.
pub(crate) const CARRIERS_AT_ONCE: usize = 1 << 16;

/// Articles of clusters whose keeping is decided at a time. This bounds memory.
pub(crate) const KEEPING_AT_ONCE: usize = 1 << 16;

/// Pairs whose passages are located at a time. An article of several pairs is
/// read once for all of them. This bounds memory.
pub(crate) const REPORTED_AT_ONCE: usize = 2000;

/// Headlines, or pairs of them, in a batch. This bounds memory.
pub(crate) const HEADLINES_AT_ONCE: u32 = 1 << 15;

/// Pairs of such a batch that one thread judges at a time.
pub(crate) const HEADLINES_PER_THREAD: usize = 1 << 9;

/// Chunks in flight for each thread: one that it works on, one that waits for
/// a thread, and one whose result waits for those before it.
pub(crate) const CHUNKS_PER_THREAD: usize = 3;

/// Articles whose credits are read at a time. This bounds memory.
pub(crate) const CREDITS_AT_ONCE: usize = 1 << 10;
