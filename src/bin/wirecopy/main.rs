//! The command `wirecopy`: `wirecopy::command` with its own allocator.

mod allocator;

use std::process::ExitCode;

fn main() -> ExitCode {
    wirecopy::command::main_with(std::env::args_os(), allocator::give_back)
}
