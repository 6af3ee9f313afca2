/*!
What can be chosen about reading.
*/

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::input::records::columns::Columns;
use crate::input::records::field::Field;

/// How a dump is read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The columns to read instead of those that are tried otherwise.
    /// Default: none.
    pub columns: Columns,
    /// The outlet of records that tell none, neither in a column nor by their
    /// address. Default: none.
    pub outlet: Option<String>,
    /// The most bytes of one record. A longer one is skipped, and is never
    /// held in memory. Default: 64 MiB.
    pub max_record: u64,
    /// The folder for what can be read only once, such as compressed files
    /// and standard input. Default: where the system keeps temporary files.
    pub temp_dir: Option<PathBuf>,
}

impl Default for ReadOptions {
    fn default() -> ReadOptions {
        ReadOptions {
            columns: Columns::default(),
            outlet: None,
            max_record: 64 << 20,
            temp_dir: None,
        }
    }
}

impl ReadOptions {
    /// Refuses what cannot work.
    pub(crate) fn check(&self) -> Result<()> {
        let is_nameless = |field: &Field| self.columns.asked(*field) == Some("");
        if Field::ALL.iter().any(is_nameless) {
            return Err(Error::options(
                "expected the name of a column, found an empty one",
            ));
        }
        if self.max_record == 0 {
            return Err(Error::options("expected a limit for records above 0 bytes"));
        }
        Ok(())
    }
}
