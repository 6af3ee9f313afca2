/*!
An output file that appears under its name only when it is complete.

It is written to a file without a name where the system can create one, else to
a temporary file in the same folder, and is named at the end. An output whose
name ends in `.gz` or `.zst` is compressed. Pipes and devices are written
directly, and `-` is stdout.
*/

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::NamedTempFile;

use crate::article::Location;
use crate::error::{Error, Result};
use crate::output::unnamed;

/// The default level of zstd.
const ZSTD_LEVEL: i32 = 3;

/// The size of the write buffer in bytes.
const BUFFER: usize = 1 << 18;

/// An output that is being written.
pub(crate) struct Output {
    encoder: OutputEncoder,
    path: PathBuf,
    /// Whether the file is synchronized to the disk when it is finished.
    lasts: bool,
}

enum OutputEncoder {
    Plain(BufWriter<OutputTarget>),
    Gzip(Box<GzEncoder<BufWriter<OutputTarget>>>),
    Zstd(Box<zstd::Encoder<'static, BufWriter<OutputTarget>>>),
}

enum OutputTarget {
    Unnamed(File),
    Beside(NamedTempFile, PendingFile),
    Direct(File),
    Stdout(io::Stdout),
}

impl Output {
    /// Creates an output that will be named `path`.
    pub(crate) fn create(path: &Path) -> Result<Output> {
        let target = open(path).map_err(|cause| at(path, cause))?;
        let out = BufWriter::with_capacity(BUFFER, target);
        let ends_in = |end| {
            path.extension()
                .is_some_and(|own| own.eq_ignore_ascii_case(end))
        };
        let encoder = if ends_in("gz") {
            OutputEncoder::Gzip(Box::new(GzEncoder::new(out, Compression::default())))
        } else if ends_in("zst") {
            let encoder = zstd::Encoder::new(out, ZSTD_LEVEL).map_err(|cause| at(path, cause))?;
            OutputEncoder::Zstd(Box::new(encoder))
        } else {
            OutputEncoder::Plain(out)
        };
        let (path, lasts) = (path.to_owned(), false);
        Ok(Output {
            encoder,
            path,
            lasts,
        })
    }

    /// Returns the same output, which is synchronized to the disk when it is
    /// finished. It then survives a crash of the machine, so that the caller may
    /// remove the files that it was made from.
    pub(crate) fn lasting(self) -> Output {
        let lasts = true;
        Output { lasts, ..self }
    }

    /// Returns an error of writing with the path of the output.
    fn with_path(&self, cause: &io::Error) -> io::Error {
        io::Error::new(cause.kind(), format!("{}: {cause}", self.path.display()))
    }

    /// Writes the buffered bytes and names the output.
    pub(crate) fn finish(self) -> Result<()> {
        let (path, lasts) = (self.path, self.lasts);
        let sync = |file: &File| if lasts { file.sync_all() } else { Ok(()) };
        let finish = || -> io::Result<()> {
            let mut out = match self.encoder {
                OutputEncoder::Plain(out) => out,
                OutputEncoder::Gzip(encoder) => encoder.finish()?,
                OutputEncoder::Zstd(encoder) => encoder.finish()?,
            };
            out.flush()?;
            let folder = folder_of(&path);
            match out.into_inner().map_err(io::IntoInnerError::into_error)? {
                OutputTarget::Unnamed(file) => {
                    sync(&file)?;
                    unnamed::name(&file, folder, &path)?;
                }
                OutputTarget::Beside(file, _pending) => {
                    sync(file.as_file())?;
                    file.persist(&path).map_err(|error| error.error)?;
                }
                OutputTarget::Direct(_) | OutputTarget::Stdout(_) => return Ok(()),
            }
            if lasts { sync_name(folder) } else { Ok(()) }
        };
        finish().map_err(|cause| at(&path, cause))
    }
}

fn open(path: &Path) -> io::Result<OutputTarget> {
    if path.as_os_str() == "-" {
        return Ok(OutputTarget::Stdout(io::stdout()));
    }
    // A rename would replace a pipe or a device.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        let file = File::options().write(true).open(path)?;
        return Ok(OutputTarget::Direct(file));
    }
    if path.is_dir() {
        let reason = "is a folder, expected a file";
        return Err(io::Error::new(io::ErrorKind::IsADirectory, reason));
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        let reason = "its folder does not exist";
        return Err(io::Error::new(io::ErrorKind::NotFound, reason));
    }
    if let Some(file) = unnamed::create(folder) {
        return Ok(OutputTarget::Unnamed(file));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wirecopy-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The system applies the user's mask to this, as for any new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    let pending = PendingFile::new(file.path());
    Ok(OutputTarget::Beside(file, pending))
}

/// Synchronizes the names in `folder`, where that is possible. Some file systems
/// cannot synchronize a folder, and a user may be allowed to write to one but not
/// to read it. The content of the file was synchronized before.
fn sync_name(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => {
            Ok(())
        }
        synced => synced,
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The named temporary files of all outputs that are being written.
static PENDING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn pending() -> MutexGuard<'static, Vec<PathBuf>> {
    // No code panics while it holds the lock.
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An entry of [`PENDING`], removed when it is dropped.
struct PendingFile(PathBuf);

impl PendingFile {
    fn new(path: &Path) -> PendingFile {
        pending().push(path.to_owned());
        PendingFile(path.to_owned())
    }
}

impl Drop for PendingFile {
    fn drop(&mut self) {
        pending().retain(|path| *path != self.0);
    }
}

/// Removes the temporary files of all unfinished outputs. For a process that is
/// about to end.
pub(crate) fn abandon_all() {
    for path in pending().drain(..) {
        // The file may have been renamed a moment ago.
        let _ = fs::remove_file(path);
    }
}

fn at(path: &Path, cause: io::Error) -> Error {
    Error::from(cause).at(Location::of_file(path.display().to_string()))
}

impl OutputTarget {
    fn writer(&mut self) -> &mut dyn Write {
        match self {
            OutputTarget::Beside(file, _) => file,
            OutputTarget::Unnamed(file) | OutputTarget::Direct(file) => file,
            OutputTarget::Stdout(out) => out,
        }
    }
}

impl Write for OutputTarget {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.encoder {
            OutputEncoder::Plain(out) => out.write(bytes),
            OutputEncoder::Gzip(encoder) => encoder.write(bytes),
            OutputEncoder::Zstd(encoder) => encoder.write(bytes),
        };
        written.map_err(|cause| self.with_path(&cause))
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = match &mut self.encoder {
            OutputEncoder::Plain(out) => out.flush(),
            OutputEncoder::Gzip(encoder) => encoder.flush(),
            OutputEncoder::Zstd(encoder) => encoder.flush(),
        };
        flushed.map_err(|cause| self.with_path(&cause))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::bytes::decompress::decompress;

    #[test]
    fn no_file_has_the_name_before_the_end() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("kept.jsonl");
        let mut output = Output::create(&path)?;
        output.write_all(b"{}\n")?;
        assert!(!path.exists());
        output.lasting().finish()?;
        assert_eq!(fs::read(&path)?, b"{}\n");
        let mut unfinished = Output::create(&path)?;
        unfinished.write_all(b"lost")?;
        drop(unfinished);
        assert_eq!(fs::read(&path)?, b"{}\n");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        Ok(())
    }

    #[test]
    fn the_extension_decides_the_compression() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, start) in [
            ("kept.jsonl.gz", &[0x1f, 0x8b][..]),
            ("kept.ZST", &[0x28, 0xb5]),
        ] {
            let path = folder.path().join(name);
            let mut output = Output::create(&path)?;
            output.write_all(b"one line\n")?;
            output.finish()?;
            assert!(fs::read(&path)?.starts_with(start), "{name}");
            let mut text = String::new();
            decompress(Box::new(File::open(&path)?))?.read_to_string(&mut text)?;
            assert_eq!(text, "one line\n");
        }
        Ok(())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_error_of_writing_names_the_output() -> Result<()> {
        let mut output = Output::create(Path::new("/dev/full"))?;
        let error = output.write_all(&vec![b' '; 2 * BUFFER]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        assert!(error.to_string().starts_with("/dev/full: "));
        Ok(())
    }
}
