/*!
Files that have no name until they are complete, so that a process that ends
early leaves nothing behind.

Linux can create these files on most file systems (`O_TMPFILE`). Elsewhere the
caller uses a temporary file with a name.
*/

#[cfg(target_os = "linux")]
pub(crate) use linux::{create, name};
#[cfg(not(target_os = "linux"))]
pub(crate) use other::{create, name};

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io::{self, Seek};
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::OpenOptionsExt;
    use std::path::{Path, PathBuf};

    use rustix::fs::{AtFlags, CWD, OFlags, linkat};

    /// Creates a file without a name in `folder`, if the system can.
    pub(crate) fn create(folder: &Path) -> Option<File> {
        let without_name = i32::try_from(OFlags::TMPFILE.bits()).ok()?;
        let mut options = File::options();
        // The system applies the user's mask, as for any new file.
        options
            .read(true)
            .write(true)
            .mode(0o666)
            .custom_flags(without_name);
        let file = options.open(folder).ok()?;
        link_of(&file).exists().then_some(file)
    }

    /// Gives `file`, which [`create`] made, the name `path` in `folder`. A file
    /// that has this name is replaced.
    pub(crate) fn name(file: &File, folder: &Path, path: &Path) -> io::Result<()> {
        let link = link_of(file);
        let named = |path: &Path| -> io::Result<()> {
            Ok(linkat(CWD, &link, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
        };
        match named(path) {
            // A link cannot replace a file, but a rename can.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let mut builder = tempfile::Builder::new();
                let beside = builder.prefix(".wirecopy-").make_in(folder, named)?;
                beside.persist(path).map_err(|error| error.error)
            }
            // Some systems create these files but cannot name them.
            Err(_) => copy(file, folder, path),
            Ok(()) => Ok(()),
        }
    }

    /// Copies `file` to a file called `path` in `folder`.
    pub(crate) fn copy(mut file: &File, folder: &Path, path: &Path) -> io::Result<()> {
        let mut builder = tempfile::Builder::new();
        let mut beside = builder.prefix(".wirecopy-").tempfile_in(folder)?;
        file.rewind()?;
        io::copy(&mut file, &mut beside)?;
        let mode = file.metadata()?.permissions();
        beside.as_file().set_permissions(mode)?;
        beside.persist(path).map(drop).map_err(|error| error.error)
    }

    /// Returns the path at which the system shows an open file.
    fn link_of(file: &File) -> PathBuf {
        format!("/proc/self/fd/{}", file.as_raw_fd()).into()
    }
}

#[cfg(not(target_os = "linux"))]
mod other {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(crate) fn create(_: &Path) -> Option<File> {
        None
    }

    pub(crate) fn name(_: &File, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;
    use std::io::{self, Write};

    use super::*;

    #[test]
    fn a_file_gets_its_name_at_the_end() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("kept.jsonl");
        // The name is new, then taken; then the file is copied.
        for (number, give) in [name, name, linux::copy].into_iter().enumerate() {
            let Some(mut file) = create(folder.path()) else {
                // This file system has no files without a name.
                return Ok(());
            };
            let text = format!("{{\"number\":{number}}}");
            file.write_all(text.as_bytes())?;
            let before = fs::read_dir(folder.path())?.count();
            assert_eq!(before, usize::from(number > 0));
            give(&file, folder.path(), &path)?;
            assert_eq!(fs::read_to_string(&path)?, text);
            assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        }
        Ok(())
    }
}
