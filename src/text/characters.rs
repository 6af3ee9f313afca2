/*!
What each character is to a word, looked up in a table.

The table is filled a page of 256 characters at a time, when the first of them
is met, from the Unicode data of the `regex-syntax` crate: a dump in one
language touches a handful of pages. ASCII has a table of its own, made when
the crate is compiled.

# Choices

* The classes are those of UAX #29 (Unicode text segmentation), with four
  tailorings which the annex allows: scripts that put no spaces between words
  have a class of their own, no blank joins words, the colon joins nothing, and
  so the class `MidLetter` keeps only the middle dots.
*/

use std::sync::OnceLock;

use regex_syntax::hir::{Class as HirClass, HirKind};

/// What a character is to the segmentation of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Class {
    /// Stands between words: blanks, punctuation, symbols.
    Other = 0,
    /// A letter, also a Hebrew one.
    Letter,
    /// A digit.
    Digit,
    /// An underscore and its kin: joins what stands beside it.
    Joiner,
    /// Joins letters, never digits: the middle dots.
    MidLetter,
    /// Joins digits, never letters: comma and semicolon.
    MidNumber,
    /// Joins digits with digits; between letters only in an acronym.
    FullStop,
    /// Joins letters with letters and digits with digits: apostrophes.
    Apostrophe,
    /// A mark that belongs to the character before it.
    Mark,
    /// A letter of a script that puts no spaces between words.
    Unspaced,
    /// A word on its own: superscripts, circled numbers and the like.
    Single,
}

/// The classes of the ASCII characters.
pub const ASCII: [Class; 128] = ascii_classes();

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

/// Characters of one page.
const PAGE: usize = 256;

/// Pages up to the last code point.
const PAGES: usize = 0x11_0000 / PAGE;

/// What is asked of a character again and again.
#[derive(Clone, Copy, Debug)]
struct Known {
    class: Class,
    is_alphabetic: bool,
    is_numeric: bool,
    is_uppercase: bool,
    is_lowercase: bool,
}

/// The class of `character`.
#[must_use]
pub fn class(character: char) -> Class {
    match ASCII.get(character as usize) {
        Some(class) => *class,
        None => known(character).class,
    }
}

/// What [`char::is_alphanumeric`] says, by the table: that looks for the
/// character among ranges.
#[must_use]
pub fn is_alphanumeric(character: char) -> bool {
    let known = known(character);
    known.is_alphabetic | known.is_numeric
}

/// What [`char::is_alphabetic`] says, by the table.
#[must_use]
pub fn is_alphabetic(character: char) -> bool {
    known(character).is_alphabetic
}

/// What [`char::is_numeric`] says, by the table.
#[must_use]
pub fn is_numeric(character: char) -> bool {
    known(character).is_numeric
}

/// What [`char::is_uppercase`] says, by the table.
#[must_use]
pub fn is_uppercase(character: char) -> bool {
    known(character).is_uppercase
}

/// What [`char::is_lowercase`] says, by the table.
#[must_use]
pub fn is_lowercase(character: char) -> bool {
    known(character).is_lowercase
}

fn known(character: char) -> &'static Known {
    static TABLE: [OnceLock<Box<[Known; PAGE]>>; PAGES] = [const { OnceLock::new() }; PAGES];
    let code = character as usize;
    let page = TABLE[code / PAGE].get_or_init(|| page(code / PAGE));
    &page[code % PAGE]
}

fn page(number: usize) -> Box<[Known; PAGE]> {
    let known = |index| {
        let code = u32::try_from(number * PAGE + index).unwrap_or(u32::MAX);
        // What is no character is never asked for.
        let character = char::from_u32(code).unwrap_or('\0');
        Known {
            class: find_class(character),
            is_alphabetic: character.is_alphabetic(),
            is_numeric: character.is_numeric(),
            is_uppercase: character.is_uppercase(),
            is_lowercase: character.is_lowercase(),
        }
    };
    Box::new(std::array::from_fn(known))
}

/// The class of one character, from the properties themselves.
fn find_class(character: char) -> Class {
    let properties = properties();
    if (character as usize) < 128 {
        return ASCII[character as usize];
    }
    if matches!(
        character,
        '\u{2019}' | '\u{FF07}' | '\u{2018}' | '\u{02BC}' | '\u{00B4}'
    ) {
        return Class::Apostrophe;
    }
    if properties.mark.holds(character) {
        return Class::Mark;
    }
    if properties.unspaced.holds(character) && character.is_alphanumeric() {
        return Class::Unspaced;
    }
    if properties.letter.holds(character) {
        return Class::Letter;
    }
    if properties.digit.holds(character) {
        return Class::Digit;
    }
    // The narrow blank of French is one of the joiners, and is a blank all the
    // same: no word goes beyond a line's margin.
    if properties.joiner.holds(character) && !character.is_whitespace() {
        return Class::Joiner;
    }
    if matches!(character, '\u{FF0E}' | '\u{FE52}' | '\u{2024}') {
        return Class::FullStop;
    }
    if properties.mid_number.holds(character) {
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

/// Sorted ranges of characters that share a property.
#[derive(Debug)]
pub(crate) struct Property(Vec<(char, char)>);

impl Property {
    /// The characters that the regular expression `class` matches.
    pub(crate) fn new(class: &str) -> Property {
        let parsed = regex_syntax::parse(class)
            .expect("a class that this crate names is one that the Unicode tables hold");
        match parsed.into_kind() {
            HirKind::Class(HirClass::Unicode(class)) => Property(
                class
                    .ranges()
                    .iter()
                    .map(|range| (range.start(), range.end()))
                    .collect(),
            ),
            _ => Property(Vec::new()),
        }
    }

    /// Whether `character` has the property.
    pub(crate) fn holds(&self, character: char) -> bool {
        self.range(character).is_some()
    }

    /// The first character of the range that `character` lies in.
    pub(crate) fn range(&self, character: char) -> Option<char> {
        let index = self.0.partition_point(|range| range.1 < character);
        self.0
            .get(index)
            .filter(|range| range.0 <= character)
            .map(|range| range.0)
    }
}

#[derive(Debug)]
struct Properties {
    mark: Property,
    unspaced: Property,
    letter: Property,
    digit: Property,
    joiner: Property,
    mid_number: Property,
}

fn properties() -> &'static Properties {
    static PROPERTIES: OnceLock<Properties> = OnceLock::new();
    PROPERTIES.get_or_init(|| Properties {
        mark: Property::new(r"[\p{wb=Extend}\p{wb=Format}\p{wb=ZWJ}]"),
        unspaced: Property::new(
            r"[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{wb=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]",
        ),
        letter: Property::new(r"[\p{wb=ALetter}\p{wb=Hebrew_Letter}]"),
        digit: Property::new(r"\p{wb=Numeric}"),
        joiner: Property::new(r"\p{wb=ExtendNumLet}"),
        mid_number: Property::new(r"\p{wb=MidNum}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_the_script() {
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
    fn the_table_says_what_the_standard_library_says() {
        // All of the first plane, and some of each other.
        let codes = (0..=0xFFFF).chain((0x1_0000..=0x10_FFFF).step_by(97));
        for character in codes.filter_map(char::from_u32) {
            let asked = [
                is_alphanumeric,
                is_alphabetic,
                is_numeric,
                is_uppercase,
                is_lowercase,
            ];
            let here = asked.map(|is| is(character));
            let there = [
                character.is_alphanumeric(),
                character.is_alphabetic(),
                character.is_numeric(),
                character.is_uppercase(),
                character.is_lowercase(),
            ];
            assert_eq!(here, there, "{character:?}");
        }
    }

    #[test]
    fn the_ascii_table_and_the_pages_agree() {
        for code in 0..128_u8 {
            assert_eq!(find_class(char::from(code)), ASCII[usize::from(code)]);
        }
    }
}
