/*!
Scripts that need rules of their own.
*/

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
