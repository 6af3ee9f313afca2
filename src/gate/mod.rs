/*!
The gate: rules that a data set must keep, and the answer whether it does.

Findings and facts about articles go in, a [`Verdict`](verdict::Verdict) comes
out. The gate opens no file, asks no clock and prints nothing: which files make
up a set, what day it is and what was known before are values that it is given.

# Choices

* What is told from the findings (copies, excerpts, clusters) and what is told
  of single articles (a text, an id, an address) is judged alike: every rule
  counts objections, and holds their number or share against its limit.
* An objection is known by the *content* of its articles and never by file,
  line or order: a baseline outlives renaming and sorting.
*/

pub mod baseline;
pub mod collector;
pub mod facts;
pub mod judge;
pub mod limit;
pub mod objection;
mod objections;
pub mod rule;
pub mod suppression;
pub mod verdict;
