/*!
What a run found, before anybody writes it down.
*/

use std::collections::HashMap;

use super::attributing::{credited, printings, unsigned};
use super::clustering::Cluster;
use super::comparing::Judged;
use super::fingerprinting::Skip;
use super::roll::{OutletId, Roll};
use crate::article::ArticleId;
use crate::press::agencies::{Directory, Kind};
use crate::press::attribution::Attribution;
use crate::survey::standing::Standing;
use crate::survey::stock::Stock;
use crate::survey::tails::Tails;
use crate::syndication::headlines::HeadlineGroup;
use crate::syndication::origin::{Origin, Printing, Sign, Source, origin};

/// What a run found.
#[derive(Debug)]
pub struct Outcome {
    /// The articles.
    pub roll: Roll,
    /// The clusters of duplicates, in reading order of their first articles.
    pub clusters: Vec<Cluster>,
    /// The likeliest source of each cluster, in the same order.
    pub origins: Vec<Option<Origin>>,
    /// The copies whose articles are not in one cluster, of articles with
    /// different texts, in reading order.
    pub copies: Vec<Judged>,
    /// The groups of repeated headlines, in reading order of their first
    /// articles.
    pub headlines: Vec<HeadlineGroup>,
    /// Compared pairs that are no copies; empty unless asked for.
    pub not_copies: Vec<Judged>,
    /// Records and files that could not be read.
    pub skipped: Vec<Skip>,
    /// Records met, readable or not.
    pub read: u64,
    /// Pairs that were compared word by word.
    pub compared: u64,
    /// Lists of candidates that were too long to be paired fully.
    pub long_lists: u64,
    /// The standing matter that was learnt.
    pub standing: Standing,
    /// The tails of headlines that were learnt.
    pub tails: Tails,
    /// The stock phrases that were learnt.
    pub stock: Stock,
}

impl Outcome {
    /// The cluster of each article that is in one, by its place in
    /// [`Outcome::clusters`].
    #[must_use]
    pub fn cluster_of(&self) -> HashMap<ArticleId, usize> {
        let members = self.clusters.iter().enumerate();
        members
            .flat_map(|(index, cluster)| {
                cluster
                    .members
                    .iter()
                    .map(move |member| (member.article, index))
            })
            .collect()
    }

    /// The clusters with which each article is named, as a member or beside
    /// them, by their places in [`Outcome::clusters`].
    #[must_use]
    pub fn named_with(&self) -> HashMap<ArticleId, Vec<usize>> {
        let mut named: HashMap<ArticleId, Vec<usize>> = HashMap::new();
        for (index, cluster) in self.clusters.iter().enumerate() {
            for member in cluster.members.iter().chain(&cluster.beside) {
                named.entry(member.article).or_default().push(index);
            }
        }
        named
    }

    /// What the members of a cluster say of where it comes from.
    #[must_use]
    pub fn printings(&self, cluster: usize) -> Vec<Printing> {
        printings(&self.roll, &self.clusters[cluster])
    }

    /// The likeliest source of an article, by name: that of its cluster, else
    /// the one that it names itself. `attribution` is what it says of itself.
    #[must_use]
    pub fn origin_of(
        &self,
        article: ArticleId,
        cluster: Option<usize>,
        attribution: &Attribution,
        directory: &Directory,
    ) -> Option<String> {
        let of_cluster = cluster.and_then(|cluster| self.origins[cluster].as_ref());
        if let Some(origin) = of_cluster {
            return Some(self.source_name(origin.source).to_owned());
        }
        let credits = credited(attribution, directory);
        let mut printing = unsigned(&self.roll, article);
        if credits.is_empty() {
            let origin = origin(&[printing], |_| "")?;
            return Some(self.source_name(origin.source).to_owned());
        }
        // The parties of a single article have numbers of their own here: its
        // outlet's is looked up among them by name.
        let own = printing.own.map(|own| self.roll.party(own).name.as_str());
        let number = |name: &str| {
            let place = credits.iter().position(|credit| credit.name == name);
            place.and_then(|place| u32::try_from(place).ok())
        };
        printing.own = own.and_then(number);
        printing.signs = credits
            .iter()
            .filter_map(|credit| {
                Some(Sign {
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
        match origin(&[printing], name)?.source {
            Source::Party(party) => Some(name(party).to_owned()),
            Source::Outlet(outlet) => Some(self.source_name(Source::Outlet(outlet)).to_owned()),
        }
    }

    /// The name of a source.
    #[must_use]
    pub fn source_name(&self, source: Source) -> &str {
        match source {
            Source::Party(party) => self.roll.party(party).name.as_str(),
            Source::Outlet(outlet) => self.roll.outlet_name(OutletId::new(outlet)),
        }
    }

    /// What kind of party a source is: `outlet`, or as its table says;
    /// `unknown` for a name that the table does not have.
    #[must_use]
    pub fn source_kind(&self, source: Source) -> &'static str {
        match source {
            Source::Outlet(_) => Kind::Outlet.name(),
            Source::Party(party) => self.roll.party(party).kind.map_or("unknown", Kind::name),
        }
    }

    /// The name of a cluster: it stays the same as long as the text of its
    /// centre does.
    #[must_use]
    pub fn cluster_name(&self, cluster: usize) -> String {
        format!(
            "{:016x}",
            self.roll.core(self.clusters[cluster].centre()).fingerprint
        )
    }
}
