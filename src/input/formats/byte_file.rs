/*!
Files whose records are ranges of bytes.

Every [`ByteRecords`] is a [`FileRecords`]: this module reads the bytes, checks
their length and encoding, names the location of errors, and writes records.
*/

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::article::{Article, ByteRange, RecordPlace, RecordRef, RecordUnit};
use crate::convert::to_usize;
use crate::dump::Record;
use crate::dump::rewrite::{AddedColumn, ColumnValue, RecordWriter};
use crate::error::{Error, ReasonResult, Result};
use crate::input::formats::byte_pass::BytePass;
use crate::input::formats::format::{AddedValues, ByteRecords, FilePass, FileRecords, OpenFile};
use crate::input::formats::layout::OutputLayout;
use crate::input::source::{FileChunk, RecordBuffers, SourceFile};

/// Bytes of a record that are copied at once.
const COPY_PIECE: u64 = 64 << 10;

impl<T: ByteRecords> FileRecords for T {
    fn pass<'f>(&'f self, source: SourceFile<'f>) -> Box<dyn FilePass + 'f> {
        Box::new(BytePass::new(self, source))
    }

    fn records(&self, source: SourceFile<'_>, chunk: &FileChunk, each: &mut dyn FnMut(Record<'_>)) {
        let mut buffers = source.context.buffers.take();
        for &range in &chunk.records {
            let is_short = range.length <= source.context.options.max_record;
            let held = chunk.bytes(range).filter(|_| is_short);
            let article = match held {
                Some(bytes) => article(self, source, bytes, &mut buffers),
                None => Err(too_long(source, range)),
            };
            each(Record {
                reference: RecordRef::bytes(source.number, range),
                bytes: held.unwrap_or_default(),
                article: article.map_err(|reason| at(self, source, range, Error::record(reason))),
            });
        }
    }

    fn read_again(
        &self,
        source: SourceFile<'_>,
        place: RecordPlace,
        with: &mut dyn FnMut(Record<'_>),
    ) -> Result<()> {
        let range = byte_range(source, place)?;
        let refused = |reason| at(self, source, range, Error::record(reason));
        if range.length > source.context.options.max_record {
            return Err(refused(too_long(source, range)));
        }
        let mut bytes = source.context.records.take();
        let mut buffers = source.context.buffers.take();
        let bytes = bytes.first(to_usize(range.length));
        let located = |error: io::Error| at(self, source, range, error.into());
        read_exact(source, bytes, range.offset).map_err(located)?;
        let article = article(self, source, bytes, &mut buffers).map_err(refused)?;
        with(Record {
            reference: RecordRef::bytes(source.number, range),
            bytes,
            article: Ok(article),
        });
        Ok(())
    }

    fn copy(&self, source: SourceFile<'_>, place: RecordPlace, out: &mut dyn Write) -> Result<()> {
        let range = byte_range(source, place)?;
        let (mut offset, end) = (range.offset, range.offset + range.length);
        let mut piece = Vec::new();
        while offset < end {
            piece.resize(to_usize((end - offset).min(COPY_PIECE)), 0);
            read_exact(source, &mut piece, offset)
                .map_err(|error| at(self, source, range, error.into()))?;
            out.write_all(&piece)?;
            offset += piece.len() as u64;
        }
        Ok(())
    }

    fn unit(&self) -> RecordUnit {
        ByteRecords::unit(self)
    }

    fn number(&self, place: RecordPlace) -> Option<u32> {
        match place {
            RecordPlace::Bytes(range) => Some(range.number),
            RecordPlace::WholeFile | RecordPlace::Row { .. } => None,
        }
    }

    fn layout(&self, added: &[AddedColumn]) -> Result<OutputLayout> {
        ByteRecords::layout(self, added)
    }

    fn writer<'a>(
        &'a self,
        files: BTreeMap<u32, OpenFile<'a>>,
        layout: OutputLayout,
        added: &'a [AddedColumn],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Box<dyn RecordWriter + 'a>> {
        out.write_all(&layout.begin)?;
        Ok(Box::new(FramedWriter {
            records: self,
            files,
            layout,
            added,
            out,
            written: 0,
        }))
    }
}

fn article<'a>(
    records: &'a impl ByteRecords,
    source: SourceFile<'a>,
    bytes: &'a [u8],
    buffers: &'a mut RecordBuffers,
) -> ReasonResult<Article<'a>> {
    let values = records.read(text(bytes)?, source, buffers)?;
    let outlet = source.context.options.outlet.as_deref();
    values.into_article(&source.context.names, outlet)
}

fn text(bytes: &[u8]) -> ReasonResult<&str> {
    // The fast check only says that there is an error, the slow one says where.
    simdutf8::basic::from_utf8(bytes).or_else(|_| {
        std::str::from_utf8(bytes).map_err(|error| {
            let at = error.valid_up_to();
            format!("invalid UTF-8 at byte {at} of the record")
        })
    })
}

fn too_long(source: SourceFile<'_>, range: ByteRange) -> String {
    let (length, limit) = (range.length, source.context.options.max_record);
    format!("a record of {length} bytes, expected {limit} at most (--max-record)")
}

fn byte_range(source: SourceFile<'_>, place: RecordPlace) -> Result<ByteRange> {
    match place {
        RecordPlace::Bytes(range) => Ok(range),
        RecordPlace::WholeFile | RecordPlace::Row { .. } => {
            let location = source.location(None, RecordUnit::Line);
            Err(Error::file("not a record").at(location))
        }
    }
}

/// Fills `bytes` from the bytes of the file at `offset`.
fn read_exact(source: SourceFile<'_>, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    let disk = &source.context.disk;
    let read = source.content.read_at(disk, bytes, offset)?;
    if read < bytes.len() {
        let reason = "the file ends before the record does";
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, reason));
    }
    Ok(())
}

fn at(records: &impl ByteRecords, source: SourceFile<'_>, range: ByteRange, error: Error) -> Error {
    error.at(source.location(Some(range.number), ByteRecords::unit(records)))
}

/// Writes records with the bytes of a layout around them.
struct FramedWriter<'a> {
    /// The records of one of the files, which extends those of all.
    records: &'a dyn ByteRecords,
    files: BTreeMap<u32, OpenFile<'a>>,
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
        let Some(file) = self.files.get(&record_ref.file).copied() else {
            return Err(Error::options("a record of a file that is not written"));
        };
        self.before()?;
        file.records.copy(file.source, record_ref.place, self.out)?;
        self.after()
    }

    fn extend(&mut self, record: &Record<'_>, values: &[ColumnValue]) -> Result<()> {
        self.before()?;
        let columns = self.added;
        let added = AddedValues { columns, values };
        self.records.extend(record, added, self.out)?;
        self.after()
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(self.out.write_all(self.layout.end.as_bytes())?)
    }
}
