/*!
Verdicts on pairs: in memory twenty bytes for each, the rest may stand on disk.
*/

use crate::article::ArticleId;
use crate::compare::evidence::SideMeasure;
use crate::compare::relation::Relation;
use crate::compare::shared_passages::SharedPassages;
use crate::compare::template::Facts;
use crate::compare::verdict::Verdict;
use crate::error::{Error, Result};
use crate::fingerprint::postings::Pair;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::checkpoint::checkpoint;
use crate::spill::column::ChunkedVec;
use crate::spill::fixed::FixedSize;
use crate::spill::log::BlockLog;

/// The part of the memory that verdicts may take, in percent.
const PART: usize = 10;

/// Verdicts on pairs, in the order of the pairs when they are sorted.
///
/// Some may be set aside: they can be looked up, and stand in no list.
#[derive(Debug)]
pub struct VerdictList {
    log: BlockLog,
    /// Where the verdict on each pair stands, until they are sorted.
    gathered: ChunkedVec<(Pair, u64)>,
    /// The same, sorted.
    places: Vec<(Pair, u64)>,
    /// Those that were set aside, sorted.
    aside: Vec<(Pair, u64)>,
    bytes: Vec<u8>,
    held: Reservation,
}

impl VerdictList {
    pub(crate) fn new(budget: &MemoryBudget) -> VerdictList {
        VerdictList {
            log: BlockLog::new(budget.part(PART)),
            gathered: ChunkedVec::new(budget),
            places: Vec::new(),
            aside: Vec::new(),
            bytes: Vec::new(),
            held: budget.reserve(0),
        }
    }

    /// Enters a verdict.
    pub(crate) fn push(&mut self, one: &JudgedPair) -> Result<()> {
        self.bytes.clear();
        self.bytes = encode(&one.verdict, std::mem::take(&mut self.bytes));
        let at = self.log.push(&self.bytes)?;
        self.gathered.push((one.pair, at));
        Ok(())
    }

    /// Sorts them by their pairs, of several on one pair the first stays, and
    /// sets those aside on pairs of which `goes` is true.
    pub(crate) fn sort(&mut self, goes: impl Fn(Pair) -> bool) {
        let all = self.gathered.len();
        self.held.set(all * size_of::<(Pair, u64)>());
        let gone = self.gathered.iter().filter(|place| goes(place.0)).count();
        self.places.reserve_exact(all - gone);
        self.aside.reserve_exact(gone);
        for place in self.gathered.take() {
            match goes(place.0) {
                true => self.aside.push(place),
                false => self.places.push(place),
            }
        }
        for places in [&mut self.places, &mut self.aside] {
            places.sort_unstable();
            places.dedup_by_key(|place| place.0);
        }
    }

    /// The verdict on `pair`, when they are sorted, set aside or not.
    pub(crate) fn on(&self, pair: Pair) -> Result<Option<JudgedPair>> {
        let found = [&self.places, &self.aside].into_iter().find_map(|places| {
            let place = places.binary_search_by_key(&pair, |place| place.0).ok()?;
            Some(places[place].1)
        });
        found.map(|at| self.read(pair, at)).transpose()
    }

    /// The verdicts set aside on pairs whose articles are both among
    /// `articles`, which are sorted.
    pub(crate) fn among(&self, articles: &[ArticleId]) -> impl Iterator<Item = Result<JudgedPair>> {
        let of_first = articles.iter().flat_map(|&first| {
            let start = self.aside.partition_point(|place| place.0.first() < first);
            let of_first = self.aside[start..].iter();
            of_first.take_while(move |place| place.0.first() == first)
        });
        let among = of_first.filter(|place| articles.binary_search(&place.0.second()).is_ok());
        among.map(|&(pair, at)| self.read(pair, at))
    }

    /// The number of verdicts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.gathered.len() + self.places.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The pairs.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        let places = self.gathered.iter().chain(&self.places);
        places.map(|&(pair, _)| pair)
    }

    /// The verdict with this number.
    ///
    /// # Errors
    ///
    /// When it cannot be read back.
    ///
    /// # Panics
    ///
    /// When there are not so many.
    pub fn get(&self, number: usize) -> Result<JudgedPair> {
        let (pair, at) = match self.gathered.get(number) {
            Some(place) => *place,
            None => self.places[number],
        };
        self.read(pair, at)
    }

    fn read(&self, pair: Pair, at: u64) -> Result<JudgedPair> {
        let mut bytes = Vec::new();
        self.log.get(at, &mut bytes)?;
        let verdict = decode(&bytes)?;
        Ok(JudgedPair { pair, verdict })
    }

    /// All verdicts.
    pub fn iter(&self) -> impl Iterator<Item = Result<JudgedPair>> + '_ {
        (0..self.len()).map(|number| self.get(number))
    }
}

impl FixedSize for Pair {
    const SIZE: usize = u64::SIZE;

    fn write(self, bytes: &mut Vec<u8>) {
        self.packed().write(bytes);
    }

    fn read(bytes: &[u8]) -> Pair {
        Pair::unpacked(u64::read(bytes))
    }
}

// A list is saved before it is sorted.
checkpoint!(VerdictList { log, gathered });

/// The part of a verdict that has no passages, as it is encoded.
type Measures = (
    Relation,
    f64,
    [u32; SideMeasure::COUNTS],
    [u32; SideMeasure::COUNTS],
    [u32; Facts::COUNTS],
);

/// Returns `bytes` with the verdict on a pair appended.
fn encode(verdict: &Verdict, bytes: Vec<u8>) -> Vec<u8> {
    let measures: Measures = (
        verdict.relation,
        verdict.resemblance,
        verdict.first.counts(),
        verdict.second.counts(),
        verdict.facts.counts(),
    );
    let mut bytes = postcard::to_extend(&measures, bytes).expect("numbers can be encoded");
    bytes.extend_from_slice(verdict.passages.bytes());
    bytes
}

fn decode(bytes: &[u8]) -> Result<Verdict> {
    let (measures, passages) = postcard::take_from_bytes::<Measures>(bytes)
        .map_err(|error| Error::file(format!("a temporary file holds no verdict: {error}")))?;
    let (relation, resemblance, first, second, facts) = measures;
    Ok(Verdict {
        relation,
        resemblance,
        first: SideMeasure::of_counts(first),
        second: SideMeasure::of_counts(second),
        facts: Facts::of_counts(facts),
        passages: SharedPassages::of_bytes(passages),
    })
}

/// For each article the others that it has verdicts with, both ways.
#[derive(Debug)]
pub(crate) struct Others {
    ends: Vec<(ArticleId, ArticleId)>,
    _held: Reservation,
}

impl Others {
    /// Those of `pairs`.
    pub(crate) fn of(pairs: impl Iterator<Item = Pair>, budget: &MemoryBudget) -> Others {
        let mut ends: Vec<(ArticleId, ArticleId)> = pairs
            .flat_map(|pair| [(pair.first(), pair.second()), (pair.second(), pair.first())])
            .collect();
        ends.sort_unstable();
        let held = budget.reserve(ends.capacity() * size_of::<(ArticleId, ArticleId)>());
        Others { ends, _held: held }
    }

    /// Whether the two have a verdict.
    pub(crate) fn have(&self, one: ArticleId, other: ArticleId) -> bool {
        self.ends.binary_search(&(one, other)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::passages::WordRange;
    use crate::compare::shared_passages::{PassagePlace, SharedPassage};
    use crate::text::Span;

    fn judged(one: u32, other: u32) -> JudgedPair {
        let side = |from: u32| SideMeasure {
            words: from,
            unquoted: from + 1,
            shared: from + 2,
            in_passages: 300 * from,
            prose: from + 4,
            quoted: from + 5,
            stock_phrases: u32::MAX,
        };
        let place = |start: u32| PassagePlace {
            words: WordRange {
                start,
                end: start + 9,
            },
            span: Span::new(7 * start, 7 * start + 60),
        };
        JudgedPair {
            pair: Pair::new(ArticleId::new(one), ArticleId::new(other)).expect("two articles"),
            verdict: Verdict {
                relation: Relation::Update,
                resemblance: 0.1 + f64::from(one),
                first: side(one),
                second: side(other),
                facts: Facts {
                    changed_slots: 1,
                    numbers_shared: 200,
                    numbers_changed: 3,
                    words_shared: 70_000,
                    numbers: 5,
                    numbers_common: 6,
                },
                passages: SharedPassages::new(vec![SharedPassage {
                    first: place(one),
                    second: place(other),
                }]),
            },
        }
    }

    #[test]
    fn verdicts_come_back_in_the_order_of_their_pairs() {
        let all = [judged(7, 300), judged(2, 9), judged(2, 3), judged(2, 9)];
        let sorted = |goes: fn(Pair) -> bool| {
            let mut verdicts = VerdictList::new(&MemoryBudget::new(0, None));
            for one in &all {
                verdicts.push(one).expect("files can be written");
            }
            verdicts.sort(goes);
            let found = verdicts.on(all[2].pair).expect("files can be read");
            assert_eq!(format!("{found:?}"), format!("Some({:?})", all[2]));
            let read = verdicts.iter();
            let read = read.map(|one| format!("{:?}", one.expect("files can be read")));
            read.collect::<Vec<String>>()
        };
        let [two_three, two_nine, seven] = [2, 1, 0].map(|place| format!("{:?}", all[place]));
        assert_eq!(sorted(|_| false), [two_three, two_nine, seven.clone()]);
        assert_eq!(sorted(|pair| pair.first().number() == 2), [seven]);
    }

    #[test]
    fn others_are_known_both_ways() {
        let id = ArticleId::new;
        let pairs = [Pair::new(id(3), id(5)), Pair::new(id(1), id(5))];
        let others = Others::of(
            pairs.into_iter().flatten(),
            &MemoryBudget::new(1 << 20, None),
        );
        assert!(others.have(id(5), id(1)) && others.have(id(3), id(5)));
        assert!(!others.have(id(1), id(3)));
    }
}
