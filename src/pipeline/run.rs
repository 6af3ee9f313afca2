/*!
A run over a dump: calls the stages in order.

The dump is read twice in order: to learn boilerplate, and for the fingerprints.
Then the bodies of candidate pairs are read again and compared. The result of
each stage is saved as a checkpoint, if the user wants to resume the run.
*/

use std::sync::Arc;

use crate::boilerplate::vocabulary::LearnedWords;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::attribution::{outlet_history, read_credits};
use crate::pipeline::checkpoints::Checkpoints;
use crate::pipeline::clusters::form::form_clusters;
use crate::pipeline::fingerprint::fingerprint_dump::fingerprint_dump;
use crate::pipeline::fingerprint::headline::PendingHeadlines;
use crate::pipeline::headlines::groups::{Texts, headline_groups};
use crate::pipeline::learn_boilerplate::{LearnedBoilerplate, learn_boilerplate};
use crate::pipeline::observer::{Observer, Phase, Stage};
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::compare::Comparer;
use crate::pipeline::pairs::propose::propose;
use crate::pipeline::stages::{FoundCandidates, FoundClusters, PairVerdicts};
use crate::pipeline::thresholds::{BYTES_PER_THREAD, MIN_LIST_BYTES, RUN_BYTES};
use crate::spill::budget::MemoryBudget;
use crate::syndication::headlines::group::HeadlineGroup;

/// A run over a dump.
pub(crate) struct Run<'a, D> {
    dump: &'a D,
    options: &'a Options,
    observer: &'a dyn Observer,
    budget: MemoryBudget,
    checkpoints: Checkpoints,
}

impl<'a, D: Dump> Run<'a, D> {
    pub(crate) fn new(
        dump: &'a D,
        options: &'a Options,
        observer: &'a dyn Observer,
    ) -> Result<Self> {
        Ok(Run {
            dump,
            options,
            observer,
            budget: list_budget(options),
            checkpoints: Checkpoints::open(dump, options)?,
        })
    }

    pub(crate) fn finish(self) -> Result<Outcome> {
        let learned = self.learn_boilerplate()?;
        let found = self.find_candidates(&learned)?;
        let clusters = self.form_clusters(&found)?;
        let (mut outcome, headlines) = self.collect(learned, found, clusters);
        outcome.headlines = self.group_headlines(&outcome, headlines)?;
        outcome.reservation.set(outcome.bytes());
        outcome.resume_lock = self.checkpoints.lock;
        outcome.table.check_io()?;
        Ok(outcome)
    }

    /// Reads the dump to learn what each outlet repeats.
    fn learn_boilerplate(&self) -> Result<LearnedBoilerplate> {
        let nothing = LearnedBoilerplate::default();
        self.checkpoints
            .load_or(Stage::Boilerplate, nothing, self.observer, || {
                self.observer.begin(Phase::LearnBoilerplate, None);
                let learned = learn_boilerplate(self.dump, &self.budget, self.observer)?;
                self.dump.check_io()?;
                Ok(learned)
            })
    }

    /// Computes the fingerprints, and proposes the pairs to compare.
    fn find_candidates(&self, learned: &LearnedBoilerplate) -> Result<FoundCandidates> {
        let (budget, observer) = (&self.budget, self.observer);
        let none = FoundCandidates::none(budget);
        self.checkpoints
            .load_or(Stage::Candidates, none, observer, || {
                observer.begin(Phase::Fingerprint, None);
                let prints = fingerprint_dump(self.dump, self.options, learned, budget, observer)?;
                self.dump.check_io()?;
                observer.begin(Phase::Propose, None);
                let (table, sketches) = (prints.table, prints.sketches);
                let proposal = propose(&table, &sketches, prints.bands, prints.samples, budget)?;
                Ok(FoundCandidates {
                    table,
                    headlines: prints.headlines,
                    skipped: prints.skipped,
                    read: prints.read,
                    pairs: proposal.pairs,
                    learned_words: LearnedWords {
                        stock_phrases: proposal.stock_phrases,
                        vocabulary: Arc::clone(&learned.blocks.vocabulary),
                    },
                    long_lists: proposal.long_lists,
                })
            })
    }

    /// Compares the candidates, forms clusters, and reads their credits.
    fn form_clusters(&self, found: &FoundCandidates) -> Result<FoundClusters> {
        let (budget, options, observer) = (&self.budget, self.options, self.observer);
        let _stock = budget.reserve(found.learned_words.bytes());
        let none = FoundClusters::none(options.not_copies, budget);
        self.checkpoints
            .load_or(Stage::Clusters, none, observer, || {
                let table = &found.table;
                let learned = &found.learned_words;
                let mut comparer = Comparer::new(self.dump, table, learned, options, budget);
                let mut verdicts = self.compare(&mut comparer, found)?;
                observer.begin(Phase::Cluster, None);
                let clusters = form_clusters(&mut comparer, &found.pairs, &mut verdicts, observer)?;
                observer.begin(Phase::Attribute, None);
                let credits = read_credits(self.dump, options, &clusters, table)?;
                table.check_io()?;
                Ok(FoundClusters {
                    clusters,
                    verdicts,
                    credits,
                })
            })
    }

    fn compare(
        &self,
        comparer: &mut Comparer<'_, D>,
        found: &FoundCandidates,
    ) -> Result<PairVerdicts> {
        let none = || PairVerdicts::new(self.options.not_copies, &self.budget);
        let observer = self.observer;
        self.checkpoints
            .load_or(Stage::Verdicts, none(), observer, || {
                observer.begin(Phase::Compare, Some(found.pairs.len() as u64));
                let mut verdicts = none();
                found.pairs.each_portion(&found.table, |some| {
                    comparer.compare(&some, observer, |one| verdicts.push(&one))
                })?;
                found.table.check_io()?;
                Ok(verdicts)
            })
    }

    /// Collects the results of the stages. The headlines are not grouped yet.
    fn collect(
        &self,
        learned: LearnedBoilerplate,
        found: FoundCandidates,
        clusters: FoundClusters,
    ) -> (Outcome, PendingHeadlines) {
        let mut table = found.table;
        table.credits = clusters.credits;
        let history = outlet_history(&table, &clusters.clusters);
        let mut outcome = Outcome {
            history,
            clusters: clusters.clusters,
            copies: clusters.verdicts.copies,
            headlines: Vec::new(),
            not_copies: clusters.verdicts.not_copies,
            skipped: found.skipped,
            read: found.read,
            compared: clusters.verdicts.compared,
            long_lists: found.long_lists,
            boilerplate: learned.blocks,
            suffixes: learned.suffixes,
            learned_words: found.learned_words,
            table,
            budget: self.budget.clone(),
            reservation: self.budget.reserve(0),
            resume_lock: None,
        };
        outcome.reservation.set(outcome.bytes());
        let cluster_of = outcome.cluster_of();
        let together = |pair: Pair| cluster_of.together(pair.first(), pair.second());
        outcome.copies.sort(together);
        outcome.not_copies.sort(|_| false);
        (outcome, found.headlines)
    }

    fn group_headlines(
        &self,
        outcome: &Outcome,
        headlines: PendingHeadlines,
    ) -> Result<Vec<HeadlineGroup>> {
        self.checkpoints
            .load_or(Stage::Headlines, Vec::new(), self.observer, || {
                self.observer.begin(Phase::Headlines, None);
                let texts = Texts::of(outcome, &self.budget);
                let groups = headline_groups(headlines, &outcome.table, &texts, &self.budget)?;
                outcome.table.check_io()?;
                Ok(groups)
            })
    }
}

/// Returns the memory of all lists of a run together.
fn list_budget(options: &Options) -> MemoryBudget {
    let memory = usize::try_from(options.memory).unwrap_or(usize::MAX);
    let others = RUN_BYTES + rayon::current_num_threads() * BYTES_PER_THREAD;
    let lists = memory.saturating_sub(others).max(MIN_LIST_BYTES);
    MemoryBudget::new(lists, options.temp_dir.clone())
}
