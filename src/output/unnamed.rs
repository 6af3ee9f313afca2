/*!
A file that has no name until it is complete: whatever ends the process before
leaves nothing behind.

Linux can make such files on most file systems (`O_TMPFILE`). Where that does
not work, whoever asks takes a temporary file with a name.
*/

use std::fs::File;
use std::io::{self, Seek};
use std::path::Path;

/// A file without a name in `folder`, if the system has such.
#[cfg(target_os = "linux")]
pub(crate) fn create(folder: &Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let without_name = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).ok()?;
    let mut options = File::options();
    // The user's mask is taken off, as for any new file.
    options
        .read(true)
        .write(true)
        .mode(0o666)
        .custom_flags(without_name);
    let file = options.open(folder).ok()?;
    link_of(&file).exists().then_some(file)
}

/// Gives `file`, which is one of [`create`], the name `path` in `folder`, in
/// place of what has it.
#[cfg(target_os = "linux")]
pub(crate) fn name(file: &File, folder: &Path, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};

    let link = link_of(file);
    let named = |path: &Path| -> io::Result<()> {
        Ok(linkat(CWD, &link, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    };
    match named(path) {
        // A link takes nobody's place, but a move does.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let mut builder = tempfile::Builder::new();
            let beside = builder.prefix(".wirecopy-").make_in(folder, named)?;
            beside.persist(path).map_err(|error| error.error)
        }
        // Some systems make such files and give them no names.
        Err(_) => copy(file, folder, path),
        Ok(()) => Ok(()),
    }
}

/// Writes what is in `file` to a file called `path` in `folder`.
#[cfg(target_os = "linux")]
fn copy(mut file: &File, folder: &Path, path: &Path) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    let mut beside = builder.prefix(".wirecopy-").tempfile_in(folder)?;
    file.rewind()?;
    io::copy(&mut file, &mut beside)?;
    let mode = file.metadata()?.permissions();
    beside.as_file().set_permissions(mode)?;
    beside.persist(path).map(drop).map_err(|error| error.error)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_gets_its_name_at_the_end() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("kept.jsonl");
        // Given anew, in place of what is there, and copied.
        for (number, give) in [name, name, copy].into_iter().enumerate() {
            let Some(mut file) = create(folder.path()) else {
                // This file system has no such files.
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

/// Where the system shows an open file.
#[cfg(target_os = "linux")]
fn link_of(file: &File) -> std::path::PathBuf {
    use std::os::fd::AsRawFd;

    format!("/proc/self/fd/{}", file.as_raw_fd()).into()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn create(_folder: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn name(_file: &File, _folder: &Path, _path: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
