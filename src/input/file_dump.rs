/*!
[`Files`] as a dump: its records in order, and any of them again.
*/

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use crate::article::{Location, RecordPlace, RecordRef};
use crate::dump::{Dump, Record};
use crate::error::{Error, Result};
use crate::input::files::{DumpFile, Files};
use crate::input::formats::format::{FilePass, OpenFile};
use crate::input::paths::InputPlace;
use crate::input::source::{FileChunk, FileError};

impl Dump for Files {
    type Chunk = FileChunk;

    fn chunks(&self) -> Box<dyn Iterator<Item = FileChunk> + Send + '_> {
        self.bytes_read.store(0, Ordering::Relaxed);
        Box::new(DumpPass {
            files: self,
            next: 0,
            current: None,
            done: 0,
        })
    }

    fn records(&self, chunk: &FileChunk, each: &mut dyn FnMut(Record<'_>)) {
        if let Some(Ok(file)) = self.file(chunk.file) {
            file.records.records(file.source, chunk, each);
        }
        for FileError { place, reason } in &chunk.errors {
            let reference = RecordRef {
                file: chunk.file,
                place: *place,
            };
            let limit = self.context.options.max_record;
            let held = match place {
                RecordPlace::Bytes(range) if range.length <= limit => chunk.bytes(*range),
                _ => None,
            };
            // The rest of the file is lost: the error is one of the file.
            let error = Error::file(reason.as_str()).at(self.location(reference));
            each(Record {
                reference,
                bytes: held.unwrap_or_default(),
                article: Err(error),
            });
        }
    }

    fn read_again(&self, record_ref: RecordRef, with: &mut dyn FnMut(Record<'_>)) -> Result<()> {
        let file = self.readable(record_ref)?;
        file.records.read_again(file.source, record_ref.place, with)
    }

    fn location(&self, record_ref: RecordRef) -> Location {
        let name = self.files.get(record_ref.file as usize);
        let name = name.map_or_else(|| Arc::from(""), |file| Arc::clone(&file.name));
        match (record_ref.place, self.file(record_ref.file)) {
            (RecordPlace::WholeFile, _) | (_, None | Some(Err(_))) => Location::of_file(name),
            (place, Some(Ok(file))) => Location {
                file: name,
                number: file.records.number(place),
                unit: file.records.unit(),
            },
        }
    }

    fn file_names(&self) -> Vec<&str> {
        self.files.iter().map(|file| &*file.name).collect()
    }

    /// Returns the bytes of all files on disk, compressed or not; `None` where
    /// standard input or a pipe is among them.
    fn total_bytes(&self) -> Option<u64> {
        let sizes = self.files.iter().map(|file| match &file.place {
            InputPlace::File { size, .. } => Some(*size),
            InputPlace::Nowhere(_) => Some(0),
            InputPlace::Pipe(_) | InputPlace::StandardInput => None,
        });
        sizes.sum()
    }

    fn check_io(&self) -> Result<()> {
        let failure = self.context.disk.spool.failure();
        failure.map_or(Ok(()), |error| Err(error.into()))
    }

    fn identity(&self) -> Option<Vec<String>> {
        let options = &self.context.options;
        let mut lines = vec![format!(
            "columns: {:?}, outlet: {:?}, largest record: {}",
            options.columns, options.outlet, options.max_record
        )];
        for DumpFile { name, place, .. } in &self.files {
            lines.push(match place {
                InputPlace::File { path, size } => {
                    format!("{name}: {size} bytes, {}", state_of(path))
                }
                InputPlace::Nowhere(reason) => format!("{name}: {reason}"),
                InputPlace::Pipe(_) | InputPlace::StandardInput => return None,
            });
        }
        Some(lines)
    }
}

impl Files {
    pub(crate) fn readable(&self, record_ref: RecordRef) -> Result<OpenFile<'_>> {
        let reason = match self.file(record_ref.file) {
            Some(Ok(file)) => return Ok(file),
            Some(Err(reason)) => reason,
            None => "no such file in this dump",
        };
        Err(Error::file(reason).at(self.location(record_ref)))
    }
}

/// A pass over all files, one after another.
struct DumpPass<'f> {
    files: &'f Files,
    /// The number of the next file.
    next: u32,
    /// The file that is being read.
    current: Option<(OpenFile<'f>, Box<dyn FilePass + 'f>)>,
    /// Bytes on disk of the files before the current one.
    done: u64,
}

impl Iterator for DumpPass<'_> {
    type Item = FileChunk;

    fn next(&mut self) -> Option<FileChunk> {
        loop {
            if let Some((file, pass)) = &mut self.current {
                let chunk = pass.next_chunk();
                let done = self.done + file.source.content.consumed(pass.offset());
                self.files.bytes_read.store(done, Ordering::Relaxed);
                if chunk.is_some() {
                    return chunk;
                }
                self.done = done;
                self.current = None;
            }
            let number = self.next;
            let file = self.files.file(number)?;
            self.next += 1;
            match file {
                Ok(file) => {
                    let pass = file.records.pass(file.source);
                    self.current = Some((file, pass));
                }
                Err(reason) => {
                    return Some(FileChunk {
                        file: number,
                        errors: vec![FileError::whole_file(reason.to_owned())],
                        ..FileChunk::default()
                    });
                }
            }
        }
    }
}

impl Drop for DumpPass<'_> {
    fn drop(&mut self) {
        // The pass returns its memory before unused memory is freed.
        self.current = None;
        self.files.context.free_memory();
    }
}

/// Returns when the file at `path` was modified, and on Unix its number and the
/// time of its last change: programs can set back the first time but not the
/// last one.
fn state_of(path: &Path) -> String {
    let Ok(metadata) = path.metadata() else {
        return "not readable".to_owned();
    };
    let modified = metadata.modified().ok();
    let modified = modified.and_then(|time| jiff::Timestamp::try_from(time).ok());
    let mut state = match modified {
        Some(time) => format!("modified {time}"),
        None => "modified at an unknown time".to_owned(),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (seconds, part) = (metadata.ctime(), metadata.ctime_nsec());
        state += &format!(", state {:x}.{seconds}.{part}", metadata.ino());
    }
    state
}
