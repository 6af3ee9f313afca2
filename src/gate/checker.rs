/*!
The checker: takes findings, and gives the result of a check.
*/

use std::io;

use crate::error::Result;
use crate::gate::check_result::CheckResult;
use crate::gate::check_result::{CheckAnswer, Skips};
use crate::gate::facts::DataSet;
use crate::gate::objections::ObjectionBuilder;
use crate::gate::objections::articles::{
    object_to_articles, object_to_one_origin, object_to_syndicated,
};
use crate::gate::objections::clusters::{object_to_cluster, object_to_copy};
use crate::gate::objections::repeats::{object_to_addresses, object_to_headline, object_to_ids};
use crate::gate::policy::CheckPolicy;
use crate::gate::rule::Rule;
use crate::gate::rule_counts::CheckedSets;
use crate::report::{Finding, Report, SkippedExtent, SkippedFinding};
use crate::spill::budget::{MemoryBudget, Reservation};

/// Takes the findings of a run, and gives the result of the check.
///
/// # Complexity
///
/// 24 bytes for each objection, and a bit for each article and rule, stay
/// in memory. Objections, and keys of articles that are compared with each
/// other, go to temporary files when the memory budget is too small for them.
#[derive(Debug)]
pub(crate) struct Checker<'a> {
    builder: ObjectionBuilder<'a>,
    skipped: Vec<SkippedFinding>,
    _reserved: Reservation,
}

impl<'a> Checker<'a> {
    /// Returns a checker of `data` that has received no finding yet and keeps
    /// objections in `budget`. The findings must come from the run that
    /// numbered the articles of `data`.
    pub(crate) fn new(
        policy: &'a CheckPolicy,
        data: &'a dyn DataSet,
        budget: &MemoryBudget,
    ) -> Checker<'a> {
        // A bit for each article and rule, and for leaks two for each set.
        let sets = match policy.checks_leaks() {
            true => 2 * data.sets().len(),
            false => 0,
        };
        let bytes = (policy.rules.len() + sets) * (data.articles() as usize).div_ceil(8);
        Checker {
            builder: ObjectionBuilder::new(policy, data, budget),
            skipped: Vec::new(),
            _reserved: budget.reserve(bytes),
        }
    }

    /// Returns the result, when all findings were reported.
    pub(crate) fn finish(mut self) -> Result<CheckResult<'a>> {
        object_to_ids(&mut self.builder)?;
        object_to_addresses(&mut self.builder)?;
        object_to_articles(&mut self.builder)?;
        object_to_syndicated(&mut self.builder)?;
        object_to_one_origin(&mut self.builder)?;
        let builder = self.builder;
        let (policy, data) = (builder.policy, builder.data);
        let mut objections = builder.written;
        objections.sort();
        let mut sets = CheckedSets::of(data, &policy.rules);
        let checked = sets.sizes.iter().map(|set| set.checked).sum();
        let outcomes = policy.rules.iter();
        let outcomes = outcomes
            .map(|&setting| builder.counts.outcome(setting, &sets.sizes, checked))
            .collect();
        let (records, files) = self
            .skipped
            .into_iter()
            .partition(|skipped| skipped.extent == SkippedExtent::Record);
        let skips = Skips {
            records,
            files,
            allowed: policy.max_skipped,
        };
        // Where nothing could be read, that is why a set is empty.
        if skips.answer() == CheckAnswer::Inconclusive {
            sets.unusable.clear();
        }
        // A check of some articles cannot tell which objections are resolved.
        let is_complete = checked == u64::from(data.articles());
        let in_force: Vec<Rule> = policy.rules.iter().map(|setting| setting.rule).collect();
        let resolved = match is_complete {
            true => builder.matcher.resolved(&in_force),
            false => Vec::new(),
        };
        let holds = |index: &usize| policy.suppressions[*index].holds_on(policy.today);
        let (holding, expired_suppressions): (Vec<usize>, Vec<usize>) =
            (0..policy.suppressions.len()).partition(holds);
        let unused = holding.into_iter();
        let unused =
            unused.filter(|index| is_complete && !builder.counts.used_suppressions.contains(index));
        Ok(CheckResult {
            data,
            sets: sets.sizes,
            checked,
            outcomes,
            objections,
            matrix: builder.counts.matrix,
            skips,
            unusable_sets: sets.unusable,
            has_baseline: policy.baseline.is_some(),
            resolved,
            suppressions: policy.suppressions.clone(),
            expired_suppressions,
            unused_suppressions: unused.collect(),
        })
    }
}

impl Report for Checker<'_> {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        match finding {
            Finding::Cluster(cluster) => object_to_cluster(&mut self.builder, cluster)?,
            Finding::Copy(pair) => object_to_copy(&mut self.builder, pair)?,
            Finding::Headline(group) => object_to_headline(&mut self.builder, group)?,
            Finding::Skipped(skipped) => self.skipped.push(skipped.clone()),
            _ => {}
        }
        Ok(())
    }
}
