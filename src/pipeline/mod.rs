/*!
The pipeline: the one place that knows all the stages.

A dump is read twice in order: once for the survey, once for the fingerprints.
Then the candidate pairs are read again and compared. See `docs/DESIGN.md` for
the way of one article.
*/

pub(crate) mod articles;
pub(crate) mod attribution;
pub(crate) mod boilerplate;
pub(crate) mod checkpoints;
pub(crate) mod clusters;
pub(crate) mod fingerprint;
pub(crate) mod headlines;
pub(crate) mod keep;
pub(crate) mod observer;
pub(crate) mod options;
pub(crate) mod outcome;
pub(crate) mod pairs;
pub(crate) mod results;
pub(crate) mod stages;
mod thresholds;

use crate::article::ArticleId;
use crate::compare::relation::Relation;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::aliased_dump::AliasedDump;
use crate::pipeline::attribution::credits;
use crate::pipeline::boilerplate::learn::learn_boilerplate;
use crate::pipeline::boilerplate::learned::LearnedBoilerplate;
use crate::pipeline::checkpoints::Checkpoints;
use crate::pipeline::clusters::form::form_clusters;
use crate::pipeline::fingerprint::fingerprint_dump::fingerprint_dump;
use crate::pipeline::headlines::groups::headline_groups;
use crate::pipeline::headlines::texts::Texts;
use crate::pipeline::keep::decide::decide;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::observer::{Observer, Phase, Stage};
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::outcome::{bytes_of, bytes_of_headlines};
use crate::pipeline::pairs::candidates::CandidatePairs;
use crate::pipeline::pairs::compare::Comparer;
use crate::pipeline::pairs::pair_verdicts::PairVerdicts;
use crate::pipeline::pairs::propose;
use crate::pipeline::results::explain;
use crate::pipeline::results::explain::Explanation;
use crate::pipeline::results::findings;
use crate::pipeline::stages::{Candidates, Grouped};
use crate::report::{Report, Summary};
use crate::spill::budget::MemoryBudget;

/// Bytes that a run takes beside its lists: tables, what was learnt, what the
/// allocator keeps; and for each thread the stretches that it works on.
const BASE: usize = 56 << 20;
const OF_THREAD: usize = 4 << 20;

/// Bytes that all lists have at least, whatever the user says, and however many
/// threads there are: with less, what spills is written a few entries at a time.
const LEAST_ROOM: usize = 8 << 20;

/// Finds the copies in a dump.
///
/// # Examples
///
/// ```
/// use wirecopy::{Article, Articles, Detector, Options, NoProgress};
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
/// let outcome = Detector::new(Options::default())?.run(&dump, &NoProgress)?;
/// assert_eq!(outcome.clusters.len(), 1);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Detector {
    options: Options,
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
        let dump = &self.renamed(dump);
        let budget = &self.budget();
        let checkpoints = Checkpoints::open(dump, &self.options)?;
        let learned =
            match checkpoints.load(Stage::Survey, LearnedBoilerplate::default(), observer)? {
                Some(learned) => learned,
                None => {
                    observer.begin(Phase::Survey, None);
                    let learned = learn_boilerplate(dump, budget, observer)?;
                    dump.check_io()?;
                    checkpoints.save(Stage::Survey, &learned)?;
                    learned
                }
            };
        let candidates =
            match checkpoints.load(Stage::Candidates, Candidates::none(budget), observer)? {
                Some(candidates) => candidates,
                None => {
                    let candidates = self.candidates(dump, &learned, budget, observer)?;
                    checkpoints.save(Stage::Candidates, &candidates)?;
                    candidates
                }
            };
        let Candidates {
            mut table,
            headlines,
            skipped,
            read,
            pairs,
            stock_phrases,
            long_lists,
        } = candidates;
        // As long as the run lasts.
        let of_stock = stock_phrases.bytes();
        let held = budget.reserve(of_stock);
        let grouped = match checkpoints.load(
            Stage::Clusters,
            Grouped::none(self.options.not_copies, budget),
            observer,
        )? {
            Some(grouped) => grouped,
            None => {
                let comparer = Comparer::new(dump, &table, &stock_phrases, &self.options, budget);
                let grouped = grouped(comparer, &pairs, &checkpoints, observer)?;
                checkpoints.save(Stage::Clusters, &grouped)?;
                grouped
            }
        };
        drop(pairs);
        table.set_credits(grouped.credits);
        let mut outcome = Outcome {
            clusters: grouped.clusters,
            copies: grouped.verdicts.copies,
            headlines: Vec::new(),
            not_copies: grouped.verdicts.not_copies,
            skipped,
            read,
            compared: grouped.verdicts.compared,
            long_lists,
            boilerplate: learned.blocks,
            suffixes: learned.suffixes,
            stock_phrases,
            table,
            budget: budget.clone(),
            held,
            resume_lock: None,
        };
        let bytes = of_stock + bytes_of(&outcome.clusters);
        outcome.held.set(bytes);
        let cluster_of = outcome.cluster_of();
        let is_inside = |pair: Pair| cluster_of.together(pair.first(), pair.second());
        outcome.copies.sort(is_inside);
        outcome.not_copies.sort(|_| false);
        drop(cluster_of);
        let repeated = match checkpoints.load(Stage::Headlines, Vec::new(), observer)? {
            Some(repeated) => repeated,
            None => {
                observer.begin(Phase::Headlines, None);
                let texts = Texts::of(&outcome, budget);
                let repeated = headline_groups(headlines, &outcome.table, &texts, budget)?;
                outcome.table.check_io()?;
                checkpoints.save(Stage::Headlines, &repeated)?;
                repeated
            }
        };
        outcome.headlines = repeated;
        outcome
            .held
            .set(bytes + bytes_of_headlines(&outcome.headlines));
        outcome.resume_lock = checkpoints.into_claim();
        outcome.table.check_io()?;
        Ok(outcome)
    }

    /// Reads the dump for fingerprints, and finds what is worth comparing.
    fn candidates<D: Dump>(
        &self,
        dump: &D,
        learned: &LearnedBoilerplate,
        budget: &MemoryBudget,
        observer: &dyn Observer,
    ) -> Result<Candidates> {
        observer.begin(Phase::Fingerprint, None);
        let prints = fingerprint_dump(dump, &self.options, learned, budget, observer)?;
        dump.check_io()?;
        observer.begin(Phase::Propose, None);
        let (table, sketches) = (prints.table, prints.sketches);
        let proposal = propose::propose(&table, &sketches, prints.bands, prints.samples, budget)?;
        Ok(Candidates {
            table,
            headlines: prints.headlines,
            skipped: prints.skipped,
            read: prints.read,
            pairs: proposal.pairs,
            stock_phrases: proposal.stock_phrases,
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
        policy: &KeepPolicy,
        observer: &dyn Observer,
    ) -> Result<KeepPlan> {
        decide(
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
        keeping: &KeepPlan,
        report: &mut dyn Report,
    ) -> Result<Summary> {
        findings::report(&self.renamed(dump), outcome, keeping, &self.options, report)
    }

    /// The article of `outcome` with this id, or at this `FILE:LINE`.
    ///
    /// # Errors
    ///
    /// When no article has it, or more than one.
    pub(crate) fn find<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        wanted: &str,
    ) -> Result<ArticleId> {
        explain::find(dump, &outcome.table, wanted)
    }

    /// Judges one pair as the run that gave `outcome` did, and keeps what led
    /// to the verdict.
    ///
    /// # Errors
    ///
    /// When a record cannot be read once more.
    pub(crate) fn explain<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        first: ArticleId,
        second: ArticleId,
    ) -> Result<Explanation> {
        explain::explain(&self.renamed(dump), outcome, &self.options, first, second)
    }

    /// Compares two articles of `outcome` and returns how they relate, also if
    /// they were no candidates.
    ///
    /// # Errors
    ///
    /// If a record cannot be read again.
    pub fn relation<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        first: ArticleId,
        second: ArticleId,
    ) -> Result<Relation> {
        let explanation = self.explain(dump, outcome, first, second)?;
        Ok(explanation.verdict.relation)
    }

    /// The dump with the outlets' names that the user gave.
    fn renamed<'a, D: Dump>(&'a self, dump: &'a D) -> AliasedDump<'a, D> {
        AliasedDump::new(dump, &self.options.outlet_aliases)
    }

    /// What the lists of a run may hold in memory together.
    fn budget(&self) -> MemoryBudget {
        let memory = usize::try_from(self.options.memory).unwrap_or(usize::MAX);
        let others = BASE + rayon::current_num_threads() * OF_THREAD;
        MemoryBudget::new(
            memory.saturating_sub(others).max(LEAST_ROOM),
            self.options.temp_dir.clone(),
        )
    }
}

/// Compares candidates, and forms clusters.
fn grouped<D: Dump>(
    mut comparer: Comparer<'_, D>,
    pairs: &CandidatePairs,
    checkpoints: &Checkpoints,
    observer: &dyn Observer,
) -> Result<Grouped> {
    let (dump, table, budget) = (comparer.dump, comparer.table, comparer.budget);
    let no_verdicts = PairVerdicts::new(comparer.options.not_copies, budget);
    let mut verdicts = match checkpoints.load(Stage::Verdicts, no_verdicts, observer)? {
        Some(verdicts) => verdicts,
        None => {
            observer.begin(Phase::Compare, Some(pairs.len() as u64));
            let mut verdicts = PairVerdicts::new(comparer.options.not_copies, budget);
            pairs.each_portion(table, |some| {
                comparer.compare(&some, observer, |one| verdicts.push(&one))
            })?;
            table.check_io()?;
            checkpoints.save(Stage::Verdicts, &verdicts)?;
            verdicts
        }
    };
    observer.begin(Phase::Cluster, None);
    let clusters = form_clusters(&mut comparer, pairs, &mut verdicts, observer)?;
    observer.begin(Phase::Attribute, None);
    let credits = credits::read_credits(dump, comparer.options, &clusters, table)?;
    table.check_io()?;
    Ok(Grouped {
        clusters,
        verdicts,
        credits,
    })
}
