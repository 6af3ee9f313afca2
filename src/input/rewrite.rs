/*!
Files as a dump whose records can be written out again.
*/

use std::collections::BTreeSet;
use std::io::Write;

use crate::article::RecordRef;
use crate::dump::rewrite::{AddedColumn, ColumnValue, OutputKind, RecordWriter, RewritableDump};
use crate::dump::{Dump, Record};
use crate::error::Result;
use crate::input::files::Files;
use crate::input::formats::csv::extend::RowExtender;
use crate::input::formats::json::extend;
use crate::input::formats::layout::OutputLayout;
use crate::input::formats::shape::Shape;

impl RewritableDump for Files {
    fn output_kind(&self, files: &BTreeSet<u32>) -> Result<OutputKind> {
        Ok(self.layout(files, &[])?.kind)
    }

    fn writer<'a>(
        &'a self,
        files: &BTreeSet<u32>,
        added: &'a [AddedColumn],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Box<dyn RecordWriter + 'a>> {
        let layout = self.layout(files, added)?;
        out.write_all(&layout.begin)?;
        Ok(Box::new(FramedWriter {
            files: self,
            layout,
            added,
            out,
            written: 0,
        }))
    }

    fn copy_record(&self, record_ref: RecordRef, out: &mut dyn Write) -> Result<()> {
        self.copy_bytes(record_ref, out)
    }
}

impl Files {
    fn layout(&self, files: &BTreeSet<u32>, added: &[AddedColumn]) -> Result<OutputLayout> {
        let mut shapes = files.iter().filter_map(|file| self.shape(*file));
        let Some(first) = shapes.next() else {
            let count = self.file_names().len();
            let mut all = (0_u32..).take(count);
            let first = all.find_map(|file| self.shape(file));
            return layout(first.unwrap_or(&Shape::JsonLines), added);
        };
        let first = layout(first, added);
        shapes.fold(first, |joined, shape| joined?.join(layout(shape, added)?))
    }
}

fn layout(shape: &Shape, added: &[AddedColumn]) -> Result<OutputLayout> {
    Ok(match shape {
        Shape::JsonLines | Shape::JsonValues => OutputLayout::lines("JSON Lines", "JSON objects"),
        Shape::JsonArray => OutputLayout {
            begin: b"[\n".to_vec(),
            between: ",\n",
            after: "",
            end: "\n]\n",
            ..OutputLayout::lines("a JSON array", "JSON objects")
        },
        Shape::Csv { delimiter, header } => OutputLayout {
            begin: RowExtender::new(*delimiter, header)?.header(header, added)?,
            ..OutputLayout::lines("a table", "rows")
        },
        Shape::Text => OutputLayout {
            kind: OutputKind::FilePerRecord,
            ..OutputLayout::lines("text files", "texts")
        },
    })
}

/// Writes records with the bytes of a layout around them.
struct FramedWriter<'a> {
    files: &'a Files,
    layout: OutputLayout,
    added: &'a [AddedColumn],
    out: &'a mut (dyn Write + Send),
    written: u64,
}

impl FramedWriter<'_> {
    fn before(&mut self) -> Result<()> {
        if self.written > 0 {
            self.out.write_all(self.layout.between.as_bytes())?;
        }
        self.written += 1;
        Ok(())
    }

    fn after(&mut self) -> Result<()> {
        Ok(self.out.write_all(self.layout.after.as_bytes())?)
    }
}

impl RecordWriter for FramedWriter<'_> {
    fn copy(&mut self, record_ref: RecordRef) -> Result<()> {
        self.before()?;
        self.files.copy_record(record_ref, self.out)?;
        self.after()
    }

    fn extend(&mut self, record: &Record<'_>, values: &[ColumnValue]) -> Result<()> {
        self.before()?;
        match self.files.shape(record.reference.file) {
            Some(Shape::Csv { delimiter, header }) => {
                let extender = RowExtender::new(*delimiter, header)?;
                let row = extender.row(record.bytes, values)?;
                self.out.write_all(&row)?;
            }
            Some(Shape::Text) => {
                let article = record.article.as_ref();
                let id = article.ok().and_then(|article| article.id.as_deref());
                let text = article.ok().and_then(|article| article.text.as_deref());
                let object = serde_json::json!({
                    "id": id,
                    "text": text.unwrap_or_default(),
                });
                extend::extend(object.to_string().as_bytes(), self.added, values, self.out)?;
            }
            _ => extend::extend(record.bytes, self.added, values, self.out)?,
        }
        self.after()
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(self.out.write_all(self.layout.end.as_bytes())?)
    }
}
