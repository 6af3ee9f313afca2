/*!
JSON values: the members of an array, or objects one after another, on any
number of lines.
*/

use crate::input::formats::format::{Evidence, FileHead, FileRecords, InputFormat};
use crate::input::formats::json::beginning::{is_array, is_object};
use crate::input::formats::json::records::{Arrangement, JsonRecords};
use crate::input::source::SourceFile;

/// The format of files of JSON values. JSON Lines takes precedence for files
/// that begin with an object on one line.
pub(crate) struct JsonValuesFormat;

impl InputFormat for JsonValuesFormat {
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn recognize(&self, head: &FileHead<'_>) -> Option<Evidence> {
        let text = head.text();
        (is_array(text) || is_object(text)).then_some(Evidence::Content)
    }

    fn open(&self, head: &FileHead<'_>, _: SourceFile<'_>) -> Result<Box<dyn FileRecords>, String> {
        Ok(Box::new(JsonRecords {
            start: head.start,
            arrangement: match is_array(head.text()) {
                true => Arrangement::Array,
                false => Arrangement::Sequence,
            },
        }))
    }
}
