/*!
The error of the library: a kind, and a location where one is known.

Its text begins with the location and ends with the cause, if there is one.
`source` returns the cause of that cause. Only errors of other crates are
wrapped.
*/

use std::fmt;
use std::io;

use crate::article::Location;

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// An error with its location.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    location: Option<Location>,
}

/// The kinds of errors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened, read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A record could not be read. The text says what was expected and what was
    /// found.
    #[error("{0}")]
    Record(String),
    /// A file as a whole could not be read.
    #[error("{0}")]
    File(String),
    /// The options of the caller cannot work.
    #[error("{0}")]
    Options(String),
}

impl Error {
    /// Returns an error of `kind` without a location.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Error {
        Error {
            kind,
            location: None,
        }
    }

    /// Returns an error of a record.
    #[must_use]
    pub fn record(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::Record(reason.into()))
    }

    /// Returns an error of a file.
    #[must_use]
    pub fn file(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::File(reason.into()))
    }

    /// Returns an error of options.
    #[must_use]
    pub fn options(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::Options(reason.into()))
    }

    /// Returns the error with a location.
    #[must_use]
    pub fn at(mut self, location: Location) -> Error {
        self.location = Some(location);
        self
    }

    /// Returns the kind of the error.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Returns the location, if it is known.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        self.location.as_ref()
    }

    /// Returns the text of the error without its location.
    #[must_use]
    pub fn reason(&self) -> String {
        self.kind.to_string()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(formatter, "{location}: ")?;
        }
        self.kind.fmt(formatter)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            // The text of the error contains the cause itself.
            ErrorKind::Io(cause) => cause.source(),
            ErrorKind::Record(_) | ErrorKind::File(_) | ErrorKind::Options(_) => None,
        }
    }
}

impl From<Error> for io::Error {
    /// Returns the cause where there is one and no location. Otherwise wraps the
    /// error, with the kind of its cause.
    fn from(error: Error) -> io::Error {
        match (error.kind, error.location) {
            (ErrorKind::Io(cause), None) => cause,
            (kind, location) => {
                let of_kind = match &kind {
                    ErrorKind::Io(cause) => cause.kind(),
                    _ => io::ErrorKind::Other,
                };
                io::Error::new(of_kind, Error { kind, location })
            }
        }
    }
}

impl From<io::Error> for Error {
    fn from(cause: io::Error) -> Error {
        Error::new(ErrorKind::Io(cause))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error as _;

    #[test]
    fn a_cause_is_printed_once_and_keeps_its_kind() {
        let cause = || io::Error::new(io::ErrorKind::NotFound, "no such file");
        let error = Error::from(cause());
        assert_eq!(error.to_string(), "no such file");
        assert!(error.source().is_none());
        assert_eq!(io::Error::from(error).kind(), io::ErrorKind::NotFound);
        let place = Location::of_file("a.jsonl");
        let placed = io::Error::from(Error::from(cause()).at(place));
        assert_eq!(placed.kind(), io::ErrorKind::NotFound);
        assert_eq!(placed.to_string(), "a.jsonl: no such file");
    }
}
