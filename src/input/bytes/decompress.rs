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
                StepEnd::Broken(reason) => return Err(self.decoder.broken(&reason)),
            };
            if step.produced > 0 {
                return Ok(step.produced);
            }
            if is_end && self.state == MemberState::Inside {
                return Err(self.decoder.ends_early());
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

    /// Returns a few hundred KiB of text that compresses badly.
    fn long_text() -> Vec<u8> {
        let numbers = (0_u64..60_000).map(|n| n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20);
        numbers
            .flat_map(|n| format!("{n:x} ").into_bytes())
            .collect()
    }

    #[test]
    fn plain_bytes_pass_through() {
        for text in [&b""[..], b"a", b"abcde"] {
            assert_eq!(read(text), (text.to_vec(), None));
        }
    }

    #[test]
    fn members_and_frames_follow_one_another() {
        assert_eq!(
            read(&[gzip(b"one "), gzip(b"two")].concat()),
            (b"one two".to_vec(), None)
        );
        assert_eq!(
            read(&[zstd(b"one "), zstd(b"two")].concat()),
            (b"one two".to_vec(), None)
        );
    }

    #[test]
    fn skippable_frames_are_skipped_anywhere() {
        let skipped = [&[0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        let bytes = [&skipped[..], &zstd(b"one "), &skipped, &zstd(b"two")].concat();
        assert_eq!(read(&bytes), (b"one two".to_vec(), None));
    }

    #[test]
    fn zeros_after_a_gzip_member_are_padding() {
        let bytes = [&gzip(b"one")[..], &[0; 512]].concat();
        assert_eq!(read(&bytes), (b"one".to_vec(), None));
    }

    #[test]
    fn two_compressions_are_undone() {
        assert_eq!(read(&gzip(&zstd(b"one"))), (b"one".to_vec(), None));
        assert_eq!(read(&gzip(&gzip(b"one"))), (b"one".to_vec(), None));
    }

    #[test]
    fn a_stream_that_is_cut_gives_the_bytes_before() {
        let text = long_text();
        for (bytes, reason) in [
            (gzip(&text), "the gzip stream ends early"),
            (zstd(&text), "the zstd stream ends early"),
        ] {
            for cut in (6..bytes.len()).step_by(bytes.len() / 37) {
                let (found, broken) = read(&bytes[..cut]);
                assert!(text.starts_with(&found), "cut at {cut}");
                assert_eq!(broken.as_deref(), Some(reason), "cut at {cut}");
            }
            assert_eq!(read(&bytes), (text.clone(), None));
        }
    }

    #[test]
    fn a_stream_that_is_broken_gives_the_blocks_before() {
        let text = long_text();
        for (mut bytes, name) in [(gzip(&text), "gzip"), (zstd(&text), "zstd")] {
            let at = bytes.len() * 3 / 4;
            bytes.splice(at.., [0xff; 4096]);
            let (found, broken) = read(&bytes);
            let common = text.iter().zip(&found).take_while(|(a, b)| a == b).count();
            assert!(
                common > text.len() / 2,
                "{name} gave {common} of {}",
                text.len()
            );
            let broken = broken.unwrap();
            assert!(
                broken.starts_with(&format!("the {name} stream ")),
                "{broken}"
            );
        }
    }

    #[test]
    fn garbage_after_a_stream_is_an_error() {
        for bytes in [gzip(b"one"), zstd(b"one")] {
            let (found, broken) = read(&[&bytes[..], b"garbage"].concat());
            assert_eq!(found, b"one");
            assert!(broken.unwrap().contains("is broken: "));
        }
    }
}
