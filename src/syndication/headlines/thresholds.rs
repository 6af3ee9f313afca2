/*!
The thresholds of headline groups, in one table: which spellings are one
headline, and which texts are copies. The points that decide between stories and
standing headlines are in [`scores`](crate::syndication::headlines::scores).

Weights are in nats: a word that one headline in a thousand has weighs 6.9. All
values are judgments unless an entry says otherwise.
*/

use crate::news::headline::terms::LENGTHS;

// Weights of words

/// Headlines in general that are mixed into the counts of a dump, as if they had
/// been read before.
///
/// A small dump cannot know that "the" is frequent. The counts of a dump
/// of some ten thousand headlines outweigh this.
pub(crate) const PRIOR_HEADLINES: f64 = 50_000.0;

/// Share of headlines in general that have a given word, by the length class of
/// the word. Estimates, not counts: short words are frequent in every language
/// with spaces.
pub(crate) const PRIOR_SHARES: [f64; LENGTHS] = [0.08, 0.02, 0.003, 0.001, 0.0007, 0.0005, 0.0003];

/// Weight from which on a word is telling: two headlines differ if each has a
/// different telling word in one place.
pub(crate) const TELLING_WEIGHT: f64 = 5.0;

// Times of printing

/// Seconds between two printings of one story, at most, if both days are known.
pub(crate) const STORY_SECONDS: i64 = 4 * 24 * 60 * 60;

/// The same if only a month or a year is known of one of them.
pub(crate) const VAGUE_STORY_SECONDS: i64 = 31 * 24 * 60 * 60;

// Reworded headlines

/// Weight of the shared words of two spellings that were printed within days.
///
/// Headlines are formulas: "Wetumpka man charged with rape" and "Temple man
/// charged with rape" share all words but one. A lower value joins more of them.
pub(crate) const SHARED_WITHIN_DAYS: f64 = 24.0;

/// The same if they were printed within a year: one story is printed within
/// days, so that vaguer times need more words.
pub(crate) const SHARED_WITHIN_YEAR: f64 = 28.0;

/// The same if the time of one of them is unknown.
pub(crate) const SHARED_AT_UNKNOWN_TIMES: f64 = 34.0;

/// Weight that the shared words need in addition if each headline has a telling
/// word that the other lacks: two places of two accidents.
pub(crate) const SHARED_DESPITE_DIFFERENCES: f64 = 10.0;

/// Share of the lighter headline's weight that must be shared.
pub(crate) const SHARE_OF_LIGHTER: f64 = 0.68;

/// Share of the heavier headline's weight that must be shared.
pub(crate) const SHARE_OF_HEAVIER: f64 = 0.5;

/// Words of a headline behind its kicker, at least, that may agree without it.
pub(crate) const WORDS_BEHIND_KICKER: usize = 4;

/// Share of the lighter headline's weight that must be shared behind kickers.
pub(crate) const SHARE_BEHIND_KICKER: f64 = 0.95;

/// Share of the heavier headline's weight that must be shared behind kickers.
pub(crate) const SHARE_OF_HEAVIER_BEHIND_KICKER: f64 = 0.7;

/// Rarest words of a headline by whose pairs other spellings are found.
pub(crate) const RARE_WORDS: usize = 6;

/// Pairs of rare words of a headline, at most.
pub(crate) const RARE_PAIRS: usize = RARE_WORDS * (RARE_WORDS - 1) / 2;

/// Headlines that share two rare words, up to which all of them are compared
/// with each other. A longer list is of one formula.
pub(crate) const LONG_LIST: usize = 40;

/// Next headlines of a longer list that each one is compared with.
pub(crate) const NEIGHBORS: usize = 4;

// Beginnings

/// Words of a headline that may be the beginning of another, at least.
pub(crate) const BEGINNING_WORDS: usize = 4;

/// Weight of a beginning: about five telling words. "Man charged with murder of"
/// has too little.
pub(crate) const BEGINNING_WEIGHT: f64 = 30.0;

/// The same for a headline that ends with an ellipsis: it is known to be
/// truncated.
pub(crate) const TRUNCATED_WEIGHT: f64 = 20.0;

/// Continuations of a beginning, at most. A headline that goes on in more ways is
/// a formula.
pub(crate) const CONTINUATIONS: usize = 50;

// Texts of a group

/// Articles of a group, up to which each text is compared with each for copies
/// outside of clusters. It bounds quadratic work.
pub(crate) const COMPARED_TEXTS: usize = 50;
