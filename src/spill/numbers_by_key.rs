/*!
Lists of the numbers that have one key in common, such as the articles that
share a shingle.
*/

use crate::error::Result;
use crate::spill::fixed::fixed_size;
use crate::spill::sort_entry::SortEntry;
use crate::spill::sorter::Sorter;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(Rust, packed(4))]
pub(crate) struct NumbersByKey {
    /// The key, which is a hash.
    pub key: u64,
    /// The number, such as that of an article.
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

/// Calls `each` for every key of two or more numbers, with these numbers in
/// ascending order and each once.
///
/// # Errors
///
/// When a temporary file cannot be read, and those of `each`.
pub(crate) fn each_list(
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
    fn a_key_of_one_number_has_no_list() {
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
        read.expect("they can be read");
        assert_eq!(lists, [(7, vec![0, 3])]);
    }
}
