/*!
JSON Lines: each line is an object.
*/

use crate::input::formats::format::{Evidence, FileHead, FileRecords, InputFormat};
use crate::input::formats::json::beginning::{is_object, is_on_several_lines};
use crate::input::formats::json::records::{Arrangement, JsonRecords};
use crate::input::source::SourceFile;

/// Extensions of files that are read as lines even if the first line is cut
/// off.
const LINES_ONLY: &[&str] = &["jsonl", "ndjson", "jl", "jsonlines"];

/// The format of JSON Lines files. It also reads files that no other format
/// recognizes; each of their lines is then reported as an error.
pub(crate) struct JsonLinesFormat;

impl InputFormat for JsonLinesFormat {
    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson", "jl", "jsonlines", "json"]
    }

    fn recognize(&self, head: &FileHead<'_>) -> Option<Evidence> {
        let text = head.text();
        if is_object(text) {
            let is_lines = head.has_extension(LINES_ONLY) || !is_on_several_lines(text);
            return is_lines.then_some(Evidence::Content);
        }
        Some(match head.has_extension(self.extensions()) {
            true => Evidence::Name,
            false => Evidence::Fallback,
        })
    }

    fn open(&self, head: &FileHead<'_>, _: SourceFile<'_>) -> Result<Box<dyn FileRecords>, String> {
        Ok(Box::new(JsonRecords {
            start: head.start,
            arrangement: Arrangement::Lines,
        }))
    }
}
