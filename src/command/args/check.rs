/*!
The arguments of `check`.
*/

use std::path::PathBuf;
use std::str::FromStr;

use clap::{ArgMatches, Args, ValueEnum};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::command::args::dump::DumpArgs;
use crate::command::suggestion::suggestion;
use crate::gate::rule::Rule;

/// The value of a `--changed` without files, which gives the option an index.
const NO_FILE: &str = "\0";

#[derive(Clone, Debug, Args)]
#[command(after_help = after_help())]
pub(crate) struct CheckArgs {
    /// Files, folders or globs to read; - for stdin. Files that belong to no --set form the set
    /// `rest`
    #[arg(value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Add files to a named set, such as train=train/*.jsonl; can be repeated
    #[arg(long, value_name = "NAME=GLOB")]
    pub(crate) set: Vec<NamedSet>,
    /// Check this rule: NAME, NAME=LIMIT or NAME=off, then ,severity=warning or ,threshold=N. A
    /// limit is a number or a share such as 0.5 %. Can be repeated
    #[arg(long, value_name = "RULE")]
    pub(crate) rule: Vec<String>,
    /// Tolerate N unreadable records; more fail the check (exit 1) [default: any unreadable record
    /// exits 2]
    #[arg(long, value_name = "N")]
    pub(crate) max_skipped: Option<u64>,
    /// Ignore objections listed in this baseline
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write all current objections to this file as a baseline
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    #[arg(conflicts_with_all = ["baseline", "changed", "changed_from"])]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Check only records added since this git revision, against the whole data set
    #[arg(long, value_name = "REV", help_heading = "Changed files")]
    pub(crate) changed_from: Option<String>,
    /// Check only these files, against the whole data set; takes all following arguments
    #[arg(long, value_name = "FILE", help_heading = "Changed files")]
    #[arg(num_args = 0.., default_missing_value = NO_FILE, conflicts_with = "changed_from")]
    pub(crate) changed: Option<Vec<PathBuf>>,
    /// Print the result in this format [default: text]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<Format>,
    /// Also write the result to a file, such as sarif=out.sarif; can be repeated
    #[arg(long, value_name = "FORMAT=FILE", help_heading = "Output")]
    pub(crate) output: Vec<OutputFile>,
    /// List up to N pairs of each rule in the text format
    #[arg(long, value_name = "N", default_value_t = 50, help_heading = "Output")]
    pub(crate) top: usize,
    /// Read this configuration file [default: wirecopy.toml or the table tool.wirecopy of
    /// pyproject.toml, in this folder or the nearest one above]
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    pub(crate) no_config: bool,
    /// Print all settings and their sources, and check nothing
    #[arg(long, help_heading = "Configuration")]
    pub(crate) show_config: bool,
    /// Print the JSON Schema of the configuration file, and check nothing
    #[arg(long, help_heading = "Configuration")]
    pub(crate) schema: bool,
    #[command(flatten)]
    pub(crate) dump: DumpArgs,
    /// The arguments as they were typed.
    #[arg(skip)]
    pub(crate) matches: ArgMatches,
}

fn after_help() -> String {
    format!(
        "Rules: {}. If no rule is on, near-duplicates is checked with the limit 0 %. With two or \
         more sets, leak-copies and leak-excerpts are checked with the limit 0 unless they are \
         off.\n\n\
         Exit codes: 0 if all rules pass, 1 if a rule fails, 2 if the check is inconclusive \
         because some input could not be read.",
        Rule::ALL.map(Rule::name).join(", ")
    )
}

impl CheckArgs {
    /// Moves the inputs after `--changed` to its files.
    ///
    /// The parser ends the list of an option at the next option. A pre-commit
    /// hook appends the changed files at the end, where the parser takes them
    /// for inputs.
    pub(crate) fn move_inputs_after_changed(&mut self, matches: &ArgMatches) {
        let Some(changed) = &mut self.changed else {
            return;
        };
        changed.retain(|file| file.as_os_str() != NO_FILE);
        let start = matches.indices_of("changed").and_then(Iterator::min);
        let (Some(start), Some(indices)) = (start, matches.indices_of("inputs")) else {
            return;
        };
        let mut before = Vec::new();
        for (input, index) in std::mem::take(&mut self.inputs).into_iter().zip(indices) {
            match index > start {
                true => changed.push(PathBuf::from(input)),
                false => before.push(input),
            }
        }
        self.inputs = before;
    }
}

/// An output format of `check`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Format {
    /// Text for people
    #[default]
    Text,
    /// JSON with every pair
    Json,
    /// Annotations and a job summary for GitHub Actions
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit XML
    Junit,
    /// Markdown for comments and job summaries
    Markdown,
}

/// A named set of the data, as in `train=train/*.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedSet {
    pub(crate) name: String,
    pub(crate) patterns: Vec<String>,
}

impl FromStr for NamedSet {
    type Err = String;

    fn from_str(text: &str) -> Result<NamedSet, String> {
        match text.split_once('=') {
            Some((name, pattern)) if !name.trim().is_empty() && !pattern.is_empty() => {
                Ok(NamedSet {
                    name: name.trim().to_owned(),
                    patterns: vec![pattern.to_owned()],
                })
            }
            _ => Err(format!("expected NAME=GLOB, found `{text}`")),
        }
    }
}

/// A file to write the result to, as in `sarif=out.sarif`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OutputFile {
    pub(crate) format: Format,
    pub(crate) path: PathBuf,
}

impl FromStr for OutputFile {
    type Err = String;

    fn from_str(text: &str) -> Result<OutputFile, String> {
        let (name, path) = text
            .split_once('=')
            .ok_or_else(|| format!("expected FORMAT=FILE, found `{text}`"))?;
        let format = Format::from_str(name, true).map_err(|_| {
            let formats = Format::value_variants().iter();
            let values: Vec<_> = formats.filter_map(Format::to_possible_value).collect();
            let hint = suggestion(name, values.iter().map(|value| value.get_name()));
            format!("unknown format `{name}`{hint}")
        })?;
        Ok(OutputFile {
            format,
            path: PathBuf::from(path),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::args::command_line::{CommandLine, Verb};

    fn parse(args: &[&str]) -> CheckArgs {
        let args = ["wirecopy", "check"].iter().chain(args).map(Into::into);
        match CommandLine::parse_args(args).unwrap().verb {
            Verb::Check(check) => check,
            _ => unreachable!(),
        }
    }

    #[test]
    fn all_arguments_after_changed_are_its_files() {
        let args = parse(&["data", "--changed", "a.jsonl", "--top", "5", "b.jsonl"]);
        assert_eq!(args.inputs, ["data"]);
        assert_eq!(args.changed, Some(vec!["a.jsonl".into(), "b.jsonl".into()]));
        let args = parse(&["--changed", "--top", "5", "b.jsonl"]);
        assert_eq!(args.changed, Some(vec!["b.jsonl".into()]));
        assert_eq!(parse(&["--changed"]).changed, Some(Vec::new()));
    }

    #[test]
    fn an_output_file_has_a_format_and_a_path() {
        let sarif = OutputFile {
            format: Format::Sarif,
            path: "a=b.sarif".into(),
        };
        assert_eq!("sarif=a=b.sarif".parse(), Ok(sarif));
        assert!("out.sarif".parse::<OutputFile>().is_err());
    }
}
