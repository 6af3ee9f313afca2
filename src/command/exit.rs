/*!
The exit codes.
*/

use std::io;
use std::process::ExitCode;

use crate::error::{Error, ErrorKind};
use crate::report::Summary;

/// How a run ended. Scripts rely on these numbers, so they never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was read and written. For `check`: all rules pass.
    Success = 0,
    /// A rule of `check` fails. No other verb returns this.
    CheckFailed = 1,
    /// Something could not be read or written, so results may be incomplete.
    Failure = 2,
}

impl Exit {
    /// Returns the exit of a run with this summary: a failure if it skipped
    /// records or files.
    pub(crate) fn of(summary: &Summary) -> Exit {
        match summary.skipped + summary.unread_files {
            0 => Exit::Success,
            _ => Exit::Failure,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Whether `error` says that the reader of an output has closed its pipe.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = match cause.downcast_ref::<Error>().map(Error::kind) {
            Some(ErrorKind::Io(io)) => Some(io),
            _ => cause.downcast_ref::<io::Error>(),
        };
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}
