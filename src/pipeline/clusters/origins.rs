/*!
The last stage: where each story comes from.

Only the articles in clusters are asked whose copy they carry: of a dump in
which little is copied that is little work. They are read once more for it.
*/

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::article::{Article, ArticleId};
use crate::dump::Dump;
use crate::error::Result;
use crate::news::attribution::{Attribution, PageText, attribute};
use crate::news::credit::CreditEvidence;
use crate::news::parties::directory::{Directory, Named, PartyKind};
use crate::pipeline::articles::credits::ArticleCredits;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::form::Cluster;
use crate::pipeline::options::Options;
use crate::pipeline::results::places::read_again;
use crate::syndication::origin::{CreditMention, Origin, PrintedCopy, origin};
use crate::text::blocks::blocks;

/// Articles whose credits are read at once.
const AT_ONCE: usize = 1 << 10;

/// A party that an article credits with its copy.
#[derive(Clone, Debug)]
pub(crate) struct Credited {
    pub(crate) name: String,
    pub(crate) kind: Option<PartyKind>,
    pub(crate) evidence: CreditEvidence,
}

/// What `article` says of whose copy it carries.
pub(crate) fn attribution_of(article: &Article<'_>, directory: &Directory) -> Attribution {
    let blocks = blocks(article.text.as_deref().unwrap_or_default());
    attribute(&PageText::of(article, &blocks), directory)
}

/// The parties that an article credits with its copy.
pub(crate) fn credited(attribution: &Attribution, directory: &Directory) -> Vec<Credited> {
    let carried = attribution.carried.iter();
    carried
        .map(|carried| Credited {
            name: carried.name.clone(),
            kind: match &carried.party {
                Named::Known(party) => Some(directory.party(*party).kind),
                // Names that several parties share are those of wires.
                Named::Ambiguous(_) => Some(PartyKind::Wire),
                Named::AsPrinted(_) => None,
            },
            evidence: carried.evidence,
        })
        .collect()
}

/// Reads the credits of all members of `clusters`, beside the parties that
/// `table` knows.
///
/// # Errors
///
/// When a record cannot be read once more.
pub(crate) fn read_credits<D: Dump>(
    dump: &D,
    options: &Options,
    clusters: &[Cluster],
    table: &ArticleTable,
) -> Result<ArticleCredits> {
    let mut credits = table.credits().clone();
    let mut members: Vec<ArticleId> = clusters
        .iter()
        .flat_map(|cluster| cluster.members.iter().map(|member| member.article))
        .collect();
    members.sort_unstable();
    for some in members.chunks(AT_ONCE) {
        let read: Result<Vec<(ArticleId, Vec<Credited>)>> = some
            .par_iter()
            .map(|&article| {
                let mut credits = Vec::new();
                read_again(dump, table.position(article)?, &mut |read| {
                    let attribution = attribution_of(read, options.directory());
                    credits = credited(&attribution, options.directory());
                })?;
                Ok((article, credits))
            })
            .collect();
        // In reading order, so that the numbers of parties depend on nothing
        // else.
        for (article, credited) in read? {
            for credited in credited {
                let sign = CreditMention {
                    party: credits.number(&credited.name, credited.kind),
                    kind: credited.kind,
                    evidence: credited.evidence,
                };
                credits.note(article, sign);
            }
        }
    }
    Ok(credits)
}

/// What the members of a cluster say of where it comes from, in their order.
/// Pages beside the cluster carry other stories too, and are not asked.
#[must_use]
pub(crate) fn printings(table: &ArticleTable, cluster: &Cluster) -> Vec<PrintedCopy> {
    let members = cluster.members.iter();
    members
        .map(|member| PrintedCopy {
            signs: table.signs(member.article).to_vec(),
            ..unsigned(table, member.article)
        })
        .collect()
}

/// What is known of where an article comes from, but for its credits.
pub(crate) fn unsigned(table: &ArticleTable, article: ArticleId) -> PrintedCopy {
    let (core, entry) = (table.core(article), table.entry(article));
    let own = core.outlet.and_then(|outlet| table.own_party(outlet));
    PrintedCopy {
        outlet: core.outlet.map(|outlet| outlet.number()),
        own,
        own_kind: own.and_then(|party| table.party(party).kind),
        signs: Vec::new(),
        published: entry.published,
        words: core.words,
    }
}

/// The likeliest source of a cluster.
#[must_use]
pub(crate) fn origin_of(table: &ArticleTable, cluster: &Cluster) -> Option<Origin> {
    origin(&printings(table, cluster), |party| {
        table.party(party).name.as_str()
    })
}
