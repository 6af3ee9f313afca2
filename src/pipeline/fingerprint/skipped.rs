/*!
A record or file that could not be read.
*/

use crate::article::RecordRef;
use crate::error::{Error, ErrorKind};
use crate::report::SkippedExtent;

/// A record or file that could not be read.
#[derive(Debug)]
pub struct SkippedRecord {
    /// The record; of an unreadable file, where reading ended.
    pub record: RecordRef,
    /// The reason, with its location.
    pub error: Error,
}

impl SkippedRecord {
    /// Returns whether a record was skipped, or a file from there on.
    #[must_use]
    pub fn extent(&self) -> SkippedExtent {
        match self.error.kind() {
            ErrorKind::Record(_) => SkippedExtent::Record,
            ErrorKind::File(_) | ErrorKind::Io(_) | ErrorKind::Options(_) => SkippedExtent::File,
        }
    }
}
