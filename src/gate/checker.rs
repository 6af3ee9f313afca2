/*!
From findings and facts to the answer.
*/

use std::collections::{BTreeSet, HashMap};
use std::io;

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::check_result::{
    CheckAnswer, CheckResult, MissingPart, RuleOutcome, SetOverlap, SetSize, Skips, UnusableSet,
};
use crate::gate::facts::{ArticleFacts, CheckRole, DataSet, SetId};
use crate::gate::objection::Objection;
use crate::gate::objections::Objector;
use crate::gate::policy::CheckPolicy;
use crate::gate::rule::{Rule, RuleSetting};
use crate::report::{Finding, Report, SkippedExtent, SkippedFinding};
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::number_set::NumberSet;

/// Judges a data set: takes what was found in it, and gives the answer.
///
/// # Complexity
///
/// Sixteen bytes for each objection and a bit for each article and rule stay
/// in memory. Objections, and the keys of articles that are held against each
/// other, stand in temporary files where the room is too small for them.
#[derive(Debug)]
pub struct Checker<'a> {
    gate: &'a CheckPolicy,
    data: &'a dyn DataSet,
    objector: Objector<'a>,
    skipped: Vec<SkippedFinding>,
    _held: Reservation,
}

impl Report for Checker<'_> {
    fn report(&mut self, finding: &Finding) -> io::Result<()> {
        match finding {
            Finding::Cluster(cluster) => self.objector.cluster(cluster)?,
            Finding::Copy(pair) => self.objector.copy(pair)?,
            Finding::Headline(group) => self.objector.headline(group)?,
            Finding::Skipped(skipped) => self.skipped.push(skipped.clone()),
            _ => {}
        }
        Ok(())
    }
}

impl<'a> Checker<'a> {
    /// Returns a checker of `data` that has received no finding yet and keeps
    /// objections in `budget`. The findings must come from the run that
    /// numbered the articles of `data`.
    #[must_use]
    pub fn new(
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
            gate: policy,
            data,
            objector: Objector::new(policy, data, budget),
            skipped: Vec::new(),
            _held: budget.reserve(bytes),
        }
    }

    /// The answer, when all findings were reported.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written or read.
    pub fn finish(mut self) -> Result<CheckResult<'a>> {
        self.objector.each_article()?;
        let (gate, mut settling) = (self.gate, self.objector.settling);
        let (sets, checked, mut unusable_sets) = sizes(self.data, gate);
        let matrix = std::mem::take(&mut settling.tally.matrix);
        let outcomes = gate.rules.iter();
        let outcomes = outcomes
            .map(|&setting| settling.tally.outcome(setting, &matrix, &sets, checked))
            .collect();
        let (records, files) = self
            .skipped
            .into_iter()
            .partition(|skipped| skipped.extent == SkippedExtent::Record);
        let skips = Skips {
            records,
            files,
            allowed: gate.max_skipped,
        };
        // Where nothing could be read, that is the reason.
        if skips.answer() == CheckAnswer::Inconclusive {
            unusable_sets.clear();
        }
        let in_force: Vec<Rule> = gate.rules.iter().map(|setting| setting.rule).collect();
        // Of what is not checked nobody knows whether it is gone.
        let is_whole = checked == u64::from(self.data.articles());
        let resolved = if is_whole {
            settling.matching.resolved(&in_force)
        } else {
            Vec::new()
        };
        let holds = |index: &usize| gate.suppressions[*index].holds_on(gate.today);
        let (holding, expired_suppressions): (Vec<usize>, Vec<usize>) =
            (0..gate.suppressions.len()).partition(holds);
        let unused_suppressions = holding
            .into_iter()
            .filter(|index| is_whole && !settling.tally.used.contains(index))
            .collect();
        Ok(CheckResult {
            data: self.data,
            sets,
            checked,
            outcomes,
            objections: settling.filing.finish(),
            matrix,
            skips,
            unusable_sets,
            has_baseline: gate.baseline.is_some(),
            resolved,
            suppressions: gate.suppressions.clone(),
            expired_suppressions,
            unused_suppressions,
        })
    }
}

/// What counts against each rule.
#[derive(Debug)]
pub(crate) struct RuleCounts {
    by_rule: HashMap<Rule, OfRule>,
    /// The articles that a set has too, by the rule of the leak and that set.
    leaked: HashMap<(Rule, SetId), NumberSet>,
    /// How many articles of the set of a row the set of a column has too; empty
    /// where no rule asks.
    matrix: Vec<Vec<SetOverlap>>,
    /// The suppressions that allow something.
    pub(crate) used: BTreeSet<usize>,
}

/// What counts against one rule.
#[derive(Debug, Default)]
struct OfRule {
    counted: u64,
    known: u64,
    suppressed: u64,
    /// Articles that are objected to, and how many they are.
    subjects: NumberSet,
    articles: u64,
}

impl RuleCounts {
    pub(crate) fn new(gate: &CheckPolicy, data: &dyn DataSet) -> RuleCounts {
        let sets = match data.sets().len() {
            several if several > 1 && gate.checks_leaks() => several,
            _ => 0,
        };
        RuleCounts {
            by_rule: HashMap::new(),
            leaked: HashMap::new(),
            matrix: vec![vec![SetOverlap::default(); sets]; sets],
            used: BTreeSet::new(),
        }
    }

    /// Counts an objection.
    pub(crate) fn objection(&mut self, objection: &Objection) {
        let of_rule = self.by_rule.entry(objection.rule).or_default();
        of_rule.counted += objection.counted;
        of_rule.known += objection.known;
        of_rule.suppressed += objection.suppressed;
        self.used.extend(&objection.used);
    }

    /// Counts articles that are objected to.
    pub(crate) fn articles(&mut self, rule: Rule, articles: &[ArticleId]) {
        let of_rule = self.by_rule.entry(rule).or_default();
        for article in articles {
            of_rule.articles += u64::from(of_rule.subjects.insert(article.number()));
        }
    }

    /// Counts the articles of a pair, the first of which is objected to. Those
    /// that are not checked are no part of any share.
    pub(crate) fn pair(&mut self, rule: Rule, pair: [ArticleId; 2], facts: [ArticleFacts; 2]) {
        self.articles(rule, &pair[..1]);
        if !rule.is_leak() {
            return;
        }
        let [of_first, of_second] = facts;
        for (article, of_it, of_other) in [
            (pair[0], of_first, of_second),
            (pair[1], of_second, of_first),
        ] {
            if of_it.role == CheckRole::Reference {
                continue;
            }
            let (from, into) = (of_it.set, of_other.set);
            let leaked = self.leaked.entry((rule, into)).or_default();
            if leaked.insert(article.number()) {
                let cell = &mut self.matrix[from.0][into.0];
                match rule {
                    Rule::LeakCopies => cell.copies += 1,
                    _ => cell.excerpts += 1,
                }
            }
        }
    }

    fn outcome(
        &self,
        setting: RuleSetting,
        matrix: &[Vec<SetOverlap>],
        sets: &[SetSize],
        checked: u64,
    ) -> RuleOutcome {
        let none = OfRule::default();
        let of_rule = self.by_rule.get(&setting.rule).unwrap_or(&none);
        let share = if setting.rule.is_leak() {
            let cells = matrix.iter().zip(sets).flat_map(|(row, set)| {
                row.iter().map(move |cell| {
                    let articles = match setting.rule {
                        Rule::LeakCopies => cell.copies,
                        _ => cell.excerpts,
                    };
                    share(articles, set.checked)
                })
            });
            cells.fold(0.0, f64::max)
        } else {
            share(of_rule.articles, checked)
        };
        RuleOutcome {
            setting,
            count: of_rule.counted,
            share,
            known: of_rule.known,
            suppressed: of_rule.suppressed,
        }
    }
}

/// The sets with their articles, how many articles are checked, and the sets of
/// which nothing can be said.
fn sizes(data: &dyn DataSet, gate: &CheckPolicy) -> (Vec<SetSize>, u64, Vec<UnusableSet>) {
    let names = data.sets().iter();
    let mut sets: Vec<SetSize> = names
        .map(|name| SetSize {
            name: name.clone(),
            articles: 0,
            checked: 0,
        })
        .collect();
    let mut has_text = vec![false; sets.len()];
    let mut checked = 0;
    for article in (0..data.articles()).map(ArticleId::new) {
        let facts = data.facts(article);
        let is_checked = u64::from(facts.role == CheckRole::Checked);
        checked += is_checked;
        if let Some(set) = sets.get_mut(facts.set.0) {
            set.articles += 1;
            set.checked += is_checked;
            has_text[facts.set.0] |= facts.has_text && facts.role == CheckRole::Checked;
        }
    }
    let compares = gate
        .rules
        .iter()
        .any(|setting| setting.rule.compares_texts());
    let lack = |(set, has_text): (&SetSize, bool)| match set.articles {
        0 => Some(MissingPart::Articles),
        _ if compares && set.checked > 0 && !has_text => Some(MissingPart::Texts),
        _ => None,
    };
    let lacks = sets.iter().zip(has_text).map(lack).enumerate();
    let unusable_sets = lacks.filter_map(|(index, lacks)| {
        let set = SetId(index);
        Some(UnusableSet { set, lacks: lacks? })
    });
    let unusable_sets = unusable_sets.collect();
    (sets, checked, unusable_sets)
}

fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::relation::Relation;
    use crate::gate::baseline::Baseline;
    use crate::gate::facts::{ListedArticle, ListedDataSet};
    use crate::gate::suppression::Suppression;
    use crate::gate::suppression::SuppressionTarget;
    use crate::report::{
        ClusterFinding, ContainedSide, CopyKind, MemberFinding, MemberRole, PairFinding, Place,
    };
    use jiff::civil::Date;

    const IDS: [&str; 6] = ["a0", "a1", "a2", "a3", "a4", "a5"];

    /// Articles whose sets are those of `sets`, in this order.
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

    /// A cluster of these articles, the center first, with what each is to it
    /// more finely.
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

    /// A cluster of the first three articles.
    fn three() -> Finding {
        cluster(&[(0, None), (1, None), (2, None)])
    }

    /// What `gate` says of `data`, in which `findings` were found.
    fn judged<'a>(
        gate: &'a CheckPolicy,
        data: &'a ListedDataSet,
        findings: &[Finding],
    ) -> CheckResult<'a> {
        let mut judge = Checker::new(gate, data, &MemoryBudget::new(0, None));
        for finding in findings {
            judge.report(finding).unwrap();
        }
        judge.finish().unwrap()
    }

    fn objections(verdict: &CheckResult<'_>) -> Vec<Objection> {
        verdict.objections.iter().map(Result::unwrap).collect()
    }

    fn gate(rules: &[Rule]) -> CheckPolicy {
        CheckPolicy {
            rules: rules.iter().map(|&rule| RuleSetting::new(rule)).collect(),
            max_skipped: None,
            suppressions: Vec::new(),
            baseline: None,
            today: Date::constant(2026, 3, 1),
        }
    }

    /// The pairs of an objection, by the numbers of their articles.
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
        let gate = gate(&[Rule::NearDuplicates, Rule::LeakCopies]);
        let data = data(&[0, 0, 1, 1]);
        let verdict = judged(&gate, &data, &[found]);
        let objections = objections(&verdict);
        assert_eq!(pairs(&objections[0]), [(1, 0)]);
        let mut leaks = pairs(&objections[1]);
        leaks.sort_unstable();
        assert_eq!(leaks, [(0, 2), (1, 2)]);
        // One of two test articles, two of two training articles.
        assert_eq!(verdict.matrix[1][0].copies, 1);
        assert_eq!(verdict.matrix[0][1].copies, 2);
        assert!((verdict.outcomes[1].share - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_page_beside_a_cluster_carries_an_excerpt_and_is_no_duplicate() {
        let found = cluster(&[(0, None), (1, None), (2, ROUNDUP)]);
        let gate = gate(&[Rule::NearDuplicates, Rule::LeakCopies, Rule::LeakExcerpts]);
        let data = data(&[0, 0, 1]);
        let verdict = judged(&gate, &data, &[found]);
        let outcomes = verdict.outcomes.iter();
        let counts: Vec<u64> = outcomes.map(|outcome| outcome.count).collect();
        assert_eq!(counts, [1, 0, 2]);
        let leak = &objections(&verdict)[1];
        let why = verdict.why(leak, &leak.pairs[0], |_| "X".to_owned());
        assert_eq!(why, "excerpt of X (.90 of its words)");
    }

    #[test]
    fn old_articles_are_only_there_to_be_held_against() {
        let gate = gate(&[Rule::NearDuplicates]);
        let mut data = data(&[0, 0, 0]);
        data.articles[0].facts.role = CheckRole::Reference;
        data.articles[1].facts.role = CheckRole::Reference;
        let verdict = judged(&gate, &data, &[three()]);
        assert_eq!(pairs(&objections(&verdict)[0]), [(2, 0)]);
        assert_eq!(verdict.checked, 1);
        data.articles[2].facts.role = CheckRole::Reference;
        let verdict = judged(&gate, &data, &[three()]);
        assert!(verdict.objections.is_empty());
    }

    #[test]
    fn a_suppressed_pair_does_not_count_and_a_baseline_knows_the_rest() {
        let mut gate = gate(&[Rule::NearDuplicates]);
        let data = data(&[0, 0, 0]);
        let before = judged(&gate, &data, &[three()]);
        assert_eq!(before.outcomes[0].count, 2);
        let baseline = Baseline::of(&before).unwrap();
        gate.suppressions.push(Suppression {
            target: SuppressionTarget::Pair(["a0".to_owned(), "a1".to_owned()]),
            reason: "wanted".to_owned(),
            until: None,
        });
        let verdict = judged(&gate, &data, &[three()]);
        assert_eq!(
            (verdict.outcomes[0].count, verdict.outcomes[0].suppressed),
            (1, 1)
        );
        gate.baseline = Some(baseline);
        let verdict = judged(&gate, &data, &[three()]);
        assert_eq!(
            (verdict.outcomes[0].count, verdict.outcomes[0].known),
            (0, 1)
        );
        assert!(verdict.resolved.is_empty() && verdict.unused_suppressions.is_empty());
    }

    #[test]
    fn a_copy_between_clusters_is_told_by_its_relation() {
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
        let gate = gate(&[Rule::LeakCopies, Rule::LeakExcerpts]);
        let data = data(&[0, 1]);
        let verdict = judged(
            &gate,
            &data,
            &[copy(Relation::Excerpt), copy(Relation::Edited)],
        );
        let outcomes = verdict.outcomes.iter();
        let counts: Vec<u64> = outcomes.map(|outcome| outcome.count).collect();
        assert_eq!(counts, [1, 1]);
        let excerpt = &objections(&verdict)[1];
        let why = verdict.why(excerpt, &excerpt.pairs[0], |_| "X".to_owned());
        assert_eq!(why, "carries an excerpt of X (.40 of that one's words)");
    }

    #[test]
    fn repeated_ids_and_pages_are_told_in_reading_order() {
        let gate = gate(&[Rule::DuplicateIds, Rule::DuplicateUrls]);
        let mut data = data(&[0, 0, 1, 1, 0, 0]);
        for (number, id) in ["b", "a", "a", "b", "a", "b"].into_iter().enumerate() {
            data.articles[number].id = id.to_owned();
            data.articles[number].facts.address = (number % 2 == 1).then_some(7);
        }
        let verdict = judged(&gate, &data, &[]);
        let found: Vec<(Rule, Vec<(u32, u32)>)> = objections(&verdict)
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
