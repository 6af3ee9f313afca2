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

# Examples

```
use jiff::civil::Date;
use wirecopy::gate::answer::CheckAnswer;
use wirecopy::gate::checker::Checker;
use wirecopy::gate::facts::{ListedArticle, ListedDataSet};
use wirecopy::gate::policy::CheckPolicy;
use wirecopy::gate::rule::{Rule, RuleSetting};
use wirecopy::report::Place;
use wirecopy::spill::budget::MemoryBudget;

let place = |line| Place { file: "news.jsonl".into(), line };
let data = ListedDataSet {
    sets: vec![String::new()],
    articles: vec![
        ListedArticle::new("a", place(1), 17),
        ListedArticle::new("a", place(2), 23),
    ],
};
let policy = CheckPolicy {
    rules: vec![RuleSetting::new(Rule::DuplicateIds)],
    max_skipped: None,
    suppressions: Vec::new(),
    baseline: None,
    today: Date::constant(2026, 3, 1),
};
let checker = Checker::new(&policy, &data, &MemoryBudget::new(1 << 20, None));
// Findings of a run would be reported to the checker here.
let result = checker.finish()?;
assert_eq!(result.answer(), CheckAnswer::Failed);
# Ok::<(), wirecopy::Error>(())
```
*/

pub mod answer;
pub mod baseline;
pub mod baseline_matcher;
pub mod check_result;
pub mod checker;
pub mod facts;
pub mod limit;
pub mod objection;
pub mod objection_list;
pub mod objections;
pub mod policy;
pub mod render;
pub mod rule;
pub mod rule_counts;
pub mod sets;
pub mod severity;
pub mod suppression;

/// A day, in [`policy::CheckPolicy`] and [`suppression::Suppression`].
pub use jiff::civil::Date;
