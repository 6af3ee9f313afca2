/*!
Credits: what a page says, outside its dateline, of whose copy it is.

Four things look alike and only the first is carriage: the copy is somebody's
("By Vera Dahl, Associated Press"); somebody helped ("The Associated Press
contributed to this report"); somebody is cited ("told Reuters"); a picture is
somebody's. Citations stand in running text and are never looked at; the other
two are kept apart and shown.

Only the first and the last blocks are read, and the whole text for signs of
copyright.
*/

pub mod byline;
pub mod holder;
pub mod lines;
pub mod phrases;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::news::parties::directory::{Directory, Mention};
use crate::news::parties::party::PartyId;
use crate::text::Span;

pub(crate) use crate::news::credit::lines::partner;

/// Why a page is held to carry somebody's copy.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CreditEvidence {
    /// Its dateline names the party.
    Dateline,
    /// Its byline does.
    Byline,
    /// A line before the story is the party's name.
    HeadLine,
    /// The story is signed with the party's name.
    TailLine,
    /// The story is signed by its reporters and editors, in the party's
    /// manner.
    Desk,
    /// The party holds the copyright.
    Copyright,
    /// The page says that it was published there first.
    FirstPublished,
    /// The party distributes it.
    Distributed,
    /// The page says that the party provided it, or is its source.
    Provided,
    /// It came with the party's feed.
    Feed,
    /// A portal names the party as its partner.
    Partner,
    /// The author is the party's writer.
    Writer,
    /// It bears the number of the party's item.
    ItemId,
}

impl CreditEvidence {
    /// What it is called in findings.
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

/// What somebody is credited with who is not the source of the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Help with the story.
    Contribution,
    /// A picture or a video.
    Photo,
}

/// A name for whose copy a page is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CreditClaim {
    /// The parties of that name; none if the table does not have it.
    pub(crate) parties: Vec<PartyId>,
    pub(crate) printed: String,
    pub(crate) evidence: CreditEvidence,
}

/// A name that is credited with less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lesser {
    pub(crate) parties: Vec<PartyId>,
    pub(crate) printed: String,
    pub(crate) role: Role,
}

/// All credits of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FoundCredits {
    pub(crate) claims: Vec<CreditClaim>,
    pub(crate) lesser: Vec<Lesser>,
    /// Whether agencies are credited that are not named.
    pub(crate) unnamed: Unnamed,
}

/// Whether agencies are credited without a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unnamed {
    #[default]
    No,
    Yes,
}

impl FoundCredits {
    fn claim(&mut self, mention: &Mention, text: &str, evidence: CreditEvidence) {
        self.claims.push(CreditClaim {
            parties: mention.parties.clone(),
            printed: text[mention.at.clone()].to_owned(),
            evidence,
        });
    }

    fn lesser(&mut self, mention: &Mention, text: &str, role: Role) {
        let printed = text[mention.at.clone()].to_owned();
        if !self
            .lesser
            .iter()
            .any(|lesser| lesser.role == role && lesser.printed == printed)
        {
            self.lesser.push(Lesser {
                parties: mention.parties.clone(),
                printed,
                role,
            });
        }
    }
}

/// What of a page is read for its credits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    pub(crate) blocks: &'a [Span],
    /// Where the dateline begins, if there is one.
    pub(crate) story: Option<u32>,
    pub(crate) is_portal: Portal,
}

/// Whether the page is of a portal that prints its partners' stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Portal {
    Yes,
    No,
}

/// All credits of the page, but for its dateline and its byline field.
pub(crate) fn find(source: &Source<'_>, directory: &Directory) -> FoundCredits {
    let mut credits = FoundCredits::default();
    lines::head(source, directory, &mut credits);
    lines::tail(source, directory, &mut credits);
    phrases::find(source, directory, &mut credits);
    holder::find(source, directory, &mut credits);
    credits
}
