/*!
Finding the markers at both ends of a headline.

# Choices

* A plus sign after a short word marks paid content, whatever the outlet. Before
  a colon it does not: "Ferry+" may be the subject of the story.
*/

use crate::news::headline::marker_words::{Marker, MarkerKind, bare_marker, marker};
use crate::news::headline::separators::trim;
use crate::news::headline::thresholds::{LETTERS_BEFORE_PLUS, LONGEST_MARKER};
use crate::news::headline::wires::{joined_marker, topic};
use crate::news::lang::keys::WordKey;

/// The brackets around markers.
const BRACKETS: [(char, char); 5] = [
    ('(', ')'),
    ('[', ']'),
    ('【', '】'),
    ('（', '）'),
    ('［', '］'),
];

/// Returns the marker that `text` begins with and the text after it, which has
/// at least one letter or digit.
pub(crate) fn front_marker(text: &str) -> Option<(Marker, &str)> {
    let (marker, rest) = bracketed_front(text)
        .or_else(|| before_separator(text))
        .or_else(|| joined_marker(text))
        .or_else(|| topic(text))?;
    let rest = trim(rest);
    rest.contains(char::is_alphanumeric)
        .then_some((marker, rest))
}

/// Returns the text before the bracketed marker that `text` ends with, and the
/// marker.
pub(crate) fn back_marker(text: &str) -> Option<(&str, Marker)> {
    let close = text.chars().next_back()?;
    let &(open, _) = BRACKETS.iter().find(|(_, one)| *one == close)?;
    let start = text.rfind(open)?;
    let inside = &text[start + open.len_utf8()..text.len() - close.len_utf8()];
    let rest = trim(&text[..start]);
    (!rest.is_empty()).then_some((rest, marker_of_list(inside)?))
}

/// Returns whether `suffix`, the text after a separator, is a marker: "Ferry
/// sinks | Video".
pub(crate) fn is_marker_suffix(suffix: &str) -> bool {
    marker(suffix).is_some_and(|marker| {
        matches!(
            marker.kind,
            MarkerKind::Media | MarkerKind::Update | MarkerKind::Urgent
        )
    })
}

fn bracketed_front(text: &str) -> Option<(Marker, &str)> {
    let open = text.chars().next()?;
    let &(_, close) = BRACKETS.iter().find(|(one, _)| *one == open)?;
    let end = text.find(close)?;
    let inside = &text[open.len_utf8()..end];
    let marker = marker_of_list(inside).or_else(|| paid_content(inside))?;
    Some((marker, &text[end + close.len_utf8()..]))
}

/// Returns the marker before a colon or bar, or before a dash that follows a
/// space.
fn before_separator(text: &str) -> Option<(Marker, &str)> {
    let (at, separator) = text
        .char_indices()
        .take_while(|&(at, _)| at <= LONGEST_MARKER)
        .find(|&(at, character)| match character {
            ':' | '：' | '|' | '｜' | '!' => true,
            '-' | '–' | '—' => text[..at].ends_with(char::is_whitespace),
            _ => false,
        })?;
    let front = &text[..at];
    let is_bar = matches!(separator, '|' | '｜');
    let marker = bare_marker(front).or_else(|| paid_content(front).filter(|_| is_bar))?;
    Some((marker, &text[at + separator.len_utf8()..]))
}

/// Returns the marker of paid content: a short word and a plus sign.
fn paid_content(text: &str) -> Option<Marker> {
    let word = trim(text).strip_suffix('+')?;
    let is_short = (1..=LETTERS_BEFORE_PLUS).contains(&word.chars().count());
    (is_short && word.chars().all(char::is_alphabetic)).then_some(Marker::GENRE)
}

/// Returns the first of one or more markers in one pair of brackets: `photos,
/// video`, `+video`, `with video`.
fn marker_of_list(text: &str) -> Option<Marker> {
    let text = trim(text).trim_start_matches(['+', '¡']).trim();
    let text = WordKey::MarkerWith
        .words()
        .iter()
        .find_map(|with| text.strip_prefix(with))
        .unwrap_or(text);
    if let Some(marker) = marker(text) {
        return Some(marker);
    }
    let mut first = None;
    for part in text.split([',', '+', '&', '/', ' ', ';']) {
        if part.is_empty() || WordKey::MarkerAnd.words().contains(&part) {
            continue;
        }
        let marker = marker(part)?;
        first = first.or(Some(marker));
    }
    first
}

#[cfg(test)]
mod tests {
    use MarkerKind::{Corrected, Desk, Genre, Lead, Media, Refile, Repeat, Update, Urgent, Wrapup};

    use super::*;

    /// Returns the markers of a headline and the text between them.
    fn split(text: &str) -> (Vec<(MarkerKind, Option<u32>)>, &str) {
        let (mut markers, mut rest) = (Vec::new(), text);
        while let Some((before, marker)) = back_marker(rest) {
            markers.push((marker.kind, marker.number));
            rest = before;
        }
        while let Some((marker, after)) = front_marker(rest) {
            markers.push((marker.kind, marker.number));
            rest = after;
        }
        (markers, rest)
    }

    #[test]
    fn a_headline_may_have_several_markers() {
        for (text, markers, rest) in [
            (
                "UPDATE 2-Ferry sinks",
                &[(Update, Some(2))][..],
                "Ferry sinks",
            ),
            (
                "RPT-UPDATE 1-Ferry sinks",
                &[(Repeat, None), (Update, Some(1))],
                "Ferry sinks",
            ),
            (
                "WRAPUP 3-REFILE-Ferry sinks",
                &[(Wrapup, Some(3)), (Refile, None)],
                "Ferry sinks",
            ),
            ("CORRECTED-Ferry sinks", &[(Corrected, None)], "Ferry sinks"),
            ("(LEAD) Ferry sinks", &[(Lead, None)], "Ferry sinks"),
            ("(2nd LD) Ferry sinks", &[(Lead, Some(2))], "Ferry sinks"),
            (
                "BREAKING: Ferry sinks (VIDEO)",
                &[(Media, None), (Urgent, None)],
                "Ferry sinks",
            ),
            ("JUST IN: Ferry sinks", &[(Urgent, None)], "Ferry sinks"),
            ("HED:Ferry sinks", &[(Desk, None)], "Ferry sinks"),
            (
                "Ferry sinks (+video) [Photos]",
                &[(Media, None), (Media, None)],
                "Ferry sinks",
            ),
            (
                "Ferry sinks (photos, video)",
                &[(Media, None)],
                "Ferry sinks",
            ),
            ("Soccer-Skarholm win", &[(Genre, None)], "Skarholm win"),
            (
                "Tennis-Dahl beats Berg",
                &[(Genre, None)],
                "Dahl beats Berg",
            ),
            (
                "NBA-Skarholm lose to Tarnby",
                &[(Genre, None)],
                "Skarholm lose to Tarnby",
            ),
            (
                "VIDEO-Ferry leaves for Skarholm",
                &[(Media, None)],
                "Ferry leaves for Skarholm",
            ),
            ("LD 2-Ferry sinks", &[(Lead, Some(2))], "Ferry sinks"),
            ("(NL) Fähre sinkt", &[(Lead, None)], "Fähre sinkt"),
            ("(2. ZF) Fähre sinkt", &[(Wrapup, Some(2))], "Fähre sinkt"),
            ("Bote+ | Fähre sinkt", &[(Genre, None)], "Fähre sinkt"),
            ("LIMA.-El ferry zarpa", &[(Genre, None)], "El ferry zarpa"),
            ("Eilmeldung: Fähre sinkt", &[(Urgent, None)], "Fähre sinkt"),
            (
                "Madrid.- Sociedad.- Zarpa el ferry",
                &[(Genre, None), (Genre, None)],
                "Zarpa el ferry",
            ),
            ("原标题：渡轮沉没", &[(Genre, None)], "渡轮沉没"),
            ("[社论] 渡轮", &[(Genre, None)], "渡轮"),
            ("(S+) Fähre sinkt", &[(Genre, None)], "Fähre sinkt"),
            ("عاجل: غرق عبارة", &[(Urgent, None)], "غرق عبارة"),
        ] {
            assert_eq!(split(text), (markers.to_vec(), rest), "{text}");
        }
    }

    #[test]
    fn words_of_the_headline_are_not_markers() {
        for text in [
            "Soccer-mad town waits",
            "Update-hungry fans wait",
            "Lavrov: ferry will sail",
            "Live music returns to Skarholm",
            "Text-message scam: what to know",
            "Mother (42) saved",
            "U.S.-led talks on ferries end",
            "Live 2: Off air",
            "Breaking: ",
            "Harbor breaking: an essay",
            "NBA-Saison startet am Dienstag",
            "Golf-Staaten einigen sich",
            "Tennis-Legende Dahl tritt ab",
            "VIDEO-Beweis wird abgeschafft",
            "ZF-Chef Klein tritt zurück",
            "ZF: Tausende Stellen fallen weg",
            "NL-Wahl: Dahl liegt vorn",
            "NL: Dahl liegt vorn",
            "Lead: the silent killer",
            "Update 2023: New rules for ferries",
            "Ferry rules (Update 2024)",
            "2024. Update: New rules for ferries",
            "Ferries Inc.-owned Tidewave recalls boats",
            "Ferries Inc.-Owned Tidewave Recalls Boats",
            "Mass.-based ferry firm closes",
            "Ferry+: Preise steigen",
            "Ferry for all (GULL+)",
        ] {
            assert_eq!(split(text), (Vec::new(), text));
        }
    }
}
