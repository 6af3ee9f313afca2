/*!
The dump and the outcome of a run, as findings need them.
*/

use crate::article::{Article, ArticleId};
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::articles::read_again::read_again;
use crate::pipeline::outcome::Outcome;
use crate::report::Place;

/// A dump, and what a run found in it.
#[derive(Debug)]
pub(crate) struct ReportContext<'a, D> {
    pub(crate) dump: &'a D,
    pub(crate) outcome: &'a Outcome,
}

impl<D: Dump> ReportContext<'_, D> {
    pub(crate) fn place(&self, article: ArticleId) -> Place {
        let record = self.outcome.table.entry(article).record;
        self.dump.location(record).into()
    }

    /// Reads the record of an article again and calls `with` for it.
    pub(crate) fn read(
        &self,
        article: ArticleId,
        with: &mut dyn FnMut(&Article<'_>),
    ) -> Result<()> {
        let record = self.outcome.table.record_ref(article)?;
        read_again(self.dump, record, with)
    }
}
