/*!
The evidence that a page carries the copy of a party.
*/

use serde::{Deserialize, Serialize};

/// The evidence that a page carries the copy of a party. Of several, the first in this
/// order is kept.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CreditEvidence {
    /// The dateline names the party.
    Dateline,
    /// The byline names the party.
    Byline,
    /// A line before the story is the name of the party.
    HeadLine,
    /// The story is signed with the name of the party.
    TailLine,
    /// The reporters and editors sign the story, in the form that the party uses.
    Desk,
    /// The party holds the copyright.
    Copyright,
    /// The page says that the party published the story first.
    FirstPublished,
    /// The party distributes the story.
    Distributed,
    /// The page says that the party provided the story, or is its source.
    Provided,
    /// The story came with the feed of the party.
    Feed,
    /// A portal names the party as its partner.
    Partner,
    /// The author is a writer of the party.
    Writer,
    /// The story has the number of an item of the party.
    ItemId,
}

impl CreditEvidence {
    /// Returns the name of the evidence in findings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            CreditEvidence::Dateline => "dateline",
            CreditEvidence::Byline => "byline",
            CreditEvidence::HeadLine => "line at the head",
            CreditEvidence::TailLine => "line at the tail",
            CreditEvidence::Desk => "signed by reporters and editors",
            CreditEvidence::Copyright => "copyright",
            CreditEvidence::FirstPublished => "originally published",
            CreditEvidence::Distributed => "distributed",
            CreditEvidence::Provided => "provided",
            CreditEvidence::Feed => "syndicated feed",
            CreditEvidence::Partner => "partner",
            CreditEvidence::Writer => "writer",
            CreditEvidence::ItemId => "item id",
        }
    }
}

/// The part of a party that is credited but is not the source of the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum CreditRole {
    /// Help with the story.
    Contribution,
    /// A picture or a video.
    Photo,
}
