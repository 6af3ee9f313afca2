/*!
Takes gzip and Zstandard off a stream of bytes.

Which of the two it is, if any, is told by the first bytes and never by a
name. This module does not know where the bytes come from or what they say.

# Choices

* A stream may hold several members (gzip) or frames (Zstandard), as files
  that were appended to do. Zeros behind a gzip member are padding.
* Everything before a break is given: both decoders are driven step by step,
  since the ready-made readers drop what the failing step had made.
*/

use std::io::{self, BufRead, BufReader, Cursor, Read};

use crate::input::bytes::decoder::{Decoder, Outcome};

/// Bytes that can be read once.
pub(crate) type Stream = Box<dyn Read + Send>;

/// Compressed bytes that are read ahead: as many as the largest block of
/// Zstandard (RFC 8878, section 3.1.1.2.4), which then needs no copy.
const READ_AHEAD: usize = 128 << 10;

/// How often compression is taken off compression. Once would do, were there
/// no servers that compress what is compressed.
const LAYERS: usize = 2;

/// The bytes of the longest mark that tells a compression.
const MARK: u64 = 4;

/// How a stream is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compression {
    Gzip,
    Zstd,
}

impl Compression {
    /// The compression that a stream with these first bytes has.
    pub(crate) fn of(head: &[u8]) -> Option<Compression> {
        match head {
            [0x1f, 0x8b, ..] => Some(Compression::Gzip),
            // Data, or a frame to be skipped that may stand before it.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                Some(Compression::Zstd)
            }
            _ => None,
        }
    }
}

/// The bytes of `stream` without compression.
///
/// # Errors
///
/// When the stream cannot be read.
pub(crate) fn decompress(mut stream: Stream) -> io::Result<Stream> {
    for _ in 0..LAYERS {
        let mut head = Vec::new();
        let headless = stream.by_ref().take(MARK).read_to_end(&mut head).err();
        let compression = Compression::of(&head);
        let whole = Cursor::new(head).chain(Broken(headless)).chain(stream);
        stream = match compression {
            None => return Ok(Box::new(whole)),
            Some(compression) => Box::new(Decompressor::new(compression, Box::new(whole))?),
        };
    }
    Ok(stream)
}

/// Gives one error and then nothing.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// A stream that is decompressed as it is read.
struct Decompressor {
    input: BufReader<Stream>,
    decoder: Decoder,
    place: Place,
}

/// Where in a compressed stream the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the first byte.
    Start,
    /// In a member or frame.
    Within,
    /// Behind a member or frame.
    Between,
}

impl Decompressor {
    fn new(compression: Compression, stream: Stream) -> io::Result<Decompressor> {
        let decoder = Decoder::new(compression)?;
        let input = BufReader::with_capacity(READ_AHEAD, stream);
        Ok(Decompressor {
            input,
            decoder,
            place: Place::Start,
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
            if self.place == Place::Between {
                if is_end {
                    return Ok(0);
                }
                if self.decoder.pads(input[0]) {
                    self.input.consume(1);
                    continue;
                }
                self.decoder.begin_again();
            }
            let step = self.decoder.step(input, output);
            self.input.consume(step.consumed);
            self.place = match step.outcome {
                Outcome::Goes => Place::Within,
                Outcome::Complete => Place::Between,
                // What came before the break is given first: the same step
                // will fail again with nothing before it.
                Outcome::Broken(_) if step.produced > 0 => Place::Within,
                Outcome::Broken(reason) => return Err(self.decoder.broken(&reason)),
            };
            if step.produced > 0 {
                return Ok(step.produced);
            }
            if is_end && self.place == Place::Within {
                return Err(self.decoder.ends_early());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Write};

    use flate2::write::GzEncoder;

    use crate::input::bytes::decompress::decompress;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &[u8]) -> Vec<u8> {
        zstd::encode_all(text, 3).unwrap()
    }

    /// What can be read of `bytes`, and why it ends where that is no end.
    fn read(bytes: &[u8]) -> (Vec<u8>, Option<String>) {
        let mut stream = decompress(Box::new(Cursor::new(bytes.to_vec()))).unwrap();
        let mut text = Vec::new();
        let broken = stream.read_to_end(&mut text).err();
        (text, broken.map(|error| error.to_string()))
    }

    /// Text that does not compress to nothing, of some hundred KiB.
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
    fn frames_to_be_skipped_are_skipped_wherever_they_stand() {
        let skipped = [&[0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        let bytes = [&skipped[..], &zstd(b"one "), &skipped, &zstd(b"two")].concat();
        assert_eq!(read(&bytes), (b"one two".to_vec(), None));
    }

    #[test]
    fn zeros_behind_a_gzip_member_are_padding() {
        let bytes = [&gzip(b"one")[..], &[0; 512]].concat();
        assert_eq!(read(&bytes), (b"one".to_vec(), None));
    }

    #[test]
    fn compression_is_taken_off_twice() {
        assert_eq!(read(&gzip(&zstd(b"one"))), (b"one".to_vec(), None));
        assert_eq!(read(&gzip(&gzip(b"one"))), (b"one".to_vec(), None));
    }

    #[test]
    fn a_stream_that_is_cut_gives_what_came_before() {
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
    fn garbage_behind_a_stream_is_a_break() {
        for bytes in [gzip(b"one"), zstd(b"one")] {
            let (found, broken) = read(&[&bytes[..], b"garbage"].concat());
            assert_eq!(found, b"one");
            assert!(broken.unwrap().contains("is broken: "));
        }
    }
}
