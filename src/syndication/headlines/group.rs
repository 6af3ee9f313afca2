/*!
The headline of an article, and a group of articles with one headline.
*/

use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;
use crate::news::addresses::page::{PageAddress, PageKind};
use crate::news::dates::published::Published;
use crate::news::headline::parts::HeadlineEnding;
use crate::syndication::headlines::thresholds::COMPARED_TEXTS;

/// The headline of one article: where, when and how it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PrintedHeadline {
    pub article: ArticleId,
    /// The number of its outlet.
    pub outlet: Option<u32>,
    pub published: Option<Published>,
    pub ending: HeadlineEnding,
    pub page: PageKind,
    /// See [`PageAddress::slug`].
    pub slug: Option<NonZeroU64>,
    /// See [`PageAddress::address`].
    pub address: Option<NonZeroU64>,
    /// The number that the slug ends with.
    pub serial: Option<u16>,
}

impl PrintedHeadline {
    /// Creates the headline of `article`, complete and without outlet and time,
    /// on the page at this address.
    pub(crate) fn new(article: ArticleId, page: PageAddress) -> PrintedHeadline {
        PrintedHeadline {
            article,
            outlet: None,
            published: None,
            ending: HeadlineEnding::Complete,
            page: page.kind,
            slug: page.slug.and_then(NonZeroU64::new),
            address: page.address.and_then(NonZeroU64::new),
            serial: page.serial.filter(|&serial| serial != 0),
        }
    }
}

/// Why a headline recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadlineKind {
    /// One story was printed several times.
    Story,
    /// The headline recurs over different content: a rubric, a section, a
    /// service, a series.
    Standing,
}

/// How the texts below a repeated headline relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bodies {
    /// Most of them are copies of each other.
    Copies,
    /// They differ.
    Different,
    /// Fewer than two articles have a text.
    Missing,
}

/// Articles with one headline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadlineGroup {
    /// The key of the most frequent spelling, which names the group.
    pub key: u64,
    /// An article with that spelling.
    pub example: ArticleId,
    /// Why the headline recurs.
    pub kind: HeadlineKind,
    /// The articles in reading order.
    pub articles: Vec<ArticleId>,
    /// The number of outlets that printed it.
    pub outlets: usize,
    /// How the texts relate.
    pub bodies: Bodies,
}

impl HeadlineGroup {
    /// Returns a name that depends on the most frequent spelling alone.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{:016x}", self.key)
    }
}

/// Decides how the texts of a group relate.
///
/// `texts` has a label for each article with a text; copies within one cluster
/// have equal labels. `are_copies` says of two articles, by their index in
/// `texts`, whether they are copies.
///
/// Most texts are copies if more than half have one label, or are copies of one
/// of them. A chain of copies is not enough.
pub(crate) fn bodies<T: Ord + Copy>(
    texts: &[T],
    are_copies: impl Fn(usize, usize) -> bool,
) -> Bodies {
    if texts.len() < 2 {
        return Bodies::Missing;
    }
    let mut labels = texts.to_vec();
    labels.sort_unstable();
    let equal = labels.chunk_by(|one, other| one == other).map(<[_]>::len);
    let mut most = equal.max().unwrap_or(0);
    if texts.len() <= COMPARED_TEXTS {
        let all = 0..texts.len();
        let copies_of = |one: usize| all.clone().filter(|&other| are_copies(one, other)).count();
        most = most.max(all.clone().map(copies_of).max().unwrap_or(0));
    }
    if most >= 2 && 2 * most > texts.len() {
        Bodies::Copies
    } else {
        Bodies::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_than_half_must_be_copies_of_one() {
        let none = |one, other| one == other;
        assert_eq!(bodies(&[1], none), Bodies::Missing);
        assert_eq!(bodies(&[1, 1, 2], none), Bodies::Copies);
        assert_eq!(bodies(&[1, 1, 2, 3], none), Bodies::Different);
        // Every text is a copy of the next one only.
        let chain = |one: usize, other: usize| one.abs_diff(other) <= 1;
        assert_eq!(bodies(&[1, 2, 3, 4], chain), Bodies::Copies);
        assert_eq!(bodies(&[1, 2, 3, 4, 5, 6], chain), Bodies::Different);
    }
}
