/*!
From articles that a rule objects to, to an objection: what of it counts, what
is known, what is suppressed.
*/

use xxhash_rust::xxh3::Xxh3;

use crate::article::ArticleId;
use crate::error::Result;
use crate::gate::baseline::BaselineMatcher;
use crate::gate::checker::RuleCounts;
use crate::gate::facts::{ArticleFacts, CheckRole, DataSet};
use crate::gate::objection::{Objection, ObjectionPair, PairLink, PairState};
use crate::gate::objection_list::ObjectionWriter;
use crate::gate::policy::CheckPolicy;
use crate::gate::rule::Rule;
use crate::gate::suppression::SuppressionIndex;
use crate::spill::budget::MemoryBudget;

/// Pairs of one objection that are listed, at most: all that a cluster with a
/// thousand articles in each of two sets has. They take some 60 bytes each.
/// Those that count and those that do not have as much room each, so that
/// what is known keeps nothing new from the list.
const LISTED: u64 = 1_000_000;

/// How the pairs of an objection hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// All are held against the first article.
    Star,
    /// Each pair stands for itself.
    Pairs,
    /// There are no pairs.
    Whole,
}

/// What a rule objects to.
#[derive(Debug)]
pub(crate) struct ObjectionDraft {
    pub(crate) rule: Rule,
    /// The articles: the one that speaks for them first.
    pub(crate) articles: Vec<ArticleId>,
    pub(crate) cluster: Option<String>,
    pub(crate) shape: Shape,
}

/// Settles drafts, and keeps what comes of them.
#[derive(Debug)]
pub(crate) struct ObjectionBuilder<'a> {
    data: &'a dyn DataSet,
    allowed: SuppressionIndex<'a>,
    pub(crate) matching: BaselineMatcher,
    pub(crate) tally: RuleCounts,
    pub(crate) filing: ObjectionWriter,
}

impl<'a> ObjectionBuilder<'a> {
    pub(crate) fn new(
        gate: &'a CheckPolicy,
        data: &'a dyn DataSet,
        budget: &MemoryBudget,
    ) -> ObjectionBuilder<'a> {
        ObjectionBuilder {
            data,
            allowed: SuppressionIndex::new(&gate.suppressions, gate.today),
            matching: BaselineMatcher::new(gate.baseline.as_ref()),
            tally: RuleCounts::new(gate, data),
            filing: ObjectionWriter::new(budget),
        }
    }

    /// Objects to `pairs`, each by places in the draft's articles, unless none
    /// of it is checked. `tie` may be asked of a pair in either order.
    ///
    /// # Errors
    ///
    /// When what is objected to cannot be kept.
    pub(crate) fn pairs(
        &mut self,
        draft: ObjectionDraft,
        pairs: impl Iterator<Item = (usize, usize)>,
        tie: impl Fn(usize, usize) -> PairLink,
    ) -> Result<()> {
        let contents = self.contents(&draft);
        let known = self.matching.known(draft.rule, &contents);
        let mut objection = open(&draft, contents);
        let whole = self.suppression_of_all(&objection);
        let allowed = self.allowed.among(&draft.articles, self.data);
        let first_known = (1..known.len()).find(|&index| known[index]);
        let mut is_center_counted = false;
        for (first, second) in pairs {
            let [one, other] = [first, second].map(|index| self.facts(&draft, index));
            if one.role == CheckRole::Reference && other.role == CheckRole::Reference {
                continue;
            }
            let is_known = match draft.shape {
                // A new article that speaks for known ones is one new article.
                Shape::Star => known[first] && (known[0] || Some(first) != first_known),
                _ => known[first] && known[second],
            };
            let state = match whole.or_else(|| allowed.pair(first, second)) {
                Some(index) => PairState::Suppressed(index),
                None if is_known => PairState::Known,
                None => PairState::Counts,
            };
            // What is new is held against what was there.
            let (first, second) = match (one.role, other.role) {
                (CheckRole::Reference, CheckRole::Checked) => (second, first),
                _ => (first, second),
            };
            // The one that speaks for all, when it is new, stands again once,
            // however many were there.
            if state == PairState::Counts && draft.shape == Shape::Star && first == 0 {
                if is_center_counted {
                    continue;
                }
                is_center_counted = true;
            }
            count(&mut objection, state, 1);
            if state == PairState::Counts {
                let pair = [first, second].map(|index| draft.articles[index]);
                let facts = [first, second].map(|index| self.facts(&draft, index));
                self.tally.pair(draft.rule, pair, facts);
            }
            let of_its_kind = match state {
                PairState::Counts => objection.counted,
                _ => objection.known + objection.suppressed,
            };
            if of_its_kind <= LISTED {
                objection.pairs.push(ObjectionPair {
                    first,
                    second,
                    tie: tie(first, second),
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

    /// Objects to the articles as they are, unless none of them is checked.
    ///
    /// # Errors
    ///
    /// When what is objected to cannot be kept.
    pub(crate) fn whole(&mut self, draft: ObjectionDraft, reason: String) -> Result<()> {
        let contents = self.contents(&draft);
        let known = self.matching.known(draft.rule, &contents);
        let mut objection = open(&draft, contents);
        let is_old = |index| self.facts(&draft, index).role == CheckRole::Reference;
        if (0..draft.articles.len()).all(is_old) {
            return Ok(());
        }
        let state = match self.suppression_of_all(&objection) {
            Some(index) => PairState::Suppressed(index),
            None if known.iter().all(|&known| known) => PairState::Known,
            None => PairState::Counts,
        };
        if draft.rule == Rule::OneOrigin && state == PairState::Counts {
            // What a rule about a source counts are articles.
            let is_new = |&(_, &known): &(&ArticleId, &bool)| !known;
            let new = draft.articles.iter().zip(&known).filter(is_new);
            let new: Vec<ArticleId> = new.map(|(&article, _)| article).collect();
            let known = draft.articles.len() - new.len();
            count(&mut objection, PairState::Counts, new.len() as u64);
            count(&mut objection, PairState::Known, known as u64);
            self.tally.articles(draft.rule, &new);
        } else {
            let weight = match draft.rule {
                Rule::OneOrigin => draft.articles.len() as u64,
                _ => 1,
            };
            count(&mut objection, state, weight);
            if state == PairState::Counts {
                self.tally.articles(draft.rule, &draft.articles);
            }
        }
        objection.reason = Some(reason);
        self.keep(&objection)
    }

    fn keep(&mut self, objection: &Objection) -> Result<()> {
        self.tally.objection(objection);
        self.filing.push(objection)
    }

    fn facts(&self, draft: &ObjectionDraft, index: usize) -> ArticleFacts {
        self.data.facts(draft.articles[index])
    }

    /// What the articles say, as hashes.
    fn contents(&self, draft: &ObjectionDraft) -> Vec<u64> {
        let articles = draft.articles.iter();
        articles
            .map(|&article| self.data.facts(article).content)
            .collect()
    }

    fn suppression_of_all(&self, objection: &Objection) -> Option<usize> {
        let cluster = objection.cluster.as_deref();
        self.allowed.whole(&objection.fingerprint, cluster)
    }
}

/// The objection, before anything of it counts.
fn open(draft: &ObjectionDraft, contents: Vec<u64>) -> Objection {
    Objection {
        rule: draft.rule,
        fingerprint: fingerprint(draft.rule, contents),
        articles: draft.articles.clone(),
        pairs: Vec::new(),
        not_listed: 0,
        reason: None,
        cluster: draft.cluster.clone(),
        counted: 0,
        known: 0,
        suppressed: 0,
        used: Vec::new(),
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

/// A name that the rule and the contents of the articles decide, in any order.
fn fingerprint(rule: Rule, mut contents: Vec<u64>) -> String {
    contents.sort_unstable();
    let mut hash = Xxh3::new();
    // The first name a rule ever had: fingerprints in baselines must not change.
    hash.update(rule.former_name().unwrap_or(rule.name()).as_bytes());
    for content in contents {
        hash.update(&content.to_le_bytes());
    }
    format!("{:032x}", hash.digest128())
}
