/*!
The gate: rules that a data set must keep, and the answer whether it does.

Findings go in as they are reported, facts about articles as they are asked
for, and a [`CheckResult`](check_result::CheckResult) comes out. The gate reads no dump, asks
no clock and prints nothing: which files make up a set, what day it is and what
was known before are values that it is given.

# Choices

* What is told from the findings (copies, excerpts, clusters) and what is told
  of single articles (a text, an id, an address) is judged alike: every rule
  counts objections, and holds their number or share against its limit.
* An objection is known by the *content* of its articles and never by file,
  line or order: a baseline outlives renaming and sorting.
* Articles are numbers: what they are called and where they stand is asked for
  when it is told. A dump may have millions of them, and of objections.

# Examples

```
use jiff::civil::Date;
use wirecopy::gate::check_result::CheckAnswer;
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

pub mod baseline;
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
pub mod suppression;

/// A day, as [`policy::CheckPolicy`] and [`suppression::Suppression`] know it.
pub use jiff::civil::Date;
