/*!
The thresholds of the headline module.

Each value is a judgment, made while reading headlines of real dumps, unless
its comment names a source. None was fitted to labels.
*/

/// Words that remain when the word before an ellipsis is stripped. The word may
/// be cut in half, but a headline of fewer words is better kept whole.
pub(crate) const WORDS_BEFORE_ELLIPSIS: usize = 4;

/// Bytes from the start of a headline within which a missing space is looked
/// for. Names of outlets are shorter; further back, a capital inside a word is
/// a name of its own.
pub(crate) const MISSING_SPACE_WITHIN: usize = 64;

/// Letters before a missing space. With fewer, `Mc`, `Le` and `i` would be
/// split off the names that they begin.
pub(crate) const LETTERS_BEFORE_MISSING_SPACE: usize = 3;

/// Letters of a site's label from which on a match may be partial or an
/// abbreviation. Shorter labels match too many words by chance.
pub(crate) const LETTERS_OF_LABEL: usize = 4;

/// Letters of a site's name that is recognized where it is joined to a word
/// without a space: call signs such as WXQ are that short.
pub(crate) const LETTERS_OF_JOINED_NAME: usize = 3;

/// Letters of a label without the generic word that it ends with, for that rest
/// to be matched as an abbreviation.
pub(crate) const LETTERS_OF_STEM: usize = 3;

/// Letters of a word that proves an abbreviation when the label contains the
/// whole word. Shorter words are in a label by chance.
pub(crate) const LETTERS_OF_WHOLE_WORD: usize = 4;

/// Letters of a word that identifies a site.
pub(crate) const LETTERS_OF_TELLING_WORD: usize = 3;

/// Words of a name from which on an abbreviation of it is trusted after a bar
/// or without a space, even if no word is typical of outlets. Names of persons
/// have two. Labels with a generic word at their end ask for as many.
pub(crate) const WORDS_OF_TRUSTED_ABBREVIATION: usize = 3;

/// Characters of a topic or place before `.-`, at least. Abbreviations (`Inc`)
/// are shorter.
pub(crate) const LETTERS_OF_TOPIC: usize = 4;

/// Words of a topic or place before `.-`, at most.
pub(crate) const WORDS_OF_TOPIC: usize = 4;

/// The highest number of a version marker. A higher number is a year or a count
/// and belongs to the headline.
pub(crate) const HIGHEST_VERSION: u32 = 99;

/// Letters before the plus sign that marks paid content, at most. Names of such
/// offers are short ("Bote+").
pub(crate) const LETTERS_BEFORE_PLUS: usize = 12;

// The limits below bound the time that hostile headlines take.

/// Decorations that are stripped from one end of a headline, at most.
pub(crate) const MOST_DECORATIONS: usize = 12;

/// Markers that are read from one end for the version, at most.
pub(crate) const MOST_MARKERS: usize = 6;

/// Bytes of a marker, at most. The longest in the language files has 18.
pub(crate) const LONGEST_MARKER: usize = 40;

/// Characters from the end of a headline within which its age has a digit.
pub(crate) const LONGEST_AGE: usize = 24;

/// Letters of a label, at most. A longer one is no domain label (RFC 1035), and
/// the search for abbreviations keeps a bit for each letter.
pub(crate) const LONGEST_LABEL: usize = 63;

/// Words of a site's name, at most. The search for a name keeps a flag for each
/// set of words.
pub(crate) const MOST_NAME_WORDS: usize = 9;

/// Sites that are cached, at most. A dump has few sites for many headlines; a full
/// cache is cleared.
pub(crate) const MOST_CACHED_SITES: usize = 1 << 12;
