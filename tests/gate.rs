//! The gate as CI sees it: what cannot be said by one command line and its output.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// The data that the cases of the command have.
fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd")
}

fn wirecopy(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(args)
        .current_dir(folder)
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .unwrap()
}

fn git(folder: &Path, args: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@news.example"])
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {args:?}: {told}");
}

const SETS: [&str; 6] = [
    "--set",
    "train=train/*.jsonl",
    "--set",
    "validation=validation.csv",
    "--set",
    "test=test.jsonl",
];

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn sarif_has_what_the_standard_asks_for() {
    let args = [&["check", "--format", "sarif"], &SETS[..]].concat();
    let output = wirecopy(&cases().join("check_sets.in"), &args);
    assert_eq!(output.status.code(), Some(1));
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(text(&log["$schema"]).ends_with("sarif-2.1.0.json"));
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "wirecopy");
    let rules = driver["rules"].as_array().unwrap();
    let mut ids: Vec<&str> = rules.iter().map(|rule| text(&rule["id"])).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules.len(), "rule ids are unique");
    for rule in rules {
        assert!(!text(&rule["shortDescription"]["text"]).is_empty());
    }
    assert_eq!(runs[0]["invocations"][0]["executionSuccessful"], true);
    let results = runs[0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["none", "note", "warning", "error"].contains(&text(&result["level"])));
        assert!(!text(&result["message"]["text"]).is_empty());
        let prints = result["partialFingerprints"].as_object().unwrap();
        assert!(prints.values().all(|print| text(print).len() == 32));
        let locations = result["locations"].as_array().unwrap();
        let related = result["relatedLocations"].as_array().unwrap();
        assert_eq!(locations.len(), 1);
        for location in locations.iter().chain(related) {
            let physical = &location["physicalLocation"];
            let uri = text(&physical["artifactLocation"]["uri"]);
            assert!(!uri.is_empty() && !uri.contains([' ', '\\']), "{uri}");
            assert!(physical["region"]["startLine"].as_u64().unwrap() >= 1);
        }
    }
}

#[test]
fn the_bytes_do_not_depend_on_the_threads() {
    for format in ["text", "json", "sarif", "junit", "markdown", "github"] {
        let output = |threads: &str| {
            let args = ["check", "--format", format, "--threads", threads];
            let output = wirecopy(
                &cases().join("check_sets.in"),
                &[&args[..], &SETS[..]].concat(),
            );
            output.stdout
        };
        assert_eq!(output("1"), output("4"), "{format}");
    }
}

#[test]
fn only_what_changed_since_a_revision_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path();
    let records = fs::read_to_string(cases().join("check_copies.in/news.jsonl")).unwrap();
    let records: Vec<&str> = records.lines().collect();
    let data = repository.join("data");
    fs::create_dir(&data).unwrap();
    // Two copies that were there, and a story that will be copied.
    let old = format!("{}\n{}\n{}\n", records[0], records[2], records[1]);
    fs::write(data.join("old.jsonl"), old).unwrap();
    fs::write(data.join("other.jsonl"), format!("{}\n", records[3])).unwrap();
    git(repository, &["init", "-q", "-b", "main"]);
    git(repository, &["add", "."]);
    git(repository, &["commit", "-q", "-m", "data"]);
    let args = ["check", "data", "--changed-from", "main"];
    let output = wirecopy(repository, &args);
    assert_eq!(output.status.code(), Some(0), "nothing has changed");
    // An untracked file with a copy of the third, from a folder below.
    fs::write(data.join("new.jsonl"), format!("{}\n", records[1])).unwrap();
    let output = wirecopy(&data, &["check", ".", "--changed-from", "main"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("./new.jsonl:1: copy of ./old.jsonl:3 (verbatim)"),
        "{told}"
    );
    assert!(!told.contains("old.jsonl:1"), "{told}");
    // And committed on a branch.
    git(repository, &["checkout", "-q", "-b", "more"]);
    git(repository, &["add", "."]);
    git(repository, &["commit", "-q", "-m", "more"]);
    let output = wirecopy(repository, &args);
    assert_eq!(output.status.code(), Some(1));
    // Records that are appended to a file are new, those before them are not.
    git(repository, &["checkout", "-q", "main"]);
    let mut file = fs::OpenOptions::new()
        .append(true)
        .open(data.join("old.jsonl"))
        .unwrap();
    writeln!(file, "{}", records[1]).unwrap();
    let output = wirecopy(repository, &args);
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("data/old.jsonl:4: copy of data/old.jsonl:3 (verbatim)"),
        "{told}"
    );
    assert!(
        told.contains("failed: 1 article checked; near-duplicates (1)"),
        "{told}"
    );
    let output = wirecopy(repository, &["check", "data", "--changed-from", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    let output = wirecopy(repository, &["check", "data", "--changed-from=--output=x"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_row_of_several_lines_that_was_there_is_not_new() {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path();
    let records = fs::read_to_string(cases().join("check_copies.in/news.jsonl")).unwrap();
    let stories: Vec<(String, String)> = records
        .lines()
        .take(3)
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|record| {
            let title = text(&record["title"]).to_owned();
            (title, text(&record["text"]).replace(". ", ".\n"))
        })
        .collect();
    let table = |stories: &[&(String, String)]| {
        let rows: Vec<String> = stories
            .iter()
            .map(|(title, text)| format!("\"{title}\",\"{text}\"\n"))
            .collect();
        format!("title,text\n{}", rows.concat())
    };
    let array = |stories: &[&(String, String)]| {
        let elements: Vec<Value> = stories
            .iter()
            .map(|(title, text)| serde_json::json!({ "title": title, "text": text }))
            .collect();
        serde_json::to_string_pretty(&elements).unwrap()
    };
    // The first and the third are copies, and were there.
    let before = [&stories[0], &stories[2]];
    let after = [&stories[1], &stories[0], &stories[2]];
    git(repository, &["init", "-q", "-b", "main"]);
    for (name, write) in [
        (
            "news.csv",
            &table as &dyn Fn(&[&(String, String)]) -> String,
        ),
        ("news.json", &array),
    ] {
        let path = repository.join(name);
        fs::write(&path, write(&before)).unwrap();
        git(repository, &["add", "."]);
        git(repository, &["commit", "-q", "-m", name]);
        fs::write(&path, write(&after)).unwrap();
        let output = wirecopy(repository, &["check", name, "--changed-from", "main"]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains("passed: 1 article checked"), "{name}: {told}");
        let output = wirecopy(repository, &["check", name]);
        assert_eq!(output.status.code(), Some(1), "{name} has copies");
    }
}

#[test]
fn the_summary_of_a_job_is_appended_to() {
    let folder = tempfile::tempdir().unwrap();
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "before\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(["check", "--format", "github", "news.jsonl"])
        .current_dir(cases().join("check_copies.in"))
        .env("GITHUB_STEP_SUMMARY", &summary)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let text = fs::read_to_string(&summary).unwrap();
    assert!(text.starts_with("before\n## "));
    assert!(text.contains("`news.jsonl:3` copy of `news.jsonl:1` (verbatim)"));
}

#[test]
fn a_check_passes_after_cleaning() {
    let folder = tempfile::tempdir().unwrap();
    let dump = cases().join("check_copies.in/news.jsonl");
    let dump = dump.to_str().unwrap();
    let output = wirecopy(folder.path(), &["check", dump]);
    assert_eq!(output.status.code(), Some(1));
    let output = wirecopy(folder.path(), &["clean", dump, "-o", "cleaned.jsonl"]);
    assert_eq!(output.status.code(), Some(0));
    let output = wirecopy(folder.path(), &["check", "cleaned.jsonl"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn pairs_that_are_too_many_to_list_are_counted() {
    const TEXT: &str = "The harbour office of Skarholm said on Monday that the ferry would stop for repairs \
        until the end of November, since the hull leaked in two places after the storm.";
    let folder = tempfile::tempdir().unwrap();
    for (articles, pairs, is_listed) in [(1000, "1,000,000", true), (1001, "1,002,001", false)] {
        for set in ["train", "test"] {
            let record = |number| {
                let id = format!("{set}-{number}");
                json!({"id": id, "source": "Harbor Ledger", "text": TEXT}).to_string() + "\n"
            };
            let records: String = (0..articles).map(record).collect();
            fs::write(folder.path().join(format!("{set}.jsonl")), records).unwrap();
        }
        let sets = ["--set", "train=train.jsonl", "--set", "test=test.jsonl"];
        let inputs = [
            "check",
            "train.jsonl",
            "test.jsonl",
            "--rule",
            "leak-copies",
        ];
        let output = wirecopy(folder.path(), &[&inputs[..], &sets[..]].concat());
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(
            printed.contains(&format!("leak-copies ({pairs})")),
            "{printed}"
        );
        let counts = printed.contains("counts what is too much to list");
        assert_eq!(counts, !is_listed, "{printed}");
        assert_eq!(output.status.code(), Some(1));
    }
}
