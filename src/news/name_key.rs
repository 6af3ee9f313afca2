/*!
The key of a name: its letters and digits without the differences that printers
make. Blanks, stops, hyphens, quotation marks, case, and the forms of Arabic
letters do not count.

"EUROPA PRESS" and "Europapress" have one key, as have "أ ف ب" and "أ.ف.ب.".
*/

use crate::text::characters::is_alphanumeric;

/// Returns the key of `name`, which is empty if the name has no letter and no
/// digit.
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

/// Returns whether `character` is a vowel sign, a stretcher (tatweel) or a combining
/// dot, which change the spelling of a word but not the word.
const fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0307}'
    )
}

/// Returns the plain form of a letter or digit that has several forms.
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

/// Returns the ASCII digit of a digit in any script that news is printed in.
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
    fn spellings_of_one_name_have_one_key() {
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
    fn digits_of_every_script_become_ascii() {
        let read: String = "１0٣۴".chars().filter_map(ascii_digit).collect();
        assert_eq!(read, "1034");
    }
}
