/*!
How a run ends, in numbers.
*/

use std::process::ExitCode;

use crate::report::Summary;

/// How a run ended. Scripts rely on these numbers: they never change. 1 is
/// for `check` alone, whose answer can be "no".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Every record was read and every result written.
    Done = 0,
    /// The gate's answer is no.
    No = 1,
    /// Something could not be read or written: results may be partial.
    Trouble = 2,
}

impl Exit {
    /// The end of a run with this summary: trouble if it passed over records or
    /// files.
    pub(crate) fn of(summary: &Summary) -> Exit {
        if summary.skipped + summary.unread_files == 0 {
            Exit::Done
        } else {
            Exit::Trouble
        }
    }
}

/// Whether whoever reads us has had enough.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let of_ours = cause.downcast_ref::<crate::error::Error>();
        let io = match of_ours.map(crate::error::Error::kind) {
            Some(crate::error::ErrorKind::Io(io)) => Some(io),
            _ => cause.downcast_ref::<std::io::Error>(),
        };
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
