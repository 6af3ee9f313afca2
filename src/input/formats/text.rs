/*!
Text files: each is one article.

The id of the article is the name of its file. An empty file has no article.
*/

use std::io::Write;

use crate::article::ByteRange;
use crate::dump::Record;
use crate::dump::rewrite::{AddedColumn, OutputKind};
use crate::error::{Error, ReasonResult, Result};
use crate::input::formats::format::{
    AddedValues, ByteRecords, Evidence, FileHead, FileRecords, InputFormat, KnownColumns,
    write_json,
};
use crate::input::formats::layout::OutputLayout;
use crate::input::formats::splitter::{Splitter, TextPosition};
use crate::input::records::field_values::FieldValues;
use crate::input::source::{RecordBuffers, SourceFile};

/// The format of text files.
pub(crate) struct TextFormat;

impl InputFormat for TextFormat {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn recognize(&self, head: &FileHead<'_>) -> Option<Evidence> {
        let is_text = head.has_extension(self.extensions());
        is_text.then_some(Evidence::Name)
    }

    fn open(&self, head: &FileHead<'_>, _: SourceFile<'_>) -> ReasonResult<Box<dyn FileRecords>> {
        Ok(Box::new(TextRecords { start: head.start }))
    }
}

/// The record of a text file.
struct TextRecords {
    start: TextPosition,
}

impl ByteRecords for TextRecords {
    fn splitter(&self) -> Box<dyn Splitter> {
        let record = self.start.up_to(self.start.offset);
        Box::new(WholeSplitter { record })
    }

    fn columns(&self) -> KnownColumns<'_> {
        KnownColumns::None
    }

    fn read<'a>(
        &'a self,
        record: &'a str,
        source: SourceFile<'a>,
        _: &'a mut RecordBuffers,
    ) -> ReasonResult<FieldValues<'a>> {
        Ok(FieldValues::of_text(source.name, record))
    }

    fn layout(&self, added: &[AddedColumn]) -> Result<OutputLayout> {
        Ok(OutputLayout {
            kind: match added {
                [] => OutputKind::FilePerRecord,
                _ => OutputKind::OneFile,
            },
            ..OutputLayout::lines("text files", "texts")
        })
    }

    /// Writes a JSON object with the id and the text, since a text has no
    /// columns.
    fn extend(
        &self,
        record: &Record<'_>,
        added: AddedValues<'_>,
        out: &mut dyn Write,
    ) -> Result<()> {
        let Ok(article) = &record.article else {
            return Err(Error::record("the record is no article any more"));
        };
        out.write_all(b"{\"id\":")?;
        write_json(&article.id, out)?;
        out.write_all(b",\"text\":")?;
        write_json(article.text.as_deref().unwrap_or_default(), out)?;
        added.write_members(",", out)?;
        Ok(out.write_all(b"}")?)
    }
}

/// Takes the whole file as one record.
struct WholeSplitter {
    record: ByteRange,
}

impl Splitter for WholeSplitter {
    fn feed(&mut self, bytes: &[u8], _: &mut Vec<ByteRange>) {
        self.record.length += bytes.len() as u64;
    }

    fn open(&self) -> ByteRange {
        self.record
    }

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> ReasonResult<()> {
        if self.record.length > 0 {
            found.push(self.record);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, RecordRef};
    use crate::dump::rewrite::{ColumnKind, ColumnValue};

    #[test]
    fn a_text_with_columns_is_a_json_object() {
        let record = Record {
            reference: RecordRef::default(),
            bytes: b"A \"fire\".",
            article: Ok(Article {
                id: Some("a.txt".into()),
                text: Some("A \"fire\".".into()),
                ..Article::default()
            }),
        };
        let kind = ColumnKind::Count;
        let added = AddedValues {
            columns: &[AddedColumn {
                name: "wirecopy_cluster_size",
                kind,
            }],
            values: &[ColumnValue::Count(3)],
        };
        let mut out = Vec::new();
        let start = TextPosition::START;
        let records = TextRecords { start };
        records.extend(&record, added, &mut out).unwrap();
        let expected = r#"{"id":"a.txt","text":"A \"fire\".","wirecopy_cluster_size":3}"#;
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
