/*!
A pass over a file whose records are ranges of bytes.

This module reads bytes in order and asks the splitter of the format where
records end. It reads no record, except to find requested columns.

# Choices

* A file is read in pieces of one size, however the medium delivers its bytes.
  So the chunks are the same in each pass.
* The bytes of a record above the size limit are dropped while it is read. Its
  range is known in the end.
*/

use crate::article::{ByteRange, RecordPlace};
use crate::convert::to_usize;
use crate::input::formats::format::{ByteRecords, FilePass, KnownColumns};
use crate::input::formats::splitter::Splitter;
use crate::input::records::columns::Field;
use crate::input::source::{FileChunk, FileError, RecordBuffers, SourceFile};
use crate::spill::scratch_pool::ScratchGuard;

/// Bytes that are read at once. They hold a few hundred articles: enough to be
/// worth a thread, and a few pieces fit in any memory.
const PIECE: usize = 1 << 18;

/// A pass over one file.
pub(crate) struct BytePass<'f> {
    source: SourceFile<'f>,
    splitter: Box<dyn Splitter>,
    /// Bytes from the first one of a record that has not ended. Bytes after
    /// them are left from earlier use.
    held: ScratchGuard<Vec<u8>>,
    /// The number of bytes in `held`.
    filled: usize,
    /// Where the first held byte is in the file.
    held_from: u64,
    /// The next byte to read.
    offset: u64,
    missing: MissingColumns<'f>,
    is_over: bool,
}

impl<'f> BytePass<'f> {
    pub(crate) fn new(records: &'f dyn ByteRecords, source: SourceFile<'f>) -> BytePass<'f> {
        let splitter = records.splitter();
        let offset = splitter.open().offset;
        BytePass {
            source,
            splitter,
            held: source.context.pieces.take(),
            filled: 0,
            held_from: offset,
            offset,
            missing: MissingColumns::new(records, source),
            is_over: false,
        }
    }

    fn max_record(&self) -> u64 {
        self.source.context.options.max_record
    }

    /// Makes room for `wanted` more bytes.
    fn make_room(&mut self, wanted: usize) {
        let most = self.max_record().saturating_add(2 * PIECE as u64);
        let length = self.filled + wanted;
        let held: &mut Vec<u8> = &mut self.held;
        if length > held.capacity() {
            // Vectors double their capacity. This one stays below what the
            // longest record takes, which saves up to half of it.
            let capacity = to_usize(most.min(2 * held.capacity() as u64)).max(length);
            held.reserve_exact(capacity - held.len());
        }
        if length > held.len() {
            held.resize(length, 0);
        }
    }

    /// Returns the chunk of `records`. The bytes after the last record stay
    /// held.
    fn cut(&mut self, records: Vec<ByteRange>) -> FileChunk {
        let open = self.splitter.open().offset.max(self.held_from);
        let kept = to_usize(open - self.held_from);
        let rest = self.held.get(kept..self.filled).unwrap_or_default();
        let mut held = self.source.context.pieces.take();
        held.first(rest.len()).copy_from_slice(rest);
        self.filled = rest.len();
        let chunk = self.chunk(held, records);
        self.held_from = open;
        chunk
    }

    /// Returns the chunk of `records` in the held bytes, which `held` replaces.
    fn chunk(&mut self, held: ScratchGuard<Vec<u8>>, records: Vec<ByteRange>) -> FileChunk {
        let chunk = FileChunk {
            file: self.source.number,
            offset: self.held_from,
            bytes: Some(std::mem::replace(&mut self.held, held)),
            records,
            errors: Vec::new(),
        };
        self.missing.look(&chunk);
        chunk
    }

    /// Returns the last chunk of the file: it ends here, or cannot be read
    /// further because of `error`.
    fn last(&mut self, mut records: Vec<ByteRange>, error: Option<String>) -> FileChunk {
        let content = self.source.content;
        let mut errors = Vec::new();
        let broken = error.or_else(|| content.broken(self.offset));
        // A record that is cut off by an error is none.
        let reason = broken.or_else(|| self.splitter.finish(&mut records).err());
        if let Some(reason) = reason {
            let place = RecordPlace::Bytes(self.splitter.open());
            errors.push(FileError { place, reason });
        }
        let changed = content.changed(&self.source.context.disk);
        errors.extend(changed.map(FileError::whole_file));
        let mut chunk = self.chunk(self.source.context.pieces.take(), records);
        errors.extend(self.missing.finish().map(FileError::whole_file));
        chunk.errors = errors;
        chunk
    }
}

impl FilePass for BytePass<'_> {
    fn next_chunk(&mut self) -> Option<FileChunk> {
        let content = self.source.content;
        let mut records = Vec::new();
        while !self.is_over {
            let before = self.filled;
            let wanted = content.left(self.offset).unwrap_or(PIECE).min(PIECE);
            self.make_room(wanted);
            let room = &mut self.held[before..before + wanted];
            let read = content.read_at(&self.source.context.disk, room, self.offset);
            let (read, error) = match read {
                Ok(read) => (read, None),
                Err(error) => (0, Some(error.to_string())),
            };
            self.filled = before + read;
            self.splitter
                .feed(&self.held[before..self.filled], &mut records);
            self.offset += read as u64;
            if read < wanted || content.left(self.offset) == Some(0) {
                self.is_over = true;
                let chunk = self.last(records, error);
                return (!chunk.is_empty()).then_some(chunk);
            }
            if !records.is_empty() {
                return Some(self.cut(records));
            }
            if self.splitter.open().length > self.max_record() {
                self.held = self.source.context.pieces.take();
                self.filled = 0;
                self.held_from = self.offset;
            }
        }
        None
    }

    fn offset(&self) -> u64 {
        self.offset
    }
}

/// The requested columns that were not found in a file so far.
///
/// Without this, a mistyped column name would make all articles lose the field
/// in silence. The header of a table answers at once. Where each record names
/// its columns, records are read until every requested column was found, mostly
/// the first record only. If one of them is nowhere, the first pass reads all
/// records twice.
struct MissingColumns<'f> {
    records: &'f dyn ByteRecords,
    source: SourceFile<'f>,
    missing: Vec<Field>,
    /// Whether there was a header or record that could have the columns.
    has_columns: bool,
    /// Whether records are read to find the columns.
    looks: bool,
}

impl<'f> MissingColumns<'f> {
    fn new(records: &'f dyn ByteRecords, source: SourceFile<'f>) -> MissingColumns<'f> {
        let names = &source.context.names;
        let mut missing = names.requested.clone();
        let columns = records.columns();
        match columns {
            KnownColumns::None => missing.clear(),
            KnownColumns::PerRecord => {}
            KnownColumns::Listed(columns) => {
                let has = |field: Field| columns.iter().any(|name| names.fills(name, field));
                missing.retain(|&field| !has(field));
            }
        }
        let known = source.missing.get();
        MissingColumns {
            records,
            source,
            missing,
            has_columns: matches!(columns, KnownColumns::Listed([_, ..])),
            looks: known.is_none() && matches!(columns, KnownColumns::PerRecord),
        }
    }

    /// Looks for the columns in the records of a chunk, unless it is known
    /// which are missing.
    fn look(&mut self, chunk: &FileChunk) {
        if !self.looks || self.missing.is_empty() {
            return;
        }
        let mut buffers = RecordBuffers::default();
        for &range in &chunk.records {
            let bytes = chunk.bytes(range);
            let Some(record) = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
                continue;
            };
            if let Ok(values) = self.records.read(record, self.source, &mut buffers) {
                self.has_columns = true;
                self.missing.retain(|&field| !values.has_column(field));
                if self.missing.is_empty() {
                    return;
                }
            }
        }
    }

    /// Returns an error for each column that is missing from the file, which
    /// has ended. A file without records and header lacks none.
    fn finish(&mut self) -> impl Iterator<Item = String> {
        if !self.has_columns {
            self.missing.clear();
        }
        let missing = self.source.missing;
        let missing = missing.get_or_init(|| std::mem::take(&mut self.missing));
        let hint = match self.records.columns() {
            KnownColumns::Listed(columns) => format!("\nhint: columns are: {}", columns.join(", ")),
            KnownColumns::None | KnownColumns::PerRecord => String::new(),
        };
        missing.iter().map(move |&field| {
            let name = self.source.context.names.requested_name(field);
            format!("no record has a column named `{name}`{hint}")
        })
    }
}
