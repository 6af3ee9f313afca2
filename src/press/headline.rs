/*!
Headlines: what is left of one when its spelling is set aside.
*/

use xxhash_rust::xxh3::xxh3_64;

use crate::text::words::Words;

/// The key of a headline: equal for headlines that are the same words,
/// whatever their case, accents and punctuation. `None` for a headline
/// without words.
#[must_use]
pub fn key(headline: &str) -> Option<u64> {
    key_of_words(Words::of(headline).hashes())
}

/// The key of a headline whose words are known already.
#[must_use]
pub fn key_of_words(words: &[u64]) -> Option<u64> {
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
    fn case_and_punctuation_do_not_tell_headlines_apart() {
        assert_eq!(
            key("Ferry sinks off Skarholm"),
            key("FERRY SINKS, OFF SKARHOLM!")
        );
        assert_ne!(key("Farm Road 1506 closed"), key("Farm Road 1507 closed"));
        assert_eq!(key(" — "), None);
    }
}
