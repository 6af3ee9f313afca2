/*!
The files that a check reads: the set of each file, and which files have changed.
*/

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::command::args::check::NamedSet;
use crate::command::check::changes::{BaseRevision, RecordCounts};
use crate::command::check::settings::resolve::Settings;
use crate::command::print::messages::print_ignored_files;
use crate::dump::Dump;
use crate::gate::facts::SetId;
use crate::gate::policy::SuppressionTarget;
use crate::input::Files;

/// The set of the files that belong to no named set.
const REST: &str = "rest";

/// The files of a check.
#[derive(Debug, Default)]
pub(crate) struct CheckInputs {
    /// All files to read.
    pub(crate) names: Vec<String>,
    /// The names of the sets. Without named sets, one set with an empty name.
    pub(crate) sets: Vec<String>,
    /// The set of each file, by the name of the file.
    pub(crate) set_of: HashMap<String, SetId>,
    /// The files to check, by name, with the records that they had before.
    /// `None` if all files are checked.
    pub(crate) changed: Option<HashMap<String, RecordCounts>>,
}

/// The part of the data to check.
#[derive(Debug)]
pub(crate) enum ChangedSelection {
    /// All records of these files and folders.
    Files(Vec<PathBuf>),
    /// The records that are new since a git revision.
    Since(BaseRevision),
}

impl CheckInputs {
    /// Finds the files that `settings` name. Only the records of `changed` are
    /// checked, if it is given. Skips `own_files`, the files of the check itself.
    pub(crate) fn find(
        settings: &Settings,
        changed: Option<ChangedSelection>,
        own_files: &[PathBuf],
    ) -> anyhow::Result<CheckInputs> {
        let mut inputs = CheckInputs::default();
        let mut set_of_path: HashMap<PathBuf, SetId> = HashMap::new();
        for set in &settings.sets {
            inputs.add_set(settings, set, own_files, &mut set_of_path)?;
        }
        let mut rest = settings.inputs.clone();
        if rest.is_empty() && inputs.names.is_empty() {
            // A hook can name the changed files without any configuration.
            if let Some(ChangedSelection::Files(files)) = &changed {
                let paths = files.iter().map(|path| path.display().to_string());
                rest = paths.collect();
            }
        }
        if !rest.is_empty() {
            inputs.add_rest(settings, &rest, own_files, &set_of_path)?;
        }
        if let Some(changed) = changed {
            inputs.changed = Some(inputs.changed_files(settings, &changed)?);
            if inputs.names.is_empty() {
                inputs.sets.push(String::new());
            }
        }
        if inputs.names.is_empty() && !inputs.has_nothing_to_check() {
            bail!(
                "no data to check\nhint: name files, or use --set NAME=GLOB, or add `inputs` or \
                 `sets` to wirecopy.toml"
            );
        }
        Ok(inputs)
    }

    fn add_set(
        &mut self,
        settings: &Settings,
        set: &NamedSet,
        own_files: &[PathBuf],
        set_of_path: &mut HashMap<PathBuf, SetId>,
    ) -> anyhow::Result<()> {
        let id = SetId(self.sets.len());
        self.sets.push(set.name.clone());
        for name in file_names(settings, &set.patterns)? {
            if let Ok(path) = fs::canonicalize(&name) {
                if own_files.contains(&path) {
                    continue;
                }
                match set_of_path.insert(path, id) {
                    Some(other) if other != id => {
                        let other = &self.sets[other.0];
                        bail!("{name}: the file is in two sets, {other} and {}", set.name);
                    }
                    // Two patterns of a set can match the same file.
                    Some(_) => continue,
                    None => {}
                }
            }
            self.add_file(name, id);
        }
        Ok(())
    }

    /// Adds the files of `inputs` that are in no named set.
    fn add_rest(
        &mut self,
        settings: &Settings,
        inputs: &[String],
        own_files: &[PathBuf],
        set_of_path: &HashMap<PathBuf, SetId>,
    ) -> anyhow::Result<()> {
        let set = if self.sets.is_empty() { "" } else { REST };
        if self.sets.iter().any(|name| name == set) {
            bail!("a set cannot be called `{REST}`, the name of the set of all other files");
        }
        let is_taken = |path| set_of_path.contains_key(&path) || own_files.contains(&path);
        let mut names = file_names(settings, inputs)?;
        names.retain(|name| !fs::canonicalize(name).is_ok_and(is_taken));
        if names.is_empty() {
            return Ok(());
        }
        let id = SetId(self.sets.len());
        self.sets.push(set.to_owned());
        for name in names {
            self.add_file(name, id);
        }
        Ok(())
    }

    fn add_file(&mut self, name: String, set: SetId) {
        self.set_of.insert(name.clone(), set);
        self.names.push(name);
    }

    /// Returns the files that have changed, with the records that they had before.
    ///
    /// A file that git ignores or that is in another repository is new as a
    /// whole.
    fn changed_files(
        &self,
        settings: &Settings,
        changed: &ChangedSelection,
    ) -> anyhow::Result<HashMap<String, RecordCounts>> {
        let mut files = HashMap::new();
        match changed {
            ChangedSelection::Files(named) => {
                let paths = named.iter().filter_map(|path| fs::canonicalize(path).ok());
                let paths: HashSet<PathBuf> = paths.collect();
                let is_named = |path: PathBuf| path.ancestors().any(|part| paths.contains(part));
                for name in &self.names {
                    if fs::canonicalize(name).is_ok_and(is_named) {
                        files.insert(name.clone(), RecordCounts::default());
                    }
                }
            }
            ChangedSelection::Since(revision) => {
                let unchanged = revision.unchanged_files()?;
                for name in &self.names {
                    let path = Path::new(name);
                    if unchanged.contains(path) {
                        continue;
                    }
                    // A changed link leads to a file that was not part of the data.
                    let records = match unchanged.has_unchanged_links(path) {
                        true => revision.old_records(name, settings.dump.read_options())?,
                        false => RecordCounts::default(),
                    };
                    files.insert(name.clone(), records);
                }
            }
        }
        Ok(files)
    }

    /// Whether no changed file is part of the data.
    pub(crate) fn has_nothing_to_check(&self) -> bool {
        self.changed.as_ref().is_some_and(HashMap::is_empty)
    }
}

fn file_names(settings: &Settings, patterns: &[String]) -> anyhow::Result<Vec<String>> {
    let files = Files::open(patterns, settings.dump.read_options())?;
    print_ignored_files(&files, &settings.dump)?;
    Ok(files.file_names().into_iter().map(str::to_owned).collect())
}

/// Rewrites the places in suppressions as the findings write them.
///
/// A path in the configuration is relative to its folder, and there are several
/// ways to write a path.
pub(crate) fn rewrite_suppressed_places<D: Dump>(files: &D, settings: &mut Settings) {
    let names: HashMap<PathBuf, &str> = files
        .file_names()
        .into_iter()
        .filter_map(|name| Some((fs::canonicalize(name).ok()?, name)))
        .collect();
    let config = settings.config.as_deref();
    let folder = config.and_then(Path::parent).unwrap_or(Path::new(""));
    for suppression in &mut settings.suppressions {
        let SuppressionTarget::Pair(pair) = &mut suppression.target else {
            continue;
        };
        for article in pair {
            let Some((file, line)) = article.rsplit_once(':') else {
                continue;
            };
            let path = fs::canonicalize(folder.join(file));
            let name = path.ok().and_then(|path| names.get(&path));
            if let (Some(name), true) = (name, line.parse::<u32>().is_ok()) {
                *article = format!("{name}:{line}");
            }
        }
    }
}
