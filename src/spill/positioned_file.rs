/*!
A file that several threads read and write at given positions.

Unix reads and writes at a position without locking. On other systems the
threads take turns.
*/

use std::fs::File;
use std::io;

/// An open file whose own position is not used.
#[derive(Debug)]
pub(crate) struct PositionedFile {
    #[cfg(unix)]
    file: File,
    #[cfg(not(unix))]
    file: std::sync::Mutex<File>,
}

#[cfg(unix)]
impl PositionedFile {
    pub(crate) const fn new(file: File) -> PositionedFile {
        PositionedFile { file }
    }

    /// Returns the current size of the file in bytes.
    pub(crate) fn size(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    fn read_some(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.file, bytes, offset)
    }

    /// Writes all of `bytes` at `offset`.
    pub(crate) fn write_all_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::write_all_at(&self.file, bytes, offset)
    }
}

#[cfg(not(unix))]
impl PositionedFile {
    pub(crate) const fn new(file: File) -> PositionedFile {
        PositionedFile {
            file: std::sync::Mutex::new(file),
        }
    }

    /// Returns the current size of the file in bytes.
    pub(crate) fn size(&self) -> io::Result<u64> {
        Ok(self.at(None)?.metadata()?.len())
    }

    fn read_some(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        io::Read::read(&mut *self.at(Some(offset))?, bytes)
    }

    /// Writes all of `bytes` at `offset`.
    pub(crate) fn write_all_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        io::Write::write_all(&mut *self.at(Some(offset))?, bytes)
    }

    /// Locks the file and moves it to `offset`.
    fn at(&self, offset: Option<u64>) -> io::Result<std::sync::MutexGuard<'_, File>> {
        // Nothing panics while the file is locked, and every use seeks first.
        let mut file = self
            .file
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(offset) = offset {
            io::Seek::seek(&mut *file, io::SeekFrom::Start(offset))?;
        }
        Ok(file)
    }
}

impl PositionedFile {
    /// Reads bytes from `offset` on until `bytes` is full or the file ends, and
    /// returns their number.
    pub(crate) fn read_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut filled = 0;
        let mut offset = offset;
        while filled < bytes.len() {
            match self.read_some(&mut bytes[filled..], offset) {
                Ok(0) => break,
                Ok(read) => {
                    filled += read;
                    offset = offset.saturating_add(read as u64);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }
}

#[cfg(test)]
mod tests {
    use crate::spill::positioned_file::PositionedFile;

    #[test]
    fn bytes_are_read_at_the_position_of_their_writing() {
        let file = PositionedFile::new(tempfile::tempfile().unwrap());
        file.write_all_at(b"one two", 0).unwrap();
        file.write_all_at(b"TWO", 4).unwrap();
        let mut bytes = [0; 8];
        assert_eq!(file.read_at(&mut bytes, 4).unwrap(), 3);
        assert_eq!(&bytes[..3], b"TWO");
        assert_eq!(file.read_at(&mut bytes, 100).unwrap(), 0);
        assert_eq!(file.size().unwrap(), 7);
    }
}
