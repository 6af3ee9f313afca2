/*!
How much may be held in memory, and where the rest goes.

One budget stands behind all rooms of a run. What cannot spill says how much it
holds, and what can spill shares what is left: so a list that could keep
everything in a small dump gives way in a large one.
*/

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{Error, Result};

/// Bytes that a room has at least: with less, what spills would be written a
/// few entries at a time.
const LEAST: usize = 1 << 20;

/// The memory of a run.
#[derive(Debug)]
struct SharedBudget {
    /// Bytes that may be held.
    total: usize,
    /// Bytes of what cannot spill.
    held: AtomicUsize,
}

/// Where entries go that do not fit.
#[derive(Clone, Debug)]
pub struct MemoryBudget {
    budget: Arc<SharedBudget>,
    /// The part of what is left that may be held here, in percent.
    percent: usize,
    /// The folder for temporary files; `None` for the system's own.
    temp_dir: Option<PathBuf>,
}

impl MemoryBudget {
    /// A room of so many bytes, with its temporary files in `temp_dir`, or
    /// where the system keeps such.
    #[must_use]
    pub fn new(memory: usize, temp_dir: Option<PathBuf>) -> MemoryBudget {
        MemoryBudget {
            budget: Arc::new(SharedBudget {
                total: memory,
                held: AtomicUsize::new(0),
            }),
            percent: 100,
            temp_dir,
        }
    }

    /// A part of this room, in percent.
    #[must_use]
    pub fn part(&self, percent: usize) -> MemoryBudget {
        MemoryBudget {
            budget: Arc::clone(&self.budget),
            percent: self.percent * percent / 100,
            temp_dir: self.temp_dir.clone(),
        }
    }

    /// Bytes that may be held here now.
    #[must_use]
    pub fn memory(&self) -> usize {
        let held = self.budget.held.load(Ordering::Relaxed);
        let left = self.budget.total.saturating_sub(held);
        (left / 100)
            .saturating_mul(self.percent)
            .max(LEAST.min(self.budget.total))
    }

    /// Says that `bytes` are held that cannot spill, until what is returned
    /// is dropped.
    #[must_use]
    pub fn reserve(&self, bytes: usize) -> Reservation {
        let mut held = Reservation {
            budget: Arc::clone(&self.budget),
            bytes: 0,
        };
        held.set(bytes);
        held
    }

    /// A temporary file that vanishes with its handle.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written to.
    pub fn file(&self) -> Result<File> {
        let file = match &self.temp_dir {
            Some(folder) => tempfile::tempfile_in(folder),
            None => tempfile::tempfile(),
        };
        file.map_err(|error| self.told(&error))
    }

    /// What went wrong with a temporary file, and where such files are.
    #[must_use]
    pub fn told(&self, error: &io::Error) -> Error {
        let folder = match &self.temp_dir {
            Some(folder) => folder.clone(),
            None => std::env::temp_dir(),
        };
        let what = format!(
            "a temporary file in {}: {error}\nhint: --temp-dir DIR names another folder",
            folder.display()
        );
        io::Error::new(error.kind(), what).into()
    }
}

/// Bytes that are held and cannot spill.
#[derive(Debug)]
pub struct Reservation {
    budget: Arc<SharedBudget>,
    bytes: usize,
}

impl Reservation {
    /// Says that it is so many bytes now.
    pub fn set(&mut self, bytes: usize) {
        if bytes >= self.bytes {
            let more = bytes - self.bytes;
            self.budget.held.fetch_add(more, Ordering::Relaxed);
        } else {
            let less = self.bytes - bytes;
            self.budget.held.fetch_sub(less, Ordering::Relaxed);
        }
        self.bytes = bytes;
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        self.set(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_spill_takes_from_all_rooms() {
        let budget = MemoryBudget::new(10 << 20, None);
        let (one, other) = (budget.part(50), budget.part(20));
        let before = one.memory();
        let mut held = other.reserve(5 << 20);
        assert!(one.memory() <= before / 2);
        held.set(1 << 20);
        assert!(one.memory() > before / 2);
        drop(held);
        assert_eq!(one.memory(), before);
    }
}
