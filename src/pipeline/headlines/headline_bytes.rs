/*!
How parts of headlines are written to temporary files.
*/

use std::num::NonZeroU64;

use crate::article::ArticleId;
use crate::news::addresses::page::PageKind;
use crate::news::dates::published::Published;
use crate::news::headline::parts::HeadlineEnding;
use crate::news::headline::terms::Term;
use crate::spill::fixed::{FixedSize, fixed_size};
use crate::syndication::headlines::printed::PrintedHeadline;
use crate::syndication::headlines::spelling::SpellingLink;
use crate::syndication::headlines::times::{PrintMinutes, PrintPeriod};

fixed_size!(PrintedHeadline {
    article: ArticleId,
    outlet: Option<u32>,
    published: Option<Published>,
    ending: HeadlineEnding,
    page: PageKind,
    slug: Option<NonZeroU64>,
    address: Option<NonZeroU64>,
    serial: Option<u16>,
});

fixed_size!(PageKind = Story | Section | Unknown);

fixed_size!(HeadlineEnding = Complete | Truncated);

fixed_size!(PrintPeriod {
    first: i64,
    last: i64,
    to_the_day: bool,
});

fixed_size!(PrintMinutes {
    first: i32,
    last: i32,
    to_the_day: bool,
});

fixed_size!(SpellingLink {
    first: u32,
    second: u32,
});

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

/// Appends the terms of a headline to `bytes`.
pub(crate) fn write_terms(terms: &[Term], bytes: &mut Vec<u8>) {
    terms.iter().for_each(|term| term.write(bytes));
}

/// Returns the terms that [`write_terms`] appended.
pub(crate) fn read_terms(bytes: &[u8]) -> impl Iterator<Item = Term> + '_ {
    bytes.chunks_exact(Term::SIZE).map(Term::read)
}
