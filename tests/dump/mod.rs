//! Writes and reads dumps for the tests of reading.

// Each test uses some of these.
#![allow(dead_code)]

use std::io::Write;
use std::path::{Path, PathBuf};

use wirecopy::{Article, Dump, Files, ReadOptions, RecordPlace, RecordRef};

/// A record as it was read, owning what it holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Met {
    pub(crate) reference: RecordRef,
    pub(crate) bytes: Vec<u8>,
    /// The article, or the text of the error.
    pub(crate) article: Result<Article<'static>, String>,
}

impl Met {
    /// Returns the line of the record.
    pub(crate) fn line(&self) -> u32 {
        match self.reference.place {
            RecordPlace::Bytes(range) => range.number,
            place => panic!("expected a range of bytes, found {place:?}"),
        }
    }

    /// Returns the id of the article.
    pub(crate) fn id(&self) -> &str {
        self.article
            .as_ref()
            .expect("an article")
            .id
            .as_deref()
            .expect("an id")
    }

    /// Returns the text of the article.
    pub(crate) fn text(&self) -> &str {
        self.article
            .as_ref()
            .expect("an article")
            .text
            .as_deref()
            .expect("a text")
    }

    /// Returns the text of the error.
    pub(crate) fn error(&self) -> &str {
        self.article.as_ref().expect_err("an error")
    }
}

/// A folder for one test.
pub(crate) struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    pub(crate) fn new() -> Folder {
        Folder {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// Writes a file and gives its path.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file that can be written");
        path
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// `text` without the name of this folder.
    pub(crate) fn strip(&self, text: &str) -> String {
        text.replace(&format!("{}/", self.path().display()), "")
    }
}

/// Opens the dump at `path`.
pub(crate) fn open(path: &Path) -> Files {
    open_with(path, ReadOptions::default())
}

/// Opens the dump at `path` with `options`.
pub(crate) fn open_with(path: &Path, options: ReadOptions) -> Files {
    let path = path.to_str().expect("a path in UTF-8");
    Files::open(&[path.to_owned()], options).expect("options that work")
}

/// Returns all records of a dump, in order.
pub(crate) fn read(files: &Files) -> Vec<Met> {
    let mut met = Vec::new();
    for chunk in files.chunks() {
        files.records(&chunk, &mut |record| {
            met.push(Met {
                reference: record.reference,
                bytes: record.bytes.to_vec(),
                article: record
                    .article
                    .map(Article::into_owned)
                    .map_err(|e| e.to_string()),
            });
        });
    }
    met
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("memory")
}
