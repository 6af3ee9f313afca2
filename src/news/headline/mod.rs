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
  [`parts::LearnedSuffixes`].
* The key of a headline is computed from folded words. Case, accents and
  punctuation do not change it; numbers do.
*/

pub(crate) mod ages;
pub(crate) mod kicker;
pub(crate) mod marker_words;
pub(crate) mod markers;
pub(crate) mod name_match;
pub(crate) mod parts;
pub(crate) mod separators;
pub(crate) mod site;
pub(crate) mod site_words;
pub(crate) mod terms;
pub(crate) mod thresholds;

#[cfg(test)]
pub(crate) mod tests;
