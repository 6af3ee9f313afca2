//! Headlines, spellings and weights for the tests of this folder.

use crate::article::ArticleId;
use crate::news::addresses::page::PageAddress;
use crate::news::dates::published::Published;
use crate::news::headline::kicker::after_kicker;
use crate::news::headline::terms::headline_key;
use crate::news::headline::terms::terms_of;
use crate::syndication::headlines::group::PrintedHeadline;
use crate::syndication::headlines::spelling::{PrintPeriod, Spelling};
use crate::syndication::headlines::weights::{TermCounts, TermWeights};

/// A day of publication.
pub(crate) const DAY: &str = "2024-03-04";

/// Stands for a page without an outlet.
pub(crate) const NO_OUTLET: u32 = u32::MAX;

/// Returns the headline of each page, given with outlet, day of publication and
/// address.
pub(crate) fn printed(pages: &[(u32, &str, &str)]) -> Vec<PrintedHeadline> {
    let pages = (0..).zip(pages);
    pages
        .map(|(number, &(outlet, day, url))| PrintedHeadline {
            outlet: Some(outlet).filter(|&outlet| outlet != NO_OUTLET),
            published: Published::parse(day),
            ..PrintedHeadline::new(ArticleId::new(number), PageAddress::parse(url))
        })
        .collect()
}

/// Returns a spelling for each headline, given with its day of publication. They
/// are numbered in the order of their keys, and one ends with an ellipsis if its
/// headline does.
pub(crate) fn spellings(headlines: &[(&str, &str)]) -> Vec<Spelling> {
    let mut spellings: Vec<Spelling> = headlines
        .iter()
        .map(|&(day, headline)| Spelling {
            number: 0,
            key: headline_key(headline).expect("the headline has words"),
            articles: 1,
            printed: Published::parse(day).map(PrintPeriod::of),
            is_truncated: headline.ends_with("..."),
            kicker: after_kicker(headline).map_or(0, |end| terms_of(&headline[..end]).len()),
            terms: terms_of(headline),
        })
        .collect();
    spellings.sort_unstable_by_key(|spelling| spelling.key);
    for (number, spelling) in (0..).zip(&mut spellings) {
        spelling.number = number;
    }
    spellings
}

/// Returns the weights of words where these are all headlines.
pub(crate) fn weights(spellings: &[Spelling]) -> TermWeights {
    let mut counts = TermCounts::default();
    for spelling in spellings {
        counts.add(&mut spelling.terms.clone());
    }
    TermWeights::new(counts)
}
