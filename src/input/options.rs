/*!
Options of reading.
*/

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::input::records::columns::{Columns, Field};

/// How a dump is read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Names of columns to read in place of the default names. Default: none.
    pub columns: Columns,
    /// The outlet of records that name none. Default: none, then it is the
    /// domain of the address.
    pub outlet: Option<String>,
    /// The most bytes of a record. A longer record is skipped and never held in
    /// memory. Default: 64 MiB.
    pub max_record: u64,
    /// The folder for the temporary file that keeps decompressed files and
    /// standard input. Default: the system's folder for temporary files.
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
    pub(crate) fn check(&self) -> Result<()> {
        let is_nameless = |field: &Field| self.columns.requested(*field) == Some("");
        if Field::ALL.iter().any(is_nameless) {
            let reason = "expected the name of a column, found an empty one";
            return Err(Error::options(reason));
        }
        if self.max_record == 0 {
            return Err(Error::options("expected a limit for records above 0 bytes"));
        }
        Ok(())
    }
}
