/*!
An output that appears under its name only when it is complete.

It is written to a file without a name where the system has such, else to a
temporary file in the same folder, and gets its name at the end.
A name that ends in `.gz` or `.zst` is compressed. Pipes and devices are
written to as they are, and `-` is stdout.
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

/// Level of zstd: its own default.
const ZSTD_LEVEL: i32 = 3;

/// Bytes gathered before they are handed on.
const BUFFER: usize = 1 << 18;

/// An output on its way.
pub struct Output {
    encoder: Encoder,
    path: PathBuf,
    lasts: bool,
}

enum Encoder {
    Plain(BufWriter<Target>),
    Gzip(Box<GzEncoder<BufWriter<Target>>>),
    Zstd(Box<zstd::Encoder<'static, BufWriter<Target>>>),
}

enum Target {
    Unnamed(File),
    Beside(NamedTempFile, Pending),
    Direct(File),
    Stdout(io::Stdout),
}

impl std::fmt::Debug for Output {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Output")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Output {
    /// Opens an output that will be called `path`.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written to.
    pub fn create(path: &Path) -> Result<Output> {
        let target = open(path).map_err(|cause| at(path, cause))?;
        let out = BufWriter::with_capacity(BUFFER, target);
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        let encoder = if extension.eq_ignore_ascii_case("gz") {
            Encoder::Gzip(Box::new(GzEncoder::new(out, Compression::default())))
        } else if extension.eq_ignore_ascii_case("zst") {
            let encoder = zstd::Encoder::new(out, ZSTD_LEVEL).map_err(|cause| at(path, cause))?;
            Encoder::Zstd(Box::new(encoder))
        } else {
            Encoder::Plain(out)
        };
        Ok(Output {
            encoder,
            path: path.to_owned(),
            lasts: false,
        })
    }

    /// The same output, which stands on the disk when it is finished, whatever
    /// becomes of the machine then: for those who remove what it was made from.
    #[must_use]
    pub fn lasting(self) -> Output {
        Output {
            lasts: true,
            ..self
        }
    }

    /// What went wrong, and with which output.
    fn told(&self, cause: &io::Error) -> io::Error {
        io::Error::new(cause.kind(), format!("{}: {cause}", self.path.display()))
    }

    /// Writes what is left and gives the output its name.
    ///
    /// # Errors
    ///
    /// When something cannot be written or renamed.
    pub fn finish(self) -> Result<()> {
        let (path, lasts) = (self.path, self.lasts);
        let done = || -> io::Result<()> {
            let mut out = match self.encoder {
                Encoder::Plain(out) => out,
                Encoder::Gzip(encoder) => encoder.finish()?,
                Encoder::Zstd(encoder) => encoder.finish()?,
            };
            out.flush()?;
            let folder = folder_of(&path);
            match out.into_inner().map_err(io::IntoInnerError::into_error)? {
                Target::Unnamed(file) => {
                    if lasts {
                        file.sync_all()?;
                    }
                    unnamed::name(&file, folder, &path)?;
                }
                Target::Beside(file, _pending) => {
                    if lasts {
                        file.as_file().sync_all()?;
                    }
                    file.persist(&path).map_err(|error| error.error)?;
                }
                Target::Direct(_) | Target::Stdout(_) => return Ok(()),
            }
            if lasts { sync_name(folder) } else { Ok(()) }
        };
        done().map_err(|cause| at(&path, cause))
    }
}

fn open(path: &Path) -> io::Result<Target> {
    if path.as_os_str() == "-" {
        return Ok(Target::Stdout(io::stdout()));
    }
    // A pipe or a device cannot be renamed over.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return Ok(Target::Direct(File::options().write(true).open(path)?));
    }
    if path.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "is a folder, expected a file",
        ));
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            "the folder that it should stand in is not there",
        ));
    }
    if let Some(file) = unnamed::create(folder) {
        return Ok(Target::Unnamed(file));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wirecopy-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What a new file has before the user's mask is taken off.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    let pending = Pending::new(file.path());
    Ok(Target::Beside(file, pending))
}

/// Sees to it that a name in `folder` lasts, where the system lets us: not every
/// file system can synchronize a folder, and not everybody who may write to one may
/// read it. What it names lasts in any case.
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

/// The temporary files of all outputs on their way, as far as they have names.
static PENDING: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn pending() -> MutexGuard<'static, Vec<PathBuf>> {
    // A list of paths is whole whoever panicked beside it.
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary file that is known to be on its way.
struct Pending(PathBuf);

impl Pending {
    fn new(path: &Path) -> Pending {
        pending().push(path.to_owned());
        Pending(path.to_owned())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        pending().retain(|path| *path != self.0);
    }
}

/// Removes the temporary files of all outputs on their way, for a process that
/// is about to end without finishing them.
pub fn abandon_all() {
    for path in pending().drain(..) {
        // It may have got its name just now.
        let _ = fs::remove_file(path);
    }
}

fn at(path: &Path, cause: io::Error) -> Error {
    Error::from(cause).at(Location::of_file(path.display().to_string()))
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Target::Beside(file, _) => file.write(bytes),
            Target::Unnamed(file) | Target::Direct(file) => file.write(bytes),
            Target::Stdout(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Target::Beside(file, _) => file.flush(),
            Target::Unnamed(file) | Target::Direct(file) => file.flush(),
            Target::Stdout(out) => out.flush(),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.encoder {
            Encoder::Plain(out) => out.write(bytes),
            Encoder::Gzip(encoder) => encoder.write(bytes),
            Encoder::Zstd(encoder) => encoder.write(bytes),
        };
        written.map_err(|cause| self.told(&cause))
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = match &mut self.encoder {
            Encoder::Plain(out) => out.flush(),
            Encoder::Gzip(encoder) => encoder.flush(),
            Encoder::Zstd(encoder) => encoder.flush(),
        };
        flushed.map_err(|cause| self.told(&cause))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn nothing_stands_under_the_name_before_the_end() -> Result<()> {
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
    fn the_name_says_how_it_is_compressed() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for name in ["kept.jsonl.gz", "kept.jsonl.zst"] {
            let path = folder.path().join(name);
            let mut output = Output::create(&path)?;
            output.write_all(b"one line\n")?;
            output.finish()?;
            let bytes = fs::read(&path)?;
            let mut text = String::new();
            if name.ends_with("gz") {
                flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text)?;
            } else {
                zstd::Decoder::new(bytes.as_slice())?.read_to_string(&mut text)?;
            }
            assert_eq!(text, "one line\n");
        }
        Ok(())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_output_that_cannot_be_written_is_named() -> Result<()> {
        let mut output = Output::create(Path::new("/dev/full"))?;
        let error = output.write_all(&vec![b' '; 2 * BUFFER]);
        let error = error.map_err(|error| (error.kind(), error.to_string()));
        assert!(error.is_err_and(|(kind, text)| {
            kind == io::ErrorKind::StorageFull && text.starts_with("/dev/full: ")
        }));
        Ok(())
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_with_the_path() {
        let error = Output::create(Path::new("no/such/folder/kept.jsonl"))
            .map_err(|error| error.to_string());
        assert!(error.is_err_and(|text| text.starts_with("no/such/folder/kept.jsonl: ")));
    }
}
