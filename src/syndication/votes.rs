/*!
The votes of one article for the origin of its story: the parties that it credits,
and the outlets that it names beside the story.

# Choices

* An article has one vote for each source, as strong as the best evidence for it.
* A page that says where the story was published first, says it all: its other
  credits are not counted.
* A page that says that the story was published before, but not where, votes for the
  only outlet of the cluster that does not say so, unless that one was later.
* Material used of another outlet of the cluster is a vote: its text is there.
* A party that only passes copy on (a syndicate) counts when no other party is
  credited. What a page says of its own outlet never counts: an agency prints its
  dateline above the releases of others too.
*/

use std::collections::BTreeMap;

use crate::news::credit::CreditEvidence;
use crate::news::dates::published::Published;
use crate::news::parties::party::PartyKind;
use crate::syndication::origin::{CreditMention, OriginSource, PrintedCopy};
use crate::syndication::thresholds::{NAMED_STRENGTH, credit_strength};

/// The evidence of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VoteEvidence {
    /// The page credits the source.
    Credit(CreditEvidence),
    /// The page names the source beside the story.
    Named,
}

impl VoteEvidence {
    /// Returns the share of votes with this evidence that name the true source.
    pub(crate) const fn strength(self) -> f64 {
        match self {
            VoteEvidence::Credit(evidence) => credit_strength(evidence),
            VoteEvidence::Named => NAMED_STRENGTH,
        }
    }

    /// Returns whether the page says that the source published the story first.
    pub(crate) fn is_first(self) -> bool {
        self == VoteEvidence::Credit(CreditEvidence::FirstPublished)
    }
}

/// The vote of one article for one source.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Vote {
    pub(crate) source: OriginSource,
    pub(crate) evidence: VoteEvidence,
}

/// The outlets of a cluster as sources.
#[derive(Debug, Default)]
pub(crate) struct OutletSources {
    /// The parties that outlets are.
    parties: BTreeMap<u32, u32>,
    /// The outlets that are credited as parties.
    credited_as: BTreeMap<u32, u32>,
    /// Outlets none of whose pages says that the story was published before, with their
    /// earliest times.
    originals: BTreeMap<u32, Option<Published>>,
}

impl OutletSources {
    pub(crate) fn of(copies: &[PrintedCopy]) -> OutletSources {
        let known = copies.iter().filter_map(|copy| {
            let outlet = copy.outlet?;
            Some((outlet, copy.own_party?))
        });
        let mut originals: BTreeMap<u32, Option<Published>> = BTreeMap::new();
        for copy in copies {
            let Some(outlet) = copy.outlet else { continue };
            let earliest = originals.entry(outlet).or_default();
            let times = [*earliest, copy.published].into_iter().flatten();
            *earliest = times.min_by_key(|time| time.seconds);
        }
        for reprint in copies.iter().filter(|copy| copy.is_unnamed_reprint) {
            originals.retain(|&outlet, _| Some(outlet) != reprint.outlet);
        }
        let credited = copies.iter().filter_map(|copy| {
            let party = copy.credited_as?;
            Some((party, copy.outlet?))
        });
        OutletSources {
            parties: known.collect(),
            credited_as: credited.collect(),
            originals,
        }
    }

    /// Returns the source that a credited party is: an outlet that is known by its name, or
    /// else the party.
    fn of_party(&self, party: u32) -> OriginSource {
        match self.credited_as.get(&party) {
            Some(&outlet) => self.source(outlet),
            None => OriginSource::Party(party),
        }
    }

    /// Returns whether the source is one of the outlets.
    fn has(&self, source: OriginSource) -> bool {
        match source {
            OriginSource::Party(party) => self.parties.values().any(|&own| own == party),
            OriginSource::Outlet(outlet) => self.originals.contains_key(&outlet),
        }
    }

    /// Returns the source that an outlet is: its party, or else the outlet.
    pub(crate) fn source(&self, outlet: u32) -> OriginSource {
        match self.parties.get(&outlet) {
            Some(&party) => OriginSource::Party(party),
            None => OriginSource::Outlet(outlet),
        }
    }
}

/// Returns the votes of one article, one for each source, in their order.
pub(crate) fn votes(copy: &PrintedCopy, outlets: &OutletSources) -> Vec<Vote> {
    let own = copy.outlet.map(|outlet| outlets.source(outlet));
    let credits = copy.credits.iter().filter(|credit| {
        credit.evidence != CreditEvidence::Used && copy.own_party != Some(credit.party)
    });
    let (passing_on, sources): (Vec<&CreditMention>, Vec<&CreditMention>) =
        credits.partition(|credit| passes_on(credit));
    let named = copy.named_outlets.iter().map(|&outlet| Vote {
        source: outlets.source(outlet),
        evidence: VoteEvidence::Named,
    });
    let used = votes_of_use(copy, outlets)
        .into_iter()
        .filter(|vote| outlets.has(vote.source));
    let used = used.map(|vote| Vote {
        evidence: VoteEvidence::Named,
        ..vote
    });
    let original = self_declared_reprint(copy, outlets);
    let named = named.chain(used).chain(original);
    let named: Vec<Vote> = named.filter(|vote| Some(vote.source) != own).collect();
    let counted = match sources.is_empty() && named.is_empty() {
        true => passing_on,
        false => sources,
    };
    let mut votes: Vec<Vote> = counted
        .into_iter()
        .map(|credit| credit_vote(credit, outlets))
        .chain(named)
        .collect();
    votes.retain(|vote| Some(vote.source) != own);
    if votes.iter().any(|vote| vote.evidence.is_first()) {
        votes.retain(|vote| vote.evidence.is_first());
    }
    strongest_of_each(votes)
}

/// Returns the vote of a page that says that the story was published before, but not
/// where: for the only outlet of the cluster whose pages do not say so.
fn self_declared_reprint(copy: &PrintedCopy, outlets: &OutletSources) -> Option<Vote> {
    let mut originals = outlets.originals.iter();
    let (Some((&outlet, &time)), None) = (originals.next(), originals.next()) else {
        return None;
    };
    let is_later = match (copy.published, time) {
        (Some(reprint), Some(original)) => reprint.is_before(original),
        _ => false,
    };
    (copy.is_unnamed_reprint && !is_later).then(|| Vote {
        source: outlets.source(outlet),
        evidence: VoteEvidence::Named,
    })
}

/// Returns the votes of one article for the parties whose material it uses in part.
pub(crate) fn votes_of_use(copy: &PrintedCopy, outlets: &OutletSources) -> Vec<Vote> {
    let used = copy.credits.iter().filter(|credit| {
        credit.evidence == CreditEvidence::Used && copy.own_party != Some(credit.party)
    });
    let votes = used.map(|credit| credit_vote(credit, outlets));
    strongest_of_each(votes.collect())
}

fn credit_vote(credit: &CreditMention, outlets: &OutletSources) -> Vote {
    Vote {
        source: outlets.of_party(credit.party),
        evidence: VoteEvidence::Credit(credit.evidence),
    }
}

/// Returns whether the credited party passes copy of others on. A syndicate that
/// reports from a place is the source itself.
fn passes_on(credit: &CreditMention) -> bool {
    credit.kind == Some(PartyKind::Syndicate) && credit.evidence != CreditEvidence::Dateline
        || credit.evidence == CreditEvidence::Distributed
}

fn strongest_of_each(mut votes: Vec<Vote>) -> Vec<Vote> {
    votes.sort_by(|one, other| {
        let by_strength = other
            .evidence
            .strength()
            .total_cmp(&one.evidence.strength());
        one.source.cmp(&other.source).then(by_strength)
    });
    votes.dedup_by_key(|vote| vote.source);
    votes
}

#[cfg(test)]
mod tests {
    use CreditEvidence::{Copyright, Dateline, Distributed, FirstPublished, Partner, Used};

    use super::*;

    const AP: u32 = 0;
    const GLEANER: u32 = 1;
    const SYNDICATE: u32 = 2;
    const OTHER_OUTLET: u32 = 7;

    fn copy(credits: &[(u32, CreditEvidence)]) -> PrintedCopy {
        let credits = credits.iter().map(|&(party, evidence)| CreditMention {
            party,
            kind: Some(match party {
                SYNDICATE => PartyKind::Syndicate,
                AP => PartyKind::Wire,
                _ => PartyKind::Outlet,
            }),
            evidence,
        });
        PrintedCopy {
            outlet: Some(1),
            credits: credits.collect(),
            ..PrintedCopy::default()
        }
    }

    fn sources(copy: &PrintedCopy) -> Vec<OriginSource> {
        let votes = votes(copy, &OutletSources::default());
        votes.into_iter().map(|vote| vote.source).collect()
    }

    #[test]
    fn what_is_credited_has_a_vote_each() {
        let party = OriginSource::Party;
        for (name, credits, expected) in [
            ("nothing", &[][..], &[][..]),
            (
                "two agencies",
                &[(AP, Dateline), (GLEANER, Partner)],
                &[AP, GLEANER],
            ),
            (
                "one who passes it on",
                &[(SYNDICATE, Distributed)],
                &[SYNDICATE],
            ),
            (
                "and the source",
                &[(SYNDICATE, Distributed), (AP, Copyright)],
                &[AP],
            ),
            (
                "a syndicate that reports",
                &[(SYNDICATE, Dateline)],
                &[SYNDICATE],
            ),
            (
                "the first",
                &[(AP, Dateline), (GLEANER, FirstPublished)],
                &[GLEANER],
            ),
            ("use in part", &[(AP, Used)], &[]),
        ] {
            let expected: Vec<OriginSource> = expected.iter().copied().map(party).collect();
            assert_eq!(sources(&copy(credits)), expected, "{name}");
        }
    }

    #[test]
    fn a_page_says_nothing_of_its_own_outlet() {
        let own = PrintedCopy {
            own_party: Some(AP),
            ..copy(&[(AP, Dateline)])
        };
        assert!(sources(&own).is_empty());
        let named = PrintedCopy {
            named_outlets: vec![OTHER_OUTLET, 1],
            ..copy(&[])
        };
        assert_eq!(sources(&named), [OriginSource::Outlet(OTHER_OUTLET)]);
    }

    #[test]
    fn an_outlet_that_is_credited_by_its_name_is_the_source_itself() {
        let paper = PrintedCopy {
            outlet: Some(OTHER_OUTLET),
            credited_as: Some(GLEANER),
            ..PrintedCopy::default()
        };
        let outlets = OutletSources::of(std::slice::from_ref(&paper));
        let votes = votes(&copy(&[(GLEANER, FirstPublished)]), &outlets);
        assert_eq!(votes.len(), 1);
        assert_eq!(votes[0].source, OriginSource::Outlet(OTHER_OUTLET));
    }

    #[test]
    fn only_use_in_part_votes_where_it_is_asked_for() {
        let votes = votes_of_use(
            &copy(&[(AP, Used), (GLEANER, Dateline)]),
            &OutletSources::default(),
        );
        assert_eq!(votes.len(), 1);
        assert_eq!(votes[0].source, OriginSource::Party(AP));
    }
}
