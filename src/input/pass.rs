/*!
One reading of all files, a stretch at a time.

This module moves bytes and asks the splitter of each file where records end;
it does not know formats and reads no record, but for the question whether a
column that was asked for is anywhere.

# Choices

* A file is read in pieces of one size whatever its medium gives, so that the
  stretches are the same in each pass.
* A record that is longer than the limit is let go while it is still being
  read: its place and length are known in the end, its bytes are not held.
*/

use crate::article::{ByteRange, RecordPlace};
use crate::input::chunk::{FileChunk, Trouble};
use crate::input::files::Files;
use crate::input::formats::split::{Splitter, length, to_length};
use crate::input::opened::Opened;
use crate::input::records::asked::Asked;
use crate::spill::scratch_pool::ScratchGuard;

/// Bytes that are read at once: some hundred articles, enough to be worth a
/// thread, and a few of them fit in any memory.
const PIECE: usize = 1 << 18;

/// A reading of all files.
pub(crate) struct Pass<'f> {
    files: &'f Files,
    /// The number of the next file.
    next: usize,
    current: Option<FilePass<'f>>,
    /// Bytes on disk of the files that have been read.
    done: u64,
}

impl<'f> Pass<'f> {
    pub(crate) fn new(files: &'f Files) -> Pass<'f> {
        files.tell_bytes_read(0);
        Pass {
            files,
            next: 0,
            current: None,
            done: 0,
        }
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        self.current = None;
        self.files.clear_scratch();
    }
}

impl Iterator for Pass<'_> {
    type Item = FileChunk;

    fn next(&mut self) -> Option<FileChunk> {
        loop {
            if let Some(current) = &mut self.current {
                let chunk = current.next();
                self.files
                    .tell_bytes_read(self.done.saturating_add(current.consumed()));
                if chunk.is_some() {
                    return chunk;
                }
                self.done = self.done.saturating_add(current.consumed());
                self.current = None;
            }
            let file = u32::try_from(self.next).ok()?;
            let opened = self.files.opened(file)?;
            self.next += 1;
            match opened {
                Ok(opened) => self.current = Some(FilePass::new(self.files, file, opened)),
                Err(reason) => {
                    let troubles = vec![Trouble::of_file(reason.clone())];
                    return Some(FileChunk {
                        file,
                        troubles,
                        ..FileChunk::default()
                    });
                }
            }
        }
    }
}

/// A reading of one file.
struct FilePass<'f> {
    files: &'f Files,
    file: u32,
    opened: &'f Opened,
    splitter: Box<dyn Splitter>,
    /// Bytes of which the records are not known yet, and behind them whatever
    /// stood there before.
    held: ScratchGuard<Vec<u8>>,
    /// How many of them have been read.
    filled: usize,
    /// Where the first of them stands.
    held_from: u64,
    /// The next byte to be read.
    offset: u64,
    asked: Asked<'f>,
    is_over: bool,
}

impl<'f> FilePass<'f> {
    fn new(files: &'f Files, file: u32, opened: &'f Opened) -> FilePass<'f> {
        let splitter = opened.splitter();
        let offset = splitter.open().offset;
        FilePass {
            files,
            file,
            opened,
            splitter,
            held: files.pieces().take(),
            filled: 0,
            held_from: offset,
            offset,
            asked: Asked::new(files.names(), opened),
            is_over: false,
        }
    }

    /// Bytes on disk that have been read.
    fn consumed(&self) -> u64 {
        self.opened.content.consumed(self.offset)
    }

    fn next(&mut self) -> Option<FileChunk> {
        let mut records = Vec::new();
        while !self.is_over {
            let before = self.filled;
            let left = self.opened.content.left(self.offset);
            let wanted = left.map_or(PIECE, |left| left.min(PIECE));
            self.make_room(wanted);
            let read = self.opened.content.read_at(
                self.files.disk(),
                &mut self.held[before..before + wanted],
                self.offset,
            );
            let (read, error) = match read {
                Ok(read) => (read, None),
                Err(error) => (0, Some(error.to_string())),
            };
            self.filled = before + read;
            let new = &self.held[before..self.filled];
            self.splitter.feed(new, &mut records);
            self.offset = self.offset.saturating_add(length(new));
            if read < wanted || self.opened.content.left(self.offset) == Some(0) {
                self.is_over = true;
                let chunk = self.last(records, error);
                return (!chunk.is_empty()).then_some(chunk);
            }
            if !records.is_empty() {
                return Some(self.cut(records));
            }
            if self.splitter.open().length > self.files.longest() {
                self.held = self.files.pieces().take();
                self.filled = 0;
                self.held_from = self.offset;
            }
        }
        None
    }

    /// Makes room for `wanted` more bytes.
    fn make_room(&mut self, wanted: usize) {
        let length = self.filled + wanted;
        let held: &mut Vec<u8> = &mut self.held;
        if length > held.capacity() {
            // Twice the room, as vectors grow, but no more than the longest
            // record may take: a vector left alone would take twice that.
            let most = to_length(self.files.longest()).saturating_add(2 * PIECE);
            let capacity = (2 * held.capacity()).min(most).max(length);
            held.reserve_exact(capacity - held.len());
        }
        if length > held.len() {
            held.resize(length, 0);
        }
    }

    /// The stretch of `records`; what follows the last of them stays held.
    fn cut(&mut self, records: Vec<ByteRange>) -> FileChunk {
        let open = self.splitter.open().offset.max(self.held_from);
        let kept = to_length(open - self.held_from);
        let rest = self.held.get(kept..self.filled).unwrap_or_default();
        let mut held = self.files.pieces().take();
        held.first(rest.len()).copy_from_slice(rest);
        self.filled = rest.len();
        let bytes = std::mem::replace(&mut self.held, held);
        let offset = std::mem::replace(&mut self.held_from, open);
        let chunk = FileChunk {
            file: self.file,
            bytes: Some(bytes),
            offset,
            records,
            troubles: Vec::new(),
        };
        self.asked.look(&chunk);
        chunk
    }

    /// The last stretch of the file, of which nothing more can be read: its
    /// end, or because of `error`.
    fn last(&mut self, mut records: Vec<ByteRange>, error: Option<String>) -> FileChunk {
        let mut troubles = Vec::new();
        let broken = error.or_else(|| self.opened.content.broken(self.offset));
        // What a break cut off is no record.
        let reason = broken.or_else(|| self.splitter.finish(&mut records));
        if let Some(reason) = reason {
            troubles.push(Trouble {
                place: RecordPlace::Bytes(self.splitter.open()),
                reason,
            });
        }
        troubles.extend(
            self.opened
                .content
                .changed(self.files.disk())
                .map(Trouble::of_file),
        );
        let none = self.files.pieces().take();
        let bytes = std::mem::replace(&mut self.held, none);
        let mut chunk = FileChunk {
            file: self.file,
            bytes: Some(bytes),
            offset: self.held_from,
            records,
            troubles,
        };
        self.asked.look(&chunk);
        chunk
            .troubles
            .extend(self.asked.missing().map(Trouble::of_file));
        chunk
    }
}
