/*!
A temporary file for bytes that can be read only once.

Decompressed files and standard input are copied to it, and can then be read at
any offset. All streams of a dump share one file without a name: a dump of ten
thousand compressed files takes one handle, and no file is left behind. So the
bytes of a stream may be in several parts of the file.
*/

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::spill::positioned_file::PositionedFile;

/// The temporary file, created when it is first needed.
#[derive(Debug, Default)]
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
    pub(crate) fn new(folder: Option<PathBuf>) -> StreamSpool {
        StreamSpool {
            folder,
            ..StreamSpool::default()
        }
    }

    /// Appends `bytes` and returns their offset.
    pub(crate) fn append(&self, bytes: &[u8]) -> io::Result<u64> {
        let offset = self.write(bytes);
        if let Err(error) = &offset {
            let failure = || (error.kind(), error.to_string());
            self.failure.get_or_init(failure);
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

/// The parts of a stream, in order, with their places in the spool.
#[derive(Debug, Default)]
pub(crate) struct Extents {
    extents: Vec<Extent>,
    /// The number of bytes in all extents.
    pub(crate) length: u64,
}

/// A part of the stream.
#[derive(Clone, Copy, Debug)]
struct Extent {
    /// The first byte, in the stream.
    start: u64,
    place: SpoolRange,
}

/// A range of bytes in the spool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpoolRange {
    pub(crate) offset: u64,
    pub(crate) length: u64,
}

impl Extents {
    /// Adds the next bytes of the stream. If they follow the last ones in the
    /// spool too, the last extent grows.
    pub(crate) fn push(&mut self, new: SpoolRange) {
        match self.extents.last_mut() {
            Some(Extent { place, .. }) if place.offset + place.length == new.offset => {
                place.length += new.length;
            }
            _ => {
                let (start, place) = (self.length, new);
                self.extents.push(Extent { start, place });
            }
        }
        self.length += new.length;
    }

    /// Returns the place of the byte at `offset` of the stream, and of the bytes
    /// that follow it in its extent.
    pub(crate) fn find(&self, offset: u64) -> Option<SpoolRange> {
        let is_before = |extent: &Extent| extent.start <= offset;
        let after = self.extents.partition_point(is_before);
        let Extent { start, place } = self.extents.get(after.checked_sub(1)?)?;
        let within = offset - start;
        (within < place.length).then(|| SpoolRange {
            offset: place.offset + within,
            length: place.length - within,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_in_their_extents() {
        let at = |offset, length| SpoolRange { offset, length };
        let mut extents = Extents::default();
        assert_eq!(extents.find(0), None);
        for place in [at(10, 5), at(15, 5), at(100, 3)] {
            extents.push(place);
        }
        assert_eq!((extents.extents.len(), extents.length), (2, 13));
        for (offset, expected) in [
            (0, Some(at(10, 10))),
            (9, Some(at(19, 1))),
            (10, Some(at(100, 3))),
            (12, Some(at(102, 1))),
            (13, None),
        ] {
            assert_eq!(extents.find(offset), expected);
        }
    }
}
