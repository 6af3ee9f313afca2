/*!
The verdicts of a run: on copies, and if wanted on pairs that are not copies.
*/

use crate::error::Result;
use crate::pipeline::options::NotCopies;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::pipeline::pairs::verdict_list::VerdictList;
use crate::spill::budget::MemoryBudget;
use crate::spill::checkpoint::checkpoint;

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
    /// Returns no verdicts. `keep` says whether verdicts on pairs that are not
    /// copies will be kept.
    pub(crate) fn new(keep: NotCopies, budget: &MemoryBudget) -> PairVerdicts {
        PairVerdicts {
            copies: VerdictList::new(budget),
            not_copies: VerdictList::new(budget),
            compared: 0,
            keep,
        }
    }

    /// Adds a verdict.
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
