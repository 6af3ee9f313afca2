/*!
Values by their number that are always in memory, in pieces: no growth copies
them all.
*/

use std::ops::Index;

use super::fixed::{Fixed, LARGEST};
use super::room::{Held, Room};
use super::state::{Reading, State, Writing};
use crate::error::Result;

/// Values of a piece.
const PIECE: usize = 1 << 14;

/// Values of one kind, numbered from 0.
#[derive(Debug)]
pub struct Column<T> {
    pieces: Vec<Vec<T>>,
    held: Held,
}

impl<T> Column<T> {
    /// A column without values, whose memory is taken from `room`.
    #[must_use]
    pub fn new(room: &Room) -> Column<T> {
        Column {
            pieces: Vec::new(),
            held: room.hold(0),
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
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.pieces.iter().flatten()
    }
}

impl<T: Fixed> State for Column<T> {
    fn save(&self, to: &mut Writing) -> Result<()> {
        to.number(self.len() as u64)?;
        let mut bytes = Vec::with_capacity(PIECE * T::SIZE);
        for piece in &self.pieces {
            bytes.clear();
            piece.iter().for_each(|value| value.write(&mut bytes));
            to.bytes(&bytes)?;
        }
        Ok(())
    }

    fn load(from: &mut Reading, room: &Room) -> Result<Column<T>> {
        let count = from.count()?;
        let mut column = Column::new(room);
        let mut bytes = [0; LARGEST];
        for _ in 0..count {
            from.bytes(&mut bytes[..T::SIZE])?;
            column.push(T::read(&bytes[..T::SIZE]));
        }
        Ok(column)
    }
}

impl<T> Index<usize> for Column<T> {
    type Output = T;

    #[inline]
    fn index(&self, number: usize) -> &T {
        &self.pieces[number / PIECE][number % PIECE]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_at_their_numbers() {
        let room = Room::new(16 << 20, None);
        let mut column = Column::new(&room);
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
        assert!(room.memory() < 16 << 20);
        drop(column);
        assert_eq!(room.memory() / 100, (16 << 20) / 100);
    }
}
