/*!
The outlet that printed a story before all others, or usually does.

# Choices

* Being first in one story says little: the probability that the first outlet is the
  source is estimated from the other stories that the two printed, and the least of all
  pairs counts. It is `(first + 2 p) / (all + 2)`, the rule of succession with the
  prior `p` of an outlet of which no other story is known.
* Between two outlets that print agencies, and for one that mostly prints the stories
  of others, being early says nothing.
* An outlet that is first with all other stories is the source of one whose times are
  not known, too.
*/

use std::collections::{BTreeMap, BTreeSet};

use crate::news::dates::published::Published;
use crate::syndication::history::{OutletHistory, PairOrder};
use crate::syndication::origin::{Origin, OriginReason, PrintedCopy};
use crate::syndication::print_times::is_before;
use crate::syndication::thresholds::{
    FIRST_PRIOR, LONGEST_FIRST_PRIOR, MAX_EARLIEST_CONFIDENCE, MIN_EARLIEST_CONFIDENCE,
    MIN_USUAL_CONFIDENCE, UNTIMED_FACTOR,
};
use crate::syndication::votes::OutletSources;

/// Returns the outlet that certainly printed the story before all others whose time
/// is known, or usually does, unless its confidence is too low.
pub(crate) fn earliest(copies: &[PrintedCopy], history: &OutletHistory) -> Option<Origin> {
    let times = history.times_of(copies);
    match first_outlet(&times) {
        Some(first) => first_of_story(first, &times, copies, history),
        None => usual_source(&times, copies, history),
    }
}

/// Returns the claim for the outlet that printed the story first.
fn first_of_story(
    first: u32,
    times: &BTreeMap<u32, Published>,
    copies: &[PrintedCopy],
    history: &OutletHistory,
) -> Option<Origin> {
    let others = || times.keys().copied().filter(|&outlet| outlet != first);
    if !may_be_source(first, others(), history) {
        return None;
    }
    let (own, rest): (Vec<usize>, Vec<usize>) =
        (0..copies.len()).partition(|&index| copies[index].outlet == Some(first));
    let longest = |indices: &[usize]| indices.iter().map(|&index| copies[index].words).max();
    let is_longest = longest(&own) > longest(&rest);
    let prior = match is_longest {
        true => LONGEST_FIRST_PRIOR,
        false => FIRST_PRIOR,
    };
    // The story itself is one of those that the two printed.
    let orders = others().map(|other| {
        let order = history.order(first, other);
        PairOrder {
            first: order.first.saturating_sub(1),
            ..order
        }
    });
    let by_probability = |one: &PairOrder, other: &PairOrder| {
        probability(*one, prior).total_cmp(&probability(*other, prior))
    };
    let weakest = orders.min_by(by_probability)?;
    let next = others().map(|other| times[&other].seconds).min()?;
    let is_timed = |copy: &&PrintedCopy| {
        let outlet = copy.outlet;
        outlet.is_some_and(|outlet| times.contains_key(&outlet))
    };
    let (timed, of) = (copies.iter().filter(is_timed).count(), copies.len());
    let mut reasons = vec![OriginReason::First {
        lead: next.saturating_sub(times[&first].seconds),
        timed,
        of,
    }];
    reasons.extend(often_first(weakest));
    reasons.extend(is_longest.then_some(OriginReason::Longest));
    let confidence = probability(weakest, prior) * timed as f64 / of as f64;
    (confidence >= MIN_EARLIEST_CONFIDENCE).then(|| Origin {
        source: OutletSources::of(copies).source(first),
        also: Vec::new(),
        own,
        confidence: confidence.min(MAX_EARLIEST_CONFIDENCE),
        reasons,
    })
}

/// Returns the claim for the outlet that is first with nearly all other stories that it
/// prints together with each other outlet of the cluster, where this story has no order.
fn usual_source(
    times: &BTreeMap<u32, Published>,
    copies: &[PrintedCopy],
    history: &OutletHistory,
) -> Option<Origin> {
    let outlets: BTreeSet<u32> = copies.iter().filter_map(|copy| copy.outlet).collect();
    let weakest = |source: u32| {
        let orders = outlets.iter().filter(|other| **other != source);
        let orders = orders.map(|&other| history.order(source, other));
        orders.min_by(|one, other| {
            probability(*one, FIRST_PRIOR).total_cmp(&probability(*other, FIRST_PRIOR))
        })
    };
    let is_late = |source: u32| {
        let own = times.get(&source);
        own.is_some_and(|&own| times.values().any(|other| other.is_before(own)))
    };
    let candidates = outlets.iter().copied().filter_map(|source| {
        let weakest = weakest(source)?;
        let others = outlets.iter().copied().filter(|&other| other != source);
        let is_usual = probability(weakest, FIRST_PRIOR) >= MIN_USUAL_CONFIDENCE;
        let may_be = is_usual && !is_late(source) && may_be_source(source, others, history);
        may_be.then_some((source, weakest))
    });
    // Two outlets cannot both be mostly first of each other.
    let (source, order) = candidates.into_iter().next()?;
    let own = (0..copies.len()).filter(|&index| copies[index].outlet == Some(source));
    Some(Origin {
        source: OutletSources::of(copies).source(source),
        also: Vec::new(),
        own: own.collect(),
        confidence: UNTIMED_FACTOR * probability(order, FIRST_PRIOR),
        reasons: Vec::from_iter(often_first(order)),
    })
}

/// Returns whether being early says something of the first outlet.
fn may_be_source(first: u32, others: impl Iterator<Item = u32>, history: &OutletHistory) -> bool {
    let mut others = others;
    let among_clients =
        history.prints_agencies(first) && others.all(|other| history.prints_agencies(other));
    !among_clients && !history.is_reprinter(first)
}

fn often_first(order: PairOrder) -> Option<OriginReason> {
    let of = order.first + order.later;
    (of > 0).then_some(OriginReason::OftenFirst {
        first: order.first,
        of,
    })
}

/// Returns the outlet whose time is certainly before all other times, of at least two.
fn first_outlet(times: &BTreeMap<u32, Published>) -> Option<u32> {
    let (&first, &time) = times.iter().min_by_key(|(_, time)| time.seconds)?;
    let mut others = times
        .iter()
        .filter(|(outlet, _)| **outlet != first)
        .peekable();
    others.peek()?;
    others
        .all(|(_, &other)| is_before(time, other))
        .then_some(first)
}

/// Returns the probability that the first outlet is the source of the next story.
fn probability(order: PairOrder, prior: f64) -> f64 {
    let all = f64::from(order.first + order.later);
    (f64::from(order.first) + 2.0 * prior) / (all + 2.0)
}
