/*!
How objections are made: here what counts, what the baseline knows and what is
suppressed; in one file for each subject of rules, which articles break them.
*/

pub(crate) mod articles;
pub(crate) mod clusters;
pub(crate) mod repeats;

use xxhash_rust::xxh3::Xxh3;

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::baseline_matcher::BaselineMatcher;
use crate::gate::facts::{CheckRole, DataSet};
use crate::gate::objection::{Objection, ObjectionPair, PairLink, PairState};
use crate::gate::objection_list::ObjectionList;
use crate::gate::policy::CheckPolicy;
use crate::gate::policy::SuppressionIndex;
use crate::gate::rule::{Rule, RuleSetting};
use crate::gate::rule_counts::RuleCounts;
use crate::spill::budget::MemoryBudget;

/// Pairs of one objection that are listed, at most: as many as a cluster with
/// a thousand articles in each of two sets has. A pair takes some 60 bytes.
/// Pairs that count and pairs that do not have this limit each, so that known
/// pairs do not displace new ones.
const LISTED_PAIRS: u64 = 1_000_000;

/// How the pairs of an objection are connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PairLayout {
    /// Each article is paired with the first one.
    Star,
    /// Each pair is independent of the others.
    Independent,
}

#[derive(Debug)]
pub(crate) struct ObjectionBuilder<'a> {
    pub(crate) policy: &'a CheckPolicy,
    pub(crate) data: &'a dyn DataSet,
    pub(crate) budget: MemoryBudget,
    suppressions: SuppressionIndex<'a>,
    pub(crate) matcher: BaselineMatcher,
    pub(crate) counts: RuleCounts,
    pub(crate) written: ObjectionList,
}

impl<'a> ObjectionBuilder<'a> {
    pub(crate) fn new(
        policy: &'a CheckPolicy,
        data: &'a dyn DataSet,
        budget: &MemoryBudget,
    ) -> ObjectionBuilder<'a> {
        ObjectionBuilder {
            policy,
            data,
            budget: budget.clone(),
            suppressions: SuppressionIndex::new(&policy.suppressions, policy.today),
            matcher: BaselineMatcher::new(policy.baseline.as_ref()),
            counts: RuleCounts::new(policy, data),
            written: ObjectionList::new(budget),
        }
    }

    pub(crate) fn setting(&self, rule: Rule) -> Option<&'a RuleSetting> {
        self.policy.setting(rule)
    }

    pub(crate) fn is_on(&self, rule: Rule) -> bool {
        self.setting(rule).is_some()
    }

    pub(crate) fn articles(&self) -> impl Iterator<Item = ArticleId> + Clone + use<> {
        (0..self.data.articles()).map(ArticleId::new)
    }

    /// Objects to `pairs`, which are indices into the articles of the objection.
    /// The article that breaks the rule comes first. Pairs without a checked
    /// article are skipped. `link` may be called with the indices swapped.
    pub(crate) fn object_to_pairs(
        &mut self,
        mut objection: Objection,
        layout: PairLayout,
        pairs: impl Iterator<Item = (usize, usize)>,
        link: impl Fn(usize, usize) -> PairLink,
    ) -> Result<()> {
        let known = self.start(&mut objection);
        let of_objection = self.suppression_of(&objection);
        let of_pairs = self.suppressions.among(&objection.articles, self.data);
        let role = |index: usize| self.data.facts(objection.articles[index]).role;
        let roles: Vec<CheckRole> = (0..objection.articles.len()).map(role).collect();
        let first_known = (1..known.len()).find(|&index| known[index]);
        let mut is_center_counted = false;
        for (first, second) in pairs {
            let is_known = match layout {
                // Where only the center is new, all other articles are known:
                // one of them stands for it.
                PairLayout::Star => known[first] && (known[0] || Some(first) != first_known),
                PairLayout::Independent => known[first] && known[second],
            };
            // A new article is compared with one that was there before.
            let (first, second) = match (roles[first], roles[second]) {
                (CheckRole::Reference, CheckRole::Reference) => continue,
                (CheckRole::Reference, CheckRole::Checked) => (second, first),
                _ => (first, second),
            };
            let state = match of_objection.or_else(|| of_pairs.of_pair(first, second)) {
                Some(index) => PairState::Suppressed(index),
                None if is_known => PairState::Known,
                None => PairState::Counts,
            };
            // A center that is new repeats the others once, however many they
            // are.
            if state == PairState::Counts && layout == PairLayout::Star && first == 0 {
                if is_center_counted {
                    continue;
                }
                is_center_counted = true;
            }
            count(&mut objection, state, 1);
            if state == PairState::Counts {
                let pair = [first, second].map(|index| objection.articles[index]);
                self.counts.add_pair(objection.rule, pair, self.data);
            }
            let so_far = match state {
                PairState::Counts => objection.counted,
                _ => objection.known + objection.suppressed,
            };
            if so_far <= LISTED_PAIRS {
                objection.pairs.push(ObjectionPair {
                    first,
                    second,
                    link: link(first, second),
                    state,
                });
            } else {
                objection.not_listed += 1;
            }
        }
        if objection.pairs.is_empty() {
            return Ok(());
        }
        self.keep(&objection)
    }

    /// Objects to the articles of the objection as a whole, unless none of them is
    /// checked. The objection counts once.
    pub(crate) fn object_to_whole(
        &mut self,
        mut objection: Objection,
        reason: String,
    ) -> Result<()> {
        let known = self.start(&mut objection);
        objection.reason = Some(reason);
        let mut articles = objection.articles.iter();
        if articles.all(|&article| self.data.facts(article).role == CheckRole::Reference) {
            return Ok(());
        }
        let state = self.state_of_whole(&objection, &known);
        count(&mut objection, state, 1);
        if state == PairState::Counts {
            self.counts
                .add_articles(objection.rule, &objection.articles);
        }
        self.keep(&objection)
    }

    /// Objects to each of the articles for one reason. Articles that the
    /// baseline knows do not count.
    pub(crate) fn object_to_each(
        &mut self,
        mut objection: Objection,
        reason: String,
    ) -> Result<()> {
        let known = self.start(&mut objection);
        objection.reason = Some(reason);
        let all = objection.articles.len() as u64;
        match self.state_of_whole(&objection, &known) {
            PairState::Counts => {
                let articles = objection.articles.iter().zip(&known);
                let new = articles.filter(|(_, is_known)| !**is_known);
                let new: Vec<ArticleId> = new.map(|(&article, _)| article).collect();
                objection.counted = new.len() as u64;
                objection.known = all - objection.counted;
                self.counts.add_articles(objection.rule, &new);
            }
            state => count(&mut objection, state, all),
        }
        self.keep(&objection)
    }

    /// Sets the fingerprint, and returns which of the articles the baseline knows.
    fn start(&mut self, objection: &mut Objection) -> Vec<bool> {
        let articles = objection.articles.iter();
        let contents: Vec<u64> = articles
            .map(|&article| self.data.facts(article).content)
            .collect();
        let known = self.matcher.known(objection.rule, &contents);
        objection.fingerprint = fingerprint(objection.rule, contents);
        known
    }

    fn state_of_whole(&self, objection: &Objection, known: &[bool]) -> PairState {
        match self.suppression_of(objection) {
            Some(index) => PairState::Suppressed(index),
            None if known.iter().all(|&is_known| is_known) => PairState::Known,
            None => PairState::Counts,
        }
    }

    fn suppression_of(&self, objection: &Objection) -> Option<usize> {
        let cluster = objection.cluster.as_deref();
        self.suppressions
            .of_objection(&objection.fingerprint, cluster)
    }

    fn keep(&mut self, objection: &Objection) -> Result<()> {
        self.counts.add_objection(objection);
        self.written.push(objection)
    }
}

fn count(objection: &mut Objection, state: PairState, weight: u64) {
    match state {
        PairState::Counts => objection.counted += weight,
        PairState::Known => objection.known += weight,
        PairState::Suppressed(index) => {
            objection.suppressed += weight;
            if !objection.used.contains(&index) {
                objection.used.push(index);
            }
        }
    }
}

/// Returns a name that depends on the rule and on the contents of the articles
/// in any order.
fn fingerprint(rule: Rule, mut contents: Vec<u64>) -> String {
    contents.sort_unstable();
    let mut hash = Xxh3::new();
    hash.update(rule.first_name().as_bytes());
    for content in contents {
        hash.update(&content.to_le_bytes());
    }
    format!("{:032x}", hash.digest128())
}
