//! The command: what was typed becomes what the library does.

pub(crate) mod analysis;
pub(crate) mod args;
pub(crate) mod check;
pub(crate) mod clean;
pub(crate) mod evaluate;
pub(crate) mod exit;
pub(crate) mod explain;
pub(crate) mod flag;
pub(crate) mod headlines;
pub(crate) mod parameters;
pub(crate) mod parties_file;
pub(crate) mod print;
pub(crate) mod progress;
pub(crate) mod scan;
pub(crate) mod sizes;

use std::ffi::OsString;
use std::process::ExitCode;

use crate::output::sink::abandon_all;

use crate::command::args::command_line::{Args, Verb};
use crate::command::exit::{Exit, is_closed_pipe};

/// Run the command with `args`, the name of the program first, and return its
/// exit code: 0 done, 1 the check failed, 2 something could not be read or
/// written.
///
/// Prints to stdout and stderr, installs a handler for interrupts, and ends the
/// process when the arguments are wrong or ask for help.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    main_with(args, |_| ())
}

/// The same, and calls `before_threads` with the memory budget in bytes before
/// the first thread starts: a binary with an allocator of its own sets it there.
pub fn main_with(
    args: impl IntoIterator<Item = OsString>,
    before_threads: impl FnOnce(u64),
) -> ExitCode {
    let args = Args::typed(args);
    // A gate whose answer nobody can hear has not said yes.
    let is_gate = matches!(args.verb, Verb::Check(_));
    // What is wrong with a budget is told by the verb.
    if let Some(shared) = args.verb.shared()
        && let Ok(memory) = sizes::budget(shared.memory)
    {
        before_threads(memory);
    }
    // Without a handler the process ends all the same, and less tidily.
    let _ = ctrlc::set_handler(interrupted);
    let end = match args.verb {
        Verb::Scan(scan) => scan::run(scan),
        Verb::Clean(clean) => clean::run(clean),
        Verb::Flag(flag) => flag::run(flag),
        Verb::Headlines(headlines) => headlines::run(headlines),
        Verb::Explain(explain) => explain::run(explain),
        Verb::Check(check) => check::verb::run(&check),
        Verb::Evaluate(evaluate) => evaluate::run(evaluate),
        Verb::Completions { shell } => args::command_line::completions(shell),
        Verb::Man => args::command_line::man(),
    };
    match end {
        Ok(exit) => exit.into(),
        // Whoever reads us has had enough: that is no trouble.
        Err(error) if is_closed_pipe(&error) && !is_gate => Exit::Done.into(),
        Err(error) => {
            print::scan_table::error(&error);
            Exit::Trouble.into()
        }
    }
}

/// Ends the process: nothing half-written stays behind.
fn interrupted() {
    abandon_all();
    print::scan_table::error(&anyhow::anyhow!("interrupted"));
    std::process::exit(Exit::Trouble as i32);
}
