/*!
The key of a headline: a hash that is equal for headlines of equal words.
*/

use xxhash_rust::xxh3::xxh3_64;

use crate::text::words::Words;

/// Returns the key of `headline`. Case, accents and punctuation do not change
/// it. A headline without words has none.
pub(crate) fn headline_key(headline: &str) -> Option<u64> {
    key_of_words(Words::of(headline).hashes())
}

/// Returns the key of a headline with these word hashes.
pub(crate) fn key_of_words(words: &[u64]) -> Option<u64> {
    if words.is_empty() {
        return None;
    }
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    Some(xxh3_64(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_punctuation_do_not_change_the_key() {
        let key = headline_key;
        assert_eq!(
            key("Ferry sinks off Skarholm"),
            key("FERRY SINKS, OFF SKARHOLM!")
        );
        assert_ne!(key("Farm Road 1506 closed"), key("Farm Road 1507 closed"));
        assert_eq!(key(" — "), None);
    }
}
