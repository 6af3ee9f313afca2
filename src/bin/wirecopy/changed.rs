/*!
The files that have changed, as git tells them, and the lines that they had
before.

# Choices

* A line that stood in the same file before is no new record. One that stood
  there once and stands there twice now is new once; one that came from another
  file is new, since it may have come from another set.
* What git keeps in another form (compressed files, pointers to large ones) has
  no line in common with the file: then all of its records are new.
*/

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use xxhash_rust::xxh3::xxh3_64;

/// The lines of a file, by their hashes, with how often each stands there.
#[derive(Debug, Default)]
pub(crate) struct Lines(HashMap<u64, u32>);

impl Lines {
    /// Whether no line is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes one of the lines that are like `record`, if there is one.
    pub(crate) fn take(&mut self, record: &[u8]) -> bool {
        match self.0.get_mut(&hash(record)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    fn read(mut from: impl BufRead) -> std::io::Result<Lines> {
        let mut lines = Lines::default();
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line)? > 0 {
            *lines.0.entry(hash(&line)).or_default() += 1;
            line.clear();
        }
        Ok(lines)
    }
}

fn hash(line: &[u8]) -> u64 {
    xxh3_64(line.trim_ascii_end())
}

/// A revision that a working tree is held against.
#[derive(Debug)]
pub(crate) struct Since {
    /// The top of the working tree.
    top: PathBuf,
    /// Where this branch left the revision.
    base: String,
}

impl Since {
    /// Since this branch left `revision`. Where the history is too short to
    /// know where that was, as in a shallow clone, since `revision` itself.
    pub(crate) fn new(revision: &str) -> anyhow::Result<Since> {
        if revision.starts_with('-') {
            bail!("--changed-from: expected a revision, found `{revision}`");
        }
        let top = PathBuf::from(line(&git(&["rev-parse", "--show-toplevel"])?));
        let commit = format!("{revision}^{{commit}}");
        let known = git(&["rev-parse", "--verify", "--quiet", &commit])
            .map_err(|_| anyhow::anyhow!("--changed-from: git does not know `{revision}`"))?;
        let base = git(&["merge-base", revision, "HEAD"]).unwrap_or(known);
        Ok(Since {
            top,
            base: line(&base),
        })
    }

    /// The files that differ from what they were, and those that are new and
    /// not ignored.
    pub(crate) fn files(&self) -> anyhow::Result<Vec<PathBuf>> {
        let diff = [
            "diff",
            "--name-only",
            "--no-renames",
            "--diff-filter=d",
            "-z",
        ];
        let mut names = git(&[&diff[..], &[&self.base, "--"]].concat())?;
        let new = [
            "ls-files",
            "--others",
            "--exclude-standard",
            "--full-name",
            "-z",
            ":/",
        ];
        names.extend(git(&new)?);
        let paths = names
            .split(|&byte| byte == 0)
            .filter(|name| !name.is_empty());
        Ok(paths
            .map(|name| self.top.join(String::from_utf8_lossy(name).as_ref()))
            .collect())
    }

    /// The lines that the file at `path` had; none if it was not there.
    pub(crate) fn lines(&self, path: &Path) -> anyhow::Result<Lines> {
        let top = self.top.canonicalize().context("--changed-from")?;
        let Some(path) = path.canonicalize().ok() else {
            return Ok(Lines::default());
        };
        let Ok(below) = path.strip_prefix(&top) else {
            return Ok(Lines::default());
        };
        let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let mut child = Command::new("git")
            .args([
                "cat-file",
                "blob",
                &format!("{}:{}", self.base, name.join("/")),
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("--changed-from: git cannot be run")?;
        let out = child.stdout.take();
        let lines = out.map(|out| Lines::read(BufReader::new(out))).transpose();
        let is_there = child.wait().context("--changed-from")?.success();
        let lines = lines.context("--changed-from")?.unwrap_or_default();
        Ok(if is_there { lines } else { Lines::default() })
    }
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

    #[test]
    fn a_line_that_stands_twice_now_is_new_once() {
        let mut lines = Lines::read(&b"{\"a\":1}\r\n{\"b\":2}"[..]).unwrap();
        assert!(lines.take(b"{\"a\":1}"));
        assert!(!lines.take(b"{\"a\":1}"));
        assert!(lines.take(b"{\"b\":2}"));
        assert!(!lines.take(b"{\"c\":3}"));
    }
}
