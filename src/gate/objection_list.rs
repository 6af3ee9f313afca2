/*!
Objections, of which there may be more than fit in memory.

A summary of each objection stays in memory, for sorting and choosing.
The objection itself goes to a log, which may spill to a temporary file.
*/

use std::cmp::Reverse;

use crate::article::ArticleId;
use crate::convert::to_u32;
use crate::error::{Error, Result};
use crate::gate::objection::Objection;
use crate::gate::rule::Rule;
use crate::spill::budget::MemoryBudget;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::paged_lists::BlockLog;
use crate::spill::shares;

/// The facts of an objection that it is sorted and chosen by. Summaries sort in
/// the order of reporting: by rule, then by number of articles, the largest
/// first, then by subject, then in the order in which the objections were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ObjectionSummary {
    pub rule: Rule,
    /// The number of articles.
    pub articles: Reverse<u32>,
    /// [`Objection::subject`].
    subject: Option<ArticleId>,
    /// In the log.
    position: u64,
    /// Whether any of the objection counts.
    pub counts: bool,
    /// Whether all pairs are listed.
    pub lists_all: bool,
}

/// Objections, after [`ObjectionList::sort`] in the order of reporting: by rule,
/// then by size, the largest first, then in reading order.
///
/// # Complexity
///
/// 24 bytes for each objection stay in memory. The rest may be in a
/// temporary file.
#[derive(Debug)]
pub(crate) struct ObjectionList {
    log: BlockLog,
    summaries: ChunkedVec<ObjectionSummary>,
    bytes: Vec<u8>,
}

impl ObjectionList {
    pub(crate) fn new(budget: &MemoryBudget) -> ObjectionList {
        ObjectionList {
            log: BlockLog::new(budget.share(&shares::OBJECTIONS)),
            summaries: ChunkedVec::new(budget),
            bytes: Vec::new(),
        }
    }

    pub(crate) fn push(&mut self, objection: &Objection) -> Result<()> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        self.bytes = postcard::to_extend(objection, bytes).map_err(codec_error)?;
        let position = self.log.push(&self.bytes)?;
        self.summaries.push(ObjectionSummary {
            rule: objection.rule,
            articles: Reverse(to_u32(objection.articles.len())),
            subject: objection.subject(),
            position,
            counts: objection.counts(),
            lists_all: objection.not_listed == 0,
        });
        Ok(())
    }

    pub(crate) fn sort(&mut self) {
        self.summaries.sort();
    }

    pub(crate) fn len(&self) -> usize {
        self.summaries.len()
    }

    /// Returns the summaries of the objections of a rule, the largest first.
    pub(crate) fn of_rule(
        &self,
        rule: Rule,
    ) -> impl Iterator<Item = ObjectionSummary> + Clone + '_ {
        let start = self.summaries.partition_point(|one| one.rule < rule);
        let from_there = (start..self.len()).map(|index| self.summaries[index]);
        from_there.take_while(move |summary| summary.rule == rule)
    }

    /// Returns the summaries of the objections of a rule that count, the
    /// largest first.
    pub(crate) fn counting(
        &self,
        rule: Rule,
    ) -> impl Iterator<Item = ObjectionSummary> + Clone + '_ {
        self.of_rule(rule).filter(|summary| summary.counts)
    }

    pub(crate) fn read(&self, summary: ObjectionSummary) -> Result<Objection> {
        let mut bytes = Vec::new();
        self.log.get(summary.position, &mut bytes)?;
        postcard::from_bytes(&bytes).map_err(codec_error)
    }

    /// Reads all objections in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Result<Objection>> + '_ {
        self.summaries.iter().map(|&summary| self.read(summary))
    }
}

fn codec_error(error: postcard::Error) -> Error {
    Error::file(format!("temporary file of objections: {error}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::verdict::Relation;
    use crate::gate::objection::{ContainedArticle, ObjectionPair, PairLink, PairState};

    fn pairs() -> impl Strategy<Value = ObjectionPair> {
        use ContainedArticle::{First, Second, Shorter};
        let contained = prop::sample::select(vec![First, Second, Shorter]);
        let center = prop::option::of(any::<u32>().prop_map(ArticleId::new));
        let measured =
            (0.0..=1.0, contained, center).prop_map(|(containment, contained, center)| {
                PairLink::Measured {
                    relation: Relation::Edited,
                    containment,
                    contained,
                    center,
                }
            });
        let others = vec![PairLink::Headline, PairLink::Id, PairLink::Address];
        let links = prop_oneof![measured, prop::sample::select(others)];
        let states = [
            PairState::Counts,
            PairState::Known,
            PairState::Suppressed(300),
        ];
        (links, prop::sample::select(states.to_vec())).prop_map(|(link, state)| ObjectionPair {
            first: 0,
            second: 200,
            link,
            state,
        })
    }

    fn objections() -> impl Strategy<Value = Objection> {
        (
            prop::sample::select(Rule::ALL.to_vec()),
            prop::collection::vec(any::<u32>().prop_map(ArticleId::new), 1..40),
            prop::collection::vec(pairs(), 0..40),
            prop::option::of(".{0,40}"),
            any::<[u64; 4]>(),
        )
            .prop_map(|(rule, articles, pairs, text, counts)| {
                let [not_listed, counted, known, suppressed] = counts;
                Objection {
                    pairs,
                    not_listed,
                    reason: text.clone(),
                    cluster: text,
                    fingerprint: format!("{counted:x}"),
                    counted,
                    known,
                    suppressed,
                    used: vec![300; articles.len() % 3],
                    ..Objection::new(rule, articles)
                }
            })
    }

    proptest! {
        #[test]
        fn objections_are_read_back_in_order_with_and_without_spilling(
            mut objections in prop::collection::vec(objections(), 0..60),
            memory in prop::sample::select(vec![0, 1 << 30]),
        ) {
            let mut list = ObjectionList::new(&MemoryBudget::new(memory, None));
            for objection in &objections {
                list.push(objection).expect("temporary files can be written");
            }
            list.sort();
            objections.sort_by_key(|objection| {
                (objection.rule, Reverse(objection.articles.len()), objection.subject())
            });
            let read: Result<Vec<Objection>> = list.iter().collect();
            prop_assert_eq!(&read.expect("they can be read back"), &objections);
            for rule in Rule::ALL {
                let expected = objections.iter().filter(|objection| objection.rule == rule);
                let counts: Vec<bool> = expected.map(Objection::counts).collect();
                let of_rule = list.of_rule(rule).map(|summary| summary.counts);
                prop_assert!(of_rule.eq(counts));
            }
        }
    }
}
