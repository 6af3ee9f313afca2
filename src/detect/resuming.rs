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

use xxhash_rust::xxh3::xxh3_64;

use super::NotCopies;
use super::observer::{Found, Observer};
use super::options::Options;
use crate::error::{Error, ErrorKind, Result};
use crate::source::Dump;
use crate::store::room::Room;
use crate::store::state::{self, State, UNFINISHED};

/// Where a run writes what a later one can go on from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resume {
    /// The folder, which is made if it is not there.
    pub folder: PathBuf,
    /// What else decides what is found, beside the dump and the options: a
    /// line for each, such as the hash of a file that options were read from.
    pub about: Vec<String>,
}

impl Resume {
    /// A run that writes to `folder`.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Resume {
        Resume {
            folder: folder.into(),
            about: Vec::new(),
        }
    }

    /// Removes what the run wrote, and the folder when nothing else is in it:
    /// when everything that rests on its outcome is written.
    ///
    /// # Errors
    ///
    /// When a file cannot be removed.
    pub fn forget(&self) -> Result<()> {
        // What says whose the rest is goes last.
        let stages = Found::ALL.map(Found::file).into_iter().chain([RUN]);
        for file in stages {
            match fs::remove_file(self.folder.join(file)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                Ok(()) | Err(_) => {}
            }
        }
        // Whatever else is there is not ours.
        let _ = fs::remove_dir(&self.folder);
        Ok(())
    }
}

impl Found {
    const ALL: [Found; 5] = [
        Found::Survey,
        Found::Candidates,
        Found::Verdicts,
        Found::Clusters,
        Found::Headlines,
    ];

    const fn file(self) -> &'static str {
        match self {
            Found::Survey => "1-survey",
            Found::Candidates => "2-candidates",
            Found::Verdicts => "3-verdicts",
            Found::Clusters => "4-clusters",
            Found::Headlines => "5-headlines",
        }
    }
}

/// The file that says what a run works on.
const RUN: &str = "run";

/// The version of what is written; it rises when anything changes that decides
/// what a stage gives or how it is written down.
const VERSION: u32 = 1;

/// The files of a run, if it writes any.
#[derive(Debug)]
pub(super) struct Checkpoints {
    files: Option<Files>,
}

#[derive(Debug)]
struct Files {
    folder: PathBuf,
    key: u64,
    /// Locked as long as the run lasts.
    _run: File,
}

impl Checkpoints {
    /// Those of a run over `dump` with `options`.
    ///
    /// # Errors
    ///
    /// When the folder cannot be used, belongs to another run, or a run is at
    /// work in it; when the dump cannot be read again by a later run.
    pub(super) fn open<D: Dump>(
        dump: &D,
        options: &Options,
        not_copies: NotCopies,
    ) -> Result<Checkpoints> {
        let Some(resume) = &options.resume else {
            return Ok(Checkpoints { files: None });
        };
        let lines = about(dump, options, &resume.about, not_copies)?;
        let told = |error: Error| {
            let reason = format!("{}: {}", resume.folder.display(), error.reason());
            match error.kind() {
                ErrorKind::Io(cause) => io::Error::new(cause.kind(), reason).into(),
                _ => Error::options(reason),
            }
        };
        let run = claim(&resume.folder, &lines).map_err(told)?;
        Ok(Checkpoints {
            files: Some(Files {
                folder: resume.folder.clone(),
                key: xxh3_64(lines.join("\n").as_bytes()),
                _run: run,
            }),
        })
    }

    /// What an earlier run wrote after this stage.
    ///
    /// # Errors
    ///
    /// When it is there and cannot be read.
    pub(super) fn load<S: State>(
        &self,
        stage: Found,
        room: &Room,
        observer: &dyn Observer,
    ) -> Result<Option<S>> {
        let Some(files) = &self.files else {
            return Ok(None);
        };
        let path = files.folder.join(stage.file());
        if !path.exists() {
            return Ok(None);
        }
        let loaded = state::load(&path, files.key, room).map_err(|error| {
            Error::options(format!(
                "{}: {}\nhint: remove the folder, and begin anew",
                path.display(),
                error.reason()
            ))
        });
        observer.resume(stage);
        loaded.map(Some)
    }

    /// Writes down what this stage gave.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub(super) fn save<S: State>(&self, stage: Found, state: &S) -> Result<()> {
        let Some(files) = &self.files else {
            return Ok(());
        };
        let path = files.folder.join(stage.file());
        state::save(&path, files.key, state).map_err(|error| {
            let reason = format!("{}: {}", path.display(), error.reason());
            match error.kind() {
                ErrorKind::Io(cause) => io::Error::new(cause.kind(), reason).into(),
                _ => Error::options(reason),
            }
        })
    }
}

/// What decides what a run finds, a line for each.
fn about<D: Dump>(
    dump: &D,
    options: &Options,
    more: &[String],
    not_copies: NotCopies,
) -> Result<Vec<String>> {
    let dump = dump.identity().ok_or_else(|| {
        Error::options(
            "a later run cannot read this dump again, as --resume asks\nhint: standard input and \
             pipes can be written to a file first",
        )
    })?;
    let mut lines = vec![
        format!("wirecopy {} ({VERSION})", env!("CARGO_PKG_VERSION")),
        format!("words of a shingle: {}", options.shingle_words),
        format!("containment: {}", options.containment),
        format!("resemblance: {}", options.resemblance),
        format!("bad records: {:?}", options.bad_records),
        format!("pairs that are no copies: {not_copies:?}"),
    ];
    lines.extend_from_slice(more);
    lines.extend(dump);
    for line in &mut lines {
        // A line is a line, whatever a file is called.
        *line = line.replace(['\n', '\r'], " ");
    }
    Ok(lines)
}

/// Makes `folder` that of the run with these lines, and gives its file, which
/// is locked.
fn claim(folder: &Path, lines: &[String]) -> Result<File> {
    fs::create_dir_all(folder)?;
    let path = folder.join(RUN);
    if !path.exists() {
        let mut names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name()));
        let other = names.find(|name: &io::Result<OsString>| {
            !name.as_ref().is_ok_and(|name| is_unfinished(name))
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
        file.persist(&path).map_err(|error| error.error)?;
    }
    let run = File::open(&path)?;
    match run.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            return Err(Error::options("another run is at work in it"));
        }
        // Where files cannot be locked, nothing is known of others.
        Err(fs::TryLockError::Error(_)) => {}
    }
    let text = fs::read_to_string(&path)?;
    let earlier: Vec<&str> = text.lines().collect();
    let differs = (0..lines.len().max(earlier.len())).find_map(|line| {
        let (now, then) = (lines.get(line), earlier.get(line));
        (now.map(String::as_str) != then.copied()).then_some((now, then))
    });
    if let Some((now, then)) = differs {
        let none = "nothing";
        return Err(Error::options(format!(
            "was begun with `{}`, and this run has `{}`\nhint: go on with what it was begun with, \
             or name another folder",
            then.unwrap_or(&none),
            now.map_or(none, String::as_str)
        )));
    }
    // What a run was writing when it was killed.
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if is_unfinished(&entry.file_name()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(run)
}

/// Whether a file of this name was being written when a run was killed.
fn is_unfinished(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(UNFINISHED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::source::Articles;

    fn lines(of: &[&str]) -> Vec<String> {
        of.iter().copied().map(str::to_owned).collect()
    }

    #[test]
    fn a_folder_belongs_to_one_run() {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("run");
        let begun = lines(&["wirecopy 1", "wire.jsonl: 7 bytes"]);
        let run = claim(&folder, &begun).expect("it is new");
        let reason = |lines: &[String]| {
            let refused = claim(&folder, lines);
            refused.map(|_| ()).map_err(|error| error.reason())
        };
        assert_eq!(reason(&begun), Err("another run is at work in it".into()));
        drop(run);
        assert_eq!(reason(&begun), Ok(()));
        let changed = reason(&lines(&["wirecopy 1", "wire.jsonl: 8 bytes"])).unwrap_err();
        assert!(
            changed.starts_with(
                "was begun with `wire.jsonl: 7 bytes`, and this run has `wire.jsonl: 8 bytes`"
            ),
            "{changed}"
        );
        assert!(
            reason(&lines(&["wirecopy 1"]))
                .unwrap_err()
                .contains("`nothing`")
        );
        fs::write(folder.join("unfinished-7"), "half").expect("it can be written");
        assert_eq!(reason(&begun), Ok(()));
        assert!(!folder.join("unfinished-7").exists());
        Resume::new(&folder).forget().expect("it can be removed");
        assert!(!folder.exists());
    }

    #[test]
    fn a_folder_with_other_files_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = folder.path().join("notes.txt");
        fs::write(&other, "mine").expect("it can be written");
        let reason = claim(folder.path(), &lines(&["wirecopy 1"])).map_err(|error| error.reason());
        assert!(reason.is_err_and(|reason| reason.contains("notes.txt")));
        let resume = Resume::new(folder.path());
        resume.forget().expect("nothing is there to remove");
        assert!(other.exists());
    }

    #[test]
    fn what_cannot_be_read_again_is_refused() {
        let options = Options {
            resume: Some(Resume::default()),
            ..Options::default()
        };
        let dump = Articles::new(vec![Article::default()]);
        let refused = Checkpoints::open(&dump, &options, NotCopies::Forget);
        assert!(refused.is_err_and(|error| error.reason().contains("hint")));
    }
}
