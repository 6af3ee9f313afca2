/*!
Headlines without their decoration.

A scraped headline carries more than its words: version markers (`UPDATE 2-`),
a kicker, the name of the outlet, a section, an age. Two outlets that print one
headline decorate it differently. These files find the undecorated part, so
that headlines can be compared. The record keeps its headline as scraped.

# Choices

* A suffix is stripped only if it names the site or was learned for the outlet.
  Length and separators prove nothing: "- Lavrov" and ": report" belong to
  their headlines.
* Nothing is counted here. Learned suffixes come from the caller, through
  [`learned::LearnedSuffixes`].
* The key of a headline is computed from folded words. Case, accents and
  punctuation do not change it; numbers do.
*/

pub mod abbreviation;
pub mod ages;
pub mod entities;
pub mod key;
pub mod learned;
pub mod marker_words;
pub mod markers;
pub mod name_match;
pub mod parts;
pub mod rubrics;
pub mod separators;
pub mod site;
pub mod site_cache;
pub mod site_words;
pub mod terms;
pub(crate) mod thresholds;
pub mod version;
pub mod wires;
