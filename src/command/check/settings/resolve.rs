/*!
The settings of a check, resolved from four sources. The command line is
stronger than the environment, the environment than the configuration file, and
the file than the defaults.
*/

use std::path::PathBuf;

use anyhow::{Context, bail};
use toml::Value;

use crate::command::args::check::{CheckArgs, Format, NamedSet};
use crate::command::args::dump::DumpArgs;
use crate::command::check::settings::config_file;
use crate::command::check::settings::config_file::ConfigFile;
use crate::command::check::settings::form::SettingsForm;
use crate::command::check::settings::merged::{CHANGED_FROM, Merged};
use crate::command::check::settings::sources::{add_command_line, add_defaults, add_environment};
use crate::command::sizes;
use crate::gate::policy::Suppression;
use crate::gate::rule::{Rule, RuleSetting, Threshold};

/// The settings of a check.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The configuration file that was read.
    pub(crate) config: Option<PathBuf>,
    pub(crate) inputs: Vec<String>,
    pub(crate) sets: Vec<NamedSet>,
    /// The rules that are on, in the order of [`Rule::ALL`].
    pub(crate) rules: Vec<RuleSetting>,
    pub(crate) max_skipped: Option<u64>,
    pub(crate) baseline: Option<PathBuf>,
    pub(crate) suppressions: Vec<Suppression>,
    pub(crate) format: Format,
    pub(crate) changed_from: Option<String>,
    pub(crate) dump: DumpArgs,
    pub(crate) merged: Merged,
}

impl Settings {
    /// Resolves the settings of the command line `args`. Reads the environment
    /// and the configuration file.
    pub(crate) fn resolve(args: &CheckArgs) -> anyhow::Result<Settings> {
        let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let named = args.config.clone();
        let named = named.or_else(|| variable("WIRECOPY_CONFIG").map(PathBuf::from));
        let config = match named {
            _ if args.no_config => None,
            Some(path) => Some(config_file::open(&path)?),
            None => config_file::find(&std::env::current_dir().context("the current folder")?)?,
        };
        Settings::from_sources(args, &variable, config)
    }

    fn from_sources(
        args: &CheckArgs,
        value_of: &dyn Fn(&str) -> Option<String>,
        config: Option<ConfigFile>,
    ) -> anyhow::Result<Settings> {
        let mut merged = Merged::default();
        add_defaults(&mut merged)?;
        if let Some(config) = &config {
            config.add_to(&mut merged)?;
        }
        // Inputs on the command line replace all data of the file.
        if !args.inputs.is_empty() {
            merged.remove("sets");
        }
        add_environment(&mut merged, value_of)?;
        add_command_line(&mut merged, args)?;
        let form: SettingsForm = merged.read()?;
        let inputs = form.inputs.clone().unwrap_or_default();
        let sets = form.sets.clone().into_iter().flatten();
        let sets: Vec<NamedSet> = sets
            .map(|(name, patterns)| NamedSet {
                name,
                patterns: patterns.into(),
            })
            .collect();
        // Inputs beside named sets form one more set.
        let set_count = sets.len() + usize::from(!sets.is_empty() && !inputs.is_empty());
        let rules = rules(&merged, &form, set_count)?;
        if rules.is_empty() && form.max_skipped.is_none() && args.write_baseline.is_none() {
            bail!("all rules are off\nhint: turn one on with --rule NAME");
        }
        let changed_from = merged.get(CHANGED_FROM).and_then(Value::as_str);
        let changed_from = changed_from.map(str::to_owned);
        if changed_from.is_some() && args.write_baseline.is_some() {
            let message = "cannot be used with --write-baseline\n\
                           hint: a baseline lists the objections of the whole data set";
            return Err(merged.error(CHANGED_FROM, message));
        }
        Ok(Settings {
            config: config.map(|config| config.path),
            inputs,
            sets,
            rules,
            max_skipped: form.max_skipped,
            baseline: form.baseline.clone(),
            suppressions: form.suppressions(&merged)?,
            format: form.format.unwrap_or_default(),
            changed_from,
            dump: dump(&merged, form, &args.dump)?,
            merged,
        })
    }
}

/// Returns the rules that are on. If no source turns a rule on, `near-duplicates`
/// is on; with two sets or more, the leak rules are.
fn rules(
    merged: &Merged,
    form: &SettingsForm,
    set_count: usize,
) -> anyhow::Result<Vec<RuleSetting>> {
    let is_on = |rule: &Rule| {
        merged.switch(*rule).unwrap_or(match rule {
            Rule::NearDuplicates => !merged.is_any_rule_on,
            _ => rule.is_leak() && set_count > 1,
        })
    };
    let rules = Rule::ALL.into_iter().filter(is_on);
    rules
        .map(|rule| setting(rule, merged, form, set_count))
        .collect()
}

fn setting(
    rule: Rule,
    merged: &Merged,
    form: &SettingsForm,
    set_count: usize,
) -> anyhow::Result<RuleSetting> {
    let error = |field: &str, message: &str| merged.error(&format!("rules.{rule}{field}"), message);
    if rule.is_leak() && set_count < 2 {
        let message = format!(
            "expected two sets or more, found {set_count}\n\
             hint: name the sets with --set train=FILES --set test=FILES"
        );
        return Err(error("", &message));
    }
    let given = form.rules.get(rule.name()).copied().unwrap_or_default();
    let default = RuleSetting::new(rule);
    let threshold = given.threshold.or(default.threshold);
    match (rule.row().threshold, threshold) {
        (None, Some(_)) => return Err(error(".threshold", "the rule has no threshold")),
        (Some(Threshold { meaning, most, .. }), Some(threshold))
            if !(0.0..=most.unwrap_or(f64::MAX)).contains(&threshold) =>
        {
            let range = most.map_or("of 0 or more".to_owned(), |most| {
                format!("from 0 to {most}")
            });
            let message = format!("expected a threshold {range} ({meaning}), found {threshold}");
            return Err(error(".threshold", &message));
        }
        _ => {}
    }
    Ok(RuleSetting {
        limit: given.limit.unwrap_or(default.limit),
        severity: given.severity.unwrap_or(default.severity),
        threshold,
        ..default
    })
}

/// Returns the arguments about the dump, with the values of `form`.
fn dump(merged: &Merged, form: SettingsForm, args: &DumpArgs) -> anyhow::Result<DumpArgs> {
    let memory = form.memory.as_deref().map(sizes::parse_size).transpose();
    Ok(DumpArgs {
        columns: form.columns,
        outlet: form.outlet,
        press: form.press,
        containment: form.containment,
        resemblance: form.resemblance,
        shingle_words: form.shingle_words,
        threads: form.threads,
        memory: memory.map_err(|message| merged.error("memory", &message))?,
        ..args.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::args::command_line::{CommandLine, Verb};

    /// Resolves settings from arguments, variables, and the text of
    /// `wirecopy.toml` in the folder `conf`.
    fn resolve(args: &[&str], variables: &[(&str, &str)], file: &str) -> Result<Settings, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wirecopy.toml");
        std::fs::write(&path, file).unwrap();
        let args = ["wirecopy", "check"].iter().chain(args).map(Into::into);
        let Verb::Check(args) = CommandLine::parse_args(args).unwrap().verb else {
            unreachable!()
        };
        let variable = |name: &str| {
            let mut variables = variables.iter();
            let (_, value) = variables.find(|(known, _)| *known == name)?;
            Some((*value).to_owned())
        };
        let settings = config_file::open(&path)
            .and_then(|config| Settings::from_sources(&args, &variable, Some(config)));
        let place = format!("{}/", folder.path().display());
        settings.map_err(|error| format!("{error:#}").replace(&place, ""))
    }

    #[test]
    fn near_duplicates_are_checked_if_no_rule_is_on_and_leaks_if_there_are_sets() {
        let rules = |args: &[&str]| {
            let settings = resolve(args, &[], "").unwrap();
            let names = settings.rules.iter().map(|setting| setting.rule.name());
            names.collect::<Vec<_>>()
        };
        assert_eq!(rules(&["a"]), ["near-duplicates"]);
        assert_eq!(rules(&["a", "--rule", "no-text"]), ["no-text"]);
        let leaks = ["near-duplicates", "leak-copies", "leak-excerpts"];
        assert_eq!(rules(&["--set", "x=a", "--set", "y=b"]), leaks);
        assert_eq!(rules(&["--set", "x=a", "b"]), leaks);
    }

    #[test]
    fn data_of_the_command_line_replaces_data_of_the_file() {
        let file = "inputs = ['i']\n[sets]\nx = 'a'\ny = ['b', 'c']\n";
        for (args, inputs, sets) in [
            (&[][..], 1, &["x", "y"][..]),
            (&["a", "b"], 2, &[]),
            (&["--set", "z=a"], 0, &["z"]),
            (&["a", "--set", "z=a"], 1, &["z"]),
        ] {
            let settings = resolve(args, &[], file).unwrap();
            assert_eq!(settings.inputs.len(), inputs, "{args:?}");
            let names: Vec<String> = settings.sets.into_iter().map(|set| set.name).collect();
            assert_eq!(names, sets, "{args:?}");
        }
    }

    #[test]
    fn an_error_names_the_place_of_the_value() {
        for case in include_str!("error_cases.tsv").lines().skip(1) {
            let case = case.replace("\\n", "\n");
            let (source, message) = case.split_once('\t').unwrap();
            let settings = match source.split_once('=') {
                Some(variable) if source.starts_with("WIRECOPY_") => {
                    resolve(&["a"], &[variable], "")
                }
                _ => resolve(&[], &[], source),
            };
            let error = settings.unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
    }
}
