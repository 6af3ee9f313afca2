/*!
Scripts and styles that an extraction left in a text.

They stand in a line with nothing else, or behind the story where all of a page
is one line, and two pages of unlike stories share them word for word.
*/

use std::ops::Range;

use memchr::memchr;

/// Words without a sign of code, one behind the other, from which on they are
/// prose.
const PROSE_RUN: usize = 9;

/// The share of signs among the characters of code, at least. Prose in which
/// braces are quotation marks has less.
const SIGNS: f64 = 0.15;

/// Signs that end or part statements, at least: one call of a function has some.
const ENDS: usize = 3;

/// Whether `block` is code from its first word with a sign of it to the last, and
/// has no prose beside it.
#[must_use]
pub fn is_code(block: &str) -> bool {
    let regions = regions(block);
    regions.len() == 1 && is_bare(&block[..regions[0].start]) && is_bare(&block[regions[0].end..])
}

/// Whether too few words for prose stand in `text`.
fn is_bare(text: &str) -> bool {
    text.split_whitespace().nth(PROSE_RUN - 1).is_none()
}

/// Where code stands in `text`: stretches of words with signs of it, between which
/// fewer words stand than make prose. They begin and end with words.
///
/// # Complexity
///
/// `O(n)`; nothing but a look for a brace where there is none.
#[must_use]
pub fn regions(text: &str) -> Vec<Range<usize>> {
    if !has_braces(text) {
        return Vec::new();
    }
    let mut regions: Vec<Range<usize>> = Vec::new();
    let mut between = PROSE_RUN;
    let mut at = 0;
    for word in text.split_whitespace() {
        let start = at + text[at..].find(word).unwrap_or_default();
        at = start + word.len();
        if !has_sign(word) {
            between += 1;
            continue;
        }
        match regions.last_mut() {
            Some(region) if between < PROSE_RUN => region.end = at,
            _ => regions.push(start..at),
        }
        between = 0;
    }
    regions.retain(|region| has_statements(&text[region.clone()]));
    regions
}

/// Whether a brace is opened and closed; nearly all texts have none, and no code.
#[must_use]
pub fn has_braces(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr(b'{', bytes).is_some_and(|open| memchr(b'}', &bytes[open..]).is_some())
}

/// Whether `text` has as many signs as code has.
fn has_statements(text: &str) -> bool {
    if !has_braces(text) {
        return false;
    }
    let (mut characters, mut signs, mut ends) = (0_usize, 0_usize, 0_usize);
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        characters += 1;
        ends += usize::from(matches!(character, '{' | '}' | ';'));
        signs += usize::from(is_sign(character));
    }
    ends >= ENDS && signs as f64 >= SIGNS * characters as f64
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
    use proptest::prelude::*;

    use super::*;

    const STYLES: &str = ".box { border: solid 1px; margin: 0; } .box h4 { color: #7b7a7a; font: bold 12px Tahoma; } \
        jQuery(document).ready(function() { vote(1); });";

    const SENTENCE: &str =
        "The harbour master said on Monday that the old pier would close for repairs until spring.";

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
            assert!(!is_code(prose) && regions(prose).is_empty(), "{prose}");
        }
    }

    #[test]
    fn code_is_cut_from_the_story_in_its_line() {
        let line = format!("{SENTENCE} {STYLES} {SENTENCE} {STYLES}");
        let found: Vec<&str> = regions(&line)
            .into_iter()
            .map(|region| &line[region])
            .collect();
        // What it begins with has no sign.
        let styles = STYLES.strip_prefix(".box ").expect("so it begins");
        assert_eq!(found, [styles, styles]);
        assert!(!is_code(&line));
    }

    proptest! {
        #[test]
        fn regions_are_in_order_and_begin_and_end_with_words(
            text in "([a-zé{};=#_ \u{3000}\n]{0,12}|[{};(): ]{0,8}|(one two ){0,6}){0,12}",
        ) {
            let mut end = 0;
            for region in regions(&text) {
                prop_assert!(region.start >= end && region.end > region.start);
                let part = &text[region.clone()];
                prop_assert_eq!(part.trim(), part);
                prop_assert!(is_code(part));
                end = region.end;
            }
        }
    }
}
