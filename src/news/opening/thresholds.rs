/*!
The thresholds of the opening of a page, by decision.

All were set by reading pages of many outlets; no range of values was measured.
*/

/// Where the story of a page begins.
///
/// More blocks and paragraphs find datelines and bylines behind galleries and long
/// notes; fewer keep lines of the story and links to other stories out.
pub(crate) struct OpeningLimits {
    /// Bytes before the last block that is read, at most.
    pub(crate) bytes: u32,
    /// Blocks that are read, at most.
    pub(crate) blocks: usize,
    /// Bytes of a block that is a paragraph of a story, at least.
    pub(crate) paragraph_bytes: usize,
    /// Paragraphs after which the story has begun.
    pub(crate) paragraphs: usize,
}

/// The limits of the scan for the dateline. Captions of a gallery may stand before it.
pub(crate) const DATELINE_LIMITS: OpeningLimits = OpeningLimits {
    bytes: 12 * 1024,
    blocks: 80,
    paragraph_bytes: 160,
    paragraphs: 5,
};

/// The limits of the scan for credits.
pub(crate) const CREDIT_LIMITS: OpeningLimits = OpeningLimits {
    bytes: 12 * 1024,
    blocks: 60,
    paragraph_bytes: 200,
    paragraphs: 2,
};

// The dateline.

/// Paragraphs, from a place alone on, after which a framed dateline is no longer
/// preferred to it.
pub(crate) const PARAGRAPHS_AFTER_PLACE: usize = 3;

/// Bytes of the paragraph below a place on a line of its own, at least.
pub(crate) const MIN_BYTES_BELOW_PLACE: usize = 80;

/// Bytes of a line inside of a block within which the bracket of a frame opens.
pub(crate) const FRAME_WITHIN_BYTES: usize = 90;

/// Items with other places behind a place above the first paragraph that make a page a
/// digest. Behind a paragraph one is enough.
pub(crate) const MIN_ITEMS: usize = 2;

// A dateline within a line.

/// Bytes of a line that are searched.
pub(crate) const RUN_IN_BYTES: usize = 3_000;

/// Words of a place within a line, at most.
pub(crate) const MAX_RUN_IN_PLACE_WORDS: usize = 5;

/// Bytes before a frame whose initials may be its abbreviation.
pub(crate) const INITIALS_WITHIN_BYTES: usize = 80;

/// Frames that are tried, at most. A page with more brackets is no story.
pub(crate) const MAX_RUN_IN_FRAMES: usize = 24;

// Credits.

/// Blocks in which an agency alone counts also if its name is an everyday word
/// ("Time"), and in which a portal names its partner.
pub(crate) const TOP_BLOCKS: usize = 2;

/// Blocks in which "Vera Dahl, Associated Press" is a byline without "By".
pub(crate) const TOP_BYLINE_BLOCKS: usize = 3;

/// Lines of different agencies before the story that are a list of links.
pub(crate) const MIN_LINKS: usize = 4;

/// Bytes of the sentence of a caption, at least.
pub(crate) const MIN_CAPTION_BYTES: usize = 40;

/// Bytes of a line that credits agencies without their names, at most.
pub(crate) const MAX_UNNAMED_BYTES: usize = 120;
