/*!
Reports pairs of articles: copies that are not in one cluster, and pairs that
are not copies.
*/

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ArticleId;
use crate::dump::Dump;
use crate::error::Result;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::verdict_list::VerdictList;
use crate::pipeline::results::context::{CopyMeasure, ReportContext, roundups};
use crate::pipeline::results::places::{ReportedPair, passages};
use crate::pipeline::thresholds::{COPIES_OF_CLUSTERS, REPORTED_AT_ONCE};
use crate::report::{ContainedSide, CopyKind, Finding, PairFinding, PassageFinding, Report};

/// Pairs that were written, and pairs that were only counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WrittenPairs {
    pub(crate) written: u64,
    pub(crate) not_listed: u64,
}

/// Reports the pairs of an outcome.
pub(crate) struct PairReporter<'a, D> {
    context: &'a ReportContext<'a, D>,
    /// The containment from which on a story is whole.
    containment: f64,
    /// Pages that carry several stories whole.
    roundups: BTreeSet<ArticleId>,
}

impl<'a, D: Dump> PairReporter<'a, D> {
    pub(crate) fn new(
        context: &'a ReportContext<'a, D>,
        containment: f64,
    ) -> Result<PairReporter<'a, D>> {
        Ok(PairReporter {
            roundups: roundups(context.outcome, containment)?,
            containment,
            context,
        })
    }

    /// Reports the copies whose articles are in no cluster together.
    pub(crate) fn copies(&self, report: &mut dyn Report) -> Result<WrittenPairs> {
        let (shares, not_listed) = shares(self.context.outcome);
        let copies = &self.context.outcome.copies;
        Ok(WrittenPairs {
            written: self.pairs(copies, &shares, Finding::Copy, report)?,
            not_listed,
        })
    }

    pub(crate) fn not_copies(&self, report: &mut dyn Report) -> Result<()> {
        let not_copies = &self.context.outcome.not_copies;
        let shares = vec![1; not_copies.len()];
        self.pairs(not_copies, &shares, Finding::NotCopy, report)?;
        Ok(())
    }

    /// Reports, of the pairs of articles that each verdict stands for, as many
    /// as its share. Returns how many these are.
    fn pairs(
        &self,
        verdicts: &VerdictList,
        shares: &[usize],
        finding: fn(PairFinding) -> Finding,
        report: &mut dyn Report,
    ) -> Result<u64> {
        let table = &self.context.outcome.table;
        let mut report_all = |batch: &mut Vec<ReportedPair>| -> Result<u64> {
            let passages = passages(self.context, batch)?;
            for (pair, passages) in batch.iter().zip(passages) {
                report.report(&finding(self.pair(pair, passages)))?;
            }
            let count = batch.len() as u64;
            batch.clear();
            Ok(count)
        };
        let (mut batch, mut written) = (Vec::new(), 0);
        for (index, &share) in shares.iter().enumerate().filter(|one| *one.1 > 0) {
            let judged = Arc::new(verdicts.get(index)?);
            let seconds = table.exact_duplicates(judged.pair.second());
            let firsts = table.exact_duplicates(judged.pair.first()).iter();
            let all = firsts.flat_map(|&a| seconds.iter().map(move |&b| (a, b)));
            for (a, b) in all.take(share) {
                let judged = Arc::clone(&judged);
                batch.push(ReportedPair { judged, a, b });
                if batch.len() == REPORTED_AT_ONCE {
                    written += report_all(&mut batch)?;
                }
            }
        }
        Ok(written + report_all(&mut batch)?)
    }

    fn pair(&self, pair: &ReportedPair, passages: Vec<PassageFinding>) -> PairFinding {
        let (a, b, verdict) = (pair.a, pair.b, &pair.judged.verdict);
        let (contained, shared_words) =
            match verdict.first.containment() >= verdict.second.containment() {
                true => (ContainedSide::A, verdict.first.in_passages),
                false => (ContainedSide::B, verdict.second.in_passages),
            };
        let carried_whole = pair.judged.carried_whole(self.containment);
        let is_roundup = verdict.relation.is_copy()
            && carried_whole.is_some_and(|whole| self.roundups.contains(&whole.carrier));
        let containment = verdict.containment();
        let (a_place, b_place) = (self.context.place(a), self.context.place(b));
        let table = &self.context.outcome.table;
        PairFinding {
            a: table.id(a),
            b: table.id(b),
            a_file: a_place.file,
            a_line: a_place.line,
            b_file: b_place.file,
            b_line: b_place.line,
            relation: verdict.relation,
            kind: match is_roundup {
                true => Some(CopyKind::Roundup),
                false => self.context.kind(
                    [a, b],
                    CopyMeasure {
                        relation: verdict.relation,
                        containment,
                        is_statement: verdict.is_statement(),
                    },
                ),
            },
            resemblance: verdict.resemblance,
            containment,
            contained,
            shared_words,
            passages,
            articles: [a, b],
        }
    }
}

/// Returns how many of the pairs of articles that each copy stands for are
/// written, and how many pairs are not written in all. A pair in one cluster is
/// written there and is in neither number.
fn shares(outcome: &Outcome) -> (Vec<usize>, u64) {
    let cluster_of = outcome.cluster_of();
    let clusters_of = outcome.clusters_of();
    let table = &outcome.table;
    let mut written: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut not_listed = 0;
    let mut shares: Vec<usize> = Vec::with_capacity(outcome.copies.len());
    for pair in outcome.copies.pairs() {
        let (first, second) = (pair.first(), pair.second());
        if clusters_of.together(first, second) {
            shares.push(0);
            continue;
        }
        let all = table.exact_duplicates(first).len() * table.exact_duplicates(second).len();
        let share = match (cluster_of.get(first), cluster_of.get(second)) {
            (Some(one), Some(other)) => {
                let count = written.entry((one.min(other), one.max(other))).or_default();
                let share = all.min(COPIES_OF_CLUSTERS - *count);
                *count += share;
                share
            }
            _ => all,
        };
        not_listed += (all - share) as u64;
        shares.push(share);
    }
    (shares, not_listed)
}
