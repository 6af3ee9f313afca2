/*!
From an outcome to findings, in a stable order.

Headlines, outlets and texts were not kept: they are read once more here, for
the articles that are reported.
*/

use std::collections::{BTreeMap, HashMap};

use super::clustering::{Cluster, Membership};
use super::comparing::Judged;
use super::fingerprinting::Skip;
use super::keeping::Keeping;
use super::options::Options;
use super::outcome::Outcome;
use super::prepare::Preparer;
use super::roll::{Roll, outlet_key};
use crate::article::{Article, ArticleId, Position};
use crate::compare::passages::WordRange;
use crate::error::Result;
use crate::relation::Relation;
use crate::relation::verdict::SharedPassage;
use crate::report::{
    ClusterFinding, CodePoints, Finding, MemberFinding, PairFinding, PassageFinding, Place, Report,
    Role, Side, SkippedFinding, Summary, WarningFinding,
};
use crate::source::Dump;
use crate::text::Span;

/// Copy pairs that are written for one pair of clusters, at most. The others
/// are counted.
const COPIES_OF_CLUSTERS: usize = 1000;

/// Reports everything that `outcome` holds: clusters, copies, pairs that are
/// no copies, what was skipped, warnings, and the summary.
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
        dump,
        outcome,
        keeping,
        report,
        twins: twins(&outcome.roll),
    };
    for (index, cluster) in outcome.clusters.iter().enumerate() {
        writer.cluster(index, cluster)?;
    }
    let (copies, not_listed) = writer.copies()?;
    for judged in &outcome.not_copies {
        let (a, b) = (judged.pair.first(), judged.pair.second());
        let in_a = writer.places(a, judged, |passage| passage.first)?;
        let in_b = writer.places(b, judged, |passage| passage.second)?;
        let finding = writer.pair(judged, (a, &in_a), (b, &in_b));
        writer.report.report(&Finding::NotCopy(finding))?;
    }
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
        headlines: 0,
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

/// The articles with the same text as another, under the first of them.
fn twins(roll: &Roll) -> HashMap<ArticleId, Vec<ArticleId>> {
    let mut twins: HashMap<ArticleId, Vec<ArticleId>> = HashMap::new();
    for article in roll.articles() {
        let first = roll.entry(article).same_as;
        if first != article {
            twins
                .entry(first)
                .or_insert_with(|| vec![first])
                .push(article);
        }
    }
    twins
}

struct Writer<'a, D> {
    dump: &'a D,
    outcome: &'a Outcome,
    keeping: &'a Keeping,
    report: &'a mut dyn Report,
    twins: HashMap<ArticleId, Vec<ArticleId>>,
}

impl<D: Dump> Writer<'_, D> {
    fn cluster(&mut self, index: usize, cluster: &Cluster) -> Result<()> {
        let roll = &self.outcome.roll;
        let kept = self.keeping.kept_of(index).unwrap_or(cluster.centre());
        let mut articles = Vec::with_capacity(cluster.members.len());
        for member in &cluster.members {
            articles.push(self.member(member)?);
        }
        let mut outlets: Vec<Option<&str>> = cluster
            .members
            .iter()
            .map(|member| roll.outlet_of(member.article))
            .collect();
        outlets.sort_unstable();
        outlets.dedup();
        let weakest = cluster
            .members
            .iter()
            .map(Membership::containment)
            .fold(1.0, f64::min);
        let finding = ClusterFinding {
            cluster: self.outcome.cluster_name(index),
            articles,
            kept: roll.id(kept).to_owned(),
            outlets: outlets.len(),
            weakest,
            origin: None,
        };
        self.report.report(&Finding::Cluster(finding))?;
        Ok(())
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

    /// Reports the copies between clusters; gives how many were written and
    /// how many only counted.
    fn copies(&mut self) -> Result<(u64, u64)> {
        let outcome = self.outcome;
        let cluster_of = outcome.cluster_of();
        let mut written: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let (mut listed, mut not_listed) = (0, 0);
        for judged in &outcome.copies {
            let (first, second) = (judged.pair.first(), judged.pair.second());
            let clusters = match (cluster_of.get(&first), cluster_of.get(&second)) {
                (Some(&one), Some(&other)) => Some((one.min(other), one.max(other))),
                _ => None,
            };
            let alone = ([first], [second]);
            let ones = self.twins.get(&first).map_or(&alone.0[..], Vec::as_slice);
            let others = self.twins.get(&second).map_or(&alone.1[..], Vec::as_slice);
            let mut in_others = Vec::with_capacity(others.len());
            for &b in others {
                in_others.push(self.places(b, judged, |passage| passage.second)?);
            }
            for &a in ones {
                let in_a = self.places(a, judged, |passage| passage.first)?;
                for (&b, in_b) in others.iter().zip(&in_others) {
                    if let Some(clusters) = clusters {
                        let count = written.entry(clusters).or_default();
                        *count += 1;
                        if *count > COPIES_OF_CLUSTERS {
                            not_listed += 1;
                            continue;
                        }
                    }
                    listed += 1;
                    let finding = self.pair(judged, (a, &in_a), (b, in_b));
                    self.report.report(&Finding::Copy(finding))?;
                }
            }
        }
        Ok((listed, not_listed))
    }

    /// Where the passages of a pair stand in the text of `article`, which is
    /// one of the two or has the same body.
    fn places(
        &self,
        article: ArticleId,
        judged: &Judged,
        side: fn(&SharedPassage) -> WordRange,
    ) -> Result<Vec<CodePoints>> {
        let mut places = Vec::new();
        if judged.verdict.passages.is_empty() {
            return Ok(places);
        }
        let mut preparer = Preparer::default();
        let position = self.outcome.roll.entry(article).position;
        read_again(self.dump, position, &mut |article| {
            let outlet = outlet_key(article.outlet.as_deref());
            let prepared = preparer.prepare(article, outlet, &self.outcome.standing);
            let spans = judged.verdict.passages.iter().map(|passage| {
                let words = side(passage);
                prepared.words().span(words.start, words.end)
            });
            places = code_points(article.text.as_deref().unwrap_or_default(), spans);
        })?;
        Ok(places)
    }

    fn pair(
        &self,
        judged: &Judged,
        (a, in_a): (ArticleId, &[CodePoints]),
        (b, in_b): (ArticleId, &[CodePoints]),
    ) -> PairFinding {
        let verdict = &judged.verdict;
        let contained = if verdict.first_containment() >= verdict.second_containment() {
            Side::A
        } else {
            Side::B
        };
        let (a_place, b_place) = (self.place(a), self.place(b));
        let passages = in_a
            .iter()
            .zip(in_b)
            .map(|(&a, &b)| PassageFinding { a, b });
        PairFinding {
            a: self.outcome.roll.id(a).to_owned(),
            b: self.outcome.roll.id(b).to_owned(),
            a_file: a_place.file,
            a_line: a_place.line,
            b_file: b_place.file,
            b_line: b_place.line,
            relation: verdict.relation,
            kind: None,
            resemblance: verdict.resemblance,
            containment: verdict.containment(),
            contained,
            shared_words: match contained {
                Side::A => verdict.first.in_passages,
                Side::B => verdict.second.in_passages,
            },
            passages: passages.collect(),
        }
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

fn read_again<D: Dump>(
    dump: &D,
    position: Position,
    with: &mut dyn FnMut(&Article<'_>),
) -> Result<()> {
    let mut result = Ok(());
    dump.again(position, &mut |record| match record.article {
        Ok(article) => with(&article),
        Err(error) => result = Err(error),
    })?;
    result
}

/// Byte spans as code points. The spans need not be sorted; a text is walked
/// once.
fn code_points(text: &str, spans: impl Iterator<Item = Span>) -> Vec<CodePoints> {
    let spans: Vec<Span> = spans.collect();
    let mut bytes: Vec<u32> = spans
        .iter()
        .flat_map(|span| [span.start, span.end])
        .collect();
    bytes.sort_unstable();
    bytes.dedup();
    let mut counts: HashMap<u32, u32> = HashMap::with_capacity(bytes.len());
    let (mut at, mut count) = (0, 0_usize);
    for byte in bytes {
        count += text
            .get(at..byte as usize)
            .map_or(0, |part| part.chars().count());
        at = byte as usize;
        counts.insert(byte, u32::try_from(count).unwrap_or(u32::MAX));
    }
    let point = |byte: u32| counts.get(&byte).copied().unwrap_or_default();
    spans
        .iter()
        .map(|span| CodePoints {
            start: point(span.start),
            end: point(span.end),
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_counted_in_code_points() {
        let text = "Zürich 北京 ok";
        let spans = [Span::new(8, 14), Span::new(0, 7), Span::new(15, 17)];
        let points = code_points(text, spans.into_iter());
        let expected = [(7, 9), (0, 6), (10, 12)];
        assert_eq!(
            points
                .iter()
                .map(|point| (point.start, point.end))
                .collect::<Vec<_>>(),
            expected
        );
    }
}
