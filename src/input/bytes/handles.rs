/*!
The files that are open, a few at a time.

A dump may have more files than a process may hold open. Those used last stay
open; any other is opened again when it is needed.
*/

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::spill::positioned_file::PositionedFile;

/// Files that stay open. Systems allow a process from 256 on; the search for
/// one among so many costs nothing beside a read.
const MOST_OPEN: usize = 64;

/// Open files by their number, the one used last at the end.
#[derive(Debug, Default)]
pub(crate) struct Handles {
    open: Mutex<Vec<(u32, Arc<PositionedFile>)>>,
}

impl Handles {
    /// The file of this `number`, opened at `path` if it is not open.
    pub(crate) fn get(&self, number: u32, path: &Path) -> io::Result<Arc<PositionedFile>> {
        // A thread that panicked left the list whole: nothing panics within.
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
    use crate::input::bytes::handles::{Handles, MOST_OPEN};

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
