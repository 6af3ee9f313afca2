/*!
HTML character references: `&quot;`, `&#8217;`, `&#x2019;`.

The names are those of HTML 4, and those of HTML 5 that stand for letters and
punctuation, from `references.tsv`. A reference without its semicolon is none:
"AT&T" and "R&D" are prose.
*/

use std::collections::HashMap;
use std::sync::LazyLock;

/// A line for each name: the name and its code point in hexadecimal (HTML 4,
/// section 24; HTML Living Standard, section 13.5).
const NAMES: &str = include_str!("references.tsv");

/// Bytes between `&` and `;` of a character reference, at most. The longest
/// known name has 16.
const LONGEST_REFERENCE: usize = 16;

/// The characters of the numbers 128 to 159. Pages number them as Windows-1252
/// does, and browsers decode them so. Five numbers have no character.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// A character reference in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CharacterReference {
    /// The byte after its semicolon.
    pub(crate) end: usize,
    pub(crate) character: char,
}

/// Returns the character reference whose `&` is at `start`, if there is one.
pub(crate) fn reference_at(text: &str, start: usize) -> Option<CharacterReference> {
    let name = text.get(start + 1..)?;
    let searched = &name.as_bytes()[..name.len().min(LONGEST_REFERENCE + 1)];
    let length = memchr::memchr(b';', searched)?;
    let character = match name[..length].strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            numbered(code.ok()?)?
        }
        None => named(&name[..length])?,
    };
    Some(CharacterReference {
        end: start + length + 2,
        character,
    })
}

/// Returns the character with the number `code` in HTML.
fn numbered(code: u32) -> Option<char> {
    match code {
        0 => None,
        0x80..0xA0 => Some(WINDOWS_1252[(code - 0x80) as usize]),
        _ => char::from_u32(code),
    }
}

/// Returns the character with the name `name` in HTML.
fn named(name: &str) -> Option<char> {
    static CHARACTERS: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
        let lines = NAMES.lines().skip(1);
        lines
            .map(|line| {
                let (name, code) = line.split_once('\t').expect("a name and a code");
                let code = u32::from_str_radix(code, 16).expect("a hexadecimal number");
                (name, char::from_u32(code).expect("a code point"))
            })
            .collect()
    });
    CHARACTERS.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_have_a_name_or_a_number_and_a_semicolon() {
        for (text, expected) in [
            ("&quot;", Some('"')),
            ("&#8217;s", Some('’')),
            ("&#x2019;", Some('’')),
            ("&#146;", Some('’')),
            ("&eacute;", Some('é')),
            ("&shy;", Some('\u{ad}')),
            ("&#8203;", Some('\u{200b}')),
            ("&Scaron;", Some('Š')),
            ("&scedil;", Some('ş')),
            ("&T;", None),
            ("&T", None),
            ("&", None),
            ("&;", None),
            ("&#;", None),
            ("&#0;", None),
            ("&#x110000;", None),
            ("&quot", None),
        ] {
            let found = reference_at(text, 0);
            assert_eq!(found.map(|found| found.character), expected, "{text}");
            let end = text.find(';').map_or(0, |end| end + 1);
            assert!(found.is_none_or(|found| found.end == end), "{text}");
        }
    }
}
