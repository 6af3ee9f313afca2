/*!
A dump that consists of files.
*/

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::error::{Error, Result};
use crate::input::bytes::content::{Content, Disk};
use crate::input::bytes::handles::Handles;
use crate::input::bytes::spool::Spool;
use crate::input::formats::json;
use crate::input::formats::shape::Shape;
use crate::input::opened::Opened;
use crate::input::options::ReadOptions;
use crate::input::paths;
use crate::input::paths::{Input, LeftOut, Place};
use crate::input::records::names::Names;
use crate::spill::scratch_pool::ScratchPool;

/// A dump that consists of files.
///
/// Files are opened when they are read for the first time. One that cannot
/// be read is one record, on line 0, whose article is an error.
///
/// # Examples
///
/// ```
/// use wirecopy::{Dump, Files, ReadOptions};
///
/// let row = "id,source,text\n7,Harbor Ledger,The ferry was canceled.\n";
/// let files = Files::from_reader("wire.csv", row.as_bytes(), ReadOptions::default())?;
/// for chunk in files.chunks() {
///     files.records(&stretch, &mut |record| {
///         assert_eq!(record.article.unwrap().outlet.as_deref(), Some("Harbor Ledger"));
///     });
/// }
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub struct Files {
    files: Vec<DumpFile>,
    left_out: Vec<LeftOut>,
    options: ReadOptions,
    names: Names,
    disk: Disk,
    bytes_read: AtomicU64,
    /// For pieces of files.
    pieces: ScratchPool<Vec<u8>>,
    /// For single records.
    records: ScratchPool<Vec<u8>>,
    /// For the parts of records.
    buffers: ScratchPool<json::RecordBuffers>,
}

/// One file of a dump.
struct DumpFile {
    name: Arc<str>,
    place: Place,
    /// What it turned out to be, or why it cannot be read.
    opened: OnceLock<std::result::Result<Opened, String>>,
}

impl Files {
    /// The dump of all that `inputs` stand for: files, folders, patterns, and
    /// `-` for standard input.
    ///
    /// What cannot be found or read is part of the dump, as an error.
    ///
    /// # Errors
    ///
    /// When there is no input, or when the options cannot work.
    pub fn open(inputs: &[String], options: ReadOptions) -> Result<Files> {
        if inputs.is_empty() {
            return Err(Error::options(
                "expected an input: a file, a folder, a pattern or `-`",
            ));
        }
        options.check()?;
        let file = |Input { name, place }| DumpFile {
            name: Arc::from(name),
            place,
            opened: OnceLock::new(),
        };
        let (found, left_out) = paths::find(inputs);
        let files = found.into_iter().map(file).collect();
        Ok(Files {
            left_out,
            ..Files::new(files, options)
        })
    }

    /// The dump of what `reader` gives, as if it were the content of a file
    /// called `name`.
    ///
    /// # Errors
    ///
    /// When the options cannot work.
    pub fn from_reader(
        name: &str,
        reader: impl Read + Send + 'static,
        options: ReadOptions,
    ) -> Result<Files> {
        options.check()?;
        let name: Arc<str> = Arc::from(name);
        let mut files = Files::new(Vec::new(), options);
        let content = Content::of_stream(Box::new(reader)).map_err(|error| paths::reason(&error));
        let opened =
            content.and_then(|content| Opened::new(content, &name, &files.disk, &files.names));
        let file = DumpFile {
            name,
            place: Place::StandardInput,
            opened: OnceLock::from(opened),
        };
        files.files.push(file);
        Ok(files)
    }

    fn new(files: Vec<DumpFile>, options: ReadOptions) -> Files {
        let names = Names::new(&options.columns);
        let spool = Spool::new(options.temp_dir.clone());
        let disk = Disk {
            handles: Handles::default(),
            spool,
        };
        Files {
            files,
            left_out: Vec::new(),
            options,
            names,
            disk,
            bytes_read: AtomicU64::new(0),
            pieces: ScratchPool::default(),
            records: ScratchPool::default(),
            buffers: ScratchPool::default(),
        }
    }

    /// Whether the file at `path` is one of the dump: whoever writes must not
    /// write over it.
    #[must_use]
    pub fn reads(&self, path: &Path) -> bool {
        let Ok(real) = path.canonicalize() else {
            return false;
        };
        let same = |file: &DumpFile| match &file.place {
            Place::File { path, .. } | Place::Pipe(path) => {
                path.canonicalize().is_ok_and(|path| path == real)
            }
            Place::StandardInput | Place::Nowhere(_) => false,
        };
        real.is_file() && self.files.iter().any(same)
    }

    /// The files of folders that are not read, since their names do not end in a
    /// format.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// How records stand in the file of this number; `None` if it cannot be
    /// read, or is not there.
    #[must_use]
    pub fn shape(&self, file: u32) -> Option<&Shape> {
        match self.opened(file)? {
            Ok(opened) => Some(&opened.shape),
            Err(_) => None,
        }
    }

    /// How many of [`total_bytes`](crate::dump::Dump::total_bytes) have been read since
    /// [`chunks`](crate::dump::Dump::chunks) was called last.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }
}

/// What the other modules of reading need.
impl Files {
    /// The file of this number, opened if it was not; `None` if there is none.
    pub(crate) fn opened(&self, file: u32) -> Option<&std::result::Result<Opened, String>> {
        let entry = self.files.get(usize::try_from(file).ok()?)?;
        Some(entry.opened.get_or_init(|| {
            let content = match &entry.place {
                Place::File { path, size } => {
                    Content::of_file(&self.disk, file, path.clone(), *size)
                }
                Place::Pipe(path) => {
                    File::open(path).and_then(|pipe| Content::of_stream(Box::new(pipe)))
                }
                Place::StandardInput => Content::of_stream(Box::new(io::stdin())),
                Place::Nowhere(reason) => return Err(reason.clone()),
            };
            let content = content.map_err(|error| paths::reason(&error))?;
            Opened::new(content, &entry.name, &self.disk, &self.names)
        }))
    }

    /// The files by their names, and where they are.
    pub(crate) fn places(&self) -> impl Iterator<Item = (&str, &Place)> {
        self.files.iter().map(|file| (&*file.name, &file.place))
    }

    /// The name of the file of this number.
    pub(crate) fn name(&self, file: u32) -> Option<&Arc<str>> {
        Some(&self.files.get(usize::try_from(file).ok()?)?.name)
    }

    pub(crate) const fn names(&self) -> &Names {
        &self.names
    }

    pub(crate) const fn options(&self) -> &ReadOptions {
        &self.options
    }

    pub(crate) const fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Memory for pieces of files.
    pub(crate) const fn pieces(&self) -> &ScratchPool<Vec<u8>> {
        &self.pieces
    }

    /// Lets go of the memory that nobody needs between two readings.
    pub(crate) fn clear_scratch(&self) {
        self.pieces.clear();
        self.records.clear();
        self.buffers.clear();
    }

    /// Memory for a record that is read by itself.
    pub(crate) const fn record_scratch(&self) -> &ScratchPool<Vec<u8>> {
        &self.records
    }

    /// Memory for the parts of a record.
    pub(crate) const fn buffers(&self) -> &ScratchPool<json::RecordBuffers> {
        &self.buffers
    }

    pub(crate) fn tell_bytes_read(&self, bytes: u64) {
        self.bytes_read.store(bytes, Ordering::Relaxed);
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.files.iter().map(|file| &*file.name).collect();
        formatter
            .debug_struct("Files")
            .field("files", &names)
            .finish_non_exhaustive()
    }
}
