/*!
The results of a run, before they are reported.
*/

use crate::article::{Article, ArticleId};
use crate::boilerplate::blocks::BoilerplateBlocks;
use crate::boilerplate::phrases::StockPhrases;
use crate::boilerplate::suffixes::HeadlineSuffixes;
use crate::pipeline::articles::outlets::{OutletId, outlet_key};
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::attribution::printed_copies;
use crate::pipeline::checkpoints::ResumeLock;
use crate::pipeline::clusters::cluster::{Cluster, ClusterMember};
use crate::pipeline::clusters::index::ClusterIndex;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::pairs::verdict_list::VerdictList;
use crate::report::OriginKind;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::syndication::headlines::HeadlineGroup;
use crate::syndication::origin::{Origin, OriginSource, PrintedCopy};

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
    /// The groups of repeated headlines, in reading order of their first
    /// articles.
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
    /// The blocks that each outlet repeats.
    pub(crate) boilerplate: BoilerplateBlocks,
    /// The headline suffixes of each outlet.
    pub(crate) suffixes: HeadlineSuffixes,
    /// The phrases that each outlet repeats.
    pub(crate) stock_phrases: StockPhrases,
    /// The memory budget of the run.
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
        self.stock_phrases.bytes()
            + members * size_of::<ClusterMember>()
            + size_of_val(self.clusters.as_slice())
            + headlines * size_of::<ArticleId>()
            + size_of_val(self.headlines.as_slice())
    }

    /// Returns the memory budget of the run.
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
        printed_copies::origin_of(&self.table, &self.clusters[cluster])
    }

    /// Returns the copies that the members of a cluster print, with their
    /// credits.
    pub(crate) fn printed_copies(&self, cluster: usize) -> Vec<PrintedCopy> {
        printed_copies::printed_copies(&self.table, &self.clusters[cluster])
    }

    pub(crate) fn source_name(&self, source: OriginSource) -> &str {
        match source {
            OriginSource::Party(party) => self.table.party(party).name.as_str(),
            OriginSource::Outlet(outlet) => self.table.outlet_name(OutletId::new(outlet)),
        }
    }

    /// Returns what kind of party a source is; [`OriginKind::Unknown`] for a
    /// name that is not in the table of parties.
    pub(crate) fn source_kind(&self, source: OriginSource) -> OriginKind {
        match source {
            OriginSource::Outlet(_) => OriginKind::Outlet,
            OriginSource::Party(party) => self.table.party(party).kind.into(),
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
