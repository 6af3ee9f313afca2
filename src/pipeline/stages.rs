/*!
The results of the stages that later stages need. They are saved as checkpoints.
*/

use crate::boilerplate::vocabulary::LearnedWords;
use crate::error::Result;
use crate::pipeline::articles::outlets::ArticleCredits;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::Cluster;
use crate::pipeline::fingerprint::headline::PendingHeadlines;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::options::NotCopies;
use crate::pipeline::pairs::candidates::CandidatePairs;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::pipeline::pairs::verdict_list::VerdictList;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;

/// The results when the candidate pairs are known.
#[derive(Debug)]
pub(crate) struct FoundCandidates {
    pub(crate) table: ArticleTable,
    pub(crate) headlines: PendingHeadlines,
    pub(crate) skipped: Vec<SkippedRecord>,
    /// The number of records, readable or not.
    pub(crate) read: u64,
    pub(crate) pairs: CandidatePairs,
    pub(crate) learned_words: LearnedWords,
    /// The number of lists that were too long to pair all their articles.
    pub(crate) long_lists: u64,
}

/// The results when the clusters are known.
#[derive(Debug)]
pub(crate) struct FoundClusters {
    pub(crate) clusters: Vec<Cluster>,
    pub(crate) verdicts: PairVerdicts,
    pub(crate) credits: ArticleCredits,
}

checkpoint!(FoundCandidates {
    table,
    headlines,
    skipped,
    read,
    pairs,
    learned_words,
    long_lists,
});

checkpoint!(FoundClusters {
    clusters,
    verdicts,
    credits,
});

impl FoundCandidates {
    /// Returns the candidates of no articles.
    pub(crate) fn none(budget: &MemoryBudget) -> FoundCandidates {
        FoundCandidates {
            table: ArticleTable::new(budget),
            headlines: PendingHeadlines::new(budget),
            skipped: Vec::new(),
            read: 0,
            pairs: CandidatePairs::new(budget),
            learned_words: LearnedWords::default(),
            long_lists: 0,
        }
    }
}

impl FoundClusters {
    /// Returns the clusters of no articles.
    pub(crate) fn none(not_copies: NotCopies, budget: &MemoryBudget) -> FoundClusters {
        FoundClusters {
            clusters: Vec::new(),
            verdicts: PairVerdicts::new(not_copies, budget),
            credits: ArticleCredits::default(),
        }
    }
}

/// The verdicts on the pairs that were compared.
#[derive(Debug)]
pub(crate) struct PairVerdicts {
    pub(crate) copies: VerdictList,
    /// Verdicts on the other pairs; empty unless they are kept.
    pub(crate) not_copies: VerdictList,
    pub(crate) compared: u64,
    keep: NotCopies,
}

impl PairVerdicts {
    /// Returns no verdicts. `keep` decides about those that are not copies.
    pub(crate) fn new(keep: NotCopies, budget: &MemoryBudget) -> PairVerdicts {
        PairVerdicts {
            copies: VerdictList::new(budget),
            not_copies: VerdictList::new(budget),
            compared: 0,
            keep,
        }
    }

    pub(crate) fn push(&mut self, judged: &JudgedPair) -> Result<()> {
        self.compared += 1;
        match (judged.verdict.relation.is_copy(), self.keep) {
            (true, _) => self.copies.push(judged),
            (false, NotCopies::Keep) => self.not_copies.push(judged),
            (false, NotCopies::Forget) => Ok(()),
        }
    }
}

checkpoint!(PairVerdicts {
    copies,
    not_copies,
    compared,
});
