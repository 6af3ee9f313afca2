/*!
Scripts with rules of their own, and a guess of the language of a text, to distinguish agencies
that share a name.

The script decides, and for the Latin script a few of the commonest words of each
language. The guess always names some language, so nothing else should rely on it.
*/

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::news::lang::keys::WordKey;
use crate::news::lang::registry::languages;

/// Bytes at the start of a text that are looked at.
const SAMPLE_BYTES: usize = 600;

/// Guesses the ISO 639-1 code of the language of `text`; `en` for a text without a
/// sign of another.
pub(crate) fn language(text: &str) -> &'static str {
    let text = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    // A few foreign letters may be names; the 21st decides the script.
    let other = text
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())
        .nth(20);
    match other {
        Some('\u{0600}'..='\u{06FF}') => return "ar",
        Some('\u{0400}'..='\u{04FF}') => return "ru",
        Some('\u{0370}'..='\u{03FF}') => return "el",
        Some('\u{3040}'..='\u{30FF}') => return "ja",
        Some('\u{4E00}'..='\u{9FFF}') => return "zh",
        _ => {}
    }
    let lower = text.to_lowercase();
    let (codes, by_word) = stop_words();
    let mut counts = vec![0_usize; codes.len()];
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        for &language in by_word.get(word).into_iter().flatten() {
            counts[language] += 1;
        }
    }
    // Of equal counts the last language wins: English, if no word is known.
    let best = (0..counts.len()).max_by_key(|&language| counts[language]);
    codes[best.expect("some language has stop words")]
}

/// The codes of the languages with stop words, and the languages of each word as
/// indices of the codes.
type StopWords = (Vec<&'static str>, HashMap<&'static str, Vec<usize>>);

fn stop_words() -> &'static StopWords {
    static STOP_WORDS: OnceLock<StopWords> = OnceLock::new();
    STOP_WORDS.get_or_init(|| {
        let mut codes = Vec::new();
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        for language in languages() {
            let words = language.words(WordKey::StopWords);
            for &word in words {
                by_word.entry(word).or_default().push(codes.len());
            }
            if !words.is_empty() {
                codes.push(language.code());
            }
        }
        (codes, by_word)
    })
}

/// Returns whether `character` belongs to a script without blanks between words:
/// Chinese, Japanese, and Korean, which is treated alike.
pub(crate) const fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

/// Returns whether `character` belongs to the Arabic block. Presentation forms do
/// not count.
pub(crate) const fn is_arabic(character: char) -> bool {
    matches!(character, '\u{0600}'..='\u{06FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_tell_languages() {
        assert_eq!(
            language("عادت العبارات إلى البحر بعد توقف دام منذ الربيع"),
            "ar"
        );
        assert_eq!(
            language("Паром отправился в рейс после долгой остановки"),
            "ru"
        );
    }
}
