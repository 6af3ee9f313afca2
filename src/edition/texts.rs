/*!
Texts that go into a folder: all of them, or none.

They are written to a folder beside their places, and moved there when all are
complete. What stands at its place already, byte for byte, is no hindrance: a
run that was killed while texts were moved can be made again. It takes the
folder over that the killed one left.
*/

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::output::{Pending, at, sync_name};
use crate::error::Result;

/// The folder in which texts wait until all are complete.
const BESIDE: &str = ".wirecopy-texts";

/// In that folder, the texts as they are to stand.
const WAITING: &str = "texts";

/// Beside them, what is locked as long as they are on their way.
const LOCK: &str = "lock";

/// Texts on their way to a folder.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    folder: &'a Path,
    beside: Beside,
    _lock: File,
}

/// The folder in which texts wait, which goes whatever happens to them.
#[derive(Debug)]
struct Beside {
    path: PathBuf,
    _pending: Pending,
}

impl Drop for Beside {
    fn drop(&mut self) {
        // What is left is in nobody's way, and the next run takes it over.
        let _ = fs::remove_dir_all(&self.path);
    }
}

impl<'a> Texts<'a> {
    /// Texts that are to stand in `folder`.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written to, or another run writes there.
    pub(super) fn new(folder: &'a Path) -> Result<Texts<'a>> {
        let path = folder.join(BESIDE);
        let open = || -> io::Result<File> {
            fs::create_dir_all(&path)?;
            let lock = File::create(path.join(LOCK))?;
            // Where files cannot be locked, nothing is known of others.
            if let Err(TryLockError::WouldBlock) = lock.try_lock() {
                return Err(taken("another run writes texts there"));
            }
            let waiting = path.join(WAITING);
            if waiting.exists() {
                fs::remove_dir_all(&waiting)?;
            }
            fs::create_dir(waiting)?;
            Ok(lock)
        };
        let lock = open().map_err(|cause| at(folder, cause))?;
        Ok(Texts {
            folder,
            beside: Beside {
                _pending: Pending::new(&path),
                path,
            },
            _lock: lock,
        })
    }

    fn waiting(&self) -> PathBuf {
        self.beside.path.join(WAITING)
    }

    /// Takes a text that is to stand at `place` in the folder, as `write`
    /// writes it.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or when another text has that place.
    pub(super) fn push(
        &mut self,
        place: &Path,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<()> {
        let (path, waiting) = (self.folder.join(place), self.waiting().join(place));
        let told = |cause| at(&path, cause);
        if let Some(parent) = waiting.parent() {
            fs::create_dir_all(parent).map_err(told)?;
        }
        let file = File::create_new(&waiting).map_err(|cause| match cause.kind() {
            io::ErrorKind::AlreadyExists => told(taken("two texts of the dump have this name")),
            _ => told(cause),
        })?;
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush().map_err(told)?;
        if path.exists() && !are_equal(&path, &waiting).map_err(told)? {
            return Err(told(taken("another text is there already")));
        }
        Ok(())
    }

    /// Moves all texts to their places. Where `lasts` is set they stand on the
    /// disk then, whatever becomes of the machine.
    ///
    /// # Errors
    ///
    /// When one cannot be moved.
    pub(super) fn finish(self, lasts: bool) -> Result<()> {
        move_all(&self.waiting(), self.folder, lasts)
    }
}

fn taken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, what)
}

/// Moves what is in the folder `from` to the folder `to`.
fn move_all(from: &Path, to: &Path, lasts: bool) -> Result<()> {
    let told = |cause| at(to, cause);
    for entry in fs::read_dir(from).map_err(told)? {
        let entry = entry.map_err(told)?;
        let (waiting, place) = (entry.path(), to.join(entry.file_name()));
        let told = |cause| at(&place, cause);
        if entry.file_type().map_err(told)?.is_dir() {
            fs::create_dir_all(&place).map_err(told)?;
            move_all(&waiting, &place, lasts)?;
            continue;
        }
        if lasts {
            let file = File::open(&waiting).map_err(told)?;
            file.sync_all().map_err(told)?;
        }
        fs::rename(&waiting, &place).map_err(told)?;
    }
    if lasts {
        sync_name(to).map_err(told)?;
    }
    Ok(())
}

/// Whether two files hold the same bytes.
fn are_equal(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (one, other) = (BufReader::new(one).bytes(), BufReader::new(other).bytes());
    for (one, other) in one.zip(other) {
        if one? != other? {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts texts into `folder`.
    fn put(folder: &Path, texts: &[(&str, &str)]) -> Result<()> {
        let mut all = Texts::new(folder)?;
        for (place, text) in texts {
            all.push(Path::new(place), |out| Ok(out.write_all(text.as_bytes())?))?;
            assert!(
                !folder.join(place).exists() || fs::read(folder.join(place))? == text.as_bytes()
            );
        }
        all.finish(true)
    }

    fn files(folder: &Path) -> usize {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .map(|entry| {
                if entry.path().is_dir() {
                    files(&entry.path())
                } else {
                    1
                }
            })
            .sum()
    }

    #[test]
    fn all_texts_are_moved_and_may_be_moved_again() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("notes"), "of somebody")?;
        let texts = [
            ("a.txt", "one"),
            ("2015/b.txt", "two"),
            ("2015/07/c.txt", ""),
        ];
        put(folder.path(), &texts[..2])?;
        // As after a run that was killed while it moved them.
        put(folder.path(), &texts)?;
        for (place, text) in texts {
            assert_eq!(fs::read_to_string(folder.path().join(place))?, text);
        }
        assert_eq!(files(folder.path()), 4);
        Ok(())
    }

    #[test]
    fn what_a_killed_run_left_is_taken_over_and_what_a_running_one_has_is_not() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let left = folder.path().join(BESIDE).join(WAITING);
        fs::create_dir_all(&left)?;
        fs::write(left.join("left.txt"), "half a sen")?;
        let texts = Texts::new(folder.path())?;
        let other = Texts::new(folder.path()).map_err(|error| error.to_string());
        assert!(other.is_err_and(|error| error.contains("another run writes texts there")));
        texts.finish(false)?;
        assert_eq!(fs::read_dir(folder.path())?.count(), 0);
        Ok(())
    }

    #[test]
    fn what_is_there_is_not_written_over_and_nothing_is_left() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("b.txt"), "mine")?;
        for (texts, expected) in [
            (
                [("a.txt", "one"), ("b.txt", "them")],
                "another text is there already",
            ),
            (
                [("c.txt", "one"), ("c.txt", "one")],
                "two texts of the dump",
            ),
        ] {
            let error = put(folder.path(), &texts).map_err(|error| error.to_string());
            assert!(error.is_err_and(|error| error.contains(expected)));
        }
        assert_eq!(fs::read_to_string(folder.path().join("b.txt"))?, "mine");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }
}
