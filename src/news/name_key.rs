/*!
The spelling of a name with everything set aside that printers vary: blanks,
stops, hyphens, quotation marks, case, the forms of Arabic letters.

"EUROPA PRESS" and "Europapress", "أ ف ب" and "أ.ف.ب." are one key. Which of
two names with one key was meant is not decided here.
*/

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::text::characters::is_alphanumeric;

/// Words that are looked up by their key.
#[derive(Debug)]
pub(crate) struct WordList {
    words: &'static str,
    keys: OnceLock<HashSet<String>>,
}

impl WordList {
    /// The words of `words`, with blanks between them.
    pub(crate) const fn new(words: &'static str) -> WordList {
        WordList {
            words,
            keys: OnceLock::new(),
        }
    }

    /// Whether `word` is in the list, whatever its case and marks.
    pub(crate) fn has(&self, word: &str) -> bool {
        let keys = self
            .keys
            .get_or_init(|| self.words.split_whitespace().map(key).collect());
        keys.contains(&key(word))
    }
}

/// The key of `name`; empty for what has no letter and no digit.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for character in name.chars() {
        if !is_alphanumeric(character) || is_mark(character) {
            continue;
        }
        match plain(character) {
            Some(plain) => key.push(plain),
            None => key.extend(character.to_lowercase().filter(|&lower| !is_mark(lower))),
        }
    }
    key
}

/// Whether `character` is a vowel sign, a stretcher or a combining dot: part
/// of how a word is written, not of which word it is.
const fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0307}'
    )
}

/// The plain form of a letter or digit that has several.
fn plain(character: char) -> Option<char> {
    Some(match character {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        'ؤ' => 'و',
        // Full-width letters and digits of Chinese and Japanese print.
        '\u{FF10}'..='\u{FF5A}' => char::from_u32(character as u32 - 0xFEE0)?.to_ascii_lowercase(),
        'á' | 'à' | 'â' | 'ã' | 'Á' | 'À' | 'Â' | 'Ã' => 'a',
        'é' | 'è' | 'ê' | 'É' | 'È' | 'Ê' => 'e',
        'í' | 'Í' => 'i',
        'ó' | 'ô' | 'õ' | 'Ó' | 'Ô' | 'Õ' => 'o',
        'ú' | 'Ú' => 'u',
        'ç' | 'Ç' => 'c',
        _ => return None,
    })
}

/// `text` as people count digits: those of other scripts as ASCII.
pub(crate) fn ascii_digit(character: char) -> Option<char> {
    let base = match character {
        '0'..='9' => return Some(character),
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{0966}'..='\u{096F}' => 0x0966,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    char::from_digit(character as u32 - base, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printers_variants_are_one_key() {
        for (one, other) in [
            ("EUROPA PRESS", "Europapress"),
            ("أ ف ب", "ا.ف.ب."),
            ("ＡＰ", "ap"),
            ("Télam", "TELAM"),
            ("İHA", "iha"),
        ] {
            assert_eq!(key(one), key(other));
        }
        assert_eq!(key(" - "), "");
    }

    #[test]
    fn digits_of_every_script_are_digits() {
        let read: String = "１0٣۴".chars().filter_map(ascii_digit).collect();
        assert_eq!(read, "1034");
    }
}
