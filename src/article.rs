/*!
An article, and the record that it was read from.

An [`Article`] borrows from its record. Nothing here parses or compares.
*/

use serde::{Deserialize, Serialize};

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The number of an article in its dump: the first one read is 0.
///
/// Numbers have no gaps and follow reading order, for any number of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(u32);

impl ArticleId {
    /// Returns the id of the article that is read after `number` others.
    #[must_use]
    pub const fn new(number: u32) -> ArticleId {
        ArticleId(number)
    }

    /// Returns the number of articles that are read before this one.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// Returns the number as an index into a table of articles.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Which record of a dump an article comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RecordRef {
    /// The number of the file. The first file that is read is 0.
    pub file: u32,
    /// Where the record is in that file.
    pub place: RecordPlace,
}

/// Where a record is in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RecordPlace {
    /// Nowhere: an error concerns the file as a whole.
    #[default]
    WholeFile,
    /// The record is a range of bytes.
    Bytes(ByteRange),
    /// The record is a row of a columnar file, or of memory.
    Row {
        /// The row group. The first one is 0.
        group: u32,
        /// The row in its group. The first one is 0.
        row: u32,
    },
}

/// A range of bytes in a file that holds a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ByteRange {
    /// The first byte, in the decompressed file.
    pub offset: u64,
    /// The number of bytes, without the end of the line.
    pub length: u64,
    /// The line on which the record begins, from 1. In an archive that has no
    /// lines, the number of the record.
    pub number: u32,
}

impl RecordRef {
    /// Returns a reference to a range of bytes of the file with this number.
    #[must_use]
    pub const fn bytes(file: u32, range: ByteRange) -> RecordRef {
        RecordRef {
            file,
            place: RecordPlace::Bytes(range),
        }
    }

    /// Returns a reference to a row of the file with this number.
    #[must_use]
    pub const fn row(file: u32, group: u32, row: u32) -> RecordRef {
        RecordRef {
            file,
            place: RecordPlace::Row { group, row },
        }
    }

    /// Returns a reference to the file with this number, as a whole.
    #[must_use]
    pub const fn whole_file(file: u32) -> RecordRef {
        RecordRef {
            file,
            place: RecordPlace::WholeFile,
        }
    }
}

/// What records of a file are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RecordUnit {
    /// Lines of text. A record may begin on any line.
    #[default]
    Line,
    /// Records of an archive, which has no lines.
    Record,
    /// Rows of a columnar file.
    Row,
}

impl RecordUnit {
    /// Returns whether records are counted in lines. Findings name any other
    /// unit.
    #[must_use]
    pub const fn is_line(&self) -> bool {
        matches!(self, RecordUnit::Line)
    }
}

/// A file and the number of a record in it, for people: `wire.jsonl:41`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The file as the user typed it, or as it was found in a folder.
    pub file: Arc<str>,
    /// The number of the line, record or row, from 1. `None` for the file as
    /// a whole.
    pub number: Option<u32>,
    /// What `number` counts.
    pub unit: RecordUnit,
}

impl Location {
    /// Returns the location of a file as a whole.
    #[must_use]
    pub fn of_file(file: impl Into<Arc<str>>) -> Location {
        Location {
            file: file.into(),
            number: None,
            unit: RecordUnit::Line,
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        match self.number {
            Some(number) => write!(formatter, ":{number}"),
            None => Ok(()),
        }
    }
}

/// One article of a dump, borrowed from its record.
///
/// A field is `None` when the record lacks it or has it empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article<'a> {
    /// The id, spelled as in the record.
    pub id: Option<Cow<'a, str>>,
    /// The outlet that published the article: a name or a domain.
    pub outlet: Option<Cow<'a, str>>,
    /// The address of the page.
    pub url: Option<Cow<'a, str>>,
    /// The headline, as scraped.
    pub headline: Option<Cow<'a, str>>,
    /// The text, as scraped.
    pub text: Option<Cow<'a, str>>,
    /// The time of publication, as written in the record.
    pub published: Option<Cow<'a, str>>,
    /// The names of the authors, as written in the record.
    pub byline: Option<Cow<'a, str>>,
}

impl Article<'_> {
    /// Returns the article with fields that borrow nothing.
    #[must_use]
    pub fn into_owned(self) -> Article<'static> {
        let own = |field: Option<Cow<'_, str>>| field.map(|text| Cow::Owned(text.into_owned()));
        Article {
            id: own(self.id),
            outlet: own(self.outlet),
            url: own(self.url),
            headline: own(self.headline),
            text: own(self.text),
            published: own(self.published),
            byline: own(self.byline),
        }
    }
}
