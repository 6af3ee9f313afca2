/*!
Fifth stage: reads which parties the articles of clusters credit.
*/

use std::collections::HashSet;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::article::{Article, ArticleId};
use crate::dump::Dump;
use crate::error::Result;
use crate::news::attribution::named_outlets::{OutletNames, named_outlets};
use crate::news::attribution::{Attribution, PageText, attribute};
use crate::news::credit::release::{ReleaseNote, find_release};
use crate::news::credit::{CreditEvidence, CreditRole};
use crate::news::parties::directory::Directory;
use crate::news::parties::party::{NamedParty, PartyKind};
use crate::pipeline::articles::outlets::{ArticleCredits, OutletId, PageFact};
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::{Cluster, ClusterIndex};
use crate::pipeline::options::Options;
use crate::pipeline::thresholds::CREDITS_AT_ONCE;
use crate::syndication::history::OutletHistory;
use crate::syndication::origin::{CreditMention, PrintedCopy, PrintedRelease};
use crate::syndication::print_times::PageTimes;
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
            kind: kind_of(&carried.party, directory),
            evidence: carried.evidence,
        })
        .collect()
}

/// What a page of a cluster says about the source of its story.
#[derive(Debug, Default)]
struct PageNotes {
    credits: Vec<ClusterCredit>,
    release: Option<ReleaseNote>,
    /// Other outlets of the cluster that the page names.
    outlets: Vec<u32>,
    facts: Vec<PageFact>,
}

impl PageNotes {
    /// Reads `article`, whose outlet is the party called `own`, if it is a known one.
    /// `others` are the other outlets of its cluster.
    fn of(
        article: &Article<'_>,
        directory: &Directory,
        own: Option<&str>,
        others: &[(u32, OutletNames)],
    ) -> PageNotes {
        let text = PlainText::of(article.text.as_deref().unwrap_or_default());
        let blocks = blocks(text.text());
        let attribution = attribute(&PageText::of(article, text.text(), &blocks), directory);
        let mut credits = carried_parties(&attribution, directory);
        credits.extend(used_parties(&attribution, directory));
        // Where a page credits another party, a release tells nothing more; an outlet alone
        // tells nothing of who copied whom.
        let is_told = credits.iter().any(|credit| {
            credit.evidence != CreditEvidence::Used && Some(credit.name.as_str()) != own
        });
        let (numbers, names): (Vec<u32>, Vec<OutletNames>) = others.iter().cloned().unzip();
        let named = named_outlets(text.text(), &blocks, &names);
        PageNotes {
            credits,
            facts: [
                (attribution.is_unnamed_reprint, PageFact::UnnamedReprint),
                (attribution.signs_itself, PageFact::SignsItself),
            ]
            .into_iter()
            .filter_map(|(holds, fact)| holds.then_some(fact))
            .collect(),
            release: match is_told || others.is_empty() {
                true => None,
                false => find_release(text.text()),
            },
            outlets: named.into_iter().map(|index| numbers[index]).collect(),
        }
    }
}

/// Returns the parties whose material an article says it uses in part.
fn used_parties(attribution: &Attribution, directory: &Directory) -> Vec<ClusterCredit> {
    let used = attribution.others.iter();
    used.filter(|other| other.role == CreditRole::Contribution)
        .map(|other| ClusterCredit {
            name: other.name.clone(),
            kind: kind_of(&other.party, directory),
            evidence: CreditEvidence::Used,
        })
        .collect()
}

fn kind_of(party: &NamedParty, directory: &Directory) -> Option<PartyKind> {
    match party {
        NamedParty::Known(party) => Some(directory.party(*party).kind),
        // Only names of wires belong to several parties.
        NamedParty::Ambiguous(_) => Some(PartyKind::Wire),
        NamedParty::AsPrinted(_) => None,
    }
}

/// The outlets of each cluster that has several, with their names.
struct ClusterOutlets {
    cluster_of: ClusterIndex,
    outlets: Vec<Vec<(u32, OutletNames)>>,
}

impl ClusterOutlets {
    fn of(clusters: &[Cluster], table: &ArticleTable) -> ClusterOutlets {
        let outlets = clusters.iter().map(|cluster| {
            let mut outlets: Vec<OutletId> = cluster
                .members
                .iter()
                .filter_map(|member| table.same_outlet(member.article))
                .collect();
            outlets.sort_unstable();
            outlets.dedup();
            if outlets.len() < 2 {
                outlets.clear();
            }
            outlets
                .into_iter()
                .map(|outlet| (outlet.number(), OutletNames::of(table.outlets.name(outlet))))
                .collect()
        });
        ClusterOutlets {
            outlets: outlets.collect(),
            cluster_of: ClusterIndex::of_members(clusters),
        }
    }

    /// Returns the outlets of the article's cluster other than its own.
    fn others(&self, article: ArticleId, own: Option<OutletId>) -> Vec<(u32, OutletNames)> {
        let cluster = self.cluster_of.get(article);
        let outlets = cluster.map_or(&[][..], |cluster| &self.outlets[cluster]);
        let others = outlets
            .iter()
            .filter(|(outlet, _)| Some(*outlet) != own.map(OutletId::number));
        others.cloned().collect()
    }
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
    let outlets = ClusterOutlets::of(clusters, table);
    let mut members: Vec<ArticleId> = clusters
        .iter()
        .flat_map(|cluster| cluster.members.iter().map(|member| member.article))
        .collect();
    members.sort_unstable();
    for articles in members.chunks(CREDITS_AT_ONCE) {
        let read: Result<Vec<(ArticleId, PageNotes)>> = articles
            .par_iter()
            .map(|&article| {
                let others = outlets.others(article, table.same_outlet(article));
                let own = table.core(article).outlet;
                let own = own.and_then(|outlet| table.outlets.own_party(outlet));
                let own = own.map(|party| table.credits.party(party).name.as_str());
                let mut notes = PageNotes::default();
                table.read_again(dump, article, &mut |read| {
                    notes = PageNotes::of(read, options.directory(), own, &others);
                })?;
                Ok((article, notes))
            })
            .collect();
        // Parties are numbered in reading order, whatever thread read them.
        for (article, notes) in read? {
            add_notes(&mut credits, article, notes);
        }
    }
    Ok(credits)
}

fn add_notes(credits: &mut ArticleCredits, article: ArticleId, notes: PageNotes) {
    for party in notes.credits {
        let mention = CreditMention {
            party: credits.number(&party.name, party.kind),
            kind: party.kind,
            evidence: party.evidence,
        };
        credits.push(article, mention);
    }
    if let Some(release) = notes.release {
        let release = match release.issuer {
            Some(issuer) => {
                PrintedRelease::Issued(credits.number(&issuer, Some(PartyKind::PressRelease)))
            }
            None => PrintedRelease::Unnamed,
        };
        credits.push_release(article, release);
    }
    for fact in notes.facts {
        credits.push_fact(article, fact);
    }
    for outlet in notes.outlets {
        credits.push_named_outlet(article, outlet);
    }
}

/// Returns the printed copy that `article` is, without its credits.
pub(crate) fn without_credits(table: &ArticleTable, article: ArticleId) -> PrintedCopy {
    let (core, entry) = (table.core(article), table.entry(article));
    let own = core
        .outlet
        .and_then(|outlet| table.outlets.own_party(outlet));
    PrintedCopy {
        outlet: table.same_outlet(article).map(OutletId::number),
        own_party: own,
        own_party_kind: own.and_then(|party| table.credits.party(party).kind),
        credited_as: None,
        credits: Vec::new(),
        named_outlets: Vec::new(),
        is_unnamed_reprint: false,
        signs_itself: false,
        release: None,
        published: entry.published,
        words: core.words,
    }
}

/// Returns the copies that the members of a cluster print, with their credits.
pub(crate) fn printed_copies(table: &ArticleTable, cluster: &Cluster) -> Vec<PrintedCopy> {
    let printed = cluster.members.iter().map(|member| PrintedCopy {
        credits: table.credits_of(member.article).to_vec(),
        named_outlets: table.credits.named_outlets_of(member.article).to_vec(),
        is_unnamed_reprint: table
            .credits
            .has_fact(member.article, PageFact::UnnamedReprint),
        signs_itself: table
            .credits
            .has_fact(member.article, PageFact::SignsItself),
        release: table.credits.release_of(member.article),
        ..without_credits(table, member.article)
    });
    let mut copies: Vec<PrintedCopy> = printed.collect();
    recognize_outlets(table, &mut copies);
    copies
}

/// Finds the outlets that other articles credit by their names: "Coastal Talk" is
/// `coastaltalk.example`.
fn recognize_outlets(table: &ArticleTable, copies: &mut [PrintedCopy]) {
    let mut unknown: Vec<u32> = copies
        .iter()
        .filter(|copy| copy.own_party.is_none())
        .filter_map(|copy| copy.outlet)
        .collect();
    unknown.sort_unstable();
    unknown.dedup();
    for outlet in unknown {
        let names = OutletNames::of(table.outlets.name(OutletId::new(outlet)));
        let others = copies.iter().filter(|copy| copy.outlet != Some(outlet));
        let mut parties = others.flat_map(|copy| copy.credits.iter().map(|credit| credit.party));
        let party = parties.find(|&party| names.are(&table.credits.party(party).name));
        for copy in copies.iter_mut().filter(|copy| copy.outlet == Some(outlet)) {
            copy.credited_as = party;
        }
    }
}

/// Returns what `clusters` tell of their outlets.
///
/// # Complexity
///
/// Linear time in the articles, if a cluster has several outlets.
pub(crate) fn outlet_history(table: &ArticleTable, clusters: &[Cluster]) -> OutletHistory {
    let has_several = |cluster: &&Cluster| {
        let mut outlets = cluster
            .members
            .iter()
            .filter_map(|member| table.same_outlet(member.article));
        let first = outlets.next();
        outlets.any(|outlet| Some(outlet) != first)
    };
    let of_several: Vec<&Cluster> = clusters.iter().filter(has_several).collect();
    if of_several.is_empty() {
        return OutletHistory::default();
    }
    let members = of_several.iter().flat_map(|cluster| &cluster.members);
    let outlets: HashSet<OutletId> = members
        .filter_map(|member| table.same_outlet(member.article))
        .collect();
    let mut times = PageTimes::default();
    for article in table.articles() {
        let outlet = table
            .same_outlet(article)
            .filter(|outlet| outlets.contains(outlet));
        if let (Some(outlet), Some(time)) = (outlet, table.entry(article).published) {
            times.add(outlet.number(), time);
        }
    }
    let mut history = OutletHistory::new(times.finish());
    for cluster in of_several {
        history.add(&printed_copies(table, cluster));
    }
    history
}
