/*!
The detector: what library users call.
*/

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::articles::outlets::AliasedDump;
use crate::pipeline::keep::decide::decide;
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::keep::policy::KeepPolicy;
use crate::pipeline::observer::{NoProgress, Observer};
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::results::explain::Explanation;
use crate::pipeline::results::{explain, findings};
use crate::pipeline::run::Run;
use crate::report::{Finding, Report, Summary};

/// Finds the copies in a dump.
///
/// # Examples
///
/// ```
/// use wirecopy::{Article, Articles, Detector, Finding, Options};
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
/// let findings = Detector::new(Options::default())?.findings(&dump)?;
/// let Finding::Cluster(cluster) = &findings[0] else {
///     panic!("expected a cluster, found {findings:?}");
/// };
/// assert_eq!(cluster.articles.len(), 2);
/// # Ok::<(), wirecopy::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Detector {
    options: Options,
}

impl Detector {
    /// Returns a detector with these options.
    ///
    /// # Errors
    ///
    /// If an option has a value that is out of its range.
    pub fn new(options: Options) -> Result<Detector> {
        options.check()?;
        Ok(Detector { options })
    }

    /// Returns the options.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Finds the copies in `dump` and returns all findings in a stable order,
    /// the summary last. [`Detector::report`] needs less memory.
    ///
    /// # Errors
    ///
    /// As for [`Detector::run`].
    pub fn findings<D: Dump>(&self, dump: &D) -> Result<Vec<Finding>> {
        let outcome = self.run(dump, &NoProgress)?;
        let plan = self.keep(dump, &outcome, &KeepPolicy::default(), &NoProgress)?;
        let mut findings = Vec::new();
        self.report(dump, &outcome, &plan, &mut findings)?;
        Ok(findings)
    }

    /// Finds the copies in `dump`.
    ///
    /// # Errors
    ///
    /// If a temporary file cannot be written, or if a record cannot be read a
    /// second time. A record that cannot be read at all is not an error: it is
    /// reported as skipped.
    pub fn run<D: Dump>(&self, dump: &D, observer: &dyn Observer) -> Result<Outcome> {
        Run::new(&self.aliased(dump), &self.options, observer)?.finish()
    }

    /// Decides which articles of the clusters of `outcome` to keep. `outcome`
    /// is what this detector found in `dump`.
    ///
    /// # Errors
    ///
    /// If a record cannot be read again.
    pub fn keep<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        policy: &KeepPolicy,
        observer: &dyn Observer,
    ) -> Result<KeepPlan> {
        let dump = &self.aliased(dump);
        decide(dump, outcome, &self.options, policy, observer)
    }

    /// Reports all findings of `outcome` in a stable order, the summary last,
    /// and returns the summary.
    ///
    /// # Errors
    ///
    /// If a record cannot be read again, or if a finding cannot be written.
    pub fn report<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        keeping: &KeepPlan,
        report: &mut dyn Report,
    ) -> Result<Summary> {
        findings::report(&self.aliased(dump), outcome, keeping, &self.options, report)
    }

    /// Returns the article of `outcome` with this id, or at this `FILE:LINE`.
    ///
    /// # Errors
    ///
    /// If there is no such article, or more than one.
    pub(crate) fn find<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        wanted: &str,
    ) -> Result<ArticleId> {
        explain::find(dump, &outcome.table, wanted)
    }

    /// Compares two articles as the run did, and returns the verdict and why.
    pub(crate) fn explain<D: Dump>(
        &self,
        dump: &D,
        outcome: &Outcome,
        first: ArticleId,
        second: ArticleId,
    ) -> Result<Explanation> {
        explain::explain(&self.aliased(dump), outcome, &self.options, first, second)
    }

    /// Compares two articles of `outcome` and returns how they relate, even if
    /// they were not candidates.
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

    fn aliased<'a, D: Dump>(&'a self, dump: &'a D) -> AliasedDump<'a, D> {
        AliasedDump::new(dump, &self.options.outlet_aliases)
    }
}
