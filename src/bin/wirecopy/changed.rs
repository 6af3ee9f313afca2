/*!
The files that have changed, as git tells them.
*/

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// The files under version control that differ from what they were where
/// this branch left `revision`, and those that are new and not ignored.
///
/// Where the history is too short to know where that was, as in a shallow
/// clone, they are held against `revision` itself.
pub(crate) fn since(revision: &str) -> anyhow::Result<Vec<PathBuf>> {
    if revision.starts_with('-') {
        bail!("--changed-from: expected a revision, found `{revision}`");
    }
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let top = String::from_utf8_lossy(&top);
    let top = Path::new(top.trim_end_matches(['\r', '\n']));
    let diff = [
        "diff",
        "--name-only",
        "--no-renames",
        "--diff-filter=d",
        "-z",
    ];
    let from_base = git(&[&diff[..], &["--merge-base", revision, "--"]].concat());
    let changed = match from_base {
        Ok(changed) => changed,
        Err(_) => git(&[&diff[..], &[revision, "--"]].concat())?,
    };
    let new = [
        "ls-files",
        "--others",
        "--exclude-standard",
        "--full-name",
        "-z",
        ":/",
    ];
    let mut names = changed;
    names.extend(git(&new)?);
    let paths = names
        .split(|&byte| byte == 0)
        .filter(|name| !name.is_empty());
    Ok(paths
        .map(|name| top.join(String::from_utf8_lossy(name).as_ref()))
        .collect())
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
