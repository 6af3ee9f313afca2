//! The allocator of the command, and how soon it gives back what is free.

use std::ffi::c_long;

use libmimalloc_sys::{mi_option_get, mi_option_set_default, mi_option_t};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The number of the option that says how long free memory is kept
/// (`mi_option_purge_delay` in `mimalloc.h`, which the bindings do not name).
const PURGE_DELAY: mi_option_t = 15;

/// What that is unless it is set, in milliseconds. Another value means another
/// version of the allocator, or a user who set `MIMALLOC_PURGE_DELAY`.
const USUAL: c_long = 1000;

/// Milliseconds. A run holds much for moments: kept for a second, that adds up
/// to a third of its memory; at once, giving back takes a tenth of its time and
/// more.
const SOON: c_long = 100;

/// The same where hardly any memory may be held. With records of a megabyte a
/// run takes twice the time then, and a third less memory.
const AT_ONCE: c_long = 0;

/// Bytes of a budget below which free memory is given back at once: there what
/// was held for moments is the difference between keeping to it and not.
const SMALL: u64 = 128 << 20;

/// Lets free memory go soon, the less there may be held the sooner. To be
/// called before other threads run.
#[expect(
    unsafe_code,
    reason = "the bindings to the allocator are foreign functions"
)]
pub(crate) fn give_back(memory: u64) {
    let delay = if memory < SMALL { AT_ONCE } else { SOON };
    // SAFETY: both read or write one number of a table; the allocator itself
    // looks whether there is such an option, and no other thread runs yet.
    unsafe {
        if mi_option_get(PURGE_DELAY) == USUAL {
            mi_option_set_default(PURGE_DELAY, delay);
        }
    }
}
