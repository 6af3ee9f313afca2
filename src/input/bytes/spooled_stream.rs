/*!
A stream that can be read at any offset and again.

The first reader that gets beyond the bytes in the spool reads the stream and
appends to the spool. All others read the spool. So a pass that ends halfway
loses nothing, not even of standard input.

# Choices

* A file is opened when its bytes are first needed and closed when all have been
  read. Recognizing ten thousand compressed files does not hold them open.
*/

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::convert::to_usize;
use crate::input::bytes::decompress::{Stream, decompress};
use crate::input::bytes::spool::{Extents, SpoolRange, StreamSpool};

/// A stream whose bytes are kept in a spool.
pub(crate) struct SpooledStream {
    state: Mutex<StreamState>,
    /// Bytes of the stream that were read, compressed or not.
    consumed: Arc<AtomicU64>,
}

struct StreamState {
    /// The rest of the stream; `None` when all has been read.
    source: Option<StreamSource>,
    /// The bytes in the spool.
    spooled: Extents,
    /// Why the stream ended too early.
    broken: Option<String>,
}

/// Where the bytes come from.
enum StreamSource {
    /// A file that is not open yet.
    Closed(PathBuf),
    /// A decompressed stream.
    Open(Stream),
}

impl SpooledStream {
    /// Returns the decompressed bytes of `stream`. Fails where decompression
    /// cannot begin.
    pub(crate) fn new(stream: Stream) -> io::Result<SpooledStream> {
        let consumed = Arc::default();
        let source = StreamSource::Open(counted(stream, &consumed)?);
        Ok(SpooledStream {
            state: Mutex::new(StreamState::new(source)),
            consumed,
        })
    }

    /// Returns the decompressed bytes of the file at `path`.
    pub(crate) fn of_file(path: PathBuf) -> SpooledStream {
        SpooledStream {
            state: Mutex::new(StreamState::new(StreamSource::Closed(path))),
            consumed: Arc::default(),
        }
    }

    /// Returns the first bytes of a file that is not open yet, at most `most`,
    /// and closes it again. `None` for any other stream. A stream that breaks
    /// later gives the bytes before.
    pub(crate) fn peek(&self, most: usize) -> io::Result<Option<Vec<u8>>> {
        let path = match &self.lock().source {
            Some(StreamSource::Closed(path)) => path.clone(),
            Some(StreamSource::Open(_)) | None => return Ok(None),
        };
        let mut head = vec![0; most];
        let mut stream = decompress(Box::new(File::open(path)?))?;
        let (read, _) = fill(&mut *stream, &mut head);
        head.truncate(read);
        Ok(Some(head))
    }

    /// Reads bytes at `offset`, and returns how many. 0 means that the stream
    /// has ended.
    pub(crate) fn read_at(
        &self,
        spool: &StreamSpool,
        bytes: &mut [u8],
        offset: u64,
    ) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let mut state = self.lock();
        while offset > state.spooled.length && state.source.is_some() {
            state.pull(spool, bytes, &self.consumed);
        }
        if offset == state.spooled.length {
            return Ok(state.pull(spool, bytes, &self.consumed));
        }
        let Some(range) = state.spooled.find(offset) else {
            return Ok(0);
        };
        drop(state);
        let wanted = to_usize(range.length.min(bytes.len() as u64));
        spool.read_at(&mut bytes[..wanted], range.offset)
    }

    /// Returns why the stream ended too early, if that is known by now.
    pub(crate) fn broken(&self) -> Option<String> {
        self.lock().broken.clone()
    }

    /// Returns how many bytes of the stream, compressed or not, the bytes before
    /// `offset` took. `size` is the size of the stream, if it is known.
    pub(crate) fn consumed(&self, offset: u64, size: Option<u64>) -> u64 {
        let state = self.lock();
        match size {
            Some(size) if state.source.is_none() && state.spooled.length > 0 => {
                let share = u128::from(size) * u128::from(offset);
                let share = share / u128::from(state.spooled.length);
                u64::try_from(share).unwrap_or(size)
            }
            _ => self.consumed.load(Ordering::Relaxed),
        }
    }

    fn lock(&self) -> MutexGuard<'_, StreamState> {
        // After a panic in a decoder the source is gone. The bytes in the spool
        // are still valid.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StreamState {
    fn new(source: StreamSource) -> StreamState {
        StreamState {
            source: Some(source),
            spooled: Extents::default(),
            broken: None,
        }
    }

    /// Fills `bytes` from the stream, appends them to the spool, and returns how
    /// many there were.
    fn pull(&mut self, spool: &StreamSpool, bytes: &mut [u8], consumed: &Arc<AtomicU64>) -> usize {
        let stream = match self.source.take() {
            None => return 0,
            Some(StreamSource::Open(stream)) => Ok(stream),
            Some(StreamSource::Closed(path)) => {
                File::open(path).and_then(|file| counted(Box::new(file), consumed))
            }
        };
        let (filled, end) = match stream {
            Ok(mut stream) => {
                let (filled, end) = fill(&mut *stream, bytes);
                if matches!(end, StreamEnd::NotReached) {
                    self.source = Some(StreamSource::Open(stream));
                }
                (filled, end)
            }
            Err(error) => (0, StreamEnd::Broken(error)),
        };
        if let StreamEnd::Broken(error) = end {
            self.broken = Some(error.to_string());
        }
        if let Err(error) = self.append(spool, &bytes[..filled]) {
            self.source = None;
            self.broken = Some(format!("the temporary file cannot be written: {error}"));
            return 0;
        }
        filled
    }

    /// Appends the next bytes of the stream to the spool.
    fn append(&mut self, spool: &StreamSpool, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let offset = spool.append(bytes)?;
        self.spooled.push(SpoolRange {
            offset,
            length: bytes.len() as u64,
        });
        Ok(())
    }
}

enum StreamEnd {
    NotReached,
    Reached,
    Broken(io::Error),
}

/// Reads until `bytes` is full, and returns how many there were.
fn fill(stream: &mut dyn Read, bytes: &mut [u8]) -> (usize, StreamEnd) {
    let mut filled = 0;
    while filled < bytes.len() {
        match stream.read(&mut bytes[filled..]) {
            Ok(0) => return (filled, StreamEnd::Reached),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (filled, StreamEnd::Broken(error)),
        }
    }
    (filled, StreamEnd::NotReached)
}

/// Returns the decompressed bytes of `stream`, which counts its own bytes.
fn counted(stream: Stream, consumed: &Arc<AtomicU64>) -> io::Result<Stream> {
    let consumed = Arc::clone(consumed);
    decompress(Box::new(CountedStream { stream, consumed }))
}

/// A stream that counts the bytes that are read.
struct CountedStream {
    stream: Stream,
    consumed: Arc<AtomicU64>,
}

impl Read for CountedStream {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(bytes)?;
        self.consumed.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn stream(text: &'static [u8]) -> SpooledStream {
        SpooledStream::new(Box::new(Cursor::new(text))).unwrap()
    }

    fn read(stream: &SpooledStream, spool: &StreamSpool, offset: u64, size: usize) -> Vec<u8> {
        let mut bytes = vec![0; size];
        let read = stream.read_at(spool, &mut bytes, offset).unwrap();
        bytes.truncate(read);
        bytes
    }

    #[test]
    fn a_stream_is_read_again_from_any_offset() {
        let again = [
            (0, 4, "one "),
            (4, 4, "two "),
            (1, 5, "ne tw"),
            (8, 9, "three"),
        ];
        let beyond_the_spool = [(9, 3, "hre"), (0, 3, "one"), (13, 9, ""), (99, 9, "")];
        for reads in [again, beyond_the_spool] {
            let (spool, stream) = (StreamSpool::new(None), stream(b"one two three"));
            for (offset, size, expected) in reads {
                assert_eq!(read(&stream, &spool, offset, size), expected.as_bytes());
            }
        }
    }

    #[test]
    fn streams_that_alternate_do_not_mix() {
        let spool = StreamSpool::new(None);
        let (one, two) = (stream(b"aaaabbbb"), stream(b"ccccdddd"));
        for (offset, first, second) in [(0, b"aaaa", b"cccc"), (4, b"bbbb", b"dddd")] {
            for _ in 0..2 {
                assert_eq!(read(&one, &spool, offset, 4), first);
                assert_eq!(read(&two, &spool, offset, 4), second);
            }
        }
    }

    #[test]
    fn a_file_is_open_only_while_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wire.jsonl");
        std::fs::write(&path, "one two").unwrap();
        let (spool, stream) = (StreamSpool::new(None), SpooledStream::of_file(path));
        assert_eq!(stream.peek(3).unwrap().unwrap(), b"one");
        let is_closed = matches!(stream.lock().source, Some(StreamSource::Closed(_)));
        assert!(is_closed);
        assert_eq!(read(&stream, &spool, 0, 9), b"one two");
        assert!(stream.lock().source.is_none());
        assert!(stream.peek(3).unwrap().is_none());
    }

    #[test]
    fn a_file_that_is_gone_is_an_error() {
        let stream = SpooledStream::of_file("no/such/file".into());
        assert!(stream.peek(3).is_err());
        assert_eq!(read(&stream, &StreamSpool::new(None), 0, 9), b"");
        assert!(stream.broken().is_some());
    }
}
