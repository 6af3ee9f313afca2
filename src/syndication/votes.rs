/*!
Votes for the origin of a story: the parties that its articles credit.

# Choices

* An article has one vote for each party that it credits, as strong as the best
  of these credits. All articles of one outlet vote together: ten copies on one
  site are one witness.
* A party that only passes copy on (a syndicate, the outlet itself) counts when no
  other party is credited.
* Confidence is the share of the votes that agree, times the probability that not
  all of them are wrong: `1 - (1 - w1)(1 - w2)...`, with the strength of a vote as
  the probability that it is right.
* The source need not be in the dump: an agency's own page usually is not.
*/

use std::collections::BTreeMap;

use crate::news::credit::CreditEvidence;
use crate::news::parties::party::PartyKind;
use crate::syndication::origin::{CreditMention, Origin, OriginReason, OriginSource, PrintedCopy};
use crate::syndication::thresholds::{OWN_PAGE_STRENGTH, credit_strength};

/// Returns the parties that the articles of a cluster credit as sources, each
/// once and in ascending order.
pub(crate) fn sources(copies: &[PrintedCopy]) -> Vec<u32> {
    let mut sources: Vec<u32> = copies
        .iter()
        .flat_map(votes)
        .map(|vote| vote.party)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// The vote of one article for one party.
#[derive(Clone, Copy, Debug)]
struct Vote {
    party: u32,
    strength: f64,
    /// How the party is credited; `None` on a page of its own.
    evidence: Option<CreditEvidence>,
}

/// Returns the votes of one article, one for each party.
fn votes(copy: &PrintedCopy) -> Vec<Vote> {
    let passes_on = |credit: &&CreditMention| {
        // A syndicate that reports from a place is the source itself.
        credit.kind == Some(PartyKind::Syndicate) && credit.evidence != CreditEvidence::Dateline
            || credit.evidence == CreditEvidence::Distributed
            || copy.own_party == Some(credit.party)
    };
    let (passing_on, sources): (Vec<&CreditMention>, Vec<&CreditMention>) =
        copy.credits.iter().partition(passes_on);
    let counted = if sources.is_empty() {
        passing_on
    } else {
        sources
    };
    let mut votes: Vec<Vote> = counted
        .into_iter()
        .map(|credit| Vote {
            party: credit.party,
            strength: credit_strength(credit.evidence),
            evidence: Some(credit.evidence),
        })
        .collect();
    // The stories of an agency begin on its pages. A newspaper's own page says
    // nothing, since every article is on one.
    let is_agency = matches!(
        copy.own_party_kind,
        Some(PartyKind::Wire | PartyKind::PressRelease | PartyKind::Nonprofit)
    );
    if let (true, true, Some(party)) = (votes.is_empty(), is_agency, copy.own_party) {
        votes.push(Vote {
            party,
            strength: OWN_PAGE_STRENGTH,
            evidence: None,
        });
    }
    votes.sort_by(|one, other| {
        let by_party = one.party.cmp(&other.party);
        by_party.then(other.strength.total_cmp(&one.strength))
    });
    votes.dedup_by_key(|vote| vote.party);
    votes
}

#[derive(Debug, Default)]
struct PartyTally {
    /// The strongest vote of each outlet.
    outlets: BTreeMap<Option<u32>, f64>,
    /// Articles with each kind of credit.
    credits: Vec<(CreditEvidence, usize)>,
    own_pages: usize,
}

impl PartyTally {
    fn add(&mut self, outlet: Option<u32>, vote: Vote) {
        let strongest = self.outlets.entry(outlet).or_default();
        *strongest = strongest.max(vote.strength);
        match vote.evidence {
            None => self.own_pages += 1,
            Some(evidence) => match self.credits.iter_mut().find(|(kind, _)| *kind == evidence) {
                Some((_, count)) => *count += 1,
                None => self.credits.push((evidence, 1)),
            },
        }
    }

    fn weight(&self) -> f64 {
        self.outlets.values().sum()
    }

    /// Returns the probability that not all votes are wrong.
    fn support(&self) -> f64 {
        let wrong = self.outlets.values().map(|strength| 1.0 - strength);
        1.0 - wrong.product::<f64>()
    }

    /// Returns the reasons for the party, the strongest credits first. `of` is
    /// the number of all articles.
    fn reasons(&self, of: usize) -> Vec<OriginReason> {
        let mut credits = self.credits.clone();
        credits.sort_by(|(one, _), (other, _)| {
            let by_strength = credit_strength(*other).total_cmp(&credit_strength(*one));
            by_strength.then(one.name().cmp(other.name()))
        });
        let credits = credits
            .into_iter()
            .map(|(evidence, articles)| OriginReason::Credited {
                evidence,
                articles,
                of,
            });
        let own_pages = (self.own_pages > 0).then_some(OriginReason::OwnPage {
            articles: self.own_pages,
        });
        credits.chain(own_pages).collect()
    }
}

/// Returns the party with the most votes; `None` if no article votes. Of equal
/// parties the one whose `name` comes first wins.
pub(crate) fn most_credited<'n>(
    copies: &[PrintedCopy],
    name: impl Fn(u32) -> &'n str,
) -> Option<Origin> {
    let mut tallies: BTreeMap<u32, PartyTally> = BTreeMap::new();
    for copy in copies {
        for vote in votes(copy) {
            let tally = tallies.entry(vote.party).or_default();
            tally.add(copy.outlet, vote);
        }
    }
    let all: f64 = tallies.values().map(PartyTally::weight).sum();
    let (&party, tally) = tallies.iter().max_by(|one, other| {
        let by_weight = one.1.weight().total_cmp(&other.1.weight());
        by_weight.then_with(|| name(*other.0).cmp(name(*one.0)))
    })?;
    let own = (0..copies.len()).filter(|&index| copies[index].own_party == Some(party));
    Some(Origin {
        source: OriginSource::Party(party),
        own: own.collect(),
        confidence: tally.weight() / all * tally.support(),
        reasons: tally.reasons(copies.len()),
    })
}
