/*!
Tables whose keys are hashes already and need no second hashing.
*/

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// A set of hashes.
pub(crate) type Keys = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// Takes a 64-bit key for its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        // The table looks at the highest bits too, which are alike in sampled
        // shingles.
        self.0.rotate_left(24)
    }

    fn write(&mut self, bytes: &[u8]) {
        // Only whole keys are ever hashed; this keeps the promise of the
        // trait for anything else.
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
