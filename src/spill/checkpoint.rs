/*!
The file format of checkpoints: what a stage leaves to the next ones, saved for
a run that resumes later.

A file begins with [`MAGIC`] and the key of its run, and ends with the hash of
all bytes before. It is written under a temporary name and renamed when it is
complete, so that a killed run leaves no partial checkpoint.

# Choices

* Values are encoded by `serde` and `postcard`, byte by byte into the file: a
  large value needs no second copy in memory. Lists that spill write their bytes
  as they are.
* A list is loaded into an empty one, which has its share of the memory budget
  already.
*/

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use postcard::{Deserializer, de_flavors, ser_flavors, serialize_with_flavor};
use serde::Serialize;
use serde::de::DeserializeOwned;
use xxhash_rust::xxh3::Xxh3Default;

use crate::error::{Error, Result};

/// The first bytes of a checkpoint. The last one is the version of this format.
const MAGIC: &[u8; 12] = b"wirecopy\0\0\0\x02";

const BUFFER: usize = 1 << 18;

/// The prefix of the names of files that are not complete.
pub(crate) const UNFINISHED: &str = "unfinished-";

/// A value that can be saved in a checkpoint.
///
/// Values that `serde` can write and read implement it already; the macro
/// `checkpoint!` implements it for structs.
pub(crate) trait Checkpoint {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()>;

    /// Replaces the value, which is empty, by the saved one.
    fn load(&mut self, from: &mut CheckpointReader) -> Result<()>;
}

impl<T: Serialize + DeserializeOwned> Checkpoint for T {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        to.value(self)
    }

    fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
        *self = from.value()?;
        Ok(())
    }
}

/// Implements [`Checkpoint`] for structs. The named fields are saved in this
/// order; loading leaves all others as they are in the empty value.
macro_rules! checkpoint {
    ($type:ident { $($field:ident),+ $(,)? }) => {
        const _: () = {
            use $crate::error::Result;
            use $crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};

            impl Checkpoint for $type {
                fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
                    $(self.$field.save(to)?;)+
                    Ok(())
                }

                fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
                    $(self.$field.load(from)?;)+
                    Ok(())
                }
            }
        };
    };
}
pub(crate) use checkpoint;

/// A checkpoint that is being written.
pub(crate) struct CheckpointWriter {
    file: BufWriter<tempfile::NamedTempFile>,
    hash: Xxh3Default,
    /// The error of the file that ended the encoding of a value.
    failure: Option<Error>,
}

/// A checkpoint that is being read.
pub(crate) struct CheckpointReader {
    file: BufReader<File>,
    hash: Xxh3Default,
    /// Bytes that are left before the hash at the end.
    left: u64,
    /// The bytes of a string that is being decoded.
    string: Vec<u8>,
    /// The error of the file that ended the decoding of a value.
    failure: Option<Error>,
}

/// Writes `state` to `path` for the run with this key. On an error the file that
/// was at `path` stays.
pub(crate) fn save<S: Checkpoint>(path: &Path, key: u64, state: &S) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)?;
    let mut to = CheckpointWriter {
        file: BufWriter::with_capacity(BUFFER, file),
        hash: Xxh3Default::new(),
        failure: None,
    };
    to.bytes(MAGIC)?;
    to.number(key)?;
    state.save(&mut to)?;
    to.number(to.hash.digest())?;
    let file = to.file.into_inner();
    let file = file.map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Reads the file at `path`, which [`save`] wrote for the run with this key,
/// into the `empty` value. A file of another run or a damaged file is an error.
pub(crate) fn load<S: Checkpoint>(path: &Path, key: u64, mut empty: S) -> Result<S> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut from = CheckpointReader {
        file: BufReader::with_capacity(BUFFER, file),
        hash: Xxh3Default::new(),
        left: length.saturating_sub(size_of::<u64>() as u64),
        string: Vec::new(),
        failure: None,
    };
    let mut magic = [0; MAGIC.len()];
    from.bytes(&mut magic)?;
    if magic != *MAGIC || from.number()? != key {
        return Err(Error::file("written by another run, or another version"));
    }
    empty.load(&mut from)?;
    let (left, expected) = (from.left, from.hash.digest());
    let mut hash = [0; size_of::<u64>()];
    from.file.read_exact(&mut hash)?;
    if left > 0 || u64::from_le_bytes(hash) != expected {
        return Err(damaged());
    }
    Ok(empty)
}

fn damaged() -> Error {
    Error::file("not as it was written")
}

impl CheckpointWriter {
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        self.hash.update(bytes);
        Ok(self.file.write_all(bytes)?)
    }

    /// Writes a number in eight bytes.
    pub(crate) fn number(&mut self, number: u64) -> Result<()> {
        self.bytes(&number.to_le_bytes())
    }

    pub(crate) fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        let written = serialize_with_flavor(value, &mut *self);
        written.map_err(|error| {
            let failure = self.failure.take();
            failure.unwrap_or_else(|| Error::file(format!("cannot be encoded: {error}")))
        })
    }
}

impl ser_flavors::Flavor for &mut CheckpointWriter {
    type Output = ();

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.try_extend(&[byte])
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.bytes(bytes).map_err(|error| {
            self.failure = Some(error);
            postcard::Error::SerializeBufferFull
        })
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

impl CheckpointReader {
    /// Reads as many bytes as `bytes` has room for.
    pub(crate) fn bytes(&mut self, bytes: &mut [u8]) -> Result<()> {
        let left = self.left.checked_sub(bytes.len() as u64);
        self.left = left.ok_or_else(damaged)?;
        self.file.read_exact(bytes)?;
        self.hash.update(bytes);
        Ok(())
    }

    pub(crate) fn number(&mut self) -> Result<u64> {
        let mut bytes = [0; size_of::<u64>()];
        self.bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    pub(crate) fn value<T: DeserializeOwned>(&mut self) -> Result<T> {
        let value = T::deserialize(&mut Deserializer::from_flavor(&mut *self));
        value.map_err(|_| self.failure.take().unwrap_or_else(damaged))
    }

    /// Keeps the error of the file, which the decoder cannot pass on.
    fn fail(&mut self, error: Error) -> postcard::Error {
        self.failure = Some(error);
        postcard::Error::DeserializeUnexpectedEnd
    }
}

impl<'de> de_flavors::Flavor<'de> for &'de mut CheckpointReader {
    type Remainder = ();
    type Source = ();

    fn pop(&mut self) -> postcard::Result<u8> {
        let mut byte = [0];
        let read = self.bytes(&mut byte);
        read.map_err(|error| self.fail(error))?;
        Ok(byte[0])
    }

    /// Fails: a value that was read borrows nothing from its file.
    fn try_take_n(&mut self, _: usize) -> postcard::Result<&'de [u8]> {
        Err(postcard::Error::WontImplement)
    }

    fn try_take_n_temp<'a>(&'a mut self, count: usize) -> postcard::Result<&'a [u8]>
    where
        'de: 'a,
    {
        // A damaged count must not ask for more memory than there are bytes.
        if count as u64 > self.left {
            return Err(postcard::Error::DeserializeUnexpectedEnd);
        }
        let mut string = std::mem::take(&mut self.string);
        string.resize(count, 0);
        let read = self.bytes(&mut string);
        self.string = string;
        read.map_err(|error| self.fail(error))?;
        Ok(&self.string)
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spill::budget::MemoryBudget;
    use crate::spill::paged_lists::BlockLog;

    struct Harbor {
        log: BlockLog,
        names: Vec<String>,
    }

    checkpoint!(Harbor { log, names });

    fn empty(memory: usize) -> Harbor {
        Harbor {
            log: BlockLog::new(MemoryBudget::new(memory, None)),
            names: Vec::new(),
        }
    }

    fn harbor() -> Harbor {
        let mut harbor = empty(0);
        for number in 0..3000_usize {
            let block = vec![number.to_le_bytes()[0]; number % 200];
            harbor.log.push(&block).expect("files can be written");
        }
        harbor.names = ["Skarholm", "", "Wexmoor"].map(str::to_owned).into();
        harbor
    }

    #[test]
    fn a_saved_value_is_loaded_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("harbor");
        let saved = harbor();
        save(&path, 7, &saved).expect("it can be written");
        let loaded = load(&path, 7, empty(1 << 30)).expect("it can be read");
        assert_eq!(loaded.names, saved.names);
        let [one, other] = [loaded, saved].map(|harbor| {
            let mut blocks = Vec::new();
            let each = harbor.log.each(|block| {
                blocks.push(block.to_vec());
                Ok(())
            });
            each.expect("files can be read");
            blocks
        });
        assert_eq!(one, other);
        let files = std::fs::read_dir(folder.path()).expect("the folder");
        assert_eq!(files.count(), 1);
    }

    #[test]
    fn a_file_of_another_run_and_a_damaged_one_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("harbor");
        save(&path, 7, &harbor()).expect("it can be written");
        let refused = |key| {
            let loaded = load(&path, key, empty(1 << 30));
            loaded.err().map(|error| error.reason())
        };
        assert_eq!(refused(7), None);
        let other_run = "written by another run, or another version";
        assert_eq!(refused(8).as_deref(), Some(other_run));
        let whole = std::fs::read(&path).expect("it is there");
        let end = whole.len();
        for (place, length) in [(30, end), (end - 1, end), (end - 9, end), (0, 100), (0, 3)] {
            let mut bytes = whole[..length].to_vec();
            bytes[place.min(length - 1)] ^= 1;
            std::fs::write(&path, bytes).expect("it can be written");
            assert!(refused(7).is_some(), "{place} of {length}");
        }
    }
}
