/*!
What is kept of one article beside what is asked for again and again: it may
stand on disk.
*/

use std::num::NonZeroU64;

use crate::article::RecordRef;
use crate::news::dates::published::Published;
use crate::spill::fixed::fixed_size;

/// What is kept of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ArticleEntry {
    /// Its record.
    pub record: RecordRef,
    /// When it was published, as far as that could be read.
    pub published: Option<Published>,
    /// The hash of its text, as scraped.
    pub text: u64,
    /// The hash of headline and text, as scraped; without both, of address
    /// and id. It stays the same wherever the record stands.
    pub content: u64,
    /// The key of its headline, without what is hung on it; `None` without
    /// one.
    pub headline: Option<NonZeroU64>,
    /// The hash of its address in the one spelling of that page; 0 without
    /// one.
    pub page: u64,
    /// The share of its words that its outlet prints on other pages too.
    pub standing: f32,
    /// Whether the headline stands again in the text.
    pub headline_repeated: bool,
    /// Whether the record has a text at all.
    pub has_text: bool,
    /// Whether all of its text is its body: nothing was set aside.
    pub is_whole: bool,
    /// Where its id stands among all ids, and behind it what was set aside of its
    /// text, unless that is whole.
    pub(crate) id: u64,
}

fixed_size!(ArticleEntry {
    record: RecordRef,
    published: Option<Published>,
    text: u64,
    content: u64,
    headline: Option<NonZeroU64>,
    page: u64,
    standing: f32,
    headline_repeated: bool,
    has_text: bool,
    is_whole: bool,
    id: u64,
});
