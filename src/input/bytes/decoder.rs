/*!
The decoders of gzip and Zstandard, one step at a time.

A step takes some bytes and makes some; what it made counts even if it fails.
This module reads nothing.
*/

use std::io;

use flate2::{Decompress, FlushDecompress, Status};
use zstd::stream::raw::{self, InBuffer, Operation, OutBuffer};

use crate::input::bytes::decompress::Compression;

/// Bytes with which a Zstandard frame begins at least; the decoder says what
/// it wants from there.
const FRAME_START: usize = 5;

/// The logarithm of the window that every gzip stream fits in (RFC 1951).
const GZIP_WINDOW: u8 = 15;

/// One of the two decoders.
pub(crate) enum Decoder {
    Gzip(Decompress),
    Zstd {
        decoder: raw::Decoder<'static>,
        /// How many bytes the next step should be given: one block. More in
        /// one step, and a broken block takes those before it along.
        wanted: usize,
    },
}

/// What one step of a decoder did.
pub(crate) struct Step {
    /// Bytes taken from the input.
    pub(crate) consumed: usize,
    /// Bytes put into the output.
    pub(crate) produced: usize,
    pub(crate) outcome: Outcome,
}

/// How a step ended.
pub(crate) enum Outcome {
    /// There may be more.
    Goes,
    /// A member or frame is complete.
    Complete,
    /// What comes next cannot be decoded.
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

    fn name(&self) -> &'static str {
        match self {
            Decoder::Gzip(_) => "gzip",
            Decoder::Zstd { .. } => "zstd",
        }
    }

    /// Whether `byte` between members means nothing.
    pub(crate) fn pads(&self, byte: u8) -> bool {
        matches!(self, Decoder::Gzip(_)) && byte == 0
    }

    /// Prepares for another member or frame.
    pub(crate) fn begin_again(&mut self) {
        match self {
            Decoder::Gzip(decoder) => decoder.reset(true),
            Decoder::Zstd { wanted, .. } => *wanted = FRAME_START,
        }
    }

    /// Decompresses some of `input` into `output`.
    pub(crate) fn step(&mut self, input: &[u8], output: &mut [u8]) -> Step {
        match self {
            Decoder::Gzip(decoder) => gzip_step(decoder, input, output),
            Decoder::Zstd { decoder, wanted } => zstd_step(decoder, wanted, input, output),
        }
    }

    pub(crate) fn ends_early(&self) -> io::Error {
        let reason = format!("the {} stream ends early", self.name());
        io::Error::new(io::ErrorKind::UnexpectedEof, reason)
    }

    pub(crate) fn broken(&self, reason: &str) -> io::Error {
        let reason = format!("the {} stream is broken: {reason}", self.name());
        io::Error::new(io::ErrorKind::InvalidData, reason)
    }
}

fn gzip_step(decoder: &mut Decompress, input: &[u8], output: &mut [u8]) -> Step {
    let (taken, made) = (decoder.total_in(), decoder.total_out());
    let result = decoder.decompress(input, output, FlushDecompress::None);
    // Both are at most as long as the slices were.
    let difference = |now: u64, before: u64| usize::try_from(now - before).unwrap_or(0);
    Step {
        consumed: difference(decoder.total_in(), taken),
        produced: difference(decoder.total_out(), made),
        outcome: match result {
            Ok(Status::StreamEnd) => Outcome::Complete,
            Ok(Status::Ok | Status::BufError) => Outcome::Goes,
            Err(error) => {
                Outcome::Broken(error.message().unwrap_or("not a gzip member").to_owned())
            }
        },
    }
}

fn zstd_step(
    decoder: &mut raw::Decoder<'static>,
    wanted: &mut usize,
    input: &[u8],
    output: &mut [u8],
) -> Step {
    let mut input = InBuffer::around(&input[..input.len().min(*wanted)]);
    let mut output = OutBuffer::around(output);
    let outcome = match decoder.run(&mut input, &mut output) {
        Ok(0) => Outcome::Complete,
        Ok(next) => {
            *wanted = next;
            Outcome::Goes
        }
        Err(error) => Outcome::Broken(error.to_string()),
    };
    Step {
        consumed: input.pos(),
        produced: output.pos(),
        outcome,
    }
}
