/*!
A check as one JSON object, with every pair that is listed.

Keys may be added, never changed. `schema` is the version of the format.
*/

use std::io::{self, Write};
use std::sync::Arc;

use serde::ser::{Error as _, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::article::ArticleId;
use crate::compare::verdict::Relation;
use crate::error::Result;
use crate::gate::baseline::BaselineEntry;
use crate::gate::check_result::CheckAnswer;
use crate::gate::check_result::CheckResult;
use crate::gate::objection::{ContainedArticle, Objection, ObjectionPair, PairLink, PairState};
use crate::gate::rule::Rule;
use crate::gate::rule_counts::RuleOutcome;
use crate::gate::rule_counts::{MissingPart, SetOverlap, SetSize};
use crate::report::values::rounded;
use crate::report::{Place, SkippedFinding};

const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct CheckJson<'a> {
    schema: u32,
    answer: CheckAnswer,
    checked: u64,
    sets: &'a [SetSize],
    rules: &'a [RuleOutcome],
    matrix: Vec<OverlapJson<'a>>,
    objections: ObjectionListJson<'a>,
    skipped: Vec<&'a SkippedFinding>,
    max_skipped: Option<u64>,
    #[serde(rename = "blank")]
    unusable_sets: Vec<UnusableSetJson<'a>>,
    #[serde(rename = "gone")]
    resolved: &'a [BaselineEntry],
    #[serde(rename = "ended_suppressions")]
    expired_suppressions: Vec<String>,
    #[serde(rename = "idle_suppressions")]
    unused_suppressions: Vec<String>,
}

#[derive(Serialize)]
struct UnusableSetJson<'a> {
    set: &'a str,
    #[serde(rename = "lacks")]
    missing: MissingPart,
}

/// The number of articles of one set that stand in another.
#[derive(Serialize)]
struct OverlapJson<'a> {
    set: &'a str,
    other: &'a str,
    #[serde(flatten)]
    overlap: SetOverlap,
}

#[derive(Serialize)]
struct ObjectionJson<'a, A, P> {
    rule: Rule,
    fingerprint: &'a str,
    cluster: Option<&'a str>,
    counted: u64,
    known: u64,
    suppressed: u64,
    reason: Option<&'a str>,
    articles: A,
    pairs: P,
    pairs_not_listed: u64,
    suppressed_because: Vec<&'a str>,
}

#[derive(Serialize)]
struct ArticleJson<'a> {
    id: String,
    file: Arc<str>,
    line: u32,
    set: &'a str,
    headline: Option<String>,
}

#[derive(Serialize)]
struct PairJson {
    a: String,
    a_file: Arc<str>,
    a_line: u32,
    b: String,
    b_file: Arc<str>,
    b_line: u32,
    relation: Option<Relation>,
    containment: Option<f64>,
    contained: Option<ContainedArticle>,
    /// The article that `a` was compared with, when that is not `b`.
    through: Option<String>,
    state: StateJson,
    why: String,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum StateJson {
    Counts,
    Known,
    Suppressed,
}

/// The objections of a result. Each is read when it is written, since there
/// may be very many.
struct ObjectionListJson<'a>(&'a CheckResult<'a>);

impl Serialize for ObjectionListJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let objections = &self.0.objections;
        let mut list = serializer.serialize_seq(Some(objections.len()))?;
        for objection in objections.iter() {
            let objection = objection.map_err(S::Error::custom)?;
            list.serialize_element(&objection_json(self.0, &objection))?;
        }
        list.end()
    }
}

/// A list whose items are made while it is written.
struct LazyList<F>(F);

impl<F, I, T> Serialize for LazyList<F>
where
    F: Fn() -> I,
    I: Iterator<Item = Result<T>>,
    T: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for item in (self.0)() {
            list.serialize_element(&item.map_err(S::Error::custom)?)?;
        }
        list.end()
    }
}

pub(crate) fn write(result: &CheckResult<'_>, out: &mut impl Write) -> Result<()> {
    let suppressions = |indices: &[usize]| {
        let named = indices.iter().map(|&index| &result.suppressions[index]);
        named.map(ToString::to_string).collect()
    };
    let unusable_sets = result.unusable_sets.iter().map(|unusable| UnusableSetJson {
        set: result.set_name(unusable.set),
        missing: unusable.missing,
    });
    let document = CheckJson {
        schema: SCHEMA,
        answer: result.answer(),
        checked: result.checked,
        sets: &result.sets,
        rules: &result.outcomes,
        matrix: overlaps(result),
        objections: ObjectionListJson(result),
        skipped: result.skips.iter().collect(),
        max_skipped: result.skips.allowed,
        unusable_sets: unusable_sets.collect(),
        resolved: &result.resolved,
        expired_suppressions: suppressions(&result.expired_suppressions),
        unused_suppressions: suppressions(&result.unused_suppressions),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

fn overlaps<'a>(result: &'a CheckResult<'_>) -> Vec<OverlapJson<'a>> {
    let mut overlaps = Vec::new();
    for (row, set) in result.matrix.iter().zip(&result.sets) {
        for (overlap, other) in row.iter().zip(&result.sets) {
            if set.name != other.name {
                overlaps.push(OverlapJson {
                    set: &set.name,
                    other: &other.name,
                    overlap: *overlap,
                });
            }
        }
    }
    overlaps
}

fn objection_json<'a>(
    result: &'a CheckResult<'a>,
    objection: &'a Objection,
) -> impl Serialize + 'a {
    let used = objection.used.iter();
    let reasons = used.map(|&index| result.suppressions[index].reason.as_str());
    let articles = move || {
        let articles = objection.articles.iter();
        articles.map(move |&article| article_json(result, article))
    };
    let pairs = move || {
        let pairs = objection.pairs.iter();
        pairs.map(move |pair| Ok(pair_json(result, objection, pair)))
    };
    ObjectionJson {
        rule: objection.rule,
        fingerprint: &objection.fingerprint,
        cluster: objection.cluster.as_deref(),
        counted: objection.counted,
        known: objection.known,
        suppressed: objection.suppressed,
        reason: objection.reason.as_deref(),
        articles: LazyList(articles),
        pairs: LazyList(pairs),
        pairs_not_listed: objection.not_listed,
        suppressed_because: reasons.collect(),
    }
}

fn article_json<'a>(result: &'a CheckResult<'_>, article: ArticleId) -> Result<ArticleJson<'a>> {
    let named = result.named(article)?;
    Ok(ArticleJson {
        id: named.id,
        file: named.place.file,
        line: named.place.line,
        set: result.set_name(named.set),
        headline: named.headline,
    })
}

fn pair_json(result: &CheckResult<'_>, objection: &Objection, pair: &ObjectionPair) -> PairJson {
    let data = result.data;
    let [a, b] = objection.articles_of(pair);
    let (a_place, b_place) = (data.place(a), data.place(b));
    let (relation, containment, contained, through) = match pair.link {
        PairLink::Measured {
            relation,
            containment,
            contained,
            center,
        } => (Some(relation), Some(containment), Some(contained), center),
        PairLink::Headline | PairLink::Id | PairLink::Address => (None, None, None, None),
    };
    PairJson {
        a: data.id(a),
        a_file: a_place.file,
        a_line: a_place.line,
        b: data.id(b),
        b_file: b_place.file,
        b_line: b_place.line,
        relation,
        containment: containment.map(rounded),
        contained,
        through: through.map(|center| data.place(center).to_string()),
        state: match pair.state {
            PairState::Counts => StateJson::Counts,
            PairState::Known => StateJson::Known,
            PairState::Suppressed(_) => StateJson::Suppressed,
        },
        why: objection.why(pair, data, Place::to_string),
    }
}
