/*!
The configuration file: `wirecopy.toml`, or the table `tool.wirecopy` of
`pyproject.toml`.
*/

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use toml::de::{DeTable, DeValue};
use toml::{Table, Value};

use crate::command::check::settings::merged::{Merged, Source, WrittenRule};

/// The keys whose values are paths, relative to the folder of the file.
const PATH_KEYS: [&str; 4] = ["inputs", "sets", "baseline", "press"];

/// A configuration file and its values.
#[derive(Debug)]
pub(crate) struct ConfigFile {
    pub(crate) path: PathBuf,
    values: Table,
    /// The line of each key, counted from 1. The items of a list have their index
    /// as key.
    lines: BTreeMap<String, usize>,
}

impl ConfigFile {
    /// Adds the values of the file to `merged`. Splits the tables that are merged
    /// key by key.
    pub(crate) fn add_to(&self, merged: &mut Merged) -> anyhow::Result<()> {
        for key in self.lines.keys() {
            merged.set_source(key, self.source(key));
        }
        for (key, value) in &self.values {
            match (&**key, value) {
                ("columns", Value::Table(columns)) => {
                    for (name, value) in columns {
                        let key = format!("columns.{name}");
                        merged.set(&key, value.clone(), self.source(&key));
                    }
                }
                ("rules", Value::Table(rules)) => {
                    let rules = rules.clone().into_iter();
                    let rules = rules.map(|(name, value)| WrittenRule::of_value(&name, value));
                    merged.add_rules(rules, |key| self.source(key))?;
                }
                (_, value) => merged.set_default(key, value.clone()),
            }
        }
        Ok(())
    }

    /// Returns the place of `key`, or of the nearest table around it.
    fn source(&self, key: &str) -> Source {
        let mut keys = std::iter::successors(Some(key), |key| Some(key.rsplit_once('.')?.0));
        let line = keys.find_map(|key| self.lines.get(key)).unwrap_or(&1);
        Source::Line(format!("{}:{line}", self.path.display()))
    }
}

/// Reads the configuration file in `folder` or in the nearest folder above it.
/// A `pyproject.toml` without a table `tool.wirecopy` does not count.
pub(crate) fn find(folder: &Path) -> anyhow::Result<Option<ConfigFile>> {
    for (depth, above) in folder.ancestors().enumerate() {
        for name in ["wirecopy.toml", "pyproject.toml"] {
            if !above.join(name).is_file() {
                continue;
            }
            // The shortest relative path, for messages.
            let path: PathBuf = (0..depth).map(|_| "..").chain([name]).collect();
            if let Some(config) = read(&path)? {
                return Ok(Some(config));
            }
        }
    }
    Ok(None)
}

/// Reads the configuration file at `path`. A `pyproject.toml` must have a table
/// `tool.wirecopy`.
pub(crate) fn open(path: &Path) -> anyhow::Result<ConfigFile> {
    read(path)?.with_context(|| format!("{}: expected a table `tool.wirecopy`", path.display()))
}

fn read(path: &Path) -> anyhow::Result<Option<ConfigFile>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let invalid = |error: toml::de::Error| {
        let line = error.span().map_or(1, |span| line_at(&text, span.start));
        anyhow!("{}:{line}: {}", path.display(), error.message().trim())
    };
    let mut values: Table = toml::from_str(&text).map_err(invalid)?;
    let mut lines = BTreeMap::new();
    let document = DeTable::parse(&text).map_err(invalid)?.into_inner();
    record_lines(&DeValue::Table(document), &text, "", &mut lines);
    if path
        .file_name()
        .is_some_and(|name| name == "pyproject.toml")
    {
        let own = values.get("tool").and_then(|tool| tool.get("wirecopy"));
        let Some(own) = own.and_then(Value::as_table).cloned() else {
            return Ok(None);
        };
        values = own;
        let lines_of_own = lines.iter().filter_map(|(key, &line)| {
            let key = key.strip_prefix("tool.wirecopy.")?;
            Some((key.to_owned(), line))
        });
        lines = lines_of_own.collect();
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    for key in PATH_KEYS {
        if let Some(value) = values.get_mut(key) {
            resolve_paths(value, folder);
        }
    }
    let path = path.to_owned();
    Ok(Some(ConfigFile {
        path,
        values,
        lines,
    }))
}

/// Joins all paths in `value` to `folder`.
fn resolve_paths(value: &mut Value, folder: &Path) {
    match value {
        Value::String(path) => *path = folder.join(&*path).display().to_string(),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| resolve_paths(item, folder)),
        Value::Table(table) => table
            .iter_mut()
            .for_each(|(_, item)| resolve_paths(item, folder)),
        _ => {}
    }
}

/// Records the line of each key and list item in `value`. `prefix` is the key of
/// `value` and a dot.
fn record_lines(
    value: &DeValue<'_>,
    text: &str,
    prefix: &str,
    lines: &mut BTreeMap<String, usize>,
) {
    let mut record = |name: &dyn Display, start: usize, value: &DeValue<'_>| {
        let key = format!("{prefix}{name}");
        record_lines(value, text, &format!("{key}."), lines);
        lines.insert(key, line_at(text, start));
    };
    match value {
        DeValue::Table(table) => table
            .iter()
            .for_each(|(key, value)| record(key.get_ref(), key.span().start, value.get_ref())),
        DeValue::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, item)| record(&index, item.span().start, item.get_ref())),
        _ => {}
    }
}

/// Returns the line of the byte at `offset`, counted from 1.
fn line_at(text: &str, offset: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..offset]).count()
}
