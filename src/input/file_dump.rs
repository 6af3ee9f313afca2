/*!
[`Files`] as a dump: its records in order, and any of them again.
*/

use std::path::Path;
use std::sync::Arc;

use crate::article::{Location, RecordPlace, RecordRef};
use crate::dump::{Dump, Record};
use crate::error::{Error, Result};
use crate::input::chunk::{FileChunk, FileError};
use crate::input::dump_pass::DumpPass;
use crate::input::files::Files;
use crate::input::formats::format::OpenFile;
use crate::input::paths::InputPlace;

impl Dump for Files {
    type Chunk = FileChunk;

    fn chunks(&self) -> Box<dyn Iterator<Item = FileChunk> + Send + '_> {
        Box::new(DumpPass::new(self))
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
            let held = match place {
                RecordPlace::Bytes(range) if range.length <= self.context().options.max_record => {
                    chunk.bytes(*range)
                }
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
        let name = self
            .name(record_ref.file)
            .map_or_else(|| Arc::from(""), Arc::clone);
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
        self.places().map(|(name, _)| &**name).collect()
    }

    /// Returns the bytes of all files on disk, compressed or not; `None` where
    /// standard input or a pipe is among them.
    fn total_bytes(&self) -> Option<u64> {
        let size = |place: &InputPlace| match place {
            InputPlace::File { size, .. } => Some(*size),
            InputPlace::Nowhere(_) => Some(0),
            InputPlace::Pipe(_) | InputPlace::StandardInput => None,
        };
        self.places().map(|(_, place)| size(place)).sum()
    }

    fn check_io(&self) -> Result<()> {
        match self.context().disk.spool.failure() {
            None => Ok(()),
            Some(error) => Err(error.into()),
        }
    }

    fn identity(&self) -> Option<Vec<String>> {
        let options = &self.context().options;
        let mut lines = vec![format!(
            "columns: {:?}, outlet: {:?}, largest record: {}",
            options.columns, options.outlet, options.max_record
        )];
        for (name, place) in self.places() {
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

/// Returns when the file at `path` was modified, and on Unix its number and the
/// time of its last change: programs can set back the first time but not the
/// last one.
fn state_of(path: &Path) -> String {
    let Ok(metadata) = path.metadata() else {
        return "not readable".to_owned();
    };
    let modified = metadata
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
        let (seconds, part) = (metadata.ctime(), metadata.ctime_nsec());
        state += &format!(", state {:x}.{seconds}.{part}", metadata.ino());
    }
    state
}
