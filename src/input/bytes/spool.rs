/*!
A temporary file that keeps what can be read only once.

Decompressed files and standard input are kept here so that they can be read
again, at any place. All of them share one file without a name, so that a dump
of ten thousand compressed files takes one handle and nothing is left behind.
*/

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::input::formats::split::length;
use crate::spill::positioned_file::PositionedFile;

/// The temporary file, made when it is first needed.
#[derive(Debug)]
pub(crate) struct Spool {
    folder: Option<PathBuf>,
    file: OnceLock<PositionedFile>,
    /// The bytes that are kept.
    kept: Mutex<u64>,
    /// Why something could not be kept, for the first time.
    failure: OnceLock<(io::ErrorKind, String)>,
}

impl Spool {
    /// A spool in `folder`, or where the system keeps temporary files.
    pub(crate) const fn new(folder: Option<PathBuf>) -> Spool {
        Spool {
            folder,
            file: OnceLock::new(),
            kept: Mutex::new(0),
            failure: OnceLock::new(),
        }
    }

    /// Keeps `bytes` and says where.
    pub(crate) fn keep(&self, bytes: &[u8]) -> io::Result<u64> {
        let kept = self.put(bytes);
        if let Err(error) = &kept {
            self.failure
                .get_or_init(|| (error.kind(), error.to_string()));
        }
        kept
    }

    /// Why something could not be kept: what was read then is not the dump.
    pub(crate) fn failure(&self) -> Option<io::Error> {
        let (kind, reason) = self.failure.get()?;
        let system = std::env::temp_dir();
        let folder = self.folder.as_ref().unwrap_or(&system);
        let reason = format!(
            "a temporary file in {}: {reason}\nhint: --temp-dir DIR names another folder",
            folder.display()
        );
        Some(io::Error::new(*kind, reason))
    }

    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        // A thread that panicked left the number whole: nothing panics within.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let file = if let Some(file) = self.file.get() {
            file
        } else {
            let file = match &self.folder {
                Some(folder) => tempfile::tempfile_in(folder)?,
                None => tempfile::tempfile()?,
            };
            self.file.get_or_init(|| PositionedFile::new(file))
        };
        let offset = *kept;
        file.write_all_at(bytes, offset)?;
        *kept = offset.saturating_add(length(bytes));
        Ok(offset)
    }

    /// Reads what is kept at `offset`, until `bytes` are full.
    pub(crate) fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        match self.file.get() {
            Some(file) => file.read_at(bytes, offset),
            None => Ok(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::input::bytes::spool::Spool;

    #[test]
    fn what_is_kept_is_read_where_it_was_put() {
        let spool = Spool::new(None);
        let mut bytes = [0; 3];
        assert_eq!(spool.read_at(&mut bytes, 0).unwrap(), 0);
        let one = spool.keep(b"one").unwrap();
        let two = spool.keep(b"two").unwrap();
        assert_eq!(spool.read_at(&mut bytes, two).unwrap(), 3);
        assert_eq!(&bytes, b"two");
        assert_eq!(spool.read_at(&mut bytes, one).unwrap(), 3);
        assert_eq!(&bytes, b"one");
    }

    #[test]
    fn a_folder_that_is_missing_is_an_error() {
        assert!(
            Spool::new(Some("no/such/folder".into()))
                .keep(b"one")
                .is_err()
        );
    }
}
