/*!
Who printed whose copy, counted over all clusters.

# Choices

* One cluster is one story, however many pages of an outlet carry it.
* With a source the copies go from it to every other outlet. Without one no
  direction is made up: the outlets of the cluster share the story, pair by
  pair.
*/

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::syndication::origin::{Origin, OriginSource, PrintedCopy};

/// Two parties between whom copy went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flow {
    /// Where it came from; without a direction one of the two.
    pub from: OriginSource,
    /// The outlet that printed it.
    pub to: u32,
    /// Whether it is known which way the copy went.
    pub direction: Direction,
}

/// Whether it is known which way copy went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From `from` to `to`.
    Known,
    /// Either way, or from a third.
    Unknown,
}

/// What went between two parties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Stories.
    pub stories: u32,
    /// Pages that carry them: of the receiving outlet, or of both where no
    /// direction is known.
    pub pages: u32,
    /// Stories of which the source's own page is in the dump.
    pub inside: u32,
}

/// Outlets of a cluster without a source that are paired with each other, at
/// most: beyond that every pair shares the one story and says nothing.
pub const PAIRED_OUTLETS: usize = 100;

/// Counts who printed whose.
#[derive(Clone, Debug, Default)]
pub struct Flows {
    traffic: BTreeMap<Flow, Traffic>,
    not_paired: u64,
}

impl Flows {
    /// Adds a cluster.
    ///
    /// # Complexity
    ///
    /// `O(n log n)` with a source; without one `O(o^2)` for `o` outlets.
    pub fn add(&mut self, printings: &[PrintedCopy], origin: Option<&Origin>) {
        let mut pages: BTreeMap<u32, u32> = BTreeMap::new();
        for outlet in printings.iter().filter_map(|printing| printing.outlet) {
            *pages.entry(outlet).or_default() += 1;
        }
        match origin {
            Some(origin) => self.add_from(origin, printings, &pages),
            None => self.add_shared(&pages),
        }
    }

    fn add_from(&mut self, origin: &Origin, printings: &[PrintedCopy], pages: &BTreeMap<u32, u32>) {
        let own: BTreeSet<u32> = origin
            .own
            .iter()
            .filter_map(|&index| printings[index].outlet)
            .collect();
        for (&outlet, &pages) in pages.iter().filter(|(outlet, _)| !own.contains(outlet)) {
            self.count(
                Flow {
                    from: origin.source,
                    to: outlet,
                    direction: Direction::Known,
                },
                Traffic {
                    stories: 1,
                    pages,
                    inside: u32::from(!own.is_empty()),
                },
            );
        }
    }

    fn add_shared(&mut self, pages: &BTreeMap<u32, u32>) {
        if pages.len() > PAIRED_OUTLETS {
            self.not_paired += 1;
            return;
        }
        let outlets: Vec<(u32, u32)> = pages
            .iter()
            .map(|(&outlet, &pages)| (outlet, pages))
            .collect();
        for (index, &(from, pages_of_one)) in outlets.iter().enumerate() {
            for &(to, pages_of_other) in &outlets[index + 1..] {
                self.count(
                    Flow {
                        from: OriginSource::Outlet(from),
                        to,
                        direction: Direction::Unknown,
                    },
                    Traffic {
                        stories: 1,
                        pages: pages_of_one + pages_of_other,
                        inside: 0,
                    },
                );
            }
        }
    }

    fn count(&mut self, flow: Flow, more: Traffic) {
        let traffic = self.traffic.entry(flow).or_default();
        traffic.stories += more.stories;
        traffic.pages += more.pages;
        traffic.inside += more.inside;
    }

    /// All flows, the busiest first.
    #[must_use]
    pub fn busiest_first(&self) -> Vec<(Flow, Traffic)> {
        let mut flows: Vec<(Flow, Traffic)> = self
            .traffic
            .iter()
            .map(|(&flow, &traffic)| (flow, traffic))
            .collect();
        flows.sort_by_key(|&(flow, traffic)| (std::cmp::Reverse(traffic.stories), flow));
        flows
    }

    /// Clusters without a source whose outlets were too many to be paired.
    #[must_use]
    pub const fn not_paired(&self) -> u64 {
        self.not_paired
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printing(outlet: u32) -> PrintedCopy {
        PrintedCopy {
            outlet: Some(outlet),
            ..PrintedCopy::default()
        }
    }

    fn origin(source: OriginSource, own: &[usize]) -> Origin {
        Origin {
            source,
            own: own.to_vec(),
            confidence: 0.9,
            reasons: Vec::new(),
        }
    }

    #[test]
    fn copy_goes_from_the_source_to_each_other_outlet_once_a_story() {
        let mut flows = Flows::default();
        let printings = [printing(1), printing(2), printing(2), printing(3)];
        flows.add(&printings, Some(&origin(OriginSource::Outlet(1), &[0])));
        flows.add(&printings, Some(&origin(OriginSource::Party(9), &[])));
        let all = flows.busiest_first();
        assert_eq!(all.len(), 2 + 3);
        let to_two = Flow {
            from: OriginSource::Outlet(1),
            to: 2,
            direction: Direction::Known,
        };
        let traffic = all
            .iter()
            .find(|(flow, _)| *flow == to_two)
            .map(|(_, traffic)| *traffic);
        assert_eq!(
            traffic,
            Some(Traffic {
                stories: 1,
                pages: 2,
                inside: 1
            })
        );
    }

    #[test]
    fn without_a_source_no_direction_is_made_up() {
        let mut flows = Flows::default();
        flows.add(&[printing(2), printing(1), printing(1)], None);
        let all = flows.busiest_first();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].0.direction, Direction::Unknown);
        assert_eq!(all[0].1.pages, 3);
    }

    #[test]
    fn a_story_that_all_have_without_a_source_pairs_nobody_and_is_counted() {
        let mut flows = Flows::default();
        let outlets = 0..=u32::try_from(PAIRED_OUTLETS).unwrap();
        let printings: Vec<PrintedCopy> = outlets.map(printing).collect();
        flows.add(&printings, None);
        assert!(flows.busiest_first().is_empty());
        assert_eq!(flows.not_paired(), 1);
    }
}
