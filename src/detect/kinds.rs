/*!
Kinds of relations that the articles' addresses and outlets tell.
*/

use super::roll::Entry;
use crate::relation::Relation;

/// The share of words from which on a page of the same outlet is the same page
/// once more.
const SAME_PAGE: f64 = 0.9;

/// What two articles are to each other more finely than `relation` says;
/// `None` when it says all.
///
/// * `same-url`: two readings of one page, at whatever form of its address.
/// * `self-update`: a later version that the same outlet printed.
/// * `self-duplicate`: the same outlet has it at another address.
pub(super) fn kind(
    one: &Entry,
    other: &Entry,
    relation: Relation,
    containment: f64,
) -> Option<&'static str> {
    if !relation.is_copy() {
        return None;
    }
    if one.page != 0 && one.page == other.page {
        return Some("same-url");
    }
    if one.outlet.is_none() || one.outlet != other.outlet {
        return None;
    }
    match relation {
        Relation::Update => Some("self-update"),
        _ if containment >= SAME_PAGE => Some("self-duplicate"),
        _ => None,
    }
}
