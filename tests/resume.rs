/*!
Runs that resume after a kill, and find the same as an uninterrupted run.
*/

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::Duration;

use wirecopy::internals::ArticleCore;
use wirecopy::internals::ArticleEntry;
use wirecopy::internals::HeadlineGroup;
use wirecopy::internals::{Cluster, JudgedPair, VerdictList};
use wirecopy::internals::{CreditMention, Origin};
use wirecopy::{
    ArticleId, Detector, Files, NoProgress, NotCopies, Observer, Options, Outcome, Phase,
    ReadOptions, RecordRef, ResumeLock, Stage,
};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/news.jsonl");

/// The checkpoints of a run, in the order in which they are written.
const CHECKPOINTS: [&str; 5] = [
    "1-survey",
    "2-candidates",
    "3-verdicts",
    "4-clusters",
    "5-headlines",
];

/// Collects the stages that a run takes from an earlier one.
#[derive(Debug, Default)]
struct ResumeObserver(Mutex<Vec<Stage>>);

impl Observer for ResumeObserver {
    fn begin(&self, _: Phase, _: Option<u64>) {}

    fn advance(&self, _: u64) {}

    fn resume(&self, stage: Stage) {
        self.0.lock().expect("no thread panicked").push(stage);
    }
}

/// The results of a run, to compare with those of another run.
#[derive(Debug, PartialEq)]
struct Results {
    articles: Vec<ArticleResults>,
    clusters: Vec<Cluster>,
    origins: Vec<Option<Origin>>,
    copies: Vec<JudgedPair>,
    not_copies: Vec<JudgedPair>,
    headlines: Vec<HeadlineGroup>,
    skipped: Vec<(RecordRef, String)>,
    read: u64,
    compared: u64,
    long_lists: u64,
}

/// The results for one article.
#[derive(Debug, PartialEq)]
struct ArticleResults {
    id: String,
    entry: ArticleEntry,
    core: ArticleCore,
    exact_duplicates: Vec<ArticleId>,
    representative: ArticleId,
    credits: Vec<CreditMention>,
}

impl Results {
    fn of(outcome: Outcome) -> Results {
        let judged = |verdicts: &VerdictList| {
            let all: wirecopy::Result<Vec<JudgedPair>> = verdicts.iter().collect();
            all.expect("verdicts can be read back")
        };
        let table = &outcome.table;
        let article = |article| ArticleResults {
            id: table.id(article),
            entry: table.entry(article),
            core: *table.core(article),
            exact_duplicates: table.exact_duplicates(article).to_vec(),
            representative: table.representative(article),
            credits: table.credits_of(article).to_vec(),
        };
        let skipped = outcome.skipped.iter();
        let clusters = 0..outcome.clusters.len();
        Results {
            articles: table.articles().map(article).collect(),
            origins: clusters.map(|cluster| outcome.origin(cluster)).collect(),
            copies: judged(&outcome.copies),
            not_copies: judged(&outcome.not_copies),
            skipped: skipped
                .map(|skipped| (skipped.record, skipped.error.to_string()))
                .collect(),
            read: outcome.read,
            compared: outcome.compared,
            long_lists: outcome.long_lists,
            headlines: outcome.headlines,
            clusters: outcome.clusters,
        }
    }
}

/// A finished run of the library.
struct FinishedRun {
    results: Results,
    /// The stages that the run took from an earlier one.
    resumed: Vec<Stage>,
    lock: Option<ResumeLock>,
}

fn run(resume: Option<&Path>, memory: u64) -> FinishedRun {
    let mut options = Options::default();
    options.resume = resume.map(Path::to_owned);
    options.memory = memory;
    options.not_copies = NotCopies::Keep;
    let files = Files::open(&[SAMPLES.to_owned()], ReadOptions::default()).expect("samples");
    let detector = Detector::new(options).expect("the options are valid");
    let observer = ResumeObserver::default();
    let outcome = detector.run(&files, &observer);
    let resumed = observer.0.into_inner().expect("no thread panicked");
    let mut outcome = outcome.expect("the samples can be read");
    let lock = outcome.resume_lock.take();
    FinishedRun {
        results: Results::of(outcome),
        resumed,
        lock,
    }
}

/// Removes the checkpoints and the directory of a run.
fn forget(lock: Option<ResumeLock>, directory: &Path) {
    let lock = lock.expect("the run saved checkpoints");
    lock.forget().expect("the checkpoints can be removed");
    fs::remove_dir(directory).expect("the directory is empty");
}

#[test]
fn a_run_resumes_after_every_stage() {
    const STAGES: [Stage; 5] = [
        Stage::Boilerplate,
        Stage::Candidates,
        Stage::Verdicts,
        Stage::Clusters,
        Stage::Headlines,
    ];
    let directory = tempfile::tempdir().expect("a directory");
    let complete = directory.path().join("complete");
    for memory in [1 << 30, 1 << 16] {
        let uninterrupted = run(None, memory);
        assert_eq!(uninterrupted.resumed, []);
        let first = run(Some(&complete), memory);
        assert_eq!(first.results, uninterrupted.results);
        for stages in 0..=STAGES.len() {
            let resume = directory.path().join(format!("{stages}"));
            fs::create_dir(&resume).expect("a directory");
            for file in CHECKPOINTS[..stages].iter().chain([&"run"]) {
                fs::copy(complete.join(file), resume.join(file)).expect("the stage is complete");
            }
            let resumed = run(Some(&resume), memory);
            assert_eq!(resumed.results, uninterrupted.results, "{stages} stages");
            // Verdicts are not needed once the clusters are known.
            let needed = STAGES[..stages].iter().copied();
            let needed = needed.filter(|&stage| stages < 4 || stage != Stage::Verdicts);
            assert_eq!(resumed.resumed, needed.collect::<Vec<_>>());
            forget(resumed.lock, &resume);
        }
        forget(first.lock, &complete);
    }
}

/// A directory with a dump in it.
struct TestDirectory {
    directory: tempfile::TempDir,
    dump: PathBuf,
}

impl TestDirectory {
    fn new() -> TestDirectory {
        let directory = tempfile::tempdir().expect("a directory");
        let dump = directory.path().join("news.jsonl");
        fs::copy(SAMPLES, &dump).expect("the samples exist");
        TestDirectory { directory, dump }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Returns the command that scans the dump and writes its findings to
    /// `findings`.
    fn scan(&self, findings: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
        command
            .arg("scan")
            .arg(&self.dump)
            .arg("--findings")
            .arg(self.path(findings))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    /// Returns the same command with the checkpoints in `resume`.
    fn scan_with_resume(&self, findings: &str) -> Command {
        let mut command = self.scan(findings);
        command.arg("--resume").arg(self.path("resume"));
        command
    }

    /// Leaves the checkpoints of a run that is killed after its last stage.
    fn stop_after_last_stage(&self) {
        let files = Files::open(&[self.dump.display().to_string()], ReadOptions::default());
        let mut options = Options::default();
        options.resume = Some(self.path("resume"));
        let detector = Detector::new(options).expect("the options are valid");
        let files = files.expect("the dump exists");
        let outcome = detector.run(&files, &NoProgress);
        outcome.expect("the dump can be read");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("the file was written")
    }
}

fn output(mut command: Command) -> Output {
    command.output().expect("the command starts")
}

/// Asserts that a run ended with exit code 2 and returns its messages.
fn refusal(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_run_that_is_killed_many_times_ends_with_the_same_findings() {
    let test = TestDirectory::new();
    assert!(output(test.scan("expected.jsonl")).status.success());
    for moment in 0..12 {
        let scan = test.scan_with_resume("findings.jsonl").spawn();
        let mut child = scan.expect("the command starts");
        sleep(Duration::from_millis(3 * moment));
        // The run may have ended already.
        let _ = child.kill();
        let _ = child.wait();
        let _ = fs::remove_file(test.path("findings.jsonl"));
    }
    let last = output(test.scan_with_resume("findings.jsonl"));
    assert!(last.status.success());
    assert_eq!(test.read("findings.jsonl"), test.read("expected.jsonl"));
    let left = fs::read_dir(test.path("resume")).expect("the directory exists");
    assert_eq!(left.count(), 0);
}

#[test]
fn a_resumed_stage_is_reported() {
    let test = TestDirectory::new();
    assert!(output(test.scan("expected.jsonl")).status.success());
    test.stop_after_last_stage();
    let output = output(test.scan_with_resume("findings.jsonl"));
    assert!(output.status.success());
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(
        messages.contains("resumed from an earlier run: headlines"),
        "{messages}"
    );
    assert_eq!(test.read("findings.jsonl"), test.read("expected.jsonl"));
}

#[test]
fn another_dump_or_option_is_refused_and_checkpoints_are_kept() {
    let test = TestDirectory::new();
    test.stop_after_last_stage();
    let mut command = test.scan_with_resume("findings.jsonl");
    command.args(["--containment", "0.8"]);
    let refused = refusal(&output(command));
    assert!(
        refused.contains(
            "the first run had `containment: 0.666`, and this run has `containment: 0.8`"
        ),
        "{refused}"
    );
    let before = fs::read(&test.dump).expect("the dump exists");
    fs::write(&test.dump, &before[..before.len() / 2]).expect("the dump can be written");
    let refused = refusal(&output(test.scan_with_resume("findings.jsonl")));
    assert!(refused.contains("news.jsonl: "), "{refused}");
    assert!(!test.path("findings.jsonl").exists());
    let resume = test.path("resume");
    assert!(CHECKPOINTS.iter().all(|file| resume.join(file).exists()));
}

#[test]
fn a_damaged_checkpoint_is_refused() {
    let test = TestDirectory::new();
    test.stop_after_last_stage();
    let path = test.path("resume").join("2-candidates");
    let mut bytes = fs::read(&path).expect("the checkpoint was written");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).expect("the checkpoint can be written");
    let refused = refusal(&output(test.scan_with_resume("findings.jsonl")));
    assert!(
        refused.contains("2-candidates: not as it was written"),
        "{refused}"
    );
}

#[test]
fn standard_input_cannot_be_resumed() {
    let test = TestDirectory::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
    command
        .args(["scan", "-", "--resume"])
        .arg(test.path("resume"))
        .stdin(Stdio::null());
    let refused = refusal(&output(command));
    assert!(refused.contains("hint: standard input"), "{refused}");
    assert!(!test.path("resume").exists());
}
