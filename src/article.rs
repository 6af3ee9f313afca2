/*!
An article as the rest of the crate sees it, and where it stands.

An `Article` borrows from the record that it was read from; nothing here
parses, compares or prints. The record itself is never rewritten.
*/

use serde::{Deserialize, Serialize};

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The number of an article in its dump: the first one read is 0.
///
/// Numbers are dense and follow reading order, whatever the number of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(u32);

impl ArticleId {
    /// The id of the article that was read after `number` others.
    #[must_use]
    pub const fn new(number: u32) -> ArticleId {
        ArticleId(number)
    }

    /// The number as it was given to [`ArticleId::new`].
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The number as an index into a table of articles.
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
    /// The line on which the range begins, from 1.
    pub line: u32,
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

    /// Returns a reference to the file with this number, as a whole.
    #[must_use]
    pub const fn whole_file(file: u32) -> RecordRef {
        RecordRef {
            file,
            place: RecordPlace::WholeFile,
        }
    }
}

/// A file, and a line in it where one is known, as shown to people.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The file as the user typed it, or as it was found under a folder.
    pub file: Arc<str>,
    /// The line, from 1; `None` for the file as a whole.
    pub line: Option<u32>,
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        match self.line {
            Some(line) => write!(formatter, ":{line}"),
            None => Ok(()),
        }
    }
}

/// One article of a dump, borrowed from its record.
///
/// A field is `None` when the record lacks it or has it empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article<'a> {
    /// The record's own id, spelled as in the record.
    pub id: Option<Cow<'a, str>>,
    /// The outlet that published it: a name or a domain.
    pub outlet: Option<Cow<'a, str>>,
    /// The address it was scraped from.
    pub url: Option<Cow<'a, str>>,
    /// The headline, as scraped.
    pub headline: Option<Cow<'a, str>>,
    /// The text, as scraped.
    pub text: Option<Cow<'a, str>>,
    /// The time of publication, as written in the record.
    pub published: Option<Cow<'a, str>>,
    /// Who wrote it, as written in the record.
    pub byline: Option<Cow<'a, str>>,
}

impl Article<'_> {
    /// The same article, owning its fields.
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
