/*!
Spellings by keys of 64 bits: those that have one in common stand together.
*/

use crate::error::Result;
use crate::store::fixed::{Bytes, Fixed};
use crate::store::sorter::{Entry, Sorter, bucket_of};

/// A spelling, by number, and a key that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(Rust, packed(4))]
pub(super) struct Keyed {
    pub(super) key: u64,
    pub(super) spelling: u32,
}

impl Fixed for Keyed {
    const SIZE: usize = 12;

    fn write(self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&{ self.key }.to_le_bytes());
        bytes.extend_from_slice(&self.spelling.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Keyed {
        let mut bytes = Bytes(bytes);
        Keyed {
            key: bytes.long(),
            spelling: bytes.short(),
        }
    }
}

impl Entry for Keyed {
    fn bucket(self) -> u8 {
        bucket_of(self.key)
    }
}

/// Calls `each` with the spellings that have one key, in order, for every key
/// that two or more have.
pub(super) fn each_list(
    keyed: Sorter<Keyed>,
    mut each: impl FnMut(&[u32]) -> Result<()>,
) -> Result<()> {
    let mut list: Vec<u32> = Vec::new();
    let mut current = None;
    for keyed in keyed.finish()? {
        let Keyed { key, spelling } = keyed?;
        if current != Some(key) {
            if list.len() > 1 {
                each(&list)?;
            }
            list.clear();
            current = Some(key);
        }
        if list.last() != Some(&spelling) {
            list.push(spelling);
        }
    }
    if list.len() > 1 {
        each(&list)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::room::Room;

    #[test]
    fn only_what_two_spellings_have_in_common_is_a_list() {
        let mut keyed = Sorter::new(Room::new(0, None));
        let entries = [(7, 3), (8, 1), (7, 0), (9, 2), (9, 2), (7, 3)];
        keyed
            .extend(entries.map(|(key, spelling)| Keyed { key, spelling }))
            .expect("temporary files can be written");
        let mut lists = Vec::new();
        let read = each_list(keyed, |list| {
            lists.push(list.to_vec());
            Ok(())
        });
        read.expect("they can be read back");
        assert_eq!(lists, [[0, 3]]);
    }
}
