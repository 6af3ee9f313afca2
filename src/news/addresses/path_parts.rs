/*!
Parts of the paths of addresses: slugs, which consist of words, such as
`ferry-sinks-off-skarholm-12345.html`, and dates: `2024/02/13`, `2024/feb/13`,
`2024-02-13`, `20240213`.
*/

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use crate::news::dates::days::months;
use crate::news::dates::published::day_number;
use crate::text::characters::{Class, class, is_alphabetic};

/// Characters of a script without spaces that count as a word.
const CHARACTERS_PER_WORD: usize = 2;

/// A part of a path, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PathPart<'a> {
    pub(crate) text: &'a str,
    /// The number of its words, without numbers and codes.
    pub(crate) words: usize,
    /// How many digits its longest number has.
    pub(crate) longest_number: usize,
    /// Whether it contains the key of a database record: `0a1b-11ee-8c2d`.
    pub(crate) has_record_key: bool,
}

impl PathPart<'_> {
    /// Reads a part of a path.
    pub(crate) fn new(text: &str) -> PathPart<'_> {
        let (mut words, mut codes) = (0, 0);
        for word in pieces(text) {
            if is_code(word) {
                codes += 1;
            } else if has_letter(word) {
                words += words_of_piece(word);
            }
        }
        PathPart {
            text,
            words,
            longest_number: longest_number(text),
            has_record_key: codes >= CODES_OF_RECORD,
        }
    }
}

/// Groups of hexadecimal digits in the key of a database record, at least.
const CODES_OF_RECORD: usize = 3;

/// Returns how many words a piece of a slug with a letter counts as.
fn words_of_piece(word: &str) -> usize {
    (unspaced_characters(word) / CHARACTERS_PER_WORD).max(1)
}

fn slug_words(part: &str) -> usize {
    words_of_slug(part).map(words_of_piece).sum()
}

/// Returns the hash of the words of `part`, without numbers and codes.
pub(crate) fn slug_hash(part: &str) -> u64 {
    let mut words = String::with_capacity(part.len());
    for word in words_of_slug(part) {
        if !words.is_empty() {
            words.push('-');
        }
        match word.is_ascii() {
            true => words.extend(word.chars().map(|one| one.to_ascii_lowercase())),
            false => words.push_str(&word.to_lowercase()),
        }
    }
    xxh3_64(words.as_bytes())
}

/// Endings of the files of pages.
const PAGE_FILES: [&str; 7] = ["html", "htm", "shtml", "php", "asp", "aspx", "jsp"];

/// Returns whether a part has a word, besides the ending of a file: `ferries` has one,
/// `12345.html` and `a7x93` have none.
pub(crate) fn has_name(part: &str) -> bool {
    pieces(part).any(|piece| {
        let is_ending = PAGE_FILES
            .iter()
            .any(|ending| ending.eq_ignore_ascii_case(piece));
        !is_ending && has_letter(piece) && !piece.bytes().any(|byte| byte.is_ascii_digit())
    })
}

/// Returns the parts of `part` between hyphens, underscores, plus signs and stops.
fn pieces(part: &str) -> impl Iterator<Item = &str> {
    let is_separator = |byte: u8| matches!(byte, b'-' | b'_' | b'+' | b'.');
    let mut rest = Some(part);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.bytes().position(is_separator);
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// Returns the number of up to four digits that a slug of at least two words
/// ends with.
pub(crate) fn serial(part: &str) -> Option<u16> {
    let stem = part.rsplit_once('.').map_or(part, |(stem, _)| stem);
    let (words, number) = stem.rsplit_once('-')?;
    match number.len() <= 4 && slug_words(words) >= 2 {
        true => number.parse().ok(),
        false => None,
    }
}

/// Returns how many digits the longest number in `part` has.
fn longest_number(part: &str) -> usize {
    let (mut longest, mut digits) = (0, 0);
    for byte in part.bytes() {
        digits = if byte.is_ascii_digit() { digits + 1 } else { 0 };
        longest = longest.max(digits);
    }
    longest
}

/// Returns the words of `part`, without numbers and codes.
pub(crate) fn words_of_slug(part: &str) -> impl Iterator<Item = &str> {
    pieces(part).filter(|word| has_letter(word) && !is_code(word))
}

fn has_letter(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_alphabetic())
        || !word.is_ascii() && word.contains(is_alphabetic)
}

/// Returns how many characters of `word` are of scripts without spaces, written
/// as they are or as escaped UTF-8 (`%E6%B8%A1`).
fn unspaced_characters(word: &str) -> usize {
    if word.is_ascii() {
        if !word.as_bytes().contains(&b'%') {
            return 0;
        }
        let is_lead = |byte: &&[u8]| matches!(byte, [b'%', b'e' | b'E', second] if matches!(second.to_ascii_lowercase(), b'3'..=b'9'));
        return word.as_bytes().windows(3).filter(is_lead).count();
    }
    word.chars()
        .filter(|&character| class(character) == Class::Unspaced)
        .count()
}

/// Returns whether `word` is hexadecimal with a digit in it, or a file extension
/// or type of page.
fn is_code(word: &str) -> bool {
    word.len() >= 4
        && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
        || matches!(
            word,
            "html" | "htm" | "php" | "shtml" | "aspx" | "article" | "image" | "video" | "story"
        )
}

/// Returns the first day that `parts` contain, in days since 1970-01-01.
pub(crate) fn day(parts: &[&str]) -> Option<i32> {
    let in_three_parts = parts
        .windows(3)
        .find_map(|three| date(three[0], three[1], three[2]));
    in_three_parts.or_else(|| {
        parts.iter().find_map(|part| {
            if part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()) {
                return date(&part[..4], &part[4..6], &part[6..]);
            }
            let mut pieces = part.splitn(4, ['-', '_']);
            date(pieces.next()?, pieces.next()?, pieces.next()?)
        })
    })
}

/// Returns whether `parts` contain a year and a month after it, or a date in one
/// part.
pub(crate) fn has_date(parts: &[&str]) -> bool {
    let is_year = |part: &str| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_month = |part: &str| {
        let number: Option<u8> = part.parse().ok();
        number.is_some_and(|number| (1..=12).contains(&number))
            || part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_date = |part: &str| {
        part.len() >= 10
            && part.get(..4).is_some_and(is_year)
            && matches!(part.as_bytes()[4..], [b'-', b'0'..=b'9', ..])
    };
    parts
        .windows(2)
        .any(|pair| is_year(pair[0]) && is_month(pair[1]))
        || parts.iter().any(|part| is_date(part))
}

/// Returns the day that `year`, `month` and `day` name. The month is a number or
/// an English name of three letters.
fn date(year: &str, month: &str, day: &str) -> Option<i32> {
    let year: i16 = year
        .parse()
        .ok()
        .filter(|year| (1980..2100).contains(year))?;
    let is_month = |name: &str| month.eq_ignore_ascii_case(&name[..3]);
    let month = match month.parse() {
        Ok(month) => month,
        Err(_) => months().iter().find(|(name, _)| is_month(name))?.1,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, day.parse().ok()?).ok()?;
    Some(day_number(date))
}
