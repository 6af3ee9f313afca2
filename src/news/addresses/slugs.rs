/*!
Slugs: parts of addresses that consist of words, such as
`ferry-sinks-off-skarholm-12345.html`.
*/

use xxhash_rust::xxh3::xxh3_64;

use crate::text::characters::{Class, class, is_alphabetic};

/// Characters of a script without spaces that count as a word.
const CHARACTERS_PER_WORD: usize = 2;

/// Returns the number of words of `part`, without numbers and codes.
pub(crate) fn slug_words(part: &str) -> usize {
    words_of_slug(part)
        .map(|word| (unspaced_characters(word) / CHARACTERS_PER_WORD).max(1))
        .sum()
}

/// Returns the hash of the words of `part`, without numbers and codes.
pub(crate) fn slug_hash(part: &str) -> u64 {
    let words: Vec<String> = words_of_slug(part).map(str::to_lowercase).collect();
    xxh3_64(words.join("-").as_bytes())
}

/// Returns the number of up to four digits that a slug of at least two words
/// ends with.
pub(crate) fn serial(part: &str) -> Option<u16> {
    let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    let (words, number) = stem.rsplit_once('-')?;
    match number.len() <= 4 && slug_words(words) >= 2 {
        true => number.parse().ok(),
        false => None,
    }
}

/// Returns whether `part` contains the key of a database record:
/// `0a1b-11ee-8c2d`.
pub(crate) fn has_record_key(part: &str) -> bool {
    part.split(['-', '_', '.'])
        .filter(|word| is_code(word))
        .count()
        >= 3
}

/// Returns how many digits the longest number in `part` has.
pub(crate) fn longest_number(part: &str) -> usize {
    let numbers = part.split(|character: char| !character.is_ascii_digit());
    numbers.map(str::len).max().unwrap_or(0)
}

fn words_of_slug(part: &str) -> impl Iterator<Item = &str> {
    part.split(['-', '_', '+', '.'])
        .filter(|word| word.contains(is_alphabetic) && !is_code(word))
}

/// Returns how many characters of `word` are of scripts without spaces, written
/// as they are or as escaped UTF-8 (`%E6%B8%A1`).
fn unspaced_characters(word: &str) -> usize {
    if word.is_ascii() {
        let is_lead = |byte: &&[u8]| matches!(byte, [b'%', b'e' | b'E', second] if matches!(second.to_ascii_lowercase(), b'3'..=b'9'));
        return word.as_bytes().windows(3).filter(is_lead).count();
    }
    word.chars()
        .filter(|&character| class(character) == Class::Unspaced)
        .count()
}

/// Returns whether `word` is hexadecimal with a digit in it, or a file extension
/// or type of page.
fn is_code(word: &str) -> bool {
    word.len() >= 4
        && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
        || matches!(
            word,
            "html" | "htm" | "php" | "shtml" | "aspx" | "article" | "image" | "video" | "story"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_may_end_with_a_serial_number() {
        assert_eq!(serial("harbor-notes-16"), Some(16));
        assert_eq!(serial("a-matter-of-tides-158.html"), Some(158));
        assert_eq!(serial("ferry-sinks-4122892.php"), None);
        assert_eq!(serial("ferry-sinks"), None);
    }
}
