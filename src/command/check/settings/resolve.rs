/*!
The settings of a check, resolved from four sources. The command line is
stronger than the environment, the environment than the configuration file, and
the file than the defaults.
*/

use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use serde::Serialize;
use toml::{Table, Value};

use crate::command::args::check::{CheckArgs, Format, NamedSet};
use crate::command::args::dump::DumpArgs;
use crate::command::check::settings::config_file;
use crate::command::check::settings::config_file::ConfigFile;
use crate::command::check::settings::form::SettingsForm;
use crate::command::check::settings::merged::{
    CHANGED_FROM, Merged, Source, WrittenRule, number_or_text,
};
use crate::command::sizes;
use crate::gate::policy::Suppression;
use crate::gate::rule::{Rule, RuleSetting, Threshold};
use crate::pipeline::options::Options;

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

/// The settings with a single value, which the environment can set too: their
/// keys, how the text of a variable is read, and the value on the command line. A
/// number above [`i64::MAX`] and a path that is not UTF-8 have no value in TOML.
pub(crate) const SCALARS: [(
    &str,
    fn(&str) -> Value,
    fn(&CheckArgs) -> anyhow::Result<Option<Value>>,
); 18] = [
    ("max-skipped", number_or_text, |args| {
        some(&args.max_skipped)
    }),
    ("baseline", text, |args| some(&args.baseline)),
    ("format", text, |args| some(&args.format)),
    (CHANGED_FROM, text, |args| some(&args.changed_from)),
    ("columns.id", text, |args| some(&args.dump.columns.id)),
    ("columns.text", text, |args| some(&args.dump.columns.text)),
    ("columns.headline", text, |args| {
        some(&args.dump.columns.headline)
    }),
    ("columns.outlet", text, |args| {
        some(&args.dump.columns.outlet)
    }),
    ("columns.url", text, |args| some(&args.dump.columns.url)),
    ("columns.published", text, |args| {
        some(&args.dump.columns.published)
    }),
    ("columns.byline", text, |args| {
        some(&args.dump.columns.byline)
    }),
    ("outlet", text, |args| some(&args.dump.outlet)),
    ("press", text, |args| some(&args.dump.press)),
    ("containment", number_or_text, |args| {
        some(&args.dump.containment)
    }),
    ("resemblance", number_or_text, |args| {
        some(&args.dump.resemblance)
    }),
    ("shingle-words", number_or_text, |args| {
        some(&args.dump.shingle_words)
    }),
    ("threads", number_or_text, |args| some(&args.dump.threads)),
    ("memory", text, |args| {
        some(&args.dump.memory.map(|bytes| bytes.to_string()))
    }),
];

fn text(text: &str) -> Value {
    text.into()
}

fn some(value: &Option<impl Serialize>) -> anyhow::Result<Option<Value>> {
    Ok(value.as_ref().map(Value::try_from).transpose()?)
}

/// Adds the defaults, except those of rules, which [`RuleSetting`] has.
fn add_defaults(merged: &mut Merged) -> anyhow::Result<()> {
    let options = Options::default();
    merged.set_default("format", Value::try_from(Format::default())?);
    merged.set_default("containment", options.containment.into());
    merged.set_default("resemblance", options.resemblance.into());
    merged.set_default("shingle-words", Value::try_from(options.shingle_words)?);
    Ok(())
}

/// Adds the values of environment variables, which `value_of` reads.
fn add_environment(
    merged: &mut Merged,
    value_of: &dyn Fn(&str) -> Option<String>,
) -> anyhow::Result<()> {
    let variable = |key: &str| format!("WIRECOPY_{}", key.to_uppercase().replace(['-', '.'], "_"));
    let source = |key: &str| Source::Named(variable(key));
    let list = |key: &str| {
        let text = value_of(&variable(key)).unwrap_or_default();
        let items = text.split(';').filter(|item| !item.trim().is_empty());
        items.map(str::to_owned).collect::<Vec<_>>()
    };
    let sets: Result<Vec<NamedSet>, String> = list("sets").iter().map(|set| set.parse()).collect();
    let sets = sets.map_err(|message| anyhow!("{}: {message}", variable("sets")))?;
    if !sets.is_empty() {
        merged.set("sets", sets_value(&sets), source("sets"));
    }
    let rules = list("rules");
    let rules = rules.iter().map(|rule| WrittenRule::of_text(rule));
    merged.add_rules(rules, |_| source("rules"))?;
    for (key, from_text, _) in SCALARS {
        if let Some(text) = value_of(&variable(key)) {
            merged.set(key, from_text(&text), source(key));
        }
    }
    Ok(())
}

fn add_command_line(merged: &mut Merged, args: &CheckArgs) -> anyhow::Result<()> {
    let source = |name: &str| Source::Named(name.to_owned());
    if !args.set.is_empty() {
        merged.set("sets", sets_value(&args.set), source("--set"));
    }
    if !args.set.is_empty() || !args.inputs.is_empty() {
        merged.set("inputs", args.inputs.clone().into(), source("DUMP"));
    }
    let rules = args.rule.iter().map(|rule| WrittenRule::of_text(rule));
    merged.add_rules(rules, |_| source("--rule"))?;
    for (key, _, from_args) in SCALARS {
        let option = match key.strip_prefix("columns.") {
            Some(column) => format!("--{column}-field"),
            None => format!("--{key}"),
        };
        if let Some(value) = from_args(args).with_context(|| option.clone())? {
            merged.set(key, value, Source::Named(option));
        }
    }
    Ok(())
}

/// Returns sets as a table of lists. Joins the patterns of equal names.
fn sets_value(sets: &[NamedSet]) -> Value {
    let mut table = Table::new();
    for set in sets {
        let list = table.entry(&*set.name).or_insert(Value::Array(Vec::new()));
        if let Value::Array(list) = list {
            list.extend(set.patterns.iter().map(|pattern| pattern.as_str().into()));
        }
    }
    Value::Table(table)
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

/// Returns the setting of a rule that is on.
///
/// # Errors
///
/// If a leak rule has fewer than two sets to compare, if the threshold is out of
/// its range, or if the rule has none.
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
    use crate::gate::limit::Limit;
    use crate::gate::limit::Severity;

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
    fn a_stronger_source_replaces_a_weaker_one() {
        let file = "max-skipped = 1\nthreads = 1\noutlet = 'file'\ncontainment = 0.9";
        let variables = [("WIRECOPY_MAX_SKIPPED", "2"), ("WIRECOPY_THREADS", "2")];
        let settings = resolve(&["a", "--max-skipped", "3"], &variables, file).unwrap();
        assert_eq!(settings.max_skipped, Some(3));
        assert_eq!(settings.dump.threads, Some(2));
        assert_eq!(settings.dump.outlet.as_deref(), Some("file"));
        assert_eq!(settings.dump.containment, Some(0.9));
        assert_eq!(settings.dump.shingle_words, Some(5));
        for (key, end) in [
            ("max-skipped", "--max-skipped"),
            ("threads", "WIRECOPY_THREADS"),
            ("outlet", "wirecopy.toml:3"),
            ("shingle-words", "default"),
        ] {
            assert!(settings.merged.place(key).ends_with(end), "{key}");
        }
    }

    #[test]
    fn rules_are_merged_field_by_field() {
        let file = "[rules]\ntoo-short = { limit = 2, severity = 'warning' }\nno-text = 0";
        let variables = [("WIRECOPY_RULES", "too-short=threshold=40;no-text=off")];
        let settings = resolve(&["a", "--rule", "too-short=3"], &variables, file).unwrap();
        let expected = RuleSetting {
            rule: Rule::TooShort,
            limit: Limit::Count(3),
            severity: Severity::Warning,
            threshold: Some(40.0),
        };
        assert_eq!(settings.rules, [expected]);
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
        let data = |args: &[&str]| {
            let settings = resolve(args, &[], file).unwrap();
            let names = settings.sets.into_iter().map(|set| set.name).collect();
            (settings.inputs.len(), names)
        };
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(data(&[]), (1, names(&["x", "y"])));
        assert_eq!(data(&["a", "b"]), (2, names(&[])));
        assert_eq!(data(&["--set", "z=a"]), (0, names(&["z"])));
        assert_eq!(data(&["a", "--set", "z=a"]), (1, names(&["z"])));
    }

    #[test]
    fn an_error_names_the_place_of_the_value() {
        for (file, message) in [
            (
                "max-skipped = 1\nbasline = 'b.json'",
                "wirecopy.toml:2: unknown key `basline`\nhint: did you mean `baseline`?",
            ),
            (
                "[rules]\nnear-duplicate = 0",
                "wirecopy.toml:2: unknown rule `near-duplicate`\n\
                 hint: did you mean `near-duplicates`?",
            ),
            (
                "[rules]\nno-text = 0\ntoo-short = { limt = 0 }",
                "wirecopy.toml:3: unknown key `limt`\nhint: did you mean `limit`?",
            ),
            (
                "[rules]\nno-text = 0.5",
                "wirecopy.toml:2: no-text: expected a number such as 3 or a share such as 0.5 %, \
                 found `0.5`",
            ),
            (
                "[rules.no-text]\nseverity = 'bad'",
                "wirecopy.toml:2: no-text: expected `error` or `warning`, found `bad`",
            ),
            (
                "\nthreads = 'two'",
                "wirecopy.toml:2: threads: expected a non-negative integer, found string \"two\"",
            ),
            (
                "columns = 3",
                "wirecopy.toml:1: columns: expected a table, found integer `3`",
            ),
            (
                "format = 'sarf'",
                "wirecopy.toml:1: unknown value `sarf`\nhint: did you mean `sarif`?",
            ),
            (
                "[sets]\ntrain = 3",
                "wirecopy.toml:2: sets.train: expected a pattern or a list of patterns",
            ),
            (
                "[[suppress]]\ncluster = 'x'",
                "wirecopy.toml:1: suppress.0: expected a key `reason`",
            ),
            (
                "[[suppress]]\ncluster = 'x'\nreason = 'r'\nuntil = 'May'",
                "wirecopy.toml:4: suppress.0.until: expected a day such as 2027-01-31, found `May`",
            ),
            (
                "changed-from = 'main'",
                "wirecopy.toml:1: unknown key `changed-from`",
            ),
            ("x =\n", "wirecopy.toml:1: "),
        ] {
            let error = resolve(&[], &[], file).unwrap_err();
            assert!(error.starts_with(message), "{error}");
        }
        for (name, value, message) in [
            (
                "WIRECOPY_CONTAINMENT",
                "much",
                "expected a number, found string \"much\"",
            ),
            (
                "WIRECOPY_MAX_SKIPPED",
                "-1",
                "expected a non-negative integer, found integer `-1`",
            ),
            (
                "WIRECOPY_MEMORY",
                "big",
                "expected a size such as 500M or 4G, found `big`",
            ),
            (
                "WIRECOPY_RULES",
                "no-text=-1",
                "no-text: expected a number such as 3",
            ),
            (
                "WIRECOPY_SETS",
                "train",
                "expected NAME=GLOB, found `train`",
            ),
        ] {
            let error = resolve(&["a"], &[(name, value)], "").unwrap_err();
            assert!(error.starts_with(&format!("{name}: {message}")), "{error}");
        }
    }
}
