/*!
Headlines that are repeated: across outlets, and over time.

A headline travels further than its text: outlets print the agency's headline
over their own story, and many dumps have headlines and no text at all. But
headlines also recur because they say nothing: "Letters to the editor". The
two are told apart by how they recur.

# Choices

* Headlines with equal keys are one headline. Other spellings of one are
  joined to the most frequent one and never through a third: a chain of
  headlines that differ in a word each would join strangers.
* Everything here works on words as four bytes; no text is held.
* A dump has more headlines than fit in memory. Of each different one there is
  a record in a log; in memory is where it stands, and what links it to others.
*/

pub mod beginnings;
pub mod grouping;
pub mod headlined;
pub mod kinds;
pub mod listing;
pub mod record;
pub mod reworked;
pub mod scraped;
pub mod spellings;
pub mod stars;
pub mod weights;

pub use crate::syndication::headlines::headlined::Headlined;
pub use crate::syndication::headlines::kinds::HeadlineKind;
pub use crate::syndication::headlines::listing::Listing;

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;

/// What the texts under a repeated headline are.
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
    /// The key of its most frequent spelling: the group's name.
    pub key: u64,
    /// An article with that spelling.
    pub example: ArticleId,
    /// Why it recurs.
    pub kind: HeadlineKind,
    /// The articles in reading order.
    pub articles: Vec<ArticleId>,
    /// How many outlets printed it.
    pub outlets: usize,
    /// What the texts are.
    pub bodies: Bodies,
}

impl HeadlineGroup {
    /// A name that stays the same as long as the headline does.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{:016x}", self.key)
    }
}
