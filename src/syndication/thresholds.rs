/*!
The thresholds of origins and of flows between outlets, in one table.

All are judgments. Those of credits were made by reading such credits.
*/

use crate::news::credit::CreditEvidence;

/// Returns the share of credits of this kind that name the true source.
///
/// A higher strength lets a credit outvote more outlets with weaker ones, and
/// raises confidence.
pub(crate) const fn credit_strength(evidence: CreditEvidence) -> f64 {
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

/// The strength of a page of an agency's own that credits no other party.
///
/// Below the best credits, because agencies carry each other's copy too.
pub(crate) const OWN_PAGE_STRENGTH: f64 = 0.85;

/// Confidence in the outlet that printed a story first, if nothing is credited
/// and all times are known.
///
/// Low, because a quarter of all copies follow within four minutes (Cagé, Hervé
/// and Viaud, 2020), crawlers record their own time, and the page of an agency
/// may come after those of its clients.
pub(crate) const EARLIEST_CONFIDENCE: f64 = 0.3;

/// The same if its version is also the longest.
pub(crate) const EARLIEST_AND_LONGEST_CONFIDENCE: f64 = 0.45;

/// Outlets of a cluster without an origin that are paired with each other, at
/// most. In a larger cluster every pair shares the one story, which says nothing
/// about any of them, and the number of pairs is quadratic.
pub(crate) const PAIRED_OUTLETS: usize = 100;
