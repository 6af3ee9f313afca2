/*!
Sets of characters that share a Unicode property.
*/

use regex_syntax::hir::{Class as HirClass, HirKind};

/// The characters that share a property, as sorted ranges.
#[derive(Debug)]
pub(crate) struct UnicodeProperty(Vec<(char, char)>);

impl UnicodeProperty {
    /// Returns the characters that a character class of a regular expression
    /// matches.
    ///
    /// # Panics
    ///
    /// When `class` is not a valid character class.
    pub(crate) fn new(class: &str) -> UnicodeProperty {
        let parsed = regex_syntax::parse(class).expect("the character class is valid");
        let HirKind::Class(HirClass::Unicode(class)) = parsed.into_kind() else {
            panic!("expected a character class");
        };
        let ranges = class.ranges().iter();
        UnicodeProperty(ranges.map(|range| (range.start(), range.end())).collect())
    }

    /// Returns whether `character` has the property.
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
