/*!
The thresholds of origins and of flows between outlets, in one table.

Those of credits were set by reading such credits, the others by reading clusters of
several outlets. `benchmarks/reading` says how often claims of a confidence are right.
*/

use crate::news::credit::CreditEvidence;

// Votes.

/// Returns the share of credits of this kind that name the true source.
///
/// A higher strength lets a credit outvote more outlets with weaker ones, and
/// raises confidence.
pub(crate) const fn credit_strength(evidence: CreditEvidence) -> f64 {
    match evidence {
        CreditEvidence::ItemId => 0.95,
        CreditEvidence::Dateline | CreditEvidence::FirstPublished => 0.9,
        CreditEvidence::Copyright => 0.85,
        CreditEvidence::Byline | CreditEvidence::Writer => 0.85,
        CreditEvidence::HeadLine | CreditEvidence::TailLine | CreditEvidence::Desk => 0.85,
        CreditEvidence::Feed | CreditEvidence::Partner | CreditEvidence::Provided => 0.8,
        CreditEvidence::Distributed => 0.6,
        CreditEvidence::Used => 0.5,
    }
}

/// The same for an outlet of the cluster that the page names beside the story.
pub(crate) const NAMED_STRENGTH: f64 = 0.85;

/// Votes of an outlet that says where the story was published first, where one that
/// credits an agency has one.
pub(crate) const FIRST_PUBLISHED_VOTES: f64 = 2.0;

/// Confidence, at most: readers agree on the origin of no more stories.
pub(crate) const MAX_CONFIDENCE: f64 = 0.98;

/// Confidence in the parties whose material is used in part, where nothing is
/// credited, at most.
pub(crate) const USED_CONFIDENCE: f64 = 0.5;

/// Confidence in an agency because of its own page, where no other outlet credits it.
/// An agency prints its dateline above the releases of others too.
pub(crate) const OWN_PAGE_CONFIDENCE: f64 = 0.5;

// Releases.

/// Confidence in the issuer of a release that two outlets name.
pub(crate) const AGREED_ISSUER_CONFIDENCE: f64 = 0.85;

/// Confidence in the issuer of a release that one outlet names.
pub(crate) const ISSUER_CONFIDENCE: f64 = 0.7;

/// Words of a copy whose release is that of the cluster, at most, for each word of the
/// shortest copy.
pub(crate) const MAX_RELEASE_LENGTH: f64 = 2.0;

// Times.

/// Seconds between the first outlet and the next, at least. A quarter of all copies
/// follow within four minutes (Cagé, Hervé and Viaud, 2020), and clients of an agency
/// print its copy in any order.
pub(crate) const MIN_LEAD_SECONDS: i64 = 3_600;

/// Seconds of the slots in which the pages of an outlet are counted.
pub(crate) const SLOT_SECONDS: i64 = 300;

/// Pages of an outlet in one slot, at least, whose times are those of a crawler or of
/// an edition. In outlets with crawl times .97 of the pages are in such slots, in one
/// with a printed edition .7, in others up to .3.
pub(crate) const CROWDED_PAGES: u32 = 5;

/// Share of an outlet's pages in such slots above which none of its times counts.
pub(crate) const CROWDED_SHARE: f64 = 0.5;

// Earlier stories of two outlets.

/// Stories of an outlet that tell its habits, at least.
pub(crate) const MIN_STORIES_OF_HABIT: u32 = 5;

/// Share of an outlet's stories in several outlets that are credited to a third party,
/// at least, if it is a client of agencies: what it shares with another client without
/// a credit is most likely agency copy too.
pub(crate) const CLIENT_SHARE: f64 = 0.5;

/// Share of an outlet's stories that it prints after others or credits to others, at
/// least, if it is a reprinter. It is then not the source for being early.
pub(crate) const REPRINTER_SHARE: f64 = 0.8;

/// Probability that the outlet that printed a story certainly first is its source, where
/// the outlets share no other story. Read: 5 of 9.
pub(crate) const FIRST_PRIOR: f64 = 0.4;

/// The same if its version is also the longest. Read: 5 of 6.
pub(crate) const LONGEST_FIRST_PRIOR: f64 = 0.6;

/// Probability that an outlet is first with the next story, at least, if it counts as the
/// source of a story whose times have no order.
pub(crate) const MIN_USUAL_CONFIDENCE: f64 = 0.85;

/// Factor on the confidence in such a source.
pub(crate) const UNTIMED_FACTOR: f64 = 0.9;

/// Confidence in the only outlet whose byline names itself.
pub(crate) const OWN_BYLINE_CONFIDENCE: f64 = 0.8;

/// Confidence in the outlet that certainly printed a story first, at most.
pub(crate) const MAX_EARLIEST_CONFIDENCE: f64 = 0.9;

/// Confidence from which the earliest outlet is a better source than the issuer of a
/// release and the own page of an agency.
pub(crate) const SURE_EARLIEST_CONFIDENCE: f64 = 0.8;

/// Confidence of a claim, at least. Below, the source is more likely another one.
pub(crate) const MIN_EARLIEST_CONFIDENCE: f64 = 0.5;

// Flows.

/// Outlets of a cluster without an origin that are paired with each other, at
/// most. In a larger cluster every pair shares the one story, which says nothing
/// about any of them, and the number of pairs is quadratic.
pub(crate) const PAIRED_OUTLETS: usize = 100;
