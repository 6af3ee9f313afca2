/*!
The class of each character in word segmentation, and other properties, from
tables.

The tables are filled from the Unicode data of the `regex-syntax` crate. The classes
of ASCII characters are a constant.

# Choices

* The classes are those of UAX #29 (Unicode text segmentation), with five
  tailored rules as the annex allows: scripts without spaces between words have
  their own class, no blank joins words, the colon joins nothing, the class
  `MidLetter` so has only the middle dots, and a zero width space is a mark.
*/

use std::sync::OnceLock;

use regex_syntax::hir::{Class as HirClass, HirKind};

use crate::convert::to_u32;

/// Declares sets of characters, each by a character class of a regular expression.
macro_rules! unicode_properties {
    ($($name:ident = $class:literal;)+) => {
        $(static $name: std::sync::LazyLock<$crate::text::characters::UnicodeProperty> =
            std::sync::LazyLock::new(|| {
                $crate::text::characters::UnicodeProperty::new($class)
            });)+
    };
}
pub(crate) use unicode_properties;

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

const PAGES: usize = 0x11_0000 / PAGE;

/// A value for each character, computed for 256 characters at a time when the
/// first of them is looked up. A dump in one language needs a few of these pages.
pub(crate) struct CharacterTable<T>([OnceLock<Box<[T; PAGE]>>; PAGES]);

impl<T> CharacterTable<T> {
    pub(crate) const fn new() -> CharacterTable<T> {
        CharacterTable([const { OnceLock::new() }; PAGES])
    }

    /// Returns the value of `character`, which `compute` computes.
    #[inline]
    pub(crate) fn get(&self, character: char, compute: impl Fn(char) -> T) -> &T {
        let code = character as usize;
        let page = self.0[code / PAGE].get_or_init(|| {
            let start = code / PAGE * PAGE;
            // Surrogates are never looked up.
            let character = |index| char::from_u32(to_u32(start + index)).unwrap_or('\0');
            Box::new(std::array::from_fn(|index| compute(character(index))))
        });
        &page[code % PAGE]
    }
}

/// The properties of a character that are looked up often.
#[derive(Clone, Copy, Debug)]
struct CharacterProperties {
    class: Class,
    is_alphabetic: bool,
    is_numeric: bool,
    is_uppercase: bool,
    is_lowercase: bool,
}

pub(crate) fn class(character: char) -> Class {
    match ASCII.get(character as usize) {
        Some(class) => *class,
        None => properties(character).class,
    }
}

// These return the same as the methods of `char`, which search ranges.

pub(crate) fn is_alphanumeric(character: char) -> bool {
    let properties = properties(character);
    properties.is_alphabetic | properties.is_numeric
}

pub(crate) fn is_alphabetic(character: char) -> bool {
    properties(character).is_alphabetic
}

pub(crate) fn is_numeric(character: char) -> bool {
    properties(character).is_numeric
}

pub(crate) fn is_uppercase(character: char) -> bool {
    properties(character).is_uppercase
}

pub(crate) fn is_lowercase(character: char) -> bool {
    properties(character).is_lowercase
}

fn properties(character: char) -> &'static CharacterProperties {
    static TABLE: CharacterTable<CharacterProperties> = CharacterTable::new();
    TABLE.get(character, |character| CharacterProperties {
        class: find_class(character),
        is_alphabetic: character.is_alphabetic(),
        is_numeric: character.is_numeric(),
        is_uppercase: character.is_uppercase(),
        is_lowercase: character.is_lowercase(),
    })
}

/// Returns the class of a character from the Unicode data.
fn find_class(character: char) -> Class {
    match character {
        '\0'..='\x7f' => ASCII[character as usize],
        '\u{2019}' | '\u{FF07}' | '\u{2018}' | '\u{02BC}' | '\u{00B4}' => Class::Apostrophe,
        // A place where a line may break; some sites set it inside words. Scripts
        // without spaces are cut by character, with or without it.
        '\u{200B}' => Class::Mark,
        _ if MARK.contains(character) => Class::Mark,
        _ if UNSPACED.contains(character) && character.is_alphanumeric() => Class::Unspaced,
        _ if LETTER.contains(character) => Class::Letter,
        _ if DIGIT.contains(character) => Class::Digit,
        // The narrow blank of French is a joiner in the Unicode data, but separates
        // words.
        _ if JOINER.contains(character) && !character.is_whitespace() => Class::Joiner,
        '\u{FF0E}' | '\u{FE52}' | '\u{2024}' => Class::FullStop,
        _ if MID_NUMBER.contains(character) => Class::MidNumber,
        '\u{00B7}' | '\u{0387}' | '\u{2027}' | '\u{05F4}' => Class::MidLetter,
        _ if character.is_alphanumeric() => Class::Single,
        _ => Class::Other,
    }
}

// The properties of UAX #29 that decide about a class.
unicode_properties! {
    MARK = r"[\p{wb=Extend}\p{wb=Format}\p{wb=ZWJ}]";
    UNSPACED = r"[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{wb=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]";
    LETTER = r"[\p{wb=ALetter}\p{wb=Hebrew_Letter}]";
    DIGIT = r"\p{wb=Numeric}";
    JOINER = r"\p{wb=ExtendNumLet}";
    MID_NUMBER = r"\p{wb=MidNum}";
}

/// The characters that share a property, as sorted ranges.
#[derive(Debug)]
pub(crate) struct UnicodeProperty(Vec<(char, char)>);

impl UnicodeProperty {
    /// Returns the characters that a character class of a regular expression
    /// matches. Panics when `class` is not one.
    pub(crate) fn new(class: &str) -> UnicodeProperty {
        let parsed = regex_syntax::parse(class).expect("the character class is valid");
        let HirKind::Class(HirClass::Unicode(class)) = parsed.into_kind() else {
            panic!("expected a character class");
        };
        let ranges = class.ranges().iter();
        UnicodeProperty(ranges.map(|range| (range.start(), range.end())).collect())
    }

    pub(crate) fn contains(&self, character: char) -> bool {
        self.range_start(character).is_some()
    }

    /// Returns the first character of the range that contains `character`.
    pub(crate) fn range_start(&self, character: char) -> Option<char> {
        let index = self.0.partition_point(|range| range.1 < character);
        self.0
            .get(index)
            .filter(|range| range.0 <= character)
            .map(|range| range.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_the_classes_of_their_scripts() {
        let table = [
            (Class::Letter, "éمش한"),
            (Class::Unspaced, "中のカกက"),
            (Class::Digit, "٣"),
            (Class::Mark, "\u{0651}\u{00AD}"),
            (Class::Apostrophe, "’"),
            (Class::Other, "—。"),
            (Class::Single, "²"),
        ];
        for (expected, characters) in table {
            for character in characters.chars() {
                assert_eq!(class(character), expected, "{character:?}");
            }
        }
    }

    #[test]
    fn the_table_and_the_standard_library_agree() {
        // All characters of the first plane, and some of each other one.
        let codes = (0..=0xFFFF).chain((0x1_0000..=0x10_FFFF).step_by(97));
        let functions: [(fn(char) -> bool, fn(char) -> bool); 5] = [
            (is_alphanumeric, char::is_alphanumeric),
            (is_alphabetic, char::is_alphabetic),
            (is_numeric, char::is_numeric),
            (is_uppercase, char::is_uppercase),
            (is_lowercase, char::is_lowercase),
        ];
        for character in codes.filter_map(char::from_u32) {
            for (from_table, plain) in functions {
                assert_eq!(from_table(character), plain(character), "{character:?}");
            }
        }
    }
}
