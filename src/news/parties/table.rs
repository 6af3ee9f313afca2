/*!
Reads the table of parties, `agencies.tsv`.
*/

use crate::news::parties::party::{Party, PartyKind};

/// The table: a line of column names, then a party a line. A bar separates the
/// names in a column.
pub(crate) const TABLE: &str = include_str!("agencies.tsv");

/// Returns the parties of the table, in its order.
pub(crate) fn table() -> Vec<Party> {
    TABLE.lines().skip(1).filter_map(party).collect()
}

/// Reads one line, or returns `None` for a line without a name.
fn party(line: &str) -> Option<Party> {
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
