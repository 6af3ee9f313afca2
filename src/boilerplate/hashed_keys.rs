/*!
Sets of keys that are hashes already.
*/

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// A set of 64-bit hashes, which are not hashed again.
pub(crate) type HashedKeys = HashSet<u64, BuildHasherDefault<KeyHasher>>;

/// Uses a 64-bit key as its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        // The table also uses the highest bits, which are equal in many sampled
        // shingles.
        self.0.rotate_left(24)
    }

    fn write(&mut self, bytes: &[u8]) {
        // Never called for `u64`; the trait requires it.
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
