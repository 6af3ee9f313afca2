/*!
Holders of copyright: the name behind the sign, not the sentence that follows.

"All rights reserved. This material may not be published …" is printed under
copy of half a dozen agencies and of outlets' own; it says nothing.
*/

use std::sync::OnceLock;

use memchr::memmem;

use super::{Credits, Evidence, Role, Source};
use crate::press::agencies::Directory;

/// Signs of copyright.
const SIGNS: [&str; 7] = ["©", "ⓒ", "opyright", "OPYRIGHT", "(c) ", "(C) ", "저작권자"];

/// Signs that are looked at, at most.
const MOST: usize = 16;

/// Bytes on either side of a sign by which a picture's is told.
const AROUND: usize = 120;

/// Bytes at the end of a text where a sign needs no year.
const TAIL: usize = 1_500;

/// Marks of pictures and videos, in small letters.
const PICTURES: [&str; 12] = [
    "photo", "foto", "getty", "image", "video", "picture", "bild", "file", "handout", "caption",
    "фото", "صورة",
];

/// What stands between the sign and the name.
const BETWEEN: [&str; 12] = [
    "copyright",
    "©",
    "(c)",
    "by ",
    "the ",
    "™",
    "&",
    "ⓒ",
    "content ",
    "notice",
    "von ",
    "19",
];

/// Reads the holders of copyright anywhere in the text.
pub(super) fn find(source: &Source<'_>, directory: &Directory, credits: &mut Credits) {
    let text = source.text;
    let mut signs: Vec<usize> = Vec::new();
    static FINDERS: OnceLock<Vec<memmem::Finder<'static>>> = OnceLock::new();
    for finder in FINDERS.get_or_init(|| SIGNS.iter().map(memmem::Finder::new).collect()) {
        let length = finder.needle().len();
        signs.extend(
            finder
                .find_iter(text.as_bytes())
                .take(MOST)
                .map(|at| at + length),
        );
    }
    signs.sort_unstable();
    signs.truncate(MOST);
    for sign in signs {
        at_sign(text, sign, directory, credits);
    }
}

fn at_sign(text: &str, sign: usize, directory: &Directory, credits: &mut Credits) {
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
    let has_year = |part: &str| part.bytes().filter(u8::is_ascii_digit).count() >= 2;
    let skipped = &rest[..rest.len() - name.len()];
    let lower = format!("{before}{near}").to_lowercase();
    let is_picture = PICTURES.iter().any(|mark| lower.contains(mark))
        || after.trim_start().starts_with(['/', '|', '-'])
        || near.trim_start().starts_with("via ")
        || after
            .trim_start_matches(|c: char| c.is_whitespace() || c.is_ascii_digit())
            .starts_with(['/', '|']);
    let is_dated = has_year(skipped) || has_year(near) || text.len() - sign <= TAIL;
    if is_picture {
        credits.lesser(&mention, name, Role::Photo);
    } else if is_dated {
        credits.claim(&mention, name, Evidence::Copyright);
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
