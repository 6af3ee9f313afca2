/*!
From an outcome to findings, in a stable order.

Headlines, outlets and texts were not kept: they are read once more here, for
the articles that are reported.
*/

use std::collections::{BTreeMap, BTreeSet};

use super::clustering::{Cluster, Membership};
use super::comparing::Judged;
use super::fingerprinting::Skip;
use super::headlining::headline_of;
use super::keeping::Keeping;
use super::kinds::{kind, roundups, whole_in};
use super::options::Options;
use super::outcome::Outcome;
use super::places::{Listed, passages, read_again};
use crate::article::{ArticleId, Position};
use crate::candidates::postings::Pair;
use crate::error::{ErrorKind, Result};
use crate::press::agencies::Kind;
use crate::relation::Relation;
use crate::report::{
    ClusterFinding, DirectionFinding, Extent, Finding, HeadlineFinding, HeadlinePlace,
    MemberFinding, OriginFinding, OutletPairFinding, PairFinding, PassageFinding, Place, Report,
    Role, Side, SkippedFinding, Summary, WarningFinding,
};
use crate::source::Dump;
use crate::syndication::headlines::HeadlineGroup;
use crate::syndication::origin::{Reason, Source, sources};
use crate::syndication::outlets::{Direction, Flows};

/// Copy pairs that are written for one pair of clusters, at most. The others
/// are counted.
const COPIES_OF_CLUSTERS: usize = 1000;

/// Pairs whose passages are looked up at a time: an article that many of them
/// name is then read once for all of these.
const PAIRS_AT_ONCE: usize = 2000;

/// Reports everything that `outcome` holds: clusters, copies, pairs that are
/// no copies, repeated headlines, what was skipped, warnings, and the summary.
///
/// # Errors
///
/// When a record cannot be read once more, or a finding cannot be written.
pub(super) fn report<D: Dump>(
    dump: &D,
    outcome: &Outcome,
    keeping: &Keeping,
    options: &Options,
    report: &mut dyn Report,
) -> Result<Summary> {
    let mut writer = Writer {
        roundups: roundups(outcome, options.containment),
        threshold: options.containment,
        dump,
        outcome,
        keeping,
        flows: Flows::default(),
        report,
    };
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        writer.cluster(index, cluster)?;
    }
    let (copies, not_listed) = writer.copies()?;
    let not_copies = outcome.not_copies.iter().map(|judged| Listed {
        judged,
        a: judged.pair.first(),
        b: judged.pair.second(),
    });
    writer.pairs(not_copies, Finding::NotCopy)?;
    for group in &outcome.headlines {
        writer.headline(group)?;
    }
    let not_paired = writer.outlet_pairs()?;
    for skip in &outcome.skipped {
        writer
            .report
            .report(&Finding::Skipped(skipped(dump, skip)))?;
    }
    let warnings = warnings(dump, outcome, options);
    for warning in &warnings {
        writer.report.report(&Finding::Warning(warning.clone()))?;
    }
    let summary = Summary {
        read: outcome.read,
        articles: outcome.roll.len() as u64,
        skipped: outcome.skipped.len() as u64,
        empty: outcome
            .roll
            .articles()
            .filter(|&article| !outcome.roll.entry(article).has_text)
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
        origins: outcome.origins.iter().flatten().count() as u64,
        headlines: outcome.headlines.len() as u64,
        warnings: warnings.len() as u64,
        kept: outcome.roll.len() as u64 - keeping.removed(),
        removed: keeping.removed(),
        kept_unlike: keeping.kept_unlike(),
        compared: outcome.compared,
        long_lists: outcome.long_lists,
    };
    writer.report.report(&Finding::Summary(summary.clone()))?;
    Ok(summary)
}

/// The copies between clusters that are written, article by article, and the
/// number of those that are not. A pair that one cluster names is written there.
fn listed(outcome: &Outcome) -> (impl Iterator<Item = Listed<'_>>, u64) {
    let cluster_of = outcome.cluster_of();
    let roll = &outcome.roll;
    let mut written: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut not_listed = 0;
    let named_with = outcome.named_with();
    let clusters = |article: ArticleId| named_with.get(&article).map_or(&[][..], Vec::as_slice);
    let is_named = |pair: Pair| {
        let others = clusters(pair.second());
        clusters(pair.first())
            .iter()
            .any(|cluster| others.contains(cluster))
    };
    let copies: Vec<&Judged> = outcome
        .copies
        .iter()
        .filter(|judged| !is_named(judged.pair))
        .collect();
    // How many of the pairs of articles that each copy stands for are written.
    let mut shares: Vec<usize> = Vec::with_capacity(copies.len());
    for judged in &copies {
        let (first, second) = (judged.pair.first(), judged.pair.second());
        let all = roll.twins(first).len() * roll.twins(second).len();
        let share = match (cluster_of.get(&first), cluster_of.get(&second)) {
            (Some(&one), Some(&other)) => {
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
    let listed = copies.into_iter().zip(shares).flat_map(|(judged, share)| {
        let (ones, others) = (
            roll.twins(judged.pair.first()),
            roll.twins(judged.pair.second()),
        );
        let pairs = ones
            .iter()
            .flat_map(move |&a| others.iter().map(move |&b| Listed { judged, a, b }));
        pairs.take(share)
    });
    (listed, not_listed)
}

struct Writer<'a, D> {
    /// Pages that carry several stories whole.
    roundups: BTreeSet<ArticleId>,
    /// The containment from which on a story is whole.
    threshold: f64,
    dump: &'a D,
    outcome: &'a Outcome,
    keeping: &'a Keeping,
    /// What went between outlets, in the clusters so far.
    flows: Flows,
    report: &'a mut dyn Report,
}

impl<D: Dump> Writer<'_, D> {
    fn cluster(&mut self, index: usize, cluster: &Cluster) -> Result<()> {
        let roll = &self.outcome.roll;
        let kept = self.keeping.kept_of(index).unwrap_or(cluster.centre());
        let mut articles = Vec::with_capacity(cluster.members.len());
        let own = self.outcome.origins[index]
            .as_ref()
            .map_or(&[][..], |origin| &origin.own);
        for (place, member) in cluster.members.iter().enumerate() {
            let mut finding = self.member(member)?;
            if own.binary_search(&place).is_ok() && finding.role == Role::Copy {
                finding.role = Role::Origin;
            }
            finding.kind = self
                .kind(cluster, member)
                .or_else(|| self.kind_of_story(index));
            articles.push(finding);
        }
        for member in &cluster.beside {
            let kind = if member.of_centre >= member.in_centre {
                "roundup"
            } else {
                "item"
            };
            articles.push(MemberFinding {
                kind: Some(kind),
                ..self.member(member)?
            });
        }
        let all = || cluster.members.iter().chain(&cluster.beside);
        let known = |member: &Membership| roll.outlet_of(member.article);
        let mut outlets: Vec<&str> = all().filter_map(known).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let weakest = all().map(Membership::containment).fold(1.0, f64::min);
        let printings = self.outcome.printings(index);
        self.flows
            .add(&printings, self.outcome.origins[index].as_ref());
        let finding = ClusterFinding {
            cluster: self.outcome.cluster_name(index),
            articles,
            kept: roll.id(kept).to_owned(),
            outlets: outlets.len(),
            weakest,
            origin: self.origin(index),
            sources: sources(&printings).len().max(1),
        };
        self.report.report(&Finding::Cluster(finding))?;
        Ok(())
    }

    /// The likeliest source of a cluster.
    fn origin(&self, cluster: usize) -> Option<OriginFinding> {
        let origin = self.outcome.origins[cluster].as_ref()?;
        Some(OriginFinding {
            name: self.outcome.source_name(origin.source).to_owned(),
            kind: self.outcome.source_kind(origin.source).to_owned(),
            inside: !origin.own.is_empty(),
            confidence: origin.confidence,
            evidence: origin.reasons.iter().map(Reason::to_string).collect(),
        })
    }

    /// What a whole cluster is: the copy of a press release.
    fn kind_of_story(&self, cluster: usize) -> Option<&'static str> {
        let origin = self.outcome.origins[cluster].as_ref()?;
        let release = Kind::PressRelease.name();
        (self.outcome.source_kind(origin.source) == release).then_some(release)
    }

    /// What a member is to the centre more finely than the relation says.
    fn kind(&self, cluster: &Cluster, member: &Membership) -> Option<&'static str> {
        let roll = &self.outcome.roll;
        let relation = member.relation?;
        kind(
            roll,
            (cluster.centre(), member.article),
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
                to: self.outcome.source_name(Source::Outlet(flow.to)).to_owned(),
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

    fn member(&self, member: &Membership) -> Result<MemberFinding> {
        let roll = &self.outcome.roll;
        let place = self.place(member.article);
        let mut finding = MemberFinding {
            id: roll.id(member.article).to_owned(),
            outlet: roll.outlet_of(member.article).map(str::to_owned),
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
        };
        read_again(
            self.dump,
            roll.entry(member.article).position,
            &mut |article| {
                finding.published = article.published.as_deref().map(str::to_owned);
                finding.headline = article.headline.as_deref().map(str::to_owned);
            },
        )?;
        Ok(finding)
    }

    fn headline(&mut self, group: &HeadlineGroup) -> Result<()> {
        let roll = &self.outcome.roll;
        let mut headline = String::new();
        read_again(
            self.dump,
            roll.entry(group.example).position,
            &mut |article| {
                headline = headline_of(article, &self.outcome.tails);
            },
        )?;
        let (first, last) = self.first_and_last(&group.articles)?;
        let places = group.articles.iter().map(|&article| {
            let place = self.place(article);
            HeadlinePlace {
                outlet: roll.outlet_of(article).map(str::to_owned),
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
                .map(|&article| roll.id(article).to_owned())
                .collect(),
            outlets: group.outlets,
            bodies: group.bodies.name(),
            first,
            last,
            places: places.collect(),
        };
        self.report.report(&Finding::Headline(finding))?;
        Ok(())
    }

    /// The earliest and the latest time of `articles`, as written.
    fn first_and_last(&self, articles: &[ArticleId]) -> Result<(Option<String>, Option<String>)> {
        let time = |&article: &ArticleId| {
            let published = self.outcome.roll.entry(article).published;
            published.map(|published| (published.seconds, article))
        };
        let times = articles.iter().filter_map(time);
        let written = |time: Option<(i64, ArticleId)>| -> Result<Option<String>> {
            let mut text = None;
            if let Some((_, article)) = time {
                let position = self.outcome.roll.entry(article).position;
                read_again(self.dump, position, &mut |article| {
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
        let (listed, not_listed) = listed(self.outcome);
        let mut count = 0;
        self.pairs(listed, |finding| {
            count += 1;
            Finding::Copy(finding)
        })?;
        Ok((count, not_listed))
    }

    /// Reports pairs, a few at a time.
    fn pairs<'b>(
        &mut self,
        listed: impl Iterator<Item = Listed<'b>>,
        mut made: impl FnMut(PairFinding) -> Finding,
    ) -> Result<()> {
        let mut listed = listed.peekable();
        while listed.peek().is_some() {
            let some: Vec<Listed<'b>> = listed.by_ref().take(PAIRS_AT_ONCE).collect();
            let passages = passages(self.dump, self.outcome, &some)?;
            for (one, passages) in some.iter().zip(passages) {
                let finding = self.pair(one, passages);
                self.report.report(&made(finding))?;
            }
        }
        Ok(())
    }

    fn pair(&self, listed: &Listed<'_>, passages: Vec<PassageFinding>) -> PairFinding {
        let (a, b, verdict) = (listed.a, listed.b, &listed.judged.verdict);
        let contained = if verdict.first_containment() >= verdict.second_containment() {
            Side::A
        } else {
            Side::B
        };
        let (a_place, b_place) = (self.place(a), self.place(b));
        PairFinding {
            a: self.outcome.roll.id(a).to_owned(),
            b: self.outcome.roll.id(b).to_owned(),
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
                Side::A => verdict.first.in_passages,
                Side::B => verdict.second.in_passages,
            },
            passages,
        }
    }

    /// What a listed pair is more finely than its relation says.
    fn kind_of_pair(&self, listed: &Listed<'_>) -> Option<&'static str> {
        let (judged, verdict) = (listed.judged, &listed.judged.verdict);
        let carrier = whole_in(judged, self.threshold).map(|(carrier, _)| carrier);
        if verdict.relation.is_copy() && carrier.is_some_and(|page| self.roundups.contains(&page)) {
            return Some("roundup");
        }
        kind(
            &self.outcome.roll,
            (listed.a, listed.b),
            verdict.relation,
            verdict.containment(),
        )
    }

    fn place(&self, article: ArticleId) -> Place {
        place(self.dump, self.outcome.roll.entry(article).position)
    }
}

fn place<D: Dump>(dump: &D, position: Position) -> Place {
    let location = dump.location(position);
    Place {
        file: location.file,
        line: location.line.unwrap_or(1),
    }
}

fn skipped<D: Dump>(dump: &D, skip: &Skip) -> SkippedFinding {
    let location = skip
        .error
        .location()
        .cloned()
        .unwrap_or_else(|| dump.location(skip.position));
    SkippedFinding {
        file: location.file,
        line: location.line,
        reason: skip.error.reason(),
        extent: match skip.error.kind() {
            ErrorKind::Record(_) => Extent::Record,
            ErrorKind::File(_) | ErrorKind::Io(_) | ErrorKind::Options(_) => Extent::File,
        },
    }
}

/// What the user should know of: ids that stand twice, clusters of unusual
/// size, a dump without texts.
fn warnings<D: Dump>(dump: &D, outcome: &Outcome, options: &Options) -> Vec<WarningFinding> {
    let roll = &outcome.roll;
    let warning = |kind, message, articles: Vec<ArticleId>| WarningFinding {
        kind,
        message,
        places: articles
            .iter()
            .map(|&article| place(dump, roll.entry(article).position))
            .collect(),
        articles: articles
            .iter()
            .map(|&article| roll.id(article).to_owned())
            .collect(),
    };
    let mut warnings = Vec::new();
    let mut by_id: Vec<ArticleId> = roll.articles().collect();
    by_id.sort_by(|&one, &other| roll.id(one).cmp(roll.id(other)).then(one.cmp(&other)));
    let mut repeated: Vec<Vec<ArticleId>> = by_id
        .chunk_by(|&one, &other| roll.id(one) == roll.id(other))
        .filter(|same| same.len() > 1)
        .map(<[ArticleId]>::to_vec)
        .collect();
    repeated.sort_by_key(|same| same[0]);
    for same in repeated {
        let message = format!("{} articles have the id {}", same.len(), roll.id(same[0]));
        warnings.push(warning("duplicate_id", message, same));
    }
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        let size = cluster.members.len();
        if size > options.large_cluster {
            let message = format!(
                "cluster {} has {size} articles",
                outcome.cluster_name(index)
            );
            warnings.push(warning("large_cluster", message, vec![cluster.centre()]));
        }
    }
    if !roll.is_empty() && roll.articles().all(|article| !roll.entry(article).has_text) {
        let message =
            "no record has a text: is its column named otherwise? hint: --text-field NAME"
                .to_owned();
        warnings.push(warning("no_text", message, Vec::new()));
    }
    warnings
}
