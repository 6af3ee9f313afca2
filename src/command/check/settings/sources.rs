/*!
The defaults, the variables of the environment and the command line as sources
of settings.
*/

use std::ffi::OsStr;

use anyhow::{Context, anyhow};
use toml::{Table, Value};

use crate::command::args::check::{CheckArgs, NamedSet};
use crate::command::check::settings::merged::{Merged, Source, WrittenRule, number_or_text};
use crate::pipeline::options::Options;

/// Returns the settings with a single value, which an option or a variable can
/// set, in the order of `--show-config`.
pub(crate) fn scalars() -> impl Iterator<Item = &'static str> {
    "max-skipped baseline format changed-from columns.id columns.text columns.headline \
     columns.outlet columns.url columns.published columns.byline outlet press containment \
     resemblance shingle-words threads memory"
        .split(' ')
}

fn is_number(key: &str) -> bool {
    matches!(
        key,
        "max-skipped" | "containment" | "resemblance" | "shingle-words" | "threads"
    )
}

/// Adds the defaults, except those of rules, which `RuleSetting` has.
pub(crate) fn add_defaults(merged: &mut Merged) -> anyhow::Result<()> {
    let options = Options::default();
    merged.set_default("format", "text".into());
    merged.set_default("containment", options.containment.into());
    merged.set_default("resemblance", options.resemblance.into());
    merged.set_default("shingle-words", Value::try_from(options.shingle_words)?);
    Ok(())
}

/// Adds the values of a source of texts. `texts_of` returns the texts of a key,
/// `name_of` the option or the variable.
fn add_texts(
    merged: &mut Merged,
    texts_of: &dyn Fn(&str) -> anyhow::Result<Vec<String>>,
    name_of: &dyn Fn(&str) -> String,
) -> anyhow::Result<()> {
    let source = |key: &str| Source::Named(name_of(key));
    let sets = texts_of("sets")?;
    let sets: Result<Vec<NamedSet>, String> = sets.iter().map(|set| set.parse()).collect();
    let sets = sets.map_err(|message| anyhow!("{}: {message}", name_of("sets")))?;
    if !sets.is_empty() {
        merged.set("sets", sets_value(&sets), source("sets"));
    }
    let rules = texts_of("rules")?;
    let rules = rules.iter().map(|rule| WrittenRule::of_text(rule));
    merged.add_rules(rules, |_| source("rules"))?;
    for key in scalars() {
        if let Some(text) = texts_of(key)?.pop() {
            let value = match is_number(key) {
                true => number_or_text(&text),
                false => text.into(),
            };
            merged.set(key, value, source(key));
        }
    }
    Ok(())
}

/// Adds the values of environment variables, which `value_of` reads.
pub(crate) fn add_environment(
    merged: &mut Merged,
    value_of: &dyn Fn(&str) -> Option<String>,
) -> anyhow::Result<()> {
    let variable = |key: &str| format!("WIRECOPY_{}", key.to_uppercase().replace(['-', '.'], "_"));
    let texts_of = |key: &str| {
        let text = value_of(&variable(key));
        if !["sets", "rules"].contains(&key) {
            return Ok(text.into_iter().collect());
        }
        let text = text.unwrap_or_default();
        let items = text.split(';').filter(|item| !item.trim().is_empty());
        Ok(items.map(str::to_owned).collect())
    };
    add_texts(merged, &texts_of, &variable)
}

pub(crate) fn add_command_line(merged: &mut Merged, args: &CheckArgs) -> anyhow::Result<()> {
    let option = |key: &str| match key.split_once('.') {
        Some((_, column)) => format!("--{column}-field"),
        None if key == "sets" || key == "rules" => format!("--{}", key.trim_end_matches('s')),
        None => format!("--{key}"),
    };
    let texts_of = |key: &str| {
        let id = option(key)[2..].replace('-', "_");
        let texts = args.matches.get_raw(&id).into_iter().flatten();
        let text = |text: &OsStr| {
            let text = text.to_str().map(str::to_owned);
            text.with_context(|| format!("{}: expected UTF-8", option(key)))
        };
        texts.map(text).collect()
    };
    add_texts(merged, &texts_of, &option)?;
    if !args.set.is_empty() || !args.inputs.is_empty() {
        let source = Source::Named("DUMP".to_owned());
        merged.set("inputs", args.inputs.clone().into(), source);
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
