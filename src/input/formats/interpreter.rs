/*!
Makes an article of the bytes of a record, by the shape of its file.
*/

use crate::article::Article;
use crate::input::formats::csv::Fields;
use crate::input::formats::json;
use crate::input::formats::shape::Shape;
use crate::input::opened::Opened;
use crate::input::records::found::FieldValues;
use crate::input::records::names::Names;

/// Reads records of one file, one after the other.
pub(crate) struct Interpreter<'f> {
    opened: &'f Opened,
    /// The name of the file.
    name: &'f str,
    names: &'f Names,
    /// The outlet of records that tell none.
    outlet: Option<&'f str>,
    fields: Option<Fields>,
    /// For buffers that do not stand in the record as they are.
    buffers: &'f mut json::RecordBuffers,
}

impl<'f> Interpreter<'f> {
    pub(crate) fn new(
        opened: &'f Opened,
        name: &'f str,
        names: &'f Names,
        outlet: Option<&'f str>,
        buffers: &'f mut json::RecordBuffers,
    ) -> Interpreter<'f> {
        let fields = opened
            .header
            .as_ref()
            .map(crate::input::formats::csv::Header::fields);
        Interpreter {
            opened,
            name,
            names,
            outlet,
            fields,
            buffers,
        }
    }

    /// The article in the record of these `bytes`.
    ///
    /// # Errors
    ///
    /// When there is none; the error says why.
    pub(crate) fn article<'a>(&'a mut self, bytes: &'a [u8]) -> Result<Article<'a>, String> {
        let record = text_of(bytes)?;
        let found = match (&self.opened.shape, &self.opened.header, &mut self.fields) {
            (Shape::Text, ..) => FieldValues::of_text(self.name, record),
            (_, Some(header), Some(fields)) => header.read(record, fields)?,
            _ => json::read(record, self.names, self.buffers)?,
        };
        found.into_article(self.names, self.outlet)
    }
}

/// The record as text.
///
/// The quick check says only that something is wrong, the slow one says where.
fn text_of(bytes: &[u8]) -> Result<&str, String> {
    simdutf8::basic::from_utf8(bytes).or_else(|_| {
        std::str::from_utf8(bytes).map_err(|error| {
            format!(
                "invalid UTF-8 at byte {} of the record",
                error.valid_up_to()
            )
        })
    })
}
