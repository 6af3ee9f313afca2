/*!
What a run knows, written down so that a later run can go on from it.

A file begins with a mark and the key of the run that wrote it, and ends with
the hash of all that stands before. It is written beside its place and moved
there when it is whole, so that a run which is killed leaves no half of one.
*/

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::Xxh3Default;

use crate::error::{Error, Result};
use crate::spill::budget::MemoryBudget;

/// What every file begins with; the number rises when what follows changes.
const MARK: &[u8; 12] = b"wirecopy\0\0\0\x01";

/// Bytes that are read or written at once.
const AT_ONCE: usize = 1 << 18;

/// Something that can be written down and read again.
pub trait State: Sized {
    /// Writes it down.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or not be read from where it is.
    fn save(&self, to: &mut Writing) -> Result<()>;

    /// Reads it again; what does not fit in `budget` spills.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    fn load(from: &mut Reading, budget: &MemoryBudget) -> Result<Self>;
}

/// A file that is being written.
pub struct Writing {
    out: BufWriter<tempfile::NamedTempFile>,
    hash: Xxh3Default,
    block: Vec<u8>,
}

/// A file that is being read.
pub struct Reading {
    input: BufReader<File>,
    hash: Xxh3Default,
    block: Vec<u8>,
    /// Bytes that are left, without the hash at the end.
    left: u64,
}

/// Writes `state` to `path`, for the run with this key.
///
/// # Errors
///
/// When it cannot be written; then nothing stands at `path` that did not
/// before.
pub fn save<S: State>(path: &Path, key: u64, state: &S) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)?;
    let mut to = Writing {
        out: BufWriter::with_capacity(AT_ONCE, file),
        hash: Xxh3Default::new(),
        block: Vec::new(),
    };
    to.bytes(MARK)?;
    to.bytes(&key.to_le_bytes())?;
    state.save(&mut to)?;
    let hash = to.hash.digest();
    to.out.write_all(&hash.to_le_bytes())?;
    let file = to
        .out
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// What the names of files begin with that are not finished.
pub const UNFINISHED: &str = "unfinished-";

/// Reads what [`save`] wrote to `path` for the run with this key.
///
/// # Errors
///
/// When it cannot be read, is of another run, or not as it was written.
pub fn load<S: State>(path: &Path, key: u64, budget: &MemoryBudget) -> Result<S> {
    let input = File::open(path)?;
    let length = input.metadata()?.len();
    let mut from = Reading {
        input: BufReader::with_capacity(AT_ONCE, input),
        hash: Xxh3Default::new(),
        block: Vec::new(),
        left: length.saturating_sub(size_of::<u64>() as u64),
    };
    let mut mark = [0; MARK.len()];
    from.bytes(&mut mark)?;
    if mark != *MARK || from.number()? != key {
        return Err(Error::file("written by another run, or another version"));
    }
    let state = S::load(&mut from, budget)?;
    let (left, expected) = (from.left, from.hash.digest());
    let mut hash = [0; size_of::<u64>()];
    from.input.read_exact(&mut hash)?;
    if left > 0 || u64::from_le_bytes(hash) != expected {
        return Err(damaged());
    }
    Ok(state)
}

fn damaged() -> Error {
    Error::file("not as it was written")
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Writing").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Reading").finish_non_exhaustive()
    }
}

impl Writing {
    /// Writes bytes.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.hash.update(bytes);
        Ok(self.out.write_all(bytes)?)
    }

    /// Writes a number.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn number(&mut self, number: u64) -> Result<()> {
        self.bytes(&number.to_le_bytes())
    }

    /// Writes a value of moderate size.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let block = std::mem::take(&mut self.block);
        let mut block = postcard::to_extend(value, block)
            .map_err(|error| Error::file(format!("cannot be written down: {error}")))?;
        self.number(block.len() as u64)?;
        self.bytes(&block)?;
        block.clear();
        self.block = block;
        Ok(())
    }

    /// Writes values one by one, and their number before them.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn values<T: Serialize>(&mut self, values: impl ExactSizeIterator<Item = T>) -> Result<()> {
        self.number(values.len() as u64)?;
        for value in values {
            self.value(&value)?;
        }
        Ok(())
    }
}

impl Reading {
    /// Reads bytes until `bytes` are full.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or has not so many.
    pub fn bytes(&mut self, bytes: &mut [u8]) -> Result<()> {
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or_else(damaged)?;
        self.input.read_exact(bytes)?;
        self.hash.update(bytes);
        Ok(())
    }

    /// Reads a number.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or ends before.
    pub fn number(&mut self) -> Result<u64> {
        let mut bytes = [0; size_of::<u64>()];
        self.bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// Reads the number of bytes or values that follow, of which each takes a
    /// byte at least.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or so many cannot follow.
    pub fn count(&mut self) -> Result<usize> {
        let count = self.number()?;
        if count > self.left {
            return Err(damaged());
        }
        usize::try_from(count).map_err(|_| damaged())
    }

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or holds no such value.
    pub fn value<T: DeserializeOwned>(&mut self) -> Result<T> {
        let length = self.count()?;
        let mut block = std::mem::take(&mut self.block);
        block.resize(length, 0);
        self.bytes(&mut block)?;
        let value = postcard::from_bytes(&block).map_err(|_| damaged())?;
        self.block = block;
        Ok(value)
    }

    /// Reads the values that [`Writing::values`] wrote.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or holds no such values.
    pub fn values<T: DeserializeOwned>(&mut self) -> Result<Vec<T>> {
        let count = self.count()?;
        (0..count).map(|_| self.value()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spill::log::BlockLog;

    struct Some {
        log: BlockLog,
        names: Vec<String>,
    }

    impl State for Some {
        fn save(&self, to: &mut Writing) -> Result<()> {
            self.log.save(to)?;
            to.values(self.names.iter())
        }

        fn load(from: &mut Reading, budget: &MemoryBudget) -> Result<Some> {
            Ok(Some {
                log: BlockLog::load(from, budget)?,
                names: from.values()?,
            })
        }
    }

    fn some() -> Some {
        let mut log = BlockLog::new(MemoryBudget::new(0, None));
        for number in 0..3000_usize {
            let block = vec![number.to_le_bytes()[0]; number % 200];
            log.push(&block).expect("files can be written");
        }
        Some {
            log,
            names: ["Skarholm", "Wexmoor"].map(str::to_owned).into(),
        }
    }

    #[test]
    fn what_was_written_down_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("some");
        let written = some();
        save(&path, 7, &written).expect("it can be written");
        let read: Some = load(&path, 7, &MemoryBudget::new(1 << 30, None)).expect("it can be read");
        assert_eq!(read.names, written.names);
        assert_eq!(read.log.end(), written.log.end());
        let (mut one, mut other) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < written.log.end() {
            let next = written.log.get(at, &mut one).expect("files can be read");
            assert_eq!(read.log.get(at, &mut other).expect("it is in memory"), next);
            assert_eq!(one, other);
            at = next;
        }
        let files = std::fs::read_dir(folder.path()).expect("the folder");
        assert_eq!(files.count(), 1);
    }

    #[test]
    fn what_is_of_another_run_or_damaged_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("some");
        save(&path, 7, &some()).expect("it can be written");
        let budget = MemoryBudget::new(1 << 30, None);
        let refused = |key| {
            load::<Some>(&path, key, &budget)
                .err()
                .map(|error| error.reason())
        };
        assert_eq!(refused(7), None);
        assert_eq!(
            refused(8).as_deref(),
            Some("written by another run, or another version")
        );
        let whole = std::fs::read(&path).expect("it is there");
        for (place, length) in [
            (30, whole.len()),
            (whole.len() - 1, whole.len()),
            (0, 100),
            (0, 3),
        ] {
            let mut bytes = whole[..length].to_vec();
            bytes[place.min(length - 1)] ^= 1;
            std::fs::write(&path, bytes).expect("it can be written");
            assert!(refused(7).is_some(), "{place} of {length}");
        }
    }
}
