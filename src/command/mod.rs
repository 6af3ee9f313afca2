//! The command `wirecopy`: parse the arguments, call the library, print results.

pub(crate) mod analysis;
pub(crate) mod args;
pub(crate) mod check;
pub(crate) mod clean;
pub(crate) mod evaluate;
pub(crate) mod exit;
pub(crate) mod explain;
pub(crate) mod flag;
pub(crate) mod headlines;
pub(crate) mod parties_file;
pub(crate) mod print;
pub(crate) mod progress;
pub(crate) mod scan;
pub(crate) mod sizes;
pub(crate) mod suggestion;
pub(crate) mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::command::args::command_line;
use crate::command::args::command_line::{CommandLine, Verb};
use crate::command::exit::{Exit, is_closed_pipe};
use crate::output::sink::abandon_all;

/// Runs the command with `args`, the name of the program first, and returns its
/// exit code: 0 for success, 1 if the check failed, 2 if something could not be
/// read or written.
///
/// Prints to stdout and stderr. Installs a handler that ends the process on an
/// interrupt.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    main_with(args, |_| ())
}

/// Runs the command as [`main`] does, and calls `before_threads` with the memory
/// budget in bytes before the first thread starts. A binary can configure its
/// allocator there.
pub fn main_with(
    args: impl IntoIterator<Item = OsString>,
    before_threads: impl FnOnce(u64),
) -> ExitCode {
    let verb = match CommandLine::parse_args(args) {
        Ok(line) => line.verb,
        Err(error) => {
            // Help that cannot be printed has no other place to go.
            drop(error.print());
            return match error.use_stderr() {
                true => Exit::Failure.into(),
                false => Exit::Success.into(),
            };
        }
    };
    let is_check = matches!(verb, Verb::Check(_));
    // The verb reports an invalid budget.
    if let Some(dump) = verb.dump()
        && let Ok(memory) = sizes::memory_budget(dump.memory)
    {
        before_threads(memory);
    }
    // Without a handler an interrupt ends the process too, but temporary files
    // remain.
    let _ = ctrlc::set_handler(end_interrupted);
    let result = match verb {
        Verb::Scan(args) => scan::run(args),
        Verb::Clean(args) => clean::run(args),
        Verb::Flag(args) => flag::run(args),
        Verb::Headlines(args) => headlines::run(args),
        Verb::Explain(args) => explain::run(args),
        Verb::Check(args) => check::verb::run(&args),
        Verb::Evaluate(args) => evaluate::run(args),
        Verb::Completions { shell } => command_line::print_completions(shell),
        Verb::Man => command_line::print_manual_page(),
    };
    match result {
        Ok(exit) => exit.into(),
        // A check that cannot print its result has not passed.
        Err(error) if is_closed_pipe(&error) && !is_check => Exit::Success.into(),
        Err(error) => {
            terminal::print_error(&error);
            Exit::Failure.into()
        }
    }
}

fn end_interrupted() {
    abandon_all();
    terminal::print_error(&anyhow::anyhow!("interrupted"));
    std::process::exit(Exit::Failure as i32);
}
