/*!
Settings from several sources, merged key by key.

A [`Layer`] holds the values from one source: the command line, the environment,
a file, or the defaults. [`Layers`] looks up a value in the strongest layer that
has it, and merges all layers into one TOML table, which is then read into a
typed form. An error names the place of the value, whatever its source.

# Choices

* Keys are dotted paths such as `columns.id`. Only the tables `columns` and
  `rules` are split into keys: the sets of a stronger layer replace all sets of a
  weaker one.
* `rules.NAME` says whether the rule is on. It is not part of the merged table,
  which has only the fields of rules, such as `rules.NAME.limit`.
*/

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use indexmap::IndexMap;
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::command::suggestion::suggestion;
use crate::gate::rule::Rule;

/// The only setting that a configuration file cannot have.
pub(crate) const CHANGED_FROM: &str = "changed-from";

/// Where the values of a layer come from.
#[derive(Debug)]
pub(crate) enum LayerOrigin {
    CommandLine,
    Environment,
    File {
        path: PathBuf,
        /// The line of each key, counted from 1. The items of a list have their
        /// index as key.
        lines: BTreeMap<String, usize>,
    },
    Default,
}

impl LayerOrigin {
    /// Returns the place of `key`: an option, a variable, or a file with the line
    /// of the key or of the nearest table around it.
    fn place(&self, key: &str) -> String {
        let (table, name) = key.split_once('.').unwrap_or((key, ""));
        match self {
            LayerOrigin::CommandLine => match table {
                "inputs" => "DUMP".to_owned(),
                "sets" => "--set".to_owned(),
                "rules" => "--rule".to_owned(),
                "columns" => format!("--{name}-field"),
                _ => format!("--{key}"),
            },
            LayerOrigin::Environment if matches!(table, "rules" | "sets") => variable(table),
            LayerOrigin::Environment => variable(key),
            LayerOrigin::File { path, lines } => {
                let mut keys =
                    std::iter::successors(Some(key), |key| Some(key.rsplit_once('.')?.0));
                let line = keys.find_map(|key| lines.get(key)).unwrap_or(&1);
                format!("{}:{line}", path.display())
            }
            LayerOrigin::Default => "default".to_owned(),
        }
    }
}

/// Returns the environment variable that sets `key`.
pub(crate) fn variable(key: &str) -> String {
    format!("WIRECOPY_{}", key.to_uppercase().replace(['-', '.'], "_"))
}

/// The values from one source.
#[derive(Debug)]
pub(crate) struct Layer {
    origin: LayerOrigin,
    values: IndexMap<String, Value>,
}

impl Layer {
    pub(crate) fn new(origin: LayerOrigin) -> Layer {
        let values = IndexMap::new();
        Layer { origin, values }
    }

    /// Sets `key` to `value`.
    pub(crate) fn set(&mut self, key: &str, value: Value) {
        self.values.insert(key.to_owned(), value);
    }

    /// Removes `key`, if it is set.
    pub(crate) fn remove(&mut self, key: &str) {
        self.values.shift_remove(key);
    }

    /// Adds a rule as a configuration file writes it: a limit, `true`, `false`,
    /// or a table.
    pub(crate) fn add_rule(&mut self, name: &str, value: Value) -> anyhow::Result<()> {
        let name = current_name(name);
        let (is_on, fields) = match value {
            Value::Boolean(is_on) => (is_on, Table::new()),
            Value::Table(fields) => (true, fields),
            limit => (true, Table::from_iter([("limit".to_owned(), limit)])),
        };
        for (field, value) in fields {
            self.set(&format!("rules.{name}.{field}"), value);
        }
        self.switch_rule(name, is_on)
    }

    /// Adds a rule as the command line writes it: `NAME`, `NAME=LIMIT` or
    /// `NAME=off`, and after commas `severity=…` or `threshold=…`.
    pub(crate) fn add_rule_text(&mut self, text: &str) -> anyhow::Result<()> {
        let end = text.find(['=', ',']).unwrap_or(text.len());
        let name = current_name(text[..end].trim());
        let mut is_on = true;
        let parts = text.get(end + 1..).map(|rest| rest.split(','));
        for part in parts.into_iter().flatten().map(str::trim) {
            match part.split_once('=') {
                None if part == "on" || part == "off" => is_on = part == "on",
                None => self.set(&format!("rules.{name}.limit"), part.into()),
                Some(("threshold", number)) => {
                    self.set(&format!("rules.{name}.threshold"), number_or_text(number));
                }
                Some((field, value)) => self.set(&format!("rules.{name}.{field}"), value.into()),
            }
        }
        self.switch_rule(name, is_on)
    }

    fn switch_rule(&mut self, name: &str, is_on: bool) -> anyhow::Result<()> {
        let switch = Value::Boolean(is_on);
        if self
            .values
            .insert(format!("rules.{name}"), switch)
            .is_some()
        {
            bail!(
                "{}: {name}: given twice\nhint: use one rule with all fields, such as \
                 too-short=5,threshold=30",
                self.origin.place("rules")
            );
        }
        Ok(())
    }
}

/// Returns the current name of a rule, which can have an old name too. Returns an
/// unknown name as it is.
fn current_name(name: &str) -> &str {
    name.parse::<Rule>().map_or(name, |rule| rule.name())
}

/// Returns `text` as a TOML number if it is one, else as a string, which the
/// typed form rejects with the place of the value.
pub(crate) fn number_or_text(text: &str) -> Value {
    let integer = text.parse().map(Value::Integer);
    let number = integer.or_else(|_| text.parse().map(Value::Float));
    number.unwrap_or_else(|_: std::num::ParseFloatError| text.into())
}

/// The layers of all sources, the strongest first.
#[derive(Debug, Default)]
pub(crate) struct Layers(Vec<Layer>);

impl Layers {
    /// Adds a layer that is weaker than all others.
    pub(crate) fn push(&mut self, layer: Layer) {
        self.0.push(layer);
    }

    /// Returns the value of `key` in the strongest layer that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find_map(|layer| layer.values.get(key))
    }

    /// Returns each rule that a layer names, and whether that layer turns it on.
    pub(crate) fn rule_switches(&self) -> impl Iterator<Item = (&str, bool)> {
        let values = self.0.iter().flat_map(|layer| &layer.values);
        values.filter_map(|(key, value)| Some((rule_of_switch(key)?, value.as_bool()?)))
    }

    /// Returns the place of `key` in the strongest layer that has it, or a key in
    /// it, or the value that it would be in.
    pub(crate) fn source(&self, key: &str) -> String {
        self.origin(key).place(key)
    }

    fn origin(&self, key: &str) -> &LayerOrigin {
        let is_in = |inner: &str, outer: &str| {
            let rest = inner.strip_prefix(outer);
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        let near = |layer: &&Layer| {
            let mut keys = layer.values.keys();
            keys.any(|own| is_in(own, key) || (is_in(key, own) && rule_of_switch(own).is_none()))
        };
        let exact = self.0.iter().find(|layer| layer.values.contains_key(key));
        let layer = exact.or_else(|| self.0.iter().find(near));
        layer.map_or(&LayerOrigin::Default, |layer| &layer.origin)
    }

    /// Returns an error about the value of `key`, with its place.
    pub(crate) fn error(&self, key: &str, message: &str) -> anyhow::Error {
        let origin = self.origin(key);
        let place = origin.place(key);
        let rule = key
            .strip_prefix("rules.")
            .and_then(|rest| rest.split('.').next());
        // An option or a variable names its key already.
        let is_named = rule.is_none() && !matches!(origin, LayerOrigin::File { .. });
        if is_named || message.starts_with("unknown ") {
            return anyhow!("{place}: {message}");
        }
        anyhow!("{place}: {}: {message}", rule.unwrap_or(key))
    }

    /// Merges all layers and reads the result into a typed form.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        serde_path_to_error::deserialize(Value::Table(self.merged())).map_err(|error| {
            let key = error.path().to_string().replace('[', ".").replace(']', "");
            self.error(&key, &plain_message(error.inner().message()))
        })
    }

    fn merged(&self) -> Table {
        let mut merged = Table::new();
        for layer in self.0.iter().rev() {
            let is_file = matches!(layer.origin, LayerOrigin::File { .. });
            for (key, value) in &layer.values {
                if rule_of_switch(key).is_none() && (is_file || key != CHANGED_FROM) {
                    insert(&mut merged, key, value);
                }
            }
        }
        merged
    }
}

/// Returns `NAME` of a key `rules.NAME`.
fn rule_of_switch(key: &str) -> Option<&str> {
    let name = key.strip_prefix("rules.")?;
    (!name.contains('.')).then_some(name)
}

/// Inserts `value` under a dotted key. If a table on the way has another type, it
/// stays, for the typed form to report.
fn insert(table: &mut Table, key: &str, value: &Value) {
    match key.split_once('.') {
        None => {
            table.insert(key.to_owned(), value.clone());
        }
        Some((first, rest)) => {
            let inner = table
                .entry(first)
                .or_insert_with(|| Value::Table(Table::new()));
            if let Value::Table(inner) = inner {
                insert(inner, rest, value);
            }
        }
    }
}

/// Rewrites a message of serde as `expected X, found Y`, or as an unknown name
/// with a suggestion.
fn plain_message(message: &str) -> String {
    let message = message.trim();
    let thing = match message {
        _ if message.starts_with("unknown field") => Some("key"),
        _ if message.starts_with("unknown variant") => Some("value"),
        _ => None,
    };
    if let Some(thing) = thing {
        // The unknown name is quoted first, then the known ones.
        let mut names = message.split('`').skip(1).step_by(2);
        let name = names.next().unwrap_or_default();
        return format!("unknown {thing} `{name}`{}", suggestion(name, names));
    }
    if let Some(field) = message.strip_prefix("missing field ") {
        return format!("expected a key {field}");
    }
    let wrong = ["invalid type: ", "invalid value: "];
    let wrong = wrong.iter().find_map(|start| message.strip_prefix(start));
    let Some((found, expected)) = wrong.and_then(|rest| rest.split_once(", expected ")) else {
        return message.to_owned();
    };
    let expected = match expected {
        "f64" => "a number",
        "u64" | "usize" => "a non-negative integer",
        "a sequence" => "a list",
        "a map" => "a table",
        _ if expected.starts_with("struct ") => "a table",
        other => other,
    };
    format!("expected {expected}, found {found}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command_line(rules: &[&str]) -> anyhow::Result<Layer> {
        let mut layer = Layer::new(LayerOrigin::CommandLine);
        for rule in rules {
            layer.add_rule_text(rule)?;
        }
        Ok(layer)
    }

    #[test]
    fn a_rule_can_be_written_as_text_or_as_a_value() {
        let full = "limit = '1 %'\nseverity = 'warning'\nthreshold = 30";
        for (text, file, is_on) in [
            ("too-short", "too-short = true", true),
            ("too-short=off", "too-short = false", false),
            ("too-short=1 %", "too-short = '1 %'", true),
            (
                "too-short=1 %,severity=warning,threshold=30",
                &format!("[too-short]\n{full}"),
                true,
            ),
            (
                "too-short,limit=1 %,severity=warning,threshold=30",
                &format!("[too-short]\n{full}"),
                true,
            ),
        ] {
            let typed = command_line(&[text]).unwrap();
            let mut filed = Layer::new(LayerOrigin::Default);
            for (name, value) in toml::from_str::<Table>(file).unwrap() {
                filed.add_rule(&name, value).unwrap();
            }
            assert_eq!(typed.values, filed.values, "{text}");
            assert_eq!(
                typed.values["rules.too-short"],
                Value::Boolean(is_on),
                "{text}"
            );
        }
    }

    #[test]
    fn a_rule_given_twice_is_an_error() {
        let error = command_line(&["too-short=5", "too-short,threshold=30"]).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("--rule: too-short: given twice")
        );
    }

    #[test]
    fn an_old_name_of_a_rule_means_the_rule() {
        let layer = command_line(&["standing-matter=3"]).unwrap();
        assert_eq!(layer.values["rules.boilerplate"], Value::Boolean(true));
        assert_eq!(layer.values["rules.boilerplate.limit"], "3".into());
        assert!(command_line(&["standing-matter", "boilerplate"]).is_err());
    }

    #[test]
    fn the_strongest_layer_with_a_key_gives_its_value() {
        let mut layers = Layers::default();
        layers.push(command_line(&["too-short=5"]).unwrap());
        let mut environment = Layer::new(LayerOrigin::Environment);
        environment
            .add_rule_text("too-short=off,threshold=40")
            .unwrap();
        environment.set("columns.id", "nr".into());
        layers.push(environment);
        let merged: Table = layers.read().unwrap();
        let expected = "[columns]\nid = 'nr'\n[rules.too-short]\nthreshold = 40\nlimit = '5'\n";
        assert_eq!(merged, toml::from_str(expected).unwrap());
        assert_eq!(layers.get("rules.too-short"), Some(&Value::Boolean(true)));
        for (key, source) in [
            ("rules.too-short.limit", "--rule"),
            ("rules.too-short.threshold", "WIRECOPY_RULES"),
            ("rules.too-short", "--rule"),
            ("columns.id", "WIRECOPY_COLUMNS_ID"),
            ("columns.text", "default"),
        ] {
            assert_eq!(layers.source(key), source, "{key}");
        }
    }
}
