/*!
The files of a dump, and opening them.
*/

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::error::{Error, ReasonResult, Result};
use crate::input::bytes::content::{Content, reason};
use crate::input::formats::format::{FileRecords, OpenFile};
use crate::input::formats::recognize;
use crate::input::options::ReadOptions;
use crate::input::paths::{Input, InputPlace, SkippedFiles, find};
use crate::input::records::columns::Field;
use crate::input::source::{ReadContext, SourceFile};

/// A dump that consists of files.
///
/// A file is opened when it is first read. One that cannot be read is a record
/// whose article is an error.
///
/// # Examples
///
/// ```
/// use wirecopy::{Dump, Files, ReadOptions};
///
/// let table = "id,source,text\n7,Harbor Ledger,The ferry was canceled.\n";
/// let files = Files::from_reader("wire.csv", table.as_bytes(), ReadOptions::default())?;
/// for chunk in files.chunks() {
///     files.records(&chunk, &mut |record| {
///         assert_eq!(record.article.unwrap().outlet.as_deref(), Some("Harbor Ledger"));
///     });
/// }
/// # Ok::<(), wirecopy::Error>(())
/// ```
pub struct Files {
    pub(crate) files: Vec<DumpFile>,
    skipped: Vec<SkippedFiles>,
    pub(crate) context: ReadContext,
    pub(crate) bytes_read: AtomicU64,
}

pub(crate) struct DumpFile {
    pub(crate) name: Arc<str>,
    pub(crate) place: InputPlace,
    /// The content and its records, or why they cannot be read.
    opened: OnceLock<ReasonResult<OpenedContent>>,
    /// The requested columns that no record has, once that is known.
    missing: OnceLock<Vec<Field>>,
}

struct OpenedContent {
    content: Content,
    records: Box<dyn FileRecords>,
}

impl DumpFile {
    fn new(name: impl Into<Arc<str>>, place: InputPlace) -> DumpFile {
        DumpFile {
            name: name.into(),
            place,
            opened: OnceLock::new(),
            missing: OnceLock::new(),
        }
    }

    /// Opens the file, unless it is open.
    fn open(&self, context: &ReadContext, number: u32) -> &ReasonResult<OpenedContent> {
        self.opened.get_or_init(|| {
            let content = match &self.place {
                InputPlace::File { path, size } => {
                    Content::of_file(&context.disk, number, path.clone(), *size)
                }
                InputPlace::Pipe(path) => {
                    File::open(path).and_then(|pipe| Content::of_stream(Box::new(pipe)))
                }
                InputPlace::StandardInput => Content::of_stream(Box::new(io::stdin())),
                InputPlace::Nowhere(reason) => return Err(reason.clone()),
            };
            let content = content.map_err(|error| reason(&error))?;
            self.with_content(context, number, content)
        })
    }

    /// Opens the file, whose content is this.
    fn with_content(
        &self,
        context: &ReadContext,
        number: u32,
        content: Content,
    ) -> ReasonResult<OpenedContent> {
        let records = recognize::open(self.source(context, number, &content))?;
        Ok(OpenedContent { content, records })
    }

    fn source<'f>(
        &'f self,
        context: &'f ReadContext,
        number: u32,
        content: &'f Content,
    ) -> SourceFile<'f> {
        SourceFile {
            context,
            number,
            name: &self.name,
            content,
            missing: &self.missing,
        }
    }
}

impl Files {
    /// Returns the dump of `inputs`: files, folders, patterns, and `-` for
    /// standard input.
    ///
    /// An input that cannot be found or read is part of the dump, as an error.
    ///
    /// # Errors
    ///
    /// When there is no input, or when the options cannot work.
    pub fn open(inputs: &[String], options: ReadOptions) -> Result<Files> {
        if inputs.is_empty() {
            let reason = "expected an input: a file, a folder, a pattern or `-`";
            return Err(Error::options(reason));
        }
        options.check()?;
        let (found, skipped) = find(inputs);
        let file = |Input { name, place }| DumpFile::new(name, place);
        let files = found.into_iter().map(file).collect();
        Ok(Files::new(files, skipped, ReadContext::new(options)))
    }

    /// Returns the dump of the bytes that `reader` gives, read like a file
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
        let context = ReadContext::new(options);
        let mut file = DumpFile::new(name, InputPlace::StandardInput);
        let content = Content::of_stream(Box::new(reader)).map_err(|error| reason(&error));
        let opened = content.and_then(|content| file.with_content(&context, 0, content));
        file.opened = OnceLock::from(opened);
        Ok(Files::new(vec![file], Vec::new(), context))
    }

    fn new(files: Vec<DumpFile>, skipped: Vec<SkippedFiles>, context: ReadContext) -> Files {
        Files {
            files,
            skipped,
            context,
            bytes_read: AtomicU64::new(0),
        }
    }

    /// Returns whether the file at `path` is one of the dump, so that an output
    /// must not replace it.
    #[must_use]
    pub fn reads(&self, path: &Path) -> bool {
        let Ok(real) = path.canonicalize() else {
            return false;
        };
        let is_same = |file: &DumpFile| match &file.place {
            InputPlace::File { path, .. } | InputPlace::Pipe(path) => {
                path.canonicalize().is_ok_and(|path| path == real)
            }
            InputPlace::StandardInput | InputPlace::Nowhere(_) => false,
        };
        real.is_file() && self.files.iter().any(is_same)
    }

    /// Returns the files in folders that are not read since their extensions
    /// are unknown.
    #[must_use]
    pub fn skipped_files(&self) -> &[SkippedFiles] {
        &self.skipped
    }

    /// Returns how many bytes of the files on disk were read since
    /// [`chunks`](crate::dump::Dump::chunks) was called last.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    /// Returns the file with this number, opened, or the reason why it cannot
    /// be read. `None` where the dump has fewer files.
    pub(crate) fn file(&self, number: u32) -> Option<std::result::Result<OpenFile<'_>, &str>> {
        let file = self.files.get(number as usize)?;
        let opened = file.open(&self.context, number).as_ref();
        Some(opened.map_err(String::as_str).map(|opened| OpenFile {
            source: file.source(&self.context, number, &opened.content),
            records: &*opened.records,
        }))
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
