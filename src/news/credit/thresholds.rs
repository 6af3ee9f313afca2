/*!
The thresholds of credits, by decision.

All were set by reading pages of many outlets; no range of values was measured. A
higher length takes more sentences and captions for credits, a lower one loses long
credits. The thresholds of the lines before a story are in
`crate::news::opening::thresholds`.
*/

// A byline.

/// Bytes of a byline with single blanks, at most.
pub(crate) const MAX_BYLINE_BYTES: usize = 200;

/// Bytes of a line that may be a byline, at most: some lines are mostly blanks.
pub(crate) const MAX_RAW_BYLINE_BYTES: usize = 1_200;

/// Words in small letters of a byline with its role and its date, at most. Lines with
/// more are prose.
pub(crate) const MAX_SMALL_WORDS: usize = 9;

/// Words of all reporters' names, at most.
pub(crate) const MAX_REPORTER_WORDS: usize = 16;

/// Bytes behind the agency, at most: a date, a time, a button.
pub(crate) const MAX_BYTES_AFTER_AGENCY: usize = 90;

/// Words of a role behind the agency, at most.
pub(crate) const MAX_ROLE_WORDS: usize = 5;

/// Bytes of an agency's everyday name that is no abbreviation, at least.
pub(crate) const MIN_LONG_NAME_BYTES: usize = 7;

// The lines after a story.

/// Blocks at the end of a text that may be signed.
pub(crate) const TAIL_BLOCKS: usize = 8;

/// Blocks at the end of a text that count as its last lines.
pub(crate) const LAST_BLOCKS: usize = 2;

/// Bytes of the last paragraph of a story, at least.
pub(crate) const MIN_LAST_PARAGRAPH_BYTES: usize = 80;

/// Bytes at the end of a block that may hold its signature.
pub(crate) const SIGNATURE_BYTES: usize = 60;

/// Dashes at the end of a block that are tried, at most.
pub(crate) const MAX_SIGNATURE_DASHES: usize = 4;

/// Bytes of the initials of the writers, at most.
pub(crate) const MAX_INITIALS_BYTES: usize = 8;

/// Bytes of a page that is only a caption and its credit, at most.
pub(crate) const MAX_CAPTION_PAGE_BYTES: u32 = 240;

/// Letters of a name that may also be a cell of a table, at most. "AP", which is printed
/// alone more often than any other name, counts in the first blocks only.
pub(crate) const MAX_SMALL_NAME_BYTES: usize = 2;

/// Words of the name of a portal's partner, at most.
pub(crate) const MAX_PARTNER_WORDS: usize = 5;

// Phrases: "originally published by".

/// Bytes at the start and at the end of a text in which phrases count.
pub(crate) const PHRASE_WINDOW_BYTES: usize = 1_800;

/// Bytes before a phrase that may hold "this story".
pub(crate) const SUBJECT_WITHIN_BYTES: usize = 70;

/// Words before a phrase at the start of its block, at most.
pub(crate) const MAX_WORDS_BEFORE_PHRASE: usize = 2;

/// Bytes of a block that is a note and no paragraph, at most.
pub(crate) const MAX_NOTE_BYTES: usize = 160;

/// Bytes of a note about the origin of a story, at most.
pub(crate) const MAX_LONG_NOTE_BYTES: usize = 420;

/// Words of a name that the table does not have, at most.
pub(crate) const MAX_PUBLISHER_WORDS: usize = 6;

// Signs of copyright.

/// Signs that are read from either end of a text, at most. Galleries of captions stand
/// before the story, the holder behind it.
pub(crate) const MAX_SIGNS_AT_END: usize = 16;

/// Bytes on either side of a sign in which a word for a picture makes it the
/// picture's.
pub(crate) const AROUND_SIGN_BYTES: usize = 120;

/// Bytes at the end of a text in which a sign needs no year.
pub(crate) const UNDATED_TAIL_BYTES: usize = 1_500;

// Words of use.

/// Bytes of a credit of use, at most: a few reporters, outlets and agencies.
pub(crate) const MAX_USE_BYTES: usize = 160;

// Releases.

/// Bytes at the start of a story in which it says that it is from a release, and half of
/// them at its end. Later ones are background.
pub(crate) const RELEASE_WINDOW_BYTES: usize = 1_200;

/// Words of the name of an issuer, at least, if it is not in capitals: one word alone
/// opens any sentence.
pub(crate) const MIN_ISSUER_WORDS: usize = 2;

/// Letters of the name of an issuer in capitals, at least.
pub(crate) const MIN_ISSUER_CAPITALS: usize = 3;

/// Small words between the name of an issuer and the release, at most: "said on Monday in a".
pub(crate) const MAX_WORDS_BEFORE_RELEASE: usize = 4;
