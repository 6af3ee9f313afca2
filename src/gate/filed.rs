/*!
Objections, more of them than fit in memory.

Of each a few bytes stay in memory, by which it is put in order and chosen; the
objection itself is read when it is told.
*/

use std::cmp::Reverse;

use super::objection::Objection;
use super::rule::Rule;
use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::store::column::Column;
use crate::store::log::Log;
use crate::store::room::{Held, Room};

/// The part of the room for objections, in percent.
const LOG_PART: usize = 10;

/// An objection in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
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

/// Takes objections.
#[derive(Debug)]
pub(super) struct Filing {
    log: Log,
    filed: Column<Filed>,
    room: Room,
    bytes: Vec<u8>,
}

/// Objections in order: by rule, the largest first, then by reading order.
///
/// # Complexity
///
/// Some 32 bytes for each objection stay in memory; the rest may stand in a
/// temporary file.
#[derive(Debug)]
pub struct Objections {
    log: Log,
    filed: Vec<Filed>,
    _held: Held,
}

impl Filing {
    pub(super) fn new(room: &Room) -> Filing {
        Filing {
            log: Log::new(room.part(LOG_PART)),
            filed: Column::new(room),
            room: room.clone(),
            bytes: Vec::new(),
        }
    }

    /// Takes an objection.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub(super) fn push(&mut self, objection: &Objection) -> Result<()> {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        self.bytes = postcard::to_extend(objection, bytes).map_err(refused)?;
        let at = self.log.push(&self.bytes)?;
        self.filed.push(Filed {
            rule: objection.rule,
            counts: objection.counts(),
            lists_all: objection.not_listed == 0,
            articles: small(objection.articles.len()),
            subject: objection.subject(),
            at,
        });
        Ok(())
    }

    /// All objections in order.
    pub(super) fn finish(mut self) -> Objections {
        let count = self.filed.len();
        let mut filed = Vec::with_capacity(count);
        filed.extend(self.filed.take());
        // Of equal ones the first that was taken.
        filed.sort_unstable_by_key(|filed: &Filed| {
            (filed.rule, Reverse(filed.articles), filed.subject, filed.at)
        });
        Objections {
            log: self.log,
            _held: self.room.hold(count * size_of::<Filed>()),
            filed,
        }
    }
}

impl Objections {
    /// All objections in short, in order.
    #[must_use]
    pub fn filed(&self) -> &[Filed] {
        &self.filed
    }

    /// The objections of a rule in short, the largest first.
    #[must_use]
    pub fn of_rule(&self, rule: Rule) -> &[Filed] {
        let start = self.filed.partition_point(|filed| filed.rule < rule);
        let end = self.filed.partition_point(|filed| filed.rule <= rule);
        &self.filed[start..end]
    }

    /// An objection.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read.
    pub fn read(&self, filed: &Filed) -> Result<Objection> {
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
        self.filed.iter().map(|filed| self.read(filed))
    }
}

/// What cannot be written as bytes, or read from what was written.
fn refused(error: postcard::Error) -> Error {
    Error::file(format!("what is objected to: {error}"))
}

/// A count of articles.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::gate::objection::{Contained, Pairing, State, Tie};
    use crate::relation::Relation;

    const CONTAINED: [Contained; 3] = [Contained::First, Contained::Second, Contained::Shorter];

    fn relations() -> impl Strategy<Value = Relation> {
        prop::sample::select(Relation::ALL.to_vec())
    }

    fn ties() -> impl Strategy<Value = Tie> {
        let measured = (relations(), 0.0..=1.0, 0_usize..3);
        prop_oneof![
            measured.prop_map(|(relation, containment, contained)| Tie::Measured {
                relation,
                containment,
                contained: CONTAINED[contained],
            }),
            (any::<u32>(), relations(), 0.0..=1.0).prop_map(|(centre, relation, containment)| {
                Tie::Through {
                    centre: ArticleId::new(centre),
                    relation,
                    containment,
                }
            }),
            Just(Tie::Headline),
            Just(Tie::Id),
            Just(Tie::Address),
        ]
    }

    fn pairs() -> impl Strategy<Value = Pairing> {
        let states = prop_oneof![
            Just(State::Counts),
            Just(State::Known),
            (0_usize..500).prop_map(State::Suppressed)
        ];
        (0_usize..300, 0_usize..300, ties(), states).prop_map(|(first, second, tie, state)| {
            Pairing {
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

    proptest! {
        #[test]
        fn objections_come_back_in_order_wherever_they_stand(
            mut objections in prop::collection::vec(objections(), 0..60),
            memory in prop::sample::select(vec![0, 1 << 30]),
        ) {
            let mut filing = Filing::new(&Room::new(memory, None));
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
                let of_rule = filed.of_rule(rule).iter().map(|filed| filed.counts);
                prop_assert!(of_rule.eq(counts));
            }
        }
    }
}
