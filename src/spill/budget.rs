/*!
The memory budget of a run, and the files for what does not fit.

The lists of a run share one budget. A list that cannot spill reserves the memory
that it holds, and each other list takes its share of the rest. So a list that fits
in memory in a small dump spills in a large one.
*/

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::error::{Error, Result};
use crate::spill::shares::Share;

/// The least bytes of a share. With less, a list would write a few entries at a
/// time.
const MIN_SHARE: usize = 1 << 20;

/// The memory that all budgets of a run have in common.
#[derive(Debug)]
struct SharedBudget {
    total: usize,
    reserved: AtomicUsize,
}

/// The memory that a list may take, and where it spills.
///
/// Clones and shares have the reservations in common.
#[derive(Clone, Debug)]
pub(crate) struct MemoryBudget {
    budget: Arc<SharedBudget>,
    /// The share of the unreserved memory, in percent.
    percent: usize,
    /// The folder for temporary files; `None` for the system's own.
    temp_dir: Option<PathBuf>,
}

impl MemoryBudget {
    /// Creates a budget of `memory` bytes. Its temporary files are in
    /// `temp_dir`, or in the system's folder for them.
    pub(crate) fn new(memory: usize, temp_dir: Option<PathBuf>) -> MemoryBudget {
        MemoryBudget {
            budget: Arc::new(SharedBudget {
                total: memory,
                reserved: AtomicUsize::new(0),
            }),
            percent: 100,
            temp_dir,
        }
    }

    pub(crate) fn share(&self, share: &Share) -> MemoryBudget {
        MemoryBudget {
            percent: share.percent,
            ..self.clone()
        }
    }

    /// Returns the bytes that may be held now: the share of what is not
    /// reserved, but at least 1 MiB, or the whole budget if it is smaller.
    pub(crate) fn memory(&self) -> usize {
        let reserved = self.budget.reserved.load(Ordering::Relaxed);
        let left = self.budget.total.saturating_sub(reserved);
        (left / 100)
            .saturating_mul(self.percent)
            .max(MIN_SHARE.min(self.budget.total))
    }

    /// Reserves `bytes` for something that cannot spill, until the reservation
    /// is dropped. More than the whole budget may be reserved.
    pub(crate) fn reserve(&self, bytes: usize) -> Reservation {
        let mut reservation = Reservation {
            budget: Arc::clone(&self.budget),
            bytes: 0,
        };
        reservation.set(bytes);
        reservation
    }

    /// Creates a temporary file that is removed when it is closed.
    pub(crate) fn file(&self) -> Result<File> {
        let file = match &self.temp_dir {
            Some(folder) => tempfile::tempfile_in(folder),
            None => tempfile::tempfile(),
        };
        file.map_err(|error| self.file_error(&error))
    }

    /// Returns the error for a failed operation on a temporary file. It names
    /// the folder and the option that changes it.
    pub(crate) fn file_error(&self, error: &io::Error) -> Error {
        let folder = match &self.temp_dir {
            Some(folder) => folder.clone(),
            None => std::env::temp_dir(),
        };
        let reason = format!(
            "a temporary file in {}: {error}\nhint: --temp-dir DIR names another folder",
            folder.display()
        );
        io::Error::new(error.kind(), reason).into()
    }
}

/// Memory that is held and cannot spill.
#[derive(Debug)]
pub(crate) struct Reservation {
    budget: Arc<SharedBudget>,
    bytes: usize,
}

impl Reservation {
    pub(crate) fn set(&mut self, bytes: usize) {
        // Wraps around where the reservation shrinks, as the sum does.
        let change = bytes.wrapping_sub(self.bytes);
        self.budget.reserved.fetch_add(change, Ordering::Relaxed);
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
    use crate::spill::shares;

    #[test]
    fn a_reservation_takes_memory_from_all_shares() {
        let budget = MemoryBudget::new(10 << 20, None);
        let lists = [shares::PAGE_BLOCKS, shares::VERDICTS];
        let [pages, verdicts] = lists.map(|share| budget.share(&share));
        let before = pages.memory();
        let mut reservation = verdicts.reserve(5 << 20);
        assert!(pages.memory() <= before / 2);
        reservation.set(1 << 20);
        assert!(pages.memory() > before / 2);
        drop(reservation);
        assert_eq!(pages.memory(), before);
    }
}
