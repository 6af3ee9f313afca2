/*!
The printed copies of a story, as the search for its origin needs them.
*/

use crate::article::ArticleId;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::Cluster;
use crate::syndication::likeliest_origin::likeliest_origin;
use crate::syndication::origin::{Origin, PrintedCopy};

/// Returns the printed copies of a cluster, in the order of its members.
/// Attached pages carry other stories too, so their credits do not count.
pub(crate) fn printed_copies(table: &ArticleTable, cluster: &Cluster) -> Vec<PrintedCopy> {
    let members = cluster.members.iter();
    members
        .map(|member| PrintedCopy {
            credits: table.credits_of(member.article).to_vec(),
            ..without_credits(table, member.article)
        })
        .collect()
}

/// Returns the printed copy that `article` is, without its credits.
pub(crate) fn without_credits(table: &ArticleTable, article: ArticleId) -> PrintedCopy {
    let (core, entry) = (table.core(article), table.entry(article));
    let own = core.outlet.and_then(|outlet| table.own_party(outlet));
    PrintedCopy {
        outlet: core.outlet.map(|outlet| outlet.number()),
        own_party: own,
        own_party_kind: own.and_then(|party| table.party(party).kind),
        credits: Vec::new(),
        published: entry.published,
        words: core.words,
    }
}

/// Returns the likeliest origin of a cluster.
pub(crate) fn origin_of(table: &ArticleTable, cluster: &Cluster) -> Option<Origin> {
    likeliest_origin(&printed_copies(table, cluster), |party| {
        table.party(party).name.as_str()
    })
}
