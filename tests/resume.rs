/*!
A run that was killed goes on where it was, and finds the same.
*/

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::Duration;

use wirecopy::pipeline::JudgedPair;
use wirecopy::{
    Detector, Files, NotCopies, Observer, Options, Outcome, Phase, ReadOptions, ResumeLock, Stage,
};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/news.jsonl");

/// The files of a run, in the order in which they are written.
const STAGES: [&str; 5] = [
    "1-survey",
    "2-candidates",
    "3-verdicts",
    "4-clusters",
    "5-headlines",
];

/// Remembers what was taken from an earlier run.
#[derive(Debug, Default)]
struct Watcher(Mutex<Vec<Stage>>);

impl Observer for Watcher {
    fn begin(&self, _: Phase, _: Option<u64>) {}

    fn advance(&self, _: u64) {}

    fn resume(&self, found: Stage) {
        self.0.lock().expect("nothing panics here").push(found);
    }
}

/// Everything that a run of the library says, and what it took from an earlier
/// one.
fn run(resume: Option<&Path>, memory: u64) -> (String, Vec<Stage>, Option<ResumeLock>) {
    let mut options = Options::default();
    options.resume = resume.map(Path::to_owned);
    options.memory = memory;
    options.not_copies = NotCopies::Keep;
    let files = Files::open(&[SAMPLES.to_owned()], ReadOptions::default()).expect("samples");
    let detector = Detector::new(options).expect("options that work");
    let watcher = Watcher::default();
    let outcome = detector.run(&files, &watcher);
    let found = watcher.0.into_inner().expect("nothing panics here");
    let mut outcome = outcome.expect("the samples can be read");
    let lock = outcome.resume_lock.take();
    (everything(&outcome), found, lock)
}

fn everything(outcome: &Outcome) -> String {
    let judged = |judgments: &wirecopy::pipeline::VerdictList| {
        let all: wirecopy::Result<Vec<JudgedPair>> = judgments.iter().collect();
        all.expect("verdicts can be read back")
    };
    let articles: Vec<_> = outcome
        .table
        .articles()
        .map(|article| {
            let table = &outcome.table;
            let exact_duplicates = (
                table.exact_duplicates(article),
                table.representative(article),
            );
            let signs = table.signs(article);
            (
                table.id(article),
                table.entry(article),
                *table.core(article),
                exact_duplicates,
                signs,
            )
        })
        .map(|article| format!("{article:?}"))
        .collect();
    let origins: Vec<_> = (0..outcome.clusters.len())
        .map(|cluster| outcome.origin(cluster))
        .collect();
    format!(
        "{articles:?}\n{:?}\n{origins:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{} {} {}",
        outcome.clusters,
        judged(&outcome.copies),
        judged(&outcome.not_copies),
        outcome.headlines,
        outcome.skipped,
        outcome.read,
        outcome.compared,
        outcome.long_lists,
    )
}

/// Empties the folder of a run.
fn forget(lock: Option<ResumeLock>, folder: &Path) {
    let lock = lock.expect("the run wrote something down");
    lock.forget().expect("it can be removed");
    fs::remove_dir(folder).expect("nothing is left in it");
}

#[test]
fn a_run_goes_on_behind_every_stage() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = folder.path().join("whole");
    for memory in [1 << 30, 1 << 16] {
        let (expected, taken, _) = run(None, memory);
        assert_eq!(taken, []);
        let (found, _, all) = run(Some(&whole), memory);
        assert_eq!(found, expected);
        for stages in 0..=STAGES.len() {
            let resume = folder.path().join(format!("{stages}"));
            fs::create_dir(&resume).expect("a folder");
            for file in STAGES[..stages].iter().chain([&"run"]) {
                fs::copy(whole.join(file), resume.join(file)).expect("the stage is done");
            }
            let (found, taken, lock) = run(Some(&resume), memory);
            assert_eq!(found, expected, "{stages} stages");
            // Clusters rest on verdicts, which are not asked for then.
            let all = [
                Stage::Survey,
                Stage::Candidates,
                Stage::Verdicts,
                Stage::Clusters,
                Stage::Headlines,
            ];
            let needed = all[..stages]
                .iter()
                .filter(|&&one| stages < 4 || one != Stage::Verdicts);
            assert!(taken.iter().eq(needed), "{stages} stages: {taken:?}");
            forget(lock, &resume);
        }
        forget(all, &whole);
    }
}

/// A folder with a dump in it.
struct Place {
    folder: tempfile::TempDir,
    dump: PathBuf,
}

impl Place {
    fn new() -> Place {
        let folder = tempfile::tempdir().expect("a folder");
        let dump = folder.path().join("news.jsonl");
        fs::copy(SAMPLES, &dump).expect("the samples are there");
        Place { folder, dump }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Scans the dump; what was found so far stands in the folder `resume`.
    fn scan(&self, findings: &str, resume: bool) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
        command
            .arg("scan")
            .arg(&self.dump)
            .arg("--findings")
            .arg(self.path(findings));
        if resume {
            command.arg("--resume").arg(self.path("resume"));
        }
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    /// Leaves what a run leaves that is killed behind its last stage.
    fn stop(&self) {
        let files = Files::open(&[self.dump.display().to_string()], ReadOptions::default());
        let mut options = Options::default();
        options.resume = Some(self.path("resume"));
        let detector = Detector::new(options).expect("options that work");
        let files = files.expect("the dump is there");
        detector
            .run(&files, &wirecopy::NoProgress)
            .expect("the dump can be read");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("it was written")
    }
}

fn output(mut command: Command) -> Output {
    command.output().expect("the command starts")
}

fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_run_killed_again_and_again_ends_with_the_same_findings() {
    let place = Place::new();
    assert!(output(place.scan("expected.jsonl", false)).status.success());
    for moment in 0..12 {
        let mut child = place
            .scan("findings.jsonl", true)
            .spawn()
            .expect("the command starts");
        sleep(Duration::from_millis(3 * moment));
        // It may be over already.
        let _ = child.kill();
        let _ = child.wait();
        let _ = fs::remove_file(place.path("findings.jsonl"));
    }
    assert!(output(place.scan("findings.jsonl", true)).status.success());
    assert_eq!(place.read("findings.jsonl"), place.read("expected.jsonl"));
    assert_eq!(
        fs::read_dir(place.path("resume"))
            .expect("the folder")
            .count(),
        0
    );
}

#[test]
fn a_finished_stage_is_taken_and_told() {
    let place = Place::new();
    assert!(output(place.scan("expected.jsonl", false)).status.success());
    place.stop();
    let output = output(place.scan("findings.jsonl", true));
    assert!(output.status.success());
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("taken from an earlier run: headlines"),
        "{told}"
    );
    assert_eq!(place.read("findings.jsonl"), place.read("expected.jsonl"));
}

#[test]
fn another_dump_or_option_is_noticed_and_nothing_is_lost() {
    let place = Place::new();
    place.stop();
    let mut command = place.scan("findings.jsonl", true);
    command.args(["--containment", "0.8"]);
    let refused = refusal(&output(command));
    assert!(
        refused.contains("begun with `containment: 0.7`, and this run has `containment: 0.8`"),
        "{refused}"
    );
    let before = fs::read(&place.dump).expect("the dump is there");
    fs::write(&place.dump, &before[..before.len() / 2]).expect("it can be written");
    let refused = refusal(&output(place.scan("findings.jsonl", true)));
    assert!(refused.contains("news.jsonl: "), "{refused}");
    assert!(!place.path("findings.jsonl").exists());
    assert!(
        STAGES
            .iter()
            .all(|stage| place.path("resume").join(stage).exists())
    );
}

#[test]
fn a_damaged_file_is_refused() {
    let place = Place::new();
    place.stop();
    let path = place.path("resume").join("2-candidates");
    let mut bytes = fs::read(&path).expect("it was written");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).expect("it can be written");
    let refused = refusal(&output(place.scan("findings.jsonl", true)));
    assert!(
        refused.contains("2-candidates: not as it was written"),
        "{refused}"
    );
}

#[test]
fn standard_input_cannot_be_resumed() {
    let place = Place::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
    command
        .args(["scan", "-", "--resume"])
        .arg(place.path("resume"))
        .stdin(Stdio::null());
    let refused = refusal(&output(command));
    assert!(refused.contains("hint: standard input"), "{refused}");
    assert!(!place.path("resume").exists());
}
