/*!
Files as a dump: their records in order, and any of them again.
*/

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use crate::article::{ByteRange, Location, RecordPlace, RecordRef, RecordUnit};
use crate::dump::{Dump, Record};
use crate::error::{Error, Result};
use crate::input::chunk::FileChunk;
use crate::input::files::Files;
use crate::input::formats::interpreter::Interpreter;
use crate::input::formats::json;
use crate::input::formats::split::{length, to_length};
use crate::input::opened::Opened;
use crate::input::pass::Pass;
use crate::input::paths::Place;

/// Bytes of a record that are copied at once.
const COPY_PIECE: usize = 64 << 10;

impl Dump for Files {
    type Chunk = FileChunk;

    fn chunks(&self) -> Box<dyn Iterator<Item = FileChunk> + Send + '_> {
        Box::new(Pass::new(self))
    }

    fn records(&self, chunk: &FileChunk, each: &mut dyn FnMut(Record<'_>)) {
        if let Some(Ok(opened)) = self.opened(chunk.file) {
            let mut buffers = self.buffers().take();
            let mut interpreter = self.interpreter(opened, chunk.file, &mut buffers);
            for bound in &chunk.records {
                let reference = RecordRef::bytes(chunk.file, *bound);
                let held = chunk
                    .bytes(*bound)
                    .filter(|_| bound.length <= self.longest());
                let article = match held {
                    Some(bytes) => interpreter.article(bytes),
                    None => Err(self.too_long(*bound)),
                };
                let article =
                    article.map_err(|reason| Error::record(reason).at(self.location(reference)));
                each(Record {
                    reference,
                    bytes: held.unwrap_or_default(),
                    article,
                });
            }
        }
        for trouble in &chunk.troubles {
            let reference = RecordRef {
                file: chunk.file,
                place: trouble.place,
            };
            let reason = trouble.reason.clone();
            // Nothing of the file was read after it.
            let error = Error::file(reason);
            let held = match trouble.place {
                RecordPlace::Bytes(range) if range.length <= self.longest() => chunk.bytes(range),
                _ => None,
            };
            let article = Err(error.at(self.location(reference)));
            each(Record {
                reference,
                bytes: held.unwrap_or_default(),
                article,
            });
        }
    }

    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        let refused = |reason| Error::record(reason).at(self.location(record_ref));
        let (opened, range) = self.readable(record_ref)?;
        if range.length > self.longest() {
            return Err(refused(self.too_long(range)));
        }
        let (mut bytes, mut buffers) = (self.record_scratch().take(), self.buffers().take());
        let bytes = bytes.first(to_length(range.length));
        self.read_exact(opened, bytes, range.offset, record_ref)?;
        let mut interpreter = self.interpreter(opened, record_ref.file, &mut buffers);
        let article = interpreter.article(bytes).map_err(refused)?;
        with(Record {
            reference: record_ref,
            bytes,
            article: Ok(article),
        });
        Ok(())
    }

    fn location(&self, record_ref: RecordRef) -> Location {
        let file = self
            .name(record_ref.file)
            .map_or_else(|| Arc::from(""), Arc::clone);
        let number = match record_ref.place {
            RecordPlace::Bytes(range) => Some(range.line),
            RecordPlace::WholeFile | RecordPlace::Row { .. } => None,
        };
        Location {
            file,
            number,
            unit: RecordUnit::Line,
        }
    }

    fn file_names(&self) -> Vec<&str> {
        self.places().map(|(name, _)| name).collect()
    }

    fn total_bytes(&self) -> Option<u64> {
        let size = |place: &Place| match place {
            Place::File { size, .. } => Some(*size),
            Place::Nowhere(_) => Some(0),
            Place::Pipe(_) | Place::StandardInput => None,
        };
        self.places().map(|(_, place)| size(place)).sum()
    }

    fn check_io(&self) -> Result<()> {
        self.disk()
            .spool
            .failure()
            .map_or(Ok(()), |error| Err(error.into()))
    }

    fn identity(&self) -> Option<Vec<String>> {
        let mut lines = vec![format!(
            "columns: {:?}, outlet: {:?}, largest record: {}",
            self.options().columns,
            self.options().outlet,
            self.options().max_record
        )];
        for (name, place) in self.places() {
            lines.push(match place {
                Place::File { path, size } => {
                    format!("{name}: {size} bytes, {}", state_of(path))
                }
                Place::Nowhere(reason) => format!("{name}: {reason}"),
                Place::Pipe(_) | Place::StandardInput => return None,
            });
        }
        Some(lines)
    }
}

/// When the file at `path` was changed last, and which one it is: a time of
/// modification can be set back, that of the last change cannot.
fn state_of(path: &Path) -> String {
    let Ok(of_file) = path.metadata() else {
        return "not readable".to_owned();
    };
    let modified = of_file
        .modified()
        .ok()
        .and_then(|time| jiff::Timestamp::try_from(time).ok());
    let mut state = match modified {
        Some(time) => format!("modified {time}"),
        None => "modified at an unknown time".to_owned(),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (seconds, part) = (of_file.ctime(), of_file.ctime_nsec());
        state += &format!(", state {:x}.{seconds}.{part}", of_file.ino());
    }
    state
}

impl Files {
    /// Writes the record at `record_ref` to `output` as it was, however long.
    /// What is wrong with a file as a whole has no bytes.
    ///
    /// # Errors
    ///
    /// When the record can no longer be read, or the output not be written.
    pub(crate) fn copy_bytes(&self, record_ref: RecordRef, output: &mut dyn Write) -> Result<()> {
        let RecordPlace::Bytes(ByteRange {
            offset,
            length: mut left,
            ..
        }) = record_ref.place
        else {
            return Ok(());
        };
        let (opened, _) = self.readable(record_ref)?;
        let mut piece = vec![0; to_length(left).min(COPY_PIECE)];
        let mut offset = offset;
        while left > 0 {
            let wanted = to_length(left).min(COPY_PIECE);
            let bytes = &mut piece[..wanted];
            self.read_exact(opened, bytes, offset, record_ref)?;
            output.write_all(bytes)?;
            offset = offset.saturating_add(length(bytes));
            left -= length(bytes);
        }
        Ok(())
    }

    /// The most bytes of a record that is held.
    pub(crate) const fn longest(&self) -> u64 {
        self.options().max_record
    }

    fn too_long(&self, range: ByteRange) -> String {
        let (length, longest) = (range.length, self.longest());
        format!("a record of {length} bytes, expected {longest} at most (--max-record)")
    }

    fn interpreter<'f>(
        &'f self,
        opened: &'f Opened,
        file: u32,
        buffers: &'f mut json::RecordBuffers,
    ) -> Interpreter<'f> {
        let name = self.name(file).map_or("", |name| name);
        let outlet = self.options().outlet.as_deref();
        Interpreter::new(opened, name, self.names(), outlet, buffers)
    }

    /// The file of the record at `record_ref`, and its place there.
    fn readable(&self, record_ref: RecordRef) -> Result<(&Opened, ByteRange)> {
        let reason = match (self.opened(record_ref.file), record_ref.place) {
            (Some(Ok(opened)), RecordPlace::Bytes(range)) => return Ok((opened, range)),
            (Some(Ok(_)), _) => "not a record",
            (Some(Err(reason)), _) => reason,
            (None, _) => "no such file in this dump",
        };
        Err(Error::file(reason).at(self.location(record_ref)))
    }

    /// Fills `bytes` with what stands at `offset`.
    fn read_exact(
        &self,
        opened: &Opened,
        bytes: &mut [u8],
        offset: u64,
        record_ref: RecordRef,
    ) -> Result<()> {
        let read = opened
            .content
            .read_at(self.disk(), bytes, offset)
            .and_then(|read| {
                let is_short = read < bytes.len();
                let reason = "the file ends before the record does";
                if is_short {
                    Err(io::Error::new(io::ErrorKind::UnexpectedEof, reason))
                } else {
                    Ok(())
                }
            });
        read.map_err(|error| Error::from(error).at(self.location(record_ref)))
    }
}
