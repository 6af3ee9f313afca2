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

/// Returns the number of words of `part`, without numbers and codes.
pub(crate) fn slug_words(part: &str) -> usize {
    words_of_slug(part)
        .map(|word| (unspaced_characters(word) / CHARACTERS_PER_WORD).max(1))
        .sum()
}

/// Returns the hash of the words of `part`, without numbers and codes.
pub(crate) fn slug_hash(part: &str) -> u64 {
    let words: Vec<String> = words_of_slug(part).map(str::to_lowercase).collect();
    xxh3_64(words.join("-").as_bytes())
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

/// Returns whether `part` contains the key of a database record:
/// `0a1b-11ee-8c2d`.
pub(crate) fn has_record_key(part: &str) -> bool {
    part.split(['-', '_', '.'])
        .filter(|word| is_code(word))
        .count()
        >= 3
}

/// Returns how many digits the longest number in `part` has.
pub(crate) fn longest_number(part: &str) -> usize {
    let numbers = part.split(|character: char| !character.is_ascii_digit());
    numbers.map(str::len).max().unwrap_or(0)
}

/// Returns the words of `part`, without numbers and codes.
pub(crate) fn words_of_slug(part: &str) -> impl Iterator<Item = &str> {
    part.split(['-', '_', '+', '.'])
        .filter(|word| has_letter(word) && !is_code(word))
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
