/*!
A file whose form is known: what it takes to find and to read its records.
*/

use std::sync::OnceLock;

use memchr::{memchr, memchr_iter};

use crate::article::ByteRange;
use crate::input::bytes::content::{Content, Disk};
use crate::input::formats::csv::Header;
use crate::input::formats::form::{BYTE_ORDER_MARK, Form, HEAD, form};
use crate::input::formats::shape::Shape;
use crate::input::formats::split::{
    Lines, Rows, Splitter, Start, Values, Whole, length, to_length,
};
use crate::input::records::field::Field;
use crate::input::records::names::Names;

/// The longest header of a table. It is held in memory; what is longer is no
/// header.
const LONGEST_HEADER: usize = 1 << 20;

/// A file that holds articles.
pub(crate) struct Opened {
    pub(crate) content: Content,
    pub(crate) shape: Shape,
    /// Where the first record may begin.
    start: Start,
    /// The header of a table.
    pub(crate) header: Option<Header>,
    /// The columns that were asked for and that no record has, once known.
    pub(crate) missing: OnceLock<Vec<Field>>,
}

impl Opened {
    /// Finds out what `content`, of the file `name`, is.
    ///
    /// # Errors
    ///
    /// When it holds no articles that can be read; the error says why.
    pub(crate) fn new(
        content: Content,
        name: &str,
        disk: &Disk,
        names: &Names,
    ) -> Result<Opened, String> {
        let head = content
            .head(disk, HEAD)
            .map_err(|error| error.to_string())?;
        let mark = if head.starts_with(BYTE_ORDER_MARK) {
            BYTE_ORDER_MARK.len()
        } else {
            0
        };
        let start = Start {
            offset: length(&head[..mark]),
            line: 1,
        };
        let shape = match form(&head[mark..], name, names)? {
            Form::JsonLines => Shape::JsonLines,
            Form::JsonArray => Shape::JsonArray,
            Form::JsonValues => Shape::JsonValues,
            Form::Text => Shape::Text,
            Form::Table(delimiter) => return Opened::table(content, disk, start, delimiter, names),
        };
        Ok(Opened {
            content,
            shape,
            start,
            header: None,
            missing: OnceLock::new(),
        })
    }

    /// A table whose header begins at `start`.
    fn table(
        content: Content,
        disk: &Disk,
        start: Start,
        delimiter: u8,
        names: &Names,
    ) -> Result<Opened, String> {
        let head = content
            .head(disk, LONGEST_HEADER)
            .map_err(|error| error.to_string())?;
        let row = header_row(&head, start, delimiter)?;
        let end = to_length(row.offset.saturating_add(row.length)).min(head.len());
        let bytes = &head[to_length(row.offset).min(end)..end];
        let text = std::str::from_utf8(bytes).map_err(|error| {
            format!(
                "invalid UTF-8 at byte {} of the header",
                error.valid_up_to()
            )
        })?;
        let header = Some(Header::new(text, delimiter, names));
        let shape = Shape::Csv {
            delimiter,
            header: bytes.to_vec(),
        };
        let next = memchr(b'\n', &head[end..]).map_or(head.len(), |at| end + at + 1);
        let newlines = memchr_iter(b'\n', &head[..next]).count();
        let start = Start {
            offset: length(&head[..next]),
            line: start
                .line
                .saturating_add(u32::try_from(newlines).unwrap_or(u32::MAX)),
        };
        Ok(Opened {
            content,
            shape,
            start,
            header,
            missing: OnceLock::new(),
        })
    }

    /// What finds the records of the file.
    pub(crate) fn splitter(&self) -> Box<dyn Splitter> {
        match &self.shape {
            Shape::JsonLines => Box::new(Lines::new(self.start)),
            Shape::JsonArray | Shape::JsonValues => Box::new(Values::new(self.start)),
            Shape::Csv { delimiter, .. } => Box::new(Rows::new(self.start, *delimiter)),
            Shape::Text => Box::new(Whole::new(self.start)),
        }
    }
}

/// Where the header of the table that begins with `head` stands: its first
/// row behind `start`, empty if there is none.
fn header_row(head: &[u8], start: Start, delimiter: u8) -> Result<ByteRange, String> {
    let mut splitter = Rows::new(start, delimiter);
    let mut rows = Vec::new();
    splitter.feed(&head[to_length(start.offset).min(head.len())..], &mut rows);
    if rows.is_empty() {
        if head.len() == LONGEST_HEADER {
            return Err(format!("the header is longer than {LONGEST_HEADER} bytes"));
        }
        if let Some(reason) = splitter.finish(&mut rows) {
            return Err(reason);
        }
    }
    Ok(rows.first().copied().unwrap_or(ByteRange {
        length: 0,
        ..splitter.open()
    }))
}
