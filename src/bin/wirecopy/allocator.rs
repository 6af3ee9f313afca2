//! The allocator, and how soon it returns free memory to the system.

use std::ffi::c_long;

use libmimalloc_sys::{mi_option_get, mi_option_set_default, mi_option_t};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The option for how long free memory is kept, `mi_option_purge_delay` in
/// `mimalloc.h`. The bindings do not name it.
const PURGE_DELAY: mi_option_t = 15;

/// The default of the option, in milliseconds. If the option has another value,
/// the allocator has another version, or the user has set
/// `MIMALLOC_PURGE_DELAY`.
const DEFAULT_DELAY: c_long = 1000;

/// The delay with a usual memory budget, in milliseconds. A run holds much memory
/// for moments only. The default delay adds up to a third to the memory of a run;
/// no delay adds a tenth or more to its time.
const SHORT_DELAY: c_long = 100;

/// The delay with a small memory budget. With records of a megabyte, a run takes
/// twice the time and a third less memory.
const NO_DELAY: c_long = 0;

/// The largest budget without a delay, in bytes. Below it, memory that is held for
/// moments would exceed the budget.
const SMALL_BUDGET: u64 = 128 << 20;

/// Sets how soon free memory is returned, for a run with the budget `memory` in
/// bytes. Call this before other threads run.
#[expect(
    unsafe_code,
    reason = "the bindings to the allocator are foreign functions"
)]
pub(crate) fn configure(memory: u64) {
    let delay = if memory < SMALL_BUDGET {
        NO_DELAY
    } else {
        SHORT_DELAY
    };
    // SAFETY: both functions read or write one number of a table. The allocator
    // checks that the option exists, and no other thread runs yet.
    unsafe {
        if mi_option_get(PURGE_DELAY) == DEFAULT_DELAY {
            mi_option_set_default(PURGE_DELAY, delay);
        }
    }
}
