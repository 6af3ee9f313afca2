/*!
The arguments that all verbs share that read a dump, and the library's options
that follow from them.
*/

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::command::parties_file;
use crate::command::sizes;
use crate::input::{Columns, ReadOptions};
use crate::pipeline::options::{BadRecords, Options};

/// The arguments of a verb that reads a dump.
#[derive(Clone, Debug, Args)]
pub(crate) struct DumpArgs {
    /// Run N threads [default: the number of processors]
    #[arg(long, value_name = "N", help_heading = "Machine")]
    pub(crate) threads: Option<usize>,
    /// Use at most this much memory, such as 500M or 4G; spill the rest to temporary files
    /// [default: half of the machine's memory]
    #[arg(long, value_name = "SIZE", value_parser = sizes::parse_size, help_heading = "Machine")]
    pub(crate) memory: Option<u64>,
    /// Write temporary files to this folder [default: the system's folder]
    #[arg(long, value_name = "DIR", help_heading = "Machine")]
    pub(crate) temp_dir: Option<PathBuf>,
    /// Save each finished stage in this folder; continue from there if the same run was stopped
    #[arg(long, value_name = "DIR", help_heading = "Machine")]
    pub(crate) resume: Option<PathBuf>,
    /// Print only errors and skipped records
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Hide the progress bar
    #[arg(long)]
    pub(crate) no_progress: bool,
    /// Stop at the first record that cannot be read
    #[arg(long, help_heading = "Input")]
    pub(crate) strict: bool,
    /// Skip records that are larger than this
    #[arg(long, value_name = "SIZE", value_parser = sizes::parse_size, default_value = "64M", help_heading = "Input")]
    pub(crate) max_record: u64,
    /// Use this outlet for records that name none
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub(crate) outlet: Option<String>,
    /// Read additional parties and the aliases of outlets from this TOML file
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) press: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) columns: ColumnNames,
    /// Require this share of the shorter article's words in the other article for duplicates
    /// [default: 0.666]
    #[arg(long, value_name = "SHARE", help_heading = "Comparing")]
    pub(crate) containment: Option<f64>,
    /// Find pairs of at least this resemblance by their signatures alone; a lower value finds more
    /// pairs of short texts and takes longer [default: 0.6]
    #[arg(long, value_name = "SHARE", help_heading = "Comparing")]
    pub(crate) resemblance: Option<f64>,
    /// Build shingles of N words [default: 5]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    pub(crate) shingle_words: Option<usize>,
    /// Warn about clusters of more than N articles
    #[arg(long, value_name = "N", default_value_t = Options::default().large_cluster, help_heading = "Comparing")]
    pub(crate) large_cluster: usize,
}

/// The columns to read in place of the default ones.
#[derive(Clone, Debug, Default, Args, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[command(next_help_heading = "Input")]
pub(crate) struct ColumnNames {
    /// Column of the id.
    #[arg(id = "id_field", long = "id-field", value_name = "COLUMN")]
    #[arg(help = "Read the id from this column [default: id, _id, uuid or guid]")]
    pub(crate) id: Option<String>,
    /// Column of the text.
    #[arg(id = "text_field", long = "text-field", value_name = "COLUMN")]
    #[arg(
        help = "Read the text from this column [default: text, content, body, article, maintext or raw_content]"
    )]
    pub(crate) text: Option<String>,
    /// Column of the headline.
    #[arg(id = "headline_field", long = "headline-field", value_name = "COLUMN")]
    #[arg(help = "Read the headline from this column [default: title or headline]")]
    pub(crate) headline: Option<String>,
    /// Column of the outlet.
    #[arg(id = "outlet_field", long = "outlet-field", value_name = "COLUMN")]
    #[arg(
        help = "Read the outlet from this column [default: source, outlet, publisher, domain or sourceurl, else the domain of the URL]"
    )]
    pub(crate) outlet: Option<String>,
    /// Column of the URL.
    #[arg(id = "url_field", long = "url-field", value_name = "COLUMN")]
    #[arg(help = "Read the URL from this column [default: url, link or uri]")]
    pub(crate) url: Option<String>,
    /// Column of the time of publication.
    #[arg(
        id = "published_field",
        long = "published-field",
        value_name = "COLUMN"
    )]
    #[arg(
        help = "Read the time of publication from this column [default: published, date, publish_date, date_publish, timestamp or created]"
    )]
    pub(crate) published: Option<String>,
    /// Column of the byline.
    #[arg(id = "byline_field", long = "byline-field", value_name = "COLUMN")]
    #[arg(help = "Read the byline from this column [default: author, authors or byline]")]
    pub(crate) byline: Option<String>,
}

impl DumpArgs {
    pub(crate) fn read_options(&self) -> ReadOptions {
        let mut columns = Columns::default();
        columns.id.clone_from(&self.columns.id);
        columns.text.clone_from(&self.columns.text);
        columns.headline.clone_from(&self.columns.headline);
        columns.outlet.clone_from(&self.columns.outlet);
        columns.url.clone_from(&self.columns.url);
        columns.published.clone_from(&self.columns.published);
        columns.byline.clone_from(&self.columns.byline);
        ReadOptions {
            columns,
            outlet: self.outlet.clone(),
            max_record: self.max_record,
            temp_dir: self.temp_dir.clone(),
        }
    }

    /// Returns the options for finding copies. Reads the file of `--press`.
    pub(crate) fn options(&self) -> anyhow::Result<Options> {
        let mut options = Options::default();
        options.shingle_words = self.shingle_words.unwrap_or(options.shingle_words);
        options.containment = self.containment.unwrap_or(options.containment);
        options.resemblance = self.resemblance.unwrap_or(options.resemblance);
        options.large_cluster = self.large_cluster;
        options.memory = sizes::memory_budget(self.memory)?;
        if let Some(path) = &self.press {
            parties_file::read(path, &mut options)?;
        }
        // A small dump never writes temporary files, so check the folder here.
        if let Some(folder) = self.temp_dir.as_ref().filter(|folder| !folder.is_dir()) {
            bail!(
                "--temp-dir: expected a folder, found `{}`",
                folder.display()
            );
        }
        let resume = self.resume.as_ref();
        if let Some(path) = resume.filter(|path| path.exists() && !path.is_dir()) {
            bail!("--resume: expected a folder, found `{}`", path.display());
        }
        options.temp_dir.clone_from(&self.temp_dir);
        options.resume.clone_from(&self.resume);
        options.bad_records = if self.strict {
            BadRecords::Stop
        } else {
            BadRecords::Skip
        };
        Ok(options)
    }
}
