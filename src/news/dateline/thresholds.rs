/*!
The thresholds of datelines within a line, by decision.

All were set by reading datelines of many agencies and lines that only look like
one; no range of values was measured. A higher length accepts more sentences as
datelines, a lower one loses datelines with long places or several agencies.
*/

// The place and the date before the frame.

/// Bytes of a line before the frame, at most.
pub(crate) const MAX_BYTES_BEFORE_FRAME: usize = 150;

/// Letters of a place with its region, at most.
pub(crate) const MAX_PLACE_LETTERS: usize = 64;

/// Words of a place with its region, at most.
pub(crate) const MAX_PLACE_WORDS: usize = 9;

/// Words of a place in a script without capitals, at most. Any words look like a
/// place there.
pub(crate) const MAX_UNCASED_PLACE_WORDS: usize = 4;

/// Letters of a place in capitals, at least.
pub(crate) const MIN_CAPITAL_LETTERS: usize = 3;

// The frame: the names in brackets or between slashes.

/// Bytes between the brackets of a frame, at most.
pub(crate) const MAX_FRAME_BYTES: usize = 100;

/// Names in a frame, at most.
pub(crate) const MAX_FRAME_NAMES: usize = 5;

/// Words of a name that the table of parties does not have, at most.
pub(crate) const MAX_NAME_WORDS: usize = 5;

/// Words after the name of an agency that name its desk, at most.
pub(crate) const MAX_DESK_WORDS: usize = 2;

/// Letters of the code of a regional desk ("dpa/lnw"), at most.
pub(crate) const MAX_DESK_CODE_LETTERS: usize = 4;

/// Letters of an abbreviation that the initials of a town do not match by chance.
pub(crate) const MIN_INITIALS: usize = 3;

// The line of a dateline in a script with blanks.

/// Bytes of a line that may hold its dateline, at most.
pub(crate) const MAX_DATELINE_BYTES: usize = 240;

/// Bytes behind a dateline without a place or without an agency, at least. A
/// shorter line is a label, a credit, or a headline.
pub(crate) const MIN_STORY_BYTES: usize = 60;

/// Bytes behind a place in small letters, at least.
pub(crate) const MIN_STORY_BYTES_AFTER_SMALL_PLACE: usize = 80;

/// Bytes of a line that lists an agency and a city, at most.
pub(crate) const MAX_LISTED_BYTES: usize = 60;

/// Bytes behind a credit within which a picture library is named.
pub(crate) const LIBRARY_WITHIN_BYTES: usize = 32;

// The line of a Chinese, Japanese or Korean dateline.

/// Bytes of a line that may hold its dateline, at most.
pub(crate) const MAX_ASIAN_DATELINE_BYTES: usize = 180;

/// Characters between the agency and the sign for "wired", at most.
pub(crate) const MAX_LETTERS_TO_WIRED: usize = 40;

/// Characters of a place, at most.
pub(crate) const MAX_ASIAN_PLACE_LETTERS: usize = 10;

/// Characters of the names of reporters, or of a newspaper's place, that the
/// tables do not know, at most.
pub(crate) const MAX_UNKNOWN_LETTERS: usize = 4;

/// Characters between the sign for "wired" and the bracket that closes the
/// dateline, at most.
pub(crate) const MAX_LETTERS_TO_BRACKET: usize = 24;

/// Characters of the name of a special wire ("体育专电"), at most.
pub(crate) const MAX_SPECIAL_WIRE_LETTERS: usize = 2;

// The byline of an Arabic newspaper.

/// Blocks at the start of a text that may be a byline.
pub(crate) const ARABIC_BYLINE_BLOCKS: usize = 4;

/// Bytes of a byline, at most.
pub(crate) const MAX_ARABIC_BYLINE_BYTES: usize = 240;

/// Bytes of a byline at the start of a text, at most.
pub(crate) const MAX_ARABIC_BYLINE_BYTES_IN_TEXT: usize = 120;

/// Parts of a byline, at most.
pub(crate) const MAX_ARABIC_BYLINE_PARTS: usize = 5;

/// Words of a reporter's or a newspaper's name, at most. Longer parts are
/// sentences.
pub(crate) const MAX_ARABIC_NAME_WORDS: usize = 5;

/// Words of a place, at most.
pub(crate) const MAX_ARABIC_PLACE_WORDS: usize = 3;
