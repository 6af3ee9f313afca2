/*!
Chinese datelines: "新华社北京3月15日电".

# Choices

* The sign for "wired" is also part of everyday words (Tencent, television,
  electricity). Behind a date it counts before any text. Without a date it counts
  only at the end of words, and only behind a reporter or a place of the table.
* Names of reporters run into the place. A place that the table does not have
  cannot be separated from them, so the dateline then has no place.
*/

use crate::news::dateline::reading::{DatelineReading, Weight};
use crate::news::dateline::thresholds::{
    MAX_ASIAN_PLACE_LETTERS, MAX_LETTERS_TO_BRACKET, MAX_LETTERS_TO_WIRED,
    MAX_SPECIAL_WIRE_LETTERS, MAX_UNKNOWN_LETTERS,
};
use crate::news::dates::printed::PrintedDate;
use crate::news::lang::keys::WordKey;
use crate::news::name_key::ascii_digit;
use crate::news::parties::directory::Directory;
use crate::news::parties::names::PrintedName;
use crate::news::places;

/// The signs for "wired".
const SIGNS: [char; 4] = ['电', '電', '讯', '訊'];

/// Characters that make a word with the sign for "wired" before them, even behind a
/// date: telephone, television, electron.
const WORD_ENDINGS: [char; 5] = ['话', '話', '视', '視', '子'];

/// The owner of the wire that a Chinese dateline names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wire {
    Agency,
    /// The newspaper itself.
    Own,
}

/// Reads "新华社北京3月15日电" or "（中央社記者劉世怡台北27日電）".
pub(crate) fn chinese(line: &str, directory: &Directory) -> Option<DatelineReading> {
    let bracket = line.chars().next().filter(|c| matches!(c, '（' | '('));
    let start = bracket.map_or(0, char::len_utf8);
    // "According to".
    let by = line[start..]
        .chars()
        .next()
        .filter(|c| matches!(c, '据' | '據'));
    let start = start + by.map_or(0, char::len_utf8);
    let inner = &line[start..];
    let (names, length) = match WordKey::WireOwn
        .words()
        .iter()
        .find(|own| inner.starts_with(**own))
    {
        Some(own) => (Vec::new(), own.len()),
        None => {
            let mention = directory.at_start(inner)?;
            let end = mention.at.end;
            (vec![PrintedName::of(mention, inner)], end)
        }
    };
    let (wire, weight) = match names.is_empty() {
        true => (Wire::Own, Weight::Staff),
        false => (Wire::Agency, Weight::Framed),
    };
    let rest = &inner[length..];
    let (wired, wired_end) =
        rest.char_indices()
            .take(MAX_LETTERS_TO_WIRED)
            .find_map(|(at, _)| {
                let end = at + sign(&rest[at..], bracket)?;
                Some((WiredFrom::read(&rest[..at], &rest[end..], wire)?, end))
            })?;
    let mut end = start + length + wired_end;
    match bracket.and_then(|_| closing(&line[end..])) {
        Some(close) => end += close,
        None => {
            for close in ['）', ')', '：', ':'] {
                if line[end..].starts_with(close) {
                    end += close.len_utf8();
                }
            }
        }
    }
    Some(DatelineReading {
        at: 0..end,
        place: wired.place.map(str::to_owned),
        date: wired.date,
        weight,
        names,
    })
}

/// Returns the bytes of the sign for "wired" that `rest` begins with, or, in a
/// dateline in brackets, of the word for "reported" before the closing bracket.
fn sign(rest: &str, bracket: Option<char>) -> Option<usize> {
    if let Some(sign) = rest.chars().next().filter(|&c| SIGNS.contains(&c)) {
        return Some(sign.len_utf8());
    }
    let word = WordKey::WireReported
        .words()
        .iter()
        .find(|word| rest.starts_with(**word))?;
    (bracket.is_some() && rest[word.len()..].starts_with(['）', ')'])).then_some(word.len())
}

/// Returns the bytes of `rest` up to the closing bracket of a dateline, and with it.
fn closing(rest: &str) -> Option<usize> {
    let (at, close) = rest
        .char_indices()
        .take(MAX_LETTERS_TO_BRACKET)
        .find(|(_, c)| matches!(c, '）' | ')' | '。' | '（' | '('))?;
    matches!(close, '）' | ')').then(|| at + close.len_utf8())
}

/// The place and the date between the agency and the sign for "wired".
struct WiredFrom<'a> {
    place: Option<&'a str>,
    date: Option<PrintedDate>,
}

impl WiredFrom<'_> {
    /// Reads the text `between` the agency and the sign, which `after` follows.
    /// Returns `None` if the sign is part of a word, or the text part of a sentence.
    fn read<'a>(between: &'a str, after: &str, wire: Wire) -> Option<WiredFrom<'a>> {
        let reporters = WordKey::WireReporters
            .words()
            .iter()
            .find_map(|word| between.find(word).map(|at| at + word.len()));
        let is_sentence = between.contains(['。', '"', '”'])
            || reporters.is_none() && between.contains('，')
            || WordKey::WireSentence.is_in(between);
        if is_sentence {
            return None;
        }
        let left = without_manners(between.trim());
        let has_manner = left.len() < between.trim().len();
        let (before, date, is_dated) = match left.find(|c| ascii_digit(c).is_some()) {
            Some(digits) => {
                let (date, special_wire) = cut_behind_day(&left[digits..]);
                let most = if has_manner {
                    MAX_SPECIAL_WIRE_LETTERS
                } else {
                    0
                };
                if special_wire.chars().count() > most {
                    return None;
                }
                (&left[..digits], Some(PrintedDate::read(date)?), true)
            }
            None => match without_weekday(left) {
                Some(before) => (before, None, true),
                None => (left, None, false),
            },
        };
        let is_apart = match is_dated {
            true => !after.starts_with(WORD_ENDINGS),
            false => ends_words(after),
        };
        let place = match reporters {
            Some(names) => last_place(before.get(names..)?),
            None => Some(before.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|place| !place.is_empty()),
        };
        let letters = place.map_or(0, |place| place.chars().count());
        let has_evidence = is_dated
            || place.and_then(places::place).is_some()
            || match (reporters, wire) {
                (Some(names), _) => {
                    has_manner || between[names..].chars().count() <= MAX_UNKNOWN_LETTERS
                }
                // A newspaper prints the towns around it, which the table does not have.
                (None, Wire::Own) => (2..=MAX_UNKNOWN_LETTERS).contains(&letters),
                // "新华社快讯：" has no place at all.
                (None, Wire::Agency) => has_manner && before.is_empty(),
            };
        (is_apart && has_evidence && letters <= MAX_ASIAN_PLACE_LETTERS)
            .then_some(WiredFrom { place, date })
    }
}

/// Removes the words between the date and the sign for "wired" from the end of `text`.
fn without_manners(text: &str) -> &str {
    let mut left = text;
    let shorter = |left: &'_ str| {
        let mut manners = WordKey::WireManners.words().iter();
        manners.find_map(|word| left.strip_suffix(*word).map(str::len))
    };
    while let Some(length) = shorter(left) {
        left = left[..length].trim_end();
    }
    left
}

/// Splits `text` behind the word for a day, which ends the date.
fn cut_behind_day(text: &str) -> (&str, &str) {
    let day = text
        .char_indices()
        .rfind(|(_, c)| matches!(c, '日' | '号' | '號'));
    text.split_at(day.map_or(text.len(), |(at, c)| at + c.len_utf8()))
}

/// Returns `text` without the day of the week that it ends with, or `None`.
fn without_weekday(text: &str) -> Option<&str> {
    let day = text.strip_suffix(['一', '二', '三', '四', '五', '六', '日', '天'])?;
    WordKey::WireWeeks
        .words()
        .iter()
        .find_map(|week| day.strip_suffix(*week))
}

/// Returns whether a word ends before `after`: at the end of the line, a blank, a mark,
/// or the sign for a headline.
fn ends_words(after: &str) -> bool {
    let next = after.chars().next();
    next.is_none_or(|c| !c.is_alphanumeric() || matches!(c, '题' | '題'))
}

/// Returns the longest place of the table at the end of `names`. The names of
/// reporters run into it.
fn last_place(names: &str) -> Option<&str> {
    let names = names.trim_matches(|c: char| !c.is_alphanumeric());
    let starts: Vec<usize> = names.char_indices().map(|(at, _)| at).collect();
    starts
        .iter()
        .rev()
        .take(MAX_ASIAN_PLACE_LETTERS)
        .rfind(|&&at| places::place(&names[at..]).is_some())
        .map(|&at| &names[at..])
}
