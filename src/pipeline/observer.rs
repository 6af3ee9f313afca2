/*!
Whoever watches a run: a progress bar, or nobody.
*/

/// What a run is busy with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Reading the dump for what outlets repeat.
    Survey,
    /// Reading the dump for fingerprints.
    Fingerprint,
    /// Bringing together articles that share bands or sampled shingles.
    Propose,
    /// Comparing candidate pairs.
    Compare,
    /// Forming clusters.
    Cluster,
    /// Reading whose copy the articles in clusters are.
    Attribute,
    /// Grouping headlines.
    Headlines,
}

/// What an earlier run left to one that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// What outlets repeat.
    Survey,
    /// Fingerprints, and the pairs that are worth comparing.
    Candidates,
    /// The verdicts on these pairs.
    Verdicts,
    /// Clusters, and whose copy their articles are.
    Clusters,
    /// The groups of headlines.
    Headlines,
}

/// Whoever wants to know how far a run is.
pub trait Observer: Sync {
    /// A phase begins, with that many steps where they are known.
    fn begin(&self, phase: Phase, steps: Option<u64>);

    /// That many steps more are done: of [`Phase::Survey`] and
    /// [`Phase::Fingerprint`] bytes of records, as they stand in the dump once it
    /// is unpacked (none where records have no bytes, as those in memory), of all
    /// others what `begin` counted.
    fn advance(&self, steps: u64);

    /// What an earlier run found is taken instead of finding it again.
    fn resume(&self, _found: Stage) {}
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl Observer for NoProgress {
    fn begin(&self, _phase: Phase, _steps: Option<u64>) {}

    fn advance(&self, _steps: u64) {}
}
