/*!
The form of the settings: their keys, types and JSON Schema.

The merged values of all layers are read into [`SettingsForm`]. The schema in
`docs/wirecopy.schema.json` is made from it.
*/

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use indexmap::IndexMap;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::{Map, Value, json};

use crate::command::args::check::Format;
use crate::command::args::dump::ColumnNames;
use crate::command::check::settings::merged::Merged;
use crate::gate::limit::Limit;
use crate::gate::limit::Severity;
use crate::gate::policy::{Suppression, SuppressionTarget};
use crate::gate::rule::Rule;

/// The settings in a configuration file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "wirecopy.toml")]
pub(crate) struct SettingsForm {
    /// The schema of this file, for editors.
    #[serde(rename = "$schema")]
    #[allow(dead_code, reason = "only editors read it")]
    schema: Option<String>,
    /// Files, folders and globs to read, relative to the folder of this file.
    pub(crate) inputs: Option<Vec<String>>,
    /// Named sets of the data, each with its files. Leaks are looked for
    /// between them.
    #[schemars(with = "Option<BTreeMap<String, Patterns>>")]
    pub(crate) sets: Option<IndexMap<String, Patterns>>,
    /// The rules to check, by name: a limit such as 0 or "0.5 %", true for the
    /// default limit, false for off, or a table.
    #[schemars(schema_with = "rules_schema")]
    pub(crate) rules: BTreeMap<String, RuleForm>,
    /// Unreadable records to tolerate. More fail the check (exit 1). Default:
    /// any unreadable record exits 2.
    pub(crate) max_skipped: Option<u64>,
    /// The baseline, a file of objections to ignore, relative to the folder of
    /// this file.
    pub(crate) baseline: Option<PathBuf>,
    /// Objections to allow.
    pub(crate) suppress: Option<Vec<SuppressionForm>>,
    /// The output format. Default: text.
    pub(crate) format: Option<Format>,
    /// The columns of the records.
    pub(crate) columns: ColumnNames,
    /// The outlet of records that name none.
    pub(crate) outlet: Option<String>,
    /// A file of additional parties and of the aliases of outlets, as `--press`
    /// reads it, relative to the folder of this file.
    pub(crate) press: Option<PathBuf>,
    /// The share of the shorter article's words that the other one must
    /// contain for the two to be duplicates. Default: 0.7.
    pub(crate) containment: Option<f64>,
    /// The resemblance from which on signatures alone find a pair. Default:
    /// 0.6.
    pub(crate) resemblance: Option<f64>,
    /// Words in a shingle. Default: 5.
    pub(crate) shingle_words: Option<usize>,
    /// Threads to run. Default: the number of processors.
    pub(crate) threads: Option<usize>,
    /// Memory to use at most, such as "500M". Default: half of the machine's
    /// memory.
    pub(crate) memory: Option<String>,
}

impl SettingsForm {
    /// Returns the objections to allow. An error names its place in `merged`.
    pub(crate) fn suppressions(&self, merged: &Merged) -> anyhow::Result<Vec<Suppression>> {
        let forms = self.suppress.iter().flatten().enumerate();
        let suppressions = forms.map(|(index, form)| {
            let error = |(field, message): (&str, String)| {
                merged.error(&format!("suppress.{index}{field}"), &message)
            };
            form.suppression().map_err(error)
        });
        suppressions.collect()
    }
}

/// An objection to allow: one of `pair`, `cluster` and `fingerprint`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuppressionForm {
    /// Two articles, each by its id or as FILE:LINE.
    pair: Option<[String; 2]>,
    /// The name of a cluster, as --format json prints it.
    cluster: Option<String>,
    /// The fingerprint of an objection, as --format json prints it.
    fingerprint: Option<String>,
    /// Why the objection is allowed.
    reason: String,
    /// The last day on which it is allowed, such as "2027-01-31". Default: no
    /// end.
    #[schemars(with = "Option<String>")]
    until: Option<toml::Value>,
}

impl SuppressionForm {
    /// Returns the suppression, or the field that is wrong and a message.
    fn suppression(&self) -> Result<Suppression, (&'static str, String)> {
        let target = match (&self.pair, &self.cluster, &self.fingerprint) {
            (Some(pair), None, None) => SuppressionTarget::Pair(pair.clone()),
            (None, Some(name), None) => SuppressionTarget::Cluster(name.clone()),
            (None, None, Some(fingerprint)) => SuppressionTarget::Fingerprint(fingerprint.clone()),
            _ => {
                return Err((
                    "",
                    "expected one of `pair`, `cluster` and `fingerprint`".into(),
                ));
            }
        };
        if self.reason.trim().is_empty() {
            return Err(("", "expected a reason, found an empty string".into()));
        }
        let day = |value: &toml::Value| {
            let text = match value {
                toml::Value::String(text) => text.clone(),
                toml::Value::Datetime(date) => date.to_string(),
                other => json!(other).to_string(),
            };
            let message = format!("expected a day such as 2027-01-31, found `{text}`");
            text.parse().map_err(|_| (".until", message))
        };
        Ok(Suppression {
            target,
            reason: self.reason.clone(),
            until: self.until.as_ref().map(day).transpose()?,
        })
    }
}

/// One pattern or several.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a pattern or a list of patterns")]
pub(crate) enum Patterns {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl From<Patterns> for Vec<String> {
    fn from(patterns: Patterns) -> Vec<String> {
        match patterns {
            Patterns::One(pattern) => vec![pattern],
            Patterns::Several(patterns) => patterns,
        }
    }
}

/// The fields of a rule. Absent ones have the rule's defaults.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RuleForm {
    #[serde(deserialize_with = "from_text")]
    pub(crate) limit: Option<Limit>,
    #[serde(deserialize_with = "from_text")]
    pub(crate) severity: Option<Severity>,
    pub(crate) threshold: Option<f64>,
}

/// Reads a value from its text. A number counts as the text that writes it.
fn from_text<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err = String>,
{
    let text = match Value::deserialize(deserializer)? {
        Value::String(text) => text,
        other => other.to_string(),
    };
    text.parse().map(Some).map_err(D::Error::custom)
}

fn rules_schema(_: &mut SchemaGenerator) -> Schema {
    let limit = json!({
        "oneOf": [
            { "type": "integer", "minimum": 0 },
            { "type": "string", "pattern": "^ *[0-9]+(\\.[0-9]+)? *%? *$" }
        ]
    });
    let mut properties = Map::new();
    for rule in Rule::ALL {
        let mut table = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "limit": limit,
                "severity": { "enum": ["error", "warning"], "default": "error" }
            }
        });
        if let Some(threshold) = rule.row().threshold {
            let schema = &mut table["properties"]["threshold"];
            *schema = json!({
                "type": "number",
                "description": threshold.meaning,
                "default": threshold.default,
                "minimum": 0
            });
            if let Some(most) = threshold.most {
                schema["maximum"] = json!(most);
            }
        }
        properties.insert(
            rule.name().to_owned(),
            json!({
                "description": rule.row().summary,
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

pub(crate) fn schema() -> anyhow::Result<String> {
    let schema = schemars::schema_for!(SettingsForm);
    Ok(format!("{}\n", serde_json::to_string_pretty(&schema)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_in_the_repository_is_current() {
        let kept = include_str!("../../../../docs/wirecopy.schema.json");
        assert!(
            kept == schema().unwrap(),
            "run: cargo run --release -- check --schema > docs/wirecopy.schema.json"
        );
    }
}
