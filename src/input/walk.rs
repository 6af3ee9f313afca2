/*!
The files of a folder and of all folders in it.
*/

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::input::formats::form::extension;
use crate::input::paths::reason;

/// A walk through a folder and all folders in it.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    /// The files whose names end in a format, in no order.
    pub(crate) files: Vec<PathBuf>,
    /// How many files there are beside them, but for hidden ones, and the first.
    pub(crate) others: usize,
    pub(crate) first_other: Option<PathBuf>,
    /// Folders that could not be read, and why.
    pub(crate) troubles: Vec<(PathBuf, String)>,
    /// Folders that were entered: a link may lead back to one.
    entered: HashSet<PathBuf>,
}

impl Walk {
    /// Goes through `folder`.
    pub(crate) fn enter(&mut self, folder: &Path) {
        let entries = fs::canonicalize(folder).and_then(|real| {
            let is_new = self.entered.insert(real);
            is_new.then(|| fs::read_dir(folder)).transpose()
        });
        let entries = match entries {
            Ok(entries) => entries.into_iter().flatten(),
            Err(error) => return self.troubles.push((folder.to_owned(), reason(&error))),
        };
        let mut names = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => self.troubles.push((folder.to_owned(), reason(&error))),
            }
        }
        // In order, since of two links to one folder the first is followed.
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
        } else if !extension(name).is_empty() {
            self.files.push(path.to_owned());
        } else {
            self.others += 1;
            self.first_other.get_or_insert_with(|| path.to_owned());
        }
    }
}
