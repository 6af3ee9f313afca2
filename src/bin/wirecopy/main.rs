//! The binary `wirecopy`: the command with mimalloc as its allocator.

mod allocator;

use std::process::ExitCode;

fn main() -> ExitCode {
    wirecopy::command::main_with(std::env::args_os(), allocator::configure)
}
