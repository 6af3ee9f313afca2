/*!
Why a headline recurs: one story was printed again, or the headline stands
over other content each time.

# Choices

* How a headline recurs decides, by points. Years between two printings, other
  pages of one outlet again and again, addresses of sections and services, and
  words that say little speak for a standing headline; one slug in the
  addresses of several outlets, copies below it, and many telling words speak
  for a story.
* Words of rubrics ("letters", "editor", "Leserbriefe") are one point among
  the others and decide nothing alone.
*/

use serde::{Deserialize, Serialize};

use crate::news::addresses::page::PageKind;
use crate::news::dates::published::{DayRange, Published};
use crate::news::headline::rubrics::is_rubric_word;
use crate::news::headline::terms::Term;
use crate::syndication::headlines::Bodies;
use crate::syndication::headlines::headlined::Headlined;
use crate::syndication::headlines::weights::Weights;

/// Why a headline recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadlineKind {
    /// One story was printed again.
    Story,
    /// A rubric, a section, a service, a series.
    Standing,
}

/// How a headline recurs.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Recurrence {
    /// Articles with it.
    pub articles: usize,
    /// Outlets that are known to have printed it.
    pub outlets: usize,
    /// Days from the first printing to the last; 0 where that may be one day.
    pub days: i64,
    /// The share of the dated articles that were printed outside the weeks in
    /// which most were: one wrong date makes no series.
    pub spread: f64,
    /// The most pages of one outlet that have it at different times, or at
    /// different addresses.
    pub at_one_outlet: usize,
    /// The most numbers that one outlet counts its slugs with.
    pub serials: usize,
    /// Different pages that have it; a page without an address is one of its
    /// own.
    pub pages: usize,
    /// The share of its pages whose address is that of a section.
    pub sections: f64,
    /// The share of its pages whose address is that of a story.
    pub stories: f64,
    /// The most outlets that have one slug for it, on pages of stories.
    pub outlets_of_slug: usize,
    /// What its words tell that are no words of rubrics, dates or numbers.
    pub weight: f64,
    /// The share of its longer words that are words of rubrics.
    pub rubric: f64,
    /// The most different texts that one outlet has below it.
    pub texts_at_one_outlet: usize,
}

/// Days after which the same story is hardly printed again.
const LONG: i64 = 45;

/// Days after which hardly anything but a standing headline recurs.
const VERY_LONG: i64 = 400;

/// The share of articles outside the busiest weeks that makes a headline recur
/// over time.
const SPREAD: f64 = 0.25;

/// Articles that are not many by chance.
const MANY: usize = 5;

/// Days after which even a good headline that recurs is a series.
const YEARS: i64 = 1500;

impl Recurrence {
    /// How the headline with these words recurs in these articles.
    #[must_use]
    pub fn of(headlined: &[Headlined], words: &[Term], weights: &Weights) -> Recurrence {
        let count = |kind: PageKind| {
            let pages = headlined.iter().filter(|one| one.page == kind).count();
            ratio(pages, headlined.len())
        };
        let mut outlets: Vec<u32> = headlined.iter().filter_map(|one| one.outlet).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let printed: Vec<DayRange> = headlined
            .iter()
            .filter_map(|one| one.published.map(Published::days))
            .collect();
        Recurrence {
            articles: headlined.len(),
            outlets: outlets.len(),
            days: days_between(&printed),
            spread: spread(&printed),
            serials: most_serials(headlined),
            pages: pages(headlined),
            at_one_outlet: most_at_one_outlet(headlined),
            sections: count(PageKind::Section),
            stories: count(PageKind::Story),
            outlets_of_slug: most_outlets_of_slug(headlined),
            weight: words
                .iter()
                .filter(|term| !is_rubric_word(**term))
                .map(|&term| weights.of_term(term))
                .sum(),
            rubric: share_of_rubrics(words),
            texts_at_one_outlet: 0,
        }
    }

    /// Points for a standing headline, less those for a story.
    #[must_use]
    pub fn points(&self, bodies: Bodies) -> i32 {
        let mut points = 0;
        // How long it recurs.
        if self.spread >= SPREAD {
            points += match self.days {
                YEARS.. => 4,
                VERY_LONG.. => 3,
                LONG.. => 2,
                _ => 0,
            };
            if self.articles >= MANY && self.days >= VERY_LONG {
                points += 2;
            }
        }
        // Again and again at one outlet.
        points += match self.at_one_outlet {
            4.. => 4,
            3 => 3,
            2 => 1,
            _ => 0,
        };
        points += match self.texts_at_one_outlet {
            4.. => 4,
            3 => 3,
            2 => 1,
            _ => 0,
        };
        // Where it stands.
        if self.sections > HALF {
            points += 3;
        } else if self.sections >= HALF {
            points += 1;
        } else if self.stories >= 0.6 {
            points -= 1;
        }
        if self.serials >= 2 {
            points += 2;
        }
        // What it says: few words recur by chance, but not those of a page
        // that was read twice.
        points += match self.weight {
            ..25.0 if self.is_read_twice() => 0,
            ..12.0 => 4,
            12.0..18.0 => 3,
            18.0..25.0 => 1,
            // A service has long names too.
            _ if self.sections >= MOSTLY => 0,
            25.0..38.0 => -1,
            _ => -3,
        };
        points += match self.rubric {
            0.99.. => 3,
            0.6.. => 2,
            0.4.. => 1,
            _ => 0,
        };
        // A rubric that is sent to all outlets stays one.
        if self.outlets_of_slug >= 2 && self.rubric < 0.99 {
            points -= 3;
        }
        points += match bodies {
            // One outlet's form, filled in alike for months.
            Bodies::Copies if self.outlets == 1 && self.at_one_outlet > 2 && self.days >= LONG => 0,
            Bodies::Copies => -4,
            Bodies::Different => 1,
            Bodies::Missing => 0,
        };
        points
    }

    /// Whether it seems to be one page that was read twice.
    fn is_read_twice(&self) -> bool {
        self.pages < 2 && self.days == 0 && self.sections < HALF && self.rubric < HALF
    }

    /// Why the headline recurs.
    #[must_use]
    pub fn kind(&self, bodies: Bodies) -> HeadlineKind {
        if self.points(bodies) >= ENOUGH {
            HeadlineKind::Standing
        } else {
            HeadlineKind::Story
        }
    }
}

/// The share of section pages from which on a headline is hardly a story's.
const MOSTLY: f64 = 0.8;

/// Half of the pages.
const HALF: f64 = 0.5;

/// Points from which on a headline is a standing one.
const ENOUGH: i32 = 3;

fn ratio(part: usize, all: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(part) / number(all).max(1.0)
}

/// The days from the first of what was `printed`, each between two days, to
/// the last. Of two that may be of one day there are none between; of others,
/// such as two years, as many as between their beginnings: an even chance.
fn days_between(printed: &[DayRange]) -> i64 {
    let first = printed.iter().min_by_key(|days| (days.last, days.first));
    let last = printed.iter().max();
    match first.zip(last) {
        Some((first, last)) if last.first > first.last => last.first - first.first,
        _ => 0,
    }
}

/// The share of what was `printed`, each between two days, outside the
/// [`LONG`] in which most of it may have been.
fn spread(printed: &[DayRange]) -> f64 {
    // A time of this length may hold a printing if it begins between these
    // days. What is known to the year is hardly of its last days and the next
    // year's first.
    let mut edges: Vec<(i64, i32)> = printed
        .iter()
        .flat_map(|&DayRange { first, last }| [(first - LONG, 1), (first.max(last - LONG) + 1, -1)])
        .collect();
    edges.sort_unstable();
    let mut most = 0;
    let mut held = 0;
    for (_, change) in edges {
        held += change;
        most = most.max(held);
    }
    let most = usize::try_from(most).unwrap_or_default();
    ratio(printed.len() - most, printed.len())
}

/// The most pages of one outlet that were printed at different times, or stand
/// at different addresses. A page that was crawled twice counts once; one
/// without an outlet may be anybody's.
fn most_at_one_outlet(headlined: &[Headlined]) -> usize {
    let mut of_outlets: Vec<(u32, &Headlined)> = headlined
        .iter()
        .filter_map(|one| one.outlet.map(|outlet| (outlet, one)))
        .collect();
    of_outlets.sort_by_key(|page| page.0);
    of_outlets
        .chunk_by(|one, other| one.0 == other.0)
        .map(|pages| {
            let pages = || pages.iter().map(|page| page.1);
            let addresses = pages().map(|page| page.address);
            times(pages()).max(different(addresses.filter(|&address| address != 0)))
        })
        .max()
        .unwrap_or_default()
}

/// How many times these pages were printed at. A year and a day in it may be
/// one time, so that only times of one sharpness are different ones.
fn times<'a>(pages: impl Iterator<Item = &'a Headlined>) -> usize {
    let mut times: Vec<(i64, i64)> = pages
        .filter_map(|page| page.published.map(Published::days))
        .map(|days| (days.last - days.first, days.first))
        .collect();
    times.sort_unstable();
    times.dedup();
    let (days, vaguer): (Vec<_>, Vec<_>) = times.into_iter().partition(|time| time.0 == 0);
    // A month has 28 to 31 days, a year 365 or 366.
    let (months, years): (Vec<_>, Vec<_>) = vaguer.into_iter().partition(|time| time.0 < 100);
    days.len().max(months.len()).max(years.len())
}

/// How many different ones there are.
fn different<T: Ord>(values: impl Iterator<Item = T>) -> usize {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.len()
}

fn pages(headlined: &[Headlined]) -> usize {
    let addresses = || headlined.iter().map(|one| one.address);
    let unknown = addresses().filter(|&address| address == 0).count();
    different(addresses().filter(|&address| address != 0)) + unknown
}

fn most_serials(headlined: &[Headlined]) -> usize {
    let mut serials: Vec<(u32, u16)> = headlined
        .iter()
        .filter(|one| one.serial != 0)
        .filter_map(|one| Some((one.outlet?, one.serial)))
        .collect();
    serials.sort_unstable();
    serials.dedup();
    serials
        .chunk_by(|one, other| one.0 == other.0)
        .map(<[_]>::len)
        .max()
        .unwrap_or_default()
}

fn most_outlets_of_slug(headlined: &[Headlined]) -> usize {
    let mut of_slugs: Vec<(u64, &Headlined)> = headlined
        .iter()
        .filter(|one| one.slug != 0 && one.page == PageKind::Story)
        .map(|one| (one.slug, one))
        .collect();
    of_slugs.sort_by_key(|page| page.0);
    of_slugs
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|pages| {
            let days: Vec<DayRange> = pages
                .iter()
                .filter_map(|page| page.1.published.map(Published::days))
                .collect();
            // A series keeps its slug for years.
            days_between(&days) <= LONG
        })
        .map(|pages| different(pages.iter().filter_map(|page| page.1.outlet)))
        .max()
        .unwrap_or_default()
}

/// The share of the longer words that are words of rubrics.
fn share_of_rubrics(words: &[Term]) -> f64 {
    /// The class of words of three letters: articles and the like.
    const SHORT: usize = 1;
    let longer: Vec<Term> = words
        .iter()
        .copied()
        .filter(|&term| term.length_class() > SHORT || is_rubric_word(term))
        .collect();
    let of_rubrics = longer.iter().filter(|&&term| is_rubric_word(term)).count();
    if longer.is_empty() {
        1.0
    } else {
        ratio(of_rubrics, longer.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syndication::headlines::listing::invented::{
        NO_OUTLET, Printing, budget, spellings,
    };
    use crate::syndication::headlines::record::Spelling;

    /// The kind of a headline that recurs so: outlet, day, address.
    fn kind(headline: &str, pages: &[(u32, &str, &str)]) -> HeadlineKind {
        let entries: Vec<(u32, &str, &str, &str)> = pages
            .iter()
            .map(|&(outlet, published, url)| (outlet, published, url, headline))
            .collect();
        let (spelling, headlined) = first(&entries);
        let weights = Weights::of(&spellings(&entries), &budget()).unwrap();
        Recurrence::of(&headlined, &spelling.terms, &weights).kind(Bodies::Missing)
    }

    /// The first of the different headlines, with its articles.
    fn first(entries: &[Printing<'_>]) -> (Spelling, Vec<Headlined>) {
        let spellings = spellings(entries);
        let mut reader = spellings.reader();
        let spelling = reader.get(0).unwrap();
        let mut headlined = Vec::new();
        reader.headlined(&spelling, &mut headlined).unwrap();
        (spelling, headlined)
    }

    #[test]
    fn a_story_is_printed_within_days() {
        let pages = [
            (
                1,
                "2024-03-04",
                "https://a.example/news/ferry-sinks-off-skarholm-coast/1",
            ),
            (
                2,
                "2024-03-05",
                "https://b.example/news/ferry-sinks-off-skarholm-coast",
            ),
        ];
        assert_eq!(
            kind("Ferry sinks off Skarholm coast", &pages),
            HeadlineKind::Story
        );
        let bare = [(1, "2024-03-04", ""), (2, "2024-03-05", "")];
        assert_eq!(
            kind("Massive waves pounding coast", &bare),
            HeadlineKind::Story
        );
    }

    #[test]
    fn what_recurs_for_years_at_one_outlet_is_standing() {
        let pages = [
            (
                1,
                "2019-03-04",
                "https://a.example/2019/03/04/wandering-the-coast-11",
            ),
            (
                1,
                "2020-03-04",
                "https://a.example/2020/03/04/wandering-the-coast-18",
            ),
            (
                1,
                "2021-03-04",
                "https://a.example/2021/03/04/wandering-the-coast-25",
            ),
        ];
        assert_eq!(kind("Wandering the coast", &pages), HeadlineKind::Standing);
    }

    #[test]
    fn sections_and_rubrics_are_standing() {
        let sections = [
            (1, "2024", "https://a.example/show/the-harbor-hour"),
            (2, "2024", "https://b.example/programs/the-harbor-hour"),
        ];
        assert_eq!(kind("The Harbor Hour", &sections), HeadlineKind::Standing);
        let bare = [(1, "2024-03-04", ""), (2, "2024-03-05", "")];
        for rubric in [
            "Letters to the editor",
            "People in the News",
            "Leserbriefe",
            "Students of the Month",
        ] {
            assert_eq!(kind(rubric, &bare), HeadlineKind::Standing, "{rubric}");
        }
    }

    #[test]
    fn what_nobody_knows_the_outlet_of_recurs_at_no_outlet() {
        let (_, headlined) = first(&[
            (
                NO_OUTLET,
                "2024-03-04",
                "",
                "Ferry sinks off Skarholm coast",
            ),
            (
                NO_OUTLET,
                "2024-03-05",
                "",
                "Ferry sinks off Skarholm coast",
            ),
            (NO_OUTLET, "", "", "Ferry sinks off Skarholm coast"),
        ]);
        assert_eq!(most_at_one_outlet(&headlined), 0);
        assert_eq!(most_outlets_of_slug(&headlined), 0);
    }

    #[test]
    fn a_page_without_date_or_address_is_no_other_page() {
        let pages = [
            (1, "2024-03-04", "https://a.example/1"),
            (1, "", "https://a.example/1"),
            (1, "2024", ""),
        ];
        let entries: Vec<_> = pages
            .iter()
            .map(|&(outlet, published, url)| (outlet, published, url, "Ferry sinks"))
            .collect();
        let (_, headlined) = first(&entries);
        assert_eq!(most_at_one_outlet(&headlined), 1);
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
    fn a_slug_that_an_outlet_keeps_for_years_is_that_of_a_series() {
        let page = |outlet, published| {
            (
                outlet,
                published,
                "https://a.example/news/wandering-the-coast-of-skarholm",
            )
        };
        let of = |pages: &[(u32, &'static str, &'static str)]| {
            let entries: Vec<_> = pages
                .iter()
                .map(|&(outlet, published, url)| (outlet, published, url, "Wandering"))
                .collect();
            let (_, headlined) = first(&entries);
            most_outlets_of_slug(&headlined)
        };
        let days = [page(1, "2020-03-04"), page(2, "2020-03-05")];
        assert_eq!(of(&days), 2);
        assert_eq!(of(&[days[0], days[1], page(1, "2022-03-04")]), 0);
    }

    #[test]
    fn one_wrong_date_makes_no_series() {
        let mut pages = vec![(9, "2002", "")];
        pages.extend((0..8).map(|outlet| (outlet, "2024", "")));
        assert_eq!(
            kind("Kitten adapts to life without harbour", &pages),
            HeadlineKind::Story
        );
    }
}
