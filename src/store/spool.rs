/*!
Bytes that are written once, in order, and read back once, in order.

In memory up to a limit, in an unnamed temporary file beyond it.
*/

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, Write};

use super::sorter::Room;
use crate::error::Result;

/// Bytes gathered before they are written to the file.
const CHUNK: usize = 1 << 18;

/// Takes blocks of bytes.
#[derive(Debug)]
pub struct Spool {
    held: Vec<u8>,
    file: Option<File>,
    room: Room,
}

impl Spool {
    /// A spool without bytes.
    #[must_use]
    pub fn new(room: Room) -> Spool {
        Spool {
            held: Vec::new(),
            file: None,
            room,
        }
    }

    /// Appends `block`, which is given back whole.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be written.
    pub fn push(&mut self, block: &[u8]) -> Result<()> {
        let length = u32::try_from(block.len())
            .map_err(|_| crate::error::Error::record("a page with more than 4 GiB of blocks"))?;
        self.held.extend_from_slice(&length.to_le_bytes());
        self.held.extend_from_slice(block);
        let limit = if self.file.is_some() {
            CHUNK
        } else {
            self.room.memory.max(CHUNK)
        };
        if self.held.len() >= limit {
            if self.file.is_none() {
                self.file = Some(self.room.file()?);
            }
            if let Some(file) = &mut self.file {
                file.write_all(&self.held)?;
            }
            self.held.clear();
            self.held.shrink_to(CHUNK);
        }
        Ok(())
    }

    /// The blocks in the order in which they were pushed.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read back.
    pub fn finish(mut self) -> Result<Blocks> {
        let source: Box<dyn Read + Send> = match self.file.take() {
            None => Box::new(Cursor::new(self.held)),
            Some(mut file) => {
                file.write_all(&self.held)?;
                file.rewind()?;
                Box::new(BufReader::with_capacity(CHUNK, file))
            }
        };
        Ok(Blocks {
            source,
            block: Vec::new(),
        })
    }
}

/// The blocks of a spool, one after the other.
pub struct Blocks {
    source: Box<dyn Read + Send>,
    block: Vec<u8>,
}

impl std::fmt::Debug for Blocks {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Blocks").finish_non_exhaustive()
    }
}

impl Blocks {
    /// The next block, until none is left.
    ///
    /// # Errors
    ///
    /// When the temporary file cannot be read back.
    pub fn next_block(&mut self) -> Result<Option<&[u8]>> {
        let mut length = [0; 4];
        match self.source.read_exact(&mut length) {
            Ok(()) => {}
            Err(cause) if cause.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(cause) => return Err(cause.into()),
        }
        self.block.resize(u32::from_le_bytes(length) as usize, 0);
        self.source.read_exact(&mut self.block)?;
        Ok(Some(&self.block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_back_from_memory_and_from_disk() {
        for memory in [0, 1 << 30] {
            let mut spool = Spool::new(Room {
                memory,
                temp_dir: None,
            });
            let blocks: Vec<Vec<u8>> = (0..900_usize)
                .map(|number| vec![(number % 251) as u8; number])
                .collect();
            for block in &blocks {
                spool.push(block).expect("a temporary file can be written");
            }
            let mut read = spool.finish().expect("it can be read back");
            for block in &blocks {
                let next = read
                    .next_block()
                    .expect("it can be read back")
                    .map(<[u8]>::to_vec);
                assert_eq!(next.as_deref(), Some(block.as_slice()));
            }
            assert!(read.next_block().expect("the end is no error").is_none());
        }
    }
}
