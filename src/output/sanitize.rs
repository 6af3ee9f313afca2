/*!
Scraped text on its way to a terminal or a page: shown, and never obeyed.
*/

/// `text` without what a terminal would obey: controls become spaces, and
/// marks that turn the direction of writing go. So do the two numbers that are
/// no characters, which XML does not allow.
pub(crate) fn plain(text: &str) -> String {
    text.chars()
        .filter(|&character| !turns_direction(character) && !is_no_character(character))
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect()
}

fn turns_direction(character: char) -> bool {
    matches!(character, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn is_no_character(character: char) -> bool {
    matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_spaces_and_marks_of_direction_go() {
        assert_eq!(plain("a\u{1b}[31mb\nc\u{202e}d\u{ffff}"), "a [31mb cd");
    }
}
