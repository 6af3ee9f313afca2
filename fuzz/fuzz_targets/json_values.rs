//! Any bytes, read as JSON values.

#![no_main]

mod read_twice;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_twice::read_twice("a.json", bytes));
