/*!
The bytes of one file without compression, readable at any place and again.

A plain file is read where it is; anything else is read once and then from the
spool. This module does not know what the bytes say.
*/

use std::io;
use std::path::PathBuf;

use crate::input::bytes::decompress::{Compression, Stream};
use crate::input::bytes::handles::Handles;
use crate::input::bytes::once::Once;
use crate::input::bytes::spool::Spool;
use crate::input::formats::split::length;

/// What all files of a dump share.
#[derive(Debug)]
pub(crate) struct Disk {
    pub(crate) handles: Handles,
    pub(crate) spool: Spool,
}

/// The bytes of one file.
pub(crate) enum Content {
    /// A file that is not compressed.
    Plain(Plain),
    /// A stream, or a compressed file of so many bytes.
    Once { once: Once, size: Option<u64> },
}

/// A file that is not compressed.
#[derive(Debug)]
pub(crate) struct Plain {
    number: u32,
    path: PathBuf,
    /// Its bytes when it was found. Whatever is added later is not read, so
    /// that each pass reads the same.
    size: u64,
}

impl Content {
    /// The file at `path`, of `size` bytes when it was found.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub(crate) fn of_file(
        disk: &Disk,
        number: u32,
        path: PathBuf,
        size: u64,
    ) -> io::Result<Content> {
        let mut head = [0; 4];
        let read = disk.handles.get(number, &path)?.read_at(&mut head, 0)?;
        if Compression::of(&head[..read]).is_none() {
            return Ok(Content::Plain(Plain { number, path, size }));
        }
        Ok(Content::Once {
            once: Once::of_file(path),
            size: Some(size),
        })
    }

    /// What `stream` gives.
    ///
    /// # Errors
    ///
    /// When decompression cannot begin.
    pub(crate) fn of_stream(stream: Stream) -> io::Result<Content> {
        Ok(Content::Once {
            once: Once::new(stream)?,
            size: None,
        })
    }

    /// The first bytes, `most` of them if there are as many.
    pub(crate) fn head(&self, disk: &Disk, most: usize) -> io::Result<Vec<u8>> {
        if let Content::Once { once, .. } = self
            && let Some(head) = once.peek(most)?
        {
            return Ok(head);
        }
        let mut head = vec![0; self.left(0).unwrap_or(most).min(most)];
        let read = self.read_at(disk, &mut head, 0)?;
        head.truncate(read);
        Ok(head)
    }

    /// How many bytes follow from `offset` on, where that is known.
    pub(crate) fn left(&self, offset: u64) -> Option<usize> {
        match self {
            Content::Plain(plain) => usize::try_from(plain.size.saturating_sub(offset)).ok(),
            Content::Once { .. } => None,
        }
    }

    /// Reads at `offset` until `bytes` are full or nothing follows, and says
    /// how many there were.
    pub(crate) fn read_at(&self, disk: &Disk, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
        match self {
            Content::Plain(plain) => {
                let wanted = self
                    .left(offset)
                    .map_or(bytes.len(), |left| left.min(bytes.len()));
                let handle = disk.handles.get(plain.number, &plain.path)?;
                handle.read_at(&mut bytes[..wanted], offset)
            }
            Content::Once { once, .. } => {
                let mut filled = 0;
                loop {
                    let at = offset.saturating_add(length(&bytes[..filled]));
                    match once.read_at(&disk.spool, &mut bytes[filled..], at)? {
                        0 => return Ok(filled),
                        read => filled += read,
                    }
                }
            }
        }
    }

    /// Why what was read up to `offset`, where nothing followed, is not all.
    pub(crate) fn broken(&self, offset: u64) -> Option<String> {
        match self {
            Content::Plain(plain) if offset < plain.size => Some(format!(
                "the file ends after {offset} bytes, it had {} before",
                plain.size
            )),
            Content::Plain(_) => None,
            Content::Once { once, .. } => once.broken(),
        }
    }

    /// Why what was read to its end is not what is there now.
    pub(crate) fn changed(&self, disk: &Disk) -> Option<String> {
        let Content::Plain(plain) = self else {
            return None;
        };
        let now = disk
            .handles
            .get(plain.number, &plain.path)
            .and_then(|handle| handle.size());
        match now {
            Ok(now) if now > plain.size => {
                let before = plain.size;
                Some(format!(
                    "the file has grown from {before} to {now} bytes since it was found"
                ))
            }
            // A file that got shorter was met by whoever read it; one that
            // cannot be asked was read all the same.
            Ok(_) | Err(_) => None,
        }
    }

    /// The bytes on disk, compressed or not, that went into the first `offset`
    /// bytes here.
    pub(crate) fn consumed(&self, offset: u64) -> u64 {
        match self {
            Content::Plain(_) => offset,
            Content::Once { once, size } => once.consumed(offset, *size),
        }
    }
}
