/*!
The arguments of every verb but `check`.
*/

use std::path::PathBuf;

use clap::Args;

use crate::command::args::dump::DumpArgs;
use crate::pipeline::keep::policy::KeepPolicy;

#[derive(Debug, Args)]
pub(crate) struct ScanArgs {
    /// Files, folders or globs to read; - for stdin
    #[arg(required_unless_present = "explain_parameters", value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Write all findings to this file as JSON Lines; - for stdout, in place of the table
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    /// Add the compared pairs that are not copies to the findings
    #[arg(long, requires = "findings")]
    pub(crate) not_copies: bool,
    /// Print how the thresholds determine bands and rows, and which pairs they find
    #[arg(long)]
    pub(crate) explain_parameters: bool,
    /// Show the N largest clusters
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) top: usize,
    /// Show which outlets print the copy of which sources, the most frequent pairs first
    #[arg(long)]
    pub(crate) outlets: bool,
    #[command(flatten)]
    pub(crate) keep: KeepArgs,
    #[command(flatten)]
    pub(crate) dump: DumpArgs,
}

#[derive(Debug, Args)]
pub(crate) struct CleanArgs {
    /// Files, folders or globs to read; - for stdin
    #[arg(required = true, value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Write the kept records to this file, compressed if it ends in .gz or .zst; - for stdout
    #[arg(long, short, value_name = "FILE", required_unless_present = "dry_run")]
    pub(crate) output: Option<PathBuf>,
    /// Write one JSON line for each removed record to this file, with the kept record and the reason
    #[arg(long, value_name = "FILE")]
    pub(crate) removed: Option<PathBuf>,
    /// Write the skipped records to this file, byte for byte
    #[arg(long, value_name = "FILE")]
    pub(crate) skipped: Option<PathBuf>,
    /// Write all findings to this file as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    /// Also remove pages without an article: robot checks, consent and pay notices, missing pages
    #[arg(long)]
    pub(crate) drop_no_article: bool,
    /// Write no kept records; print what would be removed, and write the other files
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) keep: KeepArgs,
    #[command(flatten)]
    pub(crate) dump: DumpArgs,
}

#[derive(Debug, Args)]
pub(crate) struct FlagArgs {
    /// Files, folders or globs to read; - for stdin
    #[arg(required = true, value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Write the flagged records to this file, compressed if it ends in .gz or .zst; - for stdout
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    pub(crate) output: PathBuf,
    /// Write all findings to this file as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) keep: KeepArgs,
    #[command(flatten)]
    pub(crate) dump: DumpArgs,
}

#[derive(Debug, Args)]
pub(crate) struct HeadlinesArgs {
    /// Files, folders or globs to read; - for stdin
    #[arg(required = true, value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Write all findings to this file as JSON Lines; - for stdout, in place of the table
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    /// Show the N most repeated headlines
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) top: usize,
    /// Show standing headlines (rubrics, sections, services) instead of stories
    #[arg(long)]
    pub(crate) standing: bool,
    #[command(flatten)]
    pub(crate) dump: DumpArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Id of the first article, as in its record, or FILE:LINE
    #[arg(value_name = "A")]
    pub(crate) first: String,
    /// Id of the second article, or FILE:LINE
    #[arg(value_name = "B")]
    pub(crate) second: String,
    /// Files, folders or globs that contain both articles; - for stdin
    #[arg(required = true, value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Use colors
    #[arg(long, value_enum, default_value_t = clap::ColorChoice::Auto, value_name = "WHEN")]
    pub(crate) color: clap::ColorChoice,
    #[command(flatten)]
    pub(crate) dump: DumpArgs,
}

#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// Findings written by `scan --findings`; - for stdin
    pub(crate) findings: PathBuf,
    /// Labels made by hand (pairs, clusters and singletons) as JSON Lines
    pub(crate) gold: PathBuf,
    /// Print the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Show up to N misjudged pairs of each kind
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    /// Count labels that were made without reading both texts to the end
    #[arg(long)]
    pub(crate) all: bool,
    /// Use only the labels of this set; can be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) set: Vec<String>,
}

/// The choice of the article of a cluster that is kept.
#[derive(Debug, Args)]
pub(crate) struct KeepArgs {
    /// Keep this article of each cluster
    #[arg(long, value_enum, default_value_t, value_name = "WHICH")]
    keep: KeepPolicy,
    /// Keep the article of one of these outlets, in order of preference, instead of using --keep
    #[arg(long, value_name = "OUTLET", value_delimiter = ',')]
    #[arg(conflicts_with = "keep")]
    prefer: Vec<String>,
}

impl KeepArgs {
    pub(crate) fn policy(&self) -> KeepPolicy {
        match self.prefer.is_empty() {
            true => self.keep.clone(),
            false => KeepPolicy::Prefer(self.prefer.clone()),
        }
    }
}
