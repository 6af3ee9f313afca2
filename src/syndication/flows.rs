/*!
Flows of copies between outlets, counted over all clusters.

# Choices

* A cluster is one story, however many pages of an outlet carry it.
* Copies go from the origin to every other outlet. Without an origin no direction
  is claimed: each pair of outlets shares the story.
*/

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::syndication::origin::{Origin, OriginSource, PrintedCopy};
use crate::syndication::thresholds::PAIRED_OUTLETS;

/// Two parties between which copies went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Flow {
    /// The origin; without a direction, one of the two.
    pub from: OriginSource,
    /// The outlet that printed the copies.
    pub to: u32,
    /// Whether the direction is known.
    pub direction: Direction,
}

/// Whether the direction of a flow is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From `from` to `to`.
    Known,
    /// Either way, or from a third party.
    Unknown,
}

/// The stories and pages of a flow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traffic {
    pub stories: u32,
    /// Pages with these stories: of the receiving outlet, or of both if no
    /// direction is known.
    pub pages: u32,
    /// Stories of which the origin's own page is in the dump.
    pub inside: u32,
}

/// The flows of all clusters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flows {
    traffic: BTreeMap<Flow, Traffic>,
    not_paired: u64,
}

impl Flows {
    /// Adds a cluster.
    /// Takes `O(n log n)` with an origin; `O(o^2)` for `o` outlets without one.
    pub(crate) fn add(&mut self, copies: &[PrintedCopy], origin: Option<&Origin>) {
        let mut pages: BTreeMap<u32, u32> = BTreeMap::new();
        for outlet in copies.iter().filter_map(|copy| copy.outlet) {
            *pages.entry(outlet).or_default() += 1;
        }
        match origin {
            Some(origin) => self.add_from(origin, copies, &pages),
            None => self.add_shared(&pages),
        }
    }

    fn add_from(&mut self, origin: &Origin, copies: &[PrintedCopy], pages: &BTreeMap<u32, u32>) {
        let own: BTreeSet<u32> = origin
            .own
            .iter()
            .filter_map(|&index| copies[index].outlet)
            .collect();
        for (&outlet, &pages) in pages.iter().filter(|(outlet, _)| !own.contains(outlet)) {
            let flow = Flow {
                from: origin.source,
                to: outlet,
                direction: Direction::Known,
            };
            let traffic = self.count_story(flow, pages);
            traffic.inside += u32::from(!own.is_empty());
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
                let flow = Flow {
                    from: OriginSource::Outlet(from),
                    to,
                    direction: Direction::Unknown,
                };
                self.count_story(flow, pages_of_one + pages_of_other);
            }
        }
    }

    fn count_story(&mut self, flow: Flow, pages: u32) -> &mut Traffic {
        let traffic = self.traffic.entry(flow).or_default();
        traffic.stories += 1;
        traffic.pages += pages;
        traffic
    }

    /// Returns all flows, those with the most stories first.
    pub(crate) fn busiest_first(&self) -> Vec<(Flow, Traffic)> {
        let mut flows: Vec<(Flow, Traffic)> = self
            .traffic
            .iter()
            .map(|(&flow, &traffic)| (flow, traffic))
            .collect();
        flows.sort_by_key(|&(flow, traffic)| (std::cmp::Reverse(traffic.stories), flow));
        flows
    }

    /// Returns the number of clusters without an origin that have more than
    /// [`PAIRED_OUTLETS`] outlets. They are in no flow.
    pub(crate) const fn not_paired(&self) -> u64 {
        self.not_paired
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(outlet: u32) -> PrintedCopy {
        PrintedCopy {
            outlet: Some(outlet),
            ..PrintedCopy::default()
        }
    }

    fn origin(source: OriginSource, own: &[usize]) -> Origin {
        Origin {
            source,
            also: Vec::new(),
            own: own.to_vec(),
            confidence: 0.9,
            reasons: Vec::new(),
        }
    }

    #[test]
    fn a_story_goes_from_its_origin_to_each_other_outlet_once() {
        let mut flows = Flows::default();
        let copies = [copy(1), copy(2), copy(2), copy(3)];
        flows.add(&copies, Some(&origin(OriginSource::Outlet(1), &[0])));
        flows.add(&copies, Some(&origin(OriginSource::Party(9), &[])));
        let all = flows.busiest_first();
        assert_eq!(all.len(), 2 + 3);
        let to_two = Flow {
            from: OriginSource::Outlet(1),
            to: 2,
            direction: Direction::Known,
        };
        let expected = Traffic {
            stories: 1,
            pages: 2,
            inside: 1,
        };
        assert!(all.contains(&(to_two, expected)));
    }

    #[test]
    fn without_an_origin_the_direction_is_unknown() {
        let mut flows = Flows::default();
        flows.add(&[copy(2), copy(1), copy(1)], None);
        let all = flows.busiest_first();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].0.direction, Direction::Unknown);
        assert_eq!(all[0].1.pages, 3);
    }

    #[test]
    fn outlets_of_a_large_cluster_without_an_origin_are_not_paired() {
        let mut flows = Flows::default();
        let outlets = 0..=u32::try_from(PAIRED_OUTLETS).unwrap();
        let copies: Vec<PrintedCopy> = outlets.map(copy).collect();
        flows.add(&copies, None);
        assert!(flows.busiest_first().is_empty());
        assert_eq!(flows.not_paired(), 1);
    }
}
