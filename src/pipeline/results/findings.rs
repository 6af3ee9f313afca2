/*!
From an outcome to findings, in a stable order.

Headlines, outlets and texts were not kept: they are read once more here, for
the articles that are reported.
*/

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::article::{ArticleId, RecordRef};
use crate::compare::relation::Relation;
use crate::dump::Dump;
use crate::error::Result;
use crate::news::parties::directory::PartyKind;
use crate::pipeline::articles::read_again::read_again;
use crate::pipeline::articles::table::ArticleTable;
use crate::pipeline::clusters::cluster::{Cluster, ClusterMember};
use crate::pipeline::fingerprint::skipped::SkippedRecord;
use crate::pipeline::headlines::group::headline_of;
use crate::pipeline::keep::decide::KeepPlan;
use crate::pipeline::options::Options;
use crate::pipeline::outcome::Outcome;
use crate::pipeline::pairs::judged::JudgedPair;
use crate::pipeline::pairs::verdicts::VerdictList;
use crate::pipeline::results::kinds::{kind, roundups};
use crate::pipeline::results::places::{Listed, passages};
use crate::report::{
    ClusterFinding, ContainedSide, DirectionFinding, Finding, HeadlineFinding, HeadlinePlace,
    MemberFinding, OriginFinding, OutletPairFinding, PairFinding, PassageFinding, Place, Report,
    Role, SkippedExtent, SkippedFinding, Summary, WarningFinding,
};
use crate::spill::budget::MemoryBudget;
use crate::spill::keyed::{NumbersByKey, each_list};
use crate::spill::sorter::Sorter;
use crate::syndication::headlines::HeadlineGroup;
use crate::syndication::origin::{Origin, OriginSource, Reason, sources};
use crate::syndication::outlets::{Direction, Flows};

/// Copy pairs that are written for one pair of clusters, at most. The others
/// are counted.
const COPIES_OF_CLUSTERS: usize = 1000;

/// The part of the memory that ids may take when equal ones are looked for, in
/// percent.
const IDS_PART: usize = 20;

/// Pairs whose passages are looked up at a time: an article that many of them
/// name is then read once for all of these.
const PAIRS_AT_ONCE: usize = 2000;

/// Reports everything that `outcome` holds: clusters, copies, pairs that are
/// no copies, repeated headlines, what was skipped, warnings, and the summary.
///
/// # Errors
///
/// When a record cannot be read once more, or a finding cannot be written.
pub(crate) fn report<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    keeping: &KeepPlan,
    options: &Options,
    report: &mut dyn Report,
) -> Result<Summary> {
    let mut writer = Writer {
        roundups: roundups(outcome, options.containment)?,
        threshold: options.containment,
        dump,
        outcome,
        keeping,
        flows: Flows::default(),
        origins: 0,
        report,
    };
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        writer.cluster(index, cluster)?;
    }
    let (copies, not_listed) = writer.copies()?;
    writer.not_copies()?;
    for group in &outcome.headlines {
        writer.headline(group)?;
    }
    let not_paired = writer.outlet_pairs()?;
    let origins = writer.origins;
    for skip in &outcome.skipped {
        writer
            .report
            .report(&Finding::Skipped(skipped(dump, skip)))?;
    }
    let warnings = warnings(dump, outcome, options)?;
    for warning in &warnings {
        writer.report.report(&Finding::Warning(warning.clone()))?;
    }
    let unread = |extent| {
        let of_extent = outcome
            .skipped
            .iter()
            .filter(|skip| skip.extent() == extent);
        of_extent.count() as u64
    };
    let summary = Summary {
        read: outcome.read,
        articles: outcome.table.len() as u64,
        skipped: unread(SkippedExtent::Record),
        unread_files: unread(SkippedExtent::File),
        empty: outcome
            .table
            .articles()
            .filter(|&article| !outcome.table.entry(article).has_text)
            .count() as u64,
        clusters: outcome.clusters.len() as u64,
        in_clusters: outcome
            .clusters
            .iter()
            .map(|cluster| cluster.members.len() as u64)
            .sum(),
        copies,
        copies_not_listed: not_listed,
        outlets_not_paired: not_paired,
        origins,
        headlines: outcome.headlines.len() as u64,
        warnings: warnings.len() as u64,
        kept: outcome.table.len() as u64 - keeping.removed(),
        removed: keeping.removed(),
        kept_unlike: keeping.kept_unlike(),
        kept_not_compared: keeping.not_compared(),
        compared: outcome.compared,
        long_lists: outcome.long_lists,
    };
    outcome.table.check_io()?;
    writer.report.report(&Finding::Summary(summary.clone()))?;
    Ok(summary)
}

/// How many of the pairs of articles that each copy between clusters stands
/// for are written, and how many not. A pair that one cluster names is written
/// there.
fn shares(outcome: &Outcome) -> (Vec<usize>, u64) {
    let cluster_of = outcome.cluster_of();
    let named_with = outcome.named_with();
    let table = &outcome.table;
    let mut written: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut not_listed = 0;
    let mut shares: Vec<usize> = Vec::with_capacity(outcome.copies.len());
    for pair in outcome.copies.pairs() {
        let (first, second) = (pair.first(), pair.second());
        if named_with.together(first, second) {
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

struct Writer<'a, D> {
    /// Pages that carry several stories whole.
    roundups: BTreeSet<ArticleId>,
    /// The containment from which on a story is whole.
    threshold: f64,
    dump: &'a D,
    outcome: &'a Outcome,
    keeping: &'a KeepPlan,
    /// What went between outlets, in the clusters so far.
    flows: Flows,
    /// Clusters whose source is known, so far.
    origins: u64,
    report: &'a mut dyn Report,
}

impl<D: Dump> Writer<'_, D> {
    fn cluster(&mut self, index: usize, cluster: &Cluster) -> Result<()> {
        let table = &self.outcome.table;
        let kept = self.keeping.kept_of(index).unwrap_or(cluster.center());
        let mut articles = Vec::with_capacity(cluster.members.len());
        let origin = self.outcome.origin(index);
        self.origins += u64::from(origin.is_some());
        let own = origin.as_ref().map_or(&[][..], |origin| &origin.own);
        for (place, member) in cluster.members.iter().enumerate() {
            let mut finding = self.member(member)?;
            if own.binary_search(&place).is_ok() && finding.role == Role::Copy {
                finding.role = Role::Origin;
            }
            finding.kind = self
                .kind(cluster, member)
                .or_else(|| self.kind_of_story(origin.as_ref()));
            articles.push(finding);
        }
        for member in &cluster.attached {
            let kind = if member.of_center >= member.in_center {
                "roundup"
            } else {
                "item"
            };
            articles.push(MemberFinding {
                kind: Some(kind),
                ..self.member(member)?
            });
        }
        let all = || cluster.all();
        let known = |member: &ClusterMember| table.outlet_of(member.article);
        let mut outlets: Vec<&str> = all().filter_map(known).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let weakest = all().map(ClusterMember::containment).fold(1.0, f64::min);
        let printings = self.outcome.printings(index);
        self.flows.add(&printings, origin.as_ref());
        let finding = ClusterFinding {
            cluster: self.outcome.cluster_name(index),
            articles,
            kept: table.id(kept),
            outlets: outlets.len(),
            weakest,
            origin: origin.as_ref().map(|origin| self.origin(origin)),
            sources: sources(&printings).len().max(1),
        };
        self.report.report(&Finding::Cluster(finding))?;
        Ok(())
    }

    /// The likeliest source of a cluster.
    fn origin(&self, origin: &Origin) -> OriginFinding {
        OriginFinding {
            name: self.outcome.source_name(origin.source).to_owned(),
            kind: self.outcome.source_kind(origin.source).to_owned(),
            inside: !origin.own.is_empty(),
            confidence: origin.confidence,
            evidence: origin.reasons.iter().map(Reason::to_string).collect(),
        }
    }

    /// What a whole cluster is: the copy of a press release.
    fn kind_of_story(&self, origin: Option<&Origin>) -> Option<&'static str> {
        let origin = origin?;
        let release = PartyKind::PressRelease.name();
        (self.outcome.source_kind(origin.source) == release).then_some(release)
    }

    /// What a member is to the center more finely than the relation says.
    fn kind(&self, cluster: &Cluster, member: &ClusterMember) -> Option<&'static str> {
        let table = &self.outcome.table;
        let relation = member.relation?;
        kind(
            table,
            (cluster.center(), member.article),
            relation,
            member.containment(),
        )
    }

    /// Reports what went between outlets, the busiest pair first; gives the
    /// number of clusters that this leaves out.
    fn outlet_pairs(&mut self) -> Result<u64> {
        for (flow, traffic) in self.flows.busiest_first() {
            let finding = OutletPairFinding {
                from: self.outcome.source_name(flow.from).to_owned(),
                kind: self.outcome.source_kind(flow.from).to_owned(),
                to: self
                    .outcome
                    .source_name(OriginSource::Outlet(flow.to))
                    .to_owned(),
                direction: match flow.direction {
                    Direction::Known => DirectionFinding::Known,
                    Direction::Unknown => DirectionFinding::Unknown,
                },
                stories: traffic.stories,
                articles: traffic.pages,
                inside: traffic.inside,
            };
            self.report.report(&Finding::OutletPair(finding))?;
        }
        Ok(self.flows.not_paired())
    }

    fn member(&self, member: &ClusterMember) -> Result<MemberFinding> {
        let table = &self.outcome.table;
        let place = self.place(member.article);
        let mut finding = MemberFinding {
            id: table.id(member.article),
            outlet: table.outlet_of(member.article).map(str::to_owned),
            published: None,
            headline: None,
            role: if member.relation == Some(Relation::Update) {
                Role::Update
            } else {
                Role::Copy
            },
            relation: member.relation,
            kind: None,
            file: place.file,
            line: place.line,
            containment: member.containment(),
            resemblance: member.resemblance,
            article: member.article,
        };
        read_again(
            self.dump,
            table.record_ref(member.article)?,
            &mut |article| {
                finding.published = article.published.as_deref().map(str::to_owned);
                finding.headline = article.headline.as_deref().map(str::to_owned);
            },
        )?;
        Ok(finding)
    }

    fn headline(&mut self, group: &HeadlineGroup) -> Result<()> {
        let table = &self.outcome.table;
        let mut headline = String::new();
        read_again(
            self.dump,
            table.record_ref(group.example)?,
            &mut |article| {
                headline = headline_of(article, &self.outcome.suffixes);
            },
        )?;
        let (first, last) = self.first_and_last(&group.articles)?;
        let places = group.articles.iter().map(|&article| {
            let place = self.place(article);
            HeadlinePlace {
                outlet: table.outlet_of(article).map(str::to_owned),
                file: place.file,
                line: place.line,
            }
        });
        let finding = HeadlineFinding {
            group: group.name(),
            headline,
            kind: group.kind.name(),
            articles: group
                .articles
                .iter()
                .map(|&article| table.id(article))
                .collect(),
            outlets: group.outlets,
            bodies: group.bodies.name(),
            first,
            last,
            places: places.collect(),
            numbers: group.articles.clone(),
        };
        self.report.report(&Finding::Headline(finding))?;
        Ok(())
    }

    /// The earliest and the latest time of `articles`, as written.
    fn first_and_last(&self, articles: &[ArticleId]) -> Result<(Option<String>, Option<String>)> {
        let time = |&article: &ArticleId| {
            let published = self.outcome.table.entry(article).published;
            published.map(|published| (published.seconds, article))
        };
        let times = articles.iter().filter_map(time);
        let written = |time: Option<(i64, ArticleId)>| -> Result<Option<String>> {
            let mut text = None;
            if let Some((_, article)) = time {
                let record_ref = self.outcome.table.record_ref(article)?;
                read_again(self.dump, record_ref, &mut |article| {
                    text = article.published.as_deref().map(str::to_owned);
                })?;
            }
            Ok(text)
        };
        Ok((written(times.clone().min())?, written(times.max())?))
    }

    /// Reports the copies between clusters; gives how many were written and
    /// how many only counted.
    fn copies(&mut self) -> Result<(u64, u64)> {
        let outcome = self.outcome;
        let (shares, not_listed) = shares(outcome);
        let count = self.pairs(&outcome.copies, &shares, Finding::Copy)?;
        Ok((count, not_listed))
    }

    /// Reports the pairs that are no copies.
    fn not_copies(&mut self) -> Result<u64> {
        let outcome = self.outcome;
        let shares = vec![1; outcome.not_copies.len()];
        self.pairs(&outcome.not_copies, &shares, Finding::NotCopy)
    }

    /// Reports pairs, some at a time: of those of articles that each verdict
    /// stands for, as many as its share. Gives how many there were.
    fn pairs(
        &mut self,
        verdicts: &VerdictList,
        shares: &[usize],
        made: fn(PairFinding) -> Finding,
    ) -> Result<u64> {
        let table = &self.outcome.table;
        let mut some: Vec<(Arc<JudgedPair>, ArticleId, ArticleId)> = Vec::new();
        let mut written = 0;
        for (index, &share) in shares.iter().enumerate().filter(|one| *one.1 > 0) {
            let judged = Arc::new(verdicts.get(index)?);
            let others = table.exact_duplicates(judged.pair.second());
            let ones = table.exact_duplicates(judged.pair.first()).iter();
            let all = ones.flat_map(|&a| others.iter().map(move |&b| (a, b)));
            for (a, b) in all.take(share) {
                some.push((Arc::clone(&judged), a, b));
                if some.len() == PAIRS_AT_ONCE {
                    written += self.some_pairs(&some, made)?;
                    some.clear();
                }
            }
        }
        written += self.some_pairs(&some, made)?;
        Ok(written)
    }

    fn some_pairs(
        &mut self,
        some: &[(Arc<JudgedPair>, ArticleId, ArticleId)],
        made: fn(PairFinding) -> Finding,
    ) -> Result<u64> {
        let listed: Vec<Listed<'_>> = some
            .iter()
            .map(|(judged, a, b)| Listed {
                judged,
                a: *a,
                b: *b,
            })
            .collect();
        let passages = passages(self.dump, self.outcome, &listed)?;
        for (one, passages) in listed.iter().zip(passages) {
            let finding = self.pair(one, passages);
            self.report.report(&made(finding))?;
        }
        Ok(listed.len() as u64)
    }

    fn pair(&self, listed: &Listed<'_>, passages: Vec<PassageFinding>) -> PairFinding {
        let (a, b, verdict) = (listed.a, listed.b, &listed.judged.verdict);
        let contained = if verdict.first_containment() >= verdict.second_containment() {
            ContainedSide::A
        } else {
            ContainedSide::B
        };
        let (a_place, b_place) = (self.place(a), self.place(b));
        PairFinding {
            a: self.outcome.table.id(a),
            b: self.outcome.table.id(b),
            a_file: a_place.file,
            a_line: a_place.line,
            b_file: b_place.file,
            b_line: b_place.line,
            relation: verdict.relation,
            kind: self.kind_of_pair(listed),
            resemblance: verdict.resemblance,
            containment: verdict.containment(),
            contained,
            shared_words: match contained {
                ContainedSide::A => verdict.first.in_passages,
                ContainedSide::B => verdict.second.in_passages,
            },
            passages,
            pair: (a, b),
        }
    }

    /// What a listed pair is more finely than its relation says.
    fn kind_of_pair(&self, listed: &Listed<'_>) -> Option<&'static str> {
        let (judged, verdict) = (listed.judged, &listed.judged.verdict);
        let carrier = judged
            .carried_whole(self.threshold)
            .map(|whole| whole.carrier);
        if verdict.relation.is_copy() && carrier.is_some_and(|page| self.roundups.contains(&page)) {
            return Some("roundup");
        }
        kind(
            &self.outcome.table,
            (listed.a, listed.b),
            verdict.relation,
            verdict.containment(),
        )
    }

    fn place(&self, article: ArticleId) -> Place {
        place(self.dump, self.outcome.table.entry(article).record)
    }
}

fn place<D: Dump>(dump: &D, record_ref: RecordRef) -> Place {
    let location = dump.location(record_ref);
    Place {
        file: location.file,
        line: location.line.unwrap_or(1),
    }
}

fn skipped<D: Dump>(dump: &D, skip: &SkippedRecord) -> SkippedFinding {
    let location = skip
        .error
        .location()
        .cloned()
        .unwrap_or_else(|| dump.location(skip.record));
    SkippedFinding {
        file: location.file,
        line: location.line,
        reason: skip.error.reason(),
        extent: skip.extent(),
    }
}

/// What the user should know of: ids that stand twice, clusters of unusual
/// size, a dump without texts.
fn warnings<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    options: &Options,
) -> Result<Vec<WarningFinding>> {
    let table = &outcome.table;
    let warning = |kind, message, articles: Vec<ArticleId>| WarningFinding {
        kind,
        message,
        places: articles
            .iter()
            .map(|&article| place(dump, table.entry(article).record))
            .collect(),
        articles: articles.iter().map(|&article| table.id(article)).collect(),
    };
    let mut warnings = Vec::new();
    let mut repeated = same_ids(table, &outcome.budget)?;
    repeated.sort_by_key(|same| same[0]);
    for same in repeated {
        let message = format!("{} articles have the id {}", same.len(), table.id(same[0]));
        warnings.push(warning("duplicate_id", message, same));
    }
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        let size = cluster.members.len();
        if size > options.large_cluster {
            let message = format!(
                "cluster {} has {size} articles",
                outcome.cluster_name(index)
            );
            warnings.push(warning("large_cluster", message, vec![cluster.center()]));
        }
    }
    if !table.is_empty()
        && table
            .articles()
            .all(|article| !table.entry(article).has_text)
    {
        let message =
            "no record has a text: is its column named otherwise? hint: --text-field NAME"
                .to_owned();
        warnings.push(warning("no_text", message, Vec::new()));
    }
    Ok(warnings)
}

/// The articles that have their ids in common, id by id.
fn same_ids(table: &ArticleTable, budget: &MemoryBudget) -> Result<Vec<Vec<ArticleId>>> {
    let mut by_hash = Sorter::new(budget.part(IDS_PART));
    for article in table.articles() {
        by_hash.extend([NumbersByKey {
            key: xxh3_64(table.id(article).as_bytes()),
            number: article.number(),
        }])?;
    }
    let mut repeated: Vec<Vec<ArticleId>> = Vec::new();
    each_list(by_hash, |_, same| {
        // Equal hashes are equal ids, as a rule.
        let mut by_id: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
        for article in same.iter().map(|&number| ArticleId::new(number)) {
            by_id.entry(table.id(article)).or_default().push(article);
        }
        repeated.extend(by_id.into_values().filter(|same| same.len() > 1));
        Ok(())
    })?;
    Ok(repeated)
}
