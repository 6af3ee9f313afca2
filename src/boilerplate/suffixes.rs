/*!
The headline suffixes and prefixes that were learned from a dump.

A suffix is what an outlet appends to its headlines: names that the address does
not tell, towns, sections, slogans.
*/

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::boilerplate::hashed_keys::HashedKeys;
use crate::boilerplate::sightings::{SightingKind, longer_key};
use crate::boilerplate::thresholds::SUFFIX_WORDS;
use crate::news::headline::parts::LearnedSuffixes;
use crate::news::headline::separators::Separator;
use crate::news::headline::terms::key_of_words;
use crate::text::words::Words;

/// The outlet of suffixes that are sections at every outlet.
pub(crate) const EVERY_OUTLET: u64 = u64::MAX;

/// Returns the key of a suffix or prefix of `outlet`, whose words have the key
/// `words`.
pub(crate) fn suffix_key(words: u64, kind: SightingKind, outlet: u64) -> u64 {
    let mut bytes = [0; 17];
    bytes[..8].copy_from_slice(&words.to_le_bytes());
    bytes[8..16].copy_from_slice(&outlet.to_le_bytes());
    bytes[16] = kind as u8;
    xxh3_64(&bytes)
}

/// The suffixes and prefixes of all outlets of a dump.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HeadlineSuffixes {
    keys: HashedKeys,
}

impl HeadlineSuffixes {
    /// Creates the set of the suffixes with these keys.
    pub(crate) fn new(keys: impl IntoIterator<Item = u64>) -> HeadlineSuffixes {
        HeadlineSuffixes {
            keys: keys.into_iter().collect(),
        }
    }

    pub(crate) fn of(&self, outlet: u64) -> OutletSuffixes<'_> {
        OutletSuffixes {
            suffixes: self,
            outlet,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct OutletSuffixes<'a> {
    suffixes: &'a HeadlineSuffixes,
    outlet: u64,
}

impl OutletSuffixes<'_> {
    fn holds(&self, words: u64, kind: SightingKind, outlet: u64) -> bool {
        let key = suffix_key(words, kind, outlet);
        self.suffixes.keys.contains(&key)
    }
}

impl LearnedSuffixes for OutletSuffixes<'_> {
    fn is_suffix(&self, separator: Separator, suffix: &str) -> bool {
        if self.suffixes.is_empty() {
            return false;
        }
        let words = Words::of(suffix);
        if words.is_empty() || words.len() > SUFFIX_WORDS {
            return false;
        }
        let key = words
            .hashes()
            .iter()
            .fold(0, |key, &word| longer_key(key, word));
        let kind = SightingKind::of_suffix(separator, words.len());
        self.holds(key, kind, self.outlet)
            || kind == SightingKind::Bar && self.holds(key, kind, EVERY_OUTLET)
    }

    fn is_prefix(&self, prefix: &str) -> bool {
        !self.suffixes.is_empty()
            && key_of_words(Words::of(prefix).hashes())
                .is_some_and(|key| self.holds(key, SightingKind::Prefix, self.outlet))
    }
}
