/*!
HTML character references that a scraper left in a headline: `&quot;`,
`&#8217;`.

Only the names of Latin 1 and of common punctuation are known, from
`entities.tsv`. This is not an HTML parser.
*/

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use crate::news::headline::thresholds::LONGEST_REFERENCE;

/// A line for each name: the name and its code point in hexadecimal (HTML 4,
/// section 24).
const NAMES: &str = include_str!("entities.tsv");

/// The characters of the numbers 128 to 159. Pages number them as Windows-1252
/// does, and browsers decode them so. Five numbers have no character.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// Returns `text` with its character references decoded. References that were
/// escaped twice (`&amp;#8217;`) are decoded twice.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = next_reference(text) else {
        return Cow::Borrowed(text);
    };
    let once = decode(text, first);
    // A decoded ampersand may begin another reference.
    let twice = next_reference(&once)
        .filter(|_| text.contains("&amp;"))
        .map(|first| decode(&once, first));
    Cow::Owned(twice.unwrap_or(once))
}

/// Decodes the reference `first` of `text` and all references after it.
fn decode(text: &str, first: CharacterReference) -> String {
    let mut plain = String::with_capacity(text.len());
    let (mut rest, mut found) = (text, Some(first));
    while let Some(reference) = found {
        plain.push_str(&rest[..reference.start]);
        plain.push(reference.character);
        rest = &rest[reference.end..];
        found = next_reference(rest);
    }
    plain.push_str(rest);
    plain
}

/// A character reference: its position in bytes, and the character.
struct CharacterReference {
    start: usize,
    end: usize,
    character: char,
}

fn next_reference(text: &str) -> Option<CharacterReference> {
    text.match_indices('&').find_map(|(start, _)| {
        let name = &text[start + 1..];
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
            start,
            end: start + length + 2,
            character,
        })
    })
}

/// Returns the character with the number `code` in HTML.
fn numbered(code: u32) -> Option<char> {
    match code {
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
