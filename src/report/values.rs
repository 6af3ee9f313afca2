/*!
The kinds that findings distinguish, places, and how shares are written.

`serde` gives the words for kinds. Relations are in
[`compare`](crate::compare::verdict::Relation), and the kinds of headline
groups in [`syndication`](crate::syndication::headlines).
*/

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use crate::article::Location;
use crate::news::parties::party::PartyKind;

/// The part that an article plays in its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberRole {
    /// The likeliest source.
    Origin,
    /// A reprint.
    Copy,
    /// Another version.
    Update,
}

/// What a copy is, where more is known than its relation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CopyKind {
    /// One page that was scraped twice, at any form of its address.
    SameUrl,
    /// A later version by the same outlet.
    SelfUpdate,
    /// The same text by the same outlet at another address.
    SelfDuplicate,
    /// A page that carries the other article whole, beside other stories.
    Roundup,
    /// An article that a page carries whole, beside other stories.
    Item,
    /// A press release that outlets print.
    PressRelease,
    /// A statement or an interview: one article prints it and the other quotes it,
    /// or it makes up most of an article.
    Statement,
}

/// What kind of party the source of a story is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginKind {
    /// A news agency.
    Wire,
    /// A service that distributes press releases.
    PressRelease,
    /// A nonprofit newsroom that gives its stories away.
    Nonprofit,
    /// A company that sells the stories of outlets.
    Syndicate,
    /// A newspaper, a broadcaster, a site.
    Outlet,
    /// A name that is not in the table of parties.
    Unknown,
}

impl From<Option<PartyKind>> for OriginKind {
    /// `None` is a party that is not in the table.
    fn from(kind: Option<PartyKind>) -> OriginKind {
        match kind {
            Some(PartyKind::Wire) => OriginKind::Wire,
            Some(PartyKind::PressRelease) => OriginKind::PressRelease,
            Some(PartyKind::Nonprofit) => OriginKind::Nonprofit,
            Some(PartyKind::Syndicate) => OriginKind::Syndicate,
            Some(PartyKind::Outlet) => OriginKind::Outlet,
            None => OriginKind::Unknown,
        }
    }
}

/// The article of a pair of which more stands in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ContainedSide {
    /// The first.
    A,
    /// The second.
    B,
}

/// How much could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkippedExtent {
    /// One record.
    #[default]
    Record,
    /// A file, or the rest of it from the line of the finding on.
    File,
}

/// The subject of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// Several articles have one id.
    DuplicateId,
    /// A cluster has more articles than [`Options::large_cluster`] allows.
    ///
    /// [`Options::large_cluster`]: crate::Options::large_cluster
    LargeCluster,
    /// No record has a text.
    NoText,
}

/// The file of an article and the line on which it begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The file, spelled as in [`Location`].
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
}

impl From<Location> for Place {
    /// A location without a line is a file that is one record: line 1.
    fn from(location: Location) -> Place {
        Place {
            file: location.file,
            line: location.number.unwrap_or(1),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.file, self.line)
    }
}

/// Writes `share` with four decimal places.
pub(crate) fn four_places<S: Serializer>(share: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*share))
}

/// Writes a share that may be missing with four decimal places.
pub(crate) fn four_places_or_null<S: Serializer>(
    share: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    share.map(rounded).serialize(serializer)
}

pub(crate) fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}
