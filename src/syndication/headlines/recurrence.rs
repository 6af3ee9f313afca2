/*!
How a headline recurs: measures of the articles that have it.
*/

use std::num::NonZeroU64;

use crate::convert::to_u32;
use crate::news::addresses::page::PageKind;
use crate::news::dates::published::{DayRange, Published};
use crate::news::headline::terms::Term;
use crate::news::headline::terms::is_rubric_word;
use crate::syndication::headlines::group::PrintedHeadline;
use crate::syndication::headlines::scores::LONG_DAYS;
use crate::syndication::headlines::weights::TermWeights;

/// How a headline recurs.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Recurrence {
    /// Articles with the headline.
    pub articles: usize,
    /// Known outlets that printed it.
    pub outlets: usize,
    /// Days from the first printing to the last; 0 if they may be one day.
    pub days: i64,
    /// Share of the dated articles outside the busiest [`LONG_DAYS`].
    pub spread: f64,
    /// The most pages of one outlet at different times or addresses.
    pub pages_at_one_outlet: usize,
    /// The most numbers with which one outlet counts its slugs.
    pub serials: usize,
    /// Different pages; a page without an address is one of its own.
    pub pages: usize,
    /// Share of the articles at addresses of sections.
    pub sections: f64,
    /// Share of the articles at addresses of stories.
    pub stories: f64,
    /// The most outlets with one slug on pages of stories.
    pub outlets_of_slug: usize,
    /// Weight of its words, without rubric words, dates and numbers.
    pub weight: f64,
    /// Share of rubric words among its longer words; 1 if it has none.
    pub rubric: f64,
    /// The most different texts of one outlet below it.
    pub texts_at_one_outlet: usize,
}

impl Recurrence {
    /// Measures a headline with the words `terms` that was printed in these
    /// articles. `texts` are the labels of their texts, with their outlets: equal
    /// texts have equal labels.
    pub(crate) fn measure<T: Ord>(
        printed: &[PrintedHeadline],
        terms: &[Term],
        weights: &TermWeights,
        texts: impl Iterator<Item = (u32, T)>,
    ) -> Recurrence {
        let share_of = |kind: PageKind| {
            let pages = printed.iter().filter(|one| one.page == kind).count();
            ratio(pages, printed.len())
        };
        let days: Vec<DayRange> = printed
            .iter()
            .filter_map(|one| one.published.map(Published::days))
            .collect();
        let telling = terms.iter().filter(|term| !is_rubric_word(**term));
        Recurrence {
            articles: printed.len(),
            outlets: count_different(printed.iter().filter_map(|one| one.outlet)),
            days: days_between(&days),
            spread: spread(&days),
            pages_at_one_outlet: pages_at_one_outlet(printed),
            serials: most_in_group(
                printed
                    .iter()
                    .filter_map(|one| Some((one.outlet?, one.serial?))),
                |serials| count_different(serials.iter().map(|serial| serial.1)),
            ),
            pages: count_pages(printed),
            sections: share_of(PageKind::Section),
            stories: share_of(PageKind::Story),
            outlets_of_slug: outlets_of_slug(printed),
            weight: telling.map(|&term| weights.of_term(term)).sum(),
            rubric: share_of_rubric_words(terms),
            texts_at_one_outlet: most_in_group(texts, |texts| {
                count_different(texts.iter().map(|text| &text.1))
            }),
        }
    }
}

/// Returns `part / all`; 0 if `all` is 0.
fn ratio(part: usize, all: usize) -> f64 {
    f64::from(to_u32(part)) / f64::from(to_u32(all)).max(1.0)
}

fn count_different<T: Ord>(values: impl Iterator<Item = T>) -> usize {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.len()
}

/// Groups `entries` by their keys and returns the greatest `count` of a group; 0
/// without entries.
fn most_in_group<K: Ord, V>(
    entries: impl Iterator<Item = (K, V)>,
    count: impl Fn(&[(K, V)]) -> usize,
) -> usize {
    let mut entries: Vec<(K, V)> = entries.collect();
    entries.sort_by(|one, other| one.0.cmp(&other.0));
    let groups = entries.chunk_by(|one, other| one.0 == other.0);
    groups.map(count).max().unwrap_or(0)
}

/// Returns the days from the first printing to the last. Two printings that may
/// be of one day have none between them. Others, such as two years, have as many
/// as their beginnings: an even chance.
fn days_between(printed: &[DayRange]) -> i64 {
    let first = printed.iter().min_by_key(|days| (days.last, days.first));
    let last = printed.iter().max();
    match first.zip(last) {
        Some((first, last)) if last.first > first.last => last.first - first.first,
        _ => 0,
    }
}

/// Returns the share of printings outside the [`LONG_DAYS`] in which most of them
/// may have been.
fn spread(printed: &[DayRange]) -> f64 {
    // A window may hold a printing if the window begins between these two days. Over
    // the end of a year it holds the printings that are known only to the next year,
    // and not those of the year that ends.
    let mut edges: Vec<(i64, i32)> = printed
        .iter()
        .flat_map(|&DayRange { first, last }| {
            let end = first.max(last - LONG_DAYS) + 1;
            [(first - LONG_DAYS, 1), (end, -1)]
        })
        .collect();
    edges.sort_unstable();
    let mut most = 0;
    let mut held = 0;
    for (_, change) in edges {
        held += change;
        most = most.max(held);
    }
    let outside = to_u32(printed.len()) - most.unsigned_abs();
    ratio(outside as usize, printed.len())
}

/// Returns the most pages of one outlet at different times or addresses. A page
/// that was crawled twice counts once. Pages without an outlet do not count.
fn pages_at_one_outlet(printed: &[PrintedHeadline]) -> usize {
    let by_outlet = printed.iter().filter_map(|one| Some((one.outlet?, one)));
    most_in_group(by_outlet, |pages| {
        let addresses = pages.iter().filter_map(|page| page.1.address);
        count_times(pages.iter().map(|page| page.1)).max(count_different(addresses))
    })
}

/// Counts different times of printing. A year and a day in it may be one time, so
/// that days, months and years are counted apart and the most count.
fn count_times<'a>(pages: impl Iterator<Item = &'a PrintedHeadline>) -> usize {
    let mut times: Vec<(i64, i64)> = pages
        .filter_map(|page| page.published.map(Published::days))
        .map(|days| (days.last - days.first, days.first))
        .collect();
    times.sort_unstable();
    times.dedup();
    let (days, vague): (Vec<_>, Vec<_>) = times.into_iter().partition(|time| time.0 == 0);
    // A month has 28 to 31 days, a year 365 or 366.
    let (months, years): (Vec<_>, Vec<_>) = vague.into_iter().partition(|time| time.0 < 100);
    days.len().max(months.len()).max(years.len())
}

fn count_pages(printed: &[PrintedHeadline]) -> usize {
    let addresses: Vec<NonZeroU64> = printed.iter().filter_map(|one| one.address).collect();
    let unknown = printed.len() - addresses.len();
    count_different(addresses.into_iter()) + unknown
}

/// Returns the most outlets with one slug on pages of stories. A slug that was
/// used for longer than [`LONG_DAYS`] is that of a series and does not count.
fn outlets_of_slug(printed: &[PrintedHeadline]) -> usize {
    let stories = printed.iter().filter(|one| one.page == PageKind::Story);
    let by_slug = stories.filter_map(|one| Some((one.slug?, one)));
    most_in_group(by_slug, |pages| {
        let published = pages.iter().filter_map(|page| page.1.published);
        let days: Vec<DayRange> = published.map(Published::days).collect();
        if days_between(&days) > LONG_DAYS {
            return 0;
        }
        count_different(pages.iter().filter_map(|page| page.1.outlet))
    })
}

/// Returns the share of rubric words among the longer words; 1 if there are none.
fn share_of_rubric_words(terms: &[Term]) -> f64 {
    /// The length class of words of three letters: articles and the like.
    const SHORT: usize = 1;
    let counted = terms
        .iter()
        .filter(|&&term| term.length_class() > SHORT || is_rubric_word(term));
    let rubric = terms.iter().filter(|&&term| is_rubric_word(term)).count();
    match counted.count() {
        0 => 1.0,
        counted => ratio(rubric, counted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syndication::headlines::tests::{NO_OUTLET, printed};

    #[test]
    fn pages_without_an_outlet_do_not_count_for_one() {
        let printed = printed(&[
            (NO_OUTLET, "2024-03-04", ""),
            (NO_OUTLET, "2024-03-05", ""),
            (NO_OUTLET, "", ""),
        ]);
        assert_eq!(pages_at_one_outlet(&printed), 0);
        assert_eq!(outlets_of_slug(&printed), 0);
    }

    #[test]
    fn a_page_without_date_or_address_may_be_an_earlier_page() {
        let printed = printed(&[
            (1, "2024-03-04", "https://a.example/1"),
            (1, "", "https://a.example/1"),
            (1, "2024", ""),
        ]);
        assert_eq!(pages_at_one_outlet(&printed), 1);
    }

    #[test]
    fn a_year_and_a_day_of_it_may_be_one_time() {
        let days = |text: &str| Published::parse(text).unwrap().days();
        assert_eq!(days_between(&[days("2023"), days("2024")]), 365);
        assert_eq!(days_between(&[days("2024"), days("2024-03")]), 0);
        assert_eq!(days_between(&[days("1969-12-31"), days("1970-01-02")]), 2);
        let of = |texts: &[&str]| {
            let printed: Vec<_> = texts.iter().map(|text| days(text)).collect();
            spread(&printed)
        };
        assert!((of(&["2002", "2024", "2024-08-01", "2024-08-31"]) - 0.25).abs() < 1e-9);
        assert!((of(&["2023", "2024"]) - 0.5).abs() < 1e-9);
        assert!((of(&["2024-01-01", "2024-02-15"]) - 0.0).abs() < 1e-9);
        assert!((of(&["2024-01-01", "2024-02-16"]) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_slug_that_is_used_for_years_does_not_count() {
        let page = |outlet, published| {
            (
                outlet,
                published,
                "https://a.example/news/wandering-the-coast-of-skarholm",
            )
        };
        let of = |pages: &[(u32, &str, &str)]| outlets_of_slug(&printed(pages));
        let days = [page(1, "2020-03-04"), page(2, "2020-03-05")];
        assert_eq!(of(&days), 2);
        assert_eq!(of(&[days[0], days[1], page(1, "2022-03-04")]), 0);
    }
}
