/*!
The gate: checks a data set against rules.

A [`Checker`](checker::Checker) takes the findings of a run, asks for facts
about articles, and gives a [`CheckResult`](check_result::CheckResult). The gate
reads no dump, knows no clock and prints nothing: the files of each set, the day
and the baseline are values that it is given.

# Choices

* Rules about findings (copies, excerpts, clusters) and rules about articles
  (their texts, ids, addresses) work alike: each makes objections, and compares
  their number or share with a limit.
* An objection is identified by the *contents* of its articles, not by file,
  line or order: a baseline outlives renaming and sorting.
* Articles are numbers. Ids, places and headlines are looked up when they are
  shown: a dump may have millions of articles, and of objections.
*/

pub(crate) mod baseline;
pub(crate) mod baseline_matcher;
pub(crate) mod check_result;
pub(crate) mod checker;
pub(crate) mod facts;
pub(crate) mod limit;
pub(crate) mod objection;
pub(crate) mod objection_list;
pub(crate) mod objections;
pub(crate) mod policy;
pub(crate) mod render;
pub(crate) mod rule;
pub(crate) mod rule_counts;
#[cfg(test)]
pub(crate) mod tests;
