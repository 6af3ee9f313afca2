/*!
Finds scripts and styles that an extraction left in a text.

They are in a line of their own, or after the story where a whole page is one
line. Pages with different stories share them word for word.
*/

use std::ops::Range;

use memchr::memchr;

/// Consecutive words without a sign of code that are prose.
const PROSE_RUN: usize = 9;

/// The signs of code.
const SIGNS: [char; 17] = [
    '{', '}', ';', '(', ')', '[', ']', ':', '=', '#', '_', '<', '>', '|', '&', '$', '\'',
];

/// The least share of signs among the characters of code. Prose with braces as
/// quotation marks has fewer.
const MIN_SIGNS: f64 = 0.15;

/// The least number of braces and semicolons in code. One function call has this
/// many.
const MIN_ENDS: usize = 3;

/// Returns whether `block` has one stretch of code and no prose before or after it.
pub(crate) fn is_code(block: &str) -> bool {
    let regions = code_regions(block);
    regions.len() == 1
        && has_no_prose(&block[..regions[0].start])
        && has_no_prose(&block[regions[0].end..])
}

fn has_no_prose(text: &str) -> bool {
    text.split_whitespace().nth(PROSE_RUN - 1).is_none()
}

/// Returns the stretches of code in `text`. Each begins and ends with a word that
/// has a sign of code, and contains no prose.
///
/// # Complexity
///
/// `O(n)`. A text without braces is only searched for them.
pub(crate) fn code_regions(text: &str) -> Vec<Range<usize>> {
    if !has_braces(text) {
        return Vec::new();
    }
    let mut regions: Vec<Range<usize>> = Vec::new();
    let mut between = PROSE_RUN;
    for word in text.split_whitespace() {
        if !has_sign(word) {
            between += 1;
            continue;
        }
        // The word is a part of the text.
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        let end = start + word.len();
        match regions.last_mut() {
            Some(region) if between < PROSE_RUN => region.end = end,
            _ => regions.push(start..end),
        }
        between = 0;
    }
    regions.retain(|region| has_statements(&text[region.clone()]));
    regions
}

/// Returns whether a brace is opened and closed, as in all code. Nearly all other
/// texts have no braces.
pub(crate) fn has_braces(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr(b'{', bytes).is_some_and(|open| memchr(b'}', &bytes[open..]).is_some())
}

/// Returns whether `text` has as many signs as code.
fn has_statements(text: &str) -> bool {
    if !has_braces(text) {
        return false;
    }
    let (mut characters, mut signs, mut ends) = (0_usize, 0_usize, 0_usize);
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        characters += 1;
        ends += usize::from(matches!(character, '{' | '}' | ';'));
        signs += usize::from(SIGNS.contains(&character));
    }
    ends >= MIN_ENDS && signs as f64 >= MIN_SIGNS * characters as f64
}

/// Returns whether `word` has a sign that is rare in prose.
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
    fn code_is_distinguished_from_prose_with_braces() {
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
            assert!(!is_code(prose) && code_regions(prose).is_empty(), "{prose}");
        }
    }

    #[test]
    fn code_is_separated_from_the_story_in_its_line() {
        let line = format!("{SENTENCE} {STYLES} {SENTENCE} {STYLES}");
        let regions = code_regions(&line).into_iter();
        let found: Vec<&str> = regions.map(|region| &line[region]).collect();
        // The first word has no sign.
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
            for region in code_regions(&text) {
                prop_assert!(region.start >= end && region.end > region.start);
                let part = &text[region.clone()];
                prop_assert_eq!(part.trim(), part);
                prop_assert!(is_code(part));
                end = region.end;
            }
        }
    }
}
