/*!
A list that is always in memory, and grows without being copied.
*/

use std::ops::Index;

use crate::error::Result;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};
use crate::spill::fixed::{FixedSize, LARGEST};

const CHUNK: usize = 1 << 14;

/// A list of values in chunks that never move. It reserves its memory.
#[derive(Debug)]
pub(crate) struct ChunkedVec<T> {
    chunks: Vec<Vec<T>>,
    reservation: Reservation,
}

impl<T> ChunkedVec<T> {
    /// Creates an empty list that reserves memory of `budget`.
    pub(crate) fn new(budget: &MemoryBudget) -> ChunkedVec<T> {
        ChunkedVec {
            chunks: Vec::new(),
            reservation: budget.reserve(0),
        }
    }

    pub(crate) fn len(&self) -> usize {
        let last = self.chunks.last().map_or(0, Vec::len);
        self.chunks.len().saturating_sub(1) * CHUNK + last
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    pub(crate) fn push(&mut self, value: T) {
        if let Some(chunk) = self.chunks.last_mut()
            && chunk.len() < CHUNK
        {
            chunk.push(value);
            return;
        }
        // Only the first chunk grows, by doubling, to the power of two `CHUNK`.
        let capacity = if self.chunks.is_empty() { 0 } else { CHUNK };
        let mut chunk = Vec::with_capacity(capacity);
        chunk.push(value);
        self.chunks.push(chunk);
        self.reservation
            .set(self.chunks.len() * CHUNK * size_of::<T>());
    }

    /// Removes all values and returns them in order. Each chunk is freed when
    /// its values were returned; the reservation ends at once.
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = T> + use<T> {
        self.reservation.set(0);
        std::mem::take(&mut self.chunks).into_iter().flatten()
    }

    pub(crate) fn get(&self, number: usize) -> Option<&T> {
        self.chunks.get(number / CHUNK)?.get(number % CHUNK)
    }

    pub(crate) fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        self.chunks.get_mut(number / CHUNK)?.get_mut(number % CHUNK)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.chunks.iter().flatten()
    }

    /// Returns the number of values for which `is_before` holds, which must be
    /// the first ones of the list.
    pub(crate) fn partition_point(&self, mut is_before: impl FnMut(&T) -> bool) -> usize {
        let is_last_before = |chunk: &Vec<T>| chunk.last().is_some_and(&mut is_before);
        let whole = self.chunks.partition_point(is_last_before);
        match self.chunks.get(whole) {
            Some(chunk) => whole * CHUNK + chunk.partition_point(is_before),
            None => self.len(),
        }
    }
}

impl<T: Copy + Ord> ChunkedVec<T> {
    /// Sorts the values in place, because there may be no memory for a second
    /// copy: heapsort (Williams, 1964) on a heap that is made as by Floyd (1964).
    pub(crate) fn sort(&mut self) {
        let count = self.len();
        for root in (0..count / 2).rev() {
            self.sift_down(root, count);
        }
        for end in (1..count).rev() {
            let (largest, last) = (self[0], self[end]);
            self.set(end, largest);
            self.set(0, last);
            self.sift_down(0, end);
        }
    }

    /// Moves the value at `place` down in the heap of the first `end` values,
    /// until none below it is larger.
    fn sift_down(&mut self, mut place: usize, end: usize) {
        let value = self[place];
        loop {
            let child = 2 * place + 1;
            if child >= end {
                break;
            }
            let is_second_larger = child + 1 < end && self[child] < self[child + 1];
            let larger = child + usize::from(is_second_larger);
            if self[larger] <= value {
                break;
            }
            self.set(place, self[larger]);
            place = larger;
        }
        self.set(place, value);
    }

    fn set(&mut self, place: usize, value: T) {
        self.chunks[place / CHUNK][place % CHUNK] = value;
    }
}

impl<T: FixedSize> Checkpoint for ChunkedVec<T> {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        to.number(self.len() as u64)?;
        let mut bytes = Vec::with_capacity(CHUNK * T::SIZE);
        for chunk in &self.chunks {
            bytes.clear();
            chunk.iter().for_each(|value| value.write(&mut bytes));
            to.bytes(&bytes)?;
        }
        Ok(())
    }

    fn load(&mut self, from: &mut CheckpointReader) -> Result<()> {
        let mut bytes = [0; LARGEST];
        for _ in 0..from.number()? {
            from.bytes(&mut bytes[..T::SIZE])?;
            self.push(T::read(&bytes));
        }
        Ok(())
    }
}

impl<T> Index<usize> for ChunkedVec<T> {
    type Output = T;

    #[inline]
    fn index(&self, number: usize) -> &T {
        &self.chunks[number / CHUNK][number % CHUNK]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn it_is_sorted_and_searched_as_a_vector_is(
            chunks in 0_usize..3,
            rest in prop::sample::select(vec![0, 1, 2, 3, 100]),
            seed in any::<u64>(),
            different in 1_u64..1_000_000,
        ) {
            let mixed = |number: u64| (number ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
            let mut plain: Vec<u64> = (0..(chunks * CHUNK + rest) as u64)
                .map(|number| mixed(number) % different)
                .collect();
            let mut list = ChunkedVec::new(&MemoryBudget::new(0, None));
            plain.iter().for_each(|&value| list.push(value));
            list.sort();
            plain.sort_unstable();
            prop_assert!(list.iter().eq(&plain));
            for bound in [0, different / 2, different] {
                let plain = plain.partition_point(|&value| value < bound);
                prop_assert_eq!(list.partition_point(|&value| value < bound), plain);
            }
        }
    }

    #[test]
    fn values_are_found_by_number() {
        let budget = MemoryBudget::new(16 << 20, None);
        let mut list = ChunkedVec::new(&budget);
        let count = 2 * CHUNK + 3;
        (0..count).for_each(|number| list.push(number));
        assert_eq!(list.len(), count);
        assert!((0..count).all(|number| list[number] == number));
        if let Some(value) = list.get_mut(CHUNK) {
            *value = 0;
        }
        assert_eq!(list[CHUNK], 0);
        assert!(budget.memory() < 16 << 20);
        drop(list);
        assert_eq!(budget.memory() / 100, (16 << 20) / 100);
    }
}
