/*!
The class of each character in word segmentation, and other properties, from a
table.

The table is filled from the Unicode data of the `regex-syntax` crate, 256
characters at a time, when the first of them is looked up. A dump in one language
needs a few of these pages. The classes of ASCII characters are a constant.

# Choices

* The classes are those of UAX #29 (Unicode text segmentation), with four
  tailored rules as the annex allows: scripts without spaces between words have
  their own class, no blank joins words, the colon joins nothing, and the class
  `MidLetter` so has only the middle dots.
*/

use std::sync::OnceLock;

use crate::convert::to_u32;
use crate::text::unicode_property::UnicodeProperty;

/// The class of a character in word segmentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// Separates words: a blank, a punctuation mark, a symbol.
    Other = 0,
    /// A letter, in Hebrew too.
    Letter,
    Digit,
    /// An underscore or the like: joins letters and digits.
    Joiner,
    /// Joins letters but not digits: a middle dot.
    MidLetter,
    /// Joins digits but not letters: a comma, a semicolon.
    MidNumber,
    /// Joins digits, and letters in an acronym.
    FullStop,
    /// Joins letters with letters and digits with digits.
    Apostrophe,
    /// A mark that belongs to the character before it.
    Mark,
    /// A letter of a script without spaces between words.
    Unspaced,
    /// A word by itself: a superscript, a circled number.
    Single,
}

pub(crate) const ASCII: [Class; 128] = ascii_classes();

const fn ascii_classes() -> [Class; 128] {
    let mut classes = [Class::Other; 128];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Joiner,
            b',' | b';' => Class::MidNumber,
            b'.' => Class::FullStop,
            b'\'' => Class::Apostrophe,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
}

const PAGE: usize = 256;

/// The number of pages of Unicode.
const PAGES: usize = 0x11_0000 / PAGE;

/// The properties of a character that are looked up often.
#[derive(Clone, Copy, Debug)]
struct CharacterProperties {
    class: Class,
    is_alphabetic: bool,
    is_numeric: bool,
    is_uppercase: bool,
    is_lowercase: bool,
}

/// Returns the class of `character`.
pub(crate) fn class(character: char) -> Class {
    match ASCII.get(character as usize) {
        Some(class) => *class,
        None => properties(character).class,
    }
}

/// Returns the same as [`char::is_alphanumeric`], which searches ranges, from the
/// table.
pub(crate) fn is_alphanumeric(character: char) -> bool {
    let properties = properties(character);
    properties.is_alphabetic | properties.is_numeric
}

/// Returns the same as [`char::is_alphabetic`], from the table.
pub(crate) fn is_alphabetic(character: char) -> bool {
    properties(character).is_alphabetic
}

/// Returns the same as [`char::is_numeric`], from the table.
pub(crate) fn is_numeric(character: char) -> bool {
    properties(character).is_numeric
}

/// Returns the same as [`char::is_uppercase`], from the table.
pub(crate) fn is_uppercase(character: char) -> bool {
    properties(character).is_uppercase
}

/// Returns the same as [`char::is_lowercase`], from the table.
pub(crate) fn is_lowercase(character: char) -> bool {
    properties(character).is_lowercase
}

fn properties(character: char) -> &'static CharacterProperties {
    static TABLE: [OnceLock<Box<[CharacterProperties; PAGE]>>; PAGES] =
        [const { OnceLock::new() }; PAGES];
    let code = character as usize;
    let page = TABLE[code / PAGE].get_or_init(|| page(code / PAGE));
    &page[code % PAGE]
}

fn page(number: usize) -> Box<[CharacterProperties; PAGE]> {
    let properties = |index| {
        // Surrogates are never looked up.
        let character = char::from_u32(to_u32(number * PAGE + index)).unwrap_or('\0');
        CharacterProperties {
            class: find_class(character),
            is_alphabetic: character.is_alphabetic(),
            is_numeric: character.is_numeric(),
            is_uppercase: character.is_uppercase(),
            is_lowercase: character.is_lowercase(),
        }
    };
    Box::new(std::array::from_fn(properties))
}

/// Returns the class of a character from the Unicode data.
fn find_class(character: char) -> Class {
    let properties = segmentation_properties();
    if (character as usize) < 128 {
        return ASCII[character as usize];
    }
    if matches!(
        character,
        '\u{2019}' | '\u{FF07}' | '\u{2018}' | '\u{02BC}' | '\u{00B4}'
    ) {
        return Class::Apostrophe;
    }
    if properties.mark.contains(character) {
        return Class::Mark;
    }
    if properties.unspaced.contains(character) && character.is_alphanumeric() {
        return Class::Unspaced;
    }
    if properties.letter.contains(character) {
        return Class::Letter;
    }
    if properties.digit.contains(character) {
        return Class::Digit;
    }
    // The narrow blank of French is a joiner in the Unicode data, but separates
    // words.
    if properties.joiner.contains(character) && !character.is_whitespace() {
        return Class::Joiner;
    }
    if matches!(character, '\u{FF0E}' | '\u{FE52}' | '\u{2024}') {
        return Class::FullStop;
    }
    if properties.mid_number.contains(character) {
        return Class::MidNumber;
    }
    if matches!(character, '\u{00B7}' | '\u{0387}' | '\u{2027}' | '\u{05F4}') {
        return Class::MidLetter;
    }
    if character.is_alphanumeric() {
        return Class::Single;
    }
    Class::Other
}

/// The properties of UAX #29 that decide about a class.
#[derive(Debug)]
struct SegmentationProperties {
    mark: UnicodeProperty,
    unspaced: UnicodeProperty,
    letter: UnicodeProperty,
    digit: UnicodeProperty,
    joiner: UnicodeProperty,
    mid_number: UnicodeProperty,
}

fn segmentation_properties() -> &'static SegmentationProperties {
    static PROPERTIES: OnceLock<SegmentationProperties> = OnceLock::new();
    PROPERTIES.get_or_init(|| SegmentationProperties {
        mark: UnicodeProperty::new(r"[\p{wb=Extend}\p{wb=Format}\p{wb=ZWJ}]"),
        unspaced: UnicodeProperty::new(
            r"[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{wb=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]",
        ),
        letter: UnicodeProperty::new(r"[\p{wb=ALetter}\p{wb=Hebrew_Letter}]"),
        digit: UnicodeProperty::new(r"\p{wb=Numeric}"),
        joiner: UnicodeProperty::new(r"\p{wb=ExtendNumLet}"),
        mid_number: UnicodeProperty::new(r"\p{wb=MidNum}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_the_classes_of_their_scripts() {
        let table = [
            ('é', Class::Letter),
            ('م', Class::Letter),
            ('ش', Class::Letter),
            ('한', Class::Letter),
            ('中', Class::Unspaced),
            ('の', Class::Unspaced),
            ('カ', Class::Unspaced),
            ('ก', Class::Unspaced),
            ('က', Class::Unspaced),
            ('٣', Class::Digit),
            ('\u{0651}', Class::Mark),
            ('\u{00AD}', Class::Mark),
            ('’', Class::Apostrophe),
            ('—', Class::Other),
            ('。', Class::Other),
            ('²', Class::Single),
        ];
        for (character, expected) in table {
            assert_eq!(class(character), expected, "{character:?}");
        }
    }

    #[test]
    fn the_table_and_the_standard_library_agree() {
        // All characters of the first plane, and some of each other one.
        let codes = (0..=0xFFFF).chain((0x1_0000..=0x10_FFFF).step_by(97));
        for character in codes.filter_map(char::from_u32) {
            let functions = [
                is_alphanumeric,
                is_alphabetic,
                is_numeric,
                is_uppercase,
                is_lowercase,
            ];
            let from_table = functions.map(|is| is(character));
            let expected = [
                character.is_alphanumeric(),
                character.is_alphabetic(),
                character.is_numeric(),
                character.is_uppercase(),
                character.is_lowercase(),
            ];
            assert_eq!(from_table, expected, "{character:?}");
        }
    }

    #[test]
    fn the_ascii_table_and_the_pages_agree() {
        for code in 0..128_u8 {
            assert_eq!(find_class(char::from(code)), ASCII[usize::from(code)]);
        }
    }
}
