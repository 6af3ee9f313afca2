/*!
A verdict of the gate as one JSON object, with every pair.

Keys may be added, never changed; `schema` is the version of the form.
*/

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::gate::objection::{Contained, Named, Objection, Pairing, State, Tie};
use crate::gate::verdict::{Outcome, Verdict};
use crate::report::Place;
use crate::report::{SkippedFinding, four_places};

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
    gone: &'a [crate::gate::baseline::Entry],
    ended_suppressions: Vec<String>,
    idle_suppressions: Vec<String>,
}

#[derive(Serialize)]
struct Set<'a> {
    name: &'a str,
    articles: u64,
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
    articles: Vec<Article<'a>>,
    pairs: Pairs<'a>,
    pairs_not_listed: u64,
    suppressed_because: Vec<&'a str>,
}

/// Objections, each made when its turn has come: there may be many.
struct Objections<'a>(&'a Verdict);

impl Serialize for Objections<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let objections = self.0.objections.iter();
        serializer.collect_seq(objections.map(|objection| held(self.0, objection)))
    }
}

/// The pairs of an objection, likewise.
struct Pairs<'a>(&'a Objection);

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pairs = self.0.pairs.iter();
        serializer.collect_seq(pairs.map(|one| pair(self.0, one)))
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
struct Pair<'a> {
    a: &'a str,
    a_file: &'a str,
    a_line: u32,
    b: &'a str,
    b_file: &'a str,
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
/// When it cannot be written.
pub fn write(verdict: &Verdict, out: &mut impl Write) -> io::Result<()> {
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
            })
            .collect(),
        rules: verdict.outcomes.iter().map(rule).collect(),
        matrix: overlaps(verdict),
        objections: Objections(verdict),
        skipped: skips.files.iter().chain(&skips.records).collect(),
        max_skipped: skips.allowed,
        gone: &verdict.gone,
        ended_suppressions: suppressions(&verdict.ended),
        idle_suppressions: suppressions(&verdict.idle),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

fn rule(outcome: &Outcome) -> Rule {
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

fn overlaps(verdict: &Verdict) -> Vec<Overlap<'_>> {
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

fn held<'a>(verdict: &'a Verdict, objection: &'a Objection) -> Held<'a> {
    let article = |named: &'a Named| Article {
        id: &named.id,
        file: &named.place.file,
        line: named.place.line,
        set: verdict.set_name(named.set),
        headline: named.headline.as_deref(),
    };
    let reasons = objection.used.iter();
    Held {
        rule: objection.rule.name(),
        fingerprint: &objection.fingerprint,
        cluster: objection.cluster.as_deref(),
        counted: objection.counted,
        known: objection.known,
        suppressed: objection.suppressed,
        reason: objection.reason.as_deref(),
        articles: objection.articles.iter().map(article).collect(),
        pairs: Pairs(objection),
        pairs_not_listed: objection.not_listed,
        suppressed_because: reasons
            .map(|&index| verdict.suppressions[index].reason.as_str())
            .collect(),
    }
}

fn pair<'a>(objection: &'a Objection, pair: &'a Pairing) -> Pair<'a> {
    let (a, b) = (
        &objection.articles[pair.first],
        &objection.articles[pair.second],
    );
    let (relation, containment, contained) = match &pair.tie {
        Tie::Measured {
            relation,
            containment,
            contained,
        } => (
            Some(relation.name()),
            Some((containment * 1e4).round() / 1e4),
            Some(match contained {
                Contained::First => "a",
                Contained::Second => "b",
                Contained::Shorter => "shorter",
            }),
        ),
        Tie::Through {
            relation,
            containment,
            ..
        } => (
            Some(relation.name()),
            Some((containment * 1e4).round() / 1e4),
            Some("shorter"),
        ),
        Tie::Headline | Tie::Id | Tie::Address => (None, None, None),
    };
    let through = match &pair.tie {
        Tie::Through { centre, .. } => Some(centre.to_string()),
        _ => None,
    };
    Pair {
        a: &a.id,
        a_file: &a.place.file,
        a_line: a.place.line,
        b: &b.id,
        b_file: &b.place.file,
        b_line: b.place.line,
        relation,
        containment,
        contained,
        through,
        state: match pair.state {
            State::Counts => "counts",
            State::Known => "known",
            State::Suppressed(_) => "suppressed",
        },
        why: pair.why(&b.place, Place::to_string),
    }
}
