/*!
What a run found, before anybody writes it down.
*/

use crate::article::{Article, ArticleId};
use crate::boilerplate::blocks::BoilerplateBlocks;
use crate::boilerplate::phrases::StockPhrases;
use crate::boilerplate::suffixes::HeadlineSuffixes;
use crate::news::attribution::Attribution;
use crate::news::parties::directory::Directory;
use crate::pipeline::articles::outlets::{OutletId, outlet_key};
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::attribution::credits::carried_parties;
use crate::pipeline::attribution::printed_copies;
use crate::pipeline::attribution::printed_copies::without_credits;
use crate::pipeline::checkpoints::ResumeLock;
use crate::pipeline::clusters::cluster::{Cluster, ClusterMember};
use crate::pipeline::clusters::index::ClusterIndex;
use crate::pipeline::fingerprint::prepare::Preparer;
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::pairs::verdict_list::VerdictList;
use crate::report::OriginKind;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::syndication::headlines::HeadlineGroup;
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
    /// Records met, readable or not.
    pub read: u64,
    /// Pairs that were compared word by word.
    pub compared: u64,
    /// Lists of candidates that were too long to be paired fully.
    pub long_lists: u64,
    /// The standing matter that was learnt.
    pub(crate) boilerplate: BoilerplateBlocks,
    /// The tails of headlines that were learnt.
    pub(crate) suffixes: HeadlineSuffixes,
    /// The stock phrases that were learnt.
    pub(crate) stock_phrases: StockPhrases,
    /// What is left of the memory.
    pub(crate) budget: MemoryBudget,
    /// What stock phrases, clusters and headlines take of it.
    pub(crate) held: Reservation,
    /// Where the run wrote what a later one can go on from: no other run works
    /// there as long as this outcome lasts. To be forgotten when everything is
    /// written.
    pub resume_lock: Option<ResumeLock>,
}

/// Bytes that `clusters` take.
pub(crate) fn bytes_of(clusters: &[Cluster]) -> usize {
    let members = |cluster: &Cluster| cluster.members.capacity() + cluster.attached.capacity();
    let members: usize = clusters.iter().map(members).sum();
    members * size_of::<ClusterMember>() + size_of_val(clusters)
}

/// Bytes that `groups` take.
pub(crate) fn bytes_of_headlines(groups: &[HeadlineGroup]) -> usize {
    let articles: usize = groups.iter().map(|group| group.articles.capacity()).sum();
    articles * size_of::<ArticleId>() + size_of_val(groups)
}

impl Outcome {
    /// What is left of the memory of the run, for what comes of it.
    pub(crate) fn budget(&self) -> &MemoryBudget {
        &self.budget
    }

    /// The cluster of each article that is in one, by its place in
    /// [`Outcome::clusters`].
    #[must_use]
    #[doc(hidden)]
    pub fn cluster_of(&self) -> ClusterIndex {
        ClusterIndex::of_members(&self.clusters)
    }

    /// The clusters with which each article is named, as a member or beside
    /// them, by their places in [`Outcome::clusters`].
    pub(crate) fn named_with(&self) -> ClusterIndex {
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

    /// The likeliest source of a cluster.
    ///
    /// # Panics
    ///
    /// When there is no such cluster.
    #[must_use]
    #[doc(hidden)]
    pub fn origin(&self, cluster: usize) -> Option<Origin> {
        printed_copies::origin_of(&self.table, &self.clusters[cluster])
    }

    /// What the members of a cluster say of where it comes from.
    ///
    /// # Panics
    ///
    /// When there is no such cluster.
    pub(crate) fn printings(&self, cluster: usize) -> Vec<PrintedCopy> {
        printed_copies::printed_copies(&self.table, &self.clusters[cluster])
    }

    /// The likeliest source of an article, by name: `of_cluster`, that of its
    /// cluster, else the one that it names itself. `attribution` is what it
    /// says of itself.
    pub(crate) fn origin_of(
        &self,
        article: ArticleId,
        of_cluster: Option<OriginSource>,
        attribution: &Attribution,
        directory: &Directory,
    ) -> Option<String> {
        if let Some(source) = of_cluster {
            return Some(self.source_name(source).to_owned());
        }
        let credits = carried_parties(attribution, directory);
        let mut printing = without_credits(&self.table, article);
        if credits.is_empty() {
            let origin = likeliest_origin(&[printing], |_| "")?;
            return Some(self.source_name(origin.source).to_owned());
        }
        // The parties of a single article have numbers of their own here: its
        // outlet's is looked up among them by name.
        let own = printing
            .own_party
            .map(|own| self.table.party(own).name.as_str());
        let number = |name: &str| {
            let place = credits.iter().position(|credit| credit.name == name);
            place.and_then(|place| u32::try_from(place).ok())
        };
        printing.own_party = own.and_then(number);
        printing.credits = credits
            .iter()
            .filter_map(|credit| {
                Some(CreditMention {
                    party: number(&credit.name)?,
                    kind: credit.kind,
                    evidence: credit.evidence,
                })
            })
            .collect();
        let name = |party: u32| {
            let credit = credits.get(party as usize);
            credit.map_or("", |credit| credit.name.as_str())
        };
        match likeliest_origin(&[printing], name)?.source {
            OriginSource::Party(party) => Some(name(party).to_owned()),
            OriginSource::Outlet(outlet) => {
                Some(self.source_name(OriginSource::Outlet(outlet)).to_owned())
            }
        }
    }

    /// The name of a source.
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

    /// The name of a cluster: it stays the same as long as the text of its
    /// center does.
    ///
    /// # Panics
    ///
    /// When there is no such cluster.
    pub(crate) fn cluster_name(&self, cluster: usize) -> String {
        format!(
            "{:016x}",
            self.table.core(self.clusters[cluster].center()).fingerprint
        )
    }
}
