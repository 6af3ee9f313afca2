/*!
How a run reports its progress.
*/

/// A step of a run that takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Read the dump to learn what outlets repeat.
    LearnBoilerplate,
    /// Read the dump to fingerprint its articles.
    Fingerprint,
    /// Pair articles that share bands or sampled shingles.
    Propose,
    /// Compare candidate pairs.
    Compare,
    /// Form clusters.
    Cluster,
    /// Read which parties the articles of clusters credit.
    Attribute,
    /// Group headlines.
    Headlines,
}

/// A step of a run after which a checkpoint is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// The boilerplate of outlets is known.
    Boilerplate,
    /// The articles are fingerprinted, and the candidate pairs are known.
    Candidates,
    /// The candidate pairs are compared.
    Verdicts,
    /// The clusters and the credits of their articles are known.
    Clusters,
    /// The headline groups are known.
    Headlines,
}

/// Receives the progress of a run, such as a progress bar.
pub trait Observer: Sync {
    /// Called when a phase begins, with its number of steps if known.
    fn begin(&self, phase: Phase, steps: Option<u64>);

    /// Called when `steps` more steps are done. In [`Phase::LearnBoilerplate`] and
    /// [`Phase::Fingerprint`] steps are bytes of decompressed records, none
    /// for records in memory. In other phases they are the steps that
    /// [`Observer::begin`] counted.
    fn advance(&self, steps: u64);

    /// Called when the result of a stage is loaded from a checkpoint.
    fn resume(&self, _stage: Stage) {}
}

/// An observer that ignores all progress.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl Observer for NoProgress {
    fn begin(&self, _phase: Phase, _steps: Option<u64>) {}

    fn advance(&self, _steps: u64) {}
}
