/*!
Reports clusters, and who printed whose copy.
*/

use crate::compare::verdict::Relation;
use crate::dump::Dump;
use crate::error::Result;
use crate::fingerprint::postings::Pair;
use crate::pipeline::articles::outlets::OutletId;
use crate::pipeline::clusters::cluster::{Cluster, ClusterMember};
use crate::pipeline::keep::plan::KeepPlan;
use crate::pipeline::results::context::{CopyMeasure, ReportContext};
use crate::report::{
    ClusterFinding, CopyKind, Finding, MemberFinding, MemberRole, OriginFinding, OriginKind,
    OutletPairFinding, Report,
};
use crate::syndication::flows::Flows;
use crate::syndication::origin::{Origin, OriginReason, OriginSource};
use crate::syndication::tally::sources;

/// Reports the clusters of an outcome, and counts what they say of outlets.
pub(crate) struct ClusterReporter<'a, D> {
    context: &'a ReportContext<'a, D>,
    keeping: &'a KeepPlan,
    /// The copies between outlets, in the clusters so far.
    pub(crate) flows: Flows,
    /// Clusters so far whose source is known.
    pub(crate) origins: u64,
}

impl<'a, D: Dump> ClusterReporter<'a, D> {
    pub(crate) fn new(
        context: &'a ReportContext<'a, D>,
        keeping: &'a KeepPlan,
    ) -> ClusterReporter<'a, D> {
        ClusterReporter {
            context,
            keeping,
            flows: Flows::default(),
            origins: 0,
        }
    }

    /// Reports the cluster with this index in the outcome.
    pub(crate) fn cluster(&mut self, index: usize, report: &mut dyn Report) -> Result<()> {
        let outcome = self.context.outcome;
        let table = &outcome.table;
        let cluster = &outcome.clusters[index];
        let printed = outcome.printed_copies(index);
        let origin = outcome.origin_of_copies(&printed);
        self.origins += u64::from(origin.is_some());
        self.flows.add(&printed, origin.as_ref());
        let known = |member: &ClusterMember| table.same_outlet(member.article);
        let mut outlets: Vec<OutletId> = cluster.all().filter_map(known).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let center = cluster.center();
        let kept = self.keeping.kept.get(index).map_or(center, |&kept| kept);
        let finding = ClusterFinding {
            cluster: outcome.cluster_name(index),
            articles: self.articles(cluster, origin.as_ref())?,
            kept: table.id(kept),
            outlets: outlets.len(),
            weakest: cluster
                .all()
                .map(ClusterMember::containment)
                .fold(1.0, f64::min),
            origin: origin.as_ref().map(|origin| self.origin(origin)),
            sources: sources(&printed).len().max(1),
        };
        Ok(report.report(&Finding::Cluster(finding))?)
    }

    /// The members, then the articles that are attached to the cluster.
    fn articles(&self, cluster: &Cluster, origin: Option<&Origin>) -> Result<Vec<MemberFinding>> {
        let own = origin.map_or(&[][..], |origin| &origin.own);
        let mut articles = Vec::with_capacity(cluster.members.len() + cluster.attached.len());
        for (index, member) in cluster.members.iter().enumerate() {
            let mut finding = self.member(member)?;
            if own.binary_search(&index).is_ok() && finding.role == MemberRole::Copy {
                finding.role = MemberRole::Origin;
            }
            finding.kind = self
                .kind_of_member(cluster, member)?
                .or_else(|| self.kind_of_story(origin?));
            articles.push(finding);
        }
        for member in &cluster.attached {
            let mut finding = self.member(member)?;
            finding.kind = Some(match member.of_center >= member.in_center {
                true => CopyKind::Roundup,
                false => CopyKind::Item,
            });
            articles.push(finding);
        }
        Ok(articles)
    }

    fn member(&self, member: &ClusterMember) -> Result<MemberFinding> {
        let table = &self.context.outcome.table;
        let place = self.context.place(member.article);
        let mut finding = MemberFinding {
            id: table.id(member.article),
            outlet: table.outlet_of(member.article).map(str::to_owned),
            published: None,
            headline: None,
            role: match member.relation {
                Some(Relation::Update) => MemberRole::Update,
                _ => MemberRole::Copy,
            },
            relation: member.relation,
            kind: None,
            file: place.file,
            line: place.line,
            containment: member.containment(),
            resemblance: member.resemblance,
            article: member.article,
        };
        self.context.read(member.article, &mut |article| {
            finding.published = article.published.as_deref().map(str::to_owned);
            finding.headline = article.headline.as_deref().map(str::to_owned);
        })?;
        Ok(finding)
    }

    fn kind_of_member(
        &self,
        cluster: &Cluster,
        member: &ClusterMember,
    ) -> Result<Option<CopyKind>> {
        let Some(relation) = member.relation else {
            return Ok(None);
        };
        let pair = [cluster.center(), member.article];
        let outcome = self.context.outcome;
        let [one, other] = pair.map(|article| outcome.table.representative(article));
        let judged = match Pair::new(one, other) {
            Some(pair) => outcome.copies.of_pair(pair)?,
            None => None,
        };
        let copy = CopyMeasure {
            relation,
            containment: member.containment(),
            is_statement: judged.is_some_and(|judged| judged.verdict.is_statement()),
        };
        Ok(self.context.kind(pair, copy))
    }

    /// The kind that all members of a cluster with this origin have.
    fn kind_of_story(&self, origin: &Origin) -> Option<CopyKind> {
        let kind = self.context.outcome.source_kind(origin.source);
        (kind == OriginKind::PressRelease).then_some(CopyKind::PressRelease)
    }

    fn origin(&self, origin: &Origin) -> OriginFinding {
        let outcome = self.context.outcome;
        OriginFinding {
            name: outcome.source_name(origin.source).to_owned(),
            kind: outcome.source_kind(origin.source),
            also: origin
                .also
                .iter()
                .map(|&source| outcome.source_name(source).to_owned())
                .collect(),
            inside: !origin.own.is_empty(),
            confidence: origin.confidence,
            evidence: origin.reasons.iter().map(OriginReason::to_string).collect(),
        }
    }

    /// Reports who printed whose copy, the pair with the most stories first.
    pub(crate) fn outlet_pairs(&self, report: &mut dyn Report) -> Result<()> {
        let outcome = self.context.outcome;
        for (flow, traffic) in self.flows.busiest_first() {
            let to = OriginSource::Outlet(flow.to);
            report.report(&Finding::OutletPair(OutletPairFinding {
                from: outcome.source_name(flow.from).to_owned(),
                kind: outcome.source_kind(flow.from),
                to: outcome.source_name(to).to_owned(),
                direction: flow.direction,
                stories: traffic.stories,
                articles: traffic.pages,
                inside: traffic.inside,
            }))?;
        }
        Ok(())
    }
}
