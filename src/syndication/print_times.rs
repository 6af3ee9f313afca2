/*!
Which times of publication can order the pages of two outlets.

# Choices

* A page tells its own time only if few pages of its outlet have nearly the same one.
  Crawlers stamp all pages of a visit, and printed editions all pages of a day.
* Pages are counted in slots of five minutes, so that the times need not be sorted, and
  pages without a time of day by their days. If most of an outlet's pages have one day,
  it is that of the crawl.
*/

use std::collections::{BTreeSet, HashMap};

use crate::news::dates::published::Published;
use crate::syndication::thresholds::{
    CROWDED_PAGES, CROWDED_SHARE, MIN_LEAD_SECONDS, SLOT_SECONDS,
};

/// An outlet and a slot of time.
type Slot = (u32, i64);

fn slot(outlet: u32, time: Published) -> Slot {
    (outlet, time.seconds.div_euclid(SLOT_SECONDS))
}

/// The numbers of pages of outlets by time.
#[derive(Debug, Default)]
pub(crate) struct PageTimes {
    pages: HashMap<Slot, u32>,
    /// Of pages without a time of day.
    days: HashMap<Slot, u32>,
}

impl PageTimes {
    /// Adds a page.
    pub(crate) fn add(&mut self, outlet: u32, time: Published) {
        match time.has_time() {
            true => *self.pages.entry(slot(outlet, time)).or_default() += 1,
            false => *self.days.entry((outlet, time.days().first)).or_default() += 1,
        }
    }

    /// Returns which times count. Takes linear time in the number of slots.
    pub(crate) fn finish(self) -> PrintTimes {
        let mut totals: HashMap<u32, (u32, u32)> = HashMap::new();
        let mut crowded = BTreeSet::new();
        for (slot, pages) in self.pages {
            let (all, in_crowds) = totals.entry(slot.0).or_default();
            *all += pages;
            if pages >= CROWDED_PAGES {
                *in_crowds += pages;
                crowded.insert(slot);
            }
        }
        let is_crowded =
            |(all, in_crowds): (u32, u32)| f64::from(in_crowds) > CROWDED_SHARE * f64::from(all);
        let outlets = totals.into_iter().filter(|&(_, total)| is_crowded(total));
        PrintTimes {
            crowded,
            outlets: outlets.map(|(outlet, _)| outlet).collect(),
            outlets_of_day: outlets_of_one_day(self.days),
        }
    }
}

/// Returns the outlets most of whose pages have one day.
fn outlets_of_one_day(days: HashMap<Slot, u32>) -> BTreeSet<u32> {
    let mut totals: HashMap<u32, (u32, u32)> = HashMap::new();
    for ((outlet, _), pages) in days {
        let (all, most) = totals.entry(outlet).or_default();
        *all += pages;
        *most = pages.max(*most);
    }
    let is_crawl = |&(_, (all, most)): &(u32, (u32, u32))| {
        most >= CROWDED_PAGES && f64::from(most) > CROWDED_SHARE * f64::from(all)
    };
    let outlets = totals.into_iter().filter(is_crawl);
    outlets.map(|(outlet, _)| outlet).collect()
}

/// The times that do not count.
#[derive(Debug, Default)]
pub(crate) struct PrintTimes {
    crowded: BTreeSet<Slot>,
    /// Outlets of which no time of day counts.
    outlets: BTreeSet<u32>,
    /// Outlets of which no day without a time counts.
    outlets_of_day: BTreeSet<u32>,
}

impl PrintTimes {
    /// Returns the time of a page if it is its own.
    pub(crate) fn own_time(&self, outlet: u32, time: Published) -> Option<Published> {
        let is_crowded = match time.has_time() {
            true => self.outlets.contains(&outlet) || self.crowded.contains(&slot(outlet, time)),
            false => self.outlets_of_day.contains(&outlet),
        };
        (!is_crowded).then_some(time)
    }

    /// Returns the bytes that it takes, about.
    pub(crate) fn bytes(&self) -> usize {
        self.crowded.len() * size_of::<Slot>() + self.outlets.len() * size_of::<u32>()
    }
}

/// Returns whether an outlet that printed at the time `one` was certainly before one
/// that printed at the time `other`.
pub(crate) fn is_before(one: Published, other: Published) -> bool {
    let lead = other.seconds.saturating_sub(one.seconds);
    one.is_before(other) && lead >= MIN_LEAD_SECONDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Published {
        Published::parse(text).expect("the test has a time")
    }

    #[test]
    fn times_of_a_crawl_are_not_those_of_pages() {
        let mut pages = PageTimes::default();
        for minute in 0..10 {
            pages.add(1, time(&format!("2024-03-04T06:0{}:00Z", minute / 5)));
            pages.add(2, time(&format!("2024-03-04T0{minute}:00:00Z")));
        }
        let late = time("2024-03-05T09:00:00Z");
        pages.add(1, late);
        let times = pages.finish();
        assert_eq!(times.own_time(1, late), None);
        assert_eq!(times.own_time(2, late), Some(late));
        let day = time("2024-03-04");
        assert_eq!(times.own_time(1, day), Some(day));
    }

    #[test]
    fn the_day_of_most_pages_is_that_of_the_crawl() {
        let mut pages = PageTimes::default();
        let (crawl, day) = (time("2024-03-09"), time("2024-03-04"));
        for number in 1..=CROWDED_PAGES {
            pages.add(1, crawl);
            pages.add(2, time(&format!("2024-03-0{number}")));
        }
        let times = pages.finish();
        assert_eq!(times.own_time(1, crawl), None);
        assert_eq!(times.own_time(2, day), Some(day));
    }

    #[test]
    fn a_few_pages_at_one_time_lose_only_that_time() {
        let mut pages = PageTimes::default();
        let midnight = time("2024-03-04T00:00:00Z");
        for hour in 1..9 {
            pages.add(1, time(&format!("2024-03-04T0{hour}:00:00Z")));
        }
        for _ in 0..CROWDED_PAGES {
            pages.add(1, midnight);
        }
        let times = pages.finish();
        assert_eq!(times.own_time(1, midnight), None);
        let noon = time("2024-03-04T12:00:00Z");
        assert_eq!(times.own_time(1, noon), Some(noon));
    }

    #[test]
    fn a_short_lead_is_chance() {
        let early = time("2024-03-04T06:00:00Z");
        assert!(!is_before(early, time("2024-03-04T06:30:00Z")));
        assert!(is_before(early, time("2024-03-04T07:00:00Z")));
        assert!(!is_before(early, early));
    }
}
