/*!
Holders of copyright: the name behind the sign, not the sentence that follows.

"All rights reserved. This material may not be published …" is printed under stories
of half a dozen agencies and under the outlets' own, so it is no evidence.
*/

use std::ops::Range;
use std::sync::OnceLock;

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::credit::found::{CreditEvidence, CreditPage, CreditRole, FoundCredits};
use crate::news::credit::phrase_search::PhraseSearch;
use crate::news::credit::thresholds::{AROUND_SIGN_BYTES, MAX_SIGNS_AT_END, UNDATED_TAIL_BYTES};
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;

/// Signs of copyright in all languages.
const SIGNS: [&str; 4] = ["©", "ⓒ", "(c) ", "(C) "];

/// The word "copyright" without its first letter, which may be a capital.
const SMALL: &str = "opyright";

/// Signs and marks between the first sign and the name. Those of languages are
/// [`WordKey::CopyrightSkipped`].
const SKIPPED: [&str; 5] = ["©", "(c)", "™", "&", "ⓒ"];

/// Adds the holders of copyright anywhere in the text.
pub(crate) fn read_holders(page: &CreditPage<'_>, credits: &mut FoundCredits) {
    let text = page.text;
    static SEARCH: OnceLock<PhraseSearch> = OnceLock::new();
    let search = SEARCH.get_or_init(|| {
        let of_languages = WordKey::CopyrightSigns.words().iter();
        PhraseSearch::new(SIGNS.iter().chain(of_languages).copied())
    });
    let signs: Vec<Range<usize>> = search.all(text).map(|found| found.range()).collect();
    let last = signs.len().saturating_sub(MAX_SIGNS_AT_END);
    for (index, sign) in signs.iter().enumerate() {
        if (index < MAX_SIGNS_AT_END || index >= last) && is_sign(text, sign) {
            read_sign(text, sign.end, page.directory, credits);
        }
    }
}

/// Returns whether the text at `sign` is a sign and not part of a sentence, such as
/// "their copyright, Reuters reported" and "section 501(c) AP said".
fn is_sign(text: &str, sign: &Range<usize>) -> bool {
    let printed = &text[sign.clone()];
    let before = &text[..sign.start];
    if printed.starts_with('(') {
        return !before.ends_with(char::is_alphanumeric);
    }
    let Some(before) = before.strip_suffix('c').filter(|_| printed == SMALL) else {
        return true;
    };
    let starts = before
        .trim_end_matches([' ', '\t', '\u{A0}'])
        .chars()
        .next_back()
        .is_none_or(|c| !c.is_alphanumeric() && c != ',');
    let after = text[sign.end..].trim_start();
    let year = after.get(..4).is_some_and(has_year);
    starts
        || year
        || after.starts_with(['©', 'ⓒ'])
        || after
            .get(..3)
            .is_some_and(|sign| sign.eq_ignore_ascii_case("(c)"))
}

/// Returns whether `text` has a year of four digits.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

/// Adds the party behind the sign that ends at the byte `sign`, as the holder or as the
/// owner of a picture.
fn read_sign(text: &str, sign: usize, directory: &Directory, credits: &mut FoundCredits) {
    let line_start = text[..sign].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[sign..].find('\n').map_or(text.len(), |at| sign + at);
    let rest = &text[sign..line_end];
    let name = skip(rest);
    let Some(mention) = directory.at_start(name) else {
        return;
    };
    let around = text.ceil_char_boundary(sign.saturating_sub(AROUND_SIGN_BYTES));
    let before = &text[line_start.max(around)..sign];
    let after = &name[mention.at.end..];
    let near = &after[..after.floor_char_boundary(AROUND_SIGN_BYTES / 2)];
    let skipped = &rest[..rest.len() - name.len()];
    let lower = near.to_lowercase();
    let reserves = WordKey::CopyrightRights.is_in(&lower);
    let undated = after.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit());
    let is_picture = speaks_of_picture(before)
        || speaks_of_picture(near)
        || near.trim_start().starts_with("via ")
        || undated.starts_with('/')
        || !reserves && (undated.starts_with('|') || after.trim_start().starts_with('-'));
    let is_dated = has_year(skipped) || has_year(near) || text.len() - sign <= UNDATED_TAIL_BYTES;
    if is_picture {
        credits.lesser(mention, name, CreditRole::Photo);
    } else if is_dated {
        credits.claim(mention, name, CreditEvidence::Copyright);
    }
}

/// Returns `rest` without the years, the marks and the small words before the name.
fn skip(rest: &str) -> &str {
    let mut rest = rest;
    loop {
        let trimmed = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, ',' | '-' | '–' | '.' | ':')
        });
        let next = SKIPPED
            .iter()
            .chain(WordKey::CopyrightSkipped.words())
            .find_map(|word| {
                let start = trimmed.get(..word.len())?;
                start
                    .eq_ignore_ascii_case(word)
                    .then(|| &trimmed[word.len()..])
            })
            .unwrap_or(trimmed);
        if next.len() == rest.len() {
            return next;
        }
        rest = next;
    }
}
