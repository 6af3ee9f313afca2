/*!
The lock on the `--resume` directory.

The file `run` in the directory lists what the run depends on, so that a run
with another dump, other options or another version is refused. The file stays
locked while the run lasts.
*/

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, ErrorKind, Result};
use crate::pipeline::observer::Stage;
use crate::spill::checkpoint::UNFINISHED;

/// The file that lists what a run depends on.
const RUN: &str = "run";

/// The checkpoint of each stage, in the order of [`Stage`].
const STAGES: [&str; 5] = [
    "1-survey",
    "2-candidates",
    "3-verdicts",
    "4-clusters",
    "5-headlines",
];

/// How long a run waits for the lock. A process that was killed holds its locks
/// a moment longer.
const LOCK_TIMEOUT: Duration = Duration::from_secs(2);

/// The time between two attempts to lock.
const RETRY_INTERVAL: Duration = Duration::from_millis(50);

/// The lock on the directory in which a run saves its checkpoints.
#[derive(Debug)]
pub struct ResumeLock {
    folder: PathBuf,
    /// The hash of what the run depends on.
    key: u64,
    /// The file `run`, which is locked until it is closed.
    run: File,
}

impl ResumeLock {
    /// Locks `folder`, or creates it, for a run that depends on `lines`.
    pub(crate) fn take(folder: &Path, lines: &[String]) -> Result<ResumeLock> {
        fs::create_dir_all(folder)?;
        let path = folder.join(RUN);
        if !path.exists() {
            create(folder, &path, lines)?;
        }
        let run = File::open(&path)?;
        let started = Instant::now();
        loop {
            match run.try_lock() {
                Err(TryLockError::WouldBlock) if started.elapsed() < LOCK_TIMEOUT => {
                    sleep(RETRY_INTERVAL);
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Error::options("another run is at work in it"));
                }
                // Where the file system has no locks, other runs go unnoticed.
                Ok(()) | Err(TryLockError::Error(_)) => break,
            }
        }
        if !is_at(&run, &path) {
            return Err(Error::options("another run has just ended in it"));
        }
        check_lines(&fs::read_to_string(&path)?, lines)?;
        // A killed run leaves files that it did not finish.
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

    /// Returns the path of the checkpoint of `stage`.
    pub(crate) fn path(&self, stage: Stage) -> PathBuf {
        self.folder.join(STAGES[stage as usize])
    }

    pub(crate) fn key(&self) -> u64 {
        self.key
    }

    /// Removes the checkpoints. Call this when all results of the run are
    /// written. Does nothing if the directory was removed or replaced.
    ///
    /// # Errors
    ///
    /// When a file cannot be removed.
    pub fn forget(self) -> Result<()> {
        if !is_at(&self.run, &self.folder.join(RUN)) {
            return Ok(());
        }
        // `run` goes last, since it says to which run the others belong.
        for file in STAGES.into_iter().chain([RUN]) {
            match fs::remove_file(self.folder.join(file)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                Ok(()) | Err(_) => {}
            }
        }
        Ok(())
    }
}

/// Returns whether `file` is still at `path`, as far as is known.
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

/// Checks that the run that wrote `earlier` depends on the same `lines`.
fn check_lines(earlier: &str, lines: &[String]) -> Result<()> {
    let earlier: Vec<&str> = earlier.lines().collect();
    for index in 0..lines.len().max(earlier.len()) {
        let (now, then) = (lines.get(index).map(String::as_str), earlier.get(index));
        if now != then.copied() {
            let then = then.map_or("nothing".to_owned(), |then| format!("`{then}`"));
            let now = now.map_or("nothing in its place".to_owned(), |now| format!("`{now}`"));
            return Err(Error::options(format!(
                "the first run had {then}, and this run has {now}\nhint: use the options and \
                 the dump of the first run, or name another folder",
            )));
        }
    }
    Ok(())
}

/// Creates `run` in a folder that only files of killed runs may be in.
fn create(folder: &Path, path: &Path, lines: &[String]) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !is_unfinished(&name) && name != RUN {
            return Err(Error::options(format!(
                "expected an empty folder or that of an earlier run, found {}",
                name.to_string_lossy()
            )));
        }
    }
    let mut builder = tempfile::Builder::new();
    let mut file = builder.prefix(UNFINISHED).tempfile_in(folder)?;
    file.write_all(lines.join("\n").as_bytes())?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        // Another run has just created it; the caller compares the lines.
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error.into()),
        Ok(_) => Ok(()),
    }
}

/// Returns whether a run was writing the file called `name` when it was killed.
fn is_unfinished(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(UNFINISHED)
}

/// Returns the error with `path` in front of its text.
pub(crate) fn with_path(path: &Path, error: &Error) -> Error {
    let reason = format!("{}: {}", path.display(), error.reason());
    match error.kind() {
        ErrorKind::Io(cause) => io::Error::new(cause.kind(), reason).into(),
        _ => Error::options(reason),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(folder: &Path, lines: &[&str]) -> Result<ResumeLock> {
        let lines: Vec<String> = lines.iter().copied().map(str::to_owned).collect();
        ResumeLock::take(folder, &lines)
    }

    #[test]
    fn a_folder_belongs_to_one_run() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("run");
        let begun = ["wirecopy 1", "wire.jsonl: 7 bytes"];
        let reason = |lines| lock(&folder, lines).unwrap_err().reason();
        let held = lock(&folder, &begun).expect("the folder is new");
        assert_eq!(reason(&begun), "another run is at work in it");
        drop(held);
        let changed = reason(&["wirecopy 1", "wire.jsonl: 8 bytes"]);
        let expected =
            "the first run had `wire.jsonl: 7 bytes`, and this run has `wire.jsonl: 8 bytes`";
        assert!(changed.starts_with(expected), "{changed}");
        let fewer = reason(&["wirecopy 1"]);
        assert!(fewer.contains("has nothing in its place"), "{fewer}");
        fs::write(folder.join("unfinished-7"), "half").expect("it can be written");
        let held = lock(&folder, &begun).expect("the lock is free");
        assert!(!folder.join("unfinished-7").exists());
        fs::write(folder.join("notes.txt"), "mine").expect("it can be written");
        held.forget().expect("it can be removed");
        assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1);
        assert!(reason(&begun).contains("notes.txt"));
        assert!(folder.join("notes.txt").exists() && !folder.join(RUN).exists());
    }

    #[test]
    fn a_folder_that_another_run_has_is_not_emptied() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("run");
        let held = lock(&folder, &["wirecopy 1"]).expect("the folder is new");
        fs::remove_dir_all(&folder).expect("it can be removed");
        let other = lock(&folder, &["wirecopy 1"]).expect("the folder is new again");
        held.forget().expect("nothing is removed");
        assert!(folder.join(RUN).exists());
        drop(other);
    }
}
