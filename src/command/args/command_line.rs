/*!
The command line: the verbs, shell completions and the manual page.
*/

use std::ffi::OsString;
use std::io::Write;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::command::args::check::CheckArgs;
use crate::command::args::dump::DumpArgs;
use crate::command::args::verbs::{
    CleanArgs, EvaluateArgs, ExplainArgs, FlagArgs, HeadlinesArgs, ScanArgs,
};
use crate::command::exit::Exit;

/// Find near-duplicate and syndicated articles in scraped news
#[derive(Debug, Parser)]
#[command(name = "wirecopy", version, long_about = None, max_term_width = 96, after_help = AFTER_HELP)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

const AFTER_HELP: &str = "\
Exit codes: 0 if everything was read and written, 2 if something could not be read or written. \
Input that can be read is processed in both cases. Only `check` exits with 1.";

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Find duplicate and syndicated articles
    Scan(ScanArgs),
    /// Write each story once; kept records are copied byte for byte
    Clean(CleanArgs),
    /// Write every record with its findings in added columns
    Flag(FlagArgs),
    /// Find headlines that are repeated across outlets and over time
    Headlines(HeadlinesArgs),
    /// Show why two articles are or are not copies, with the shared passages marked
    Explain(ExplainArgs),
    /// Check a data set against rules, for use in CI
    Check(CheckArgs),
    /// Compare findings with labels made by hand: precision and recall
    Evaluate(EvaluateArgs),
    /// Print shell completions
    Completions {
        /// Shell to print completions for
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

impl CommandLine {
    /// Parses `args`, the name of the program first.
    pub(crate) fn parse_args(
        args: impl IntoIterator<Item = OsString>,
    ) -> Result<CommandLine, clap::Error> {
        let matches = CommandLine::command().try_get_matches_from(args)?;
        let mut line = CommandLine::from_arg_matches(&matches)?;
        if let (Verb::Check(check), Some((_, matches))) = (&mut line.verb, matches.subcommand()) {
            check.move_inputs_after_changed(matches);
            check.matches = matches.clone();
        }
        Ok(line)
    }
}

impl Verb {
    /// Returns the arguments about the dump; `None` for a verb that reads none.
    pub(crate) const fn dump(&self) -> Option<&DumpArgs> {
        match self {
            Verb::Scan(ScanArgs { dump, .. })
            | Verb::Clean(CleanArgs { dump, .. })
            | Verb::Flag(FlagArgs { dump, .. })
            | Verb::Headlines(HeadlinesArgs { dump, .. })
            | Verb::Explain(ExplainArgs { dump, .. })
            | Verb::Check(CheckArgs { dump, .. }) => Some(dump),
            Verb::Evaluate(_) | Verb::Completions { .. } | Verb::Man => None,
        }
    }
}

pub(crate) fn print_completions(shell: clap_complete::Shell) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut CommandLine::command(), "wirecopy", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Exit::Success)
}

pub(crate) fn print_manual_page() -> anyhow::Result<Exit> {
    let mut page = Vec::new();
    clap_mangen::Man::new(CommandLine::command()).render(&mut page)?;
    std::io::stdout().write_all(&page)?;
    Ok(Exit::Success)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::options::Options;

    #[test]
    fn the_definition_of_the_arguments_is_valid() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn help_names_the_defaults_of_the_options() {
        let defaults = Options::default();
        let command = CommandLine::command();
        let scan = command.find_subcommand("scan").unwrap();
        for (id, default) in [
            ("containment", defaults.containment.to_string()),
            ("resemblance", defaults.resemblance.to_string()),
            ("shingle_words", defaults.shingle_words.to_string()),
        ] {
            let mut arguments = scan.get_arguments();
            let argument = arguments.find(|argument| argument.get_id() == id).unwrap();
            let help = argument.get_help().unwrap().to_string();
            assert!(help.ends_with(&format!("[default: {default}]")), "{help}");
        }
    }
}
