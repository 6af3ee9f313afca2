/*!
Which files a check reads, and which set and age each has.
*/

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::article::{ArticleId, RecordRef};
use crate::dump::Dump;
use crate::gate::facts::{ArticleFacts, CheckRole, DataSet, SetId};
use crate::gate::suppression::SuppressionTarget;
use crate::input::{Files, ReadOptions};
use crate::pipeline::Outcome;
use crate::report::Place;
use crate::spill::number_set::NumberSet;
use anyhow::bail;

use crate::command::analysis as run;
use crate::command::check::changes::{BaseRevision, RecordCounts};
use crate::command::check::origins::ArticleOrigins;
use crate::command::check::settings::gather::{NamedSet, Settings};

/// The set of the files that no set names.
const REST: &str = "rest";

/// The data of a check.
#[derive(Debug)]
pub(crate) struct CheckInputs {
    /// All files, as they are to be opened.
    pub(crate) inputs: Vec<String>,
    /// The names of the sets; one without a name when none was named.
    pub(crate) sets: Vec<String>,
    /// The set of each file, by its name.
    set_of: HashMap<String, SetId>,
    /// The files that are checked, with the records that they had before; all
    /// of them when nobody says which.
    changed: Option<HashMap<String, RecordCounts>>,
}

/// What a check is about, when not about everything.
#[derive(Debug)]
pub(crate) enum ChangedSelection {
    /// The records of these files.
    Files(Vec<PathBuf>),
    /// The records that are new since then.
    Since(BaseRevision),
}

impl CheckInputs {
    /// The data that `settings` name, of which only `changed` are checked.
    /// `own` are files of the check itself, which are no data.
    pub(crate) fn find(
        settings: &Settings,
        changed: Option<ChangedSelection>,
        own: &[PathBuf],
    ) -> anyhow::Result<CheckInputs> {
        let mut data = CheckInputs {
            inputs: Vec::new(),
            sets: Vec::new(),
            set_of: HashMap::new(),
            changed: None,
        };
        let mut real_paths: HashMap<PathBuf, SetId> = HashMap::new();
        for NamedSet { name, patterns } in &settings.sets {
            data.add(settings, name, patterns, own, &mut real_paths)?;
        }
        let mut inputs = settings.inputs.clone();
        if inputs.is_empty() && data.inputs.is_empty() {
            // A hook that names the changed files and nothing else.
            if let Some(ChangedSelection::Files(files)) = &changed {
                inputs = files
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect();
            }
        }
        if !inputs.is_empty() {
            let name = if data.sets.is_empty() { "" } else { REST };
            if data.sets.iter().any(|set| set == name) {
                bail!("a set: `{REST}` is the name of the files that no set names");
            }
            data.add_rest(settings, name, &inputs, own, &real_paths)?;
        }
        if let Some(changed) = changed {
            let options = settings.shared.read_options();
            data.changed = Some(data.records(&changed, &options)?);
            if data.inputs.is_empty() {
                data.sets.push(String::new());
            }
        }
        if data.inputs.is_empty() && !data.is_nothing_new() {
            bail!("expected data: DUMP, --set NAME=GLOB, or `inputs` or `sets` in wirecopy.toml");
        }
        Ok(data)
    }

    fn add(
        &mut self,
        settings: &Settings,
        set: &str,
        patterns: &[String],
        own: &[PathBuf],
        real_paths: &mut HashMap<PathBuf, SetId>,
    ) -> anyhow::Result<()> {
        let id = SetId(self.sets.len());
        self.sets.push(set.to_owned());
        let files = Files::open(patterns, settings.shared.read_options())?;
        run::print_left_out(&files, &settings.shared)?;
        for name in files.file_names() {
            if let Ok(real) = fs::canonicalize(name) {
                if own.contains(&real) {
                    continue;
                }
                match real_paths.insert(real, id) {
                    Some(other) if other != id => {
                        bail!("{name}: is in two sets, {} and {set}", self.sets[other.0]);
                    }
                    // Two patterns of a set may name one file.
                    Some(_) => continue,
                    None => {}
                }
            }
            self.set_of.insert(name.to_owned(), id);
            self.inputs.push(name.to_owned());
        }
        Ok(())
    }

    fn add_rest(
        &mut self,
        settings: &Settings,
        set: &str,
        inputs: &[String],
        own: &[PathBuf],
        real_paths: &HashMap<PathBuf, SetId>,
    ) -> anyhow::Result<()> {
        let id = SetId(self.sets.len());
        let files = Files::open(inputs, settings.shared.read_options())?;
        run::print_left_out(&files, &settings.shared)?;
        let is_taken = |real: PathBuf| real_paths.contains_key(&real) || own.contains(&real);
        let is_in_a_set = |name: &str| fs::canonicalize(name).is_ok_and(is_taken);
        let names: Vec<&str> = files
            .file_names()
            .into_iter()
            .filter(|name| !is_in_a_set(name))
            .collect();
        if names.is_empty() {
            return Ok(());
        }
        self.sets.push(set.to_owned());
        for name in names {
            self.set_of.insert(name.to_owned(), id);
            self.inputs.push(name.to_owned());
        }
        Ok(())
    }

    /// The files of the data that have changed, and the records that they had.
    fn records(
        &self,
        changed: &ChangedSelection,
        options: &ReadOptions,
    ) -> anyhow::Result<HashMap<String, RecordCounts>> {
        // Of folders all files have changed. What git says has not changed is old,
        // and what it does not know (what it ignores, what is in another
        // repository) is new as a whole.
        let mut records = HashMap::new();
        match changed {
            ChangedSelection::Files(files) => {
                let real = files.iter().filter_map(|path| fs::canonicalize(path).ok());
                let real: HashSet<PathBuf> = real.collect();
                let is_named = |path: PathBuf| path.ancestors().any(|part| real.contains(part));
                for name in &self.inputs {
                    if fs::canonicalize(name).is_ok_and(is_named) {
                        records.insert(name.clone(), RecordCounts::default());
                    }
                }
            }
            ChangedSelection::Since(since) => {
                let unchanged = since.unchanged()?;
                for name in &self.inputs {
                    let path = Path::new(name);
                    if unchanged.has(path) {
                        continue;
                    }
                    // What another link leads to now was no part of this file.
                    let before = match unchanged.leads_there(path) {
                        true => since.records(name, options.clone())?,
                        false => RecordCounts::default(),
                    };
                    records.insert(name.clone(), before);
                }
            }
        }
        Ok(records)
    }

    /// Names the articles that `settings` allow by their places as the places are
    /// told: a path of the configuration is from its folder, and there is more
    /// than one way to write a path.
    pub(crate) fn name_places<D: Dump>(&self, dump: &D, settings: &mut Settings) {
        let told: HashMap<PathBuf, &str> = dump
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
            for name in pair {
                let Some((file, line)) = name.rsplit_once(':') else {
                    continue;
                };
                let real = fs::canonicalize(folder.join(file)).ok();
                let is_line = line.parse::<u32>().is_ok();
                if let Some(file) = real.filter(|_| is_line).and_then(|real| told.get(&real)) {
                    *name = format!("{file}:{line}");
                }
            }
        }
    }

    /// Whether no file that is to be checked is part of the data.
    pub(crate) fn is_nothing_new(&self) -> bool {
        self.changed.as_ref().is_some_and(HashMap::is_empty)
    }

    /// What the gate wants to know of the articles of `outcome`. Which records
    /// of changed files stood there before is found out here.
    ///
    /// # Errors
    ///
    /// When a record cannot be read once more.
    pub(crate) fn checked<'a, D: Dump>(
        &mut self,
        dump: &'a D,
        outcome: &'a Outcome,
        origins: Option<ArticleOrigins>,
    ) -> anyhow::Result<CheckedArticles<'a, D>> {
        let set = |name: &str| self.set_of.get(name).copied().unwrap_or(SetId(0));
        Ok(CheckedArticles {
            sets: self.sets.clone(),
            set_of_file: dump.file_names().into_iter().map(set).collect(),
            old: self.old(dump, outcome)?,
            origins,
            dump,
            outcome,
        })
    }

    /// The articles that are only there to be held against.
    fn old<D: Dump>(&mut self, dump: &D, outcome: &Outcome) -> anyhow::Result<NumberSet> {
        let mut old = NumberSet::default();
        let Some(changed) = &mut self.changed else {
            return Ok(old);
        };
        for article in outcome.table.articles() {
            let record_ref = outcome.table.record_ref(article)?;
            let role = match changed.get_mut(&*dump.location(record_ref).file) {
                None => CheckRole::Reference,
                Some(records) => role(dump, record_ref, records)?,
            };
            if role == CheckRole::Reference {
                old.insert(article.number());
            }
        }
        Ok(old)
    }
}

/// What a check is about, as the gate sees it.
#[derive(Debug)]
pub(crate) struct CheckedArticles<'a, D> {
    sets: Vec<String>,
    /// The set of each file, by its number.
    set_of_file: Vec<SetId>,
    /// The articles that are not checked.
    old: NumberSet,
    /// Whose copy each article is, where a rule asks.
    origins: Option<ArticleOrigins>,
    dump: &'a D,
    outcome: &'a Outcome,
}

impl<D: Dump + std::fmt::Debug> DataSet for CheckedArticles<'_, D> {
    fn sets(&self) -> &[String] {
        &self.sets
    }

    fn articles(&self) -> u32 {
        self.outcome.table.next_id().number()
    }

    fn facts(&self, article: ArticleId) -> ArticleFacts {
        let table = &self.outcome.table;
        let entry = table.entry(article);
        let file = entry.record.file as usize;
        ArticleFacts {
            set: self.set_of_file.get(file).copied().unwrap_or(SetId(0)),
            role: match self.old.contains(article.number()) {
                true => CheckRole::Reference,
                false => CheckRole::Checked,
            },
            content: entry.content,
            address: (entry.page != 0).then_some(entry.page),
            words: table.core(article).words,
            boilerplate: entry.standing,
            has_text: entry.has_text,
        }
    }

    fn id(&self, article: ArticleId) -> String {
        self.outcome.table.id(article)
    }

    fn place(&self, article: ArticleId) -> Place {
        let entry = self.outcome.table.entry(article);
        let location = self.dump.location(entry.record);
        Place {
            file: location.file,
            line: location.number.unwrap_or(1),
        }
    }

    fn origin(&self, article: ArticleId) -> Option<&str> {
        self.origins.as_ref()?.of(article)
    }

    fn headline(&self, article: ArticleId) -> crate::error::Result<Option<String>> {
        let mut headline = None;
        let record_ref = self.outcome.table.record_ref(article)?;
        self.dump.read_again(record_ref, &mut |record| {
            if let Ok(article) = record.article {
                headline = article.headline.map(|headline| headline.into_owned());
            }
        })?;
        Ok(headline)
    }
}

/// Whether the record at `record_ref` stood in its file before.
fn role<D: Dump>(
    dump: &D,
    record_ref: RecordRef,
    records: &mut RecordCounts,
) -> anyhow::Result<CheckRole> {
    if records.is_empty() {
        return Ok(CheckRole::Checked);
    }
    let mut role = CheckRole::Checked;
    dump.read_again(record_ref, &mut |record| {
        if records.take(record.bytes) {
            role = CheckRole::Reference;
        }
    })?;
    Ok(role)
}
