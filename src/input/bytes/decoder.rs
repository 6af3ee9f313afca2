/*!
Decoders of gzip and Zstandard that go one step at a time.

A step takes bytes and makes bytes. The bytes that it made are valid even if it
fails.
*/

use std::io;

use flate2::{Decompress, FlushDecompress, Status};
use zstd::stream::raw::{self, InBuffer, Operation, OutBuffer};

use crate::convert::to_usize;

/// How a stream is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    Gzip,
    Zstd,
}

impl Compression {
    /// Returns the compression of a stream that begins with these bytes.
    pub(crate) fn of(head: &[u8]) -> Option<Compression> {
        match head {
            [0x1f, 0x8b, ..] => Some(Compression::Gzip),
            // A frame of data, or a skippable frame.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                Some(Compression::Zstd)
            }
            _ => None,
        }
    }
}

/// The fewest bytes that a Zstandard frame begins with. After them, the decoder
/// says how many it needs.
const FRAME_START: usize = 5;

/// The logarithm of the window that every gzip stream fits in (RFC 1951).
const GZIP_WINDOW: u8 = 15;

pub(crate) enum Decoder {
    Gzip(Decompress),
    Zstd {
        decoder: raw::Decoder<'static>,
        /// The bytes that the next step gets: one block. If a step had more
        /// and one block was broken, the blocks before it would be lost.
        wanted: usize,
    },
}

/// The result of one step.
pub(crate) struct DecodeStep {
    /// Bytes that were taken from the input.
    pub(crate) consumed: usize,
    /// Bytes that were written to the output.
    pub(crate) produced: usize,
    pub(crate) end: StepEnd,
}

pub(crate) enum StepEnd {
    /// There may be more.
    Unfinished,
    /// A member or frame is complete.
    Complete,
    /// The next bytes cannot be decoded. The text is the reason.
    Broken(String),
}

impl Decoder {
    pub(crate) fn new(compression: Compression) -> io::Result<Decoder> {
        Ok(match compression {
            Compression::Gzip => Decoder::Gzip(Decompress::new_gzip(GZIP_WINDOW)),
            Compression::Zstd => Decoder::Zstd {
                decoder: raw::Decoder::new()?,
                wanted: FRAME_START,
            },
        })
    }

    /// Returns whether `byte` is padding between members.
    pub(crate) fn is_padding(&self, byte: u8) -> bool {
        matches!(self, Decoder::Gzip(_)) && byte == 0
    }

    pub(crate) fn restart(&mut self) {
        match self {
            Decoder::Gzip(decoder) => decoder.reset(true),
            Decoder::Zstd { wanted, .. } => *wanted = FRAME_START,
        }
    }

    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8]) -> DecodeStep {
        match self {
            Decoder::Gzip(decoder) => gzip_step(decoder, input, output),
            Decoder::Zstd { decoder, wanted } => zstd_step(decoder, wanted, input, output),
        }
    }

    /// Returns an error of the stream. `what` follows its name.
    pub(crate) fn error(&self, kind: io::ErrorKind, what: &str) -> io::Error {
        let name = match self {
            Decoder::Gzip(_) => "gzip",
            Decoder::Zstd { .. } => "zstd",
        };
        io::Error::new(kind, format!("the {name} stream {what}"))
    }
}

fn gzip_step(decoder: &mut Decompress, input: &[u8], output: &mut [u8]) -> DecodeStep {
    let (taken, made) = (decoder.total_in(), decoder.total_out());
    let result = decoder.decompress(input, output, FlushDecompress::None);
    DecodeStep {
        consumed: to_usize(decoder.total_in() - taken),
        produced: to_usize(decoder.total_out() - made),
        end: match result {
            Ok(Status::StreamEnd) => StepEnd::Complete,
            Ok(Status::Ok | Status::BufError) => StepEnd::Unfinished,
            Err(error) => StepEnd::Broken(error.message().unwrap_or("not a gzip member").into()),
        },
    }
}

fn zstd_step(
    decoder: &mut raw::Decoder<'static>,
    wanted: &mut usize,
    input: &[u8],
    output: &mut [u8],
) -> DecodeStep {
    let mut input = InBuffer::around(&input[..input.len().min(*wanted)]);
    let mut output = OutBuffer::around(output);
    let end = match decoder.run(&mut input, &mut output) {
        Ok(0) => StepEnd::Complete,
        Ok(next) => {
            *wanted = next;
            StepEnd::Unfinished
        }
        Err(error) => StepEnd::Broken(error.to_string()),
    };
    DecodeStep {
        consumed: input.pos(),
        produced: output.pos(),
        end,
    }
}
