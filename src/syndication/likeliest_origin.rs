/*!
Finding the likeliest origin of a story.

# Choices

What decides, in this order:

1. What pages say of others: first publication, dateline, byline, an outlet named beside
   the story.
2. The only outlet whose byline names itself.
3. The outlet that printed the story first, where the other stories of the outlets make
   it certain.
4. A release: its issuer where a page names it, else none. Several outlets print the
   release, and the agency among them is one more.
5. An agency of whose own page an article is. It prints releases too, so that its
   confidence is low.
6. A party whose material is used in part.
7. The outlet that printed the story first, with less confidence.
*/

use std::collections::BTreeMap;

use crate::syndication::earliest::earliest;
use crate::syndication::history::OutletHistory;
use crate::syndication::origin::{Origin, OriginReason, OriginSource, PrintedCopy, PrintedRelease};
use crate::syndication::tally::{most_credited, most_used, own_page};
use crate::syndication::thresholds::{
    AGREED_ISSUER_CONFIDENCE, ISSUER_CONFIDENCE, MAX_RELEASE_LENGTH, OWN_BYLINE_CONFIDENCE,
    SURE_EARLIEST_CONFIDENCE,
};
use crate::syndication::votes::OutletSources;

/// Returns the likeliest origin of a cluster of printed copies, or `None` if nothing
/// names one.
///
/// Of equal sources it is the one whose `name` comes first, so that the order of
/// articles does not matter. Takes `O(n log n)` for `n` articles.
pub(crate) fn likeliest_origin<'n>(
    copies: &[PrintedCopy],
    history: &OutletHistory,
    name: &impl Fn(OriginSource) -> &'n str,
) -> Option<Origin> {
    if let Some(credited) = most_credited(copies, name) {
        return Some(credited);
    }
    if let Some(writer) = only_writer(copies, history) {
        return Some(writer);
    }
    let earliest = earliest(copies, history);
    let is_sure = |origin: &Origin| origin.confidence >= SURE_EARLIEST_CONFIDENCE;
    if earliest.as_ref().is_some_and(is_sure) {
        return earliest;
    }
    let releases = releases(copies);
    if !releases.is_empty() {
        return issuer(&releases, copies, name);
    }
    own_page(copies)
        .filter(|own| !is_later(copies, own, history))
        .or_else(|| most_used(copies, name))
        .or(earliest)
}

/// Returns the only outlet whose byline names itself, if no other one was before it and
/// neither it nor another one prints agencies: their clients sign rewritten copy, too.
fn only_writer(copies: &[PrintedCopy], history: &OutletHistory) -> Option<Origin> {
    let signed = || copies.iter().filter(|copy| copy.signs_itself);
    let outlet = signed().next()?.outlet?;
    let is_several = copies.iter().any(|copy| copy.outlet != Some(outlet));
    let is_other = |copy: &PrintedCopy| copy.outlet != Some(outlet);
    let may_be_of_agency = history.prints_agencies(outlet) || own_page(copies).is_some();
    if !is_several || may_be_of_agency || signed().any(is_other) {
        return None;
    }
    let own = (0..copies.len()).filter(|&index| copies[index].outlet == Some(outlet));
    let origin = Origin {
        source: OutletSources::of(copies).source(outlet),
        also: Vec::new(),
        own: own.collect(),
        confidence: OWN_BYLINE_CONFIDENCE,
        reasons: vec![OriginReason::OwnByline {
            articles: signed().count(),
        }],
    };
    (!is_later(copies, &origin, history)).then_some(origin)
}

/// Returns the copies that say that they are from a release. In copies that are much longer
/// than the shortest one it may be another release, of the rest of the page.
fn releases(copies: &[PrintedCopy]) -> Vec<&PrintedCopy> {
    let shortest = copies
        .iter()
        .map(|copy| copy.words)
        .min()
        .unwrap_or_default();
    let is_about =
        |copy: &&PrintedCopy| f64::from(copy.words) <= MAX_RELEASE_LENGTH * f64::from(shortest);
    let releases = copies.iter().filter(|copy| copy.release.is_some());
    releases.filter(is_about).collect()
}

/// Returns the issuer that most outlets name.
fn issuer<'n>(
    releases: &[&PrintedCopy],
    copies: &[PrintedCopy],
    name: &impl Fn(OriginSource) -> &'n str,
) -> Option<Origin> {
    /// The outlets and the number of the pages that name an issuer.
    type Naming = (Vec<Option<u32>>, usize);
    let mut issuers: BTreeMap<u32, Naming> = BTreeMap::new();
    for copy in releases {
        if let Some(PrintedRelease::Issued(issuer)) = copy.release {
            let (outlets, pages) = issuers.entry(issuer).or_default();
            *pages += 1;
            if !outlets.contains(&copy.outlet) {
                outlets.push(copy.outlet);
            }
        }
    }
    let (&issuer, (outlets, pages)) = issuers.iter().max_by(|one, other| {
        let by_outlets = one.1.0.len().cmp(&other.1.0.len());
        let name = |party| name(OriginSource::Party(party));
        by_outlets.then_with(|| name(*other.0).cmp(name(*one.0)))
    })?;
    let own = (0..copies.len()).filter(|&index| copies[index].own_party == Some(issuer));
    Some(Origin {
        source: OriginSource::Party(issuer),
        also: Vec::new(),
        own: own.collect(),
        confidence: match outlets.len() {
            1 => ISSUER_CONFIDENCE,
            _ => AGREED_ISSUER_CONFIDENCE,
        },
        reasons: vec![OriginReason::Release {
            articles: *pages,
            of: copies.len(),
        }],
    })
}

/// Returns whether another outlet printed the story certainly before the pages of `own`.
fn is_later(copies: &[PrintedCopy], own: &Origin, history: &OutletHistory) -> bool {
    let times = history.times_of(copies);
    let is_own = |outlet: u32| {
        own.own
            .iter()
            .any(|&index| copies[index].outlet == Some(outlet))
    };
    let own_times = times.iter().filter(|(outlet, _)| is_own(**outlet));
    let Some((_, &own_time)) = own_times.min_by_key(|(_, time)| time.seconds) else {
        return false;
    };
    let mut others = times.iter().filter(|(outlet, _)| !is_own(**outlet));
    others.any(|(_, time)| time.is_before(own_time))
}

#[cfg(test)]
mod tests {
    use CreditEvidence::{Byline, Copyright, Dateline, FirstPublished, TailLine, Used};
    use proptest::prelude::*;

    use super::*;
    use crate::news::credit::CreditEvidence;
    use crate::news::dates::published::Published;
    use crate::news::parties::party::PartyKind;
    use crate::syndication::origin::CreditMention;

    const AP: u32 = 0;
    const REUTERS: u32 = 1;
    const MINISTRY: u32 = 2;

    fn likeliest(copies: &[PrintedCopy], history: &OutletHistory) -> Option<Origin> {
        likeliest_origin(copies, history, &|_| "")
    }

    /// Returns the origin where nothing is known of the outlets.
    fn origin(copies: &[PrintedCopy]) -> Option<Origin> {
        likeliest(copies, &OutletHistory::default())
    }

    fn source(copies: &[PrintedCopy]) -> Option<OriginSource> {
        origin(copies).map(|origin| origin.source)
    }

    fn party(party: u32) -> Option<OriginSource> {
        Some(OriginSource::Party(party))
    }

    /// Returns a copy in `outlet` with these credits.
    fn copy(outlet: u32, credits: &[(u32, CreditEvidence)]) -> PrintedCopy {
        let credits = credits.iter().map(|&(party, evidence)| CreditMention {
            party,
            kind: Some(PartyKind::Wire),
            evidence,
        });
        PrintedCopy {
            outlet: Some(outlet),
            credits: credits.collect(),
            words: 300,
            ..PrintedCopy::default()
        }
    }

    /// Returns a copy in `outlet`, published at a time of one day.
    fn at(outlet: u32, time: &str) -> PrintedCopy {
        PrintedCopy {
            published: Published::parse(&format!("2024-03-04{time}")),
            ..copy(outlet, &[])
        }
    }

    /// Returns a copy on an own page of the agency AP.
    fn own_page() -> PrintedCopy {
        PrintedCopy {
            own_party: Some(AP),
            own_party_kind: Some(PartyKind::Wire),
            ..at(9, "T09:00:00Z")
        }
    }

    /// Returns a history in which outlet 1 printed `first` stories before outlet 2, and
    /// `later` ones after it.
    fn history(first: usize, later: usize) -> OutletHistory {
        let mut history = OutletHistory::default();
        let [early, late] = ["T06:00:00Z", "T09:30:00Z"];
        for _ in 0..first {
            history.add(&[at(1, early), at(2, late)]);
        }
        for _ in 0..later {
            history.add(&[at(1, late), at(2, early)]);
        }
        history
    }

    #[test]
    fn datelines_of_several_outlets_agree() {
        let credits = [(AP, Dateline), (AP, Byline)];
        let copies = [copy(1, &credits[..1]), copy(2, &credits), copy(3, &[])];
        let origin = origin(&copies).expect("there are credits");
        assert_eq!(origin.source, OriginSource::Party(AP));
        assert!(origin.own.is_empty() && origin.confidence > 0.95);
        assert_eq!(origin.reasons[0].to_string(), "dateline in 2 of 3");
    }

    #[test]
    fn the_first_publication_outvotes_datelines_and_times() {
        let first = copy(1, &[(REUTERS, FirstPublished), (AP, Dateline)]);
        assert_eq!(source(&[first, copy(2, &[(AP, Dateline)])]), party(REUTERS));
        let copies = [copy(2, &[(REUTERS, FirstPublished)]), at(1, "T06:00:00Z")];
        let known = likeliest(&copies, &history(20, 0)).map(|origin| origin.source);
        assert_eq!(known, party(REUTERS));
    }

    #[test]
    fn the_own_page_of_an_agency_proves_little() {
        let alone = origin(&[own_page(), copy(1, &[])]).expect("the page is of an agency");
        assert_eq!(alone.source, OriginSource::Party(AP));
        assert!(alone.confidence <= 0.5 && alone.own == [0]);
        let credited = [own_page(), copy(1, &[(AP, TailLine)])];
        let credited = origin(&credited).expect("another outlet credits it");
        assert!(credited.confidence > 0.75 && credited.own == [0]);
        // Another outlet had the story before.
        assert_eq!(source(&[own_page(), at(1, "T08:00:00Z")]), None);
    }

    #[test]
    fn a_release_has_its_issuer_as_its_source_or_none() {
        let release = |release| PrintedCopy {
            release: Some(release),
            ..copy(1, &[])
        };
        let unnamed = release(PrintedRelease::Unnamed);
        assert_eq!(source(&[own_page(), unnamed.clone()]), None);
        let named = release(PrintedRelease::Issued(MINISTRY));
        let found = origin(&[own_page(), named.clone()]).expect("the issuer is named");
        assert_eq!(found.source, OriginSource::Party(MINISTRY));
        assert!(found.confidence < 0.75);
        // Where another outlet credits the agency, it reports of the release.
        let credited = copy(2, &[(AP, Dateline)]);
        assert_eq!(source(&[own_page(), named, credited]), party(AP));
        // The release is one of another part of a long page.
        let long = PrintedCopy {
            words: 900,
            ..unnamed
        };
        assert_eq!(source(&[own_page(), long]), party(AP));
    }

    #[test]
    fn material_used_in_part_counts_where_nothing_better_is_there() {
        let used = [copy(1, &[(REUTERS, Used)]), copy(2, &[])];
        let found = origin(&used).expect("there is a credit");
        assert_eq!(found.source, OriginSource::Party(REUTERS));
        assert!(found.confidence <= 0.5);
        let better = [copy(1, &[(REUTERS, Used)]), copy(2, &[(AP, Copyright)])];
        assert_eq!(source(&better), party(AP));
    }

    #[test]
    fn being_first_once_is_no_proof_but_being_always_first_is() {
        let copies = [at(1, "T06:00:00Z"), at(2, "T09:30:00Z")];
        assert_eq!(source(&copies), None);
        let found = likeliest(&copies, &history(20, 0)).expect("outlet 1 is always first");
        assert_eq!(found.source, OriginSource::Outlet(1));
        assert!(found.confidence > 0.85 && found.own == [0]);
        assert_eq!(
            found.reasons[0].to_string(),
            "printed 3 hours before the next outlet"
        );
        assert_eq!(
            likeliest(&copies, &history(6, 6)).map(|origin| origin.source),
            None
        );
    }

    #[test]
    fn an_outlet_that_is_always_first_needs_no_times() {
        let copies = [copy(1, &[]), copy(2, &[])];
        let found = likeliest(&copies, &history(20, 0)).expect("outlet 1 is always first");
        assert_eq!(found.source, OriginSource::Outlet(1));
        let late = [at(1, "T09:00:00Z"), at(2, "T08:00:00Z")];
        assert_eq!(
            likeliest(&late, &history(20, 0)).map(|origin| origin.source),
            None
        );
    }

    #[test]
    fn a_byline_of_its_own_tells_the_only_writer() {
        let signed = |outlet, time| PrintedCopy {
            signs_itself: true,
            ..at(outlet, time)
        };
        let copies = [signed(1, "T06:00:00Z"), copy(2, &[])];
        assert_eq!(source(&copies), Some(OriginSource::Outlet(1)));
        assert_eq!(source(&[signed(1, "T06:00:00Z"), signed(2, "")]), None);
        assert_eq!(
            source(&[signed(1, "T06:00:00Z"), at(2, "T05:00:00Z")]),
            None
        );
    }

    #[test]
    fn of_equal_parties_the_first_name_wins_and_the_other_is_told() {
        let copies = [copy(1, &[(AP, Dateline)]), copy(2, &[(REUTERS, Dateline)])];
        let name = |source| match source {
            OriginSource::Party(AP) => "Z",
            _ => "A",
        };
        let history = OutletHistory::default();
        let found = likeliest_origin(&copies, &history, &name).expect("there are credits");
        assert_eq!(found.source, OriginSource::Party(REUTERS));
        assert_eq!(found.also, [OriginSource::Party(AP)]);
    }

    /// Copies of a few outlets with all kinds of evidence.
    fn copies() -> impl Strategy<Value = Vec<PrintedCopy>> {
        let evidence = prop::sample::select(vec![Dateline, TailLine, FirstPublished, Used]);
        let credits = prop::collection::vec((0..3_u32, evidence), 0..3);
        let release = prop::option::of(prop::option::of(0..3_u32));
        let hour = prop::option::of(0..24_u32);
        let one = (
            1..4_u32,
            credits,
            release,
            hour,
            any::<[bool; 3]>(),
            100..900_u32,
        );
        let copy = one.prop_map(
            |(outlet, credits, release, hour, facts, words)| PrintedCopy {
                published: hour
                    .and_then(|hour| Published::parse(&format!("2024-03-04T{hour:02}:00:00Z"))),
                named_outlets: if facts[0] {
                    vec![outlet % 3 + 1]
                } else {
                    Vec::new()
                },
                is_unnamed_reprint: facts[1],
                signs_itself: facts[2],
                release: release
                    .map(|issuer| issuer.map_or(PrintedRelease::Unnamed, PrintedRelease::Issued)),
                own_party: (outlet == 3).then_some(AP),
                own_party_kind: (outlet == 3).then_some(PartyKind::Wire),
                words,
                ..copy(outlet, &credits)
            },
        );
        prop::collection::vec(copy, 1..6)
    }

    proptest! {
        #[test]
        fn the_order_of_articles_does_not_matter(copies in copies(), first in 0..9_usize) {
            let history = history(first, 1);
            let names = ["A", "B", "C"];
            let name = |source| match source {
                OriginSource::Party(party) => names[party as usize],
                OriginSource::Outlet(_) => "D",
            };
            let one = likeliest_origin(&copies, &history, &name);
            let mut reversed = copies.clone();
            reversed.reverse();
            let other = likeliest_origin(&reversed, &history, &name);
            let facts = |origin: Origin| {
                (origin.source, origin.also, origin.own.len(), origin.reasons)
            };
            prop_assert_eq!(one.map(facts), other.map(facts));
        }

        #[test]
        fn confidence_is_a_probability(copies in copies(), first in 0..9_usize) {
            if let Some(origin) = likeliest(&copies, &history(first, 2)) {
                prop_assert!((0.0..=1.0).contains(&origin.confidence));
                prop_assert!(!origin.reasons.is_empty());
                prop_assert!(!origin.also.contains(&origin.source));
            }
        }
    }
}
