/*!
The fields of an article that the article table keeps in memory and on disk.
*/

use std::num::NonZeroU64;

use crate::article::{ArticleId, RecordRef};
use crate::news::dates::published::Published;
use crate::news::notice::NoArticleKind;
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
    /// The first article with the same body; for most the article itself.
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

/// What a page without an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoArticle {
    /// What it shows instead.
    pub kind: NoArticleKind,
    /// The number of other pages of its outlet that show the same.
    pub shared_with: u32,
}

fixed_size!(NoArticle {
    kind: NoArticleKind,
    shared_with: u32,
});

fixed_size!(NoArticleKind = Consent | Robot | Paywall | NotFound | EmptyShell);

/// What is kept of an article and may spill to disk.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ArticleEntry {
    /// The record.
    pub record: RecordRef,
    /// The time of publication; `None` when it is missing or not readable.
    pub published: Option<Published>,
    /// The hash of the text as scraped; 0 without a text.
    pub text_hash: u64,
    /// The hash of headline and text as scraped, or of address and id when both
    /// are missing. It does not depend on where the record is.
    pub content_hash: u64,
    /// The key of the headline without suffixes and markers; `None` without a
    /// headline.
    pub headline_key: Option<NonZeroU64>,
    /// The hash of the normalized address; 0 without one.
    pub page_hash: u64,
    /// The share of the words that are in boilerplate blocks.
    pub boilerplate_share: f32,
    /// Whether the text repeats the headline.
    pub headline_repeated: bool,
    /// Whether the record has a text.
    pub has_text: bool,
    /// Set if the page has no article. Its body is then empty.
    pub no_article: Option<NoArticle>,
    /// Whether the body is the whole text, without excluded blocks.
    pub is_whole: bool,
    /// The place of the id in the log of ids. The excluded blocks follow it,
    /// unless the body is the whole text.
    pub(crate) id_place: u64,
}

fixed_size!(ArticleEntry {
    record: RecordRef,
    published: Option<Published>,
    text_hash: u64,
    content_hash: u64,
    headline_key: Option<NonZeroU64>,
    page_hash: u64,
    boilerplate_share: f32,
    headline_repeated: bool,
    has_text: bool,
    no_article: Option<NoArticle>,
    is_whole: bool,
    id_place: u64,
});
