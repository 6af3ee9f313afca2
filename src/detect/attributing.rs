/*!
The last stage: where each story comes from.

Every article's credits were read with its fingerprint; here they are brought
together by cluster.
*/

use super::clustering::Cluster;
use super::roll::Roll;
use crate::article::ArticleId;
use crate::syndication::origin::{Origin, Printing, origin};

/// What the members of a cluster say of where it comes from, in their order.
/// Pages beside the cluster carry other stories too, and are not asked.
#[must_use]
pub(super) fn printings(roll: &Roll, cluster: &Cluster) -> Vec<Printing> {
    let members = cluster.members.iter();
    members
        .map(|member| printing(roll, member.article))
        .collect()
}

fn printing(roll: &Roll, article: ArticleId) -> Printing {
    let entry = roll.entry(article);
    let own = entry.outlet.and_then(|outlet| roll.own_party(outlet));
    Printing {
        outlet: entry.outlet.map(|outlet| outlet.number()),
        own,
        own_kind: own.and_then(|party| roll.party(party).kind),
        signs: roll.signs(article).to_vec(),
        published: entry.published,
        words: entry.words,
    }
}

/// The source that one article alone names.
#[must_use]
pub(super) fn own_origin(roll: &Roll, article: ArticleId) -> Option<Origin> {
    origin(&[printing(roll, article)])
}

/// The likeliest source of each cluster.
#[must_use]
pub(super) fn origins(roll: &Roll, clusters: &[Cluster]) -> Vec<Option<Origin>> {
    clusters
        .iter()
        .map(|cluster| origin(&printings(roll, cluster)))
        .collect()
}
