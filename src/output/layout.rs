/*!
How records stand in an output: as they stood in the input.

A dump of several files can be written to one output only when their records
can stand in one file.
*/

use std::io::Write;

use crate::error::{Error, Result};
use crate::input::{Files, Shape};

/// How the records of an output stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// JSON objects, each followed by the end of a line.
    Lines,
    /// JSON objects in an array.
    Array,
    /// Rows below a header.
    Rows {
        /// What parts the fields of a row.
        delimiter: u8,
        /// The header as it was.
        header: Vec<u8>,
    },
    /// Each record is a file of its own.
    Texts,
}

impl Layout {
    /// The layout for the records of these files.
    ///
    /// # Errors
    ///
    /// When the files are of kinds, or have columns, that cannot stand in one
    /// output.
    pub fn of(files: &Files, file_numbers: impl Iterator<Item = u32>) -> Result<Layout> {
        let mut layout: Option<Layout> = None;
        for number in file_numbers {
            let Some(shape) = files.shape(number) else {
                continue;
            };
            let next = Layout::of_shape(shape);
            layout = Some(match (layout, next) {
                (None, next) => next,
                (Some(Layout::Lines | Layout::Array), Layout::Array)
                | (Some(Layout::Array), Layout::Lines) => Layout::Array,
                (Some(before), next) if before == next => next,
                (Some(Layout::Rows { .. }), Layout::Rows { .. }) => {
                    return Err(Error::options(
                        "the tables have different columns\nhint: work on them one at a time",
                    ));
                }
                (Some(before), next) => {
                    return Err(Error::options(format!(
                        "{} and {} cannot stand in one output\nhint: work on them one at a time",
                        before.name(),
                        next.name()
                    )));
                }
            });
        }
        Ok(layout.unwrap_or(Layout::Lines))
    }

    /// The layout of a dump without any record that could be read: that of its
    /// first file that can be. So a table keeps its header, and an array is one.
    #[must_use]
    pub fn of_none(files: &Files) -> Layout {
        let count = u32::try_from(files.file_names().count()).unwrap_or(u32::MAX);
        let shape = (0..count).find_map(|number| files.shape(number));
        shape.map_or(Layout::Lines, Layout::of_shape)
    }

    fn of_shape(shape: &Shape) -> Layout {
        match shape {
            Shape::JsonArray => Layout::Array,
            Shape::Csv { delimiter, header } => Layout::Rows {
                delimiter: *delimiter,
                header: header.clone(),
            },
            Shape::Text => Layout::Texts,
            _ => Layout::Lines,
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Layout::Lines => "JSON Lines",
            Layout::Array => "a JSON array",
            Layout::Rows { .. } => "a table",
            Layout::Texts => "text files",
        }
    }

    /// What stands before the first record, for tables with `more` columns.
    pub(crate) fn begin(&self, out: &mut dyn Write) -> Result<()> {
        match self {
            Layout::Array => out.write_all(b"[\n")?,
            Layout::Rows { header, .. } => {
                out.write_all(header)?;
                out.write_all(b"\n")?;
            }
            Layout::Lines | Layout::Texts => {}
        }
        Ok(())
    }

    /// What stands before a record that follows `written` others.
    pub(crate) fn before(&self, written: u64, out: &mut dyn Write) -> Result<()> {
        if *self == Layout::Array && written > 0 {
            out.write_all(b",\n")?;
        }
        Ok(())
    }

    /// What stands after a record.
    pub(crate) fn after(&self, out: &mut dyn Write) -> Result<()> {
        if *self != Layout::Array {
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// What stands after the last record.
    pub(crate) fn end(&self, out: &mut dyn Write) -> Result<()> {
        if *self == Layout::Array {
            out.write_all(b"\n]\n")?;
        }
        Ok(())
    }
}
