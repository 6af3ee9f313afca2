/*!
Going on where an earlier run was stopped.

After each stage what the later ones need is written to a folder. A run that
finds such files goes on behind the last of them. The folder says what the run
works on, so that another dump, another option or another version is noticed.
*/

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_64;

use crate::dump::Dump;
use crate::error::{Error, ErrorKind, Result};
use crate::fingerprint::FORMAT_VERSION;
use crate::pipeline::observer::{Observer, Stage};
use crate::pipeline::options::Options;
use crate::spill::checkpoint;
use crate::spill::checkpoint::{Checkpoint, UNFINISHED};

impl Stage {
    const ALL: [Stage; 5] = [
        Stage::Survey,
        Stage::Candidates,
        Stage::Verdicts,
        Stage::Clusters,
        Stage::Headlines,
    ];

    const fn file(self) -> &'static str {
        match self {
            Stage::Survey => "1-survey",
            Stage::Candidates => "2-candidates",
            Stage::Verdicts => "3-verdicts",
            Stage::Clusters => "4-clusters",
            Stage::Headlines => "5-headlines",
        }
    }
}

/// The file that says what a run works on.
const RUN: &str = "run";

/// The version of what is written; it rises when anything changes that decides
/// what a stage gives or how it is written down.
const VERSION: u32 = 9;

/// A folder that belongs to a run, where it writes what a later one can go on
/// from.
#[derive(Debug)]
pub struct ResumeLock {
    folder: PathBuf,
    key: u64,
    /// The file that says what the run works on: locked as long as it lasts.
    run: File,
}

impl ResumeLock {
    /// Removes what the run wrote: when everything that rests on its outcome
    /// is written.
    ///
    /// # Errors
    ///
    /// When a file cannot be removed.
    pub fn forget(self) -> Result<()> {
        let run = self.folder.join(RUN);
        if !is_at(&self.run, &run) {
            // Somebody took the folder away, or made another of it.
            return Ok(());
        }
        // What says whose the rest is goes last.
        let stages = Stage::ALL.map(Stage::file).into_iter().chain([RUN]);
        for file in stages {
            match fs::remove_file(self.folder.join(file)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }
}

/// Whether `file` is what stands at `path` now, as far as the system can tell.
fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(one), Ok(other)) = (file.metadata(), path.metadata()) else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }
    #[cfg(not(unix))]
    {
        one.len() == other.len()
    }
}

/// The files of a run, if it writes any.
#[derive(Debug)]
pub(crate) struct Checkpoints {
    resume_lock: Option<ResumeLock>,
}

impl Checkpoints {
    /// Those of a run over `dump` with `options`.
    ///
    /// # Errors
    ///
    /// When the folder cannot be used, belongs to another run, or a run is at
    /// work in it; when the dump cannot be read again by a later run.
    pub(crate) fn open<D: Dump>(dump: &D, options: &Options) -> Result<Checkpoints> {
        let Some(folder) = &options.resume else {
            return Ok(Checkpoints { resume_lock: None });
        };
        let lines = about(dump, options)?;
        let told = |error: Error| {
            let reason = format!("{}: {}", folder.display(), error.reason());
            match error.kind() {
                ErrorKind::Io(cause) => io::Error::new(cause.kind(), reason).into(),
                _ => Error::options(reason),
            }
        };
        let resume_lock = resume_lock(folder, &lines).map_err(told)?;
        Ok(Checkpoints {
            resume_lock: Some(resume_lock),
        })
    }

    /// Returns the lock on the directory, if there is one.
    pub(crate) fn into_lock(self) -> Option<ResumeLock> {
        self.resume_lock
    }

    /// Loads the result of `stage` from an earlier run into `empty`, or calls
    /// `compute` and saves its result.
    pub(crate) fn load_or<S: Checkpoint>(
        &self,
        stage: Stage,
        empty: S,
        observer: &dyn Observer,
        compute: impl FnOnce() -> Result<S>,
    ) -> Result<S> {
        if let Some(loaded) = self.load(stage, empty, observer)? {
            return Ok(loaded);
        }
        let computed = compute()?;
        self.save(stage, &computed)?;
        Ok(computed)
    }

    /// Loads what an earlier run saved after this stage into the `empty` value.
    fn load<S: Checkpoint>(
        &self,
        stage: Stage,
        empty: S,
        observer: &dyn Observer,
    ) -> Result<Option<S>> {
        let Some(resume_lock) = &self.resume_lock else {
            return Ok(None);
        };
        let path = resume_lock.folder.join(stage.file());
        if !path.exists() {
            return Ok(None);
        }
        let loaded = checkpoint::load(&path, resume_lock.key, empty).map_err(|error| {
            Error::options(format!(
                "{}: {}\nhint: remove the folder, and begin anew",
                path.display(),
                error.reason()
            ))
        });
        if loaded.is_ok() {
            observer.resume(stage);
        }
        loaded.map(Some)
    }

    /// Writes down what this stage gave.
    fn save<S: Checkpoint>(&self, stage: Stage, state: &S) -> Result<()> {
        let Some(resume_lock) = &self.resume_lock else {
            return Ok(());
        };
        let path = resume_lock.folder.join(stage.file());
        checkpoint::save(&path, resume_lock.key, state).map_err(|error| {
            let reason = format!("{}: {}", path.display(), error.reason());
            match error.kind() {
                ErrorKind::Io(cause) => io::Error::new(cause.kind(), reason).into(),
                _ => Error::options(reason),
            }
        })
    }
}

/// What decides what a run finds, a line for each.
fn about<D: Dump>(dump: &D, options: &Options) -> Result<Vec<String>> {
    let dump = dump.identity().ok_or_else(|| {
        Error::options(
            "a later run cannot read this dump again, as --resume asks\nhint: standard input and \
             pipes can be written to a file first",
        )
    })?;
    let mut lines = vec![
        format!(
            "wirecopy {} ({VERSION}, {FORMAT_VERSION})",
            env!("CARGO_PKG_VERSION")
        ),
        format!("words of a shingle: {}", options.shingle_words),
        format!("containment: {}", options.containment),
        format!("resemblance: {}", options.resemblance),
        format!("bad records: {:?}", options.bad_records),
        format!("pairs that are not copies: {:?}", options.not_copies),
        format!("parties: {:016x}", options.directory().fingerprint()),
        format!("outlets: {:016x}", options.outlet_aliases.fingerprint()),
    ];
    lines.extend(dump);
    for line in &mut lines {
        // A line is a line, whatever a file is called.
        *line = line.replace(['\n', '\r'], " ");
    }
    Ok(lines)
}

/// How long a run waits for another that is about to end, and how often it
/// looks: a process that was killed holds its files a moment longer.
const PATIENCE: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(50);

/// Makes `folder` that of the run with these lines.
fn resume_lock(folder: &Path, lines: &[String]) -> Result<ResumeLock> {
    fs::create_dir_all(folder)?;
    let path = folder.join(RUN);
    if !path.exists() {
        begin(folder, &path, lines)?;
    }
    let run = File::open(&path)?;
    let started = Instant::now();
    loop {
        match run.try_lock() {
            Ok(()) => break,
            Err(fs::TryLockError::WouldBlock) if started.elapsed() < PATIENCE => sleep(LOOK),
            Err(fs::TryLockError::WouldBlock) => {
                return Err(Error::options("another run is at work in it"));
            }
            // Where files cannot be locked, nothing is known of others.
            Err(fs::TryLockError::Error(_)) => break,
        }
    }
    if !is_at(&run, &path) {
        return Err(Error::options("another run has just ended in it"));
    }
    let text = fs::read_to_string(&path)?;
    let earlier: Vec<&str> = text.lines().collect();
    let differs = (0..lines.len().max(earlier.len())).find_map(|line| {
        let (now, then) = (lines.get(line), earlier.get(line));
        (now.map(String::as_str) != then.copied()).then_some((now, then))
    });
    if let Some((now, then)) = differs {
        let begun = then.map_or("nothing".to_owned(), |then| format!("`{then}`"));
        let now = match now {
            Some(now) => format!("this run has `{now}`"),
            None => "this run has nothing in its place".to_owned(),
        };
        return Err(Error::options(format!(
            "was begun with {begun}, and {now}\nhint: go on with what it was begun with, or name \
             another folder",
        )));
    }
    // What a run was writing when it was killed.
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_unfinished(&entry.file_name()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(ResumeLock {
        folder: folder.to_owned(),
        key: xxh3_64(lines.join("\n").as_bytes()),
        run,
    })
}

/// Writes the file at `path` that says what the run works on, which must find
/// `folder` empty.
fn begin(folder: &Path, path: &Path, lines: &[String]) -> Result<()> {
    let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name()));
    let other = names.find(|name: &io::Result<OsString>| {
        !name
            .as_ref()
            .is_ok_and(|name| is_unfinished(name) || name == RUN)
    });
    if let Some(other) = other.transpose()? {
        return Err(Error::options(format!(
            "expected an empty folder or that of an earlier run, found {}",
            other.to_string_lossy()
        )));
    }
    let mut file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)?;
    file.write_all(lines.join("\n").as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        // Another run was quicker: whose folder it is, its file says.
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error.into()),
        Ok(_) => Ok(()),
    }
}

/// Whether a file of this name was being written when a run was killed.
fn is_unfinished(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(UNFINISHED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::dump::articles::Articles;

    fn lines(of: &[&str]) -> Vec<String> {
        of.iter().copied().map(str::to_owned).collect()
    }

    #[test]
    fn a_folder_belongs_to_one_run() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("run");
        let begun = lines(&["wirecopy 1", "wire.jsonl: 7 bytes"]);
        let reason = |lines: &[String]| {
            let refused = resume_lock(&folder, lines);
            refused.map(drop).map_err(|error| error.reason())
        };
        let held = resume_lock(&folder, &begun).expect("it is new");
        assert_eq!(reason(&begun), Err("another run is at work in it".into()));
        drop(held);
        assert_eq!(reason(&begun), Ok(()));
        let changed = reason(&lines(&["wirecopy 1", "wire.jsonl: 8 bytes"])).unwrap_err();
        let told = "was begun with `wire.jsonl: 7 bytes`, and this run has `wire.jsonl: 8 bytes`";
        assert!(changed.starts_with(told), "{changed}");
        let less = reason(&lines(&["wirecopy 1"])).unwrap_err();
        assert!(less.contains("has nothing in its place"), "{less}");
        fs::write(folder.join("unfinished-7"), "half").expect("it can be written");
        let held = resume_lock(&folder, &begun).expect("nobody is at work in it");
        assert!(!folder.join("unfinished-7").exists());
        fs::write(folder.join("notes.txt"), "mine").expect("it can be written");
        held.forget().expect("it can be removed");
        assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1);
    }

    #[test]
    fn a_folder_that_another_run_has_is_not_emptied() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("run");
        let begun = lines(&["wirecopy 1"]);
        let held = resume_lock(&folder, &begun).expect("it is new");
        fs::remove_dir_all(&folder).expect("it can be removed");
        let other = resume_lock(&folder, &begun).expect("it is new again");
        held.forget().expect("nothing is to be removed");
        assert!(folder.join(RUN).exists());
        drop(other);
    }

    #[test]
    fn a_folder_with_other_files_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = folder.path().join("notes.txt");
        fs::write(&other, "mine").expect("it can be written");
        let reason =
            resume_lock(folder.path(), &lines(&["wirecopy 1"])).map_err(|error| error.reason());
        assert!(reason.is_err_and(|reason| reason.contains("notes.txt")));
        assert!(other.exists() && !folder.path().join(RUN).exists());
    }

    #[test]
    fn what_cannot_be_read_again_is_refused() {
        let options = Options {
            resume: Some("nowhere".into()),
            ..Options::default()
        };
        let dump = Articles::new(vec![Article::default()]);
        let refused = Checkpoints::open(&dump, &options);
        assert!(refused.is_err_and(|error| error.reason().contains("hint")));
    }
}
