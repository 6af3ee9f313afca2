/*!
A pool of buffers that are used again: for chunks of files, records, and the
work on articles.

A new allocation must be cleared, by the system or by this crate, and a whole
dump passes through these buffers several times.
*/

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The most bytes of a buffer that is kept. Few records are larger, and a single
/// large one must not take memory until the end of a run.
const MAX_BYTES: usize = 1 << 20;

/// The most buffers that a pool keeps: some for each thread of a large machine.
const MAX_BUFFERS: usize = 256;

/// A buffer that can be used again.
pub(crate) trait Reusable: Default {
    fn allocated(&self) -> usize;
}

impl Reusable for Vec<u8> {
    fn allocated(&self) -> usize {
        self.capacity()
    }
}

/// Buffers that are not in use. They keep their former contents.
#[derive(Debug, Default)]
pub(crate) struct ScratchPool<T> {
    unused: Arc<Mutex<Vec<T>>>,
}

impl<T: Reusable> ScratchPool<T> {
    /// Takes a buffer, or a new one if there is none. It returns to the pool when
    /// the guard is dropped.
    pub(crate) fn take(&self) -> ScratchGuard<T> {
        ScratchGuard {
            buffer: lock(&self.unused).pop().unwrap_or_default(),
            pool: Arc::clone(&self.unused),
        }
    }

    /// Frees the buffers that are not in use.
    pub(crate) fn clear(&self) {
        *lock(&self.unused) = Vec::new();
    }
}

fn lock<T>(free: &Mutex<Vec<T>>) -> MutexGuard<'_, Vec<T>> {
    // Nothing panics while the list is locked.
    free.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A buffer in use.
#[derive(Debug)]
pub(crate) struct ScratchGuard<T: Reusable> {
    buffer: T,
    pool: Arc<Mutex<Vec<T>>>,
}

impl ScratchGuard<Vec<u8>> {
    /// Returns the first `length` bytes, with any contents.
    pub(crate) fn first(&mut self, length: usize) -> &mut [u8] {
        if self.buffer.len() < length {
            // Without its contents the buffer grows without copying them.
            self.buffer.clear();
            self.buffer.resize(length, 0);
        }
        &mut self.buffer[..length]
    }
}

impl<T: Reusable> Deref for ScratchGuard<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.buffer
    }
}

impl<T: Reusable> DerefMut for ScratchGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.buffer
    }
}

impl<T: Reusable> Drop for ScratchGuard<T> {
    fn drop(&mut self) {
        let mut free = lock(&self.pool);
        if self.buffer.allocated() <= MAX_BYTES && free.len() < MAX_BUFFERS {
            free.push(std::mem::take(&mut self.buffer));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_return_to_the_pool_unless_they_are_too_large() {
        let scratch: ScratchPool<Vec<u8>> = ScratchPool::default();
        let unused = || lock(&scratch.unused).len();
        let mut buffer = scratch.take();
        buffer.first(1000)[999] = 7;
        drop(buffer);
        assert_eq!(unused(), 1);
        let mut buffer = scratch.take();
        assert_eq!((buffer.first(1000)[999], unused()), (7, 0));
        buffer.first(MAX_BYTES + 1);
        drop(buffer);
        assert_eq!(unused(), 0);
        drop((scratch.take(), scratch.take()));
        assert_eq!(unused(), 2);
        scratch.clear();
        assert_eq!(unused(), 0);
    }
}
