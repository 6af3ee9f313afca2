/*!
The text before the frame of a dateline: places, a region, a date.
*/

use crate::news::dateline::look::{PlaceLook, look};
use crate::news::dateline::place_text::{place_once, trim_place};
use crate::news::dateline::thresholds::MAX_PLACE_LETTERS;
use crate::news::dates::printed::PrintedDate;
use crate::text::characters::is_alphanumeric;

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
        // "July 13--SKARHOLM": on the wires of syndicates the date stands first.
        if let Some((date, place)) = text.split_once("--")
            && let Some(date) = day_and_month(date)
        {
            return DatelineHead::of(trim_place(place), Some(date));
        }
        let cuts = text
            .char_indices()
            .skip(1)
            .filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | '.' | '،'));
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
        DatelineHead::of(text, None)
    }

    /// Returns whether there is more evidence than words with capitals: a date, a
    /// place of the table, or a place all in capitals.
    pub(crate) fn is_strict(&self) -> bool {
        self.date.is_some() || matches!(self.look, PlaceLook::Known | PlaceLook::Capitals)
    }
}

/// Returns the date that `text` is, if it has a day and a month.
fn day_and_month(text: &str) -> Option<PrintedDate> {
    PrintedDate::read(text).filter(|date| date.has_month() && date.day.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place_of(text: &str) -> Option<&str> {
        DatelineHead::read(text).and_then(|head| head.place)
    }

    #[test]
    fn a_region_is_part_of_the_place_and_a_date_is_not() {
        for (text, place) in [
            ("SKARHOLM, Wis. ", "SKARHOLM, Wis."),
            ("BEIRUT, Lebanon, Sept. 20 ", "BEIRUT, Lebanon"),
            ("Salt Lake City, UT, June 30, 2026", "Salt Lake City, UT"),
            ("New Delhi [India], February 4", "New Delhi [India]"),
            ("SANTANDER, 1 ", "SANTANDER"),
            ("HELSINKI - HELSINKI ", "HELSINKI"),
            ("МОСКВА, 3 мая. ", "МОСКВА"),
            ("مانيلا، 3 ديسمبر ", "مانيلا"),
            ("WASHINGTON, D.C. -", "WASHINGTON, D.C."),
        ] {
            assert_eq!(place_of(text), Some(place), "{text}");
        }
    }

    #[test]
    fn labels_and_sentences_are_no_places() {
        for text in [
            "WHEN THE FERRY",
            "BREAKING",
            "The ferry that sank",
            "EDITOR'S NOTE",
            "",
            "7 UP",
            "a b",
        ] {
            assert!(
                DatelineHead::read(text).is_none_or(|head| !head.is_strict()),
                "{text}"
            );
        }
    }
}
