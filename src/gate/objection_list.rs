/*!
Objections, of which there may be more than fit in memory.

A packed summary of each objection stays in memory, for sorting and choosing.
The objection itself goes to a log, which may spill to a temporary file.
*/

use crate::article::ArticleId;
use crate::convert::{to_u32, to_usize, u64_to_u32};
use crate::error::{Error, Result};
use crate::gate::objection::Objection;
use crate::gate::rule::Rule;
use crate::spill::budget::MemoryBudget;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::paged_lists::BlockLog;
use crate::spill::shares;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ObjectionSummary {
    pub rule: Rule,
    /// Whether any of the objection counts.
    pub counts: bool,
    /// Whether all pairs are listed.
    pub lists_all: bool,
    /// Their number.
    pub articles: u32,
    /// [`Objection::subject`].
    subject: Option<ArticleId>,
    /// In the log.
    position: u64,
}

/// An [`ObjectionSummary`] as a number that sorts in the order of reporting: by
/// rule, then by number of articles, the largest first, then by subject, then
/// in the order in which the objections were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PackedSummary(u128);

/// Bits of a position in the log.
const BITS_OF_POSITION: u32 = 53;

impl PackedSummary {
    fn pack(summary: ObjectionSummary) -> PackedSummary {
        let subject = summary
            .subject
            .map_or(0, |article| u64::from(article.number()) + 1);
        let parts = [
            (summary.rule as u128, 8),
            (u128::from(!summary.articles), 32),
            (u128::from(subject), 33),
            (u128::from(summary.position), BITS_OF_POSITION),
            (u128::from(summary.counts), 1),
            (u128::from(summary.lists_all), 1),
        ];
        let packed = parts.into_iter();
        PackedSummary(packed.fold(0, |before, (part, bits)| before << bits | part))
    }

    fn unpack(self) -> ObjectionSummary {
        let mut left = self.0;
        let mut take = |bits: u32| {
            let part = left & ((1 << bits) - 1);
            left >>= bits;
            u64::try_from(part).expect("no part has more than 64 bits")
        };
        let [lists_all, counts] = [take(1) == 1, take(1) == 1];
        let (position, subject) = (take(BITS_OF_POSITION), take(33));
        let articles = !u64_to_u32(take(32));
        let number = subject.checked_sub(1).map(u64_to_u32);
        ObjectionSummary {
            rule: Rule::ALL[to_usize(take(8))],
            counts,
            lists_all,
            articles,
            subject: number.map(ArticleId::new),
            position,
        }
    }
}

/// Objections, after [`ObjectionList::sort`] in the order of reporting: by rule,
/// then by size, the largest first, then in reading order.
///
/// # Complexity
///
/// Sixteen bytes for each objection stay in memory. The rest may be in a
/// temporary file.
#[derive(Debug)]
pub(crate) struct ObjectionList {
    log: BlockLog,
    summaries: ChunkedVec<PackedSummary>,
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
        self.summaries.push(PackedSummary::pack(ObjectionSummary {
            rule: objection.rule,
            counts: objection.counts(),
            lists_all: objection.not_listed == 0,
            articles: to_u32(objection.articles.len()),
            subject: objection.subject(),
            position,
        }));
        Ok(())
    }

    pub(crate) fn sort(&mut self) {
        self.summaries.sort();
    }

    pub(crate) fn len(&self) -> usize {
        self.summaries.len()
    }

    /// Returns the summaries of all objections, in order.
    pub(crate) fn summaries(&self) -> impl Iterator<Item = ObjectionSummary> + Clone + '_ {
        self.summaries.iter().map(|packed| packed.unpack())
    }

    /// Returns the summaries of the objections of a rule, the largest first.
    pub(crate) fn of_rule(
        &self,
        rule: Rule,
    ) -> impl Iterator<Item = ObjectionSummary> + Clone + '_ {
        let start = self
            .summaries
            .partition_point(|one| one.unpack().rule < rule);
        let from_there = (start..self.len()).map(|index| self.summaries[index].unpack());
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
        self.summaries().map(|summary| self.read(summary))
    }
}

fn codec_error(error: postcard::Error) -> Error {
    Error::file(format!("temporary file of objections: {error}"))
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;
    use crate::compare::verdict::Relation;
    use crate::gate::objection::{ContainedArticle, ObjectionPair, PairLink, PairState};

    fn pairs() -> impl Strategy<Value = ObjectionPair> {
        use ContainedArticle::{First, Second, Shorter};
        let contained = prop::sample::select(vec![First, Second, Shorter]);
        let center = prop::option::of(any::<u32>().prop_map(ArticleId::new));
        let relation = prop::sample::select(Relation::ALL.to_vec());
        let measured = (relation, 0.0..=1.0, contained, center).prop_map(
            |(relation, containment, contained, center)| PairLink::Measured {
                relation,
                containment,
                contained,
                center,
            },
        );
        let links = prop_oneof![
            measured,
            Just(PairLink::Headline),
            Just(PairLink::Id),
            Just(PairLink::Address),
        ];
        let states = prop_oneof![
            Just(PairState::Counts),
            Just(PairState::Known),
            (0_usize..500).prop_map(PairState::Suppressed)
        ];
        (0_usize..300, 0_usize..300, links, states).prop_map(|(first, second, link, state)| {
            ObjectionPair {
                first,
                second,
                link,
                state,
            }
        })
    }

    fn objections() -> impl Strategy<Value = Objection> {
        let texts = (
            prop::option::of(".{0,40}"),
            prop::option::of("[0-9a-f]{16}"),
            "[0-9a-f]{32}",
        );
        (
            prop::sample::select(Rule::ALL.to_vec()),
            prop::collection::vec(any::<u32>().prop_map(ArticleId::new), 1..40),
            prop::collection::vec(pairs(), 0..40),
            texts,
            any::<[u64; 4]>(),
            prop::collection::vec(0_usize..500, 0..4),
        )
            .prop_map(|(rule, articles, pairs, texts, counts, used)| {
                let [not_listed, counted, known, suppressed] = counts;
                let (reason, cluster, fingerprint) = texts;
                Objection {
                    rule,
                    articles,
                    pairs,
                    not_listed,
                    reason,
                    cluster,
                    fingerprint,
                    counted,
                    known,
                    suppressed,
                    used,
                }
            })
    }

    #[test]
    fn a_packed_summary_is_unpacked_unchanged() {
        let last = (1 << BITS_OF_POSITION) - 1;
        for (rule, articles, subject, position, counts) in [
            (Rule::NearDuplicates, 0, None, 0, true),
            (Rule::OneOrigin, u32::MAX, Some(u32::MAX), last, true),
            (Rule::OneOrigin, u32::MAX, Some(u32::MAX), last, false),
            (Rule::TooLong, 1, Some(0), 77, false),
        ] {
            let summary = ObjectionSummary {
                rule,
                counts,
                lists_all: !counts,
                articles,
                subject: subject.map(ArticleId::new),
                position,
            };
            assert_eq!(PackedSummary::pack(summary).unpack(), summary);
        }
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
