/*!
A spelling: one of the different headlines of a dump, and links between them.
*/

use crate::news::headline::terms::Term;
use crate::syndication::headlines::times::PrintPeriod;

/// A different headline, and what is common to all its articles.
///
/// Spellings are numbered in the order of their keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spelling {
    /// Its number.
    pub number: u32,
    /// Its key.
    pub key: u64,
    /// The number of its articles.
    pub articles: u32,
    /// The period of the printings with a known time.
    pub printed: Option<PrintPeriod>,
    /// Whether any article has it with an ellipsis at the end.
    pub is_truncated: bool,
    /// Its words, in order.
    pub terms: Vec<Term>,
}

/// Two spellings of one headline, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SpellingLink {
    /// The smaller number.
    pub first: u32,
    /// The greater number.
    pub second: u32,
}

impl SpellingLink {
    /// Returns the link between two spellings, in either order.
    pub(crate) fn new(one: u32, other: u32) -> SpellingLink {
        SpellingLink {
            first: one.min(other),
            second: one.max(other),
        }
    }
}
