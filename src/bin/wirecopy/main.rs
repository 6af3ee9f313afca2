//! The command: what was typed becomes what the library does.

mod allocator;
mod args;
mod changed;
mod check;
mod check_print;
mod clean;
mod evaluate;
mod exit;
mod explain;
mod explain_print;
mod flag;
mod headlines;
mod machine;
mod parameters;
mod press;
mod print;
mod progress;
mod run;
mod scan;
mod settings;

use std::process::ExitCode;

use wirecopy::edition::output::abandon_all;

use crate::args::{Args, Verb};
use crate::exit::{Exit, is_closed_pipe};

fn main() -> ExitCode {
    let args = Args::typed();
    // A gate whose answer nobody can hear has not said yes.
    let is_gate = matches!(args.verb, Verb::Check(_));
    // What is wrong with a budget is told by the verb.
    if let Some(shared) = args.verb.shared()
        && let Ok(memory) = machine::budget(shared.memory)
    {
        allocator::give_back(memory);
    }
    // Without a handler the process ends all the same, and less tidily.
    let _ = ctrlc::set_handler(interrupted);
    let end = match args.verb {
        Verb::Scan(scan) => scan::run(scan),
        Verb::Clean(clean) => clean::run(clean),
        Verb::Flag(flag) => flag::run(flag),
        Verb::Headlines(headlines) => headlines::run(headlines),
        Verb::Explain(explain) => explain::run(explain),
        Verb::Check(check) => check::run(&check),
        Verb::Evaluate(evaluate) => evaluate::run(evaluate),
        Verb::Completions { shell } => args::completions(shell),
        Verb::Man => args::man(),
    };
    match end {
        Ok(exit) => exit.into(),
        // Whoever reads us has had enough: that is no trouble.
        Err(error) if is_closed_pipe(&error) && !is_gate => Exit::Done.into(),
        Err(error) => {
            print::error(&error);
            Exit::Trouble.into()
        }
    }
}

/// Ends the process: nothing half-written stays behind.
fn interrupted() {
    abandon_all();
    print::error(&anyhow::anyhow!("interrupted"));
    std::process::exit(Exit::Trouble as i32);
}
