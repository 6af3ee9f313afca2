/*!
The output of `--show-config`: every setting with its value and its source.
*/

use std::io::{self, Write};

use serde_json::json;

use crate::command::check::settings::resolve::Settings;
use crate::command::check::settings::sources::scalars;
use crate::gate::rule::Rule;
use crate::output::sanitize::plain;

/// Prints the settings, one a line, in the syntax of `wirecopy.toml`.
pub(crate) fn show(settings: &Settings, out: &mut impl Write) -> io::Result<()> {
    let entries: Vec<(String, String)> = entries(settings)
        .into_iter()
        .map(|(key, value)| (plain(&format!("{key} = {value}")), key))
        .collect();
    let widths = entries.iter().map(|(line, _)| line.chars().count());
    let width = widths.max().unwrap_or(0);
    for (line, key) in entries {
        writeln!(
            out,
            "{line:width$}  # {}",
            plain(settings.merged.place(&key))
        )?;
    }
    Ok(())
}

fn entries(settings: &Settings) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    let mut add = |key: &str, value: String| entries.push((key.to_owned(), value));
    for set in &settings.sets {
        add(
            &format!("sets.{}", set.name),
            json!(set.patterns).to_string(),
        );
    }
    if !settings.inputs.is_empty() {
        add("inputs", json!(settings.inputs).to_string());
    }
    for rule in Rule::ALL {
        let key = format!("rules.{rule}");
        if settings.merged.switch(rule) == Some(false) {
            add(&key, "false".to_owned());
        }
        let mut rules = settings.rules.iter();
        let Some(setting) = rules.find(|setting| setting.rule == rule) else {
            continue;
        };
        add(&format!("{key}.limit"), format!("\"{}\"", setting.limit));
        let severity = setting.severity.name();
        add(&format!("{key}.severity"), format!("\"{severity}\""));
        if let Some(threshold) = setting.threshold {
            add(&format!("{key}.threshold"), threshold.to_string());
        }
    }
    for key in scalars() {
        if let Some(value) = settings.merged.get(key) {
            add(key, json!(value).to_string());
        }
    }
    for (index, suppression) in settings.suppressions.iter().enumerate() {
        let until = suppression.until;
        let until = until.map_or(String::new(), |day| format!(" until {day}"));
        add(
            &format!("suppress.{index}"),
            format!("{suppression}{until}"),
        );
    }
    entries
}
