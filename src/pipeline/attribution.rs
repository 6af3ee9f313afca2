/*!
Fifth stage: reads which parties the articles of clusters credit.
*/

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::article::{Article, ArticleId};
use crate::dump::Dump;
use crate::error::Result;
use crate::news::attribution::{Attribution, PageText, attribute};
use crate::news::credit::CreditEvidence;
use crate::news::parties::directory::Directory;
use crate::news::parties::party::{NamedParty, PartyKind};
use crate::pipeline::articles::outlets::ArticleCredits;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::Cluster;
use crate::pipeline::options::Options;
use crate::pipeline::thresholds::CREDITS_AT_ONCE;
use crate::syndication::origin::{CreditMention, PrintedCopy};
use crate::text::blocks::blocks;
use crate::text::plain_text::PlainText;

/// A party whose copy an article says it carries.
#[derive(Clone, Debug)]
pub(crate) struct ClusterCredit {
    pub(crate) name: String,
    /// `None` when the directory does not have the party.
    pub(crate) kind: Option<PartyKind>,
    pub(crate) evidence: CreditEvidence,
}

/// Returns what `article` says about whose copy it carries.
pub(crate) fn attribution_of(article: &Article<'_>, directory: &Directory) -> Attribution {
    let text = PlainText::of(article.text.as_deref().unwrap_or_default());
    let blocks = blocks(text.text());
    attribute(&PageText::of(article, text.text(), &blocks), directory)
}

/// Returns the parties whose copy an article says it carries.
pub(crate) fn carried_parties(
    attribution: &Attribution,
    directory: &Directory,
) -> Vec<ClusterCredit> {
    let carried = attribution.carried.iter();
    carried
        .map(|carried| ClusterCredit {
            name: carried.name.clone(),
            kind: match &carried.party {
                NamedParty::Known(party) => Some(directory.party(*party).kind),
                // Only names of wires belong to several parties.
                NamedParty::Ambiguous(_) => Some(PartyKind::Wire),
                NamedParty::AsPrinted(_) => None,
            },
            evidence: carried.evidence,
        })
        .collect()
}

/// Reads the credits of all members of `clusters`. Returns them together with
/// the parties that `table` already knows.
pub(crate) fn read_credits<D: Dump>(
    dump: &D,
    options: &Options,
    clusters: &[Cluster],
    table: &ArticleTable,
) -> Result<ArticleCredits> {
    let mut credits = table.credits.clone();
    let mut members: Vec<ArticleId> = clusters
        .iter()
        .flat_map(|cluster| cluster.members.iter().map(|member| member.article))
        .collect();
    members.sort_unstable();
    for articles in members.chunks(CREDITS_AT_ONCE) {
        let carried: Result<Vec<(ArticleId, Vec<ClusterCredit>)>> = articles
            .par_iter()
            .map(|&article| {
                let mut carried = Vec::new();
                table.read_again(dump, article, &mut |read| {
                    let attribution = attribution_of(read, options.directory());
                    carried = carried_parties(&attribution, options.directory());
                })?;
                Ok((article, carried))
            })
            .collect();
        // Parties are numbered in reading order, whatever thread read them.
        for (article, carried) in carried? {
            for party in carried {
                let mention = CreditMention {
                    party: credits.number(&party.name, party.kind),
                    kind: party.kind,
                    evidence: party.evidence,
                };
                credits.push(article, mention);
            }
        }
    }
    Ok(credits)
}

/// Returns the printed copy that `article` is, without its credits.
pub(crate) fn without_credits(table: &ArticleTable, article: ArticleId) -> PrintedCopy {
    let (core, entry) = (table.core(article), table.entry(article));
    let own = core
        .outlet
        .and_then(|outlet| table.outlets.own_party(outlet));
    PrintedCopy {
        outlet: core.outlet.map(|outlet| outlet.number()),
        own_party: own,
        own_party_kind: own.and_then(|party| table.credits.party(party).kind),
        credits: Vec::new(),
        published: entry.published,
        words: core.words,
    }
}
