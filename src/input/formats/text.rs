/*!
Text files: each is one article.

The id of the article is the name of its file. An empty file has no article.
*/

use std::io::{self, Write};

use serde::Serialize;

use crate::article::ByteRange;
use crate::dump::Record;
use crate::dump::rewrite::{AddedColumn, ColumnValue, OutputKind};
use crate::error::{Error, Result};
use crate::input::formats::format::{
    ByteRecords, Evidence, FileHead, FileRecords, InputFormat, KnownColumns,
};
use crate::input::formats::layout::OutputLayout;
use crate::input::formats::splitter::{Splitter, TextPosition};
use crate::input::records::buffers::RecordBuffers;
use crate::input::records::field_values::FieldValues;
use crate::input::source::SourceFile;

/// The format of text files.
pub(crate) struct TextFormat;

impl InputFormat for TextFormat {
    fn extensions(&self) -> &'static [&'static str] {
        &["txt"]
    }

    fn recognize(&self, head: &FileHead<'_>) -> Option<Evidence> {
        head.has_extension(self.extensions())
            .then_some(Evidence::Name)
    }

    fn open(
        &self,
        head: &FileHead<'_>,
        _: SourceFile<'_>,
    ) -> std::result::Result<Box<dyn FileRecords>, String> {
        Ok(Box::new(TextRecords { start: head.start }))
    }
}

/// The record of a text file.
struct TextRecords {
    start: TextPosition,
}

impl ByteRecords for TextRecords {
    fn splitter(&self) -> Box<dyn Splitter> {
        Box::new(WholeSplitter {
            record: self.start.up_to(self.start.offset),
        })
    }

    fn columns(&self) -> KnownColumns<'_> {
        KnownColumns::None
    }

    fn read<'a>(
        &'a self,
        record: &'a str,
        source: SourceFile<'a>,
        _: &'a mut RecordBuffers,
    ) -> std::result::Result<FieldValues<'a>, String> {
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
        added: &[AddedColumn],
        values: &[ColumnValue],
        out: &mut dyn Write,
    ) -> Result<()> {
        let Ok(article) = &record.article else {
            return Err(Error::record("the record is no article any more"));
        };
        let text = article.text.as_deref().unwrap_or_default();
        out.write_all(b"{\"id\":")?;
        write_json(&article.id, out)?;
        out.write_all(b",\"text\":")?;
        write_json(text, out)?;
        for (column, value) in added.iter().zip(values) {
            write!(out, ",\"{}\":", column.name)?;
            write_json(value, out)?;
        }
        out.write_all(b"}")?;
        Ok(())
    }
}

fn write_json(value: &(impl Serialize + ?Sized), out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(out, value).map_err(io::Error::from)
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

    fn finish(&mut self, found: &mut Vec<ByteRange>) -> std::result::Result<(), String> {
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
    use crate::dump::rewrite::ColumnKind;
    use crate::input::formats::splitter::testing::split;

    fn records(text: &str) -> Vec<String> {
        let records = TextRecords {
            start: TextPosition::START,
        };
        split(&mut *records.splitter(), text, 2).records
    }

    #[test]
    fn a_file_is_one_record_with_its_newlines() {
        assert_eq!(records("one\n\ntwo\r\n"), ["one\n\ntwo\r\n"]);
    }

    #[test]
    fn an_empty_file_has_no_record() {
        assert!(records("").is_empty());
    }

    #[test]
    fn a_text_with_columns_is_a_json_object() {
        let records = TextRecords {
            start: TextPosition::START,
        };
        let record = Record {
            reference: RecordRef::default(),
            bytes: b"A \"fire\".",
            article: Ok(Article {
                id: Some("a.txt".into()),
                text: Some("A \"fire\".".into()),
                ..Article::default()
            }),
        };
        let added = [AddedColumn {
            name: "wirecopy_cluster_size",
            kind: ColumnKind::Count,
        }];
        let mut out = Vec::new();
        records
            .extend(&record, &added, &[ColumnValue::Count(3)], &mut out)
            .unwrap();
        let expected = r#"{"id":"a.txt","text":"A \"fire\".","wirecopy_cluster_size":3}"#;
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
