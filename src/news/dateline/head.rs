/*!
The text before the frame of a dateline: places, a region, a date, and the marks around them.
*/

use crate::news::dateline::look::{PlaceLook, look};
use crate::news::dateline::thresholds::MAX_PLACE_LETTERS;
use crate::news::dates::printed::PrintedDate;
use crate::news::name_key::ascii_digit;
use crate::text::characters::is_alphanumeric;

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

/// Returns the place before a date that cannot be read: "Budapest, 2024. március 12.,
/// kedd". It has a day, and perhaps a year, and one or two words that may be a month and
/// a day of the week.
fn without_unread_date(text: &str) -> Option<&str> {
    let (place, date) = text.split_once([',', '،', '.'])?;
    let mut numbers = 0;
    let mut words = 0;
    for token in date.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()) {
        if token.chars().all(|c| ascii_digit(c).is_some()) {
            numbers += 1;
        } else if token.chars().all(char::is_alphabetic) {
            words += 1;
        } else {
            return None;
        }
    }
    let has_digit = place.chars().any(|c| ascii_digit(c).is_some());
    ((1..=2).contains(&numbers) && words <= 2 && !has_digit).then(|| trim_place(place))
}

/// Returns the date that `text` is, if it has a day and a month.
fn day_and_month(text: &str) -> Option<PrintedDate> {
    PrintedDate::read(text).filter(|date| date.has_month() && date.day.is_some())
}
