/*!
Words of the language files that are looked up by their key, that is, in any
case and without marks.
*/

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::news::lang::keys::WordKey;
use crate::news::name_key::key;

/// The words of a key in all languages.
#[derive(Debug)]
pub(crate) struct WordList {
    source: WordKey,
    name_keys: OnceLock<HashSet<String>>,
}

impl WordList {
    /// Returns the list of the words of `source`, which is built on first use.
    pub(crate) const fn of(source: WordKey) -> WordList {
        WordList {
            source,
            name_keys: OnceLock::new(),
        }
    }

    /// Returns whether `word` is in the list, ignoring case and marks.
    pub(crate) fn has(&self, word: &str) -> bool {
        let name_keys = self
            .name_keys
            .get_or_init(|| self.source.words().iter().map(|word| key(word)).collect());
        name_keys.contains(&key(word))
    }
}
