/*!
The configuration file: its form, where it is found, and what is wrong with it.

The types here are the form: the JSON Schema in `docs/wirecopy.schema.json` is
made from them.
*/

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::gate::limit::Limit;
use crate::gate::rule::Rule;
use crate::gate::severity::Severity;
use anyhow::{Context, anyhow, bail};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};

use crate::command::check::settings::suggestion::suggestion;

/// What a configuration file may say.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "wirecopy.toml")]
pub(crate) struct FileSettings {
    /// The schema of this file, for editors.
    #[serde(rename = "$schema")]
    #[allow(dead_code, reason = "editors read it")]
    schema: Option<String>,
    /// Files, folders and globs of the dump, from the folder of this file.
    pub(crate) inputs: Option<Vec<String>>,
    /// Sets of the data, each with its files: leakage is looked for between
    /// them.
    #[schemars(with = "Option<BTreeMap<String, Patterns>>")]
    pub(crate) sets: Option<Sets>,
    /// The rules to check, by name: a limit such as 0 or "0.5 %", true for
    /// the default limit, false for off, or a table.
    #[schemars(schema_with = "rules_schema")]
    pub(crate) rules: Option<BTreeMap<RuleName, RuleLayer>>,
    /// Records that may be unreadable: more is a no; without it any is
    /// trouble.
    pub(crate) max_skipped: Option<u64>,
    /// A file of known objections, from the folder of this file.
    pub(crate) baseline: Option<PathBuf>,
    /// Objections that are allowed.
    pub(crate) suppress: Option<Vec<Suppress>>,
    /// Form of what goes to stdout.
    #[schemars(extend("enum" = ["text", "json", "github", "sarif", "junit", "markdown"]))]
    pub(crate) format: Option<String>,
    /// Columns of the records.
    pub(crate) columns: Option<ColumnNames>,
    /// The outlet of records that name none.
    pub(crate) outlet: Option<String>,
    /// A file of outlets and parties of your own, as `--press` reads it, from
    /// the folder of this file.
    pub(crate) press: Option<PathBuf>,
    /// Share of the shorter article's words that must stand in the other for
    /// the two to be duplicates.
    pub(crate) containment: Option<f64>,
    /// Resemblance from which on signatures alone find a pair.
    pub(crate) resemblance: Option<f64>,
    /// Words in a shingle.
    pub(crate) shingle_words: Option<usize>,
    /// Threads that work at once.
    pub(crate) threads: Option<usize>,
    /// Memory to stay within, such as "500M".
    pub(crate) memory: Option<String>,
}

/// The columns that are read instead of those that are tried otherwise.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ColumnNames {
    /// Column of the id.
    pub(crate) id: Option<String>,
    /// Column of the text.
    pub(crate) text: Option<String>,
    /// Column of the headline.
    pub(crate) headline: Option<String>,
    /// Column of the outlet.
    pub(crate) outlet: Option<String>,
    /// Column of the address.
    pub(crate) url: Option<String>,
    /// Column of the time of publication.
    pub(crate) published: Option<String>,
    /// Column of the byline.
    pub(crate) byline: Option<String>,
}

/// An objection that is allowed: one of `pair`, `cluster` and `fingerprint`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Suppress {
    /// Two articles, each by its id or as FILE:LINE.
    pub(crate) pair: Option<[String; 2]>,
    /// The name of a cluster, as --format json tells it.
    pub(crate) cluster: Option<String>,
    /// The fingerprint of an objection, as --format json tells it.
    pub(crate) fingerprint: Option<String>,
    /// Why it is allowed.
    pub(crate) reason: String,
    /// The last day on which it is, such as "2027-01-31"; for ever without.
    #[serde(default, deserialize_with = "day")]
    #[schemars(with = "Option<String>")]
    pub(crate) until: Option<String>,
}

/// A day as a string or as one of TOML's own.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Day {
        Text(String),
        Own(toml::value::Datetime),
    }
    Ok(Some(match Day::deserialize(deserializer)? {
        Day::Text(text) => text,
        Day::Own(day) => day.to_string(),
    }))
}

/// One pattern or several.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Patterns {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Patterns {
    fn into_vec(self) -> Vec<String> {
        match self {
            Patterns::One(pattern) => vec![pattern],
            Patterns::Several(patterns) => patterns,
        }
    }
}

/// Sets in the order of the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sets(pub(crate) Vec<(String, Vec<String>)>);

impl<'de> Deserialize<'de> for Sets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Sets, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Sets;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a table of names with a pattern or a list of patterns")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Sets, A::Error> {
                let mut sets = Vec::new();
                while let Some((name, patterns)) = map.next_entry::<String, Patterns>()? {
                    sets.push((name, patterns.into_vec()));
                }
                Ok(Sets(sets))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// The name of a rule, as a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RuleName(pub(crate) Rule);

/// The names of all rules.
const RULE_NAMES: [&str; Rule::ALL.len()] = {
    let mut names = [""; Rule::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = Rule::ALL[index].name();
        index += 1;
    }
    names
};

impl<'de> Deserialize<'de> for RuleName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RuleName, D::Error> {
        let name = String::deserialize(deserializer)?;
        let rule = name
            .parse()
            .map_err(|_| D::Error::unknown_field(&name, &RULE_NAMES));
        rule.map(RuleName)
    }
}

/// Whether a rule is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Switch {
    /// It is.
    On,
    /// It is not.
    Off,
}

/// What one place says of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RuleLayer {
    pub(crate) switch: Switch,
    pub(crate) limit: Option<Limit>,
    pub(crate) severity: Option<Severity>,
    pub(crate) threshold: Option<f64>,
}

impl RuleLayer {
    /// A rule that is merely named.
    pub(crate) const fn new(switch: Switch) -> RuleLayer {
        RuleLayer {
            switch,
            limit: None,
            severity: None,
            threshold: None,
        }
    }

    fn with_limit(limit: Limit) -> RuleLayer {
        RuleLayer {
            limit: Some(limit),
            ..RuleLayer::new(Switch::On)
        }
    }

    /// Reads what may be typed for a rule: `NAME`, `NAME=LIMIT`, `NAME=off`,
    /// and after commas `severity=…`, `threshold=…`.
    pub(crate) fn typed(text: &str) -> anyhow::Result<(Rule, RuleLayer)> {
        let (name, spec) = match text.split_once('=') {
            Some((name, spec)) => (name.trim(), Some(spec)),
            None => (text.trim(), None),
        };
        // `NAME,severity=warning` has its first `=` after the comma.
        let (name, spec) = match name.split_once(',') {
            Some((name, _)) => (name.trim(), text.split_once(',').map(|(_, spec)| spec)),
            None => (name, spec),
        };
        let rule: Rule = name.parse().map_err(|_| {
            anyhow!(
                "unknown rule `{name}`{}",
                suggestion(name, RULE_NAMES.iter().copied())
            )
        })?;
        let mut layer = RuleLayer::new(Switch::On);
        for part in spec.into_iter().flat_map(|spec| spec.split(',')) {
            layer.take(rule, part.trim())?;
        }
        Ok((rule, layer))
    }

    fn take(&mut self, rule: Rule, part: &str) -> anyhow::Result<()> {
        let wrong = |reason: String| anyhow!("{rule}: {reason}");
        match part.split_once('=') {
            None if part == "off" => self.switch = Switch::Off,
            None if part == "on" => self.switch = Switch::On,
            None => self.limit = Some(part.parse().map_err(wrong)?),
            Some(("limit", limit)) => self.limit = Some(limit.parse().map_err(wrong)?),
            Some(("severity", name)) => self.severity = Some(name.parse().map_err(wrong)?),
            Some(("threshold", number)) => {
                let expected = || wrong(format!("expected a number, found `{number}`"));
                self.threshold = Some(number.parse().map_err(|_| expected())?);
            }
            Some((key, _)) => bail!(
                "{rule}: unknown key `{key}`{}",
                suggestion(key, ["limit", "severity", "threshold"].into_iter())
            ),
        }
        Ok(())
    }
}

/// A rule as a table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleTable {
    limit: Option<LimitValue>,
    severity: Option<SeverityValue>,
    threshold: Option<f64>,
}

struct LimitValue(Limit);

impl<'de> Deserialize<'de> for LimitValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LimitValue, D::Error> {
        let layer = deserializer.deserialize_any(RuleVisitor)?;
        layer
            .limit
            .map(LimitValue)
            .ok_or_else(|| D::Error::custom("expected a number or a share such as \"0.5 %\""))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum SeverityValue {
    Error,
    Warning,
}

struct RuleVisitor;

impl<'de> Visitor<'de> for RuleVisitor {
    type Value = RuleLayer;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number, a share such as \"0.5 %\", true, false or a table")
    }

    fn visit_bool<E>(self, on: bool) -> Result<RuleLayer, E> {
        Ok(RuleLayer::new(if on { Switch::On } else { Switch::Off }))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<RuleLayer, E> {
        let count = u64::try_from(number)
            .map_err(|_| E::custom(format!("expected a number from 0 on, found {number}")))?;
        Ok(RuleLayer::with_limit(Limit::Count(count)))
    }

    fn visit_u64<E>(self, count: u64) -> Result<RuleLayer, E> {
        Ok(RuleLayer::with_limit(Limit::Count(count)))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<RuleLayer, E> {
        Err(E::custom(format!(
            "expected a whole number or a share such as \"0.5 %\", found {number}"
        )))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<RuleLayer, E> {
        text.parse().map(RuleLayer::with_limit).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RuleLayer, A::Error> {
        let table = RuleTable::deserialize(MapAccessDeserializer::new(map))?;
        Ok(RuleLayer {
            switch: Switch::On,
            limit: table.limit.map(|limit| limit.0),
            severity: table.severity.map(|severity| match severity {
                SeverityValue::Error => Severity::Error,
                SeverityValue::Warning => Severity::Warning,
            }),
            threshold: table.threshold,
        })
    }
}

impl<'de> Deserialize<'de> for RuleLayer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RuleLayer, D::Error> {
        deserializer.deserialize_any(RuleVisitor)
    }
}

fn rules_schema(_: &mut SchemaGenerator) -> Schema {
    let limit = serde_json::json!({
        "oneOf": [
            { "type": "integer", "minimum": 0 },
            { "type": "string", "pattern": "^ *[0-9]+(\\.[0-9]+)? *%? *$" }
        ]
    });
    let mut properties = serde_json::Map::new();
    for rule in Rule::ALL {
        let mut table = serde_json::json!({
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "limit": limit,
                "severity": { "enum": ["error", "warning"], "default": "error" }
            }
        });
        if let Some(threshold) = rule.threshold() {
            table["properties"]["threshold"] = serde_json::json!({
                "type": "number",
                "description": threshold.meaning,
                "default": threshold.default,
                "minimum": 0
            });
            if let Some(most) = threshold.most {
                table["properties"]["threshold"]["maximum"] = serde_json::json!(most);
            }
        }
        properties.insert(
            rule.name().to_owned(),
            serde_json::json!({
                "description": rule.summary(),
                "oneOf": [{ "type": "boolean" }, limit["oneOf"][0], limit["oneOf"][1], table]
            }),
        );
    }
    json_schema!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties
    })
}

/// The JSON Schema of the file.
pub(crate) fn schema() -> anyhow::Result<String> {
    let schema = schemars::schema_for!(FileSettings);
    Ok(format!("{}\n", serde_json::to_string_pretty(&schema)?))
}

/// The part of a `pyproject.toml` that is ours.
#[derive(Deserialize)]
struct PyProject {
    tool: Option<Tools>,
}

#[derive(Deserialize)]
struct Tools {
    wirecopy: Option<FileSettings>,
}

/// A configuration file that was read.
#[derive(Debug)]
pub(crate) struct Configured {
    pub(crate) path: PathBuf,
    pub(crate) settings: FileSettings,
}

/// The configuration in `folder` or the nearest one above it.
pub(crate) fn find(folder: &Path) -> anyhow::Result<Option<Configured>> {
    for (depth, above) in folder.ancestors().enumerate() {
        for name in ["wirecopy.toml", "pyproject.toml"] {
            if !above.join(name).is_file() {
                continue;
            }
            // As short as it can be typed.
            let path: PathBuf = (0..depth).map(|_| "..").chain([name]).collect();
            if let Some(settings) = read(&path)? {
                return Ok(Some(Configured { path, settings }));
            }
        }
    }
    Ok(None)
}

/// The configuration at `path`, which somebody named.
pub(crate) fn open(path: &Path) -> anyhow::Result<Configured> {
    let settings = read(path)?
        .with_context(|| format!("{}: expected a table `tool.wirecopy`", path.display()))?;
    Ok(Configured {
        path: path.to_owned(),
        settings,
    })
}

/// `None` for a `pyproject.toml` that says nothing of us.
fn read(path: &Path) -> anyhow::Result<Option<FileSettings>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let is_project = path
        .file_name()
        .is_some_and(|name| name == "pyproject.toml");
    let settings = if is_project {
        toml::from_str::<PyProject>(&text)
            .map(|project| project.tool.and_then(|tool| tool.wirecopy))
    } else {
        toml::from_str(&text).map(Some)
    };
    settings.map_err(|error| told(path, &text, &error))
}

/// What is wrong with a file, with its line and what may have been meant.
fn told(path: &Path, text: &str, error: &toml::de::Error) -> anyhow::Error {
    let line = error.span().map_or(1, |span| {
        let before = text.get(..span.start).unwrap_or(text);
        1 + before.matches('\n').count()
    });
    let message = error.message().trim();
    // A key or a value that is none of those expected: their names stand
    // between backticks, the wrong one first.
    let mut quoted = message.split('`').skip(1).step_by(2);
    let hint = match quoted.next() {
        Some(unknown) if message.starts_with("unknown ") => {
            let hint = suggestion(unknown, quoted);
            let what = if message.starts_with("unknown field") {
                "key"
            } else {
                "value"
            };
            return anyhow!(
                "{}:{line}: unknown {what} `{unknown}`{hint}",
                path.display()
            );
        }
        _ => String::new(),
    };
    anyhow!("{}:{line}: {message}{hint}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_in_the_repository_is_this_one() {
        let kept = include_str!("../../../../docs/wirecopy.schema.json");
        let fresh = schema().unwrap();
        assert!(
            kept == fresh,
            "run: cargo run --release -- check --schema > docs/wirecopy.schema.json"
        );
    }

    #[test]
    fn a_rule_may_be_typed_in_many_ways() {
        let typed = |text: &str| RuleLayer::typed(text).unwrap();
        let on = RuleLayer::new(Switch::On);
        assert_eq!(typed("no-text"), (Rule::NoText, on));
        assert_eq!(
            typed("no-text=off"),
            (Rule::NoText, RuleLayer::new(Switch::Off))
        );
        let full = RuleLayer {
            limit: Some(Limit::Share(0.01)),
            severity: Some(Severity::Warning),
            threshold: Some(30.0),
            ..on
        };
        for text in [
            "too-short=1 %,severity=warning,threshold=30",
            "too-short,limit=1 %,severity=warning,threshold=30",
        ] {
            assert_eq!(typed(text), (Rule::TooShort, full));
        }
        assert!(RuleLayer::typed("no-text=some").is_err());
        let error = RuleLayer::typed("no-texts").map_err(|error| error.to_string());
        assert_eq!(
            error,
            Err("unknown rule `no-texts`\nhint: did you mean `no-text`?".to_owned())
        );
    }

    #[test]
    fn a_file_says_a_rule_in_many_ways() {
        let text = "[rules]\nnear-duplicates = '1 %'\nno-text = 3\nexcerpts = false\n\
                    too-short = { threshold = 30, limit = '0 %', severity = 'warning' }\n";
        let settings: FileSettings = toml::from_str(text).unwrap();
        let rules = settings.rules.unwrap();
        let limit = |rule| rules[&RuleName(rule)].limit;
        assert_eq!(limit(Rule::NearDuplicates), Some(Limit::Share(0.01)));
        assert_eq!(limit(Rule::NoText), Some(Limit::Count(3)));
        assert_eq!(rules[&RuleName(Rule::Excerpts)].switch, Switch::Off);
        assert_eq!(rules[&RuleName(Rule::TooShort)].threshold, Some(30.0));
    }

    #[test]
    fn sets_keep_their_order() {
        let text = "[sets]\ntrain = 'train/*.jsonl'\ntest = ['a.csv', 'b.csv']\n";
        let settings: FileSettings = toml::from_str(text).unwrap();
        let names: Vec<String> = settings
            .sets
            .unwrap()
            .0
            .into_iter()
            .map(|set| set.0)
            .collect();
        assert_eq!(names, ["train", "test"]);
    }

    #[test]
    fn what_is_wrong_with_a_file_is_told_with_its_line() {
        let path = Path::new("wirecopy.toml");
        let told_of = |text: &str| {
            let error = toml::from_str::<FileSettings>(text).unwrap_err();
            told(path, text, &error).to_string()
        };
        assert_eq!(
            told_of("max-skipped = 1\nbasline = 'b.json'\n"),
            "wirecopy.toml:2: unknown key `basline`\nhint: did you mean `baseline`?"
        );
        assert_eq!(
            told_of("[rules]\nnear-duplicate = 0\n"),
            "wirecopy.toml:2: unknown key `near-duplicate`\nhint: did you mean `near-duplicates`?"
        );
        assert_eq!(
            told_of("[rules]\nno-text = 0\ntoo-short = { limt = 0 }\n"),
            "wirecopy.toml:3: unknown key `limt`\nhint: did you mean `limit`?"
        );
        assert_eq!(
            told_of("[rules]\nno-text = 0.5\n"),
            "wirecopy.toml:2: expected a whole number or a share such as \"0.5 %\", found 0.5"
        );
    }
}
