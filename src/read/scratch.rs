/*!
Memory that is used again and again: for what is read of files, and for records
on their way to an article.

Memory that is asked for anew has to be cleared, by the system and by us, and a
dump passes through it more than once.
*/

use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of one vector that are kept for the next who needs some: few records
/// are larger, and one that is must not hold its memory until the end.
const KEPT: usize = 4 << 20;

/// Vectors that are kept, at most: some for every thread of a large machine.
const MOST_KEPT: usize = 256;

/// Vectors of bytes that nobody needs at the moment.
///
/// What stands in them is what was there before.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    free: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Scratch {
    /// Memory to be used, which comes back when it is dropped.
    pub(super) fn take(&self) -> Taken {
        Taken {
            bytes: self.free().pop().unwrap_or_default(),
            from: self.clone(),
        }
    }

    /// Lets go of the memory that nobody needs at the moment.
    pub(super) fn clear(&self) {
        *self.free() = Vec::new();
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Vec<u8>>> {
        // A thread that panicked left the list whole: nothing panics within.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Memory in use.
#[derive(Debug)]
pub(super) struct Taken {
    bytes: Vec<u8>,
    from: Scratch,
}

impl Taken {
    /// The vector, to be made larger.
    pub(super) const fn bytes(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// The first `length` bytes of it, whatever stands there.
    pub(super) fn first(&mut self, length: usize) -> &mut [u8] {
        if self.bytes.len() < length {
            // What stands there need not be moved.
            self.bytes.clear();
            self.bytes.resize(length, 0);
        }
        &mut self.bytes[..length]
    }
}

impl std::ops::Deref for Taken {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut free = self.from.free();
        if self.bytes.capacity() <= KEPT && free.len() < MOST_KEPT {
            free.push(std::mem::take(&mut self.bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_comes_back_but_for_that_of_a_giant() {
        let scratch = Scratch::default();
        let mut taken = scratch.take();
        taken.first(1000)[999] = 7;
        drop(taken);
        assert_eq!(scratch.free().len(), 1);
        let mut again = scratch.take();
        assert_eq!(again.first(1000)[999], 7);
        assert!(scratch.free().is_empty());
        again.first(KEPT + 1);
        drop(again);
        assert!(scratch.free().is_empty());
    }

    #[test]
    fn what_nobody_needs_can_be_let_go() {
        let scratch = Scratch::default();
        drop((scratch.take(), scratch.take()));
        scratch.clear();
        assert!(scratch.free().is_empty());
    }
}
