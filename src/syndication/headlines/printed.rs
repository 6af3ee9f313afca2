/*!
The headline of one article, without its words.
*/

use std::num::NonZeroU64;

use crate::article::ArticleId;
use crate::news::addresses::page::{PageAddress, PageKind};
use crate::news::dates::published::Published;
use crate::news::headline::parts::HeadlineEnding;

/// The headline of one article: where, when and how it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PrintedHeadline {
    /// The article.
    pub article: ArticleId,
    /// The number of its outlet.
    pub outlet: Option<u32>,
    /// The time of publication.
    pub published: Option<Published>,
    /// How the headline ends.
    pub ending: HeadlineEnding,
    /// The kind of its page.
    pub page: PageKind,
    /// A hash of what outlets of one publisher share in the addresses of one
    /// story.
    pub slug: Option<NonZeroU64>,
    /// A hash of the address of the page.
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
