/*!
The counts of a run.
*/

use serde::Serialize;

/// The counts of a run.
///
/// Times, speeds and the number of threads are left out, so that the same
/// input always gives the same bytes.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    /// Records, readable or not.
    pub read: u64,
    /// Records that are articles.
    pub articles: u64,
    /// Records that could not be read.
    pub skipped: u64,
    /// Files that could not be read, or not to their end.
    pub unread_files: u64,
    /// Articles without a text.
    pub empty: u64,
    /// Clusters.
    pub clusters: u64,
    /// Articles in clusters.
    pub in_clusters: u64,
    /// Pairs that were reported as [`Finding::Copy`].
    ///
    /// [`Finding::Copy`]: crate::report::Finding::Copy
    pub copies: u64,
    /// Pairs that were counted and not reported, because more than a thousand
    /// were found between the same two clusters.
    pub copies_not_listed: u64,
    /// Clusters whose source was found.
    pub origins: u64,
    /// Clusters without a source that have too many outlets for pairs of them
    /// to mean anything. No [`OutletPairFinding`] counts them.
    ///
    /// [`OutletPairFinding`]: crate::report::OutletPairFinding
    pub outlets_not_paired: u64,
    /// Groups of repeated headlines.
    pub headlines: u64,
    /// Warnings.
    pub warnings: u64,
    /// Records that `clean` keeps.
    pub kept: u64,
    /// Records that `clean` removes.
    pub removed: u64,
    /// Records of clusters that are kept because less than the threshold of
    /// their own words stands in a kept record.
    pub kept_unlike: u64,
    /// Those of `kept_unlike` that were not compared with every kept record of
    /// their cluster, because there are very many.
    pub kept_not_compared: u64,
    /// Candidate pairs that were compared word by word.
    pub compared: u64,
    /// Posting lists that are longer than the limit; only their members with
    /// the smallest hashes became candidates.
    pub long_lists: u64,
}
