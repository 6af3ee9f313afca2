/*!
The credits of a page while it is read.
*/

use crate::news::credit::evidence::{CreditEvidence, CreditRole};
use crate::news::parties::mention::Mention;
use crate::news::parties::party::{PartyId, UnnamedAgencies};
use crate::text::Span;

/// The claim that a page carries the copy of a named party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CreditClaim {
    /// The parties of that name; none if the table does not have it.
    pub(crate) parties: Vec<PartyId>,
    pub(crate) printed: String,
    pub(crate) evidence: CreditEvidence,
}

impl CreditClaim {
    /// Returns the claim of the name that `mention` found in `text`.
    pub(crate) fn of(mention: Mention, text: &str, evidence: CreditEvidence) -> CreditClaim {
        CreditClaim {
            printed: text[mention.at].to_owned(),
            parties: mention.parties,
            evidence,
        }
    }
}

/// A named party that is credited with less than the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LesserCredit {
    /// The parties of that name; none if the table does not have it.
    pub(crate) parties: Vec<PartyId>,
    pub(crate) printed: String,
    pub(crate) role: CreditRole,
}

/// The credits of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FoundCredits {
    pub(crate) claims: Vec<CreditClaim>,
    pub(crate) lesser: Vec<LesserCredit>,
    pub(crate) unnamed: UnnamedAgencies,
}

impl FoundCredits {
    /// Adds a claim of the name that `mention` found in `text`.
    pub(crate) fn claim(&mut self, mention: Mention, text: &str, evidence: CreditEvidence) {
        self.claims.push(CreditClaim::of(mention, text, evidence));
    }

    /// Adds a lesser credit of the name that `mention` found in `text`, unless the name
    /// has that role already.
    pub(crate) fn lesser(&mut self, mention: Mention, text: &str, role: CreditRole) {
        let printed = &text[mention.at];
        let mut earlier = self.lesser.iter();
        if !earlier.any(|lesser| lesser.role == role && lesser.printed == printed) {
            self.lesser.push(LesserCredit {
                parties: mention.parties,
                printed: printed.to_owned(),
                role,
            });
        }
    }
}

/// The parts of a page that are read for its credits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CreditPage<'a> {
    pub(crate) text: &'a str,
    pub(crate) blocks: &'a [Span],
    /// The byte at which the dateline begins, if there is one.
    pub(crate) dateline_at: Option<u32>,
    pub(crate) portal: Portal,
}

impl<'a> CreditPage<'a> {
    /// Returns the text of a block, which is empty if there is no such block.
    pub(crate) fn line(&self, index: usize) -> &'a str {
        self.blocks
            .get(index)
            .map_or("", |block| block.of(self.text))
    }
}

/// Whether the page belongs to a portal that prints stories of its partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Portal {
    Yes,
    No,
}
