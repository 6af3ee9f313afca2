/*!
Messages on standard error.

A message starts with `error:`, `warning:` or `note:`, begins in lowercase and
has no full stop. A second line `hint:` says what to do. Control characters are
removed, since a message may quote scraped text.

A run never fails because the reader of its messages has closed the pipe.
*/

use std::io::{self, Write};

use crate::output::sanitize::plain;

/// Prints an error, and the causes that its text does not contain.
pub(crate) fn print_error(error: &anyhow::Error) {
    let mut text = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        if !text.contains(&cause) {
            text.push_str(": ");
            text.push_str(&cause);
        }
    }
    // An error that cannot be printed has no other place to go.
    drop(self::error(&text));
}

/// Prints an error that does not end the run.
pub(crate) fn error(text: &str) -> io::Result<()> {
    message("error", text)
}

/// Prints a warning.
pub(crate) fn warning(text: &str) -> io::Result<()> {
    message("warning", text)
}

/// Prints a note.
pub(crate) fn note(text: &str) -> io::Result<()> {
    message("note", text)
}

fn message(level: &str, text: &str) -> io::Result<()> {
    let lines: Vec<String> = text.lines().map(plain).collect();
    writeln!(stderr(), "{level}: {}", lines.join("\n"))
}

/// Locks standard error for writing. Ignores a closed pipe.
pub(crate) fn stderr() -> impl Write {
    IgnoreClosedPipe(io::stderr().lock())
}

/// A writer whose output is dropped when the reader has closed the pipe.
struct IgnoreClosedPipe<W>(W);

impl<W: Write> Write for IgnoreClosedPipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }
}
