/*!
Decompresses a stream of gzip or Zstandard.

The compression is recognized by the first bytes, never by a name.

# Choices

* A stream may have several members (gzip) or frames (Zstandard), as files that
  were appended to have. Zeros after a gzip member are padding.
* All bytes before a broken block are given. The ready-made readers drop the
  bytes of the step that fails, so both decoders are driven step by step.
*/

use std::io::{self, BufRead, BufReader, Cursor, Read};

use crate::input::bytes::decoder::{Compression, Decoder, StepEnd};

/// Bytes that can be read once.
pub(crate) type Stream = Box<dyn Read + Send>;

/// Compressed bytes that are read ahead: the largest block of Zstandard
/// (RFC 8878, section 3.1.1.2.4), which is then decoded without a copy.
const READ_AHEAD: usize = 128 << 10;

/// How many compressions are undone. Some servers compress files that are
/// compressed already.
const LAYERS: usize = 2;

/// The longest mark of a compression, in bytes.
const MARK: u64 = 4;

/// Returns the bytes of `stream` without compression.
pub(crate) fn decompress(mut stream: Stream) -> io::Result<Stream> {
    for _ in 0..LAYERS {
        let mut head = Vec::new();
        let error = stream.by_ref().take(MARK).read_to_end(&mut head).err();
        let compression = Compression::of(&head);
        let whole = Cursor::new(head).chain(FailOnce(error)).chain(stream);
        stream = match compression {
            None => return Ok(Box::new(whole)),
            Some(compression) => Box::new(Decompressor::new(compression, Box::new(whole))?),
        };
    }
    Ok(stream)
}

/// Fails once with an error, and is empty then.
struct FailOnce(Option<io::Error>);

impl Read for FailOnce {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A stream that is decompressed while it is read.
struct Decompressor {
    input: BufReader<Stream>,
    decoder: Decoder,
    state: MemberState,
}

/// Where in a compressed stream the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MemberState {
    /// Before the first byte.
    Start,
    /// In a member or frame.
    Inside,
    /// After a member or frame.
    Between,
}

impl Decompressor {
    fn new(compression: Compression, stream: Stream) -> io::Result<Decompressor> {
        Ok(Decompressor {
            input: BufReader::with_capacity(READ_AHEAD, stream),
            decoder: Decoder::new(compression)?,
            state: MemberState::Start,
        })
    }
}

impl Read for Decompressor {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        if output.is_empty() {
            return Ok(0);
        }
        loop {
            let input = self.input.fill_buf()?;
            let is_end = input.is_empty();
            if self.state == MemberState::Between {
                if is_end {
                    return Ok(0);
                }
                if self.decoder.is_padding(input[0]) {
                    self.input.consume(1);
                    continue;
                }
                self.decoder.restart();
            }
            let step = self.decoder.step(input, output);
            self.input.consume(step.consumed);
            self.state = match step.end {
                StepEnd::Unfinished => MemberState::Inside,
                StepEnd::Complete => MemberState::Between,
                // The bytes before the error are given first. The next step
                // fails again without any.
                StepEnd::Broken(_) if step.produced > 0 => MemberState::Inside,
                StepEnd::Broken(reason) => {
                    let what = format!("is broken: {reason}");
                    return Err(self.decoder.error(io::ErrorKind::InvalidData, &what));
                }
            };
            if step.produced > 0 {
                return Ok(step.produced);
            }
            if is_end && self.state == MemberState::Inside {
                return Err(self
                    .decoder
                    .error(io::ErrorKind::UnexpectedEof, "ends early"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        zstd::encode_all(text, 3).unwrap()
    }

    /// Returns the bytes that can be read, and the error that ends them.
    fn read(bytes: &[u8]) -> (Vec<u8>, Option<String>) {
        let mut stream = decompress(Box::new(Cursor::new(bytes.to_vec()))).unwrap();
        let mut text = Vec::new();
        let broken = stream.read_to_end(&mut text).err();
        (text, broken.map(|error| error.to_string()))
    }

    #[test]
    fn members_frames_and_two_compressions_are_undone() {
        let skipped = [&[0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        for (bytes, expected) in [
            (b"".to_vec(), ""),
            (b"a".to_vec(), "a"),
            (b"abcde".to_vec(), "abcde"),
            ([gzip(b"one "), gzip(b"two")].concat(), "one two"),
            ([zstd(b"one "), zstd(b"two")].concat(), "one two"),
            (
                [&skipped, &zstd(b"a")[..], &skipped, &zstd(b"b")].concat(),
                "ab",
            ),
            // Zeros after a member are padding.
            ([&gzip(b"one")[..], &[0; 512]].concat(), "one"),
            (gzip(&zstd(b"one")), "one"),
            (gzip(&gzip(b"one")), "one"),
        ] {
            assert_eq!(read(&bytes), (expected.as_bytes().to_vec(), None));
        }
    }

    #[test]
    fn a_stream_that_is_broken_gives_the_blocks_before() {
        // A few hundred KiB of text that compresses badly.
        let number = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let text: String = (0..60_000).map(|n| format!("{:x} ", number(n))).collect();
        let text = text.into_bytes();
        for (mut bytes, name) in [(gzip(&text), "gzip"), (zstd(&text), "zstd")] {
            let at = bytes.len() * 3 / 4;
            bytes.splice(at.., [0xff; 4096]);
            let (found, broken) = read(&bytes);
            let common = text.iter().zip(&found).take_while(|(a, b)| a == b).count();
            assert!(common > text.len() / 2, "{name} gave {common}");
            assert!(broken.unwrap().starts_with(&format!("the {name} stream ")));
        }
    }
}
