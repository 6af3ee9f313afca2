//! Any bytes, read as tables.

#![no_main]

mod read_twice;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| read_twice::read_twice("a.csv", bytes));
