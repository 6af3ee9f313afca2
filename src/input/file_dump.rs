/*!
Files as a dump: their records in order, and any of them again.
*/

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use crate::article::{Location, Position};
use crate::dump::{Dump, Record};
use crate::error::{Error, Result};
use crate::input::chunk::FileChunk;
use crate::input::files::Files;
use crate::input::formats::interpreter::Interpreter;
use crate::input::formats::json;
use crate::input::formats::split::{Bound, length, to_length};
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
                let position = position(chunk.file, *bound);
                let held = chunk
                    .bytes(*bound)
                    .filter(|_| bound.length <= self.longest());
                let article = match held {
                    Some(bytes) => interpreter.article(bytes),
                    None => Err(self.too_long(position)),
                };
                let article =
                    article.map_err(|reason| Error::record(reason).at(self.location(position)));
                each(Record {
                    position,
                    bytes: held.unwrap_or_default(),
                    article,
                });
            }
        }
        for trouble in &chunk.troubles {
            let position = position(chunk.file, trouble.bound);
            let reason = trouble.reason.clone();
            // Nothing of the file was read after it.
            let error = Error::file(reason);
            let held = chunk
                .bytes(trouble.bound)
                .filter(|_| position.length <= self.longest());
            let article = Err(error.at(self.location(position)));
            each(Record {
                position,
                bytes: held.unwrap_or_default(),
                article,
            });
        }
    }

    fn read_again(&self, position: Position, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        let refused = |reason| Error::record(reason).at(self.location(position));
        let opened = self.readable(position)?;
        if position.length > self.longest() {
            return Err(refused(self.too_long(position)));
        }
        let (mut bytes, mut buffers) = (self.record_scratch().take(), self.buffers().take());
        let bytes = bytes.first(to_length(position.length));
        self.read_exact(opened, bytes, position)?;
        let mut interpreter = self.interpreter(opened, position.file, &mut buffers);
        let article = interpreter.article(bytes).map_err(refused)?;
        with(Record {
            position,
            bytes,
            article: Ok(article),
        });
        Ok(())
    }

    fn location(&self, position: Position) -> Location {
        let file = self
            .name(position.file)
            .map_or_else(|| Arc::from(""), Arc::clone);
        Location {
            file,
            line: (position.line > 0).then_some(position.line),
        }
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
    /// Writes the record at `position` to `output` as it was, however long.
    /// What is wrong with a file as a whole has no bytes.
    ///
    /// # Errors
    ///
    /// When the record can no longer be read, or the output not be written.
    pub fn copy_record(&self, position: Position, output: &mut dyn Write) -> Result<()> {
        let Position {
            offset,
            length: mut left,
            ..
        } = position;
        if left == 0 {
            return Ok(());
        }
        let opened = self.readable(position)?;
        let mut piece = vec![0; to_length(left).min(COPY_PIECE)];
        let mut offset = offset;
        while left > 0 {
            let wanted = to_length(left).min(COPY_PIECE);
            let bytes = &mut piece[..wanted];
            self.read_exact(opened, bytes, Position { offset, ..position })?;
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

    fn too_long(&self, position: Position) -> String {
        let (length, longest) = (position.length, self.longest());
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

    /// The file of the record at `position`.
    fn readable(&self, position: Position) -> Result<&Opened> {
        let reason = match self.opened(position.file) {
            Some(Ok(opened)) if position.line > 0 => return Ok(opened),
            Some(Ok(_)) => "not a record",
            Some(Err(reason)) => reason,
            None => "no such file in this dump",
        };
        Err(Error::file(reason).at(self.location(position)))
    }

    /// Fills `bytes` with what stands at `position`.
    fn read_exact(&self, opened: &Opened, bytes: &mut [u8], position: Position) -> Result<()> {
        let read = opened
            .content
            .read_at(self.disk(), bytes, position.offset)
            .and_then(|read| {
                let is_short = read < bytes.len();
                let reason = "the file ends before the record does";
                if is_short {
                    Err(io::Error::new(io::ErrorKind::UnexpectedEof, reason))
                } else {
                    Ok(())
                }
            });
        read.map_err(|error| Error::from(error).at(self.location(position)))
    }
}

/// Where the record in `bound` of this file stands in the dump.
fn position(file: u32, bound: Bound) -> Position {
    let Bound {
        offset,
        length,
        line,
    } = bound;
    Position {
        file,
        line,
        offset,
        length,
    }
}
