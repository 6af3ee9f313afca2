/*!
The one error of the library: a kind, and a place where one is known.

Its text begins with the place and ends with the foreign cause, if there is one;
`source` gives what led to that. It wraps only errors of other crates, never one
of ours.
*/

use std::fmt;
use std::io;

use crate::article::Location;

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// What went wrong, and where.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    location: Option<Location>,
}

/// The kinds of trouble that the library meets.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file could not be opened, read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// A record could not be understood; the text says what was expected and
    /// what was met.
    #[error("{0}")]
    Record(String),
    /// A file as a whole could not be understood.
    #[error("{0}")]
    File(String),
    /// What the caller asked for cannot work.
    #[error("{0}")]
    Options(String),
}

impl Error {
    /// An error of `kind` at no known place.
    #[must_use]
    pub fn new(kind: ErrorKind) -> Error {
        Error {
            kind,
            location: None,
        }
    }

    /// A record that could not be understood.
    #[must_use]
    pub fn record(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::Record(reason.into()))
    }

    /// A file that could not be understood.
    #[must_use]
    pub fn file(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::File(reason.into()))
    }

    /// Options that cannot work.
    #[must_use]
    pub fn options(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::Options(reason.into()))
    }

    /// The same error, known to have happened at `location`.
    #[must_use]
    pub fn at(mut self, location: Location) -> Error {
        self.location = Some(location);
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Where it went wrong, if that is known.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        self.location.as_ref()
    }

    /// What went wrong, without the place.
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
            // The cause is in the text already.
            ErrorKind::Io(cause) => cause.source(),
            ErrorKind::Record(_) | ErrorKind::File(_) | ErrorKind::Options(_) => None,
        }
    }
}

impl From<Error> for io::Error {
    /// The foreign cause where there is one and nothing to add to it, else
    /// the whole error, of the cause's kind.
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
    fn a_cause_is_told_once_and_its_kind_stays() {
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
