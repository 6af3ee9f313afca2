/*!
The files in a folder and in all folders below it.
*/

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::input::bytes::content::reason;
use crate::input::formats::recognize::has_known_extension;

/// A walk through a folder.
#[derive(Debug, Default)]
pub(crate) struct FolderWalk {
    /// The files with a known extension, in no particular order.
    pub(crate) files: Vec<PathBuf>,
    /// The number of other files that are not hidden.
    pub(crate) skipped: usize,
    /// The first of the other files.
    pub(crate) skipped_example: Option<PathBuf>,
    /// The folders that could not be read, with the reason.
    pub(crate) errors: Vec<(PathBuf, String)>,
    /// The canonical paths of the folders that were entered. A link may lead
    /// back to one.
    entered: HashSet<PathBuf>,
}

impl FolderWalk {
    /// Collects the files of `folder`.
    pub(crate) fn enter(&mut self, folder: &Path) {
        let entries = fs::canonicalize(folder).and_then(|real| {
            let is_new = self.entered.insert(real);
            is_new.then(|| fs::read_dir(folder)).transpose()
        });
        let entries = match entries {
            Ok(entries) => entries.into_iter().flatten(),
            Err(error) => return self.errors.push((folder.to_owned(), reason(&error))),
        };
        let mut names = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => self.errors.push((folder.to_owned(), reason(&error))),
            }
        }
        // Of two links to one folder, the first by name is followed.
        names.sort_unstable();
        for name in names {
            self.visit(&folder.join(&name), &name.to_string_lossy());
        }
    }

    fn visit(&mut self, path: &Path, name: &str) {
        if name.starts_with('.') {
            return;
        }
        if path.is_dir() {
            self.enter(path);
        } else if has_known_extension(name) {
            self.files.push(path.to_owned());
        } else {
            self.skipped += 1;
            self.skipped_example.get_or_insert_with(|| path.to_owned());
        }
    }
}
