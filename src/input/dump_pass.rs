/*!
A pass over all files of a dump, one after another.
*/

use crate::input::chunk::{FileChunk, FileError};
use crate::input::files::Files;
use crate::input::formats::format::{FilePass, OpenFile};

/// A pass over all files.
pub(crate) struct DumpPass<'f> {
    files: &'f Files,
    /// The number of the next file.
    next: u32,
    current: Option<CurrentFile<'f>>,
    /// Bytes on disk of the files before the current one.
    done: u64,
}

/// The file that is being read.
struct CurrentFile<'f> {
    file: OpenFile<'f>,
    pass: Box<dyn FilePass + 'f>,
}

impl<'f> DumpPass<'f> {
    pub(crate) fn new(files: &'f Files) -> DumpPass<'f> {
        files.set_bytes_read(0);
        DumpPass {
            files,
            next: 0,
            current: None,
            done: 0,
        }
    }
}

impl Iterator for DumpPass<'_> {
    type Item = FileChunk;

    fn next(&mut self) -> Option<FileChunk> {
        loop {
            if let Some(CurrentFile { file, pass }) = &mut self.current {
                let chunk = pass.next_chunk();
                let done = self.done + file.source.content.consumed(pass.offset());
                self.files.set_bytes_read(done);
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
                    self.current = Some(CurrentFile { file, pass });
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
        // What the pass holds goes back before memory is freed.
        self.current = None;
        self.files.context().free_memory();
    }
}
