/*!
The files that have changed, as git tells them, and the records that they had
before.

# Choices

* A record that stood in the same file before is not new. One that stood there
  once and stands there twice now is new once; one that came from another file
  is new, since it may have come from another set.
* What a file was is read as the file is: a row of a table may have several
  lines, and an array's elements share one with commas and brackets.
* What git keeps in another form (pointers to large files) has no record in
  common with the file: then all of its records are new.
*/

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::dump::Dump;
use crate::input::{Files, ReadOptions};
use anyhow::{Context, bail};
use xxhash_rust::xxh3::xxh3_64;

/// The records of a file, by their hashes, with how often each stands there.
#[derive(Debug, Default)]
pub(crate) struct RecordCounts(HashMap<u64, u32>);

impl RecordCounts {
    /// Whether no record is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes one of the records that are like `record`, if there is one.
    pub(crate) fn take(&mut self, record: &[u8]) -> bool {
        match self.0.get_mut(&hash(record)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// The records in what `from` gives, as if it were the content of the file
    /// called `name`. What cannot be read has none.
    fn read(
        name: &str,
        from: impl Read + Send + 'static,
        options: ReadOptions,
    ) -> anyhow::Result<RecordCounts> {
        let mut records = RecordCounts::default();
        let files = Files::from_reader(name, from, options)?;
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

/// A revision that a working tree is held against.
#[derive(Debug)]
pub(crate) struct BaseRevision {
    /// The top of the working tree.
    top: PathBuf,
    /// Where this branch left the revision.
    base: String,
}

impl BaseRevision {
    /// Since this branch left `revision`. Where the history is too short to
    /// know where that was, as in a shallow clone, since `revision` itself.
    pub(crate) fn new(revision: &str) -> anyhow::Result<BaseRevision> {
        if revision.starts_with('-') {
            bail!("--changed-from: expected a revision, found `{revision}`");
        }
        let top = PathBuf::from(line(&git(&["rev-parse", "--show-toplevel"])?));
        let commit = format!("{revision}^{{commit}}");
        let known = git(&["rev-parse", "--verify", "--quiet", &commit])
            .map_err(|_| anyhow::anyhow!("--changed-from: git does not know `{revision}`"))?;
        let base = git(&["merge-base", revision, "HEAD"]).unwrap_or(known);
        Ok(BaseRevision {
            top,
            base: line(&base),
        })
    }

    /// The files and links that are what they were. All others are not, among them
    /// those that git does not hold, and those of a repository within this one.
    pub(crate) fn unchanged(&self) -> anyhow::Result<UnchangedFiles> {
        let top = self.top.canonicalize().context("--changed-from")?;
        let diff = [
            "diff",
            "--name-only",
            "--no-renames",
            "--no-relative",
            "--ignore-submodules=none",
            "-z",
        ];
        let changed = git(&[&diff[..], &[&self.base, "--"]].concat())?;
        let changed: HashSet<&[u8]> = names(&changed).collect();
        let tree = ["ls-tree", "-r", "--full-tree", "-z", "--name-only"];
        let held = git(&[&tree[..], &[&self.base]].concat())?;
        let unchanged = names(&held).filter(|name| !changed.contains(name));
        let files = unchanged.map(|name| top.join(path(name))).collect();
        Ok(UnchangedFiles { top, files })
    }

    /// The records that the file at `path`, called `name` in the dump, had;
    /// none if it was not there.
    pub(crate) fn records(&self, name: &str, options: ReadOptions) -> anyhow::Result<RecordCounts> {
        let top = self.top.canonicalize().context("--changed-from")?;
        let Ok(path) = Path::new(name).canonicalize() else {
            return Ok(RecordCounts::default());
        };
        let Ok(below) = path.strip_prefix(&top) else {
            return Ok(RecordCounts::default());
        };
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let blob = format!("{}:{}", self.base, parts.join("/"));
        if git(&["cat-file", "-e", &blob]).is_err() {
            return Ok(RecordCounts::default());
        }
        let mut child = Command::new("git")
            .args(["cat-file", "blob", &blob])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("--changed-from: git cannot be run")?;
        let records = match child.stdout.take() {
            Some(out) => RecordCounts::read(name, out, options),
            None => Ok(RecordCounts::default()),
        };
        child.wait().context("--changed-from")?;
        records.context("--changed-from")
    }
}

/// What is as it was in a repository.
#[derive(Debug)]
pub(crate) struct UnchangedFiles {
    top: PathBuf,
    files: HashSet<PathBuf>,
}

impl UnchangedFiles {
    /// Whether the file at `path`, and each link on the way to it, is what it was.
    pub(crate) fn has(&self, path: &Path) -> bool {
        let real = path.canonicalize();
        real.is_ok_and(|real| self.files.contains(&real)) && self.leads_there(path)
    }

    /// Whether each link on the way to `path` that stands in the repository is
    /// what it was.
    pub(crate) fn leads_there(&self, path: &Path) -> bool {
        let Ok(typed) = std::path::absolute(path) else {
            return false;
        };
        let is_link = |part: &&Path| {
            part.symlink_metadata()
                .is_ok_and(|found| found.is_symlink())
        };
        // A link may lead to another one.
        let mut links: Vec<PathBuf> = typed
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
            let itself = folder.join(name);
            if !seen.insert(itself.clone()) {
                continue;
            }
            if itself.starts_with(&self.top) && !self.files.contains(&itself) {
                return false;
            }
            if let Ok(target) = itself.read_link() {
                let target = folder.join(target);
                links.extend(target.ancestors().filter(is_link).map(Path::to_owned));
            }
        }
        true
    }
}

/// The names that git prints with `-z`.
fn names(printed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let names = printed.split(|&byte| byte == 0);
    names.filter(|name| !name.is_empty())
}

/// A path as git names it: in bytes, where paths are.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(std::os::unix::ffi::OsStrExt::from_bytes(name) as &std::ffi::OsStr)
}

/// A path as git names it.
#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).as_ref())
}

/// What git printed, as one line.
fn line(printed: &[u8]) -> String {
    let text = String::from_utf8_lossy(printed);
    text.trim_end_matches(['\r', '\n']).to_owned()
}

/// What git prints.
fn git(args: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git")
        .args(args)
        .output()
        .context("--changed-from: git cannot be run")?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        let first = told.lines().next().unwrap_or("no reason was given");
        bail!(
            "--changed-from: git {}: {first}",
            args.first().unwrap_or(&"")
        );
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
    fn a_record_that_stands_twice_now_is_new_once() {
        let mut records = records("a.jsonl", "{\"a\":1}\r\n{\"b\":2}");
        assert!(records.take(b"{\"a\":1}"));
        assert!(!records.take(b"{\"a\":1}"));
        assert!(records.take(b"{\"b\":2}"));
        assert!(!records.take(b"{\"c\":3}"));
    }

    #[test]
    fn a_row_of_several_lines_and_an_element_of_an_array_are_records() {
        let mut rows = records("a.csv", "title,text\nA,\"one\ntwo\"\nB,three\n");
        assert!(rows.take(b"A,\"one\ntwo\""));
        assert!(rows.take(b"B,three"));
        assert!(!rows.take(b"two\""));
        let mut elements = records(
            "a.json",
            "[\n  {\"text\": \"one\"},\n  {\"text\": \"two\"}\n]\n",
        );
        assert!(elements.take(b"{\"text\": \"one\"}"));
        assert!(elements.take(b"{\"text\": \"two\"}"));
        assert!(!elements.take(b"["));
    }

    #[test]
    fn what_cannot_be_read_has_no_records() {
        assert!(records("a.parquet", "PAR1 and more").is_empty());
        assert!(records("a.jsonl", "").is_empty());
    }
}
