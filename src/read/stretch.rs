/*!
A piece of a file in memory, and where its records stand.
*/

use super::split::Bound;
use crate::store::scratch::Taken;

/// Some records of one file, one after the other.
///
/// Made by [`Files`](super::Files), which alone knows what they say.
#[derive(Debug, Default)]
pub struct Stretch {
    /// The number of the file.
    pub(super) file: u32,
    /// The bytes that are held, and behind them whatever stood there before.
    pub(super) bytes: Option<Taken<Vec<u8>>>,
    /// Where the first of them stands in the file.
    pub(super) offset: u64,
    /// The records that end here. One that is too long to be held is among
    /// them, and its bytes are not.
    pub(super) records: Vec<Bound>,
    /// What is wrong with the file, known at its end.
    pub(super) troubles: Vec<Trouble>,
}

/// Something in a file that is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// Where it stands; on line 0 if it is the file as a whole.
    pub(super) bound: Bound,
    pub(super) reason: String,
}

impl Trouble {
    /// Something that is wrong with a file as a whole.
    pub(super) fn of_file(reason: String) -> Trouble {
        Trouble {
            bound: Bound::default(),
            reason,
        }
    }
}

impl Stretch {
    /// The bytes that stand in `bound`, if they are held.
    pub(super) fn bytes(&self, bound: Bound) -> Option<&[u8]> {
        let start = usize::try_from(bound.offset.checked_sub(self.offset)?).ok()?;
        let length = usize::try_from(bound.length).ok()?;
        self.bytes.as_deref()?.get(start..)?.get(..length)
    }

    /// Whether there is nothing to tell.
    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.troubles.is_empty()
    }
}
