/*!
Objections, more of them than fit in memory.

Of each a few bytes stay in memory, by which it is put in order and chosen; the
objection itself is read when it is told.
*/

use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::gate::objection::Objection;
use crate::gate::rule::Rule;
use crate::spill::block_log::BlockLog;
use crate::spill::budget::MemoryBudget;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::shares;

/// An objection in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObjectionSummary {
    /// The rule.
    pub rule: Rule,
    /// Whether anything of it counts.
    pub counts: bool,
    /// Whether all its pairs are listed.
    pub lists_all: bool,
    /// The number of its articles.
    pub articles: u32,
    /// The article that is objected to first.
    subject: Option<ArticleId>,
    /// Where it stands in the log.
    at: u64,
}

/// [`ObjectionSummary`] as a number that sorts as objections are told: by the rule, the
/// most articles first, the subject, and what was taken first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PackedSummary(u128);

/// Bits of a place in the log.
const BITS_OF_PLACE: u32 = 53;

impl PackedSummary {
    fn of(filed: ObjectionSummary) -> PackedSummary {
        let subject = filed
            .subject
            .map_or(0, |article| u64::from(article.number()) + 1);
        let parts = [
            (filed.rule as u128, 8),
            (u128::from(!filed.articles), 32),
            (u128::from(subject), 33),
            (u128::from(filed.at), BITS_OF_PLACE),
            (u128::from(filed.counts), 1),
            (u128::from(filed.lists_all), 1),
        ];
        let packed = parts.into_iter();
        PackedSummary(packed.fold(0, |before, (part, bits)| before << bits | part))
    }

    fn filed(self) -> ObjectionSummary {
        let mut left = self.0;
        let mut take = |bits: u32| {
            let part = left & ((1 << bits) - 1);
            left >>= bits;
            u64::try_from(part).unwrap_or(u64::MAX)
        };
        let [lists_all, counts] = [take(1) == 1, take(1) == 1];
        let (at, subject) = (take(BITS_OF_PLACE), take(33));
        let articles = !small(take(32));
        let rule = Rule::ALL[usize::from(take(8).to_le_bytes()[0]).min(Rule::ALL.len() - 1)];
        ObjectionSummary {
            rule,
            counts,
            lists_all,
            articles,
            subject: subject
                .checked_sub(1)
                .map(|number| ArticleId::new(small(number))),
            at,
        }
    }
}

/// Takes objections.
#[derive(Debug)]
pub(crate) struct ObjectionWriter {
    log: BlockLog,
    filed: ChunkedVec<PackedSummary>,
    bytes: Vec<u8>,
}

/// Objections in order: by rule, the largest first, then by reading order.
///
/// # Complexity
///
/// Sixteen bytes for each objection stay in memory; the rest may stand in a
/// temporary file.
#[derive(Debug)]
pub struct ObjectionList {
    log: BlockLog,
    filed: ChunkedVec<PackedSummary>,
}

impl ObjectionWriter {
    pub(crate) fn new(budget: &MemoryBudget) -> ObjectionWriter {
        ObjectionWriter {
            log: BlockLog::new(budget.share(&shares::OBJECTIONS)),
            filed: ChunkedVec::new(budget),
            bytes: Vec::new(),
        }
    }

    /// Takes an objection.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub(crate) fn push(&mut self, objection: &Objection) -> Result<()> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        self.bytes = postcard::to_extend(objection, bytes).map_err(refused)?;
        let at = self.log.push(&self.bytes)?;
        self.filed.push(PackedSummary::of(ObjectionSummary {
            rule: objection.rule,
            counts: objection.counts(),
            lists_all: objection.not_listed == 0,
            articles: small(objection.articles.len() as u64),
            subject: objection.subject(),
            at,
        }));
        Ok(())
    }

    /// All objections in order.
    pub(crate) fn finish(mut self) -> ObjectionList {
        self.filed.sort();
        ObjectionList {
            log: self.log,
            filed: self.filed,
        }
    }
}

impl ObjectionList {
    /// The number of objections.
    #[must_use]
    pub fn len(&self) -> usize {
        self.filed.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.filed.is_empty()
    }

    /// All objections in short, in order.
    pub fn filed(&self) -> impl Iterator<Item = ObjectionSummary> + Clone + '_ {
        self.filed.iter().map(|packed| packed.filed())
    }

    /// The objections of a rule in short, the largest first.
    pub fn of_rule(&self, rule: Rule) -> impl Iterator<Item = ObjectionSummary> + Clone + '_ {
        let start = self.filed.partition_point(|one| one.filed().rule < rule);
        let from_there = (start..self.len()).map(|number| self.filed[number].filed());
        from_there.take_while(move |filed| filed.rule == rule)
    }

    /// An objection.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read.
    pub fn read(&self, filed: ObjectionSummary) -> Result<Objection> {
        let mut bytes = Vec::new();
        self.log.get(filed.at, &mut bytes)?;
        postcard::from_bytes(&bytes).map_err(refused)
    }

    /// All objections in order.
    ///
    /// # Errors
    ///
    /// Those that cannot be read back are errors.
    pub fn iter(&self) -> impl Iterator<Item = Result<Objection>> + '_ {
        self.filed().map(|filed| self.read(filed))
    }
}

/// What cannot be written as bytes, or read from what was written.
fn refused(error: postcard::Error) -> Error {
    Error::file(format!("what is objected to: {error}"))
}

/// A number of 32 bits.
fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;
    use crate::compare::relation::Relation;
    use crate::gate::objection::{ContainedArticle, ObjectionPair, PairLink, PairState};

    const CONTAINED: [ContainedArticle; 3] = [
        ContainedArticle::First,
        ContainedArticle::Second,
        ContainedArticle::Shorter,
    ];

    fn relations() -> impl Strategy<Value = Relation> {
        prop::sample::select(Relation::ALL.to_vec())
    }

    fn ties() -> impl Strategy<Value = PairLink> {
        let measured = (relations(), 0.0..=1.0, 0_usize..3);
        prop_oneof![
            measured.prop_map(|(relation, containment, contained)| PairLink::Measured {
                relation,
                containment,
                contained: CONTAINED[contained],
            }),
            (any::<u32>(), relations(), 0.0..=1.0).prop_map(|(center, relation, containment)| {
                PairLink::ThroughCenter {
                    center: ArticleId::new(center),
                    relation,
                    containment,
                }
            }),
            Just(PairLink::Headline),
            Just(PairLink::Id),
            Just(PairLink::Address),
        ]
    }

    fn pairs() -> impl Strategy<Value = ObjectionPair> {
        let states = prop_oneof![
            Just(PairState::Counts),
            Just(PairState::Known),
            (0_usize..500).prop_map(PairState::Suppressed)
        ];
        (0_usize..300, 0_usize..300, ties(), states).prop_map(|(first, second, tie, state)| {
            ObjectionPair {
                first,
                second,
                tie,
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
        let rules = prop::sample::select(Rule::ALL.to_vec());
        (
            rules,
            prop::collection::vec(any::<u32>(), 1..40),
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
                    articles: articles.into_iter().map(ArticleId::new).collect(),
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
    fn what_is_packed_comes_back() {
        for (rule, articles, subject, at) in [
            (Rule::NearDuplicates, 0, None, 0),
            (
                Rule::OneOrigin,
                u32::MAX,
                Some(u32::MAX),
                (1 << BITS_OF_PLACE) - 1,
            ),
            (Rule::TooLong, 1, Some(0), 77),
        ] {
            for (counts, lists_all) in [(true, false), (false, true)] {
                let filed = ObjectionSummary {
                    rule,
                    counts,
                    lists_all,
                    articles,
                    subject: subject.map(ArticleId::new),
                    at,
                };
                assert_eq!(PackedSummary::of(filed).filed(), filed);
            }
        }
    }

    proptest! {
        #[test]
        fn objections_come_back_in_order_wherever_they_stand(
            mut objections in prop::collection::vec(objections(), 0..60),
            memory in prop::sample::select(vec![0, 1 << 30]),
        ) {
            let mut filing = ObjectionWriter::new(&MemoryBudget::new(memory, None));
            for objection in &objections {
                filing.push(objection).expect("temporary files can be written");
            }
            let filed = filing.finish();
            objections.sort_by_key(|objection| {
                (objection.rule, Reverse(objection.articles.len()), objection.subject())
            });
            let read: Result<Vec<Objection>> = filed.iter().collect();
            prop_assert_eq!(&read.expect("they can be read back"), &objections);
            for rule in Rule::ALL {
                let expected = objections.iter().filter(|objection| objection.rule == rule);
                let counts: Vec<bool> = expected.map(Objection::counts).collect();
                let of_rule = filed.of_rule(rule).map(|filed| filed.counts);
                prop_assert!(of_rule.eq(counts));
            }
        }
    }
}
