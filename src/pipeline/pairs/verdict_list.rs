/*!
The verdicts on many pairs. Each takes 16 bytes in memory; the rest may spill
to disk.
*/

use crate::article::ArticleId;
use crate::compare::evidence::SideMeasure;
use crate::compare::shared_passages::SharedPassages;
use crate::compare::template::Facts;
use crate::compare::verdict::{Relation, Verdict};
use crate::error::{Error, Result};
use crate::fingerprint::postings::Pair;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::checkpoint::checkpoint;
use crate::spill::chunked_vec::ChunkedVec;
use crate::spill::fixed::FixedSize;
use crate::spill::paged_lists::BlockLog;
use crate::spill::shares;

/// A list of verdicts on pairs.
///
/// A run adds verdicts in any order and sorts the list at the end. Then the list
/// has one verdict for each pair, in the order of the pairs. Some verdicts are
/// unlisted: they can be looked up, but are not part of the list.
#[derive(Debug)]
pub struct VerdictList {
    log: BlockLog,
    /// Each pair and the place of its verdict, until the list is sorted.
    unsorted: ChunkedVec<(Pair, u64)>,
    /// The same after sorting.
    sorted: Vec<(Pair, u64)>,
    /// The unlisted ones, sorted.
    unlisted: Vec<(Pair, u64)>,
    bytes: Vec<u8>,
    reservation: Reservation,
}

impl VerdictList {
    pub(crate) fn new(budget: &MemoryBudget) -> VerdictList {
        VerdictList {
            log: BlockLog::new(budget.share(&shares::VERDICTS)),
            unsorted: ChunkedVec::new(budget),
            sorted: Vec::new(),
            unlisted: Vec::new(),
            bytes: Vec::new(),
            reservation: budget.reserve(0),
        }
    }

    pub(crate) fn push(&mut self, judged: &JudgedPair) -> Result<()> {
        self.bytes.clear();
        self.bytes = encode(&judged.verdict, std::mem::take(&mut self.bytes));
        let place = self.log.push(&self.bytes)?;
        self.unsorted.push((judged.pair, place));
        Ok(())
    }

    /// Sorts the list by pairs and keeps the first verdict on each. Verdicts on
    /// pairs for which `is_unlisted` is true leave the list.
    pub(crate) fn sort(&mut self, is_unlisted: impl Fn(Pair) -> bool) {
        let all = self.unsorted.len();
        self.reservation.set(all * size_of::<(Pair, u64)>());
        let unlisted = self
            .unsorted
            .iter()
            .filter(|entry| is_unlisted(entry.0))
            .count();
        self.sorted.reserve_exact(all - unlisted);
        self.unlisted.reserve_exact(unlisted);
        for entry in self.unsorted.drain() {
            match is_unlisted(entry.0) {
                true => self.unlisted.push(entry),
                false => self.sorted.push(entry),
            }
        }
        for entries in [&mut self.sorted, &mut self.unlisted] {
            entries.sort_unstable();
            entries.dedup_by_key(|entry| entry.0);
        }
    }

    /// Returns the verdict on `pair`, listed or not, after sorting.
    pub(crate) fn of_pair(&self, pair: Pair) -> Result<Option<JudgedPair>> {
        for entries in [&self.sorted, &self.unlisted] {
            if let Ok(index) = entries.binary_search_by_key(&pair, |entry| entry.0) {
                return self.read(pair, entries[index].1).map(Some);
            }
        }
        Ok(None)
    }

    /// Returns the unlisted verdicts on pairs of `articles`, which are sorted.
    pub(crate) fn unlisted_among(
        &self,
        articles: &[ArticleId],
    ) -> impl Iterator<Item = Result<JudgedPair>> {
        let of_first = articles.iter().flat_map(|&first| {
            let start = self
                .unlisted
                .partition_point(|entry| entry.0.first() < first);
            let of_first = self.unlisted[start..].iter();
            of_first.take_while(move |entry| entry.0.first() == first)
        });
        let among = of_first.filter(|entry| articles.binary_search(&entry.0.second()).is_ok());
        among.map(|&(pair, place)| self.read(pair, place))
    }

    /// Returns the number of verdicts in the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.unsorted.len() + self.sorted.len()
    }

    /// Returns whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the pairs of the list.
    pub fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        let entries = self.unsorted.iter().chain(&self.sorted);
        entries.map(|&(pair, _)| pair)
    }

    /// Returns the verdict at `index` of the list.
    pub fn get(&self, index: usize) -> Result<JudgedPair> {
        let (pair, place) = match self.unsorted.get(index) {
            Some(entry) => *entry,
            None => self.sorted[index],
        };
        self.read(pair, place)
    }

    fn read(&self, pair: Pair, place: u64) -> Result<JudgedPair> {
        let mut bytes = Vec::new();
        self.log.get(place, &mut bytes)?;
        let verdict = decode(&bytes)?;
        Ok(JudgedPair { pair, verdict })
    }

    /// Returns all verdicts of the list.
    pub fn iter(&self) -> impl Iterator<Item = Result<JudgedPair>> + '_ {
        (0..self.len()).map(|index| self.get(index))
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
checkpoint!(VerdictList { log, unsorted });

/// The encoded part of a verdict. The passages, which are bytes already, follow.
type Measures = (Relation, f64, SideMeasure, SideMeasure, Facts);

fn encode(verdict: &Verdict, bytes: Vec<u8>) -> Vec<u8> {
    let (relation, resemblance) = (verdict.relation, verdict.resemblance);
    let measures: Measures = (
        relation,
        resemblance,
        verdict.first,
        verdict.second,
        verdict.facts,
    );
    let mut bytes = postcard::to_extend(&measures, bytes).expect("numbers can be encoded");
    bytes.extend_from_slice(verdict.passages.bytes());
    bytes
}

/// Returns the verdict that [`encode`] appended.
fn decode(bytes: &[u8]) -> Result<Verdict> {
    let (measures, passages) = postcard::take_from_bytes::<Measures>(bytes)
        .map_err(|error| Error::file(format!("a temporary file holds no verdict: {error}")))?;
    let (relation, resemblance, first, second, facts) = measures;
    Ok(Verdict {
        relation,
        resemblance,
        first,
        second,
        facts,
        passages: SharedPassages::of_bytes(passages),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::evidence::SideMeasure;
    use crate::compare::passages::WordRange;
    use crate::compare::shared_passages::{PassagePlace, SharedPassage, SharedPassages};
    use crate::compare::template::Facts;
    use crate::compare::verdict::{Relation, Verdict};
    use crate::text::Span;

    fn judged(one: u32, other: u32) -> JudgedPair {
        let side = |from: u32| SideMeasure {
            words: from,
            unquoted: from + 1,
            shared: from + 2,
            in_passages: 300 * from,
            prose: from + 4,
            quoted: from + 5,
            stated: from + 6,
            stock_phrases: u32::MAX,
        };
        let end = |start: u32| start + 9;
        let place = |start: u32| PassagePlace {
            words: WordRange {
                start,
                end: end(start),
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
                    telling_shared: 8,
                    telling_changed: 9,
                },
                passages: SharedPassages::new(vec![SharedPassage {
                    first: place(one),
                    second: place(other),
                }]),
            },
        }
    }

    /// Adds verdicts to a list without memory and sorts it.
    fn sorted(verdicts: &[JudgedPair], is_unlisted: fn(Pair) -> bool) -> VerdictList {
        let mut list = VerdictList::new(&MemoryBudget::new(0, None));
        for judged in verdicts {
            list.push(judged).expect("temporary files can be written");
        }
        list.sort(is_unlisted);
        list
    }

    fn listed(list: &VerdictList) -> Vec<JudgedPair> {
        let listed: Result<Vec<JudgedPair>> = list.iter().collect();
        listed.expect("temporary files can be read")
    }

    #[test]
    fn verdicts_are_read_back_in_the_order_of_their_pairs() {
        let verdicts = [judged(7, 300), judged(2, 9), judged(2, 3), judged(2, 9)];
        let [seven, nine, three, _] = verdicts.clone();
        let list = sorted(&verdicts, |_| false);
        assert_eq!(listed(&list), [three.clone(), nine, seven.clone()]);
        let list = sorted(&verdicts, |pair| pair.first().number() == 2);
        assert_eq!(listed(&list), [seven]);
        let unlisted = list.of_pair(three.pair);
        assert_eq!(unlisted.expect("temporary files can be read"), Some(three));
    }
}
