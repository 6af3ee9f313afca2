/*!
The values of the attribution of an article.
*/

use crate::article::Article;
use crate::news::credit::found::{CreditEvidence, CreditRole};
use crate::news::dateline::reading::Dateline;
use crate::news::parties::party::NamedParty;
use crate::text::Span;

/// The parts of an article that are read for its attribution.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PageText<'a> {
    pub headline: Option<&'a str>,
    /// The byline field of the record.
    pub byline: Option<&'a str>,
    /// The outlet as the record names it.
    pub outlet: Option<&'a str>,
    pub url: Option<&'a str>,
    pub text: &'a str,
    pub blocks: &'a [Span],
}

impl<'a> PageText<'a> {
    /// Returns the parts of `article`, whose plain text has these blocks.
    pub(crate) fn of(article: &'a Article<'_>, text: &'a str, blocks: &'a [Span]) -> PageText<'a> {
        PageText {
            headline: article.headline.as_deref(),
            byline: article.byline.as_deref(),
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            text,
            blocks,
        }
    }
}

/// The attribution of an article: the parties whose copy it carries, and their evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// The parties whose copy the article carries, in the order of the evidence.
    pub carried: Vec<CarriedCopy>,
    /// The dateline in the text or in the byline.
    pub dateline: Option<Dateline>,
    /// The place of the dateline as printed, with its region.
    pub place: Option<String>,
    /// Whether staff and agencies wrote the article together.
    pub mixed: Mixed,
    /// The parties that are credited with less than the copy.
    pub others: Vec<OtherCredit>,
    /// Whether the page says that the story was published before, but not where.
    pub is_unnamed_reprint: bool,
    /// Whether the byline names the outlet itself: "By Vera Dahl, Coastal Talk".
    pub signs_itself: bool,
}

/// The copy of a party that an article carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CarriedCopy {
    pub party: NamedParty,
    /// The name in the table, or as printed.
    pub name: String,
    /// The first evidence.
    pub evidence: CreditEvidence,
}

/// Whether several sources wrote an article together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Mixed {
    /// No sign of it.
    #[default]
    No,
    /// Agencies are credited without their names: "From wire reports".
    UnnamedAgencies,
    /// A named agency helped: "with files from Reuters".
    Helped,
}

/// A party that is credited with less than the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OtherCredit {
    pub party: NamedParty,
    /// The name in the table, or as printed.
    pub name: String,
    pub role: CreditRole,
}
