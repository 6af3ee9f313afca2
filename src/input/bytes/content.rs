/*!
The decompressed bytes of one file, readable at any offset and again.

A plain file is read in place. A compressed file or a stream is read once, and
then from the spool.
*/

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::input::bytes::decoder::Compression;
use crate::input::bytes::decompress::Stream;
use crate::input::bytes::spool::StreamSpool;
use crate::input::bytes::spooled_stream::SpooledStream;
use crate::spill::positioned_file::PositionedFile;

/// The open files and the temporary file of a dump.
#[derive(Debug)]
pub(crate) struct Disk {
    handles: Handles,
    pub(crate) spool: StreamSpool,
}

impl Disk {
    /// Returns a disk whose temporary file is in `temp_dir`, or in the system's
    /// folder for temporary files.
    pub(crate) fn new(temp_dir: Option<PathBuf>) -> Disk {
        Disk {
            handles: Handles::default(),
            spool: StreamSpool::new(temp_dir),
        }
    }
}

/// The bytes of one file.
pub(crate) enum Content {
    /// A file that is not compressed.
    Plain(PlainFile),
    /// A stream or a compressed file.
    Spooled {
        stream: SpooledStream,
        /// The size of the compressed file; `None` for a stream.
        size: Option<u64>,
    },
}

/// A file that is not compressed.
#[derive(Debug)]
pub(crate) struct PlainFile {
    number: u32,
    path: PathBuf,
    /// The size of the file when it was found. Bytes that are appended later
    /// are not read, so that each pass reads the same.
    size: u64,
}

impl Content {
    /// Returns the content of the file at `path`, whose size was `size` when it
    /// was found.
    pub(crate) fn of_file(
        disk: &Disk,
        number: u32,
        path: PathBuf,
        size: u64,
    ) -> io::Result<Content> {
        let mut head = [0; 4];
        let read = disk.handles.get(number, &path)?.read_at(&mut head, 0)?;
        if Compression::of(&head[..read]).is_none() {
            return Ok(Content::Plain(PlainFile { number, path, size }));
        }
        let (stream, size) = (SpooledStream::of_file(path), Some(size));
        Ok(Content::Spooled { stream, size })
    }

    pub(crate) fn of_stream(stream: Stream) -> io::Result<Content> {
        let (stream, size) = (SpooledStream::new(stream)?, None);
        Ok(Content::Spooled { stream, size })
    }

    /// Returns the first bytes, at most `most`.
    pub(crate) fn head(&self, disk: &Disk, most: usize) -> io::Result<Vec<u8>> {
        if let Content::Spooled { stream, .. } = self
            && let Some(head) = stream.peek(most)?
        {
            return Ok(head);
        }
        let mut head = vec![0; self.left(0).unwrap_or(most).min(most)];
        let read = self.read_at(disk, &mut head, 0)?;
        head.truncate(read);
        Ok(head)
    }

    /// Returns the number of bytes from `offset` on, if it is known.
    pub(crate) fn left(&self, offset: u64) -> Option<usize> {
        match self {
            Content::Plain(plain) => usize::try_from(plain.size.saturating_sub(offset)).ok(),
            Content::Spooled { .. } => None,
        }
    }

    /// Reads at `offset` until `bytes` is full or the content ends, and returns
    /// the number of bytes.
    pub(crate) fn read_at(&self, disk: &Disk, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        match self {
            Content::Plain(plain) => {
                let wanted = self.left(offset).unwrap_or(bytes.len()).min(bytes.len());
                let handle = disk.handles.get(plain.number, &plain.path)?;
                handle.read_at(&mut bytes[..wanted], offset)
            }
            Content::Spooled { stream, .. } => {
                let mut filled = 0;
                loop {
                    let at = offset + filled as u64;
                    match stream.read_at(&disk.spool, &mut bytes[filled..], at)? {
                        0 => return Ok(filled),
                        read => filled += read,
                    }
                }
            }
        }
    }

    /// Returns why the bytes before `offset`, where reading ended, are not the
    /// whole file.
    pub(crate) fn broken(&self, offset: u64) -> Option<String> {
        match self {
            Content::Plain(plain) if offset < plain.size => Some(format!(
                "the file ends after {offset} bytes, it had {} before",
                plain.size
            )),
            Content::Plain(_) => None,
            Content::Spooled { stream, .. } => stream.broken(),
        }
    }

    /// Returns how the file differs from the one that was read to its end.
    pub(crate) fn changed(&self, disk: &Disk) -> Option<String> {
        let Content::Plain(plain) = self else {
            return None;
        };
        let now = disk
            .handles
            .get(plain.number, &plain.path)
            .and_then(|handle| handle.size());
        // A shorter file failed when it was read. A file whose size is unknown
        // was read all the same.
        let (before, now) = (plain.size, now.ok().filter(|now| *now > plain.size)?);
        Some(format!(
            "the file has grown from {before} to {now} bytes since it was found"
        ))
    }

    /// Returns the number of bytes on disk that the bytes before `offset` took,
    /// compressed or not.
    pub(crate) fn consumed(&self, offset: u64) -> u64 {
        match self {
            Content::Plain(_) => offset,
            Content::Spooled { stream, size } => stream.consumed(offset, *size),
        }
    }
}

/// Returns why a file or folder cannot be opened, for people.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        _ => error.to_string(),
    }
}

/// The most files that stay open. Systems allow at least 256 per process.
/// Searching a list of this length costs nothing compared with a read.
const MOST_OPEN: usize = 64;

/// Open files with their numbers, the last used at the end. A dump may have more
/// files than a process can hold open. Any other file is opened again when it is
/// needed.
#[derive(Debug, Default)]
struct Handles {
    open: Mutex<Vec<(u32, Arc<PositionedFile>)>>,
}

impl Handles {
    /// Returns the file with this `number`, and opens `path` if it is not open.
    fn get(&self, number: u32, path: &Path) -> io::Result<Arc<PositionedFile>> {
        // No code panics while it holds the lock.
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let handle = match open.iter().position(|(other, _)| *other == number) {
            Some(at) => open.remove(at).1,
            None => Arc::new(PositionedFile::new(File::open(path)?)),
        };
        if open.len() == MOST_OPEN {
            open.remove(0);
        }
        open.push((number, Arc::clone(&handle)));
        Ok(handle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_were_used_last_stay_open() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        std::fs::write(&path, "{}").unwrap();
        let handles = Handles::default();
        for number in (0..200).chain(0..200) {
            assert_eq!(handles.get(number, &path).unwrap().size().unwrap(), 2);
        }
        assert_eq!(handles.open.lock().unwrap().len(), MOST_OPEN);
        assert!(handles.get(199, "no such file".as_ref()).is_ok());
        assert!(handles.get(0, "no such file".as_ref()).is_err());
    }
}
