/*!
Memory that is used again and again: for what is read of files, for records on
their way to an article, and for what is made of articles.

Memory that is asked for anew has to be cleared, by the system and by us, and a
dump passes through it more than once.
*/

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes that are kept in one for the next who needs some: few records are
/// larger, and one that is must not hold its memory until the end.
const KEPT: usize = 1 << 20;

/// Kept of one kind, at most: some for every thread of a large machine.
const MOST_KEPT: usize = 256;

/// Memory of some kind that can be used again.
pub(crate) trait Reusable: Default {
    /// Bytes that it holds.
    fn size(&self) -> usize;
}

impl Reusable for Vec<u8> {
    fn size(&self) -> usize {
        self.capacity()
    }
}

/// Memory that nobody needs at the moment.
///
/// What stands in it is what was there before.
#[derive(Debug, Default)]
pub(crate) struct ScratchPool<T> {
    free: Arc<Mutex<Vec<T>>>,
}

impl<T: Reusable> ScratchPool<T> {
    /// Memory to be used, which comes back when it is dropped.
    pub(crate) fn take(&self) -> ScratchGuard<T> {
        ScratchGuard {
            used: lock(&self.free).pop().unwrap_or_default(),
            back: Arc::clone(&self.free),
        }
    }

    /// Lets go of the memory that nobody needs at the moment.
    pub(crate) fn clear(&self) {
        *lock(&self.free) = Vec::new();
    }
}

fn lock<T>(free: &Mutex<Vec<T>>) -> MutexGuard<'_, Vec<T>> {
    // A thread that panicked left the list whole: nothing panics within.
    free.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Memory in use.
#[derive(Debug)]
pub(crate) struct ScratchGuard<T: Reusable> {
    used: T,
    back: Arc<Mutex<Vec<T>>>,
}

impl ScratchGuard<Vec<u8>> {
    /// The first `length` bytes, whatever stands there.
    pub(crate) fn first(&mut self, length: usize) -> &mut [u8] {
        if self.used.len() < length {
            // What stands there need not be moved.
            self.used.clear();
            self.used.resize(length, 0);
        }
        &mut self.used[..length]
    }
}

impl<T: Reusable> Deref for ScratchGuard<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.used
    }
}

impl<T: Reusable> DerefMut for ScratchGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.used
    }
}

impl<T: Reusable> Drop for ScratchGuard<T> {
    fn drop(&mut self) {
        let mut free = lock(&self.back);
        if self.used.size() <= KEPT && free.len() < MOST_KEPT {
            free.push(std::mem::take(&mut self.used));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_comes_back_but_for_that_of_a_giant() {
        let scratch: ScratchPool<Vec<u8>> = ScratchPool::default();
        let mut taken = scratch.take();
        taken.first(1000)[999] = 7;
        drop(taken);
        assert_eq!(lock(&scratch.free).len(), 1);
        let mut again = scratch.take();
        assert_eq!(again.first(1000)[999], 7);
        assert!(lock(&scratch.free).is_empty());
        again.first(KEPT + 1);
        drop(again);
        assert!(lock(&scratch.free).is_empty());
    }

    #[test]
    fn what_nobody_needs_can_be_let_go() {
        let scratch: ScratchPool<Vec<u8>> = ScratchPool::default();
        drop((scratch.take(), scratch.take()));
        scratch.clear();
        assert!(lock(&scratch.free).is_empty());
    }
}
