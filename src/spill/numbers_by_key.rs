/*!
Numbers by keys of 64 bits: those that have one in common stand together.
*/

use crate::error::Result;
use crate::spill::fixed::fixed_size;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::Sorter;

/// A key, and who has it, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(Rust, packed(4))]
pub struct NumbersByKey {
    /// The key, which is a hash.
    pub key: u64,
    /// Who has it.
    pub number: u32,
}

fixed_size!(NumbersByKey {
    key: u64,
    number: u32
});

impl SortEntry for NumbersByKey {
    fn leading(self) -> u64 {
        self.key
    }
}

/// Calls `each` for every key that two or more have, with all who have it,
/// ascending, each once.
///
/// # Errors
///
/// When a temporary file cannot be read back, and those of `each`.
pub fn each_list(
    keyed: Sorter<NumbersByKey>,
    mut each: impl FnMut(u64, &[u32]) -> Result<()>,
) -> Result<()> {
    let mut list: Vec<u32> = Vec::new();
    let mut current = 0;
    for keyed in keyed.finish()? {
        let NumbersByKey { key, number } = keyed?;
        if current != key {
            if list.len() > 1 {
                each(current, &list)?;
            }
            list.clear();
            current = key;
        }
        if list.last() != Some(&number) {
            list.push(number);
        }
    }
    if list.len() > 1 {
        each(current, &list)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spill::budget::MemoryBudget;

    #[test]
    fn only_what_two_have_in_common_is_a_list() {
        let mut keyed = Sorter::new(MemoryBudget::new(0, None));
        let entries = [(7, 3), (8, 1), (0, 5), (7, 0), (9, 2), (9, 2), (7, 3)];
        keyed
            .extend(entries.map(|(key, number)| NumbersByKey { key, number }))
            .expect("temporary files can be written");
        let mut lists = Vec::new();
        let read = each_list(keyed, |key, list| {
            lists.push((key, list.to_vec()));
            Ok(())
        });
        read.expect("they can be read back");
        assert_eq!(lists, [(7, vec![0, 3])]);
    }
}
