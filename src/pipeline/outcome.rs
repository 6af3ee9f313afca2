/*!
The results of a run, before they are reported.
*/

use crate::article::{Article, ArticleId};
use crate::boilerplate::blocks::BoilerplateBlocks;
use crate::boilerplate::suffixes::HeadlineSuffixes;
use crate::boilerplate::vocabulary::LearnedWords;
use crate::convert::to_u32;
use crate::news::attribution::Attribution;
use crate::news::parties::directory::Directory;
use crate::pipeline::articles::outlets::{OutletId, outlet_key};
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::attribution::{carried_parties, printed_copies, without_credits};
use crate::pipeline::clusters::cluster::{Cluster, ClusterIndex, ClusterMember};
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::pairs::verdict_list::VerdictList;
use crate::pipeline::resume_lock::ResumeLock;
use crate::report::OriginKind;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::syndication::headlines::group::HeadlineGroup;
use crate::syndication::history::OutletHistory;
use crate::syndication::likeliest_origin::likeliest_origin;
use crate::syndication::origin::{CreditMention, Origin, OriginSource, PrintedCopy};

/// What a run found.
#[derive(Debug)]
pub struct Outcome {
    /// The articles.
    #[doc(hidden)]
    pub table: ArticleTable,
    /// The clusters of duplicates, in reading order of their first articles.
    #[doc(hidden)]
    pub clusters: Vec<Cluster>,
    /// The copies whose articles are not in one cluster, of articles with
    /// different texts, in reading order.
    #[doc(hidden)]
    pub copies: VerdictList,
    /// The groups of repeated headlines, in order of their first articles.
    #[doc(hidden)]
    pub headlines: Vec<HeadlineGroup>,
    /// Compared pairs that are no copies; empty unless asked for.
    #[doc(hidden)]
    pub not_copies: VerdictList,
    /// Records and files that could not be read.
    #[doc(hidden)]
    pub skipped: Vec<SkippedRecord>,
    /// The number of records, readable or not.
    pub read: u64,
    /// The number of pairs that were compared word by word.
    pub compared: u64,
    /// The number of candidate lists that were too long to pair all their articles.
    pub long_lists: u64,
    pub(crate) boilerplate: BoilerplateBlocks,
    pub(crate) suffixes: HeadlineSuffixes,
    pub(crate) learned_words: LearnedWords,
    /// What the clusters tell of the outlets.
    pub(crate) history: OutletHistory,
    pub(crate) budget: MemoryBudget,
    /// The memory of stock phrases, clusters and headlines.
    pub(crate) reservation: Reservation,
    /// The lock on the directory of [`Options::resume`](crate::Options::resume).
    /// Take it and call [`ResumeLock::forget`] when all results are written.
    pub resume_lock: Option<ResumeLock>,
}

impl Outcome {
    /// Returns the bytes of the lists that cannot spill.
    pub(crate) fn bytes(&self) -> usize {
        let members = |cluster: &Cluster| cluster.members.capacity() + cluster.attached.capacity();
        let members: usize = self.clusters.iter().map(members).sum();
        let groups = self.headlines.iter();
        let headlines: usize = groups.map(|group| group.articles.capacity()).sum();
        self.learned_words.bytes()
            + self.history.bytes()
            + members * size_of::<ClusterMember>()
            + size_of_val(self.clusters.as_slice())
            + headlines * size_of::<ArticleId>()
            + size_of_val(self.headlines.as_slice())
    }

    pub(crate) fn budget(&self) -> &MemoryBudget {
        &self.budget
    }

    /// Returns the cluster of each article that is a member of one.
    #[must_use]
    #[doc(hidden)]
    pub fn cluster_of(&self) -> ClusterIndex {
        ClusterIndex::of_members(&self.clusters)
    }

    /// Returns the clusters of each article, as a member or attached.
    pub(crate) fn clusters_of(&self) -> ClusterIndex {
        ClusterIndex::of_all(&self.clusters)
    }

    /// Returns the hashes of the words of an article's body, as the run read it.
    #[doc(hidden)]
    #[must_use]
    pub fn body_words(&self, article: &Article<'_>) -> Vec<u64> {
        let outlet = outlet_key(article.outlet.as_deref());
        let mut preparer = Preparer::default();
        let prepared = preparer.prepare(article, outlet, &self.boilerplate);
        prepared.words().hashes().to_vec()
    }

    /// Returns the likeliest source of a cluster.
    #[doc(hidden)]
    #[must_use]
    pub fn origin(&self, cluster: usize) -> Option<Origin> {
        self.origin_of_copies(&self.printed_copies(cluster))
    }

    /// Returns the likeliest source of these copies of a cluster.
    pub(crate) fn origin_of_copies(&self, copies: &[PrintedCopy]) -> Option<Origin> {
        likeliest_origin(copies, &self.history, &|source| self.source_name(source))
    }

    /// Returns the copies that the members of a cluster print, with their
    /// credits. Attached pages carry other stories too, so theirs do not count.
    pub(crate) fn printed_copies(&self, cluster: usize) -> Vec<PrintedCopy> {
        printed_copies(&self.table, &self.clusters[cluster])
    }

    pub(crate) fn source_name(&self, source: OriginSource) -> &str {
        match source {
            OriginSource::Party(party) => self.table.credits.party(party).name.as_str(),
            OriginSource::Outlet(outlet) => self.table.outlets.name(OutletId::new(outlet)),
        }
    }

    /// Returns what kind of party a source is; [`OriginKind::Unknown`] for a
    /// name that is not in the table of parties.
    pub(crate) fn source_kind(&self, source: OriginSource) -> OriginKind {
        match source {
            OriginSource::Outlet(_) => OriginKind::Outlet,
            OriginSource::Party(party) => self.table.credits.party(party).kind.into(),
        }
    }

    /// Returns the name of a cluster. It depends only on the text of the center.
    pub(crate) fn cluster_name(&self, cluster: usize) -> String {
        format!(
            "{:016x}",
            self.table.core(self.clusters[cluster].center()).fingerprint
        )
    }
}

/// Returns the name of the likeliest origin of an article: that of its cluster,
/// `of_cluster`, or else of the parties that its `attribution` names. A page without
/// an article has none.
pub(crate) fn origin_of_article(
    outcome: &Outcome,
    article: ArticleId,
    of_cluster: Option<OriginSource>,
    attribution: &Attribution,
    directory: &Directory,
) -> Option<String> {
    let source_name = |source| outcome.source_name(source).to_owned();
    if outcome.table.entry(article).no_article.is_some() {
        return None;
    }
    if let Some(source) = of_cluster {
        return Some(source_name(source));
    }
    let credits = carried_parties(attribution, directory);
    let mut printed = without_credits(&outcome.table, article);
    if credits.is_empty() {
        let origin = outcome.origin_of_copies(&[printed])?;
        return Some(source_name(origin.source));
    }
    // The parties of a single article have numbers of their own here. Its
    // outlet's party is looked up among them by name.
    let number = |name: &str| {
        let place = credits.iter().position(|credit| credit.name == name);
        place.map(to_u32)
    };
    let name = |source| match source {
        OriginSource::Party(party) => {
            let credit = credits.get(party as usize);
            credit.map_or("", |credit| credit.name.as_str())
        }
        OriginSource::Outlet(_) => outcome.source_name(source),
    };
    let own = printed
        .own_party
        .map(|own| &outcome.table.credits.party(own).name);
    printed.own_party = own.and_then(|own| number(own));
    let mentions = credits.iter().map(|credit| CreditMention {
        party: number(&credit.name).expect("it is one of the credits"),
        kind: credit.kind,
        evidence: credit.evidence,
    });
    printed.credits = mentions.collect();
    let origin = likeliest_origin(&[printed], &outcome.history, &name)?;
    Some(name(origin.source).to_owned())
}
