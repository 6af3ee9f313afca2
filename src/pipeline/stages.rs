/*!
What the stages of a run leave to those after them, and how that is written
down for a run that goes on later.
*/

use crate::boilerplate::phrases::StockPhrases;
use crate::pipeline::articles::credits::ArticleCredits;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::Cluster;
use crate::pipeline::fingerprint::pending_headlines::PendingHeadlines;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::options::NotCopies;
use crate::pipeline::pairs::candidates::CandidatePairs;
use crate::pipeline::pairs::pair_verdicts::PairVerdicts;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;

/// What is known when candidate pairs are.
#[derive(Debug)]
pub(crate) struct Candidates {
    pub(crate) table: ArticleTable,
    pub(crate) headlines: PendingHeadlines,
    /// Records and files that could not be read.
    pub(crate) skipped: Vec<SkippedRecord>,
    /// Records met, readable or not.
    pub(crate) read: u64,
    pub(crate) pairs: CandidatePairs,
    pub(crate) stock_phrases: StockPhrases,
    /// Lists that were too long to be paired fully.
    pub(crate) long_lists: u64,
}

/// What is known when clusters are.
#[derive(Debug)]
pub(crate) struct Grouped {
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) verdicts: PairVerdicts,
    pub(crate) credits: ArticleCredits,
}

checkpoint!(Candidates {
    table,
    headlines,
    skipped,
    read,
    pairs,
    stock_phrases,
    long_lists,
});

checkpoint!(Grouped {
    clusters,
    verdicts,
    credits,
});

impl Candidates {
    /// Returns the candidates of no articles.
    pub(crate) fn none(budget: &MemoryBudget) -> Candidates {
        Candidates {
            table: ArticleTable::new(budget),
            headlines: PendingHeadlines::new(budget),
            skipped: Vec::new(),
            read: 0,
            pairs: CandidatePairs::new(budget),
            stock_phrases: StockPhrases::default(),
            long_lists: 0,
        }
    }
}

impl Grouped {
    /// Returns the clusters of no articles.
    pub(crate) fn none(not_copies: NotCopies, budget: &MemoryBudget) -> Grouped {
        Grouped {
            clusters: Vec::new(),
            verdicts: PairVerdicts::new(not_copies, budget),
            credits: ArticleCredits::default(),
        }
    }
}
