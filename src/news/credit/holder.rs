/*!
Holders of copyright: the name behind the sign, not the sentence that follows.

"All rights reserved. This material may not be published …" is printed under
copy of half a dozen agencies and of outlets' own; it says nothing.
*/

use std::ops::Range;
use std::sync::OnceLock;

use memchr::memmem;

use crate::news::captions::pictures::speaks_of_picture;
use crate::news::credit::{CreditEvidence, FoundCredits, Role, Source};
use crate::news::lang::keys::WordKey;
use crate::news::parties::directory::Directory;

/// Signs of copyright.
const SIGNS: [&str; 4] = ["©", "ⓒ", "(c) ", "(C) "];

/// The word for copyright without its first letter, which may be a capital.
const SMALL: &str = "opyright";

/// Signs that are looked at from either end of a text, at most: before the
/// story stand galleries of captions, behind it the holder.
const MOST: usize = 16;

/// Bytes on either side of a sign by which a picture's is told.
const AROUND: usize = 120;

/// Bytes at the end of a text where a sign needs no year.
const TAIL: usize = 1_500;

/// What stands between the sign and the name.
const BETWEEN: [&str; 5] = ["©", "(c)", "™", "&", "ⓒ"];

/// Reads the holders of copyright anywhere in the text.
pub(crate) fn find(source: &Source<'_>, directory: &Directory, credits: &mut FoundCredits) {
    let text = source.text;
    let mut signs: Vec<Range<usize>> = Vec::new();
    static FINDERS: OnceLock<Vec<(memmem::Finder<'static>, memmem::FinderRev<'static>)>> =
        OnceLock::new();
    let finders = FINDERS.get_or_init(|| {
        let both =
            |sign: &&'static str| (memmem::Finder::new(*sign), memmem::FinderRev::new(*sign));
        let of_languages = WordKey::CopyrightSigns.words().iter();
        SIGNS.iter().chain(of_languages).map(both).collect()
    });
    for (finder, backwards) in finders {
        let length = finder.needle().len();
        let before = signs.len();
        signs.extend(
            finder
                .find_iter(text.as_bytes())
                .take(MOST)
                .map(|at| at..at + length),
        );
        if signs.len() - before == MOST {
            let last = backwards.rfind_iter(text.as_bytes()).take(MOST);
            signs.extend(last.map(|at| at..at + length));
        }
    }
    signs.sort_unstable_by_key(|sign| sign.start);
    signs.dedup();
    let last = signs.len().saturating_sub(MOST);
    for (index, sign) in signs.iter().enumerate() {
        if (index < MOST || index >= last) && is_sign(text, sign) {
            at_sign(text, sign.end, directory, credits);
        }
    }
}

/// Whether what stands at `sign` is a sign, and no word of a sentence: "their
/// copyright, Reuters reported", "section 501(c) AP said".
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

/// Whether a year of four digits stands in `text`.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

fn at_sign(text: &str, sign: usize, directory: &Directory, credits: &mut FoundCredits) {
    let line_start = text[..sign].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[sign..].find('\n').map_or(text.len(), |at| sign + at);
    let rest = &text[sign..line_end];
    let name = skip(rest);
    let Some(mention) = directory.at_start(name) else {
        return;
    };
    let before = &text[line_start.max(text.ceil_char_boundary(sign.saturating_sub(AROUND)))..sign];
    let after = &name[mention.at.end..];
    let near = &after[..after.floor_char_boundary(AROUND / 2)];
    let skipped = &rest[..rest.len() - name.len()];
    let lower = near.to_lowercase();
    let reserves = WordKey::CopyrightRights
        .words()
        .iter()
        .any(|word| lower.contains(word));
    let undated = after.trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit());
    let is_picture = speaks_of_picture(before)
        || speaks_of_picture(near)
        || near.trim_start().starts_with("via ")
        || undated.starts_with('/')
        || !reserves && (undated.starts_with('|') || after.trim_start().starts_with('-'));
    let is_dated = has_year(skipped) || has_year(near) || text.len() - sign <= TAIL;
    if is_picture {
        credits.lesser(&mention, name, Role::Photo);
    } else if is_dated {
        credits.claim(&mention, name, CreditEvidence::Copyright);
    }
}

/// `rest` without the years and small words before the name.
fn skip(rest: &str) -> &str {
    let mut rest = rest;
    loop {
        let trimmed = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || c.is_ascii_digit() || matches!(c, ',' | '-' | '–' | '.' | ':')
        });
        let next = BETWEEN
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
