/*!
Scripts and styles that an extraction left in a text.

They stand in one line with nothing else, as a rule, and two pages of unlike
stories share them word for word.
*/

use memchr::memchr;

/// Words without a sign of code, one behind the other, from which on they are
/// prose.
const PROSE_RUN: usize = 9;

/// Words of prose that may stand in a block of code: a question above a poll.
/// With more, what is lost with the block would be more than what is won.
const PROSE_WORDS: usize = 30;

/// The share of signs among the characters beside prose that makes them code.
/// Prose in which braces are quotation marks has less.
const SIGNS: f64 = 0.1;

/// Signs that end or part statements, at least: one call of a function has some.
const ENDS: usize = 3;

/// Whether `block` is code, but for a sentence or two.
#[must_use]
pub fn is_code(block: &str) -> bool {
    let bytes = block.as_bytes();
    // Nearly all blocks have no brace.
    let Some(brace) = memchr(b'{', bytes) else {
        return false;
    };
    if memchr(b'}', &bytes[brace..]).is_none() {
        return false;
    }
    let words: Vec<&str> = block.split_whitespace().collect();
    let mut prose = 0;
    let (mut characters, mut signs, mut ends) = (0_usize, 0_usize, 0_usize);
    for alike in words.chunk_by(|one, next| has_sign(one) == has_sign(next)) {
        if alike.len() >= PROSE_RUN && !has_sign(alike[0]) {
            prose += alike.len();
            continue;
        }
        for character in alike.iter().flat_map(|word| word.chars()) {
            characters += 1;
            ends += usize::from(matches!(character, '{' | '}' | ';'));
            signs += usize::from(is_sign(character));
        }
    }
    prose <= PROSE_WORDS && ends >= ENDS && signs as f64 >= SIGNS * characters as f64
}

/// Whether `character` is a sign of code.
fn is_sign(character: char) -> bool {
    matches!(
        character,
        '{' | '}'
            | ';'
            | '('
            | ')'
            | '['
            | ']'
            | ':'
            | '='
            | '#'
            | '_'
            | '<'
            | '>'
            | '|'
            | '&'
            | '$'
            | '\''
    )
}

/// Whether `word` has a sign that prose seldom has.
fn has_sign(word: &str) -> bool {
    word.contains(['{', '}', ';', '=', '#', '_', '<', '>', '|', '$'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &str = ".box { border: solid 1px; margin: 0; } .box h4 { color: #7b7a7a; font: bold 12px Tahoma; } \
        jQuery(document).ready(function() { vote(1); });";

    #[test]
    fn code_is_told_from_prose_with_braces() {
        for code in [
            "window._ads = window._ads || []; _ads.push({mode: 'wide', slot: 'below the story'});",
            "#vote ul { padding: 0; margin: 0; } .box h4 { color: #7b7a7a; font: bold 12px Tahoma; }",
            STYLES,
        ] {
            assert!(is_code(code), "{code}");
        }
        for prose in [
            "The spokesman told {the Harbor Ledger} that the pier was closed; {no date} was given for the repairs.",
            "لـ {صحيفة الميناء} أن العمل يبدأ غدا، وأضاف {لا موعد} بعد",
            "A set is written {a, b, c}.",
            "The council met on Monday; nobody spoke; all went home.",
            "",
        ] {
            assert!(!is_code(prose), "{prose}");
        }
    }

    #[test]
    fn a_story_in_one_line_with_a_script_is_a_story() {
        let sentence = "The harbour master said on Monday that the old pier would close for repairs until spring. ";
        assert!(is_code(&format!("{sentence}{STYLES}")));
        for sentences in 2..6 {
            let story = sentence.repeat(sentences);
            assert!(
                !is_code(&format!("{story}{STYLES}{STYLES}{STYLES}")),
                "{sentences}"
            );
            assert!(!is_code(&format!("{STYLES}{story}")), "{sentences}");
        }
    }
}
