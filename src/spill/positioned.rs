/*!
A file that many threads read at once, each at its own place.

Where the system can read at a position, no thread waits for another; where it
cannot, they take turns. This module does not know what the bytes are.
*/

use std::fs::File;
use std::io;

/// An open file without a place of its own.
#[derive(Debug)]
pub(crate) struct Positioned {
    #[cfg(unix)]
    file: File,
    #[cfg(not(unix))]
    file: std::sync::Mutex<File>,
}

#[cfg(unix)]
impl Positioned {
    pub(crate) const fn new(file: File) -> Positioned {
        Positioned { file }
    }

    /// The bytes of the file as it is now.
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
impl Positioned {
    pub(crate) const fn new(file: File) -> Positioned {
        Positioned {
            file: std::sync::Mutex::new(file),
        }
    }

    /// The bytes of the file as it is now.
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

    /// The file, moved to `offset`, until the guard is dropped.
    fn at(&self, offset: Option<u64>) -> io::Result<std::sync::MutexGuard<'_, File>> {
        // Nothing panics while the file is held, and a seek heals any place.
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

impl Positioned {
    /// Reads at `offset` until `bytes` are full or the file ends, and says
    /// how many there were.
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
    use crate::spill::positioned::Positioned;

    #[test]
    fn what_was_written_is_read_at_its_place() {
        let file = Positioned::new(tempfile::tempfile().unwrap());
        file.write_all_at(b"one two", 0).unwrap();
        file.write_all_at(b"TWO", 4).unwrap();
        let mut bytes = [0; 8];
        assert_eq!(file.read_at(&mut bytes, 4).unwrap(), 3);
        assert_eq!(&bytes[..3], b"TWO");
        assert_eq!(file.read_at(&mut bytes, 100).unwrap(), 0);
        assert_eq!(file.size().unwrap(), 7);
    }
}
