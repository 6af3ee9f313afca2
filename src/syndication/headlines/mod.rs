/*!
Headlines that are repeated: across outlets, and over time.

A headline travels further than its text. Outlets print an agency's headline over
their own story, and many dumps have headlines and no text at all. But headlines
also recur because they say nothing: "Letters to the editor". How a headline
recurs distinguishes the two.

# Choices

* Headlines with equal keys are one spelling. Other spellings of a headline are
  joined to the most frequent one, and never through a third.
* Words are compared as four bytes each; no text is held.
* These are decisions on values. The lists of all headlines of a dump, which may
  not fit in memory, are in the pipeline.
*/

pub(crate) mod beginnings;
pub(crate) mod group;
pub(crate) mod kind;
pub(crate) mod recurrence;
pub(crate) mod rewording;
pub(crate) mod scores;
pub(crate) mod spelling;
pub(crate) mod stars;
pub(crate) mod thresholds;
pub(crate) mod weights;

#[cfg(test)]
mod tests;
