/*!
The pipeline: the one place that knows all the stages.

A dump is read twice in order: once for the survey, once for the fingerprints.
Then the candidate pairs are read again and compared. See `docs/DESIGN.md` for
the way of one article.
*/

pub mod articles;
pub mod boilerplate;
pub mod checkpoints;
pub mod clusters;
pub mod fingerprint;
pub mod headlines;
pub mod observer;
pub mod options;
pub mod pairs;
pub mod results;
pub mod stages;

use crate::pipeline::boilerplate::learn;
pub use crate::pipeline::checkpoints::Claim;
use crate::pipeline::clusters::form;
pub use crate::pipeline::clusters::form::{Cluster, Membership};
use crate::pipeline::clusters::keep;
pub use crate::pipeline::clusters::keep::{Keeping, Policy, Removal};
use crate::pipeline::clusters::origins;
use crate::pipeline::fingerprint::make;
pub use crate::pipeline::fingerprint::make::{BRIEF, Skip};
use crate::pipeline::headlines::group;
pub use crate::pipeline::pairs::compare::Judged;
use crate::pipeline::pairs::propose;
pub use crate::pipeline::pairs::verdicts::Judgements;
use crate::pipeline::results::explain;
pub use crate::pipeline::results::explain::{Explained, Explanation};
use crate::pipeline::results::findings;
use crate::pipeline::results::outcome;

use crate::article::ArticleId;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::renamed::Renamed;
use crate::pipeline::boilerplate::learn::Learnt;
use crate::pipeline::checkpoints::Checkpoints;
use crate::pipeline::observer::{Found, Observer, Phase};
use crate::pipeline::options::Options;
use crate::pipeline::pairs::candidates::Pairs;
use crate::pipeline::pairs::compare::{Comparer, Verdicts};
use crate::pipeline::results::outcome::Outcome;
use crate::pipeline::stages::{Candidates, Grouped, Repeated};
use crate::report::{Report, Summary};
use crate::spill::budget::Room;

/// Bytes that a run takes beside its lists: tables, what was learnt, what the
/// allocator keeps; and for each thread the stretches that it works on.
const BASE: usize = 56 << 20;
const OF_THREAD: usize = 4 << 20;

/// The part of the memory that headlines may take when they are grouped, in
/// percent: what else is known has the rest.
const HEADLINES_PART: usize = 35;

/// Bytes that all lists have at least, whatever the user says, and however many
/// threads there are: with less, what spills is written a few entries at a time.
const LEAST_ROOM: usize = 8 << 20;

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
        let room = &self.room();
        let checkpoints = Checkpoints::open(dump, &self.options, not_copies)?;
        let learnt = match checkpoints.load(Found::Survey, room, observer)? {
            Some(learnt) => learnt,
            None => {
                observer.begin(Phase::Survey, None);
                let learnt = learn::survey(dump, room, observer)?;
                dump.sound()?;
                checkpoints.save(Found::Survey, &learnt)?;
                learnt
            }
        };
        let candidates = match checkpoints.load(Found::Candidates, room, observer)? {
            Some(candidates) => candidates,
            None => {
                let candidates = self.candidates(dump, &learnt, room, observer)?;
                checkpoints.save(Found::Candidates, &candidates)?;
                candidates
            }
        };
        let Candidates {
            mut roll,
            headlines,
            skipped,
            read,
            pairs,
            stock,
            long_lists,
        } = candidates;
        // As long as the run lasts.
        let of_stock = stock.bytes();
        let held = room.hold(of_stock);
        let grouped = match checkpoints.load(Found::Clusters, room, observer)? {
            Some(grouped) => grouped,
            None => {
                let comparer = Comparer::new(dump, &roll, &stock, &self.options, room);
                let grouped = grouped(comparer, &pairs, not_copies, &checkpoints, observer)?;
                checkpoints.save(Found::Clusters, &grouped)?;
                grouped
            }
        };
        drop(pairs);
        roll.set_credits(grouped.credits);
        let mut outcome = Outcome {
            clusters: grouped.clusters,
            copies: grouped.verdicts.copies,
            headlines: Vec::new(),
            not_copies: grouped.verdicts.not_copies,
            skipped,
            read,
            compared: grouped.verdicts.compared,
            long_lists,
            standing: learnt.standing,
            tails: learnt.tails,
            stock,
            roll,
            room: room.clone(),
            held,
            claim: None,
        };
        let bytes = of_stock + outcome::bytes_of(&outcome.clusters);
        outcome.held.set(bytes);
        let cluster_of = outcome.cluster_of();
        let is_inside = |pair: Pair| cluster_of.together(pair.first(), pair.second());
        outcome.copies.sort(is_inside);
        outcome.not_copies.sort(|_| false);
        drop(cluster_of);
        let repeated = match checkpoints.load(Found::Headlines, room, observer)? {
            Some(repeated) => repeated,
            None => {
                observer.begin(Phase::Headlines, None);
                let texts = group::Texts::of(&outcome, room);
                let part = room.part(HEADLINES_PART);
                let groups = group::group(headlines, &outcome.roll, &texts, &part)?;
                let repeated = Repeated(groups);
                outcome.roll.sound()?;
                checkpoints.save(Found::Headlines, &repeated)?;
                repeated
            }
        };
        outcome.headlines = repeated.0;
        outcome
            .held
            .set(bytes + outcome::bytes_of_headlines(&outcome.headlines));
        outcome.claim = checkpoints.into_claim();
        outcome.roll.sound()?;
        Ok(outcome)
    }

    /// Reads the dump for fingerprints, and finds what is worth comparing.
    fn candidates<D: Dump>(
        &self,
        dump: &D,
        learnt: &Learnt,
        room: &Room,
        observer: &dyn Observer,
    ) -> Result<Candidates> {
        observer.begin(Phase::Fingerprint, None);
        let prints = make::fingerprint(dump, &self.options, learnt, room, observer)?;
        dump.sound()?;
        observer.begin(Phase::Propose, None);
        let (roll, sketches) = (prints.roll, prints.sketches);
        let proposal = propose::propose(&roll, &sketches, prints.bands, prints.samples, room)?;
        Ok(Candidates {
            roll,
            headlines: prints.headlines,
            skipped: prints.skipped,
            read: prints.read,
            pairs: proposal.pairs,
            stock: proposal.stock,
            long_lists: proposal.long_lists,
        })
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
        keep::decide(
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
        explain::find(dump, &outcome.roll, wanted)
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
        explain::explain(&self.renamed(dump), outcome, &self.options, first, second)
    }

    /// The dump with the outlets' names that the user gave.
    fn renamed<'a, D: Dump>(&'a self, dump: &'a D) -> Renamed<'a, D> {
        Renamed::new(dump, &self.options.houses)
    }

    /// What the lists of a run may hold in memory together.
    fn room(&self) -> Room {
        let memory = usize::try_from(self.options.memory).unwrap_or(usize::MAX);
        let others = BASE + rayon::current_num_threads() * OF_THREAD;
        Room::new(
            memory.saturating_sub(others).max(LEAST_ROOM),
            self.options.temp_dir.clone(),
        )
    }
}

/// Compares candidates, and forms clusters.
fn grouped<D: Dump>(
    mut comparer: Comparer<'_, D>,
    pairs: &Pairs,
    not_copies: NotCopies,
    checkpoints: &Checkpoints,
    observer: &dyn Observer,
) -> Result<Grouped> {
    let (dump, roll, room) = (comparer.dump, comparer.roll, comparer.room);
    let mut verdicts = match checkpoints.load(Found::Verdicts, room, observer)? {
        Some(verdicts) => verdicts,
        None => {
            observer.begin(Phase::Compare, Some(pairs.len() as u64));
            let mut verdicts = Verdicts::new(not_copies, room);
            pairs.each_some(roll, |some| {
                comparer.compare(&some, observer, |one| verdicts.take(&one))
            })?;
            roll.sound()?;
            checkpoints.save(Found::Verdicts, &verdicts)?;
            verdicts
        }
    };
    observer.begin(Phase::Cluster, None);
    let clusters = form::cluster(&mut comparer, pairs, &mut verdicts, room, observer)?;
    observer.begin(Phase::Attribute, None);
    let credits = origins::read_credits(dump, comparer.options, &clusters, roll)?;
    roll.sound()?;
    Ok(Grouped {
        clusters,
        verdicts,
        credits,
    })
}
