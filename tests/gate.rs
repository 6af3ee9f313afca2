//! Tests of `check` that need more than one command line and its output.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

/// Returns the folder of the data of `tests/cmd`.
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
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {args:?}: {stderr}");
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
fn sarif_output_follows_the_standard() {
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
        let print = text(&prints["wirecopyContent/v1"]);
        assert_eq!(print.len(), 32);
        let of_github = text(&prints["primaryLocationLineHash"]);
        assert!(of_github.starts_with(&format!("{print}:")));
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
fn output_is_the_same_for_any_number_of_threads() {
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
fn only_records_that_are_new_since_a_revision_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let repository = folder.path();
    let records = fs::read_to_string(cases().join("check_copies.in/news.jsonl")).unwrap();
    let records: Vec<&str> = records.lines().collect();
    let data = repository.join("data");
    fs::create_dir(&data).unwrap();
    // Two copies, and a story that will be copied.
    let old = format!("{}\n{}\n{}\n", records[0], records[2], records[1]);
    fs::write(data.join("old.jsonl"), old).unwrap();
    fs::write(data.join("other.jsonl"), format!("{}\n", records[3])).unwrap();
    git(repository, &["init", "-q", "-b", "main"]);
    git(repository, &["add", "."]);
    git(repository, &["commit", "-q", "-m", "data"]);
    let args = ["check", "data", "--changed-from", "main"];
    let output = wirecopy(repository, &args);
    assert_eq!(output.status.code(), Some(0), "nothing has changed");
    // An untracked file with a copy of the third record; check runs in a subfolder.
    fs::write(data.join("new.jsonl"), format!("{}\n", records[1])).unwrap();
    let output = wirecopy(&data, &["check", ".", "--changed-from", "main"]);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert!(
        stdout.contains("./new.jsonl:1: copy of ./old.jsonl:3 (verbatim)"),
        "{stdout}"
    );
    assert!(!stdout.contains("old.jsonl:1"), "{stdout}");
    // The same file, committed on a branch.
    git(repository, &["checkout", "-q", "-b", "more"]);
    git(repository, &["add", "."]);
    git(repository, &["commit", "-q", "-m", "more"]);
    let output = wirecopy(repository, &args);
    assert_eq!(output.status.code(), Some(1));
    // Records that are appended to a file are new; the records before them are not.
    git(repository, &["checkout", "-q", "main"]);
    let mut file = fs::OpenOptions::new()
        .append(true)
        .open(data.join("old.jsonl"))
        .unwrap();
    writeln!(file, "{}", records[1]).unwrap();
    let output = wirecopy(repository, &args);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stdout}");
    assert!(
        stdout.contains("data/old.jsonl:4: copy of data/old.jsonl:3 (verbatim)"),
        "{stdout}"
    );
    assert!(
        stdout.contains("failed: 1 article checked; near-duplicates (1)"),
        "{stdout}"
    );
    let output = wirecopy(repository, &["check", "data", "--changed-from", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    let output = wirecopy(repository, &["check", "data", "--changed-from=--output=x"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_record_of_several_lines_that_was_there_before_is_not_checked() {
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
    // The first and the third record are copies that were there before.
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
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert!(
            stdout.contains("passed: 1 article checked"),
            "{name}: {stdout}"
        );
        let output = wirecopy(repository, &["check", name]);
        assert_eq!(output.status.code(), Some(1), "{name} has copies");
    }
}

#[test]
fn the_job_summary_is_appended_to() {
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
        let counts = printed.contains("which counts the rest");
        assert_eq!(counts, !is_listed, "{printed}");
        assert_eq!(output.status.code(), Some(1));
    }
}

/// Returns four records: the first and the third are copies of each other.
fn copies() -> Vec<String> {
    let records = fs::read_to_string(cases().join("check_copies.in/news.jsonl")).unwrap();
    records.lines().map(str::to_owned).collect()
}

/// Returns stdout and stderr.
fn printed(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    format!("{out}{err}")
}

#[test]
fn an_option_does_not_end_the_list_of_changed_files() {
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    fs::write(
        folder.path().join("wirecopy.toml"),
        "inputs = [\"*.jsonl\"]\n",
    )
    .unwrap();
    fs::write(folder.path().join("old.jsonl"), records[0].as_bytes()).unwrap();
    fs::write(folder.path().join("new.jsonl"), records[2].as_bytes()).unwrap();
    for args in [
        &["check", "--changed", "new.jsonl"][..],
        &["check", "--changed", "--quiet", "new.jsonl"],
        &[
            "check",
            "--changed",
            "--rule",
            "near-duplicates=0",
            "new.jsonl",
        ],
        &["check", "--changed", "."],
        &["check", "--changed=new.jsonl", "--top", "5", "old.jsonl"],
    ] {
        let output = wirecopy(folder.path(), args);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{args:?}: {}",
            printed(&output)
        );
    }
    // Arguments before --changed are the data.
    fs::create_dir(folder.path().join("text")).unwrap();
    fs::rename(
        folder.path().join("old.jsonl"),
        folder.path().join("text/old.jsonl"),
    )
    .unwrap();
    let args = [
        "check",
        "text",
        "new.jsonl",
        "--changed",
        "new.jsonl",
        "--format",
        "text",
    ];
    let output = wirecopy(folder.path(), &args);
    assert!(
        printed(&output).contains("failed: 1 article checked"),
        "{}",
        printed(&output)
    );
}

#[test]
#[cfg(unix)]
fn a_symlink_with_a_new_target_has_changed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    let repository = folder.path();
    fs::write(repository.join("v1.jsonl"), records[1].as_bytes()).unwrap();
    fs::write(
        repository.join("v2.jsonl"),
        [&*records[0], &*records[2]].join("\n"),
    )
    .unwrap();
    symlink("v1.jsonl", repository.join("train.jsonl")).unwrap();
    git(repository, &["init", "-q", "-b", "main"]);
    git(repository, &["add", "."]);
    git(repository, &["commit", "-q", "-m", "data"]);
    let args = ["check", "train.jsonl", "--changed-from", "main"];
    assert_eq!(wirecopy(repository, &args).status.code(), Some(0));
    fs::remove_file(repository.join("train.jsonl")).unwrap();
    symlink("v2.jsonl", repository.join("train.jsonl")).unwrap();
    let output = wirecopy(repository, &args);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
}

#[test]
fn a_baseline_knows_every_source_above_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let record = |number: usize, agency: &str| {
        let text = format!(
            "SKARHOLM ({agency}) - Ferry number {number} left the harbour on Monday with {number} boats in tow and a \
             crew of {} behind it, the office of the harbour said in a statement.",
            number * 7
        );
        let mut text = text;
        (0..20).for_each(|word| text.push_str(&format!(" word{}x{word}", number * 31)));
        json!({"id": format!("{agency}{number}"), "source": "harborledger.example", "text": text})
            .to_string()
    };
    let mut records: Vec<String> = (0..5).map(|number| record(number, "AP")).collect();
    records.extend((5..8).map(|number| record(number, "Reuters")));
    records.extend((8..10).map(|number| record(number, "AFP")));
    fs::write(folder.path().join("a.jsonl"), records.join("\n")).unwrap();
    for limit in ["one-origin", "one-origin=0"] {
        let args = ["check", "a.jsonl", "--rule", limit];
        let output = wirecopy(folder.path(), &args);
        assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
        let written = wirecopy(
            folder.path(),
            &[&args[..], &["--write-baseline", "k.json"]].concat(),
        );
        assert_eq!(written.status.code(), Some(0));
        let output = wirecopy(
            folder.path(),
            &[&args[..], &["--baseline", "k.json"]].concat(),
        );
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        assert!(
            !printed(&output).contains("resolved"),
            "{}",
            printed(&output)
        );
    }
    // One more article of a known source counts; the known ones still do not.
    records.push(record(10, "AP"));
    fs::write(folder.path().join("a.jsonl"), records.join("\n")).unwrap();
    let args = [
        "check",
        "a.jsonl",
        "--rule",
        "one-origin=0",
        "--baseline",
        "k.json",
    ];
    let output = wirecopy(folder.path(), &args);
    assert!(
        printed(&output).contains("one-origin: 1 ("),
        "{}",
        printed(&output)
    );
}

#[test]
fn a_baseline_with_the_former_name_of_a_rule_stays_valid() {
    const KNOWN: &str = r#"{"wirecopy_baseline": 1, "objections": [
{"rule":"standing-matter","fingerprint":"42b277639e31bc44f155a539ca6be676","contents":["24ab6704861b4b85"],"about":"Frost"}
]}
"#;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::copy(
        cases().join("check_records.in/news.jsonl"),
        path("news.jsonl"),
    )
    .unwrap();
    fs::write(path("known.json"), KNOWN).unwrap();
    let rule = ["check", "news.jsonl", "--rule", "standing-matter"];
    let known = [&rule[..], &["--baseline", "known.json"]].concat();
    let output = wirecopy(folder.path(), &known);
    assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
    assert!(
        printed(&output).contains("ok: boilerplate: 0 (0.0 %), limit 0; 1 in the baseline"),
        "{}",
        printed(&output)
    );
    let written = [&rule[..], &["--write-baseline", "written.json"]].concat();
    assert_eq!(wirecopy(folder.path(), &written).status.code(), Some(0));
    assert_eq!(
        fs::read_to_string(path("written.json")).unwrap(),
        KNOWN.replace("standing-matter", "boilerplate")
    );
}

#[test]
fn all_records_of_ignored_files_are_new() {
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    let repository = folder.path();
    fs::write(repository.join("old.jsonl"), records[0].as_bytes()).unwrap();
    fs::write(repository.join(".gitignore"), "data\n").unwrap();
    git(repository, &["init", "-q", "-b", "main"]);
    git(repository, &["add", "."]);
    git(repository, &["commit", "-q", "-m", "data"]);
    fs::create_dir(repository.join("data")).unwrap();
    fs::write(repository.join("data/ignored.jsonl"), records[2].as_bytes()).unwrap();
    let args = ["check", "old.jsonl", "data", "--changed-from", "main"];
    let output = wirecopy(repository, &args);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(
        printed(&output).contains("failed: 1 article checked"),
        "{}",
        printed(&output)
    );
}

#[test]
fn a_closed_pipe_does_not_change_the_exit_code() {
    let folder = cases().join("check_copies.in");
    for format in ["text", "json"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args(["check", "news.jsonl", "--format", format])
            .current_dir(&folder)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(1), "{format}");
    }
    for more in [&["--quiet"][..], &["--format", "json"], &["missing.jsonl"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args(["check", "news.jsonl"])
            .args(more)
            .current_dir(&folder)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stderr.take());
        let expected = if more[0] == "missing.jsonl" { 2 } else { 1 };
        assert_eq!(child.wait().unwrap().code(), Some(expected), "{more:?}");
    }
}

#[test]
fn shares_and_counts_are_of_checked_articles() {
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    let write = |name: &str, records: &[&str]| {
        fs::write(folder.path().join(name), records.join("\n")).unwrap();
    };
    // A story that was there three times, and another copy of it.
    write("a.jsonl", &[&records[0]]);
    write("m.jsonl", &[&records[0], &records[2], &records[0]]);
    write("z.jsonl", &[&records[2]]);
    for new in ["a.jsonl", "z.jsonl"] {
        let args = [
            "check",
            "a.jsonl",
            "m.jsonl",
            "z.jsonl",
            "--rule",
            "near-duplicates=1",
        ];
        let changed = ["--changed", new];
        let output = wirecopy(folder.path(), &[&args[..], &changed].concat());
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        assert!(
            printed(&output).contains("near-duplicates: 1 (100.0 %)"),
            "{}",
            printed(&output)
        );
    }
    // The only new test article is a copy: 100 % of the checked ones.
    write("train.jsonl", &[&records[0]]);
    write("test.jsonl", &[&records[1], &records[3]]);
    write("test-new.jsonl", &[&records[2]]);
    let args = [
        "check",
        "--set",
        "train=train.jsonl",
        "--set",
        "test=test*.jsonl",
        "--rule",
        "leak-copies=50 %",
        "--changed",
        "test-new.jsonl",
    ];
    let output = wirecopy(folder.path(), &args);
    assert_eq!(output.status.code(), Some(1), "{}", printed(&output));
    assert!(
        printed(&output).contains("leak-copies: 1 (100.0 %)"),
        "{}",
        printed(&output)
    );
}

#[test]
fn a_configured_baseline_can_be_written_and_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    fs::write(folder.path().join("news.jsonl"), records.join("\n")).unwrap();
    fs::write(
        folder.path().join("wirecopy.toml"),
        "inputs = [\".\"]\nbaseline = \"known.json\"\n",
    )
    .unwrap();
    let known = folder.path().join("known.json");
    for before in [None, Some("{\"version\": 9}"), Some("")] {
        if let Some(text) = before {
            fs::write(&known, text).unwrap();
        }
        let output = wirecopy(folder.path(), &["check", "--write-baseline", "known.json"]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{before:?}: {}",
            printed(&output)
        );
        // The baseline is in the folder of the data and is not read as data.
        let output = wirecopy(folder.path(), &["check"]);
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output));
        assert!(
            printed(&output).contains("passed: 4 articles checked"),
            "{}",
            printed(&output)
        );
    }
}

#[test]
fn neither_the_configuration_nor_the_baseline_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    fs::write(folder.path().join("news.jsonl"), records.join("\n")).unwrap();
    let config = "inputs = [\"news.jsonl\"]\n";
    fs::write(folder.path().join("wirecopy.toml"), config).unwrap();
    let output = wirecopy(folder.path(), &["check", "--write-baseline", "known.json"]);
    assert_eq!(output.status.code(), Some(0));
    for args in [
        ["--output", "json=wirecopy.toml"],
        ["--write-baseline", "wirecopy.toml"],
        ["--output", "json=./known.json"],
    ] {
        let baseline: &[&str] = match args[0] {
            "--output" => &["--baseline", "known.json"],
            _ => &[],
        };
        let args = [&["check"][..], &args, baseline].concat();
        let output = wirecopy(folder.path(), &args);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{args:?}: {}",
            printed(&output)
        );
    }
    let left = fs::read_to_string(folder.path().join("wirecopy.toml")).unwrap();
    assert_eq!(left, config);
    let args = ["check", "--output", "json=o.x", "--output", "sarif=./o.x"];
    assert_eq!(wirecopy(folder.path(), &args).status.code(), Some(2));
}

#[test]
fn places_in_the_configuration_start_at_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    fs::create_dir(folder.path().join("train")).unwrap();
    fs::write(folder.path().join("train/a.jsonl"), records[0].as_bytes()).unwrap();
    fs::write(folder.path().join("b.jsonl"), records[2].as_bytes()).unwrap();
    fs::write(
        folder.path().join("wirecopy.toml"),
        "inputs = [\"./train/a.jsonl\", \"b.jsonl\"]\n\
         [[suppress]]\npair = [\"train/a.jsonl:1\", \"b.jsonl:1\"]\nreason = \"wanted\"\n\
         until = 2999-12-31\n",
    )
    .unwrap();
    for below in ["", "train"] {
        let output = wirecopy(&folder.path().join(below), &["check"]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{below}: {}",
            printed(&output)
        );
        assert!(!printed(&output).contains("note:"), "{}", printed(&output));
    }
}

#[test]
fn a_set_without_articles_or_texts_is_inconclusive() {
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("train.jsonl"), records.join("\n")).unwrap();
    fs::write(path("empty.jsonl"), "").unwrap();
    fs::write(
        path("other.jsonl"),
        "{\"id\": \"a\", \"title\": \"Fog\", \"txt\": \"Fog closed the port\"}\n",
    )
    .unwrap();
    for test in ["empty.jsonl", "other.jsonl"] {
        let set = format!("test={test}");
        let args = [
            "check",
            "--set",
            "train=train.jsonl",
            "--set",
            &set,
            "--rule",
            "leak-copies=0",
        ];
        for format in ["text", "json", "github", "sarif", "junit", "markdown"] {
            let output = wirecopy(folder.path(), &[&args[..], &["--format", format]].concat());
            assert_eq!(
                output.status.code(),
                Some(2),
                "{format}: {}",
                printed(&output)
            );
            let out = String::from_utf8(output.stdout).unwrap();
            assert!(out.contains("test"), "{format}: {out}");
        }
    }
    // Of changed files only their own texts count.
    let args = [
        "check",
        "train.jsonl",
        "other.jsonl",
        "--changed",
        "other.jsonl",
    ];
    assert_eq!(wirecopy(folder.path(), &args).status.code(), Some(2));
    // Without a rule that compares texts, a set needs none.
    let args = ["check", "other.jsonl", "--rule", "duplicate-ids=0"];
    assert_eq!(wirecopy(folder.path(), &args).status.code(), Some(0));
}

#[test]
fn paths_start_at_the_top_of_the_repository() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("sub");
    fs::create_dir(&below).unwrap();
    fs::write(below.join("news.jsonl"), copies().join("\n")).unwrap();
    for (format, place) in [
        ("github", "file=sub/news.jsonl,"),
        ("sarif", "\"sub/news.jsonl\""),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args(["check", "./news.jsonl", "--format", format])
            .current_dir(&below)
            .env_remove("GITHUB_STEP_SUMMARY")
            .env("GITHUB_WORKSPACE", folder.path())
            .output()
            .unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        assert!(out.contains(place), "{out}");
    }
}

#[test]
fn junit_output_is_valid_xml_for_any_headline() {
    let folder = tempfile::tempdir().unwrap();
    let records = copies();
    let spoilt = records[2].replace("Brass band", "Brass\u{fffe}\u{ffff} band");
    fs::write(
        folder.path().join("news.jsonl"),
        [&records[0], &*spoilt].join("\n"),
    )
    .unwrap();
    let args = ["check", "news.jsonl", "--format", "junit"];
    let output = wirecopy(folder.path(), &args);
    assert_eq!(output.status.code(), Some(1));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("Brass band"), "{out}");
}
