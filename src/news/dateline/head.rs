/*!
The text before the frame of a dateline: places, a region, a date, and the marks around them.
*/

use crate::news::dateline::look::{PlaceLook, is_city, look};
use crate::news::dateline::thresholds::MAX_PLACE_LETTERS;
use crate::news::dates::printed::PrintedDate;
use crate::news::name_key::ascii_digit;
use crate::text::characters::{is_alphanumeric, is_lowercase};

/// Removes the marks around a place. The stop of an abbreviation ("Wis.") stays.
pub(crate) fn trim_place(text: &str) -> &str {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—' | '−' | '،' | '۔' | '*')
    });
    match text.strip_suffix('.') {
        Some(bare) => {
            let last = bare.rsplit([',', ' ']).next().unwrap_or_default();
            let is_abbreviation =
                last.contains('.') || bare.contains(',') && last.chars().count() <= 5;
            if is_abbreviation {
                text
            } else {
                trim_place(bare)
            }
        }
        None => text,
    }
}

/// Returns a place once that is printed twice with a dash between ("HELSINKI -
/// HELSINKI"), and any other text unchanged.
pub(crate) fn place_once(text: &str) -> &str {
    for dash in [" - ", " – ", " — ", " -- "] {
        if let Some((one, other)) = text.split_once(dash) {
            let bare = |text: &str| {
                text.trim_matches(|c: char| !is_alphanumeric(c))
                    .to_lowercase()
            };
            if bare(one) == bare(other) {
                return other.trim();
            }
        }
    }
    text
}

/// Returns the place with single blanks and without marks of direction.
pub(crate) fn tidy_place(place: &str) -> String {
    let is_direction_mark = |c: char| {
        matches!(
            c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        ) || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    let plain = place.replace(is_direction_mark, "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The place and the date of a dateline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DatelineHead<'a> {
    pub(crate) place: Option<&'a str>,
    pub(crate) date: Option<PrintedDate>,
    pub(crate) look: PlaceLook,
}

impl<'a> DatelineHead<'a> {
    /// Returns the head of a place, or `None` if `place` cannot be one.
    fn of(place: &'a str, date: Option<PrintedDate>) -> Option<DatelineHead<'a>> {
        let place = town_behind_names(place).unwrap_or(place);
        Some(DatelineHead {
            look: look(place)?,
            place: Some(place),
            date,
        })
    }

    /// Reads the place and the date that `text` consists of. Returns `None` if the
    /// text has anything else.
    pub(crate) fn read(text: &'a str) -> Option<DatelineHead<'a>> {
        let text = place_once(trim_place(text));
        if text.is_empty() || text.len() > 2 * MAX_PLACE_LETTERS {
            return None;
        }
        if let Some(date) = day_and_month(text) {
            return Some(DatelineHead {
                place: None,
                date: Some(date),
                look: PlaceLook::NoPlace,
            });
        }
        // "July 13--SKARHOLM": on the wires of syndicates the date comes first.
        if let Some((date, place)) = text.split_once("--")
            && let Some(date) = day_and_month(date)
        {
            return DatelineHead::of(trim_place(place), Some(date));
        }
        // "12 марта, Минск".
        if let Some((date, place)) = text.split_once(", ")
            && let Some(date) = day_and_month(date)
        {
            return DatelineHead::of(trim_place(place), Some(date));
        }
        let cuts = text
            .char_indices()
            .skip(1)
            .filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | '.' | '،' | '۔'));
        for (cut, separator) in cuts {
            let rest = text[cut + separator.len_utf8()..].trim_start();
            let starts = rest.chars().next().is_some_and(is_alphanumeric);
            let Some(date) = PrintedDate::read(rest).filter(|_| starts) else {
                continue;
            };
            // Europa Press prints only the day, after a comma.
            let is_behind_comma = text[..cut].ends_with(',') || separator == ',';
            if date.day.is_some() && (date.has_month() || is_behind_comma) {
                return DatelineHead::of(trim_place(&text[..cut]), Some(date));
            }
        }
        match without_unread_date(text) {
            Some(place) => DatelineHead::of(place, None),
            None => DatelineHead::of(text, None),
        }
    }

    /// Returns whether there is more evidence than words with capitals: a date, a
    /// place of the table, or a place all in capitals.
    pub(crate) fn is_strict(&self) -> bool {
        self.date.is_some() || matches!(self.look, PlaceLook::Known | PlaceLook::Capitals)
    }
}

/// Letters of a town behind the names of reporters, at least. Shorter words in capitals
/// are initials and regions.
const MIN_TOWN_LETTERS: usize = 4;

/// Returns the town in capitals behind the names of reporters, with which a byline runs
/// into a dateline: "Vera Dahl OSLO", "Vera DAHL/İZMİR".
fn town_behind_names(text: &str) -> Option<&str> {
    let at = text.rfind([' ', '/'])? + 1;
    let (names, town) = text.split_at(at);
    let is_capitals = |word: &str| !word.chars().any(is_lowercase);
    if !is_capitals(town) || names.contains(',') || town.chars().count() < MIN_TOWN_LETTERS {
        return None;
    }
    let mut names = names.split([' ', '/']).filter(|word| !word.is_empty());
    (names.any(|word| !is_capitals(word)) && is_city(town)).then_some(town)
}

/// Returns the place before a date that cannot be read: "Budapest, 2024. március 12.,
/// kedd". It has numbers of a date, and at most two words, which may be a month and a day
/// of the week.
fn without_unread_date(text: &str) -> Option<&str> {
    let digit = text.find(|c| ascii_digit(c).is_some())?;
    let (place, date) = text.split_at(digit);
    let (mut numbers, mut words) = (0, 0);
    let tokens = date.split(|c: char| !c.is_alphanumeric());
    for token in tokens.filter(|token| !token.is_empty()) {
        let digits: String = token.chars().filter_map(ascii_digit).collect();
        if digits.is_empty() {
            words += 1;
        } else if digits.chars().count() == token.chars().count() && is_of_date(&digits) {
            numbers += 1;
        } else {
            return None;
        }
    }
    ((1..=3).contains(&numbers) && words <= 2).then(|| trim_place(without_word(place)))
}

/// Returns `place` without the one word behind its last comma, which is the month before a
/// day: "DAR ES SALAAM, Machi 14".
fn without_word(place: &str) -> &str {
    match place.trim_end().rsplit_once(", ") {
        Some((place, month)) if !month.contains([' ', '.']) => place,
        _ => place,
    }
}

/// Returns whether a number may be the day, the month or the year of a date.
fn is_of_date(digits: &str) -> bool {
    digits
        .parse::<u16>()
        .is_ok_and(|number| (1..=31).contains(&number) || (1_900..2_200).contains(&number))
}

/// Returns the date that `text` is, if it has a day and a month.
fn day_and_month(text: &str) -> Option<PrintedDate> {
    PrintedDate::read(text).filter(|date| date.has_month() && date.day.is_some())
}
