/*!
What is kept of the headline of one article.
*/

use crate::article::ArticleId;
use crate::news::addresses::page::{PageAddress, PageKind};
use crate::news::dates::published::Published;
use crate::news::headline::parts::HeadlineEnding;
use crate::news::headline::terms::Term;
use crate::spill::fixed::{FixedSize, fixed_size};

/// The headline of one article, but for its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headlined {
    /// The article.
    pub article: ArticleId,
    /// Its outlet, by number.
    pub outlet: Option<u32>,
    /// When it was published.
    pub published: Option<Published>,
    /// What kind of page it stands on.
    pub page: PageKind,
    /// What outlets of one publisher share in the addresses of one story; 0
    /// for nothing.
    pub slug: u64,
    /// The page itself; 0 where it is not known.
    pub address: u64,
    /// The number that its slug ends with; 0 for none.
    pub serial: u16,
    /// How it ends.
    pub ending: HeadlineEnding,
}

impl Headlined {
    /// Whether somebody cut it.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.ending == HeadlineEnding::Truncated
    }

    /// The same, on `page`.
    #[must_use]
    pub fn on(mut self, page: PageAddress) -> Headlined {
        self.page = page.kind;
        self.slug = page.slug.unwrap_or_default();
        self.address = page.address.unwrap_or_default();
        self.serial = page.serial.unwrap_or_default();
        self
    }
}

fixed_size!(Headlined {
    article: ArticleId,
    outlet: Option<u32>,
    published: Option<Published>,
    page: PageKind,
    slug: u64,
    address: u64,
    serial: u16,
    ending: HeadlineEnding,
});

fixed_size!(
    enum PageKind {
        Story,
        Section,
        Unknown,
    }
);

fixed_size!(
    enum HeadlineEnding {
        Complete,
        Truncated,
    }
);

impl FixedSize for Term {
    const SIZE: usize = u32::SIZE;

    #[inline]
    fn write(self, bytes: &mut Vec<u8>) {
        self.bits().write(bytes);
    }

    #[inline]
    fn read(bytes: &[u8]) -> Term {
        Term::from_bits(u32::read(bytes))
    }
}
