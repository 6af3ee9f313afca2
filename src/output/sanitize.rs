/*!
Makes scraped text safe to show in a terminal or on a page.
*/

/// Returns `text` without characters that a terminal would act on. Control
/// characters become spaces. Marks that change the direction of writing are
/// removed, and so are U+FFFE and U+FFFF, which XML does not allow.
pub(crate) fn plain(text: &str) -> String {
    let is_removed = |character: &char| matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}');
    let kept = text.chars().filter(|character| !is_removed(character));
    kept.map(|character| {
        if character.is_control() {
            ' '
        } else {
            character
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_spaces_and_direction_marks_are_removed() {
        assert_eq!(plain("a\u{1b}[31mb\nc\u{202e}d\u{ffff}"), "a [31mb cd");
    }
}
