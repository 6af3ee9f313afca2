/*!
A verdict of the gate as SARIF 2.1.0, the form that code hosts show alerts of.

# Choices

* One result for an objection, which is a whole cluster where there is one: the
  largest first, what breaks a limit before what does not.
* GitHub keeps 5,000 results of a run and shows 100 places of each. What is
  beyond them is left out here, and the run says so, instead of being dropped
  there in silence.
* `partialFingerprints` come from content, so that an alert stays the same when
  records move: one of ours, and the one that GitHub goes by, which it makes from
  the line otherwise.
* Where a code host says where the top of the repository is, paths are from there.
*/

pub mod form;

use std::collections::HashMap;
use std::io::{self, Write};

use crate::gate::render::sarif::form::{
    Artifact, Description, Driver, Fingerprints, Invocation, Location, Log, Message, Notification,
    Physical, Region, ReportingDescriptor, ResultOf, Run, Suppressed, Tool,
};

use crate::error::Result;
use crate::gate::check_result::{CheckAnswer, CheckResult};
use crate::gate::objection::{Objection, PairState};
use crate::gate::objection_list::ObjectionSummary;
use crate::gate::render::repository_paths::from_top;
use crate::gate::rule::Rule;
use crate::report::{Place, SkippedFinding};

/// Results of a run that GitHub keeps.
const RESULTS: usize = 5000;

/// Places of a result that GitHub shows.
const PLACES: usize = 100;

/// Pairs that a message tells, at most.
const PAIRS: usize = 20;

/// The rule of what could not be read.
const UNREADABLE: &str = "unreadable";

/// Writes `verdict` as a SARIF log. The paths of its places are from the folder
/// `base` of the repository, which is empty for its top.
///
/// # Errors
///
/// When it cannot be written, or an objection or a record cannot be read once
/// more.
pub fn write(verdict: &CheckResult<'_>, base: &str, out: &mut impl Write) -> Result<()> {
    let skips = &verdict.skips;
    let mut results: Vec<ResultOf> = skips
        .files
        .iter()
        .chain(&skips.records)
        .map(|skipped| unread(verdict, base, skipped))
        .collect();
    let all = results.len() + verdict.objections.len();
    results.truncate(RESULTS);
    let mut alike: HashMap<String, usize> = HashMap::new();
    for filed in gravest(verdict).into_iter().take(RESULTS - results.len()) {
        let objection = verdict.objections.read(filed)?;
        let count = alike.entry(objection.fingerprint.clone()).or_default();
        *count += 1;
        results.push(result(verdict, &objection, base, *count)?);
    }
    let left_out = all - results.len();
    let log = Log::of(Run {
        tool: Tool {
            driver: Driver {
                name: "wirecopy",
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules(),
            },
        },
        column_kind: "unicodeCodePoints",
        invocations: vec![Invocation {
            execution_successful: verdict.answer() != CheckAnswer::Inconclusive,
            tool_execution_notifications: notifications(verdict, left_out, all),
        }],
        results,
    });
    serde_json::to_writer_pretty(&mut *out, &log).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// The objections that are told before all others: what breaks a limit first,
/// and the largest first. There are as many as can be told, and some more.
fn gravest(verdict: &CheckResult<'_>) -> Vec<ObjectionSummary> {
    let order = |filed: &ObjectionSummary| level(verdict, filed.rule, filed.counts).order();
    let mut objections: Vec<ObjectionSummary> = Vec::new();
    for rule in Rule::ALL {
        // Those of one rule stand by size: what is behind so many is not told.
        for level in [Level::Error, Level::Warning, Level::Note] {
            let of_rule = verdict.objections.of_rule(rule);
            let alike = of_rule.filter(|filed| order(filed) == level.order());
            objections.extend(alike.take(RESULTS));
        }
    }
    // The order is stable: objections of one size stay as they are told.
    objections.sort_by_key(|filed| (order(filed), std::cmp::Reverse(filed.articles)));
    objections
}

/// The index of a rule among those that the log describes.
fn index_of(rule: Rule) -> usize {
    let mut rules = Rule::ALL.iter();
    rules
        .position(|&other| other == rule)
        .unwrap_or(Rule::ALL.len())
}

fn rules() -> Vec<ReportingDescriptor> {
    let described =
        |id: &'static str, summary: &'static str, cure: &'static str| ReportingDescriptor {
            id,
            name: pascal_case(id),
            short_description: Description { text: summary },
            help: Description { text: cure },
        };
    let mut rules: Vec<ReportingDescriptor> = Rule::ALL
        .into_iter()
        .map(|rule| described(rule.name(), rule.summary(), rule.cure()))
        .collect();
    rules.push(described(
        UNREADABLE,
        "records and files that could not be read",
        "mend the record: the message says what was expected and what was met",
    ));
    rules
}

/// `near-duplicates` as `NearDuplicates`.
fn pascal_case(name: &str) -> String {
    name.split('-')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            format!("{}{rest}", first.to_uppercase())
        })
        .collect()
}

fn notifications(verdict: &CheckResult<'_>, left_out: usize, all: usize) -> Vec<Notification> {
    let notification = |level, text| Notification {
        level,
        message: Message { text },
    };
    let blank = verdict.unusable_sets.iter();
    let blank = blank.map(|&one| notification("error", verdict.why_unusable(one)));
    let notes = verdict.notes().into_iter();
    let notes = notes.map(|note| notification("note", note));
    let mut notifications: Vec<Notification> = blank.chain(notes).collect();
    if left_out == 0 {
        return notifications;
    }
    let text = format!(
        "{left_out} of {all} results were left out: a code host keeps {RESULTS} of a run; the \
         largest are here, and --format json lists all"
    );
    notifications.push(notification("warning", text));
    notifications
}

/// How grave a result is.
#[derive(Clone, Copy)]
enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    const fn order(self) -> u8 {
        match self {
            Level::Error => 0,
            Level::Warning => 1,
            Level::Note => 2,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        }
    }
}

/// What breaks a limit is as grave as its rule; all else is a note.
fn level(verdict: &CheckResult<'_>, rule: Rule, counts: bool) -> Level {
    match verdict.outcome(rule) {
        Some(outcome) if counts && !outcome.is_kept() => {
            if outcome.fails() {
                Level::Error
            } else {
                Level::Warning
            }
        }
        _ => Level::Note,
    }
}

fn unread(verdict: &CheckResult<'_>, base: &str, skipped: &SkippedFinding) -> ResultOf {
    let level = match verdict.skips.answer() {
        CheckAnswer::Passed => Level::Note,
        CheckAnswer::Failed | CheckAnswer::Inconclusive => Level::Error,
    };
    let place = Place {
        file: skipped.file.clone(),
        line: skipped.line.unwrap_or(1),
    };
    ResultOf {
        rule_id: UNREADABLE,
        rule_index: Rule::ALL.len(),
        level: level.name(),
        message: Message {
            text: format!("cannot be read: {}", skipped.reason),
        },
        locations: vec![location(&place, base, None)],
        related_locations: Vec::new(),
        partial_fingerprints: None,
        baseline_state: None,
        suppressions: Vec::new(),
    }
}

/// The result of an objection; `count` are those with its fingerprint so far.
fn result(
    verdict: &CheckResult<'_>,
    objection: &Objection,
    base: &str,
    count: usize,
) -> Result<ResultOf> {
    let subject = objection.subject();
    let place = subject.map_or_else(
        || Place {
            file: "".into(),
            line: 1,
        },
        |article| verdict.data.place(article),
    );
    let others = objection.articles.iter();
    let others = others.filter(|&&article| Some(article) != subject);
    let related = others.take(PLACES).enumerate().map(|(index, &article)| {
        let named = verdict.named(article)?;
        Ok(Location {
            id: Some(index + 1),
            message: Some(Message {
                text: named.headline.unwrap_or(named.id),
            }),
            ..location(&named.place, base, None)
        })
    });
    let is_suppressed = !objection.counts() && objection.suppressed > 0;
    // No two of them are alike: what allows several pairs for one reason is one.
    let mut reasons: Vec<&str> = Vec::new();
    for &index in objection.used.iter().filter(|_| is_suppressed) {
        let reason = verdict.suppressions[index].reason.as_str();
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    Ok(ResultOf {
        rule_id: objection.rule.name(),
        rule_index: index_of(objection.rule),
        level: level(verdict, objection.rule, objection.counts()).name(),
        message: Message {
            text: message(verdict, objection)?,
        },
        locations: vec![location(&place, base, Some(1))],
        related_locations: related.collect::<Result<Vec<Location>>>()?,
        partial_fingerprints: Some(Fingerprints {
            content: objection.fingerprint.clone(),
            primary: format!("{}:{count}", objection.fingerprint),
        }),
        baseline_state: verdict.has_baseline.then(|| {
            match (objection.known > 0, objection.counts()) {
                (true, false) => "unchanged",
                (true, true) => "updated",
                (false, _) => "new",
            }
        }),
        suppressions: reasons
            .into_iter()
            .map(|reason| Suppressed {
                kind: "external",
                justification: reason.to_owned(),
            })
            .collect(),
    })
}

fn message(verdict: &CheckResult<'_>, objection: &Objection) -> Result<String> {
    let mut lines = Vec::new();
    if let Some(reason) = &objection.reason {
        lines.push(reason.clone());
    }
    // What counts is told; without any, what is known or suppressed.
    let state = |state: PairState| (state == PairState::Counts) == objection.counts();
    let told = objection.pairs.iter().filter(|pair| state(pair.state));
    for pair in told.take(PAIRS) {
        let [first, _] = objection.articles_of(pair);
        let why = verdict.why(objection, pair, Place::to_string);
        lines.push(format!("{}: {why}", verdict.data.place(first)));
    }
    let pairs = match objection.counts() {
        true => objection.counted,
        false => objection.known + objection.suppressed,
    };
    let more = pairs.saturating_sub(lines.len() as u64);
    if more > 0 && objection.reason.is_none() {
        lines.push(format!("and {more} more pairs"));
    }
    if let Some(article) = objection.subject()
        && let Some(headline) = verdict.data.headline(article)?
    {
        lines.push(format!("“{headline}”"));
    }
    if objection.articles.len() > PLACES + 1 {
        lines.push(format!(
            "{PLACES} of {} other articles are listed as related places",
            objection.articles.len() - 1
        ));
    }
    Ok(lines.join("\n"))
}

fn location(place: &Place, base: &str, start_column: Option<u32>) -> Location {
    Location {
        id: None,
        physical_location: Physical {
            artifact_location: Artifact {
                uri: uri(&from_top(base, &place.file)),
            },
            region: Region {
                start_line: place.line.max(1),
                start_column,
            },
        },
        message: None,
    }
}

/// A path as a relative reference, or as an address when it is absolute.
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
    use super::*;
    use crate::article::ArticleId;
    use crate::gate::facts::{ListedArticle, ListedDataSet};
    use crate::gate::policy::CheckPolicy;
    use crate::gate::rule::RuleSetting;
    use crate::report::{ClusterFinding, Finding, MemberFinding, MemberRole, Report};
    use crate::spill::budget::MemoryBudget;

    #[test]
    fn a_path_is_a_reference() {
        assert_eq!(uri("./train/a b.jsonl"), "train/a%20b.jsonl");
        assert_eq!(uri("/data/é.csv"), "file:///data/%C3%A9.csv");
        assert_eq!(uri("a:b"), "a%3Ab");
    }

    /// The log of a dump of which clusters of these sizes are all there is.
    fn log_of(sizes: &[u32]) -> serde_json::Value {
        let place = |line| Place {
            file: "news.jsonl".into(),
            line,
        };
        let article = |number: u32| ListedArticle::new("a", place(number + 1), u64::from(number));
        let data = ListedDataSet {
            sets: vec![String::new()],
            articles: (0..sizes.iter().sum()).map(article).collect(),
        };
        let gate = CheckPolicy {
            rules: vec![RuleSetting::new(Rule::NearDuplicates)],
            max_skipped: None,
            suppressions: Vec::new(),
            baseline: None,
            today: jiff::civil::Date::constant(2026, 3, 1),
        };
        let mut judge =
            crate::gate::checker::Checker::new(&gate, &data, &MemoryBudget::new(0, None));
        let mut next = 0;
        for &size in sizes {
            let member = |number: u32| MemberFinding {
                id: "a".to_owned(),
                outlet: None,
                published: None,
                headline: None,
                role: MemberRole::Copy,
                relation: None,
                kind: None,
                file: "news.jsonl".into(),
                line: number + 1,
                containment: 1.0,
                resemblance: 1.0,
                article: ArticleId::new(number),
            };
            let found = Finding::Cluster(ClusterFinding {
                cluster: "c".to_owned(),
                articles: (next..next + size).map(member).collect(),
                kept: "a".to_owned(),
                outlets: 0,
                weakest: 1.0,
                origin: None,
                sources: 1,
            });
            judge.report(&found).unwrap();
            next += size;
        }
        let mut out = Vec::new();
        write(&judge.finish().unwrap(), "", &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn no_more_results_than_are_kept_and_the_run_says_so() {
        let log = log_of(&[2; 5200]);
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), RESULTS);
        let notice = &run["invocations"][0]["toolExecutionNotifications"][0];
        let text = notice["message"]["text"].as_str().unwrap();
        assert!(
            text.starts_with("200 of 5200 results were left out"),
            "{text}"
        );
    }

    #[test]
    fn no_more_places_than_are_shown_and_the_message_says_so() {
        let log = log_of(&[150]);
        let result = &log["runs"][0]["results"][0];
        assert_eq!(result["relatedLocations"].as_array().unwrap().len(), PLACES);
        let text = result["message"]["text"].as_str().unwrap();
        assert!(text.contains("100 of 149 other articles"), "{text}");
    }

    #[test]
    fn the_largest_come_first() {
        let log = log_of(&[2, 5, 3]);
        let results = log["runs"][0]["results"].as_array().unwrap();
        let sizes: Vec<usize> = results
            .iter()
            .map(|result| 1 + result["relatedLocations"].as_array().unwrap().len())
            .collect();
        assert_eq!(sizes, [5, 3, 2]);
    }

    #[test]
    fn a_rule_has_a_name_in_pascal_case() {
        assert_eq!(pascal_case("near-duplicates"), "NearDuplicates");
    }
}
