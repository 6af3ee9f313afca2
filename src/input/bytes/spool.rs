/*!
A temporary file for bytes that can be read only once.

Decompressed files and standard input are copied to it, and can then be read at
any offset. All streams of a dump share one file without a name: a dump of ten
thousand compressed files takes one handle, and no file is left behind.
*/

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::spill::positioned_file::PositionedFile;

/// The temporary file, created when it is first needed.
#[derive(Debug)]
pub(crate) struct StreamSpool {
    folder: Option<PathBuf>,
    file: OnceLock<PositionedFile>,
    /// The number of bytes in the file.
    length: Mutex<u64>,
    /// The first error of writing.
    failure: OnceLock<(io::ErrorKind, String)>,
}

impl StreamSpool {
    /// Returns a spool in `folder`, or in the system's folder for temporary
    /// files.
    pub(crate) const fn new(folder: Option<PathBuf>) -> StreamSpool {
        StreamSpool {
            folder,
            file: OnceLock::new(),
            length: Mutex::new(0),
            failure: OnceLock::new(),
        }
    }

    /// Appends `bytes` and returns their offset.
    pub(crate) fn append(&self, bytes: &[u8]) -> io::Result<u64> {
        let offset = self.write(bytes);
        if let Err(error) = &offset {
            self.failure
                .get_or_init(|| (error.kind(), error.to_string()));
        }
        offset
    }

    /// Returns the first error of writing. Records that were read after it are
    /// not those of the dump.
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

    fn write(&self, bytes: &[u8]) -> io::Result<u64> {
        // No code panics while it holds the lock.
        let mut length = self.length.lock().unwrap_or_else(PoisonError::into_inner);
        let file = if let Some(file) = self.file.get() {
            file
        } else {
            let file = match &self.folder {
                Some(folder) => tempfile::tempfile_in(folder)?,
                None => tempfile::tempfile()?,
            };
            self.file.get_or_init(|| PositionedFile::new(file))
        };
        let offset = *length;
        file.write_all_at(bytes, offset)?;
        *length += bytes.len() as u64;
        Ok(offset)
    }

    /// Reads at `offset` until `bytes` is full, and returns the number of bytes.
    pub(crate) fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        match self.file.get() {
            Some(file) => file.read_at(bytes, offset),
            None => Ok(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_where_they_were_appended() {
        let spool = StreamSpool::new(None);
        let mut bytes = [0; 3];
        assert_eq!(spool.read_at(&mut bytes, 0).unwrap(), 0);
        let one = spool.append(b"one").unwrap();
        let two = spool.append(b"two").unwrap();
        assert_eq!(spool.read_at(&mut bytes, two).unwrap(), 3);
        assert_eq!(&bytes, b"two");
        assert_eq!(spool.read_at(&mut bytes, one).unwrap(), 3);
        assert_eq!(&bytes, b"one");
    }

    #[test]
    fn a_folder_that_is_missing_is_an_error() {
        assert!(
            StreamSpool::new(Some("no/such/folder".into()))
                .append(b"one")
                .is_err()
        );
    }
}
