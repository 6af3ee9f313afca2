/*!
What the clusters of a dump tell of its outlets: which of two is usually first, who
prints agencies, and who prints mostly the stories of others.

# Choices

* Orders of two outlets are counted in stories without a credit. Clients of an agency
  print its copy in any order, so that neither is mostly first; a site that copies
  another one is never first.
* A cluster counts once, however many pages of an outlet carry it.
*/

use std::collections::{BTreeMap, HashMap};

use crate::news::dates::published::Published;
use crate::syndication::origin::{OriginSource, PrintedCopy};
use crate::syndication::print_times::{PrintTimes, is_before};
use crate::syndication::thresholds::{
    CLIENT_SHARE, MIN_STORIES_OF_HABIT, PAIRED_OUTLETS, REPRINTER_SHARE,
};
use crate::syndication::votes::{OutletSources, votes};

/// The stories of an outlet that other outlets print too.
#[derive(Clone, Copy, Debug, Default)]
struct OutletStories {
    all: u32,
    /// Credited to a party that is no outlet of the cluster.
    of_third_parties: u32,
    /// That the outlet credits to others, or prints after others.
    of_others: u32,
}

/// Stories that one outlet printed before another one, and the other way round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PairOrder {
    pub(crate) first: u32,
    pub(crate) later: u32,
}

/// What the clusters of a dump tell of its outlets.
#[derive(Debug, Default)]
pub(crate) struct OutletHistory {
    times: PrintTimes,
    stories: HashMap<u32, OutletStories>,
    /// Stories that the first outlet printed certainly before the second.
    orders: HashMap<(u32, u32), u32>,
}

impl OutletHistory {
    pub(crate) fn new(times: PrintTimes) -> OutletHistory {
        OutletHistory {
            times,
            ..OutletHistory::default()
        }
    }

    /// Adds the copies of a cluster.
    /// Takes `O(o^2)` for `o` outlets, up to [`PAIRED_OUTLETS`], else linear time.
    pub(crate) fn add(&mut self, copies: &[PrintedCopy]) {
        let story = Story::of(copies, &self.times);
        if story.outlets.len() < 2 {
            return;
        }
        for (&outlet, facts) in &story.outlets {
            let stories = self.stories.entry(outlet).or_default();
            stories.all += 1;
            stories.of_third_parties += u32::from(story.has_third_party);
            stories.of_others += u32::from(facts.credits_others || story.is_late(facts));
        }
        if story.is_credited || story.outlets.len() > PAIRED_OUTLETS {
            return;
        }
        for pair in story.orders() {
            *self.orders.entry(pair).or_default() += 1;
        }
    }

    /// Returns the times of a cluster's outlets: for each the earliest one that counts.
    pub(crate) fn times_of(&self, copies: &[PrintedCopy]) -> BTreeMap<u32, Published> {
        earliest_times(copies, &self.times)
    }

    /// Returns how often each of two outlets was first.
    pub(crate) fn order(&self, one: u32, other: u32) -> PairOrder {
        let count = |pair| self.orders.get(&pair).copied().unwrap_or_default();
        PairOrder {
            first: count((one, other)),
            later: count((other, one)),
        }
    }

    /// Returns whether the outlet prints agencies: what it shares is mostly theirs.
    pub(crate) fn prints_agencies(&self, outlet: u32) -> bool {
        self.has_habit(outlet, CLIENT_SHARE, |stories| stories.of_third_parties)
    }

    /// Returns whether the outlet prints mostly the stories of others.
    pub(crate) fn is_reprinter(&self, outlet: u32) -> bool {
        self.has_habit(outlet, REPRINTER_SHARE, |stories| stories.of_others)
    }

    fn has_habit(&self, outlet: u32, share: f64, count: fn(&OutletStories) -> u32) -> bool {
        self.stories.get(&outlet).is_some_and(|stories| {
            stories.all >= MIN_STORIES_OF_HABIT
                && f64::from(count(stories)) >= share * f64::from(stories.all)
        })
    }

    /// Returns the bytes that it takes, about.
    pub(crate) fn bytes(&self) -> usize {
        self.times.bytes()
            + self.stories.len() * size_of::<(u32, OutletStories)>()
            + self.orders.len() * size_of::<((u32, u32), u32)>()
    }
}

/// What the pages of one outlet tell of a story.
#[derive(Debug, Default)]
struct OutletFacts {
    time: Option<Published>,
    credits_others: bool,
}

/// A story as its outlets print it.
struct Story {
    outlets: BTreeMap<u32, OutletFacts>,
    /// Whether a source is credited that is no outlet of the cluster.
    has_third_party: bool,
    /// Whether any other source is credited.
    is_credited: bool,
}

impl Story {
    fn of(copies: &[PrintedCopy], times: &PrintTimes) -> Story {
        let sources = OutletSources::of(copies);
        let mut story = Story {
            outlets: BTreeMap::new(),
            has_third_party: false,
            is_credited: false,
        };
        for copy in copies {
            let Some(outlet) = copy.outlet else { continue };
            let votes = votes(copy, &sources);
            let facts = story.outlets.entry(outlet).or_default();
            facts.credits_others |= !votes.is_empty();
            story.is_credited |= !votes.is_empty();
            let is_third = |source| match source {
                OriginSource::Party(party) => {
                    copies.iter().all(|copy| copy.own_party != Some(party))
                }
                OriginSource::Outlet(_) => false,
            };
            story.has_third_party |= votes.iter().any(|vote| is_third(vote.source));
        }
        for (outlet, time) in earliest_times(copies, times) {
            story.outlets.entry(outlet).or_default().time = Some(time);
        }
        story
    }

    /// Returns whether another outlet printed the story certainly before this one.
    fn is_late(&self, facts: &OutletFacts) -> bool {
        let Some(time) = facts.time else { return false };
        let mut others = self.outlets.values().filter_map(|other| other.time);
        others.any(|other| is_before(other, time))
    }

    /// Returns the pairs of outlets of which the first was certainly before the second.
    fn orders(&self) -> Vec<(u32, u32)> {
        let timed = || {
            let outlets = self.outlets.iter();
            outlets.filter_map(|(&outlet, facts)| Some((outlet, facts.time?)))
        };
        let mut orders = Vec::new();
        for (one, time) in timed() {
            let later = timed().filter(|&(_, other)| is_before(time, other));
            orders.extend(later.map(|(other, _)| (one, other)));
        }
        orders
    }
}

fn earliest_times(copies: &[PrintedCopy], times: &PrintTimes) -> BTreeMap<u32, Published> {
    let mut earliest: BTreeMap<u32, Published> = BTreeMap::new();
    for copy in copies {
        let (Some(outlet), Some(time)) = (copy.outlet, copy.published) else {
            continue;
        };
        let Some(time) = times.own_time(outlet, time) else {
            continue;
        };
        let known = earliest.entry(outlet).or_insert(time);
        if (time.seconds, time.resolution) < (known.seconds, known.resolution) {
            *known = time;
        }
    }
    earliest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::credit::CreditEvidence;
    use crate::syndication::origin::CreditMention;

    const AP: u32 = 0;

    fn at(outlet: u32, time: &str) -> PrintedCopy {
        PrintedCopy {
            outlet: Some(outlet),
            published: Published::parse(&format!("2024-03-04{time}")),
            ..PrintedCopy::default()
        }
    }

    fn credited(outlet: u32) -> PrintedCopy {
        PrintedCopy {
            credits: vec![CreditMention {
                party: AP,
                kind: None,
                evidence: CreditEvidence::TailLine,
            }],
            ..at(outlet, "T06:00:00Z")
        }
    }

    #[test]
    fn orders_are_counted_in_stories_without_credits_and_beyond_chance() {
        let mut history = OutletHistory::default();
        history.add(&[
            at(1, "T06:00:00Z"),
            at(2, "T09:00:00Z"),
            at(2, "T10:00:00Z"),
        ]);
        history.add(&[at(1, "T06:00:00Z"), at(2, "T06:05:00Z")]);
        history.add(&[credited(1), at(2, "T09:00:00Z")]);
        history.add(&[at(2, "T06:00:00Z"), at(1, "T09:00:00Z")]);
        let expected = PairOrder { first: 1, later: 1 };
        assert_eq!(history.order(1, 2), expected);
        assert_eq!(history.order(2, 1), expected);
    }

    #[test]
    fn habits_show_in_several_stories() {
        let mut history = OutletHistory::default();
        for _ in 0..MIN_STORIES_OF_HABIT - 1 {
            history.add(&[credited(1), at(2, "T09:00:00Z")]);
        }
        assert!(!history.prints_agencies(1) && !history.is_reprinter(1));
        history.add(&[credited(1), at(2, "T09:00:00Z")]);
        assert!(history.prints_agencies(1) && history.is_reprinter(1));
        // The other one printed agency copy too, and always later.
        assert!(history.prints_agencies(2) && history.is_reprinter(2));
    }

    #[test]
    fn copies_of_one_outlet_tell_nothing() {
        let mut history = OutletHistory::default();
        for _ in 0..MIN_STORIES_OF_HABIT {
            history.add(&[credited(1), credited(1)]);
        }
        assert!(!history.prints_agencies(1));
    }
}
