/*!
Values by their number that are always in memory, in pieces: no growth copies
them all.
*/

use std::ops::Index;

use crate::error::Result;
use crate::spill::budget::{MemoryBudget, Reservation};
use crate::spill::checkpoint::{Checkpoint, CheckpointReader, CheckpointWriter};
use crate::spill::fixed::{FixedSize, LARGEST};

/// Values of a piece.
const PIECE: usize = 1 << 14;

/// Values of one kind, numbered from 0.
#[derive(Debug)]
pub struct ChunkedVec<T> {
    pieces: Vec<Vec<T>>,
    held: Reservation,
}

impl<T> ChunkedVec<T> {
    /// A column without values, whose memory is taken from `budget`.
    #[must_use]
    pub fn new(budget: &MemoryBudget) -> ChunkedVec<T> {
        ChunkedVec {
            pieces: Vec::new(),
            held: budget.reserve(0),
        }
    }

    /// The number of values.
    #[must_use]
    pub fn len(&self) -> usize {
        let last = self.pieces.last().map_or(0, Vec::len);
        self.pieces.len().saturating_sub(1) * PIECE + last
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Enters a value.
    pub fn push(&mut self, value: T) {
        if let Some(piece) = self.pieces.last_mut()
            && piece.len() < PIECE
        {
            if piece.len() == piece.capacity() {
                // The first piece grows as any list does.
                piece.reserve(piece.len().min(PIECE - piece.len()));
            }
            piece.push(value);
            return;
        }
        let mut piece = if self.pieces.is_empty() {
            Vec::new()
        } else {
            Vec::with_capacity(PIECE)
        };
        piece.push(value);
        self.pieces.push(piece);
        self.held.set(self.pieces.len() * PIECE * size_of::<T>());
    }

    /// Takes all values out, in order; their pieces go one by one.
    pub fn take(&mut self) -> impl Iterator<Item = T> + use<T> {
        self.held.set(0);
        std::mem::take(&mut self.pieces).into_iter().flatten()
    }

    /// The value with this number.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&T> {
        self.pieces.get(number / PIECE)?.get(number % PIECE)
    }

    /// The value with this number, to be changed.
    pub fn get_mut(&mut self, number: usize) -> Option<&mut T> {
        self.pieces.get_mut(number / PIECE)?.get_mut(number % PIECE)
    }

    /// All values in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.pieces.iter().flatten()
    }

    /// The number of values at the start of which `is_before` holds, when it
    /// holds of none behind them.
    ///
    /// # Complexity
    ///
    /// `O(log n)`.
    pub fn partition_point(&self, mut is_before: impl FnMut(&T) -> bool) -> usize {
        let is_last_before = |piece: &Vec<T>| piece.last().is_some_and(&mut is_before);
        let whole = self.pieces.partition_point(is_last_before);
        match self.pieces.get(whole) {
            Some(piece) => whole * PIECE + piece.partition_point(is_before),
            None => self.len(),
        }
    }
}

impl<T: Copy + Ord> ChunkedVec<T> {
    /// Sorts the values where they stand: a second copy of all of them may be
    /// too much.
    ///
    /// # Complexity
    ///
    /// `O(n log n)` (heapsort: Williams, 1964; the heap made as by Floyd, 1964).
    pub fn sort(&mut self) {
        let count = self.len();
        for root in (0..count / 2).rev() {
            self.sink(root, count);
        }
        for end in (1..count).rev() {
            let (largest, last) = (self[0], self[end]);
            self.set(end, largest);
            self.set(0, last);
            self.sink(0, end);
        }
    }

    /// Moves the value at `place` down in the heap of the first `end` values
    /// until none below it is larger.
    fn sink(&mut self, mut place: usize, end: usize) {
        let value = self[place];
        loop {
            let below = 2 * place + 1;
            if below >= end {
                break;
            }
            let is_second_larger = below + 1 < end && self[below] < self[below + 1];
            let larger = below + usize::from(is_second_larger);
            if self[larger] <= value {
                break;
            }
            self.set(place, self[larger]);
            place = larger;
        }
        self.set(place, value);
    }

    /// Puts `value` where a value stands.
    fn set(&mut self, place: usize, value: T) {
        self.pieces[place / PIECE][place % PIECE] = value;
    }
}

impl<T: FixedSize> Checkpoint for ChunkedVec<T> {
    fn save(&self, to: &mut CheckpointWriter) -> Result<()> {
        to.number(self.len() as u64)?;
        let mut bytes = Vec::with_capacity(PIECE * T::SIZE);
        for piece in &self.pieces {
            bytes.clear();
            piece.iter().for_each(|value| value.write(&mut bytes));
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
        &self.pieces[number / PIECE][number % PIECE]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn a_column_is_sorted_and_searched_as_a_list_is(
            pieces in 0_usize..3,
            rest in prop::sample::select(vec![0, 1, 2, 3, 100]),
            seed in any::<u64>(),
            different in 1_u64..1_000_000,
        ) {
            let mixed = |number: u64| (number ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
            let mut plain: Vec<u64> = (0..(pieces * PIECE + rest) as u64)
                .map(|number| mixed(number) % different)
                .collect();
            let mut column = ChunkedVec::new(&MemoryBudget::new(0, None));
            plain.iter().for_each(|&value| column.push(value));
            column.sort();
            plain.sort_unstable();
            prop_assert!(column.iter().eq(&plain));
            for bound in [0, different / 2, different] {
                let plain = plain.partition_point(|&value| value < bound);
                prop_assert_eq!(column.partition_point(|&value| value < bound), plain);
            }
        }
    }

    #[test]
    fn values_stand_at_their_numbers() {
        let budget = MemoryBudget::new(16 << 20, None);
        let mut column = ChunkedVec::new(&budget);
        assert_eq!(column.len(), 0);
        let count = 2 * PIECE + 3;
        (0..count).for_each(|number| column.push(number));
        assert_eq!(column.len(), count);
        assert!((0..count).all(|number| column[number] == number));
        assert!(column.iter().copied().eq(0..count));
        if let Some(value) = column.get_mut(PIECE) {
            *value = 0;
        }
        assert_eq!(column[PIECE], 0);
        assert!(budget.memory() < 16 << 20);
        drop(column);
        assert_eq!(budget.memory() / 100, (16 << 20) / 100);
    }
}
