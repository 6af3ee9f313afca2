/*!
The traits of an input format.

An [`InputFormat`] recognizes a file and opens it. A format whose records are
ranges of bytes implements [`ByteRecords`], which is shorter; every type that does
so is a [`FileRecords`] (`formats::byte_file`).

A columnar format implements [`FileRecords`] itself: its chunks are row groups
that [`FileRecords::records`] decodes in the thread that works on them, and its
writer may write a footer at the end.
*/

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::article::{RecordPlace, RecordUnit};
use crate::dump::Record;
use crate::dump::rewrite::{AddedColumn, ColumnValue, RecordWriter};
use crate::error::{ReasonResult, Result};
use crate::input::formats::layout::OutputLayout;
use crate::input::formats::splitter::{Splitter, TextPosition};
use crate::input::records::field_values::FieldValues;
use crate::input::records::names::ColumnLookup;
use crate::input::source::{FileChunk, RecordBuffers, SourceFile};

/// The beginning of a file, from which its format is recognized.
#[derive(Clone, Copy)]
pub(crate) struct FileHead<'a> {
    /// The first bytes, without a byte order mark.
    pub(crate) bytes: &'a [u8],
    /// Where these bytes begin in the file.
    pub(crate) start: TextPosition,
    /// The extension of the name, without that of a compression. May be empty.
    pub(crate) extension: &'a str,
    /// The names of the columns to look for.
    pub(crate) names: &'a ColumnLookup,
}

impl<'a> FileHead<'a> {
    pub(crate) fn text(&self) -> &'a [u8] {
        self.bytes.trim_ascii_start()
    }

    pub(crate) fn has_extension(&self, extensions: &[&str]) -> bool {
        let is_own = |one: &&str| self.extension.eq_ignore_ascii_case(one);
        extensions.iter().any(is_own)
    }
}

/// What a file is recognized by, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// Nothing. The format reads files that no other format recognizes.
    Fallback,
    /// The first line looks like the format.
    FirstLine,
    /// The extension of the name.
    Name,
    /// The first bytes, whatever the name.
    Content,
}

/// A format of input files.
pub(crate) trait InputFormat: Sync {
    /// Returns the extensions of files that are read when they are found in a
    /// folder.
    fn extensions(&self) -> &'static [&'static str];

    /// Returns why the file has this format, or `None` if it has not.
    fn recognize(&self, head: &FileHead<'_>) -> Option<Evidence>;

    /// Opens a file that was recognized.
    fn open(
        &self,
        head: &FileHead<'_>,
        source: SourceFile<'_>,
    ) -> ReasonResult<Box<dyn FileRecords>>;
}

/// The records of an opened file.
pub(crate) trait FileRecords: Send + Sync {
    /// Starts a pass over the file.
    fn pass<'f>(&'f self, source: SourceFile<'f>) -> Box<dyn FilePass + 'f>;

    /// Calls `each` with every record of a chunk, in order. Errors of the file
    /// that the chunk holds are left to the caller.
    fn records(&self, source: SourceFile<'_>, chunk: &FileChunk, each: &mut dyn FnMut(Record<'_>));

    fn read_again(
        &self,
        source: SourceFile<'_>,
        place: RecordPlace,
        with: &mut dyn FnMut(Record<'_>),
    ) -> Result<()>;

    fn copy(&self, source: SourceFile<'_>, place: RecordPlace, out: &mut dyn Write) -> Result<()>;

    fn unit(&self) -> RecordUnit;

    /// Returns the number of a record in its unit, from 1.
    fn number(&self, place: RecordPlace) -> Option<u32>;

    /// Returns the layout of an output for the records of this file.
    fn layout(&self, added: &[AddedColumn]) -> Result<OutputLayout>;

    /// Returns a writer of records of `files`, which have the same kind of
    /// records as this one, to an output with this layout.
    fn writer<'a>(
        &'a self,
        files: BTreeMap<u32, OpenFile<'a>>,
        layout: OutputLayout,
        added: &'a [AddedColumn],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Box<dyn RecordWriter + 'a>>;
}

#[derive(Clone, Copy)]
pub(crate) struct OpenFile<'f> {
    pub(crate) source: SourceFile<'f>,
    pub(crate) records: &'f dyn FileRecords,
}

/// A pass over a file in order.
pub(crate) trait FilePass: Send {
    fn next_chunk(&mut self) -> Option<FileChunk>;

    /// Returns how many bytes of the decompressed file were read.
    fn offset(&self) -> u64;
}

/// The records of an opened file, each of which is a range of its bytes.
pub(crate) trait ByteRecords: Send + Sync {
    fn splitter(&self) -> Box<dyn Splitter>;

    fn columns(&self) -> KnownColumns<'_>;

    /// Reads the fields of a record that are looked for. Strings that do not
    /// occur in the record as they are may be written to `buffers`.
    fn read<'a>(
        &'a self,
        record: &'a str,
        source: SourceFile<'a>,
        buffers: &'a mut RecordBuffers,
    ) -> ReasonResult<FieldValues<'a>>;

    /// Returns the layout of an output for these records with `added` columns.
    /// Fails where the columns cannot be added.
    fn layout(&self, added: &[AddedColumn]) -> Result<OutputLayout>;

    /// Writes a record with added columns after its own. The caller writes what
    /// the layout has around it. Fails where the record has changed since it was
    /// read.
    fn extend(
        &self,
        record: &Record<'_>,
        added: AddedValues<'_>,
        out: &mut dyn Write,
    ) -> Result<()>;

    fn unit(&self) -> RecordUnit {
        RecordUnit::Line
    }
}

/// The columns that are added to a record, and their values.
#[derive(Clone, Copy)]
pub(crate) struct AddedValues<'a> {
    pub(crate) columns: &'a [AddedColumn],
    pub(crate) values: &'a [ColumnValue],
}

impl AddedValues<'_> {
    /// Writes the columns as members of a JSON object: `comma` before the first
    /// one, commas between them.
    pub(crate) fn write_members(self, mut comma: &str, out: &mut dyn Write) -> Result<()> {
        for (column, value) in self.columns.iter().zip(self.values) {
            write!(out, "{comma}\"{}\":", column.name)?;
            write_json(value, out)?;
            comma = ",";
        }
        Ok(())
    }
}

pub(crate) fn write_json(value: &(impl Serialize + ?Sized), out: &mut dyn Write) -> Result<()> {
    Ok(serde_json::to_writer(out, value).map_err(io::Error::from)?)
}

/// The columns that are known before a record is read.
#[derive(Clone, Copy, Debug)]
pub(crate) enum KnownColumns<'f> {
    /// Records have no columns.
    None,
    /// Each record names its own columns.
    PerRecord,
    /// All records have these columns.
    Listed(&'f [String]),
}
