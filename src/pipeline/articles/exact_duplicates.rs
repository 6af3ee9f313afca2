/*!
Articles with equal bodies. They are found by a hash of 128 bits and are never
compared.
*/

use crate::article::ArticleId;
use crate::convert::to_u32;
use crate::error::Result;
use crate::spill::bucket::SortEntry;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};
use crate::spill::fixed::fixed_size;
use crate::spill::sorter::Sorter;

/// The hash of an article's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BodyHash {
    /// The half that the article table keeps.
    pub(crate) fingerprint: u64,
    pub(crate) rest: u64,
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

/// An article that is not the first one with its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LaterDuplicate {
    pub(crate) first: ArticleId,
    pub(crate) article: ArticleId,
}

/// Returns all articles that are not the first one with their body.
pub(crate) fn later_duplicates(bodies: Sorter<BodyHash>) -> Result<Vec<LaterDuplicate>> {
    let mut duplicates = Vec::new();
    let mut first: Option<BodyHash> = None;
    for body in bodies.finish()? {
        let body = body?;
        match first {
            Some(first) if (first.fingerprint, first.rest) == (body.fingerprint, body.rest) => {
                duplicates.push(LaterDuplicate {
                    first: first.article,
                    article: body.article,
                });
            }
            _ => first = Some(body),
        }
    }
    Ok(duplicates)
}

/// The articles that have the same body as others.
#[derive(Debug)]
pub(crate) struct ExactDuplicates {
    /// The first article of each body, in ascending order.
    firsts: Vec<ArticleId>,
    /// Where the articles of each body begin, and the end.
    starts: Vec<u32>,
    /// The articles of each body, in reading order.
    articles: Vec<ArticleId>,
    representatives: Vec<ArticleId>,
    reservation: Reservation,
}

/// The articles with one body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EqualBodies<'a> {
    pub(crate) articles: &'a [ArticleId],
    pub(crate) representative: ArticleId,
}

impl ExactDuplicates {
    pub(crate) fn none(budget: &MemoryBudget) -> ExactDuplicates {
        ExactDuplicates {
            firsts: Vec::new(),
            starts: vec![0],
            articles: Vec::new(),
            representatives: Vec::new(),
            reservation: budget.reserve(0),
        }
    }

    /// Groups `duplicates` by body. The representative of a body is the article
    /// that `is_before` all others, the first one of equals.
    pub(crate) fn of(
        mut duplicates: Vec<LaterDuplicate>,
        is_before: impl Fn(ArticleId, ArticleId) -> bool,
        budget: &MemoryBudget,
    ) -> ExactDuplicates {
        duplicates.sort_unstable();
        let mut all = ExactDuplicates::none(budget);
        for with_body in duplicates.chunk_by(|one, other| one.first == other.first) {
            let first = with_body[0].first;
            all.firsts.push(first);
            all.articles.push(first);
            let mut representative = first;
            for &LaterDuplicate { article, .. } in with_body {
                all.articles.push(article);
                if is_before(article, representative) {
                    representative = article;
                }
            }
            all.representatives.push(representative);
            all.starts.push(to_u32(all.articles.len()));
        }
        all.reserve();
        all
    }

    fn reserve(&mut self) {
        let numbers = 3 * self.firsts.len() + self.articles.len();
        self.reservation.set(numbers * size_of::<u32>());
    }

    /// Returns the articles with the body of `first`, the first of several.
    pub(crate) fn of_first(&self, first: ArticleId) -> EqualBodies<'_> {
        let index = self.firsts.binary_search(&first);
        let index = index.expect("the first article of several with one body is known");
        let range = self.starts[index] as usize..self.starts[index + 1] as usize;
        EqualBodies {
            articles: &self.articles[range],
            representative: self.representatives[index],
        }
    }

    pub(crate) fn firsts(&self) -> &[ArticleId] {
        &self.firsts
    }
}

impl Checkpoint for ExactDuplicates {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        let representatives = &self.representatives;
        to.value(&(&self.firsts, &self.starts, &self.articles, representatives))
    }

    fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
        let representatives;
        (self.firsts, self.starts, self.articles, representatives) = from.value()?;
        self.representatives = representatives;
        self.reserve();
        Ok(())
    }
}
