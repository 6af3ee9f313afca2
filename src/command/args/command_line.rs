/*!
What can be typed, and what it means in the library's words.
*/

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use crate::input::{Columns, ReadOptions};
use crate::pipeline::KeepPolicy;
use crate::pipeline::options::{BadRecords, Options};
use clap::{
    ArgMatches, Args as ClapArgs, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};

use crate::command::exit::Exit;
use crate::command::parties_file as press;
use crate::command::sizes as machine;

/// Finds near-duplicate and syndicated articles in scraped news.
#[derive(Debug, Parser)]
#[command(name = "wirecopy", version, about, long_about = None, max_term_width = 96, after_help = AFTER)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

const AFTER: &str = "\
Exit codes: 0 when everything was read and written, 2 when something could not be read or \
written; what could be read is worked through all the same.";

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// What is in a dump: how much of it is copy, the largest clusters, what could not be read
    Scan(ScanArgs),
    /// Each story once: the records that stay, byte for byte as they were
    Clean(CleanArgs),
    /// Every record, with what was found about it in columns of its own
    Flag(FlagArgs),
    /// Headlines that are repeated across outlets and over time
    Headlines(HeadlinesArgs),
    /// Why two articles are or are not copies, with the shared passages marked
    Explain(ExplainArgs),
    /// The gate: 0 when the rules for a data set are kept, 1 when they are not
    Check(CheckArgs),
    /// Findings held against labels made by hand: precision and recall
    Evaluate(EvaluateArgs),
    /// Completions for a shell, on stdout
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// The manual page, on stdout
    Man,
}

/// Stands for `--changed` without a file behind it, so that its place is known.
const NO_FILE: &str = "\0";

impl Args {
    /// What was typed; ends the process with what is wrong with it.
    pub(crate) fn typed(args: impl IntoIterator<Item = OsString>) -> Args {
        let matches = Args::command().get_matches_from(args);
        let mut args = Args::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
        if let (Verb::Check(check), Some((_, of_check))) = (&mut args.verb, matches.subcommand()) {
            check.take_behind_changed(of_check);
        }
        args
    }
}

impl CheckArgs {
    /// Takes all files behind `--changed` for its own: an option that stands
    /// between ends the list for the parser, and what a hook appends would be
    /// taken for the data.
    fn take_behind_changed(&mut self, matches: &ArgMatches) {
        let Some(changed) = &mut self.changed else {
            return;
        };
        changed.retain(|file| file.as_os_str() != NO_FILE);
        let begin = matches.indices_of("changed").and_then(Iterator::min);
        let (Some(begin), Some(places)) = (begin, matches.indices_of("inputs")) else {
            return;
        };
        let mut before = Vec::new();
        for (input, place) in std::mem::take(&mut self.inputs).into_iter().zip(places) {
            match place > begin {
                true => changed.push(PathBuf::from(input)),
                false => before.push(input),
            }
        }
        self.inputs = before;
    }
}

impl Verb {
    /// What a verb that reads a dump was told.
    pub(crate) const fn shared(&self) -> Option<&DumpArgs> {
        match self {
            Verb::Scan(ScanArgs { shared, .. })
            | Verb::Clean(CleanArgs { shared, .. })
            | Verb::Flag(FlagArgs { shared, .. })
            | Verb::Headlines(HeadlinesArgs { shared, .. })
            | Verb::Explain(ExplainArgs { shared, .. })
            | Verb::Check(CheckArgs { shared, .. }) => Some(shared),
            Verb::Evaluate(_) | Verb::Completions { .. } | Verb::Man => None,
        }
    }
}

/// What all verbs that read a dump share.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct DumpArgs {
    /// Threads that work at once [default: one for each processor]
    #[arg(long, value_name = "N", help_heading = "Machine")]
    pub(crate) threads: Option<usize>,
    /// Memory to stay within, such as 500M or 4G; what does not fit goes to temporary files
    /// [default: half of the machine's]
    #[arg(long, value_name = "SIZE", value_parser = machine::size, help_heading = "Machine")]
    pub(crate) memory: Option<u64>,
    /// Folder for temporary files [default: the system's own]
    #[arg(long, value_name = "DIR", help_heading = "Machine")]
    pub(crate) temp_dir: Option<PathBuf>,
    /// Folder where a run writes what it has found so far; a run that was stopped goes on from
    /// there when it is started again in the same way
    #[arg(long, value_name = "DIR", help_heading = "Machine")]
    pub(crate) resume: Option<PathBuf>,
    /// Print nothing but errors and what could not be read
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Show no progress, not even on a terminal
    #[arg(long)]
    pub(crate) no_progress: bool,
    /// Stop at the first record that cannot be read
    #[arg(long, help_heading = "Input")]
    pub(crate) strict: bool,
    /// Largest record that is read
    #[arg(long, value_name = "SIZE", value_parser = machine::size, default_value = "64M", help_heading = "Input")]
    pub(crate) max_record: u64,
    /// The dump is of this one outlet: for records that name none
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) outlet: Option<String>,
    /// File that describes outlets with several names and parties that the table lacks
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) press: Option<PathBuf>,
    /// Column of the id [default: id, _id, uuid or guid]
    #[arg(long, value_name = "COLUMN", help_heading = "Input")]
    pub(crate) id_field: Option<String>,
    /// Column of the text [default: text, content, body, article, maintext or raw_content]
    #[arg(long, value_name = "COLUMN", help_heading = "Input")]
    pub(crate) text_field: Option<String>,
    /// Column of the headline [default: title or headline]
    #[arg(long, value_name = "COLUMN", help_heading = "Input")]
    pub(crate) headline_field: Option<String>,
    /// Column of the outlet [default: source, outlet, publisher, domain or sourceurl, else the
    /// domain of the address]
    #[arg(long, value_name = "COLUMN", help_heading = "Input")]
    pub(crate) outlet_field: Option<String>,
    /// Column of the address [default: url, link or uri]
    #[arg(long, value_name = "COLUMN", help_heading = "Input")]
    pub(crate) url_field: Option<String>,
    /// Column of the time of publication [default: published, date, publish_date, date_publish,
    /// timestamp or created]
    #[arg(long, value_name = "COLUMN", help_heading = "Input")]
    pub(crate) published_field: Option<String>,
    /// Column of the byline [default: author, authors or byline]
    #[arg(long, value_name = "COLUMN", help_heading = "Input")]
    pub(crate) byline_field: Option<String>,
    /// Share of the shorter article's words that must stand in the other for the two to be
    /// duplicates [default: 0.7]
    #[arg(long, value_name = "SHARE", help_heading = "Comparing")]
    pub(crate) containment: Option<f64>,
    /// Resemblance from which on signatures alone find a pair; lower finds more pairs of short
    /// texts and takes longer [default: 0.6]
    #[arg(long, value_name = "SHARE", help_heading = "Comparing")]
    pub(crate) resemblance: Option<f64>,
    /// Words in a shingle [default: 5]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    pub(crate) shingle_words: Option<usize>,
    /// Articles in a cluster above which a warning is given
    #[arg(long, value_name = "N", default_value_t = Options::default().large_cluster, help_heading = "Comparing")]
    pub(crate) large_cluster: usize,
}

impl DumpArgs {
    /// How the dump is read.
    pub(crate) fn read_options(&self) -> ReadOptions {
        let mut columns = Columns::default();
        columns.id.clone_from(&self.id_field);
        columns.text.clone_from(&self.text_field);
        columns.headline.clone_from(&self.headline_field);
        columns.outlet.clone_from(&self.outlet_field);
        columns.url.clone_from(&self.url_field);
        columns.published.clone_from(&self.published_field);
        columns.byline.clone_from(&self.byline_field);
        let mut options = ReadOptions::default();
        options.columns = columns;
        options.outlet.clone_from(&self.outlet);
        options.max_record = self.max_record;
        options.temp_dir.clone_from(&self.temp_dir);
        options
    }

    /// How copies are looked for.
    pub(crate) fn options(&self) -> anyhow::Result<Options> {
        let mut options = Options::default();
        options.shingle_words = self.shingle_words.unwrap_or(options.shingle_words);
        options.containment = self.containment.unwrap_or(options.containment);
        options.resemblance = self.resemblance.unwrap_or(options.resemblance);
        options.large_cluster = self.large_cluster;
        options.memory = machine::budget(self.memory)?;
        if let Some(press) = &self.press {
            press::read(press, &mut options)?;
        }
        // A dump that fits in memory would never tell.
        if let Some(folder) = self.temp_dir.as_ref().filter(|folder| !folder.is_dir()) {
            anyhow::bail!("--temp-dir: {} is no folder", folder.display());
        }
        options.temp_dir.clone_from(&self.temp_dir);
        if let Some(path) = self
            .resume
            .as_ref()
            .filter(|path| path.exists() && !path.is_dir())
        {
            anyhow::bail!("--resume: {} is no folder", path.display());
        }
        options.resume.clone_from(&self.resume);
        options.bad_records = if self.strict {
            BadRecords::Stop
        } else {
            BadRecords::Skip
        };
        Ok(options)
    }
}

/// What stays of a cluster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeepChoice {
    /// The article published first, undated ones last
    #[default]
    Earliest,
    /// The article published last
    Latest,
    /// The article with the most words
    Longest,
    /// The article read first
    First,
    /// The article on a page of the source, then one that credits it; of several the earliest
    Origin,
}

/// Who stays of each cluster.
#[derive(Debug, ClapArgs)]
pub(crate) struct KeepArgs {
    /// Which article of a cluster stays
    #[arg(long, value_enum, default_value_t, value_name = "WHICH")]
    pub(crate) keep: KeepChoice,
    /// Outlets whose article stays, the most wanted first; instead of --keep
    #[arg(
        long,
        value_name = "OUTLET",
        value_delimiter = ',',
        conflicts_with = "keep"
    )]
    pub(crate) prefer: Vec<String>,
}

impl KeepArgs {
    /// The policy in the library's words.
    pub(crate) fn policy(&self) -> KeepPolicy {
        if !self.prefer.is_empty() {
            return KeepPolicy::Prefer(self.prefer.clone());
        }
        match self.keep {
            KeepChoice::Earliest => KeepPolicy::Earliest,
            KeepChoice::Latest => KeepPolicy::Latest,
            KeepChoice::Longest => KeepPolicy::Longest,
            KeepChoice::First => KeepPolicy::First,
            KeepChoice::Origin => KeepPolicy::Origin,
        }
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ScanArgs {
    /// Files, folders, globs, or - for stdin
    #[arg(required_unless_present = "explain_parameters", value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Write every finding to this file as JSON Lines; - for stdout, without the table
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    /// Write the compared pairs that are no copies to the findings too
    #[arg(long, requires = "findings")]
    pub(crate) not_copies: bool,
    /// Print how the thresholds become bands and rows, and what they find
    #[arg(long)]
    pub(crate) explain_parameters: bool,
    /// Clusters shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) top: usize,
    /// Show who printed whose copy: the busiest pairs of source and outlet
    #[arg(long)]
    pub(crate) outlets: bool,
    #[command(flatten)]
    pub(crate) keep: KeepArgs,
    #[command(flatten)]
    pub(crate) shared: DumpArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CleanArgs {
    /// Files, folders, globs, or - for stdin
    #[arg(required = true, value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Where the kept records go, compressed if the name ends in .gz or .zst; - for stdout
    #[arg(long, short, value_name = "FILE", required_unless_present = "dry_run")]
    pub(crate) output: Option<PathBuf>,
    /// Write a line of JSON for each removed record: the kept one, and why
    #[arg(long, value_name = "FILE")]
    pub(crate) removed: Option<PathBuf>,
    /// Write the records that could not be read, as they were
    #[arg(long, value_name = "FILE")]
    pub(crate) skipped: Option<PathBuf>,
    /// Write every finding to this file as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    /// Write no record: only say what would be removed, and write what else is named
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) keep: KeepArgs,
    #[command(flatten)]
    pub(crate) shared: DumpArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct FlagArgs {
    /// Files, folders, globs, or - for stdin
    #[arg(required = true, value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Where the flagged records go, compressed if the name ends in .gz or .zst
    #[arg(long, short, value_name = "FILE", default_value = "-")]
    pub(crate) output: PathBuf,
    /// Write every finding to this file as JSON Lines
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) keep: KeepArgs,
    #[command(flatten)]
    pub(crate) shared: DumpArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct HeadlinesArgs {
    /// Files, folders, globs, or - for stdin
    #[arg(required = true, value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// Write every finding to this file as JSON Lines; - for stdout, without the table
    #[arg(long, value_name = "FILE")]
    pub(crate) findings: Option<PathBuf>,
    /// Headlines shown
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) top: usize,
    /// Show standing headlines (rubrics, sections, services) instead of stories
    #[arg(long)]
    pub(crate) standing: bool,
    #[command(flatten)]
    pub(crate) shared: DumpArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainArgs {
    /// Id of one article, as in its record, or FILE:LINE
    #[arg(value_name = "A")]
    pub(crate) first: String,
    /// Id of the other article
    #[arg(value_name = "B")]
    pub(crate) second: String,
    /// The dump that holds them: files, folders, globs, or - for stdin
    #[arg(required = true, value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// When to use colors
    #[arg(long, value_enum, default_value_t = clap::ColorChoice::Auto, value_name = "WHEN")]
    pub(crate) color: clap::ColorChoice,
    #[command(flatten)]
    pub(crate) shared: DumpArgs,
}

#[derive(Clone, Debug, ClapArgs)]
#[command(after_help = CHECK_AFTER)]
pub(crate) struct CheckArgs {
    /// Files, folders, globs, or - for stdin; those that --set does not name form the set `rest`
    #[arg(value_name = "DUMP")]
    pub(crate) inputs: Vec<String>,
    /// A set of the data: its name and its files, such as train=train/*.jsonl; may be given more
    /// than once, also for one set
    #[arg(long, value_name = "NAME=GLOB")]
    pub(crate) set: Vec<String>,
    /// A rule to check: NAME, NAME=LIMIT or NAME=off, and after commas severity=warning or
    /// threshold=N; a limit is a number or a share such as 0.5 %
    #[arg(long, value_name = "RULE")]
    pub(crate) rule: Vec<String>,
    /// Records that may be unreadable: more is a no; without it any is trouble
    #[arg(long, value_name = "N")]
    pub(crate) max_skipped: Option<u64>,
    /// Only what this file does not know yet counts
    #[arg(long, value_name = "FILE", help_heading = "Baseline")]
    pub(crate) baseline: Option<PathBuf>,
    /// Write what is objected to today to this file
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with_all = ["baseline", "changed", "changed_from"],
        help_heading = "Baseline"
    )]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Check only the records that are new since this revision of git, against the whole
    #[arg(long, value_name = "REV", help_heading = "Changed files")]
    pub(crate) changed_from: Option<String>,
    /// Check only these files, against the whole; takes all that follows
    #[arg(
        long,
        value_name = "FILE",
        num_args = 0..,
        default_missing_value = NO_FILE,
        conflicts_with = "changed_from",
        help_heading = "Changed files"
    )]
    pub(crate) changed: Option<Vec<PathBuf>>,
    /// Form of what goes to stdout [default: text]
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<Format>,
    /// Write to a file too, such as sarif=out.sarif; may be given more than once
    #[arg(long, value_name = "FORMAT=FILE", help_heading = "Output")]
    pub(crate) output: Vec<String>,
    /// Pairs of each rule that the text lists
    #[arg(long, value_name = "N", default_value_t = 50, help_heading = "Output")]
    pub(crate) top: usize,
    /// Configuration [default: wirecopy.toml, or tool.wirecopy in pyproject.toml, here or in a
    /// folder above]
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub(crate) config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long, conflicts_with = "config", help_heading = "Configuration")]
    pub(crate) no_config: bool,
    /// Print what is in force and where each value comes from
    #[arg(long, help_heading = "Configuration")]
    pub(crate) show_config: bool,
    /// Print the JSON Schema of the configuration
    #[arg(long, help_heading = "Configuration")]
    pub(crate) schema: bool,
    #[command(flatten)]
    pub(crate) shared: DumpArgs,
}

const CHECK_AFTER: &str = "\
Rules: near-duplicates, excerpts, leak-copies, leak-excerpts, repeated-headlines, duplicate-ids, \
duplicate-urls, no-text, too-short, too-long, boilerplate, large-clusters, syndicated, one-origin. When none is named, \
near-duplicates is checked at 0 %; with two sets or more, leak-copies and leak-excerpts are \
checked at 0 unless they are off.

Exit codes: 0 when the rules are kept, 1 when they are not, 2 when something could not be read.";

/// A form of the gate's answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Text,
    /// All of it, with every pair
    Json,
    /// Annotations and the job summary of GitHub Actions
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit XML
    Junit,
    /// For comments and job summaries
    Markdown,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EvaluateArgs {
    /// Findings that scan wrote
    pub(crate) findings: PathBuf,
    /// Labels made by hand: pairs, clusters and singletons as JSON Lines
    pub(crate) gold: PathBuf,
    /// Print the figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Misjudged pairs of each kind that are shown
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) errors: usize,
    /// Count pairs that were not read whole too
    #[arg(long)]
    pub(crate) all: bool,
    /// Only the pairs of this set of the gold; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub(crate) set: Vec<String>,
}

/// Prints completions for `shell`.
pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "wirecopy", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Exit::Done)
}

/// Prints the manual page.
pub(crate) fn man() -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut page)?;
    std::io::stdout().write_all(&page)?;
    Ok(Exit::Done)
}
