/*!
The checker: takes findings, and gives the result of a check.
*/

use std::io;

use crate::error::Result;
use crate::gate::answer::{CheckAnswer, Skips};
use crate::gate::check_result::CheckResult;
use crate::gate::facts::DataSet;
use crate::gate::objections::articles::object_to_articles;
use crate::gate::objections::builder::ObjectionBuilder;
use crate::gate::objections::clusters::{object_to_cluster, object_to_copy};
use crate::gate::objections::origins::{object_to_one_origin, object_to_syndicated};
use crate::gate::objections::repeats::{object_to_addresses, object_to_headline, object_to_ids};
use crate::gate::policy::CheckPolicy;
use crate::gate::rule::Rule;
use crate::gate::sets::CheckedSets;
use crate::report::{Finding, Report, SkippedExtent, SkippedFinding};
use crate::spill::budget::{MemoryBudget, Reservation};

/// Takes the findings of a run, and gives the result of the check.
///
/// # Complexity
///
/// Sixteen bytes for each objection, and a bit for each article and rule, stay
/// in memory. Objections, and keys of articles that are compared with each
/// other, go to temporary files when the memory budget is too small for them.
#[derive(Debug)]
pub(crate) struct Checker<'a> {
    policy: &'a CheckPolicy,
    data: &'a dyn DataSet,
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
            policy,
            data,
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
        let (policy, builder) = (self.policy, self.builder);
        let mut sets = CheckedSets::of(self.data, &policy.rules);
        let checked = sets.sizes.iter().map(|set| set.checked).sum();
        let outcomes = policy.rules.iter();
        let outcomes = outcomes
            .map(|&setting| builder.counts.outcome(setting, &sets.sizes, checked))
            .collect();
        let (matrix, used) = builder.counts.into_parts();
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
        let is_complete = checked == u64::from(self.data.articles());
        let in_force: Vec<Rule> = policy.rules.iter().map(|setting| setting.rule).collect();
        let resolved = match is_complete {
            true => builder.matcher.resolved(&in_force),
            false => Vec::new(),
        };
        let holds = |index: &usize| policy.suppressions[*index].holds_on(policy.today);
        let (holding, expired_suppressions): (Vec<usize>, Vec<usize>) =
            (0..policy.suppressions.len()).partition(holds);
        let unused = holding.into_iter();
        let unused = unused.filter(|index| is_complete && !used.contains(index));
        Ok(CheckResult {
            data: self.data,
            sets: sets.sizes,
            checked,
            outcomes,
            objections: builder.written.finish(),
            matrix,
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

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;
    use crate::article::ArticleId;
    use crate::compare::relation::Relation;
    use crate::gate::baseline::Baseline;
    use crate::gate::facts::{CheckRole, ListedArticle, ListedDataSet, SetId};
    use crate::gate::objection::Objection;
    use crate::gate::rule::RuleSetting;
    use crate::gate::suppression::{Suppression, SuppressionTarget};
    use crate::report::{
        ClusterFinding, ContainedSide, CopyKind, MemberFinding, MemberRole, PairFinding, Place,
    };

    const IDS: [&str; 6] = ["a0", "a1", "a2", "a3", "a4", "a5"];

    /// Returns articles of these sets, in this order.
    fn data(sets: &[usize]) -> ListedDataSet {
        let articles = sets.iter().enumerate().map(|(number, &set)| {
            let place = Place {
                file: "news.jsonl".into(),
                line: u32::try_from(number).unwrap() + 1,
            };
            let mut article = ListedArticle::new(IDS[number], place, number as u64 + 100);
            article.facts.set = SetId(set);
            article
        });
        ListedDataSet {
            sets: vec!["train".to_owned(), "test".to_owned()],
            articles: articles.collect(),
        }
    }

    const ROUNDUP: Option<CopyKind> = Some(CopyKind::Roundup);

    /// Returns a cluster of these articles with their kinds, the center first.
    fn cluster(members: &[(u32, Option<CopyKind>)]) -> Finding {
        let member = |(index, &(number, kind)): (usize, &(u32, Option<CopyKind>))| MemberFinding {
            id: IDS[number as usize].to_owned(),
            outlet: None,
            published: None,
            headline: None,
            role: MemberRole::Copy,
            relation: (index > 0).then_some(Relation::Edited),
            kind,
            file: "news.jsonl".into(),
            line: number + 1,
            containment: 0.9,
            resemblance: 0.8,
            article: ArticleId::new(number),
        };
        Finding::Cluster(ClusterFinding {
            cluster: "c".to_owned(),
            articles: members.iter().enumerate().map(member).collect(),
            kept: String::new(),
            outlets: 0,
            weakest: 0.9,
            origin: None,
            sources: 1,
        })
    }

    /// Returns a cluster of the first three articles.
    fn three() -> Finding {
        cluster(&[(0, None), (1, None), (2, None)])
    }

    /// Returns the result of a check of `data` with `findings`.
    fn checked<'a>(
        policy: &'a CheckPolicy,
        data: &'a ListedDataSet,
        findings: &[Finding],
    ) -> CheckResult<'a> {
        let mut checker = Checker::new(policy, data, &MemoryBudget::new(0, None));
        for finding in findings {
            checker.report(finding).unwrap();
        }
        checker.finish().unwrap()
    }

    fn objections(result: &CheckResult<'_>) -> Vec<Objection> {
        result.objections.iter().map(Result::unwrap).collect()
    }

    fn policy(rules: &[Rule]) -> CheckPolicy {
        CheckPolicy {
            rules: rules.iter().map(|&rule| RuleSetting::new(rule)).collect(),
            max_skipped: None,
            suppressions: Vec::new(),
            baseline: None,
            today: Date::constant(2026, 3, 1),
        }
    }

    /// Returns the pairs of an objection as numbers of articles.
    fn pairs(objection: &Objection) -> Vec<(u32, u32)> {
        let number = |index: usize| objection.articles[index].number();
        let pairs = objection.pairs.iter();
        pairs
            .map(|pair| (number(pair.first), number(pair.second)))
            .collect()
    }

    #[test]
    fn a_cluster_across_sets_is_a_leak_for_each_pair_and_a_duplicate_within_each() {
        let found = cluster(&[(1, None), (0, None), (2, None)]);
        let policy = policy(&[Rule::NearDuplicates, Rule::LeakCopies]);
        let data = data(&[0, 0, 1, 1]);
        let result = checked(&policy, &data, &[found]);
        let objections = objections(&result);
        assert_eq!(pairs(&objections[0]), [(1, 0)]);
        let mut leaks = pairs(&objections[1]);
        leaks.sort_unstable();
        assert_eq!(leaks, [(0, 2), (1, 2)]);
        // One of two test articles, two of two training articles.
        assert_eq!(result.matrix[1][0].copies, 1);
        assert_eq!(result.matrix[0][1].copies, 2);
        assert!((result.outcomes[1].share - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_roundup_attached_to_a_cluster_is_an_excerpt_and_not_a_duplicate() {
        let found = cluster(&[(0, None), (1, None), (2, ROUNDUP)]);
        let policy = policy(&[Rule::NearDuplicates, Rule::LeakCopies, Rule::LeakExcerpts]);
        let data = data(&[0, 0, 1]);
        let result = checked(&policy, &data, &[found]);
        let outcomes = result.outcomes.iter();
        let counts: Vec<u64> = outcomes.map(|outcome| outcome.count).collect();
        assert_eq!(counts, [1, 0, 2]);
        let leak = &objections(&result)[1];
        let why = leak.why(&leak.pairs[0], &data, |_| "X".to_owned());
        assert_eq!(why, "excerpt of X (.90 of its words)");
    }

    #[test]
    fn reference_articles_are_only_compared_with() {
        let policy = policy(&[Rule::NearDuplicates]);
        let mut data = data(&[0, 0, 0]);
        data.articles[0].facts.role = CheckRole::Reference;
        data.articles[1].facts.role = CheckRole::Reference;
        let result = checked(&policy, &data, &[three()]);
        assert_eq!(pairs(&objections(&result)[0]), [(2, 0)]);
        assert_eq!(result.checked, 1);
        data.articles[2].facts.role = CheckRole::Reference;
        let result = checked(&policy, &data, &[three()]);
        assert_eq!(result.objections.len(), 0);
    }

    #[test]
    fn a_suppressed_pair_does_not_count_and_a_baseline_knows_the_rest() {
        let mut policy = policy(&[Rule::NearDuplicates]);
        let data = data(&[0, 0, 0]);
        let before = checked(&policy, &data, &[three()]);
        assert_eq!(before.outcomes[0].count, 2);
        let baseline = Baseline::of(&data, &before.objections).unwrap();
        policy.suppressions.push(Suppression {
            target: SuppressionTarget::Pair(["a0".to_owned(), "a1".to_owned()]),
            reason: "wanted".to_owned(),
            until: None,
        });
        let result = checked(&policy, &data, &[three()]);
        assert_eq!(
            (result.outcomes[0].count, result.outcomes[0].suppressed),
            (1, 1)
        );
        policy.baseline = Some(baseline);
        let result = checked(&policy, &data, &[three()]);
        assert_eq!((result.outcomes[0].count, result.outcomes[0].known), (0, 1));
        assert!(result.resolved.is_empty() && result.unused_suppressions.is_empty());
    }

    #[test]
    fn a_copy_between_clusters_breaks_the_rule_of_its_relation() {
        let copy = |relation| {
            Finding::Copy(PairFinding {
                a: "a0".to_owned(),
                b: "a1".to_owned(),
                a_file: "news.jsonl".into(),
                a_line: 1,
                b_file: "news.jsonl".into(),
                b_line: 2,
                relation,
                kind: None,
                resemblance: 0.3,
                containment: 0.4,
                contained: ContainedSide::B,
                shared_words: 40,
                passages: Vec::new(),
                articles: [0, 1].map(ArticleId::new),
            })
        };
        let policy = policy(&[Rule::LeakCopies, Rule::LeakExcerpts]);
        let data = data(&[0, 1]);
        let result = checked(
            &policy,
            &data,
            &[copy(Relation::Excerpt), copy(Relation::Edited)],
        );
        let outcomes = result.outcomes.iter();
        let counts: Vec<u64> = outcomes.map(|outcome| outcome.count).collect();
        assert_eq!(counts, [1, 1]);
        let excerpt = &objections(&result)[1];
        let why = excerpt.why(&excerpt.pairs[0], &data, |_| "X".to_owned());
        assert_eq!(why, "carries an excerpt of X (.40 of that one's words)");
    }

    #[test]
    fn repeated_ids_and_addresses_are_reported_in_reading_order() {
        let policy = policy(&[Rule::DuplicateIds, Rule::DuplicateUrls]);
        let mut data = data(&[0, 0, 1, 1, 0, 0]);
        for (number, id) in ["b", "a", "a", "b", "a", "b"].into_iter().enumerate() {
            data.articles[number].id = id.to_owned();
            data.articles[number].facts.address = (number % 2 == 1).then_some(7);
        }
        let result = checked(&policy, &data, &[]);
        let found: Vec<(Rule, Vec<(u32, u32)>)> = objections(&result)
            .iter()
            .map(|objection| (objection.rule, pairs(objection)))
            .collect();
        let expected = [
            (Rule::DuplicateIds, vec![(4, 1)]),
            (Rule::DuplicateIds, vec![(5, 0)]),
            (Rule::DuplicateUrls, vec![(3, 1), (5, 1)]),
        ];
        assert_eq!(found, expected);
    }
}
