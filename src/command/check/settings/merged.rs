/*!
Settings from several sources, merged into one TOML table that knows the source
of each value. The table is read into a typed form, whose errors name the place
of the value, whatever its source.

# Choices

* Sources are added from the weakest to the strongest.
* Keys are dotted paths such as `columns.id`. Only the tables `columns` and
  `rules` are split into keys: the sets of a stronger source replace all sets of
  a weaker one.
* Whether a rule is on is not part of the table, which has only the fields of
  rules, such as `rules.NAME.limit`.
*/

use std::collections::{BTreeMap, HashMap, HashSet};

use anyhow::{anyhow, bail};
use serde::de::DeserializeOwned;
use toml::{Table, Value};

use crate::command::suggestion::suggestion;
use crate::gate::rule::Rule;

/// The only setting that a configuration file cannot have.
pub(crate) const CHANGED_FROM: &str = "changed-from";

/// The place of a value.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// An option or a variable, whose name says the key.
    Named(String),
    /// A line of a file, as `FILE:LINE`.
    Line(String),
}

impl Source {
    fn place(&self) -> &str {
        let (Source::Named(place) | Source::Line(place)) = self;
        place
    }
}

/// A rule as a source writes it.
#[derive(Debug, PartialEq)]
pub(crate) struct WrittenRule {
    name: String,
    is_on: bool,
    fields: Table,
}

impl WrittenRule {
    /// Reads a rule of a configuration file: a limit, `true`, `false`, or a table.
    pub(crate) fn of_value(name: &str, value: Value) -> WrittenRule {
        let (is_on, fields) = match value {
            Value::Boolean(is_on) => (is_on, Table::new()),
            Value::Table(fields) => (true, fields),
            limit => (true, Table::from_iter([("limit".to_owned(), limit)])),
        };
        let name = name.to_owned();
        WrittenRule {
            name,
            is_on,
            fields,
        }
    }

    /// Reads a rule of the command line: `NAME`, `NAME=LIMIT` or `NAME=off`, and
    /// after commas `severity=…` or `threshold=…`.
    pub(crate) fn of_text(text: &str) -> WrittenRule {
        let end = text.find(['=', ',']).unwrap_or(text.len());
        let mut rule = WrittenRule::of_value(text[..end].trim(), true.into());
        let parts = text.get(end + 1..).map(|rest| rest.split(','));
        for part in parts.into_iter().flatten().map(str::trim) {
            let (field, value) = match part.split_once('=') {
                None if part == "on" || part == "off" => {
                    rule.is_on = part == "on";
                    continue;
                }
                None => ("limit", part.into()),
                Some(("threshold", number)) => ("threshold", number_or_text(number)),
                Some((field, value)) => (field, value.into()),
            };
            rule.fields.insert(field.to_owned(), value);
        }
        rule
    }
}

/// Returns `text` as a TOML number if it is one, else as a string, which the
/// typed form rejects with the place of the value.
pub(crate) fn number_or_text(text: &str) -> Value {
    let integer = text.parse().map(Value::Integer);
    let number = integer.or_else(|_| text.parse().map(Value::Float));
    number.unwrap_or_else(|_: std::num::ParseFloatError| text.into())
}

/// The values of all sources.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    values: Table,
    /// The source of each key, and of keys and list items inside its value.
    /// Defaults have none.
    sources: BTreeMap<String, Source>,
    switches: HashMap<Rule, bool>,
    /// Whether any source turns a rule on, even if a stronger one turns it off.
    pub(crate) is_any_rule_on: bool,
}

impl Merged {
    /// Sets `key`, and forgets its earlier value.
    pub(crate) fn set(&mut self, key: &str, value: Value, source: Source) {
        self.forget_sources(key);
        self.set_default(key, value);
        self.set_source(key, source);
    }

    pub(crate) fn set_default(&mut self, key: &str, value: Value) {
        let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
        let mut values = &mut self.values;
        for part in table.split('.').filter(|part| !part.is_empty()) {
            let inner = values.entry(part).or_insert(Value::Table(Table::new()));
            // A value of another type stays, for the typed form to report.
            let Value::Table(inner) = inner else { return };
            values = inner;
        }
        values.insert(name.to_owned(), value);
    }

    /// Sets the source of `key`, which can be inside a value.
    pub(crate) fn set_source(&mut self, key: &str, source: Source) {
        self.sources.insert(key.to_owned(), source);
    }

    /// Removes a key without dots.
    pub(crate) fn remove(&mut self, key: &str) {
        self.forget_sources(key);
        self.values.remove(key);
    }

    fn forget_sources(&mut self, key: &str) {
        let is_inside = |own: &str| {
            let rest = own.strip_prefix(key);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.sources.retain(|own, _| !is_inside(own));
    }

    /// Adds the rules of one source. `source_of` returns the place of a key in it.
    pub(crate) fn add_rules(
        &mut self,
        rules: impl IntoIterator<Item = WrittenRule>,
        source_of: impl Fn(&str) -> Source,
    ) -> anyhow::Result<()> {
        let mut seen = HashSet::new();
        for WrittenRule {
            name,
            is_on,
            fields,
        } in rules
        {
            let source = source_of(&format!("rules.{name}"));
            let Ok(rule) = name.parse::<Rule>() else {
                let hint = suggestion(&name, Rule::ALL.iter().map(|rule| rule.name()));
                bail!("{}: unknown rule `{name}`{hint}", source.place());
            };
            if !seen.insert(rule) {
                bail!(
                    "{}: {rule}: given twice\nhint: use one rule with all fields, such as \
                     too-short=5,threshold=30",
                    source.place()
                );
            }
            self.is_any_rule_on |= is_on;
            self.switches.insert(rule, is_on);
            self.set_source(&format!("rules.{rule}"), source);
            for (field, value) in fields {
                let source = source_of(&format!("rules.{name}.{field}"));
                self.set(&format!("rules.{rule}.{field}"), value, source);
            }
        }
        Ok(())
    }

    /// Whether the strongest source that names `rule` turns it on.
    pub(crate) fn switch(&self, rule: Rule) -> Option<bool> {
        self.switches.get(&rule).copied()
    }

    /// Returns the value of `key`.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        let (first, rest) = key.split_once('.').unwrap_or((key, ""));
        let mut rest = rest.split('.').filter(|part| !part.is_empty());
        rest.try_fold(self.values.get(first)?, |value, part| value.get(part))
    }

    /// Returns the place of `key`, or of the value that it is in.
    pub(crate) fn place(&self, key: &str) -> &str {
        self.source(key).map_or("default", Source::place)
    }

    fn source(&self, key: &str) -> Option<&Source> {
        // The place of a rule says nothing about the fields that it leaves out.
        let parent = key.rsplit_once('.').filter(|_| !key.starts_with("rules."));
        let exact = self.sources.get(key);
        exact.or_else(|| self.source(parent?.0))
    }

    /// Returns an error about the value of `key`, with its place.
    pub(crate) fn error(&self, key: &str, message: &str) -> anyhow::Error {
        let place = self.place(key);
        let rule = key.strip_prefix("rules.");
        let rule = rule.and_then(|rest| rest.split('.').next());
        let is_named = rule.is_none() && !matches!(self.source(key), Some(Source::Line(_)));
        if is_named || message.starts_with("unknown ") {
            return anyhow!("{place}: {message}");
        }
        anyhow!("{place}: {}: {message}", rule.unwrap_or(key))
    }

    /// Reads the values into a typed form.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        let mut values = self.values.clone();
        if let Some(Source::Named(_)) = self.sources.get(CHANGED_FROM) {
            values.remove(CHANGED_FROM);
        }
        serde_path_to_error::deserialize(Value::Table(values)).map_err(|error| {
            let key = error.path().to_string().replace('[', ".").replace(']', "");
            self.error(&key, &plain_message(error.inner().message()))
        })
    }
}

/// Rewrites a message of serde as `expected X, found Y`, or as an unknown name
/// with a suggestion.
fn plain_message(message: &str) -> String {
    let message = message.trim();
    for (start, thing) in [("unknown field", "key"), ("unknown variant", "value")] {
        if message.starts_with(start) {
            // The unknown name is quoted first, then the known ones.
            let mut names = message.split('`').skip(1).step_by(2);
            let name = names.next().unwrap_or_default();
            return format!("unknown {thing} `{name}`{}", suggestion(name, names));
        }
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

    #[test]
    fn a_rule_can_be_written_as_text_or_as_a_value() {
        let full = "{ limit = '1 %', severity = 'warning', threshold = 30 }";
        for (text, value) in [
            ("too-short", "true"),
            ("too-short=off", "false"),
            ("too-short=1 %", "'1 %'"),
            ("too-short=1 %,severity=warning,threshold=30", full),
            ("too-short,limit=1 %,severity=warning,threshold=30", full),
        ] {
            let value = value.parse().unwrap();
            let expected = WrittenRule::of_value("too-short", value);
            assert_eq!(WrittenRule::of_text(text), expected, "{text}");
        }
    }

    #[test]
    fn an_old_name_of_a_rule_means_the_rule() {
        let add = |rules: &[&str]| {
            let mut merged = Merged::default();
            let rules = rules.iter().map(|text| WrittenRule::of_text(text));
            merged.add_rules(rules, |_| Source::Named("--rule".to_owned()))?;
            anyhow::Ok(merged)
        };
        let merged = add(&["standing-matter=3"]).unwrap();
        assert_eq!(merged.switch(Rule::Boilerplate), Some(true));
        assert_eq!(merged.get("rules.boilerplate.limit"), Some(&"3".into()));
        assert!(add(&["standing-matter", "boilerplate"]).is_err());
    }
}
