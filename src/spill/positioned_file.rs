/*!
A file that several threads read and write at given positions.

Unix reads and writes at a position without locking. On other systems the
threads take turns.
*/

use std::fs::File;
use std::io;
#[cfg(unix)]
use std::os::unix::fs::FileExt;

/// An open file whose own position is not used.
#[derive(Debug)]
pub(crate) struct PositionedFile {
    file: File,
    /// Locked while a thread uses the position of the file.
    #[cfg(not(unix))]
    turn: std::sync::Mutex<()>,
}

impl PositionedFile {
    pub(crate) const fn new(file: File) -> PositionedFile {
        PositionedFile {
            file,
            #[cfg(not(unix))]
            turn: std::sync::Mutex::new(()),
        }
    }

    pub(crate) fn size(&self) -> io::Result<u64> {
        Ok(self.file.metadata()?.len())
    }

    #[cfg(unix)]
    fn read_some(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        self.file.read_at(bytes, offset)
    }

    #[cfg(unix)]
    pub(crate) fn write_all_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.file.write_all_at(bytes, offset)
    }

    #[cfg(not(unix))]
    fn read_some(&self, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        self.at(offset, |mut file| io::Read::read(&mut file, bytes))
    }

    #[cfg(not(unix))]
    pub(crate) fn write_all_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.at(offset, |mut file| io::Write::write_all(&mut file, bytes))
    }

    /// Moves the file to `offset` and uses it, while other threads wait.
    #[cfg(not(unix))]
    fn at<T>(&self, offset: u64, use_it: impl FnOnce(&File) -> io::Result<T>) -> io::Result<T> {
        // Nothing panics while the file is locked.
        let turn = self.turn.lock();
        let _turn = turn.unwrap_or_else(std::sync::PoisonError::into_inner);
        io::Seek::seek(&mut &self.file, io::SeekFrom::Start(offset))?;
        use_it(&self.file)
    }

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
