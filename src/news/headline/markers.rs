/*!
Finding the markers at both ends of a headline, and the version that they claim.

# Choices

* A plus sign after a short word marks paid content, whatever the outlet. Before
  a colon it does not: "Ferry+" may be the subject of the story.
* A marker before a dash is an English wire service's: `UPDATE 2-`, `Soccer-`.
  German compounds look alike (`NBA-Saison`), so a word that German has too
  counts only if the other words of the headline are English.
* A name before `.-` is a topic or place in Spanish: `Madrid.-`. It must not
  continue as a compound.
*/

use crate::news::headline::marker_words::{Marker, MarkerKind, bare_marker, marker};
use crate::news::headline::separators::trim;
use crate::news::headline::thresholds::{
    LETTERS_BEFORE_PLUS, LETTERS_OF_TOPIC, LONGEST_MARKER, MOST_MARKERS, WORDS_OF_TOPIC,
};
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

/// Returns the marker that is joined with a dash to a word that is not in small
/// letters, and the text after it: `UPDATE 2-Ferry`, `Soccer-Skarholm`.
fn joined_marker(text: &str) -> Option<(Marker, &str)> {
    let at = text
        .char_indices()
        .take_while(|&(at, _)| at <= LONGEST_MARKER)
        .find(|&(_, character)| matches!(character, '-' | '–' | '—'))
        .map(|(at, _)| at)?;
    let (front, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(['-', '–', '—']);
    let next = rest.trim_start().chars().next()?;
    if next.is_lowercase() {
        return None;
    }
    let is_in_capitals = !front.contains(char::is_lowercase);
    let lower = front.to_lowercase();
    let marker = match bare_marker(front) {
        Some(marker) if is_in_capitals => marker,
        _ if WordKey::MarkerTopics.words().contains(&lower.as_str())
            && front.starts_with(char::is_uppercase) =>
        {
            Marker::GENRE
        }
        _ => return None,
    };
    let may_be_compound = WordKey::MarkerCompounds.words().contains(&lower.as_str());
    (!may_be_compound || is_english(rest)).then_some((marker, rest))
}

fn is_english(headline: &str) -> bool {
    let mut words = headline.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WordKey::MarkerNotGerman.has_ascii(word))
}

/// Returns the topic or place that Spanish agencies put before a headline, and
/// the text after it: `Madrid.- El ferry`.
fn topic(text: &str) -> Option<(Marker, &str)> {
    let at = text
        .find(".-")
        .filter(|&at| at > 0 && at <= LONGEST_MARKER)?;
    let (front, rest) = (&text[..at], &text[at + 2..]);
    // Abbreviations end with a full stop too: `U.S.-led`.
    let is_topic = !front.contains('.')
        && front.chars().count() >= LETTERS_OF_TOPIC
        && front.split_whitespace().count() <= WORDS_OF_TOPIC
        && front.starts_with(char::is_uppercase);
    (is_topic && !continues_compound(rest)).then_some((Marker::GENRE, rest))
}

/// Returns whether `rest`, the text after `.-`, is the second half of a
/// compound.
fn continues_compound(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    rest.starts_with(char::is_lowercase)
        || word.is_some_and(|word| WordKey::MarkerCompoundHalves.has_ascii(word))
}

/// Returns the version that `headline` claims: 0 without a claim, higher for
/// later versions.
///
/// `UPDATE 2-` is version 3 and a first update version 2. A correction, a new
/// lead without a number or a refiled story is version 1. A repeat (`RPT-`)
/// claims nothing.
pub(crate) fn version(headline: &str) -> u32 {
    let mut version = 0;
    let mut rest = trim(headline);
    for _ in 0..MOST_MARKERS {
        let Some((marker, after)) = front_marker(rest) else {
            break;
        };
        version = version.max(claimed(marker));
        rest = after;
    }
    for _ in 0..MOST_MARKERS {
        let Some((before, marker)) = back_marker(rest) else {
            break;
        };
        version = version.max(claimed(marker));
        rest = before;
    }
    version
}

fn claimed(marker: Marker) -> u32 {
    match marker.kind {
        MarkerKind::Update | MarkerKind::Wrapup => marker.number.unwrap_or(1) + 1,
        MarkerKind::Lead => marker.number.unwrap_or(1),
        MarkerKind::Corrected | MarkerKind::Refile => 1,
        MarkerKind::Repeat
        | MarkerKind::Urgent
        | MarkerKind::Genre
        | MarkerKind::Media
        | MarkerKind::Desk => 0,
    }
}
