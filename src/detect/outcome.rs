/*!
What a run found, before anybody writes it down.
*/

use std::collections::HashMap;

use super::clustering::Cluster;
use super::comparing::Judged;
use super::fingerprinting::Skip;
use super::roll::Roll;
use crate::article::ArticleId;
use crate::survey::standing::Standing;
use crate::survey::stock::Stock;
use crate::survey::tails::Tails;
use crate::syndication::headlines::HeadlineGroup;

/// What a run found.
#[derive(Debug)]
pub struct Outcome {
    /// The articles.
    pub roll: Roll,
    /// The clusters of duplicates, in reading order of their first articles.
    pub clusters: Vec<Cluster>,
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

    /// The name of a cluster: it stays the same as long as the text of its
    /// centre does.
    #[must_use]
    pub fn cluster_name(&self, cluster: usize) -> String {
        format!(
            "{:016x}",
            self.roll
                .entry(self.clusters[cluster].centre())
                .fingerprint()
        )
    }
}
