/*!
A piece of a file in memory, and where its records stand.
*/

use crate::article::{ByteRange, RecordPlace};
use crate::spill::scratch_pool::ScratchGuard;

/// Some records of one file, one after the other.
///
/// Made by [`Files`](crate::input::Files), which alone knows what they say.
#[derive(Debug, Default)]
pub struct FileChunk {
    /// The number of the file.
    pub(crate) file: u32,
    /// The bytes that are held, and behind them whatever stood there before.
    pub(crate) bytes: Option<ScratchGuard<Vec<u8>>>,
    /// Where the first of them stands in the file.
    pub(crate) offset: u64,
    /// The records that end here. One that is too long to be held is among
    /// them, and its bytes are not.
    pub(crate) records: Vec<ByteRange>,
    /// What is wrong with the file, known at its end.
    pub(crate) troubles: Vec<Trouble>,
}

/// Something in a file that is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    /// The record that could not be finished, or the file as a whole.
    pub(crate) place: RecordPlace,
    pub(crate) reason: String,
}

impl Trouble {
    /// Something that is wrong with a file as a whole.
    pub(crate) fn of_file(reason: String) -> Trouble {
        Trouble {
            place: RecordPlace::WholeFile,
            reason,
        }
    }
}

impl FileChunk {
    /// The bytes that stand in `bound`, if they are held.
    pub(crate) fn bytes(&self, bound: ByteRange) -> Option<&[u8]> {
        let start = usize::try_from(bound.offset.checked_sub(self.offset)?).ok()?;
        let length = usize::try_from(bound.length).ok()?;
        self.bytes.as_deref()?.get(start..)?.get(..length)
    }

    /// Whether there is nothing to tell.
    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.troubles.is_empty()
    }
}
