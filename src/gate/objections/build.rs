/*!
From articles that a rule objects to, to an objection: what of it counts, what
is known, what is suppressed.
*/

use xxhash_rust::xxh3::Xxh3;

use crate::article::ArticleId;
use crate::gate::baseline::Matching;
use crate::gate::facts::{Age, DataSet, Facts};
use crate::gate::judge::{Gate, Leak, Tally};
use crate::gate::objection::{Named, Objection, Pairing, State, Tie};
use crate::gate::rule::Rule;
use crate::gate::suppression::Allowed;

/// Pairs of one objection that are listed, at most: all that a cluster with a
/// thousand articles in each of two sets has. They take some 70 bytes each.
/// Those that count and those that do not have as much room each, so that
/// what is known keeps nothing new from the list.
const LISTED: u64 = 1_000_000;

/// How the pairs of an objection hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// All are held against the first article.
    Star,
    /// Each pair stands for itself.
    Pairs,
    /// There are no pairs.
    Whole,
}

/// What a rule objects to.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) rule: Rule,
    /// Articles by number: the one that speaks for them first.
    pub(super) articles: Vec<usize>,
    pub(super) cluster: Option<String>,
    pub(super) shape: Shape,
}

/// Settles drafts.
pub(super) struct Settling<'a> {
    data: &'a DataSet,
    matching: &'a mut Matching,
    tally: &'a mut Tally,
    allowed: Allowed<'a>,
}

impl<'a> Settling<'a> {
    pub(super) fn new(
        gate: &'a Gate,
        data: &'a DataSet,
        matching: &'a mut Matching,
        tally: &'a mut Tally,
    ) -> Settling<'a> {
        Settling {
            data,
            matching,
            tally,
            allowed: Allowed::new(&gate.suppressions, gate.today),
        }
    }

    /// An objection to `pairs`, each by places in the draft's articles; `None`
    /// when none of it is checked. `tie` may be asked of a pair in either
    /// order.
    pub(super) fn pairs(
        &mut self,
        draft: Draft,
        pairs: impl Iterator<Item = (usize, usize)>,
        tie: impl Fn(usize, usize) -> Tie,
    ) -> Option<Objection> {
        let known = self.known(&draft);
        let mut objection = self.open(&draft);
        let whole = self.suppression_of_all(&objection);
        let allowed = self.allowed.among(&objection.articles);
        let first_known = (1..known.len()).find(|&index| known[index]);
        for (first, second) in pairs {
            let (one, other) = (self.facts(&draft, first), self.facts(&draft, second));
            if one.age == Age::Old && other.age == Age::Old {
                continue;
            }
            let is_known = match draft.shape {
                // A new article that speaks for known ones is one new article.
                Shape::Star => known[first] && (known[0] || Some(first) != first_known),
                _ => known[first] && known[second],
            };
            let state = match whole.or_else(|| allowed.pair(first, second)) {
                Some(index) => State::Suppressed(index),
                None if is_known => State::Known,
                None => State::Counts,
            };
            self.count(&mut objection, state, 1);
            // What is new is held against what was there.
            let (first, second) = match (one.age, other.age) {
                (Age::Old, Age::New) => (second, first),
                _ => (first, second),
            };
            if state == State::Counts {
                self.tally(draft.rule, draft.articles[first], draft.articles[second]);
            }
            let of_its_kind = match state {
                State::Counts => objection.counted,
                _ => objection.known + objection.suppressed,
            };
            if of_its_kind <= LISTED {
                objection.pairs.push(Pairing {
                    first,
                    second,
                    tie: tie(first, second),
                    state,
                });
            } else {
                objection.not_listed += 1;
            }
        }
        let is_any = !objection.pairs.is_empty();
        is_any.then_some(objection)
    }

    /// An objection to the articles as they are.
    pub(super) fn whole(&mut self, draft: Draft, reason: String) -> Option<Objection> {
        let known = self.known(&draft);
        let mut objection = self.open(&draft);
        let is_new =
            (0..draft.articles.len()).any(|index| self.facts(&draft, index).age == Age::New);
        if !is_new {
            return None;
        }
        let state = match self.suppression_of_all(&objection) {
            Some(index) => State::Suppressed(index),
            None if known.iter().all(|&known| known) => State::Known,
            None => State::Counts,
        };
        // What a rule about a source counts are articles.
        let weight = match draft.rule {
            Rule::OneOrigin => draft.articles.len() as u64,
            _ => 1,
        };
        self.count(&mut objection, state, weight);
        if state == State::Counts {
            let subjects = self.tally.subjects.entry(draft.rule).or_default();
            subjects.extend(&draft.articles);
        }
        objection.reason = Some(reason);
        Some(objection)
    }

    fn facts(&self, draft: &Draft, index: usize) -> &'a Facts {
        &self.data.articles[draft.articles[index]]
    }

    fn known(&mut self, draft: &Draft) -> Vec<bool> {
        let contents: Vec<u64> = (0..draft.articles.len())
            .map(|index| self.facts(draft, index).content)
            .collect();
        self.matching.known(draft.rule, &contents)
    }

    /// The objection, before anything of it counts.
    fn open(&self, draft: &Draft) -> Objection {
        let articles: Vec<Named> = draft
            .articles
            .iter()
            .map(|&number| self.named(number))
            .collect();
        Objection {
            rule: draft.rule,
            fingerprint: fingerprint(draft.rule, &articles),
            articles,
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

    fn named(&self, number: usize) -> Named {
        let facts = &self.data.articles[number];
        Named {
            article: ArticleId::new(u32::try_from(number).unwrap_or(u32::MAX)),
            id: facts.id.to_owned(),
            place: facts.place.clone(),
            set: facts.set,
            content: facts.content,
            headline: None,
        }
    }

    fn suppression_of_all(&self, objection: &Objection) -> Option<usize> {
        let cluster = objection.cluster.as_deref();
        self.allowed.whole(&objection.fingerprint, cluster)
    }

    fn count(&self, objection: &mut Objection, state: State, weight: u64) {
        match state {
            State::Counts => objection.counted += weight,
            State::Known => objection.known += weight,
            State::Suppressed(index) => {
                objection.suppressed += weight;
                if !objection.used.contains(&index) {
                    objection.used.push(index);
                }
            }
        }
    }

    fn tally(&mut self, rule: Rule, first: usize, second: usize) {
        self.tally.subjects.entry(rule).or_default().insert(first);
        if rule.is_leak() {
            let set = |number: usize| self.data.articles[number].set;
            for (article, other) in [(first, second), (second, first)] {
                self.tally.leaks.insert(Leak {
                    rule,
                    article,
                    from: set(article),
                    into: set(other),
                });
            }
        }
    }
}

/// A name that the rule and the contents of the articles decide, in any order.
fn fingerprint(rule: Rule, articles: &[Named]) -> String {
    let mut contents: Vec<u64> = articles.iter().map(|article| article.content).collect();
    contents.sort_unstable();
    let mut hash = Xxh3::new();
    hash.update(rule.name().as_bytes());
    for content in contents {
        hash.update(&content.to_le_bytes());
    }
    format!("{:032x}", hash.digest128())
}
