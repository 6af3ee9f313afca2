/*!
The pipeline: the one place that knows all the stages.

A dump is read twice in order: once for the survey, once for the fingerprints.
Then the candidate pairs are read again and compared. See `docs/DESIGN.md` for
the way of one article.
*/

mod attributing;
mod clustering;
mod comparing;
mod explaining;
mod findings;
mod fingerprinting;
mod headlining;
mod keeping;
mod kinds;
pub mod observer;
pub mod options;
pub mod outcome;
mod places;
pub mod prepare;
mod proposing;
mod reading;
mod renamed;
pub mod roll;
mod shelf;
mod surveying;

pub use clustering::{Cluster, Membership};
pub use comparing::Judged;
pub use explaining::{Explained, Explanation};
pub use fingerprinting::{BRIEF, Skip};
pub use keeping::{Keeping, Policy, Removal};

use std::collections::HashSet;

use self::comparing::{Comparer, Verdicts};
use self::observer::{Observer, Phase};
use self::options::Options;
use self::outcome::Outcome;
use self::renamed::Renamed;
use crate::article::ArticleId;
use crate::candidates::postings::Pair;
use crate::error::Result;
use crate::report::{Report, Summary};
use crate::source::Dump;
use crate::store::room::Room;

/// Finds the copies in a dump.
///
/// # Examples
///
/// ```
/// use wirecopy::{Article, Articles, Detector, Options, Unobserved};
///
/// let wire = "SKARHOLM (AP) — The last ferry of the season left the harbour on Sunday with \
///             forty passengers and a brass band on its deck, ending a service that had run \
///             every summer since the bridge was closed to cars in the spring of 1987.";
/// let article = |id: &'static str, outlet: &'static str, text: String| Article {
///     id: Some(id.into()),
///     outlet: Some(outlet.into()),
///     text: Some(text.into()),
///     ..Article::default()
/// };
/// let dump = Articles::new(vec![
///     article("a", "harborledger.example", wire.to_owned()),
///     article("b", "coastalpoint.example", format!("{wire} Read more on our site.")),
/// ]);
/// let outcome = Detector::new(Options::default())?.run(&dump, &Unobserved)?;
/// assert_eq!(outcome.clusters.len(), 1);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Detector {
    options: Options,
}

/// Whether pairs that were compared and are no copies are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCopies {
    /// They are forgotten.
    Forget,
    /// They are kept.
    Keep,
}

impl Detector {
    /// A detector that works as `options` say.
    ///
    /// # Errors
    ///
    /// When the options cannot work.
    pub fn new(options: Options) -> Result<Detector> {
        options.check()?;
        Ok(Detector { options })
    }

    /// What the detector was made with.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Finds the copies in `dump`.
    ///
    /// # Errors
    ///
    /// When a temporary file cannot be written, or a record cannot be read a
    /// second time. A record that cannot be read at all is no error: it is
    /// among what was skipped.
    pub fn run<D: Dump>(&self, dump: &D, observer: &dyn Observer) -> Result<Outcome> {
        self.run_keeping(dump, NotCopies::Forget, observer)
    }

    /// The same, and says what becomes of the pairs that are no copies.
    ///
    /// # Errors
    ///
    /// As [`Detector::run`].
    pub fn run_keeping<D: Dump>(
        &self,
        dump: &D,
        not_copies: NotCopies,
        observer: &dyn Observer,
    ) -> Result<Outcome> {
        let dump = &self.renamed(dump);
        let room = self.room();
        observer.begin(Phase::Survey, None);
        let learnt = surveying::survey(dump, &room, observer)?;
        observer.begin(Phase::Fingerprint, None);
        let prints = fingerprinting::fingerprint(dump, &self.options, &learnt, &room, observer)?;
        observer.begin(Phase::Propose, None);
        let proposal = proposing::propose(&prints.roll, prints.bands, prints.samples, &room)?;
        let standing = learnt.standing;
        let mut roll = prints.roll;
        observer.begin(Phase::Compare, Some(proposal.pairs.len() as u64));
        let mut comparer = Comparer::new(dump, &roll, &standing, &proposal.stock, &self.options);
        let mut verdicts = Verdicts::new(not_copies);
        comparer.compare(&proposal.pairs, observer, |one| verdicts.take(one))?;
        observer.begin(Phase::Cluster, None);
        let clusters =
            clustering::cluster(&mut comparer, &proposal.pairs, &mut verdicts, observer)?;
        drop(comparer);
        drop(proposal.pairs);
        observer.begin(Phase::Attribute, None);
        attributing::read_credits(dump, &self.options, &clusters, &mut roll)?;
        let origins = attributing::origins(&roll, &clusters);
        let mut outcome = Outcome {
            clusters,
            origins,
            copies: Vec::new(),
            headlines: Vec::new(),
            not_copies: verdicts.not_copies,
            skipped: prints.skipped,
            read: prints.read,
            compared: verdicts.compared,
            long_lists: proposal.long_lists,
            standing,
            tails: learnt.tails,
            stock: proposal.stock,
            roll,
        };
        outcome.copies = between_clusters(&outcome, verdicts.copies);
        observer.begin(Phase::Headlines, None);
        let texts = headlining::Texts::of(&outcome);
        outcome.headlines = headlining::group(prints.headlines, &outcome.roll, &texts, &room)?;
        outcome.not_copies.sort_by_key(|one| one.pair);
        Ok(outcome)
    }

    /// Decides who stays of each cluster of `outcome`, which this detector
    /// found in `dump`.
    ///
    /// # Errors
    ///
    /// When a record cannot be read a second time.
    pub fn keep<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        policy: &Policy,
        observer: &dyn Observer,
    ) -> Result<Keeping> {
        keeping::decide(
            &self.renamed(dump),
            outcome,
            &self.options,
            policy,
            observer,
        )
    }

    /// Reports all that `outcome` holds, in a stable order, and gives the
    /// summary.
    ///
    /// # Errors
    ///
    /// When a record cannot be read once more, or a finding cannot be written.
    pub fn report<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        keeping: &Keeping,
        report: &mut dyn Report,
    ) -> Result<Summary> {
        findings::report(&self.renamed(dump), outcome, keeping, &self.options, report)
    }

    /// The article of `outcome` with this id, or at this `FILE:LINE`.
    ///
    /// # Errors
    ///
    /// When no article has it, or more than one.
    pub fn find<D: Dump>(&self, dump: &D, outcome: &Outcome, wanted: &str) -> Result<ArticleId> {
        explaining::find(dump, &outcome.roll, wanted)
    }

    /// Judges one pair as the run that gave `outcome` did, and keeps what led
    /// to the verdict.
    ///
    /// # Errors
    ///
    /// When a record cannot be read once more.
    pub fn explain<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        first: ArticleId,
        second: ArticleId,
    ) -> Result<Explanation> {
        explaining::explain(&self.renamed(dump), outcome, &self.options, first, second)
    }

    /// The dump with the outlets' names that the user gave.
    fn renamed<'a, D: Dump>(&'a self, dump: &'a D) -> Renamed<'a, D> {
        Renamed::new(dump, &self.options.houses)
    }

    /// What one list may hold in memory: four of them live at a time.
    fn room(&self) -> Room {
        let memory = usize::try_from(self.options.memory).unwrap_or(usize::MAX);
        Room::new(memory, self.options.temp_dir.clone()).part(20)
    }
}

/// The copies whose articles are not in one cluster.
fn between_clusters(outcome: &Outcome, copies: Vec<Judged>) -> Vec<Judged> {
    let cluster_of = outcome.cluster_of();
    let mut seen: HashSet<Pair> = HashSet::new();
    let mut between: Vec<Judged> = copies
        .into_iter()
        .filter(|one| {
            let (first, second) = (
                cluster_of.get(&one.pair.first()),
                cluster_of.get(&one.pair.second()),
            );
            (first.is_none() || first != second) && seen.insert(one.pair)
        })
        .collect();
    between.sort_by_key(|one| one.pair);
    between
}
