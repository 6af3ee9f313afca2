/*!
Checks of invented findings, and the set-up that other tests of the gate share.
*/

use jiff::civil::Date;

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
use crate::gate::baseline::Baseline;
use crate::gate::check_result::CheckResult;
use crate::gate::checker::Checker;
use crate::gate::facts::{ArticleFacts, CheckRole, ListedArticle, ListedDataSet, SetId};
use crate::gate::objection::Objection;
use crate::gate::policy::{CheckPolicy, Suppression, SuppressionTarget};
use crate::gate::rule::{Rule, RuleSetting};
use crate::report::{
    ClusterFinding, ContainedSide, CopyKind, Finding, MemberFinding, MemberRole, PairFinding,
    Place, Report,
};
use crate::spill::budget::MemoryBudget;

pub(crate) const TODAY: Date = Date::constant(2026, 3, 1);

/// Returns articles of these sets, in this order: `a0` in line 1, `a1` in line
/// 2, and so on.
pub(crate) fn data(sets: &[usize]) -> ListedDataSet {
    let articles = sets.iter().enumerate().map(|(number, &set)| ListedArticle {
        id: format!("a{number}"),
        place: Place {
            file: "news.jsonl".into(),
            line: u32::try_from(number).unwrap() + 1,
        },
        origin: None,
        headline: None,
        facts: ArticleFacts {
            set: SetId(set),
            role: CheckRole::Checked,
            content: number as u64 + 100,
            address: None,
            words: 100,
            boilerplate: 0.0,
            has_text: true,
            no_article: None,
        },
    });
    ListedDataSet {
        sets: ["train", "test"][..=*sets.iter().max().unwrap()]
            .iter()
            .map(ToString::to_string)
            .collect(),
        articles: articles.collect(),
    }
}

/// Returns a cluster of these articles, the center first. The `attached` are
/// roundups.
pub(crate) fn cluster(members: &[u32], attached: &[u32]) -> Finding {
    let all = members.iter().chain(attached).enumerate();
    let member = |(index, &number): (usize, &u32)| MemberFinding {
        id: format!("a{number}"),
        outlet: None,
        published: None,
        headline: None,
        role: MemberRole::Copy,
        relation: (index > 0).then_some(Relation::Edited),
        kind: (index >= members.len()).then_some(CopyKind::Roundup),
        file: "news.jsonl".into(),
        line: number + 1,
        containment: 0.9,
        resemblance: 0.8,
        article: ArticleId::new(number),
    };
    Finding::Cluster(ClusterFinding {
        cluster: "c".to_owned(),
        articles: all.map(member).collect(),
        kept: String::new(),
        outlets: 0,
        weakest: 0.9,
        origin: None,
        sources: 1,
    })
}

pub(crate) fn policy(rules: &[Rule]) -> CheckPolicy {
    CheckPolicy {
        rules: rules.iter().map(|&rule| RuleSetting::new(rule)).collect(),
        max_skipped: None,
        suppressions: Vec::new(),
        baseline: None,
        today: TODAY,
    }
}

/// Returns the result of a check of `data` with `findings`.
pub(crate) fn checked<'a>(
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

/// Returns the count of each rule.
fn counts(result: &CheckResult<'_>) -> Vec<u64> {
    let outcomes = result.outcomes.iter();
    outcomes.map(|outcome| outcome.count).collect()
}

/// Returns the pairs of an objection as numbers of articles.
fn pairs(objection: &Objection) -> Vec<[u32; 2]> {
    let pairs = objection.pairs.iter();
    pairs
        .map(|pair| objection.articles_of(pair).map(ArticleId::number))
        .collect()
}

#[test]
fn a_cluster_across_sets_is_a_leak_for_each_pair_and_a_duplicate_within_each() {
    let policy = policy(&[Rule::NearDuplicates, Rule::LeakCopies]);
    let data = data(&[0, 0, 1, 1]);
    let result = checked(&policy, &data, &[cluster(&[1, 0, 2], &[])]);
    let objections = objections(&result);
    assert_eq!(pairs(&objections[0]), [[1, 0]]);
    let mut leaks = pairs(&objections[1]);
    leaks.sort_unstable();
    assert_eq!(leaks, [[0, 2], [1, 2]]);
    // One of two test articles, two of two training articles.
    assert_eq!(result.matrix[1][0].copies, 1);
    assert_eq!(result.matrix[0][1].copies, 2);
    assert!((result.outcomes[1].share - 1.0).abs() < 1e-9);
}

#[test]
fn a_roundup_attached_to_a_cluster_is_an_excerpt_and_not_a_duplicate() {
    let policy = policy(&[Rule::NearDuplicates, Rule::LeakCopies, Rule::LeakExcerpts]);
    let data = data(&[0, 0, 1]);
    let result = checked(&policy, &data, &[cluster(&[0, 1], &[2])]);
    assert_eq!(counts(&result), [1, 0, 2]);
    let leak = &objections(&result)[1];
    let why = leak.why(&leak.pairs[0], &data, |_| "X".to_owned());
    assert_eq!(why, "excerpt of X (.90 of its words)");
}

#[test]
fn reference_articles_are_only_compared_with() {
    let policy = policy(&[Rule::NearDuplicates]);
    let mut data = data(&[0, 0, 0]);
    let found = [cluster(&[0, 1, 2], &[])];
    data.articles[0].facts.role = CheckRole::Reference;
    data.articles[1].facts.role = CheckRole::Reference;
    let result = checked(&policy, &data, &found);
    assert_eq!(pairs(&objections(&result)[0]), [[2, 0]]);
    assert_eq!(result.checked, 1);
    data.articles[2].facts.role = CheckRole::Reference;
    assert_eq!(checked(&policy, &data, &found).objections.len(), 0);
}

#[test]
fn a_suppressed_pair_does_not_count_and_a_baseline_knows_the_rest() {
    let mut policy = policy(&[Rule::NearDuplicates]);
    let data = data(&[0, 0, 0]);
    let found = [cluster(&[0, 1, 2], &[])];
    let before = checked(&policy, &data, &found);
    assert_eq!(counts(&before), [2]);
    let baseline = Baseline::of(&data, &before.objections).unwrap();
    policy.suppressions.push(Suppression {
        target: SuppressionTarget::Pair(["a0".to_owned(), "a1".to_owned()]),
        reason: "wanted".to_owned(),
        until: None,
    });
    let outcome = checked(&policy, &data, &found).outcomes[0];
    assert_eq!((outcome.count, outcome.suppressed), (1, 1));
    policy.baseline = Some(baseline);
    let result = checked(&policy, &data, &found);
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
    let found = [Relation::Excerpt, Relation::Edited].map(copy);
    let result = checked(&policy, &data, &found);
    assert_eq!(counts(&result), [1, 1]);
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
    let objections = objections(&checked(&policy, &data, &[]));
    let found = objections.iter().map(|one| (one.rule, pairs(one)));
    let expected = [
        (Rule::DuplicateIds, vec![[4, 1]]),
        (Rule::DuplicateIds, vec![[5, 0]]),
        (Rule::DuplicateUrls, vec![[3, 1], [5, 1]]),
    ];
    assert_eq!(found.collect::<Vec<_>>(), expected);
}
