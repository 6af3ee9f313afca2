/*!
Scripts and styles that an extraction left in a text.

They stand in one line with nothing else, as a rule, and two pages of unlike
stories share them word for word.
*/

use memchr::memchr;

/// The share of signs among the characters of a block that makes it code. Prose in
/// which braces are quotation marks has less.
const SIGNS: f64 = 0.1;

/// Signs that end or part statements, at least: one call of a function has some.
const ENDS: usize = 3;

/// Whether `block` is code, or for its most part.
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
    let (mut characters, mut signs, mut ends) = (0_usize, 0_usize, 0_usize);
    for character in block.chars().filter(|character| !character.is_whitespace()) {
        characters += 1;
        let is_end = matches!(character, '{' | '}' | ';');
        ends += usize::from(is_end);
        let is_sign = matches!(
            character,
            '(' | ')' | '[' | ']' | ':' | '=' | '#' | '_' | '<' | '>' | '|' | '&' | '$' | '\''
        );
        signs += usize::from(is_end || is_sign);
    }
    ends >= ENDS && signs as f64 >= SIGNS * characters as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_told_from_prose_with_braces() {
        for code in [
            "window._ads = window._ads || []; _ads.push({mode: 'wide', slot: 'below the story'});",
            "#vote ul { padding: 0; margin: 0; } .box h4 { color: #7b7a7a; font: bold 12px Tahoma; }",
            "Which of the two will win? .box { border: solid 1px; } jQuery(document).ready(function() { vote(1); });",
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
}
