/*!
Articles with one body: an exact copy is known by a hash and never compared.
*/

use crate::article::ArticleId;
use crate::error::Result;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};
use crate::spill::fixed::fixed_size;
use crate::spill::sort_entry::SortEntry;

/// The hash of an article's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BodyHash {
    /// Half of it, by which the article is known from then on.
    pub(crate) fingerprint: u64,
    /// The other half.
    pub(crate) rest: u64,
    /// The article.
    pub(crate) article: ArticleId,
}

fixed_size!(BodyHash {
    fingerprint: u64,
    rest: u64,
    article: ArticleId,
});

impl SortEntry for BodyHash {
    fn leading(self) -> u64 {
        self.fingerprint
    }
}

/// The articles with the same body as others.
#[derive(Debug)]
pub(crate) struct ExactDuplicates {
    /// The first article of each body, ascending.
    firsts: Vec<ArticleId>,
    /// Where the articles of each body begin, and the end.
    starts: Vec<u32>,
    /// The articles of each body, in reading order.
    articles: Vec<ArticleId>,
    /// The one of each body whose text stands for all.
    spokesmen: Vec<ArticleId>,
    held: Reservation,
}

impl ExactDuplicates {
    pub(crate) fn none(budget: &MemoryBudget) -> ExactDuplicates {
        ExactDuplicates {
            firsts: Vec::new(),
            starts: vec![0],
            articles: Vec::new(),
            spokesmen: Vec::new(),
            held: budget.reserve(0),
        }
    }

    /// Those of `pairs`, each an article and the first with its body, of
    /// which the first itself is none. `speaks_before` says whether one
    /// speaks for both.
    pub(crate) fn of(
        mut pairs: Vec<(ArticleId, ArticleId)>,
        speaks_before: impl Fn(ArticleId, ArticleId) -> bool,
        budget: &MemoryBudget,
    ) -> ExactDuplicates {
        pairs.sort_unstable();
        let mut exact_duplicates = ExactDuplicates::none(budget);
        for same in pairs.chunk_by(|one, other| one.0 == other.0) {
            let first = same[0].0;
            exact_duplicates.firsts.push(first);
            exact_duplicates.articles.push(first);
            let mut representative = first;
            for &(_, article) in same {
                exact_duplicates.articles.push(article);
                if speaks_before(article, representative) {
                    representative = article;
                }
            }
            exact_duplicates.spokesmen.push(representative);
            let end = u32::try_from(exact_duplicates.articles.len()).unwrap_or(u32::MAX);
            exact_duplicates.starts.push(end);
        }
        exact_duplicates.reserve();
        exact_duplicates
    }

    /// Says how much is held.
    fn reserve(&mut self) {
        let numbers = 3 * self.firsts.len() + self.articles.len();
        self.held.set(numbers * size_of::<u32>());
    }

    /// The articles with the body of `first`, and who speaks for them.
    pub(crate) fn of_first(&self, first: ArticleId) -> Option<(&[ArticleId], ArticleId)> {
        let place = self.firsts.binary_search(&first).ok()?;
        let (start, end) = (self.starts[place], self.starts[place + 1]);
        let articles = &self.articles[start as usize..end as usize];
        Some((articles, self.spokesmen[place]))
    }

    /// The first article of each body that several have.
    pub(crate) fn firsts(&self) -> &[ArticleId] {
        &self.firsts
    }
}

impl Checkpoint for ExactDuplicates {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        to.value(&(&self.firsts, &self.starts, &self.articles, &self.spokesmen))
    }

    fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
        (self.firsts, self.starts, self.articles, self.spokesmen) = from.value()?;
        self.reserve();
        Ok(())
    }
}
