/*!
Counting the votes of a cluster's articles for its origin.

# Choices

* All articles of one outlet vote together: ten copies on one site are one witness.
* Sources that an article names together do not vote against each other.
* Confidence is the share of the outlets that agree, by the strength of their votes,
  times the probability that not all of them are wrong: `1 - (1 - w1)(1 - w2)...`,
  with the strength of a vote as the probability that it is right.
* An outlet that says where the story was published first has two votes.
* The source need not be in the dump: an agency's own page usually is not.
*/

use std::collections::BTreeMap;

use crate::news::parties::party::PartyKind;
use crate::syndication::origin::{CreditMention, Origin, OriginReason, OriginSource, PrintedCopy};
use crate::syndication::thresholds::{
    FIRST_PUBLISHED_VOTES, MAX_CONFIDENCE, OWN_PAGE_CONFIDENCE, USED_CONFIDENCE,
};
use crate::syndication::votes::{OutletSources, Vote, VoteEvidence, votes, votes_of_use};

/// Returns the sources that the articles of a cluster name, each once and in
/// ascending order.
pub(crate) fn sources(copies: &[PrintedCopy]) -> Vec<OriginSource> {
    let outlets = OutletSources::of(copies);
    let votes = copies.iter().flat_map(|copy| votes(copy, &outlets));
    let mut sources: Vec<OriginSource> = votes.map(|vote| vote.source).collect();
    sources.extend(own_pages(copies).into_keys().map(OriginSource::Party));
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// The votes for one source.
#[derive(Debug, Default)]
struct SourceTally {
    /// The strongest vote of each outlet.
    outlets: BTreeMap<Option<u32>, VoteEvidence>,
    /// Articles with each kind of evidence.
    evidence: Vec<(VoteEvidence, usize)>,
    articles: usize,
}

impl SourceTally {
    fn add(&mut self, outlet: Option<u32>, evidence: VoteEvidence) {
        let strongest = self.outlets.entry(outlet).or_insert(evidence);
        if weight(evidence) > weight(*strongest) {
            *strongest = evidence;
        }
        let mut known = self.evidence.iter_mut();
        match known.find(|(kind, _)| *kind == evidence) {
            Some((_, count)) => *count += 1,
            None => self.evidence.push((evidence, 1)),
        }
        self.articles += 1;
    }

    fn weight(&self) -> f64 {
        self.outlets
            .values()
            .map(|&evidence| weight(evidence))
            .sum()
    }

    /// Returns the probability that not all votes are wrong.
    fn support(&self) -> f64 {
        let wrong = self.outlets.values();
        1.0 - wrong.map(|vote| 1.0 - vote.strength()).product::<f64>()
    }

    /// Returns the reasons for the source, the strongest evidence first. `of` is
    /// the number of all articles.
    fn reasons(&self, of: usize) -> Vec<OriginReason> {
        let mut evidence = self.evidence.clone();
        evidence.sort_by(|(one, _), (other, _)| {
            let by_strength = other.strength().total_cmp(&one.strength());
            by_strength.then_with(|| format!("{one:?}").cmp(&format!("{other:?}")))
        });
        let reason = |(evidence, articles)| match evidence {
            VoteEvidence::Credit(evidence) => OriginReason::Credited {
                evidence,
                articles,
                of,
            },
            VoteEvidence::Named => OriginReason::Named { articles, of },
        };
        evidence.into_iter().map(reason).collect()
    }
}

fn weight(evidence: VoteEvidence) -> f64 {
    match evidence.is_first() {
        true => evidence.strength() * FIRST_PUBLISHED_VOTES,
        false => evidence.strength(),
    }
}

/// Returns the source with the most votes; `None` if no article votes. Of equal
/// sources the one whose `name` comes first wins.
pub(crate) fn most_credited<'n>(
    copies: &[PrintedCopy],
    name: &impl Fn(OriginSource) -> &'n str,
) -> Option<Origin> {
    let outlets = OutletSources::of(copies);
    elect(copies, &|copy| votes(copy, &outlets), name)
}

/// Returns the party whose material the articles use, if they credit nothing else.
pub(crate) fn most_used<'n>(
    copies: &[PrintedCopy],
    name: &impl Fn(OriginSource) -> &'n str,
) -> Option<Origin> {
    let outlets = OutletSources::of(copies);
    let mut origin = elect(copies, &|copy| votes_of_use(copy, &outlets), name)?;
    origin.confidence = origin.confidence.min(USED_CONFIDENCE);
    Some(origin)
}

fn elect<'n>(
    copies: &[PrintedCopy],
    votes: &impl Fn(&PrintedCopy) -> Vec<Vote>,
    name: &impl Fn(OriginSource) -> &'n str,
) -> Option<Origin> {
    let ballots: Vec<Vec<Vote>> = copies.iter().map(votes).collect();
    let mut tallies: BTreeMap<OriginSource, SourceTally> = BTreeMap::new();
    for (copy, ballot) in copies.iter().zip(&ballots) {
        for vote in ballot {
            let tally = tallies.entry(vote.source).or_default();
            tally.add(copy.outlet, vote.evidence);
        }
    }
    let (&source, tally) = tallies.iter().max_by(|one, other| {
        let by_weight = one.1.weight().total_cmp(&other.1.weight());
        by_weight.then_with(|| name(*other.0).cmp(name(*one.0)))
    })?;
    let mut also = named_together(&ballots, source);
    let is_tie = |other: &SourceTally| other.weight() >= tally.weight();
    let ties = tallies
        .iter()
        .filter(|(other, votes)| **other != source && is_tie(votes));
    also.extend(ties.map(|(other, _)| *other));
    also.sort_unstable();
    also.dedup();
    let own = own_indices(copies, source);
    let mut reasons = tally.reasons(copies.len());
    if !own.is_empty() {
        reasons.push(OriginReason::OwnPage {
            articles: own.len(),
        });
    }
    let against = weight_against(copies, &ballots, tally);
    let share = tally.weight() / (tally.weight() + against);
    Some(Origin {
        source,
        also,
        own,
        confidence: (share * tally.support()).min(MAX_CONFIDENCE),
        reasons,
    })
}

/// Returns the indices of the articles on the source's own pages.
fn own_indices(copies: &[PrintedCopy], source: OriginSource) -> Vec<usize> {
    let is_own = |copy: &PrintedCopy| match source {
        OriginSource::Party(party) => copy.own_party == Some(party),
        OriginSource::Outlet(outlet) => copy.outlet == Some(outlet),
    };
    let indices = (0..copies.len()).filter(|&index| is_own(&copies[index]));
    indices.collect()
}

/// Returns the weight of the outlets that vote, but not for the source of `tally`.
fn weight_against(copies: &[PrintedCopy], ballots: &[Vec<Vote>], tally: &SourceTally) -> f64 {
    let mut against: BTreeMap<Option<u32>, f64> = BTreeMap::new();
    for (copy, ballot) in copies.iter().zip(ballots) {
        if tally.outlets.contains_key(&copy.outlet) {
            continue;
        }
        for vote in ballot {
            let strongest = against.entry(copy.outlet).or_default();
            *strongest = strongest.max(weight(vote.evidence));
        }
    }
    against.values().sum()
}

/// Returns the sources that at least half of the articles name that name `source`.
fn named_together(ballots: &[Vec<Vote>], source: OriginSource) -> Vec<OriginSource> {
    let mut counts: BTreeMap<OriginSource, usize> = BTreeMap::new();
    let for_source = |ballot: &&Vec<Vote>| ballot.iter().any(|vote| vote.source == source);
    let ballots: Vec<&Vec<Vote>> = ballots.iter().filter(for_source).collect();
    for vote in ballots.iter().copied().flatten() {
        *counts.entry(vote.source).or_default() += 1;
    }
    let together = counts
        .into_iter()
        .filter(|&(other, count)| other != source && 2 * count >= ballots.len());
    together.map(|(other, _)| other).collect()
}

/// Returns the agencies of whose own pages articles are, with the number of these.
/// The stories of an agency begin on its pages; a newspaper's own page says nothing,
/// since every article is on one.
fn own_pages(copies: &[PrintedCopy]) -> BTreeMap<u32, usize> {
    let mut pages = BTreeMap::new();
    for copy in copies {
        let is_agency = matches!(
            copy.own_party_kind,
            Some(PartyKind::Wire | PartyKind::PressRelease | PartyKind::Nonprofit)
        );
        let of_others = |credit: &&CreditMention| copy.own_party != Some(credit.party);
        if let (true, None, Some(party)) = (
            is_agency,
            copy.credits.iter().find(of_others),
            copy.own_party,
        ) {
            *pages.entry(party).or_default() += 1;
        }
    }
    pages
}

/// Returns the agency of whose own page an article is, if it is one only.
pub(crate) fn own_page(copies: &[PrintedCopy]) -> Option<Origin> {
    let pages = own_pages(copies);
    let (&party, &articles) = pages.iter().next().filter(|_| pages.len() == 1)?;
    let source = OriginSource::Party(party);
    Some(Origin {
        source,
        also: Vec::new(),
        own: own_indices(copies, source),
        confidence: OWN_PAGE_CONFIDENCE,
        reasons: vec![OriginReason::OwnPage { articles }],
    })
}

#[cfg(test)]
mod tests {
    use CreditEvidence::{Byline, Dateline, TailLine};

    use super::*;
    use crate::news::credit::CreditEvidence;

    const AP: u32 = 0;
    const REUTERS: u32 = 1;

    fn copy(outlet: u32, credits: &[(u32, CreditEvidence)]) -> PrintedCopy {
        let credits = credits.iter().map(|&(party, evidence)| CreditMention {
            party,
            kind: Some(PartyKind::Wire),
            evidence,
        });
        PrintedCopy {
            outlet: Some(outlet),
            credits: credits.collect(),
            ..PrintedCopy::default()
        }
    }

    fn credited(copies: &[PrintedCopy]) -> Origin {
        most_credited(copies, &|_| "").expect("there are credits")
    }

    #[test]
    fn ten_pages_of_one_outlet_are_one_witness() {
        let mut copies = vec![copy(1, &[(REUTERS, Byline)]); 10];
        copies.push(copy(2, &[(AP, Dateline)]));
        let origin = credited(&copies);
        assert_eq!(origin.source, OriginSource::Party(AP));
        assert!(origin.confidence < 0.6);
    }

    #[test]
    fn agencies_of_one_tail_do_not_vote_against_each_other() {
        let tail = [(AP, TailLine), (REUTERS, TailLine)];
        let copies = [copy(1, &tail), copy(2, &[(AP, TailLine)])];
        let origin = credited(&copies);
        assert_eq!(origin.source, OriginSource::Party(AP));
        assert_eq!(origin.also, [OriginSource::Party(REUTERS)]);
        assert!(origin.confidence > 0.9);
    }

    #[test]
    fn an_outlet_that_others_credit_is_inside() {
        let paper = PrintedCopy {
            own_party: Some(AP),
            own_party_kind: Some(PartyKind::Outlet),
            ..copy(7, &[])
        };
        let origin = credited(&[paper.clone(), copy(1, &[(AP, Byline)])]);
        assert_eq!(origin.own, [0]);
        assert_eq!(own_page(&[paper, copy(1, &[])]), None);
    }

    #[test]
    fn sources_are_those_that_are_named_and_the_agencies_themselves() {
        let own = PrintedCopy {
            own_party: Some(AP),
            own_party_kind: Some(PartyKind::Wire),
            ..copy(7, &[(AP, Dateline)])
        };
        let party = OriginSource::Party;
        assert_eq!(sources(std::slice::from_ref(&own)), [party(AP)]);
        let copies = [own, copy(1, &[(REUTERS, Byline)])];
        assert_eq!(sources(&copies), [party(AP), party(REUTERS)]);
    }
}
