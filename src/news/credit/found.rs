/*!
The credits of a page while it is read: claims with their evidence, and lesser credits.
*/

use serde::{Deserialize, Serialize};

use crate::news::parties::directory::Directory;
use crate::news::parties::names::{Mention, PrintedName};
use crate::text::Span;

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
    /// The story uses material of the party. It does not carry its copy.
    Used,
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
            CreditEvidence::Used => "material used",
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

/// The claim that a page carries the copy of a named party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CreditClaim {
    pub(crate) name: PrintedName,
    pub(crate) evidence: CreditEvidence,
}

/// A named party that is credited with less than the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LesserCredit {
    pub(crate) name: PrintedName,
    pub(crate) role: CreditRole,
}

/// The credits of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FoundCredits {
    pub(crate) claims: Vec<CreditClaim>,
    pub(crate) lesser: Vec<LesserCredit>,
    /// Whether agencies are credited without their names.
    pub(crate) has_unnamed: bool,
    /// Whether the page says that the story was published before, but not where: "this
    /// article first appeared here".
    pub(crate) is_unnamed_reprint: bool,
}

impl FoundCredits {
    /// Adds a claim of the name that `mention` found in `text`.
    pub(crate) fn claim(&mut self, mention: Mention, text: &str, evidence: CreditEvidence) {
        self.claims.push(CreditClaim {
            name: PrintedName::of(mention, text),
            evidence,
        });
    }

    /// Adds a lesser credit of the name that `mention` found in `text`, unless the name
    /// has that role already.
    pub(crate) fn lesser(&mut self, mention: Mention, text: &str, role: CreditRole) {
        let name = PrintedName::of(mention, text);
        let mut earlier = self.lesser.iter();
        if !earlier.any(|lesser| lesser.role == role && lesser.name.printed == name.printed) {
            self.lesser.push(LesserCredit { name, role });
        }
    }
}

/// The parts of a page that are read for its credits, and the parties that it may name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CreditPage<'a> {
    pub(crate) text: &'a str,
    pub(crate) blocks: &'a [Span],
    /// The byte at which the dateline begins, if there is one.
    pub(crate) dateline_at: Option<u32>,
    /// Whether it belongs to a portal that prints stories of its partners.
    pub(crate) is_portal: bool,
    pub(crate) directory: &'a Directory,
}

impl<'a> CreditPage<'a> {
    /// Returns the text of a block, which is empty if there is no such block.
    pub(crate) fn line(&self, index: usize) -> &'a str {
        self.blocks
            .get(index)
            .map_or("", |block| block.of(self.text))
    }
}
