/*!
The error of the library: a kind, and a location where it is known.

The text begins with the location and ends with the cause, if there is one.
`source` returns the source of that cause. An error wraps errors of other crates
only, never another [`Error`].
*/

use std::fmt;
use std::io;

use crate::article::Location;

/// A result whose error is [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// A result whose error is only a reason. The caller adds the location.
pub(crate) type ReasonResult<T> = std::result::Result<T, String>;

/// An error and, where it is known, its location.
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
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A record could not be parsed. The text says what was expected and what
    /// was found.
    #[error("{0}")]
    Record(String),
    /// A file as a whole could not be parsed.
    #[error("{0}")]
    File(String),
    /// The options of the caller are invalid.
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

    /// Returns an error about a record that could not be parsed.
    #[must_use]
    pub fn record(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::Record(reason.into()))
    }

    /// Returns an error about a file that could not be parsed.
    #[must_use]
    pub fn file(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::File(reason.into()))
    }

    /// Returns an error about invalid options.
    #[must_use]
    pub fn options(reason: impl Into<String>) -> Error {
        Error::new(ErrorKind::Options(reason.into()))
    }

    /// Returns the error with `location`. It replaces an earlier location.
    #[must_use]
    pub fn at(mut self, location: Location) -> Error {
        self.location = Some(location);
        self
    }

    /// Returns the kind.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }

    /// Returns the location, if it is known.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        self.location.as_ref()
    }

    /// Returns the text without the location.
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
        // The text contains the cause itself.
        self.kind.source()
    }
}

impl From<Error> for io::Error {
    /// Returns the cause itself if there is one and no location, or else an
    /// error of the cause's kind that wraps the whole error.
    fn from(error: Error) -> io::Error {
        match (error.kind, error.location) {
            (ErrorKind::Io(cause), None) => cause,
            (kind, location) => {
                let io_kind = match &kind {
                    ErrorKind::Io(cause) => cause.kind(),
                    _ => io::ErrorKind::Other,
                };
                io::Error::new(io_kind, Error { kind, location })
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
    fn the_text_contains_the_cause_once_and_its_kind_is_kept() {
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
