/*!
The text of a place, without the marks around it.
*/

use crate::text::characters::is_alphanumeric;

/// Removes the marks around a place. The stop of an abbreviation ("Wis.") stays.
pub(crate) fn trim_place(text: &str) -> &str {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—' | '−' | '،' | '*')
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
