/*!
The fourth stage: every candidate pair, word by word.

Pairs are worked on a batch at a time: the bodies of a batch are read again and
compared, while those of the next are read. All pairs are known beforehand, so
of the bodies that a batch leaves behind those stay that are needed again
soonest (Belady, 1966), as many as memory allows.
*/

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU64;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::article::ArticleId;
use crate::boilerplate::phrases::StockPhrases;
use crate::compare::body::Body;
use crate::compare::judge::judge;
use crate::compare::verdict::Verdict;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::news::headline::version::version;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::observer::Observer;
use crate::pipeline::options::{NotCopies, Options};
use crate::pipeline::pairs::judged::JudgedPair;
use crate::pipeline::pairs::verdicts::VerdictList;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;

/// The pairs that were compared.
#[derive(Debug)]
pub(crate) struct PairVerdicts {
    /// Those that are copies.
    pub(crate) copies: VerdictList,
    /// The others, as far as they are kept.
    pub(crate) not_copies: VerdictList,
    /// How many were compared.
    pub(crate) compared: u64,
    what_becomes_of_others: NotCopies,
}

impl PairVerdicts {
    pub(crate) fn new(what_becomes_of_others: NotCopies, budget: &MemoryBudget) -> PairVerdicts {
        PairVerdicts {
            copies: VerdictList::new(budget),
            not_copies: VerdictList::new(budget),
            compared: 0,
            what_becomes_of_others,
        }
    }

    pub(crate) fn take(&mut self, one: &JudgedPair) -> Result<()> {
        self.compared += 1;
        if one.verdict.relation.is_copy() {
            self.copies.push(one)
        } else if self.what_becomes_of_others == NotCopies::Keep {
            self.not_copies.push(one)
        } else {
            Ok(())
        }
    }
}

checkpoint!(PairVerdicts {
    copies,
    not_copies,
    compared,
});

/// Words of all bodies of a batch, at most: enough to be worth all threads. Two
/// are in memory at a time.
const BATCH_WORDS: usize = 200_000;

/// Pairs of a batch, at most: of one story that very many print, few bodies make
/// very many pairs.
const BATCH_PAIRS: usize = 16_384;

/// Words of the bodies that stay for later batches, at most.
const KEPT_WORDS: usize = 900_000;

/// The parts of the memory that they may take, in percent, and the bytes of a
/// word of a body, and of a verdict with its passages.
const BATCH_PART: usize = 4;
const VERDICTS_PART: usize = 4;
const KEPT_PART: usize = 14;
const BYTES_OF_WORD: usize = 50;
const BYTES_OF_VERDICT: usize = 300;

/// A body in memory.
struct Held {
    body: Body,
    /// The next pair that needs it, by its place in the list.
    next: Option<u32>,
}

/// For each pair of a list, the next one that has an article of it too.
struct NextUses {
    first: Vec<Option<u32>>,
    second: Vec<Option<u32>>,
}

/// Compares articles of one dump.
pub(crate) struct Comparer<'a, D> {
    pub(crate) dump: &'a D,
    pub(crate) table: &'a ArticleTable,
    pub(crate) stock_phrases: &'a StockPhrases,
    pub(crate) options: &'a Options,
    pub(crate) budget: &'a MemoryBudget,
    bodies: HashMap<ArticleId, Held>,
    /// Words of the bodies of a batch, and of those that stay, at most.
    batch_words: usize,
    kept_words: usize,
    /// Pairs of a batch, at most.
    batch_pairs: usize,
}

impl<'a, D: Dump> Comparer<'a, D> {
    pub(crate) fn new(
        dump: &'a D,
        table: &'a ArticleTable,
        stock_phrases: &'a StockPhrases,
        options: &'a Options,
        budget: &'a MemoryBudget,
    ) -> Self {
        let words = |part| budget.part(part).memory() / BYTES_OF_WORD;
        let pairs = budget.part(VERDICTS_PART).memory() / BYTES_OF_VERDICT;
        Comparer {
            batch_pairs: pairs.clamp(1, BATCH_PAIRS),
            batch_words: words(BATCH_PART).min(BATCH_WORDS),
            kept_words: words(KEPT_PART).min(KEPT_WORDS),
            dump,
            table,
            stock_phrases,
            options,
            budget,
            bodies: HashMap::new(),
        }
    }

    /// Judges `pairs` and hands each verdict to `take`, in their order. After
    /// an error some that were judged may not have been handed on.
    pub(crate) fn compare(
        &mut self,
        pairs: &[Pair],
        observer: &dyn Observer,
        mut take: impl FnMut(JudgedPair) -> Result<()> + Send,
    ) -> Result<()> {
        let uses = self.next_uses(pairs);
        let mut batch = 0..self.batch(pairs);
        let read = self.read(self.missing(pairs, batch.clone()))?;
        self.bodies.extend(read);
        let (mut verdicts, mut gone) = (Vec::new(), Vec::new());
        while !batch.is_empty() {
            // While this batch is judged, the one behind it is read, and what
            // became of the one before it is taken.
            let next = batch.end..batch.end + self.batch(&pairs[batch.end..]);
            let missing = self.missing(pairs, next.clone());
            let (this, before) = (&*self, std::mem::take(&mut verdicts));
            let (taken, (judged, read)) = rayon::join(
                || {
                    drop(std::mem::take(&mut gone));
                    before.into_iter().try_for_each(&mut take)
                },
                || {
                    rayon::join(
                        || this.judge_all(&pairs[batch.clone()]),
                        || this.read(missing),
                    )
                },
            );
            taken?;
            verdicts = judged;
            self.bodies.extend(read?);
            observer.advance(batch.len() as u64);
            for index in batch {
                self.note_next(pairs[index].first(), uses.first[index]);
                self.note_next(pairs[index].second(), uses.second[index]);
            }
            gone = self.forget(number(next.end));
            batch = next;
        }
        verdicts.into_iter().try_for_each(take)
    }

    /// The next use of each article of each pair. The bodies at hand learn when
    /// they are needed first.
    fn next_uses(&mut self, pairs: &[Pair]) -> NextUses {
        let mut uses = NextUses {
            first: vec![None; pairs.len()],
            second: vec![None; pairs.len()],
        };
        let mut next: HashMap<ArticleId, u32> = HashMap::new();
        for (index, pair) in pairs.iter().enumerate().rev() {
            let here = number(index);
            uses.first[index] = next.insert(pair.first(), here);
            uses.second[index] = next.insert(pair.second(), here);
        }
        for (article, held) in &mut self.bodies {
            held.next = next.get(article).copied();
        }
        self.forget(0);
        uses
    }

    fn note_next(&mut self, article: ArticleId, next: Option<u32>) {
        if let Some(held) = self.bodies.get_mut(&article) {
            held.next = next;
        }
    }

    /// Takes away the bodies that are needed no more, and of the others those
    /// that are needed last, until the rest is few enough. Those that a pair
    /// before `soon` needs stay.
    fn forget(&mut self, soon: u32) -> Vec<Held> {
        let is_needless = |_: &ArticleId, held: &mut Held| held.next.is_none();
        let mut gone: Vec<Held> = self
            .bodies
            .extract_if(is_needless)
            .map(|(_, held)| held)
            .collect();
        let mut order: Vec<(Option<u32>, ArticleId)> = self
            .bodies
            .iter()
            .map(|(&article, held)| (held.next, article))
            .collect();
        order.sort_unstable();
        let mut words = 0;
        for (next, article) in order {
            words += self.table.core(article).words as usize;
            if words > self.kept_words && next >= Some(soon) {
                gone.extend(self.bodies.remove(&article));
            }
        }
        gone
    }

    /// How many of `pairs` fit in one batch; at least one.
    fn batch(&self, pairs: &[Pair]) -> usize {
        let mut words = 0;
        let mut seen = HashSet::new();
        for (index, pair) in pairs.iter().enumerate() {
            for article in [pair.first(), pair.second()] {
                if seen.insert(article) {
                    words += self.table.core(article).words as usize;
                }
            }
            if index > 0 && (words > self.batch_words || index == self.batch_pairs) {
                return index;
            }
        }
        pairs.len()
    }

    /// The articles of a batch of `pairs` whose bodies are not at hand, each
    /// with the first pair that needs it.
    fn missing(&self, pairs: &[Pair], batch: Range<usize>) -> Vec<(ArticleId, u32)> {
        let mut first: HashMap<ArticleId, u32> = HashMap::new();
        for index in batch.rev() {
            for article in [pairs[index].first(), pairs[index].second()] {
                if !self.bodies.contains_key(&article) {
                    first.insert(article, number(index));
                }
            }
        }
        let mut missing: Vec<(ArticleId, u32)> = first.into_iter().collect();
        missing.sort_unstable();
        missing
    }

    /// Reads the bodies of `articles`, each of which a pair needs next.
    fn read(&self, articles: Vec<(ArticleId, u32)>) -> Result<Vec<(ArticleId, Held)>> {
        articles
            .into_par_iter()
            .map_init(Preparer::default, |preparer, (article, next)| {
                let body = read_body(self.dump, self.table, self.options, preparer, article)?;
                let next = Some(next);
                Ok((article, Held { body, next }))
            })
            .collect()
    }

    fn judge_all(&self, pairs: &[Pair]) -> Vec<JudgedPair> {
        let judged = pairs.par_iter().map(|&pair| JudgedPair {
            pair,
            verdict: self.judge(pair),
        });
        judged.collect()
    }

    fn judge(&self, pair: Pair) -> Verdict {
        let (first, second) = (&self.bodies[&pair.first()], &self.bodies[&pair.second()]);
        judge(
            &first.body,
            &second.body,
            self.stock_phrases,
            self.options.containment,
        )
    }
}

/// The place of a pair in its list.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Reads an article once more and takes its body.
pub(crate) fn read_body<D: Dump>(
    dump: &D,
    table: &ArticleTable,
    options: &Options,
    preparer: &mut Preparer,
    article: ArticleId,
) -> Result<Body> {
    let representative = table.representative(article);
    let record_ref = table.record_ref(representative)?;
    let (core, entry) = (table.core(representative), table.entry(representative));
    let aside = table.aside(&entry)?;
    let mut body = Ok(Body::default());
    dump.read_again(record_ref, &mut |record| {
        body = record.article.map(|article| {
            let text = article.text.as_deref().unwrap_or_default();
            let mut body = preparer.body_of_known(text, &aside, options.shingle_words);
            body.headline = entry.headline.map(NonZeroU64::get);
            body.version = article.headline.as_deref().map_or(0, version);
            body.outlet = core.outlet.map(|outlet| outlet.number());
            body.published = entry.published;
            body
        });
    })?;
    body
}
