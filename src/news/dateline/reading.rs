/*!
The values that the readers of datelines return.
*/

use std::ops::Range;

use crate::news::dates::printed::PrintedDate;
use crate::news::parties::mention::Mention;
use crate::news::parties::party::{NamedParty, PartyId};
use crate::text::Span;

/// A dateline as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The exact text of the dateline, with the dash.
    pub text: String,
    /// The position in the text of the article; `None` for a dateline in the byline.
    pub span: Option<Span>,
    /// The place as printed, with its region.
    pub place: Option<String>,
    /// The date, as far as it is printed.
    pub date: Option<PrintedDate>,
    /// The agencies whose copy the article is, in the order of print.
    pub agencies: Vec<Agency>,
}

/// An agency or an outlet in a dateline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Agency {
    /// The party.
    pub named: NamedParty,
    /// The name as printed.
    pub printed: String,
}

/// A dateline in a line. Names that several parties share are not resolved yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DatelineReading {
    /// The bytes of the dateline in the line.
    pub(crate) at: Range<usize>,
    pub(crate) place: Option<String>,
    pub(crate) date: Option<PrintedDate>,
    pub(crate) names: Vec<FrameName>,
    pub(crate) weight: Weight,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FrameName {
    /// The parties of that name; none if the table does not have it.
    pub(crate) parties: Vec<PartyId>,
    pub(crate) printed: String,
}

impl FrameName {
    /// Returns the name that `mention` found in `text`.
    pub(crate) fn of(mention: Mention, text: &str) -> FrameName {
        FrameName {
            printed: text[mention.at].to_owned(),
            parties: mention.parties,
        }
    }
}

/// How much a dateline proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// It names the party whose copy the article is.
    Framed,
    /// It has a place and no party.
    Staff,
}

/// A dateline and its position in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundDateline {
    pub(crate) reading: DatelineReading,
    pub(crate) span: Span,
}
