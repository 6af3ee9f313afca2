/*!
Writing the records of a dump to an output: as they are, or with more columns.

Only the dump knows how its records are laid out, so it makes the writer. A
dump of text writes separators and a header around the bytes of its records; a
columnar dump may collect rows and write a file with a footer at the end.
*/

use std::collections::BTreeSet;
use std::io::Write;

use serde::Serialize;

use crate::article::RecordRef;
use crate::dump::{Dump, Record};
use crate::error::Result;

/// The beginning of the names of all added columns. A writer drops columns of
/// the record whose names begin so: an earlier run added them.
pub(crate) const ADDED_PREFIX: &str = "wirecopy_";

/// A column that is added to records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddedColumn {
    /// The name, which begins with `wirecopy_`.
    pub name: &'static str,
    /// The type of its values.
    pub kind: ColumnKind,
}

/// The type of the values of an added column. Each may also be null, but for
/// lists, which are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A whole number from 0.
    Count,
    /// A fraction.
    Share,
    /// True or false.
    Boolean,
    /// A list of texts.
    TextList,
}

/// A value of an added column.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ColumnValue {
    /// Nothing was found.
    Null,
    /// A value of a [`ColumnKind::Text`] column.
    Text(String),
    /// A value of a [`ColumnKind::Count`] column.
    Count(u64),
    /// A value of a [`ColumnKind::Share`] column.
    Share(f64),
    /// A value of a [`ColumnKind::Boolean`] column.
    Boolean(bool),
    /// A value of a [`ColumnKind::TextList`] column.
    TextList(Vec<String>),
}

/// How many files an output of records has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputKind {
    /// All records are in one file.
    OneFile,
    /// Each record is a file of its own, in a folder.
    FilePerRecord,
}

/// A dump whose records can be written to an output.
///
/// `files` are the numbers of the files whose records will be written. Without
/// any, the output is laid out like the first file that can be read: a table
/// without rows keeps its header.
pub trait RewritableDump: Dump {
    /// Returns how many files the kept records of `files` are written to. Fails
    /// where one output cannot hold the records of these files.
    fn output_kind(&self, files: &BTreeSet<u32>) -> Result<OutputKind>;

    /// Returns a writer of records of `files` to `out`. Records are either all
    /// copied or, where there are `added` columns, all extended. Fails where one
    /// output cannot hold the records of these files.
    fn writer<'a>(
        &'a self,
        files: &BTreeSet<u32>,
        added: &'a [AddedColumn],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Box<dyn RecordWriter + 'a>>;

    /// Writes a single record as it is, also one that could not be read,
    /// without anything around it. A reference to a whole file writes nothing.
    fn copy_record(&self, record_ref: RecordRef, out: &mut dyn Write) -> Result<()>;
}

/// Writes records one after another.
pub trait RecordWriter {
    /// Writes a record as it is.
    fn copy(&mut self, record_ref: RecordRef) -> Result<()>;

    /// Writes a record with the added columns after its own. `values` has one
    /// value for each added column. Fails where the record has changed.
    fn extend(&mut self, record: &Record<'_>, values: &[ColumnValue]) -> Result<()>;

    /// Writes what follows the last record.
    fn finish(self: Box<Self>) -> Result<()>;
}
