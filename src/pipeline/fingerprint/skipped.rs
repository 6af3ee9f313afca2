/*!
Records and files that could not be read.
*/

use serde::{Deserialize, Serialize};

use crate::article::RecordRef;
use crate::dump::Dump;
use crate::error::{Error, ErrorKind};
use crate::report::SkippedExtent;

/// A record or file that could not be read.
#[derive(Debug, Serialize, Deserialize)]
pub struct SkippedRecord {
    /// The record; of an unreadable file, where reading ended.
    pub record: RecordRef,
    /// The reason, with its location.
    #[serde(with = "saved_error")]
    pub error: Error,
}

impl SkippedRecord {
    /// Returns the skipped record, with its location in the error.
    pub(crate) fn new<D: Dump>(record: RecordRef, error: Error, dump: &D) -> SkippedRecord {
        let error = match error.location() {
            Some(_) => error,
            None => error.at(dump.location(record)),
        };
        SkippedRecord { record, error }
    }

    /// Returns whether a record was skipped, or a file from there on.
    #[must_use]
    pub fn extent(&self) -> SkippedExtent {
        match self.error.kind() {
            ErrorKind::Record(_) => SkippedExtent::Record,
            ErrorKind::File(_) | ErrorKind::Io(_) | ErrorKind::Options(_) => SkippedExtent::File,
        }
    }
}

/// How a checkpoint saves an error: by its text, without the cause.
mod saved_error {
    use std::io;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::article::Location;
    use crate::error::{Error, ErrorKind};

    pub(super) fn serialize<S: Serializer>(error: &Error, to: S) -> Result<S::Ok, S::Error> {
        let kind: u8 = match error.kind() {
            ErrorKind::Io(_) => 0,
            ErrorKind::Record(_) => 1,
            ErrorKind::File(_) => 2,
            ErrorKind::Options(_) => 3,
        };
        (kind, error.reason(), error.location()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Error, D::Error> {
        let (kind, reason, location) = <(u8, String, Option<Location>)>::deserialize(from)?;
        let error = match kind {
            0 => io::Error::other(reason).into(),
            1 => Error::record(reason),
            2 => Error::file(reason),
            _ => Error::options(reason),
        };
        Ok(match location {
            Some(location) => error.at(location),
            None => error,
        })
    }
}
