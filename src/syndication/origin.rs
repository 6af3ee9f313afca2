/*!
The likeliest source of a story, with what speaks for it.

What a page says of itself comes first: a dateline, a byline, a holder of
rights. The time of publication comes last, because a quarter of all copies
follow within four minutes (Cagé, Hervé and Viaud, 2020), because crawlers
write their own time, and because a wire's own page may come after those of its
clients.

# Choices

* Each article has one voice for each party that it credits, as strong as the
  best of its credits. Articles of one outlet have one voice together: ten
  copies on one site are one witness.
* A party that only hands copy on (a syndicate, the outlet itself) counts when
  nobody else is credited.
* Confidence is the share of the voices that agree, times the probability that
  not all of them are wrong: 1 - (1 - w1)(1 - w2)..., taking the strength of a
  voice for the probability that it is right.
* The source need not be in the dump: a wire's own page usually is not.
*/

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::news::credit::CreditEvidence;
use crate::news::dates::published::Published;
use crate::news::parties::party::PartyKind;

/// A party or an outlet, by the numbers that the caller gave them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginSource {
    /// A party that is credited.
    Party(u32),
    /// An outlet of the dump.
    Outlet(u32),
}

/// What one article of a cluster says of where it comes from.
#[derive(Clone, Debug, Default)]
pub struct PrintedCopy {
    /// Its outlet, as a number.
    pub outlet: Option<u32>,
    /// The party whose own page it is, where the outlet is a known party.
    pub own: Option<u32>,
    /// What kind of party that is.
    pub own_kind: Option<PartyKind>,
    /// The parties that it credits.
    pub signs: Vec<CreditMention>,
    /// When it was published.
    pub published: Option<Published>,
    /// Words of its body.
    pub words: u32,
}

/// One credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditMention {
    /// The party that is credited.
    pub party: u32,
    /// What kind of party that is; `None` when it is not known.
    pub kind: Option<PartyKind>,
    /// How it is credited.
    pub evidence: CreditEvidence,
}

/// The likeliest source of a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// Who it is.
    pub source: OriginSource,
    /// The articles of the cluster that are the source's own, by index, in
    /// ascending order.
    pub own: Vec<usize>,
    /// From 0 to 1.
    pub confidence: f64,
    /// What speaks for it, the strongest first.
    pub reasons: Vec<Reason>,
}

/// Something that speaks for a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Articles credit it in this way.
    Credited {
        /// The way.
        evidence: CreditEvidence,
        /// How many do.
        articles: usize,
        /// Of so many.
        of: usize,
    },
    /// Articles stand on its own pages.
    OwnPage {
        /// How many do.
        articles: usize,
    },
    /// It printed the story certainly before every other outlet.
    First {
        /// Seconds before the next one.
        lead: i64,
        /// Articles whose time is known.
        timed: usize,
        /// Of so many.
        of: usize,
    },
    /// Its version is the longest of all.
    Longest,
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Reason::Credited {
                evidence,
                articles,
                of,
            } => write!(formatter, "{} in {articles} of {of}", evidence.name()),
            Reason::OwnPage { articles: 1 } => formatter.write_str("stands on its own page"),
            Reason::OwnPage { articles } => write!(formatter, "stands on {articles} own pages"),
            Reason::First { lead, timed, of } => {
                write!(formatter, "printed {} before the next outlet", span(lead))?;
                if timed < of {
                    write!(formatter, " of those whose time is known ({timed} of {of})")?;
                }
                Ok(())
            }
            Reason::Longest => formatter.write_str("the longest version"),
        }
    }
}

/// A span of time for people.
fn span(seconds: i64) -> String {
    let (amount, unit) = match seconds {
        172_800.. => (seconds / 86_400, "day"),
        7_200.. => (seconds / 3_600, "hour"),
        60.. => (seconds / 60, "minute"),
        _ => (seconds, "second"),
    };
    let ending = if amount == 1 { "" } else { "s" };
    format!("{amount} {unit}{ending}")
}

/// How far a credit of this kind may be trusted: the share of such credits that
/// name the true source, by the judgment of those who read them.
fn strength(evidence: CreditEvidence) -> f64 {
    match evidence {
        CreditEvidence::ItemId => 0.95,
        CreditEvidence::Dateline => 0.9,
        CreditEvidence::Copyright | CreditEvidence::FirstPublished => 0.85,
        CreditEvidence::Byline | CreditEvidence::Writer => 0.8,
        CreditEvidence::HeadLine | CreditEvidence::TailLine | CreditEvidence::Desk => 0.75,
        CreditEvidence::Feed | CreditEvidence::Partner | CreditEvidence::Provided => 0.6,
        CreditEvidence::Distributed => 0.4,
    }
}

/// How far a page of a wire's own may be trusted to be where the story began:
/// wires carry each other too.
const OWN_PAGE: f64 = 0.85;

/// How far the earliest of all may be trusted, and how much further when its
/// version is the longest too.
const EARLIEST: f64 = 0.3;
const EARLIEST_AND_LONGEST: f64 = 0.45;

/// The likeliest source of the cluster of `printings`.
///
/// Of two parties with equal voices the one whose `name` comes first is taken:
/// the order of articles decides nothing.
///
/// `None` when nothing speaks for anybody: no credit, and no time that puts one
/// outlet certainly before all others.
///
/// # Complexity
///
/// `O(n log n)` in the number of articles.
#[must_use]
pub fn origin<'n>(printings: &[PrintedCopy], name: impl Fn(u32) -> &'n str) -> Option<Origin> {
    credited(printings, name).or_else(|| earliest(printings))
}

/// The parties that the cluster's articles name as their source, each once:
/// how many sources the story has, whatever the number of outlets.
#[must_use]
pub fn sources(printings: &[PrintedCopy]) -> Vec<u32> {
    let mut sources: Vec<u32> = printings
        .iter()
        .flat_map(|printing| voices(printing).into_iter().map(|voice| voice.party))
        .collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// What one article says for one party.
#[derive(Clone, Copy, Debug)]
struct Voice {
    party: u32,
    strength: f64,
    /// `None` for a page of the party's own.
    evidence: Option<CreditEvidence>,
}

/// The parties that one article speaks for.
fn voices(printing: &PrintedCopy) -> Vec<Voice> {
    let hands_on = |sign: &&CreditMention| {
        // What it reports from a place itself it does not hand on.
        sign.kind == Some(PartyKind::Syndicate) && sign.evidence != CreditEvidence::Dateline
            || sign.evidence == CreditEvidence::Distributed
            || printing.own == Some(sign.party)
    };
    let (handing_on, sources): (Vec<&CreditMention>, Vec<&CreditMention>) =
        printing.signs.iter().partition(hands_on);
    let heard = if sources.is_empty() {
        handing_on
    } else {
        sources
    };
    let mut voices: Vec<Voice> = heard
        .into_iter()
        .map(|sign| Voice {
            party: sign.party,
            strength: strength(sign.evidence),
            evidence: Some(sign.evidence),
        })
        .collect();
    // Every newspaper stands on its own pages; those of an agency are where
    // its stories begin.
    let is_agency = matches!(
        printing.own_kind,
        Some(PartyKind::Wire | PartyKind::PressRelease | PartyKind::Nonprofit)
    );
    if let (true, true, Some(own)) = (voices.is_empty(), is_agency, printing.own) {
        voices.push(Voice {
            party: own,
            strength: OWN_PAGE,
            evidence: None,
        });
    }
    voices.sort_by(|one, other| {
        one.party
            .cmp(&other.party)
            .then(other.strength.total_cmp(&one.strength))
    });
    voices.dedup_by_key(|voice| voice.party);
    voices
}

/// What is known of one party.
#[derive(Debug, Default)]
struct Tally {
    /// The strongest voice of each outlet.
    outlets: BTreeMap<Option<u32>, f64>,
    /// How many articles credit it in each way, under the strength of the way.
    ways: Vec<(CreditEvidence, usize)>,
    own_pages: usize,
}

impl Tally {
    fn hear(&mut self, outlet: Option<u32>, voice: Voice) {
        let held = self.outlets.entry(outlet).or_default();
        *held = held.max(voice.strength);
        match voice.evidence {
            None => self.own_pages += 1,
            Some(evidence) => match self.ways.iter_mut().find(|(way, _)| *way == evidence) {
                Some((_, count)) => *count += 1,
                None => self.ways.push((evidence, 1)),
            },
        }
    }

    fn weight(&self) -> f64 {
        self.outlets.values().sum()
    }

    /// The probability that not all voices are wrong.
    fn support(&self) -> f64 {
        1.0 - self
            .outlets
            .values()
            .map(|strength| 1.0 - strength)
            .product::<f64>()
    }
}

/// The party that most voices are for.
fn credited<'n>(printings: &[PrintedCopy], name: impl Fn(u32) -> &'n str) -> Option<Origin> {
    let mut tallies: BTreeMap<u32, Tally> = BTreeMap::new();
    for printing in printings {
        for voice in voices(printing) {
            let tally = tallies.entry(voice.party).or_default();
            tally.hear(printing.outlet, voice);
        }
    }
    let all: f64 = tallies.values().map(Tally::weight).sum();
    let (&party, tally) = tallies.iter().max_by(|one, other| {
        let weight = one.1.weight().total_cmp(&other.1.weight());
        weight.then_with(|| name(*other.0).cmp(name(*one.0)))
    })?;
    let mut ways = tally.ways.clone();
    ways.sort_by(|one, other| {
        strength(other.0)
            .total_cmp(&strength(one.0))
            .then(one.0.name().cmp(other.0.name()))
    });
    let of = printings.len();
    let mut reasons: Vec<Reason> = ways
        .into_iter()
        .map(|(evidence, articles)| Reason::Credited {
            evidence,
            articles,
            of,
        })
        .collect();
    if tally.own_pages > 0 {
        reasons.push(Reason::OwnPage {
            articles: tally.own_pages,
        });
    }
    let own = (0..of)
        .filter(|&index| printings[index].own == Some(party))
        .collect();
    Some(Origin {
        source: OriginSource::Party(party),
        own,
        confidence: tally.weight() / all * tally.support(),
        reasons,
    })
}

/// The outlet that printed the story certainly before all others.
fn earliest(printings: &[PrintedCopy]) -> Option<Origin> {
    let timed: Vec<(usize, Published)> = printings
        .iter()
        .enumerate()
        .filter_map(|(index, printing)| Some((index, printing.published?)))
        .collect();
    let &(first, time) = timed
        .iter()
        .min_by_key(|(index, time)| (time.seconds, *index))?;
    let outlet = printings[first].outlet?;
    let others: Vec<Published> = timed
        .iter()
        .filter(|(index, _)| printings[*index].outlet != Some(outlet))
        .map(|&(_, time)| time)
        .collect();
    if others.is_empty() || !others.iter().all(|&other| time.is_before(other)) {
        return None;
    }
    let lead = others
        .iter()
        .map(|other| other.seconds.saturating_sub(time.seconds))
        .min()?;
    let (own, rest): (Vec<usize>, Vec<usize>) =
        (0..printings.len()).partition(|&index| printings[index].outlet == Some(outlet));
    let longest = |indices: &[usize]| indices.iter().map(|&index| printings[index].words).max();
    let is_longest = longest(&own) > longest(&rest);
    let mut reasons = vec![Reason::First {
        lead,
        timed: timed.len(),
        of: printings.len(),
    }];
    if is_longest {
        reasons.push(Reason::Longest);
    }
    let trust = if is_longest {
        EARLIEST_AND_LONGEST
    } else {
        EARLIEST
    };
    Some(Origin {
        source: OriginSource::Outlet(outlet),
        own,
        confidence: trust * timed.len() as f64 / printings.len() as f64,
        reasons,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const AP: u32 = 0;
    const REUTERS: u32 = 1;
    const TCA: u32 = 2;

    fn sign(party: u32, evidence: CreditEvidence) -> CreditMention {
        let kind = if party == TCA {
            PartyKind::Syndicate
        } else {
            PartyKind::Wire
        };
        CreditMention {
            party,
            kind: Some(kind),
            evidence,
        }
    }

    /// The source, where the names of parties decide nothing.
    fn origin(printings: &[PrintedCopy]) -> Option<Origin> {
        super::origin(printings, |_| "")
    }

    fn printing(outlet: u32, signs: &[CreditMention]) -> PrintedCopy {
        PrintedCopy {
            outlet: Some(outlet),
            signs: signs.to_vec(),
            words: 300,
            ..PrintedCopy::default()
        }
    }

    fn at(outlet: u32, time: &str) -> PrintedCopy {
        PrintedCopy {
            published: Published::parse(time),
            ..printing(outlet, &[])
        }
    }

    #[test]
    fn datelines_of_several_outlets_agree() {
        let printings = [
            printing(1, &[sign(AP, CreditEvidence::Dateline)]),
            printing(
                2,
                &[
                    sign(AP, CreditEvidence::Dateline),
                    sign(AP, CreditEvidence::Byline),
                ],
            ),
            printing(3, &[]),
        ];
        let origin = origin(&printings).expect("two credits");
        assert_eq!(origin.source, OriginSource::Party(AP));
        assert!(origin.own.is_empty() && origin.confidence > 0.95);
        assert_eq!(origin.reasons[0].to_string(), "dateline in 2 of 3");
    }

    #[test]
    fn ten_pages_of_one_outlet_are_one_witness() {
        let mut printings = vec![printing(1, &[sign(REUTERS, CreditEvidence::Byline)]); 10];
        printings.push(printing(2, &[sign(AP, CreditEvidence::Dateline)]));
        let origin = origin(&printings).expect("credits");
        assert_eq!(origin.source, OriginSource::Party(AP));
        assert!(origin.confidence < 0.6);
    }

    #[test]
    fn who_hands_copy_on_is_no_source() {
        let signs = [
            sign(TCA, CreditEvidence::Distributed),
            sign(AP, CreditEvidence::Copyright),
        ];
        assert_eq!(sources(&[printing(1, &signs)]), [AP]);
        assert_eq!(sources(&[printing(1, &signs[..1])]), [TCA]);
    }

    #[test]
    fn who_reports_from_the_place_hands_nothing_on() {
        let signs = [
            sign(TCA, CreditEvidence::Dateline),
            sign(AP, CreditEvidence::Partner),
        ];
        let origin = origin(&[printing(1, &signs), printing(2, &signs)]);
        assert_eq!(origin.expect("credits").source, OriginSource::Party(TCA));
    }

    #[test]
    fn a_page_of_the_wire_is_its_own() {
        let wire = PrintedCopy {
            own: Some(REUTERS),
            own_kind: Some(PartyKind::Wire),
            ..printing(7, &[])
        };
        let origin = origin(&[wire, printing(1, &[])]).expect("an own page");
        assert_eq!(
            (origin.source, origin.own),
            (OriginSource::Party(REUTERS), vec![0])
        );
    }

    #[test]
    fn a_newspaper_on_its_own_page_proves_nothing() {
        let paper = PrintedCopy {
            own: Some(REUTERS),
            own_kind: Some(PartyKind::Outlet),
            ..printing(7, &[])
        };
        assert_eq!(origin(&[paper.clone(), printing(1, &[])]), None);
        // Unless another one credits it.
        let credit = [sign(REUTERS, CreditEvidence::FirstPublished)];
        let found = origin(&[paper, printing(1, &credit)]).expect("a credit");
        assert_eq!(
            (found.source, found.own),
            (OriginSource::Party(REUTERS), vec![0])
        );
    }

    #[test]
    fn time_decides_only_where_nothing_is_credited_and_beyond_its_resolution() {
        let clear = [at(1, "2024-03-04T06:00:00Z"), at(2, "2024-03-04T09:30:00Z")];
        let found = origin(&clear).expect("three hours are enough");
        assert_eq!(found.source, OriginSource::Outlet(1));
        assert_eq!(
            found.reasons[0].to_string(),
            "printed 3 hours before the next outlet"
        );
        assert!(found.confidence < 0.5);
        assert_eq!(
            origin(&[at(1, "2024-03-04"), at(2, "2024-03-04T09:30:00Z")]),
            None
        );
        assert_eq!(origin(&[at(1, "2024-03-04T06:00:00Z")]), None);
        let credited = [
            at(1, "2024-03-04T06:00:00Z"),
            printing(2, &[sign(AP, CreditEvidence::TailLine)]),
        ];
        assert_eq!(
            origin(&credited).map(|origin| origin.source),
            Some(OriginSource::Party(AP))
        );
    }

    #[test]
    fn of_equal_voices_the_first_name_wins() {
        let printings = [
            printing(1, &[sign(AP, CreditEvidence::Dateline)]),
            printing(2, &[sign(REUTERS, CreditEvidence::Dateline)]),
        ];
        let names = |party| if party == AP { "Z" } else { "A" };
        let found = super::origin(&printings, names).expect("two credits");
        assert_eq!(found.source, OriginSource::Party(REUTERS));
    }

    #[test]
    fn the_order_of_articles_does_not_matter() {
        let mut printings = vec![
            printing(1, &[sign(AP, CreditEvidence::Dateline)]),
            printing(2, &[sign(REUTERS, CreditEvidence::Dateline)]),
            at(3, "2024-03-04T06:00:00Z"),
        ];
        let one = origin(&printings).map(|origin| origin.source);
        printings.reverse();
        assert_eq!(origin(&printings).map(|origin| origin.source), one);
    }
}
