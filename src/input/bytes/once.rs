/*!
Bytes that come once, made readable at any place and again.

The first reader who gets further than anyone before pulls from the stream and
puts what came into the spool; everyone else reads the spool. So a pass that
was given up half-way is no loss, not even of standard input. This module does
not know what the bytes say.

# Choices

* A file is opened when its bytes are pulled and closed when all have come:
  whoever asks ten thousand compressed files what they are does not hold ten
  thousand files open.
*/

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::input::bytes::decompress::{Stream, decompress};
use crate::input::bytes::extents::{Extents, Spooled};
use crate::input::bytes::spool::Spool;
use crate::input::formats::split::{length, to_length};

/// A stream and what has come of it.
pub(crate) struct Once {
    progress: Mutex<Progress>,
    /// Bytes taken from the stream as it was, compressed or not.
    consumed: Arc<AtomicU64>,
}

struct Progress {
    /// What has not come yet; `None` when all has.
    source: Option<Source>,
    /// What has come.
    came: Extents,
    /// Why the stream ended before its end.
    broken: Option<String>,
}

/// Where bytes come from.
enum Source {
    /// A file that was not opened yet.
    Closed(PathBuf),
    /// A stream without compression.
    Open(Stream),
}

impl Once {
    /// What `stream` gives when compression is taken off.
    ///
    /// # Errors
    ///
    /// When decompression cannot begin.
    pub(crate) fn new(stream: Stream) -> io::Result<Once> {
        let consumed = Arc::default();
        let source = Source::Open(counted(stream, &consumed)?);
        Ok(Once {
            progress: Mutex::new(Progress::new(source)),
            consumed,
        })
    }

    /// What the file at `path` gives when compression is taken off.
    pub(crate) fn of_file(path: PathBuf) -> Once {
        let progress = Mutex::new(Progress::new(Source::Closed(path)));
        Once {
            progress,
            consumed: Arc::default(),
        }
    }

    /// The first bytes of a file that was not opened yet, `most` of them if
    /// there are as many. The file is closed again.
    ///
    /// # Errors
    ///
    /// When nothing can be read. A stream that breaks later gives what came
    /// before.
    pub(crate) fn peek(&self, most: usize) -> io::Result<Option<Vec<u8>>> {
        let path = match &self.lock().source {
            Some(Source::Closed(path)) => path.clone(),
            Some(Source::Open(_)) | None => return Ok(None),
        };
        let mut head = vec![0; most];
        let mut stream = decompress(Box::new(File::open(path)?))?;
        let (read, _) = fill(&mut *stream, &mut head);
        head.truncate(read);
        Ok(Some(head))
    }

    /// Reads at `offset` into `bytes`; 0 means that nothing follows.
    pub(crate) fn read_at(
        &self,
        spool: &Spool,
        bytes: &mut [u8],
        offset: u64,
    ) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let mut progress = self.lock();
        while offset > progress.came.length() && progress.source.is_some() {
            progress.pull(spool, bytes, &self.consumed);
        }
        if offset == progress.came.length() {
            return Ok(progress.pull(spool, bytes, &self.consumed));
        }
        let Some(spooled) = progress.came.find(offset) else {
            return Ok(0);
        };
        drop(progress);
        let wanted = bytes.len().min(to_length(spooled.length));
        spool.read_at(&mut bytes[..wanted], spooled.offset)
    }

    /// Why the stream ended before its end, if that is known by now.
    pub(crate) fn broken(&self) -> Option<String> {
        self.lock().broken.clone()
    }

    /// How many bytes of the stream as it was, of which it had `size` if that
    /// is known, went into its first `offset` bytes.
    pub(crate) fn consumed(&self, offset: u64, size: Option<u64>) -> u64 {
        let progress = self.lock();
        match size {
            Some(size) if progress.source.is_none() && progress.came.length() > 0 => {
                let came = u128::from(progress.came.length());
                let share = u128::from(size) * u128::from(offset) / came;
                u64::try_from(share).unwrap_or(size)
            }
            _ => self.consumed.load(Ordering::Relaxed),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        // A decoder that panicked has taken its stream along: what has come
        // is still whole.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress {
    fn new(source: Source) -> Progress {
        Progress {
            source: Some(source),
            came: Extents::default(),
            broken: None,
        }
    }

    /// Fills `bytes` with what comes next and keeps it.
    fn pull(&mut self, spool: &Spool, bytes: &mut [u8], consumed: &Arc<AtomicU64>) -> usize {
        let stream = match self.source.take() {
            None => return 0,
            Some(Source::Open(stream)) => Ok(stream),
            Some(Source::Closed(path)) => {
                File::open(path).and_then(|file| counted(Box::new(file), consumed))
            }
        };
        let (filled, ending) = match stream {
            Ok(mut stream) => {
                let (filled, ending) = fill(&mut *stream, bytes);
                if matches!(ending, Ending::Goes) {
                    self.source = Some(Source::Open(stream));
                }
                (filled, ending)
            }
            Err(error) => (0, Ending::Broken(error)),
        };
        if let Ending::Broken(error) = ending {
            self.broken = Some(error.to_string());
        }
        if let Err(error) = self.keep(spool, &bytes[..filled]) {
            self.source = None;
            self.broken = Some(format!("the temporary file cannot be written: {error}"));
            return 0;
        }
        filled
    }

    /// Puts `bytes`, which came next, into the spool.
    fn keep(&mut self, spool: &Spool, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let offset = spool.keep(bytes)?;
        self.came.push(Spooled {
            offset,
            length: length(bytes),
        });
        Ok(())
    }
}

/// How a stream went on.
enum Ending {
    Goes,
    Over,
    Broken(io::Error),
}

/// Reads until `bytes` are full, and says how many there were.
fn fill(stream: &mut dyn Read, bytes: &mut [u8]) -> (usize, Ending) {
    let mut filled = 0;
    while filled < bytes.len() {
        match stream.read(&mut bytes[filled..]) {
            Ok(0) => return (filled, Ending::Over),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (filled, Ending::Broken(error)),
        }
    }
    (filled, Ending::Goes)
}

/// What `stream` gives without compression, its own bytes counted.
fn counted(stream: Stream, consumed: &Arc<AtomicU64>) -> io::Result<Stream> {
    let consumed = Arc::clone(consumed);
    decompress(Box::new(Counted { stream, consumed }))
}

/// A stream whose bytes are counted as they are taken.
struct Counted {
    stream: Stream,
    consumed: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(bytes)?;
        self.consumed
            .fetch_add(length(&bytes[..read]), Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use crate::input::bytes::once::{Once, Source, Spool};

    fn once(text: &'static [u8]) -> Once {
        Once::new(Box::new(Cursor::new(text))).unwrap()
    }

    fn read(once: &Once, spool: &Spool, offset: u64, size: usize) -> Vec<u8> {
        let mut bytes = vec![0; size];
        let read = once.read_at(spool, &mut bytes, offset).unwrap();
        bytes.truncate(read);
        bytes
    }

    #[test]
    fn what_came_once_is_read_again() {
        let (spool, once) = (Spool::new(None), once(b"one two three"));
        assert_eq!(read(&once, &spool, 0, 4), b"one ");
        assert_eq!(read(&once, &spool, 4, 4), b"two ");
        assert_eq!(read(&once, &spool, 1, 5), b"ne tw");
        assert_eq!(read(&once, &spool, 8, 9), b"three");
        assert_eq!(read(&once, &spool, 13, 9), b"");
        assert_eq!(read(&once, &spool, 99, 9), b"");
    }

    #[test]
    fn a_place_that_has_not_come_yet_is_waited_for() {
        let (spool, once) = (Spool::new(None), once(b"one two three"));
        assert_eq!(read(&once, &spool, 9, 3), b"hre");
        assert_eq!(read(&once, &spool, 0, 3), b"one");
    }

    #[test]
    fn streams_that_take_turns_do_not_mix() {
        let spool = Spool::new(None);
        let (one, two) = (once(b"aaaabbbb"), once(b"ccccdddd"));
        for (offset, first, second) in [(0, b"aaaa", b"cccc"), (4, b"bbbb", b"dddd")] {
            assert_eq!(read(&one, &spool, offset, 4), first);
            assert_eq!(read(&two, &spool, offset, 4), second);
        }
        assert_eq!(read(&one, &spool, 4, 4), b"bbbb");
        assert_eq!(read(&two, &spool, 4, 4), b"dddd");
    }

    #[test]
    fn a_file_is_not_open_before_and_after_its_bytes_come() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wire.jsonl");
        std::fs::write(&path, "one two").unwrap();
        let (spool, once) = (Spool::new(None), Once::of_file(path));
        assert_eq!(once.peek(3).unwrap().unwrap(), b"one");
        assert!(matches!(once.lock().source, Some(Source::Closed(_))));
        assert_eq!(read(&once, &spool, 0, 9), b"one two");
        assert!(once.lock().source.is_none());
        assert!(once.peek(3).unwrap().is_none());
    }

    #[test]
    fn a_file_that_is_gone_is_a_break() {
        let (spool, once) = (Spool::new(None), Once::of_file("no/such/file".into()));
        assert!(once.peek(3).is_err());
        assert_eq!(read(&once, &spool, 0, 9), b"");
        assert!(once.broken().is_some());
    }

    #[test]
    fn a_spool_that_cannot_be_written_breaks_the_stream() {
        let (spool, once) = (Spool::new(Some("no/such/folder".into())), once(b"one"));
        assert_eq!(read(&once, &spool, 0, 4), b"");
        assert!(
            once.broken()
                .unwrap()
                .starts_with("the temporary file cannot be written: ")
        );
    }
}
