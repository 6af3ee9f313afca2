/*!
A check as SARIF 2.1.0, the format that code hosts show alerts from.

# Choices

* An objection is one result, which is a whole cluster where there is one.
  Results that exceed a limit come first, then the largest.
* GitHub keeps 5,000 results of a run and shows 100 places of each, and drops
  the others silently. They are left out here, and the run says so.
* `partialFingerprints` are made from contents, so that an alert stays the same
  when records move. There are two: our own, and the one that GitHub uses, which
  it would otherwise make from the line.
* Paths start at the top of the repository where it is known.
*/

pub(crate) mod log;

use std::collections::HashMap;
use std::io::{self, Write};

use crate::error::Result;
use crate::gate::check_result::CheckAnswer;
use crate::gate::check_result::CheckResult;
use crate::gate::limit::Severity;
use crate::gate::objection::Objection;
use crate::gate::objection_list::ObjectionSummary;
use crate::gate::render::from_top;
use crate::gate::render::message;
use crate::gate::render::sarif::log::{
    SarifArtifact, SarifBaselineState, SarifDriver, SarifFingerprints, SarifInvocation, SarifLevel,
    SarifLocation, SarifLog, SarifMessage, SarifNotification, SarifPhysicalLocation, SarifRegion,
    SarifResult, SarifRule, SarifRun, SarifSuppression, SarifTool,
};
use crate::gate::rule::Rule;
use crate::report::{Place, SkippedFinding};

/// Results of a run that GitHub keeps.
const RESULTS: usize = 5000;

/// Places of a result that GitHub shows.
const PLACES: usize = 100;

/// Pairs in a message, at most.
const PAIRS: usize = 20;

/// The id of the rule for records and files that could not be read.
const UNREADABLE: &str = "unreadable";

/// Writes `result` as a SARIF log. `base` is the folder, from the top of the
/// repository, that the paths of the result start from.
pub(crate) fn write(result: &CheckResult<'_>, base: &str, out: &mut impl Write) -> Result<()> {
    let skips = &result.skips;
    let skipped = skips
        .iter()
        .map(|skipped| unreadable(result, base, skipped));
    let mut results: Vec<SarifResult> = skipped.take(RESULTS).collect();
    let all = skips.len() + result.objections.len();
    let mut with_fingerprint: HashMap<String, usize> = HashMap::new();
    for summary in gravest(result, RESULTS - results.len()) {
        let objection = result.objections.read(summary)?;
        let count = with_fingerprint
            .entry(objection.fingerprint.clone())
            .or_default();
        *count += 1;
        results.push(sarif_result(result, &objection, base, *count)?);
    }
    let notifications = notifications(result, all - results.len(), all);
    let run = SarifRun {
        tool: SarifTool {
            driver: SarifDriver {
                name: "wirecopy",
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules(),
            },
        },
        column_kind: "unicodeCodePoints",
        invocations: [SarifInvocation {
            execution_successful: result.answer() != CheckAnswer::Inconclusive,
            tool_execution_notifications: notifications,
        }],
        results,
    };
    let log = SarifLog {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run],
    };
    serde_json::to_writer_pretty(&mut *out, &log).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Returns the first `most` objections by level, then by size.
fn gravest(result: &CheckResult<'_>, most: usize) -> Vec<ObjectionSummary> {
    let level_of = |summary: &ObjectionSummary| level(result, summary.rule, summary.counts);
    let mut gravest: Vec<ObjectionSummary> = Vec::new();
    for rule in Rule::ALL {
        for level in [SarifLevel::Error, SarifLevel::Warning, SarifLevel::Note] {
            // The objections of a rule are sorted by size: no others of this
            // level can be among the first.
            let of_rule = result.objections.of_rule(rule);
            let of_level = of_rule.filter(|summary| level_of(summary) == level);
            gravest.extend(of_level.take(most));
        }
    }
    // The sort is stable: objections of one size stay in their order.
    gravest.sort_by_key(|summary| (level_of(summary), summary.articles));
    gravest.truncate(most);
    gravest
}

fn rules() -> Vec<SarifRule> {
    let rules = Rule::ALL.into_iter();
    let rules = rules.map(|rule| (rule.name(), rule.row().summary, rule.row().cure));
    let unreadable = (
        UNREADABLE,
        "records and files that could not be read",
        "mend the record: the message says what was expected and what was found",
    );
    let all = rules.chain([unreadable]);
    all.map(|(id, summary, cure)| SarifRule {
        id,
        name: pascal_case(id),
        short_description: SarifMessage::new(summary),
        help: SarifMessage::new(cure),
    })
    .collect()
}

/// Returns `near-duplicates` as `NearDuplicates`.
fn pascal_case(name: &str) -> String {
    name.split('-')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            format!("{}{rest}", first.to_uppercase())
        })
        .collect()
}

fn notifications(result: &CheckResult<'_>, left_out: usize, all: usize) -> Vec<SarifNotification> {
    let unusable = result.unusable_sets.iter();
    let unusable = unusable.map(|&set| (SarifLevel::Error, result.why_unusable(set)));
    let notes = result.notes().into_iter();
    let notes = notes.map(|note| (SarifLevel::Note, note));
    let left_out = (left_out > 0).then(|| {
        let text = format!(
            "{left_out} of {all} results were left out: a code host keeps {RESULTS} of a run; the \
             largest are here, and --format json lists all"
        );
        (SarifLevel::Warning, text)
    });
    let all = unusable.chain(notes).chain(left_out);
    all.map(|(level, text)| SarifNotification {
        level,
        message: SarifMessage::new(text),
    })
    .collect()
}

/// Returns the level of objections by `rule`. Those that exceed a limit have
/// the severity of the rule; all others are notes.
fn level(result: &CheckResult<'_>, rule: Rule, counts: bool) -> SarifLevel {
    match result.outcome(rule) {
        Some(outcome) if counts && !outcome.kept => match outcome.setting.severity {
            Severity::Error => SarifLevel::Error,
            Severity::Warning => SarifLevel::Warning,
        },
        _ => SarifLevel::Note,
    }
}

fn unreadable(result: &CheckResult<'_>, base: &str, skipped: &SkippedFinding) -> SarifResult {
    SarifResult {
        rule_id: UNREADABLE,
        rule_index: Rule::ALL.len(),
        level: match result.skips.answer() {
            CheckAnswer::Passed => SarifLevel::Note,
            CheckAnswer::Failed | CheckAnswer::Inconclusive => SarifLevel::Error,
        },
        message: SarifMessage::new(format!("cannot be read: {}", skipped.reason)),
        locations: [location(&skipped.location().into(), base)],
        related_locations: Vec::new(),
        partial_fingerprints: None,
        baseline_state: None,
        suppressions: Vec::new(),
    }
}

/// Returns the result for an objection. `count` is the number of results with
/// its fingerprint so far.
fn sarif_result(
    result: &CheckResult<'_>,
    objection: &Objection,
    base: &str,
    count: usize,
) -> Result<SarifResult> {
    let subject = objection.subject();
    let place = subject.map_or_else(
        || Place {
            file: "".into(),
            line: 1,
        },
        |article| result.data.place(article),
    );
    let mut own = location(&place, base);
    own.physical_location.region.start_column = Some(1);
    let others = objection.articles.iter();
    let others = others.filter(|&&article| Some(article) != subject);
    let related = others.take(PLACES).enumerate().map(|(index, &article)| {
        let named = result.named(article)?;
        Ok(SarifLocation {
            id: Some(index + 1),
            message: Some(SarifMessage::new(named.headline.unwrap_or(named.id))),
            ..location(&named.place, base)
        })
    });
    let mut lines = message(result, objection, PAIRS)?;
    let others = objection.articles.len().saturating_sub(1);
    if others > PLACES {
        lines.push(format!(
            "{PLACES} of {others} other articles are listed as related places"
        ));
    }
    let is_suppressed = !objection.counts() && objection.suppressed > 0;
    Ok(SarifResult {
        rule_id: objection.rule.name(),
        rule_index: objection.rule as usize,
        level: level(result, objection.rule, objection.counts()),
        message: SarifMessage::new(lines.join("\n")),
        locations: [own],
        related_locations: related.collect::<Result<Vec<SarifLocation>>>()?,
        partial_fingerprints: Some(SarifFingerprints {
            content: objection.fingerprint.clone(),
            primary: format!("{}:{count}", objection.fingerprint),
        }),
        baseline_state: result.has_baseline.then(|| {
            match (objection.known > 0, objection.counts()) {
                (true, false) => SarifBaselineState::Unchanged,
                (true, true) => SarifBaselineState::Updated,
                (false, _) => SarifBaselineState::New,
            }
        }),
        suppressions: match is_suppressed {
            true => suppressions(result, objection),
            false => Vec::new(),
        },
    })
}

/// Returns the suppressions that an objection uses, one for each reason: SARIF
/// allows no two equal ones.
fn suppressions(result: &CheckResult<'_>, objection: &Objection) -> Vec<SarifSuppression> {
    let mut suppressions: Vec<SarifSuppression> = Vec::new();
    for &index in &objection.used {
        let reason = &result.suppressions[index].reason;
        if !suppressions.iter().any(|one| one.justification == *reason) {
            suppressions.push(SarifSuppression {
                kind: "external",
                justification: reason.clone(),
            });
        }
    }
    suppressions
}

fn location(place: &Place, base: &str) -> SarifLocation {
    SarifLocation {
        id: None,
        physical_location: SarifPhysicalLocation {
            artifact_location: SarifArtifact {
                uri: uri(&from_top(base, &place.file)),
            },
            region: SarifRegion {
                start_line: place.line.max(1),
                start_column: None,
            },
        },
        message: None,
    }
}

/// Returns a path as a relative reference, or as a `file` URL when it is
/// absolute.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::gate::tests::{checked, cluster, data, policy};

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("./train/a b.jsonl"), "train/a%20b.jsonl");
        assert_eq!(uri("/data/é.csv"), "file:///data/%C3%A9.csv");
        assert_eq!(uri("a:b"), "a%3Ab");
    }

    /// Returns the run of a check of clusters with these sizes.
    fn run_of(sizes: &[u32]) -> Value {
        let mut next = 0;
        let clusters = sizes.iter().map(|&size| {
            next += size;
            cluster(&Vec::from_iter(next - size..next), &[])
        });
        let clusters: Vec<_> = clusters.collect();
        let (policy, data) = (
            policy(&[Rule::NearDuplicates]),
            data(&vec![0; next as usize]),
        );
        let mut out = Vec::new();
        write(&checked(&policy, &data, &clusters), "", &mut out).unwrap();
        let mut log: Value = serde_json::from_slice(&out).unwrap();
        log["runs"][0].take()
    }

    fn places(result: &Value) -> usize {
        result["relatedLocations"].as_array().unwrap().len()
    }

    #[test]
    fn the_run_says_how_many_results_were_left_out() {
        let run = run_of(&[2; 5200]);
        assert_eq!(run["results"].as_array().unwrap().len(), RESULTS);
        let notice = &run["invocations"][0]["toolExecutionNotifications"][0];
        let text = notice["message"]["text"].to_string();
        assert!(
            text.contains("\"200 of 5200 results were left out"),
            "{text}"
        );
    }

    #[test]
    fn the_message_says_how_many_places_were_left_out() {
        let result = &run_of(&[150])["results"][0];
        assert_eq!(places(result), PLACES);
        let text = result["message"]["text"].to_string();
        assert!(text.contains("100 of 149 other articles"), "{text}");
    }

    #[test]
    fn the_largest_objections_come_first_and_rules_have_names_in_pascal_case() {
        let run = run_of(&[2, 5, 3]);
        let rules = &run["tool"]["driver"]["rules"];
        assert_eq!(rules[0]["name"], "NearDuplicates");
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.iter().map(places).collect::<Vec<_>>(), [4, 2, 1]);
    }
}
