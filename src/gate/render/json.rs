/*!
A verdict of the gate as one JSON object, with every pair.

Keys may be added, never changed; `schema` is the version of the form.
*/

use std::io::{self, Write};
use std::sync::Arc;

use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::error::Result;
use crate::gate::check_result::{CheckResult, RuleOutcome};
use crate::gate::objection::{ContainedArticle, Objection, ObjectionPair, PairLink, PairState};
use crate::report::Place;
use crate::report::SkippedFinding;
use crate::report::share::four_places;

/// The version of the form.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    answer: &'static str,
    checked: u64,
    sets: Vec<Set<'a>>,
    rules: Vec<Rule>,
    matrix: Vec<Overlap<'a>>,
    objections: Objections<'a>,
    skipped: Vec<&'a SkippedFinding>,
    max_skipped: Option<u64>,
    blank: Vec<Blank<'a>>,
    gone: &'a [crate::gate::baseline::BaselineEntry],
    ended_suppressions: Vec<String>,
    idle_suppressions: Vec<String>,
}

#[derive(Serialize)]
struct Set<'a> {
    name: &'a str,
    articles: u64,
    checked: u64,
}

/// A set of which nothing can be said.
#[derive(Serialize)]
struct Blank<'a> {
    set: &'a str,
    lacks: &'static str,
}

#[derive(Serialize)]
struct Rule {
    rule: &'static str,
    severity: &'static str,
    limit: String,
    threshold: Option<f64>,
    count: u64,
    #[serde(serialize_with = "four_places")]
    share: f64,
    known: u64,
    suppressed: u64,
    kept: bool,
}

/// How many articles of one set stand in another.
#[derive(Serialize)]
struct Overlap<'a> {
    set: &'a str,
    other: &'a str,
    copies: u64,
    excerpts: u64,
}

#[derive(Serialize)]
struct Held<'a> {
    rule: &'static str,
    fingerprint: &'a str,
    cluster: Option<&'a str>,
    counted: u64,
    known: u64,
    suppressed: u64,
    reason: Option<&'a str>,
    articles: Articles<'a>,
    pairs: Pairs<'a>,
    pairs_not_listed: u64,
    suppressed_because: Vec<&'a str>,
}

/// Objections, each read when its turn has come: there may be many.
struct Objections<'a>(&'a CheckResult<'a>);

impl Serialize for Objections<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let objections = &self.0.objections;
        let mut list = serializer.serialize_seq(Some(objections.len()))?;
        for objection in objections.iter() {
            let objection = objection.map_err(S::Error::custom)?;
            list.serialize_element(&held(self.0, &objection))?;
        }
        list.end()
    }
}

/// The articles of an objection, likewise.
struct Articles<'a>(&'a CheckResult<'a>, &'a Objection);

impl Serialize for Articles<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Articles(verdict, objection) = self;
        let mut list = serializer.serialize_seq(Some(objection.articles.len()))?;
        for &article in &objection.articles {
            let named = verdict.named(article).map_err(S::Error::custom)?;
            list.serialize_element(&Article {
                id: &named.id,
                file: &named.place.file,
                line: named.place.line,
                set: verdict.set_name(named.set),
                headline: named.headline.as_deref(),
            })?;
        }
        list.end()
    }
}

/// The pairs of an objection, likewise.
struct Pairs<'a>(&'a CheckResult<'a>, &'a Objection);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Pairs(verdict, objection) = self;
        let pairs = objection.pairs.iter();
        serializer.collect_seq(pairs.map(|one| pair(verdict, objection, one)))
    }
}

#[derive(Serialize)]
struct Article<'a> {
    id: &'a str,
    file: &'a str,
    line: u32,
    set: &'a str,
    headline: Option<&'a str>,
}

#[derive(Serialize)]
struct Pair {
    a: String,
    a_file: Arc<str>,
    a_line: u32,
    b: String,
    b_file: Arc<str>,
    b_line: u32,
    relation: Option<&'static str>,
    containment: Option<f64>,
    contained: Option<&'static str>,
    /// The article that `a` was measured against, when that is not `b`.
    through: Option<String>,
    state: &'static str,
    why: String,
}

/// Writes `verdict` as one JSON object.
///
/// # Errors
///
/// When it cannot be written, or an objection or a record cannot be read once
/// more.
pub fn write(verdict: &CheckResult<'_>, out: &mut impl Write) -> Result<()> {
    let suppressions = |indices: &[usize]| -> Vec<String> {
        let named = indices.iter();
        named
            .map(|&index| verdict.suppressions[index].to_string())
            .collect()
    };
    let skips = &verdict.skips;
    let document = Document {
        schema: SCHEMA,
        answer: verdict.answer().name(),
        checked: verdict.checked,
        sets: verdict
            .sets
            .iter()
            .map(|set| Set {
                name: &set.name,
                articles: set.articles,
                checked: set.checked,
            })
            .collect(),
        rules: verdict.outcomes.iter().map(rule).collect(),
        matrix: overlaps(verdict),
        objections: Objections(verdict),
        skipped: skips.files.iter().chain(&skips.records).collect(),
        max_skipped: skips.allowed,
        blank: verdict
            .unusable_sets
            .iter()
            .map(|blank| Blank {
                set: verdict.set_name(blank.set),
                lacks: blank.lacks.name(),
            })
            .collect(),
        gone: &verdict.resolved,
        ended_suppressions: suppressions(&verdict.expired_suppressions),
        idle_suppressions: suppressions(&verdict.unused_suppressions),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

fn rule(outcome: &RuleOutcome) -> Rule {
    let setting = &outcome.setting;
    Rule {
        rule: setting.rule.name(),
        severity: setting.severity.name(),
        limit: setting.limit.to_string(),
        threshold: setting.rule.threshold().map(|_| setting.threshold),
        count: outcome.count,
        share: outcome.share,
        known: outcome.known,
        suppressed: outcome.suppressed,
        kept: outcome.is_kept(),
    }
}

fn overlaps<'a>(verdict: &'a CheckResult<'_>) -> Vec<Overlap<'a>> {
    let mut overlaps = Vec::new();
    for (row, set) in verdict.matrix.iter().zip(&verdict.sets) {
        for (cell, other) in row.iter().zip(&verdict.sets) {
            if set.name != other.name {
                overlaps.push(Overlap {
                    set: &set.name,
                    other: &other.name,
                    copies: cell.copies,
                    excerpts: cell.excerpts,
                });
            }
        }
    }
    overlaps
}

fn held<'a>(verdict: &'a CheckResult<'a>, objection: &'a Objection) -> Held<'a> {
    let reasons = objection.used.iter();
    Held {
        rule: objection.rule.name(),
        fingerprint: &objection.fingerprint,
        cluster: objection.cluster.as_deref(),
        counted: objection.counted,
        known: objection.known,
        suppressed: objection.suppressed,
        reason: objection.reason.as_deref(),
        articles: Articles(verdict, objection),
        pairs: Pairs(verdict, objection),
        pairs_not_listed: objection.not_listed,
        suppressed_because: reasons
            .map(|&index| verdict.suppressions[index].reason.as_str())
            .collect(),
    }
}

fn pair(verdict: &CheckResult<'_>, objection: &Objection, pair: &ObjectionPair) -> Pair {
    let data = verdict.data;
    let [a, b] = objection.articles_of(pair);
    let (a_place, b_place) = (data.place(a), data.place(b));
    let (relation, containment, contained) = match &pair.tie {
        PairLink::Measured {
            relation,
            containment,
            contained,
        } => (
            Some(relation.name()),
            Some((containment * 1e4).round() / 1e4),
            Some(match contained {
                ContainedArticle::First => "a",
                ContainedArticle::Second => "b",
                ContainedArticle::Shorter => "shorter",
            }),
        ),
        PairLink::ThroughCenter {
            relation,
            containment,
            ..
        } => (
            Some(relation.name()),
            Some((containment * 1e4).round() / 1e4),
            Some("shorter"),
        ),
        PairLink::Headline | PairLink::Id | PairLink::Address => (None, None, None),
    };
    let through = match &pair.tie {
        PairLink::ThroughCenter { center, .. } => Some(data.place(*center).to_string()),
        _ => None,
    };
    Pair {
        a: data.id(a),
        a_file: a_place.file,
        a_line: a_place.line,
        b: data.id(b),
        b_file: b_place.file,
        b_line: b_place.line,
        relation,
        containment,
        contained,
        through,
        state: match pair.state {
            PairState::Counts => "counts",
            PairState::Known => "known",
            PairState::Suppressed(_) => "suppressed",
        },
        why: verdict.why(objection, pair, Place::to_string),
    }
}
