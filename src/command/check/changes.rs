/*!
The records that are new since a git revision.

# Choices

* A record that was in the same file before is not new. If it was there once and
  is there twice now, it is new once. A record that came from another file is
  new, since it may have come from another set.
* The old version of a file is read in the format of the file: a table row can
  span lines, and the elements of an array can share a line.
* If git stores a file in another form, such as a pointer to a large file, then
  all records of the file are new.
*/

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::dump::Dump;
use crate::input::{Files, ReadOptions};
use anyhow::{Context, anyhow, bail};
use xxhash_rust::xxh3::xxh3_64;

/// The message if git cannot be run.
const NO_GIT: &str = "--changed-from: cannot run git";

/// How often each record is in a file, by the hash of the record.
#[derive(Debug, Default)]
pub(crate) struct RecordCounts(HashMap<u64, u32>);

impl RecordCounts {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Removes one occurrence of `record`. Returns whether there was one.
    pub(crate) fn take(&mut self, record: &[u8]) -> bool {
        match self.0.get_mut(&hash(record)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// Counts the records in `reader`, the content of a file called `name`. A
    /// file that cannot be read has no records.
    fn read(
        name: &str,
        reader: impl Read + Send + 'static,
        options: ReadOptions,
    ) -> anyhow::Result<RecordCounts> {
        let mut records = RecordCounts::default();
        let files = Files::from_reader(name, reader, options)?;
        for chunk in files.chunks() {
            files.records(&chunk, &mut |record| {
                if !record.bytes.is_empty() {
                    *records.0.entry(hash(record.bytes)).or_default() += 1;
                }
            });
        }
        Ok(records)
    }
}

fn hash(record: &[u8]) -> u64 {
    xxh3_64(record.trim_ascii())
}

/// The git revision that the working tree is compared with.
#[derive(Debug)]
pub(crate) struct BaseRevision {
    /// The top of the working tree.
    top: PathBuf,
    /// The commit where the branch left the revision.
    commit: String,
}

impl BaseRevision {
    /// Finds the commit where the current branch left `revision`. If the history
    /// is too short to find it, as in a shallow clone, uses `revision` itself.
    pub(crate) fn new(revision: &str) -> anyhow::Result<BaseRevision> {
        if revision.starts_with('-') {
            bail!("--changed-from: expected a revision, found `{revision}`");
        }
        let top = PathBuf::from(line(&git(&["rev-parse", "--show-toplevel"])?));
        let top = top.canonicalize().context("--changed-from")?;
        let commit = format!("{revision}^{{commit}}");
        let known = git(&["rev-parse", "--verify", "--quiet", &commit])
            .map_err(|_| anyhow!("--changed-from: unknown git revision `{revision}`"))?;
        let base = git(&["merge-base", revision, "HEAD"]).unwrap_or(known);
        Ok(BaseRevision {
            top,
            commit: line(&base),
        })
    }

    /// Returns the files and links that are unchanged. Files that git does not
    /// track and files of a nested repository are not among them.
    pub(crate) fn unchanged_files(&self) -> anyhow::Result<UnchangedFiles> {
        let top = self.top.clone();
        let diff = "diff --name-only --no-renames --no-relative --ignore-submodules=none -z";
        let diff: Vec<&str> = diff.split(' ').chain([&*self.commit, "--"]).collect();
        let changed = git(&diff)?;
        let changed: HashSet<&[u8]> = names(&changed).collect();
        let tree = ["ls-tree", "-r", "--full-tree", "-z", "--name-only"];
        let held = git(&[&tree[..], &[&self.commit]].concat())?;
        let unchanged = names(&held).filter(|name| !changed.contains(name));
        let files = unchanged.map(|name| top.join(path(name))).collect();
        Ok(UnchangedFiles { top, files })
    }

    /// Returns the records of the file called `name` in the dump, as they were at
    /// the base commit. A file that did not exist has no records.
    pub(crate) fn old_records(
        &self,
        name: &str,
        options: ReadOptions,
    ) -> anyhow::Result<RecordCounts> {
        let path = Path::new(name).canonicalize().unwrap_or_default();
        let Ok(below) = path.strip_prefix(&self.top) else {
            return Ok(RecordCounts::default());
        };
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let blob = format!("{}:{}", self.commit, parts.join("/"));
        if git(&["cat-file", "-e", &blob]).is_err() {
            return Ok(RecordCounts::default());
        }
        let mut child = Command::new("git")
            .args(["cat-file", "blob", &blob])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context(NO_GIT)?;
        let records = match child.stdout.take() {
            Some(out) => RecordCounts::read(name, out, options),
            None => Ok(RecordCounts::default()),
        };
        child.wait().context("--changed-from")?;
        records.context("--changed-from")
    }
}

/// The unchanged files and links of a repository.
#[derive(Debug)]
pub(crate) struct UnchangedFiles {
    top: PathBuf,
    files: HashSet<PathBuf>,
}

impl UnchangedFiles {
    /// Whether the file at `path` is unchanged, and so is each link to it.
    pub(crate) fn contains(&self, path: &Path) -> bool {
        let real = path.canonicalize();
        real.is_ok_and(|real| self.files.contains(&real)) && self.has_unchanged_links(path)
    }

    /// Whether all links of the repository that `path` passes through are
    /// unchanged.
    pub(crate) fn has_unchanged_links(&self, path: &Path) -> bool {
        let Ok(absolute) = std::path::absolute(path) else {
            return false;
        };
        let is_link = |part: &&Path| {
            part.symlink_metadata()
                .is_ok_and(|found| found.is_symlink())
        };
        // The target of a link can pass through other links.
        let mut links: Vec<PathBuf> = absolute
            .ancestors()
            .filter(is_link)
            .map(Path::to_owned)
            .collect();
        let mut seen = HashSet::new();
        while let Some(link) = links.pop() {
            let folder = link.parent().and_then(|folder| folder.canonicalize().ok());
            let (Some(folder), Some(name)) = (folder, link.file_name()) else {
                return false;
            };
            let place = folder.join(name);
            if !seen.insert(place.clone()) {
                continue;
            }
            if place.starts_with(&self.top) && !self.files.contains(&place) {
                return false;
            }
            if let Ok(target) = place.read_link() {
                let target = folder.join(target);
                links.extend(target.ancestors().filter(is_link).map(Path::to_owned));
            }
        }
        true
    }
}

/// Returns the names that git prints with `-z`.
fn names(printed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let names = printed.split(|&byte| byte == 0);
    names.filter(|name| !name.is_empty())
}

/// Returns the path that git prints as bytes.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(std::os::unix::ffi::OsStrExt::from_bytes(name) as &std::ffi::OsStr)
}

/// Returns the path that git prints in UTF-8.
#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).as_ref())
}

/// Returns the output of git without the line break at its end.
fn line(printed: &[u8]) -> String {
    let text = String::from_utf8_lossy(printed);
    text.trim_end_matches(['\r', '\n']).to_owned()
}

fn git(args: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git").args(args).output().context(NO_GIT)?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let first = message.lines().next().unwrap_or("failed without a message");
        let verb = args.first().unwrap_or(&"");
        bail!("--changed-from: git {verb}: {first}");
    }
    Ok(output.stdout)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(name: &str, text: &'static str) -> RecordCounts {
        RecordCounts::read(name, text.as_bytes(), ReadOptions::default()).unwrap()
    }

    #[test]
    fn a_record_that_was_there_once_is_old_once() {
        let mut records = records("a.jsonl", "{\"a\":1}\r\n{\"b\":2}");
        assert!(records.take(b"{\"a\":1}"));
        assert!(!records.take(b"{\"a\":1}"));
        assert!(records.take(b"{\"b\":2}"));
        assert!(!records.take(b"{\"c\":3}"));
    }

    #[test]
    fn a_row_of_several_lines_and_an_array_element_are_records() {
        let mut rows = records("a.csv", "title,text\nA,\"one\ntwo\"\nB,three\n");
        let mut elements = records(
            "a.json",
            "[\n  {\"text\": \"one\"},\n  {\"text\": \"two\"}\n]\n",
        );
        let taken = [&b"A,\"one\ntwo\""[..], b"B,three", b"two\""].map(|record| rows.take(record));
        assert_eq!(taken, [true, true, false]);
        let taken = [&b"{\"text\": \"one\"}"[..], b"{\"text\": \"two\"}", b"["];
        assert_eq!(
            taken.map(|record| elements.take(record)),
            [true, true, false]
        );
    }

    #[test]
    fn an_unreadable_file_has_no_records() {
        assert!(records("a.parquet", "PAR1 and more").is_empty());
        assert!(records("a.jsonl", "").is_empty());
    }
}
