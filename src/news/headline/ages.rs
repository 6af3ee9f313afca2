/*!
How long ago: `4 hours ago`, or a date, as pages and search results print it
behind a headline.

It tells when a page was looked at, and nothing about the story.
*/

use crate::news::dates::names::months;
use crate::news::headline::markers::{Marker, MarkerKind};
use crate::news::headline::separators::trim;
use crate::text::characters::is_numeric;

/// Words before the number, the units, and words after them, by language.
struct Form {
    before: &'static [&'static str],
    units: &'static [&'static str],
    after: &'static [&'static str],
}

const FORMS: &[Form] = &[
    Form {
        before: &[],
        units: &[
            "min", "mins", "minute", "minutes", "hr", "hrs", "hour", "hours", "day", "days",
            "week", "weeks", "month", "months",
        ],
        after: &["ago"],
    },
    Form {
        before: &["vor"],
        units: &[
            "minute", "minuten", "stunde", "stunden", "tag", "tagen", "woche", "wochen", "monat",
            "monaten",
        ],
        after: &[],
    },
    Form {
        before: &["hace"],
        units: &[
            "minuto", "minutos", "hora", "horas", "día", "días", "semana", "semanas", "mes",
            "meses",
        ],
        after: &[],
    },
    Form {
        before: &["il", "y", "a"],
        units: &[
            "minute", "minutes", "heure", "heures", "jour", "jours", "semaine", "semaines", "mois",
        ],
        after: &[],
    },
    Form {
        before: &["há"],
        units: &[
            "minuto", "minutos", "hora", "horas", "dia", "dias", "semana", "semanas", "mês",
            "meses",
        ],
        after: &[],
    },
    Form {
        before: &[],
        units: &[
            "minuto",
            "minuti",
            "ora",
            "ore",
            "giorno",
            "giorni",
            "settimana",
            "settimane",
            "mese",
            "mesi",
        ],
        after: &["fa"],
    },
    Form {
        before: &[],
        units: &[
            "minuut", "minuten", "uur", "dag", "dagen", "week", "weken", "maand", "maanden",
        ],
        after: &["geleden"],
    },
    Form {
        before: &["منذ"],
        units: &[
            "دقيقة",
            "دقائق",
            "ساعة",
            "ساعات",
            "يوم",
            "أيام",
            "أسبوع",
            "أسابيع",
            "شهر",
        ],
        after: &[],
    },
];

/// Characters of what follows the number, and of the number, at most.
const LONGEST: usize = 24;

/// What the German word before the number makes an adverb with, so that it is
/// not glued to it: "zuvor 3 Stunden".
const BEFORE_VOR: [&str; 6] = ["zu", "da", "be", "her", "wo", "hier"];

/// What stands between a headline and its age.
const GLUED: [&str; 4] = ["Video", "VIDEO", "Photos", "Gallery"];

/// `text` without how long ago it was, and that as a marker.
///
/// In a sentence ("boy burned 13 years ago") it is no decoration: it goes
/// only when it is glued to the word before it, or when a separator stands
/// before it.
#[must_use]
pub fn without_age(text: &str) -> Option<(&str, Marker<'_>)> {
    // Most headlines have no number near their end.
    let mut ends = text.chars().rev().take(LONGEST);
    ends.find(|&character| is_numeric(character))?;
    if let Some(rest) = before_glued_date(text) {
        let marker = Marker {
            kind: MarkerKind::Age,
            number: None,
            text: &text[rest.len()..],
        };
        return Some((trim(rest), marker));
    }
    FORMS.iter().find_map(|form| {
        let mut at = text;
        for word in form.after.iter().rev() {
            at = before_word(at, word)?;
        }
        at = form.units.iter().find_map(|unit| before_word(at, unit))?;
        let digits = at.trim_end_matches(is_numeric);
        if digits.len() == at.len() {
            return None;
        }
        let mut rest = digits;
        for word in form.before.iter().rev() {
            rest = before_glued_word(rest, word)?;
        }
        let age = &text[rest.len()..];
        if !is_apart(rest) || form.before == ["vor"] && ends_in_half_an_adverb(rest) {
            return None;
        }
        let rest = trim(rest);
        let glued = GLUED.iter().find_map(|word| rest.strip_suffix(word));
        let rest = match glued {
            Some(rest) if !rest.ends_with(char::is_whitespace) => trim(rest),
            _ => rest,
        };
        let marker = Marker {
            kind: MarkerKind::Age,
            number: None,
            text: trim(age),
        };
        (!rest.is_empty()).then_some((rest, marker))
    })
}

/// What stands before a date that is glued to it: `WXQPApr 8, 2022`.
fn before_glued_date(text: &str) -> Option<&str> {
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (rest, year) = text.rsplit_once(", ")?;
    let (rest, day) = rest.rsplit_once(' ')?;
    if year.len() != 4 || day.len() > 2 || !are_digits(year) || !are_digits(day) {
        return None;
    }
    let start = rest.len().checked_sub(3)?;
    let (before, month) = (rest.get(..start)?, rest.get(start..)?);
    let is_short_for = |name: &str| {
        let (month, name) = (month.as_bytes(), name.as_bytes());
        month[0] == name[0].to_ascii_uppercase() && month[1..] == name[1..3]
    };
    months().iter().find(|(name, _)| is_short_for(name))?;
    // "Apr 1-Apr 8, 2022" is a time that a log covers.
    let is_glued = before.chars().next_back().is_some_and(|last| {
        last.is_alphanumeric() || matches!(last, '.' | '…' | '!' | '?' | ')' | '"' | '”' | '’')
    });
    is_glued.then_some(before)
}

/// What stands before `word` and the blank before it, if `text` ends so.
fn before_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = before_glued_word(text, word)?;
    let trimmed = rest.trim_end();
    (trimmed.len() < rest.len()).then_some(trimmed)
}

/// What stands before `word`, which may be glued to the word before it.
fn before_glued_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let text = text.trim_end();
    let at = text.len().checked_sub(word.len())?;
    let mut lower = text.get(at..)?.chars().flat_map(char::to_lowercase);
    let is_word = word.chars().all(|letter| lower.next() == Some(letter)) && lower.next().is_none();
    is_word.then(|| &text[..at])
}

/// Whether the last word of `text` is one of [`BEFORE_VOR`].
fn ends_in_half_an_adverb(text: &str) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next();
    last.is_some_and(|last| {
        BEFORE_VOR
            .iter()
            .any(|half| half.eq_ignore_ascii_case(last))
    })
}

/// Whether what follows `text` is no part of its sentence.
fn is_apart(text: &str) -> bool {
    match text.chars().next_back() {
        None => false,
        Some(last) if last.is_whitespace() => text
            .trim_end()
            .ends_with(['|', '-', '–', '—', '·', '•', '…']),
        Some(last) => !matches!(
            last,
            '$' | '€' | '£' | '#' | '(' | ',' | '.' | '-' | '–' | '/'
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_goes_only_when_it_stands_apart() {
        for (text, expected) in [
            ("Few good tidings4 hours ago", Some("Few good tidings")),
            ("Ferry sinks · 1 day ago", Some("Ferry sinks")),
            ("Fähre sinktvor 3 Stunden", Some("Fähre sinkt")),
            ("Zarpa el ferryhace 2 días", Some("Zarpa el ferry")),
            ("Le ferry partil y a 3 heures", Some("Le ferry part")),
            ("Ferry sinksVideo15 hours ago", Some("Ferry sinks")),
            (
                "Ferry sinks off the ...WXQPApr 8, 2022",
                Some("Ferry sinks off the ...WXQP"),
            ),
            ("Ferry schedule for Apr 8, 2022", None),
            ("Police log: Apr 1-Apr 8, 2022", None),
            ("Police log: Jul-Aug 8, 2022", None),
            ("Ferry sinks?Apr 8, 2022", Some("Ferry sinks?")),
            ("Motor streikte zuvor 3 Stunden", None),
            ("Hafen schloss bevor 2 Tage", None),
            ("Ferry sank 45 days ago", None),
            ("Mayor wed 13 years ago", None),
            ("Long ago", None),
        ] {
            let rest = without_age(text).map(|(rest, _)| rest);
            assert_eq!(
                rest.map(|rest| rest.trim_end_matches([' ', '·'])),
                expected,
                "{text}"
            );
        }
    }
}
