/*!
Finding the likeliest origin of a story.

The credits on the pages come first: a dateline, a byline, a holder of rights. The
time of publication comes last, and gives little confidence.
*/

use crate::news::dates::published::Published;
use crate::syndication::origin::{Origin, OriginReason, OriginSource, PrintedCopy};
use crate::syndication::thresholds::{EARLIEST_AND_LONGEST_CONFIDENCE, EARLIEST_CONFIDENCE};
use crate::syndication::votes::most_credited;

/// Returns the likeliest origin of a cluster of printed copies.
///
/// It is the party with the most votes; of equal ones the party whose `name`
/// comes first, so that the order of articles does not matter. Without credits
/// it is the outlet that certainly printed the story before all others, and
/// `None` if no outlet did. Takes `O(n log n)` for `n` articles.
pub(crate) fn likeliest_origin<'n>(
    copies: &[PrintedCopy],
    name: impl Fn(u32) -> &'n str,
) -> Option<Origin> {
    most_credited(copies, name).or_else(|| earliest(copies))
}

/// Returns the outlet that certainly printed the story before all others.
fn earliest(copies: &[PrintedCopy]) -> Option<Origin> {
    let timed: Vec<(usize, Published)> = copies
        .iter()
        .enumerate()
        .filter_map(|(index, copy)| Some((index, copy.published?)))
        .collect();
    let &(first, time) = timed
        .iter()
        .min_by_key(|(index, time)| (time.seconds, *index))?;
    let outlet = copies[first].outlet?;
    let others: Vec<Published> = timed
        .iter()
        .filter(|(index, _)| copies[*index].outlet != Some(outlet))
        .map(|&(_, time)| time)
        .collect();
    if !others.iter().all(|&other| time.is_before(other)) {
        return None;
    }
    // `None` if no other outlet has a time.
    let next = others.iter().map(|other| other.seconds).min()?;
    let (own, rest): (Vec<usize>, Vec<usize>) =
        (0..copies.len()).partition(|&index| copies[index].outlet == Some(outlet));
    let longest = |indices: &[usize]| indices.iter().map(|&index| copies[index].words).max();
    let mut reasons = vec![OriginReason::First {
        lead: next.saturating_sub(time.seconds),
        timed: timed.len(),
        of: copies.len(),
    }];
    let mut confidence = EARLIEST_CONFIDENCE;
    if longest(&own) > longest(&rest) {
        reasons.push(OriginReason::Longest);
        confidence = EARLIEST_AND_LONGEST_CONFIDENCE;
    }
    Some(Origin {
        source: OriginSource::Outlet(outlet),
        own,
        confidence: confidence * timed.len() as f64 / copies.len() as f64,
        reasons,
    })
}

#[cfg(test)]
mod tests {
    use CreditEvidence::{
        Byline, Copyright, Dateline, Distributed, FirstPublished, Partner, TailLine,
    };

    use super::*;
    use crate::news::credit::CreditEvidence;
    use crate::news::parties::party::PartyKind;
    use crate::syndication::origin::CreditMention;
    use crate::syndication::votes::sources;

    const AP: u32 = 0;
    const REUTERS: u32 = 1;
    /// A syndicate.
    const TCA: u32 = 2;

    /// Returns the origin where all parties have the same name.
    fn origin(copies: &[PrintedCopy]) -> Option<Origin> {
        likeliest_origin(copies, |_| "")
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
            kind: Some(match party {
                TCA => PartyKind::Syndicate,
                _ => PartyKind::Wire,
            }),
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
    fn ten_pages_of_one_outlet_are_one_witness() {
        let mut copies = vec![copy(1, &[(REUTERS, Byline)]); 10];
        copies.push(copy(2, &[(AP, Dateline)]));
        let origin = origin(&copies).expect("there are credits");
        assert_eq!(origin.source, OriginSource::Party(AP));
        assert!(origin.confidence < 0.6);
    }

    #[test]
    fn a_party_that_passes_copy_on_is_no_source() {
        let credits = [(TCA, Distributed), (AP, Copyright)];
        assert_eq!(sources(&[copy(1, &credits)]), [AP]);
        assert_eq!(sources(&[copy(1, &credits[..1])]), [TCA]);
    }

    #[test]
    fn a_syndicate_that_reports_from_a_place_is_a_source() {
        let credits = [(TCA, Dateline), (AP, Partner)];
        let copies = [copy(1, &credits), copy(2, &credits)];
        assert_eq!(source(&copies), party(TCA));
    }

    #[test]
    fn a_page_of_an_agency_votes_for_it_and_one_of_a_newspaper_for_no_one() {
        let own_page = |kind| PrintedCopy {
            own_party: Some(REUTERS),
            own_party_kind: Some(kind),
            ..copy(7, &[])
        };
        let wire = origin(&[own_page(PartyKind::Wire), copy(1, &[])]);
        assert_eq!(wire.map(|origin| origin.own), Some(vec![0]));
        let paper = own_page(PartyKind::Outlet);
        assert_eq!(origin(&[paper.clone(), copy(1, &[])]), None);
        // But another outlet may credit a newspaper.
        let credit = (REUTERS, FirstPublished);
        let credited = origin(&[paper, copy(1, &[credit])]).expect("there is a credit");
        assert_eq!(credited.source, OriginSource::Party(REUTERS));
        assert_eq!(credited.own, [0]);
    }

    #[test]
    fn time_decides_without_credits_and_beyond_its_resolution() {
        let found = origin(&[at(1, "T06:00:00Z"), at(2, "T09:30:00Z")]);
        let found = found.expect("the times are certain");
        assert_eq!(found.source, OriginSource::Outlet(1));
        let reason = found.reasons[0].to_string();
        assert_eq!(reason, "printed 3 hours before the next outlet");
        assert!(found.confidence < 0.5);
        assert_eq!(origin(&[at(1, ""), at(2, "T09:30:00Z")]), None);
        assert_eq!(origin(&[at(1, "T06:00:00Z")]), None);
        let credited = copy(2, &[(AP, TailLine)]);
        assert_eq!(source(&[at(1, "T06:00:00Z"), credited]), party(AP));
    }

    #[test]
    fn of_equal_parties_the_first_name_wins() {
        let copies = [copy(1, &[(AP, Dateline)]), copy(2, &[(REUTERS, Dateline)])];
        let names = |party| if party == AP { "Z" } else { "A" };
        let found = likeliest_origin(&copies, names).expect("there are credits");
        assert_eq!(found.source, OriginSource::Party(REUTERS));
    }

    #[test]
    fn the_order_of_articles_does_not_matter() {
        let mut copies = vec![
            copy(1, &[(AP, Dateline)]),
            copy(2, &[(REUTERS, Dateline)]),
            at(3, "T06:00:00Z"),
        ];
        let one = source(&copies);
        copies.reverse();
        assert_eq!(source(&copies), one);
    }
}
