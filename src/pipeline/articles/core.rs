/*!
What stays in memory of every article.
*/

use crate::article::ArticleId;
use crate::pipeline::articles::outlets::OutletId;
use crate::spill::fixed::fixed_size;

/// What stays in memory of an article, in 24 bytes: what is needed often and in
/// any order while articles are brought together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArticleCore {
    /// A hash of the body: equal bodies have equal fingerprints.
    pub fingerprint: u64,
    /// The number of words of the body.
    pub words: u32,
    /// The first article with the same body, which is the article itself for
    /// most.
    pub first_with_body: ArticleId,
    /// Whether other articles have the same body.
    pub has_exact_duplicates: bool,
    /// The outlet; `None` when the record has none.
    pub outlet: Option<OutletId>,
}

fixed_size!(ArticleCore {
    fingerprint: u64,
    words: u32,
    first_with_body: ArticleId,
    has_exact_duplicates: bool,
    outlet: Option<OutletId>,
});
