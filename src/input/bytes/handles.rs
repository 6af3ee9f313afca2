/*!
Keeps the files open that were used last.

A dump may have more files than a process can hold open. Any other file is
opened again when it is needed.
*/

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::spill::positioned_file::PositionedFile;

/// The most files that stay open. Systems allow at least 256 per process.
/// Searching a list of this length costs nothing compared with a read.
const MOST_OPEN: usize = 64;

/// Open files with their numbers, the last used at the end.
#[derive(Debug, Default)]
pub(crate) struct Handles {
    open: Mutex<Vec<(u32, Arc<PositionedFile>)>>,
}

impl Handles {
    /// Returns the file with this `number`, and opens `path` if it is not open.
    pub(crate) fn get(&self, number: u32, path: &Path) -> io::Result<Arc<PositionedFile>> {
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
    fn no_more_files_stay_open_than_allowed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        std::fs::write(&path, "{}").unwrap();
        let handles = Handles::default();
        for number in (0..200).chain(0..200) {
            assert_eq!(handles.get(number, &path).unwrap().size().unwrap(), 2);
        }
        assert_eq!(handles.open.lock().unwrap().len(), MOST_OPEN);
    }

    #[test]
    fn an_open_file_is_not_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.jsonl");
        std::fs::write(&path, "{}").unwrap();
        let handles = Handles::default();
        handles.get(7, &path).unwrap();
        assert!(handles.get(7, "no such file".as_ref()).is_ok());
        assert!(handles.get(8, "no such file".as_ref()).is_err());
    }
}
