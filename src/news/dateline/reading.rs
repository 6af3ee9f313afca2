/*!
The values that the readers of datelines take and return.
*/

use std::ops::Range;

use crate::news::dates::printed::PrintedDate;
use crate::news::parties::names::PrintedName;
use crate::news::parties::party::NamedParty;
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
    pub(crate) names: Vec<PrintedName>,
    pub(crate) weight: Weight,
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

/// The start of a line, and the length of the line.
#[derive(Clone, Copy)]
pub(crate) struct LineStart<'a> {
    /// The first bytes of the line, as many as a dateline may have.
    pub(crate) text: &'a str,
    /// The bytes of the whole line.
    pub(crate) line_bytes: usize,
}

impl LineStart<'_> {
    /// Returns the bytes of the line from `at` on.
    pub(crate) const fn bytes_from(self, at: usize) -> usize {
        self.line_bytes - at
    }
}
