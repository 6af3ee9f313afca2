/*!
Parties whose stories others print, and the table of them, `agencies.tsv`.
*/

use serde::{Deserialize, Serialize};

/// The number of a party in a directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PartyId(pub(crate) u32);

/// The kind of a party.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// A news agency.
    Wire,
    /// A service that distributes paid releases.
    PressRelease,
    /// A nonprofit newsroom that gives its stories away.
    Nonprofit,
    /// A company that sells the stories of outlets.
    Syndicate,
    /// A newspaper, a broadcaster or a site.
    #[default]
    Outlet,
}

/// A party whose stories others print.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Party {
    /// The name in findings.
    pub name: String,
    /// Short names, which count only in the spelling given here or in capitals.
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// Registrable domains.
    #[serde(default)]
    pub domains: Vec<String>,
    /// The country of the head office.
    #[serde(default)]
    pub country: String,
    /// The kind of the party.
    #[serde(default = "wire")]
    pub kind: PartyKind,
    /// Full names, which count in any case.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Codes of the languages that it writes in, the main one first.
    #[serde(default)]
    pub languages: Vec<String>,
    /// Whether it sells pictures, so that its name ends captions as often as
    /// stories.
    #[serde(skip)]
    pub sells_pictures: bool,
    /// Whether its stories end with the names of reporters and editors, and not
    /// with its own name.
    #[serde(skip)]
    pub signs_by_desk: bool,
    /// Whether one of its short names is also an everyday word, or the name of
    /// another company.
    #[serde(skip)]
    pub is_word: bool,
}

/// The kind of a party that a user adds without one.
const fn wire() -> PartyKind {
    PartyKind::Wire
}

/// A party that a user adds to the table, or further names of a party of the
/// table, whose country and kind then stay.
pub(crate) type Addition = Party;

/// The party that a printed name means.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum NamedParty {
    /// One party of the table.
    Known(PartyId),
    /// One of several parties that share the name.
    Ambiguous(Vec<PartyId>),
    /// No party of the table; the name as printed.
    AsPrinted(String),
}

/// The table: a line of column names, then a party a line. A bar separates the
/// names in a column.
pub(crate) const TABLE: &str = include_str!("agencies.tsv");

/// Returns the parties of the table, in its order.
pub(crate) fn table() -> Vec<Party> {
    TABLE.lines().skip(1).filter_map(party_of).collect()
}

/// Reads one line, or returns `None` for a line without a name.
fn party_of(line: &str) -> Option<Party> {
    let mut columns = line.split('\t');
    let name = columns.next().filter(|name| !name.is_empty())?.to_owned();
    // The names of the next column.
    let mut list = || {
        let column = columns.next().unwrap_or_default();
        column
            .split('|')
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (abbreviations, domains, country, kind) = (list(), list(), list(), list());
    let (spellings, languages, manners) = (list(), list(), list());
    let has = |manner: &str| manners.iter().any(|one| one == manner);
    Some(Party {
        name,
        abbreviations,
        domains,
        country: country.join("|"),
        kind: match kind.first().map(String::as_str) {
            Some("wire") => PartyKind::Wire,
            Some("press-release") => PartyKind::PressRelease,
            Some("nonprofit") => PartyKind::Nonprofit,
            Some("syndicate") => PartyKind::Syndicate,
            _ => PartyKind::Outlet,
        },
        spellings,
        languages,
        sells_pictures: has("pictures"),
        signs_by_desk: has("desk"),
        is_word: has("word"),
    })
}
