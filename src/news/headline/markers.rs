/*!
Marks that newsrooms put on headlines: versions, urgency, kinds, pictures.

They are set aside for the key and kept as evidence: `UPDATE 2-` says that
there was a first.

# Choices

* A number of a marker counts versions and is small. In "Update 2023" it is a
  year, which tells headlines apart.
* A plus sign behind a short word marks what is paid for, at whatever house. A
  colon does not do for it: "Ferry+" may be what the story is about.
*/

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::news::headline::separators::trim;
use crate::news::headline::wires::{glued, topic};

/// What a marker says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkerKind {
    /// A later version.
    Update,
    /// The same once more.
    Repeat,
    /// Sent again with a minor change.
    Refile,
    /// An error of fact was put right.
    Corrected,
    /// Several stories were made one.
    Wrapup,
    /// A new lead.
    Lead,
    /// It has just happened, or is still happening.
    Urgent,
    /// What kind of piece it is, or on what.
    Kind,
    /// There are pictures, or it is one.
    Media,
    /// How long ago it was.
    Age,
    /// A sign for the desk, such as `HED:`.
    Desk,
}

/// A marker of a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker<'a> {
    /// What it says.
    pub kind: MarkerKind,
    /// Its number, if it has one: 2 of `UPDATE 2-`.
    pub number: Option<u32>,
    /// Itself, without brackets and punctuation.
    pub text: &'a str,
}

use MarkerKind::{Corrected, Desk, Kind, Lead, Media, Refile, Repeat, Update, Urgent, Wrapup};

/// Words that are a marker before a colon, a dash or in brackets.
const MARKERS: &[(MarkerKind, &[&str])] = &[
    (
        Update,
        &[
            "update",
            "updated",
            "updates",
            "upd",
            "aktualisiert",
            "actualización",
            "actualizado",
            "mise à jour",
            "màj",
            "aggiornamento",
            "atualização",
            "обновлено",
            "更新",
            "güncelleme",
            "محدث",
            "تحديث",
        ],
    ),
    (Repeat, &["rpt", "repeat", "wdh", "wiederholung"]),
    (Refile, &["refile", "refiled", "resend", "resending"]),
    (
        Corrected,
        &[
            "corrected",
            "correction",
            "clarification",
            "korrektur",
            "korrigiert",
            "berichtigung",
            "corrección",
            "rectificatif",
            "corrigé",
            "correzione",
            "correção",
            "تصحيح",
        ],
    ),
    (
        Wrapup,
        &[
            "wrapup",
            "wrap",
            "wrap up",
            "zusammenfassung",
            "zf",
            "roundup",
            "종합",
        ],
    ),
    (Lead, &["lead", "ld", "nl"]),
    (
        Urgent,
        &[
            "breaking",
            "breaking news",
            "just in",
            "developing",
            "developing story",
            "live",
            "live updates",
            "alert",
            "urgent",
            "flash",
            "eil",
            "eilmeldung",
            "liveticker",
            "newsticker",
            "liveblog",
            "live-blog",
            "newsblog",
            "ticker",
            "última hora",
            "urgente",
            "en vivo",
            "en directo",
            "en direct",
            "direct",
            "ultim'ora",
            "ultima ora",
            "in diretta",
            "diretta",
            "ao vivo",
            "срочно",
            "молния",
            "عاجل",
            "مباشر",
            "速報",
            "快讯",
            "突发",
            "속보",
            "son dakika",
            "news alert",
        ],
    ),
    (
        Kind,
        &[
            "exclusive",
            "analysis",
            "factbox",
            "timeline",
            "instant view",
            "press digest",
            "newsmaker",
            "breakingviews",
            "scenarios",
            "explainer",
            "column",
            "brief",
            "advisory",
            "highlights",
            "interview",
            "preview",
            "opinion",
            "editorial",
            "commentary",
            "exklusiv",
            "analyse",
            "kommentar",
            "meinung",
            "abo",
            "premium",
            "exclusiva",
            "análisis",
            "opinión",
            "entrevista",
            "exclusif",
            "esclusiva",
            "단독",
            "社论",
            "独家",
            "原标题",
            "حصري",
            "эксклюзив",
            "q+a",
            "q&a",
            "insight",
        ],
    ),
    (
        Media,
        &[
            "video",
            "videos",
            "watch",
            "watch live",
            "photo",
            "photos",
            "photo gallery",
            "gallery",
            "slideshow",
            "pictures",
            "pics",
            "graphic",
            "audio",
            "podcast",
            "listen",
            "foto",
            "fotos",
            "bilder",
            "bildergalerie",
            "vídeo",
            "vídeos",
            "imágenes",
            "vidéo",
            "vidéos",
            "images",
            "galleria",
            "видео",
            "фото",
            "فيديو",
            "بالفيديو",
            "بالصور",
            "صور",
            "شاهد",
            "视频",
            "图",
            "組圖",
            "영상",
            "포토",
        ],
    ),
    (Desk, &["hed", "headline", "dek", "slug"]),
];

/// Short forms that are markers in brackets, or with a number.
const SHORT_FORMS: &[&str] = &["zf", "ld", "nl", "lead"];

/// Bytes of a marker, at most.
pub(crate) const LONGEST: usize = 40;

/// Versions that are counted, at most: a greater number is a year or a count.
const MOST_VERSIONS: u32 = 99;

/// Letters of a word before the plus sign of paid content, at most.
const LETTERS_OF_PAID: usize = 12;

/// The kind and number of a marker that reads `text`.
fn marker_of(text: &str) -> Option<Marker<'_>> {
    let text = trim(text);
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let (name, number) = name_and_number(&lower);
    let kind = *kinds().get(name)?;
    // "Live 2", "Gallery 5" are names, not versions.
    let may_be_numbered = !matches!(kind, Urgent | Kind | Media | Desk);
    (number.is_none() || may_be_numbered).then_some(Marker { kind, number, text })
}

/// [`MARKERS`] by name.
fn kinds() -> &'static HashMap<&'static str, MarkerKind> {
    static KINDS: OnceLock<HashMap<&str, MarkerKind>> = OnceLock::new();
    KINDS.get_or_init(|| {
        let named = MARKERS.iter();
        named
            .flat_map(|&(kind, names)| names.iter().map(move |&name| (name, kind)))
            .collect()
    })
}

/// `update 2` as `update` and 2, `2nd ld` as `ld` and 2.
fn name_and_number(lower: &str) -> (&str, Option<u32>) {
    if let Some((name, number)) = lower.rsplit_once(' ')
        && let Some(number) = version_number(number)
    {
        return (name, Some(number));
    }
    let digits = lower.bytes().take_while(u8::is_ascii_digit).count();
    if let Some(number) = version_number(&lower[..digits])
        && let Some((ordinal, name)) = lower.split_once(' ')
        && matches!(&ordinal[digits..], "st" | "nd" | "rd" | "th" | ".")
    {
        return (name, Some(number));
    }
    (lower, None)
}

fn version_number(digits: &str) -> Option<u32> {
    digits
        .parse()
        .ok()
        .filter(|number| *number <= MOST_VERSIONS)
}

/// The marker that `text` begins with, and what follows it.
#[must_use]
pub fn front_marker(text: &str) -> Option<(Marker<'_>, &str)> {
    let (marker, rest) = bracketed_front(text)
        .or_else(|| before_mark(text))
        .or_else(|| glued(text))
        .or_else(|| topic(text))?;
    let rest = trim(rest);
    rest.chars()
        .any(char::is_alphanumeric)
        .then_some((marker, rest))
}

const BRACKETS: [(char, char); 5] = [
    ('(', ')'),
    ('[', ']'),
    ('【', '】'),
    ('（', '）'),
    ('［', '］'),
];

fn bracketed_front(text: &str) -> Option<(Marker<'_>, &str)> {
    let open = text.chars().next()?;
    let &(_, close) = BRACKETS.iter().find(|(one, _)| *one == open)?;
    let end = text.find(close)?;
    let inside = &text[open.len_utf8()..end];
    let marker = listed(inside).or_else(|| paid(inside))?;
    Some((marker, &text[end + close.len_utf8()..]))
}

/// The sign of what is paid for: a short word with a plus behind it.
fn paid(text: &str) -> Option<Marker<'_>> {
    let text = trim(text);
    let word = text.strip_suffix('+')?;
    let is_short = (1..=LETTERS_OF_PAID).contains(&word.chars().count());
    (is_short && word.chars().all(char::is_alphabetic)).then_some(Marker {
        kind: Kind,
        number: None,
        text,
    })
}

/// A marker without brackets.
pub(crate) fn bare(text: &str) -> Option<Marker<'_>> {
    let is_short_form = |text: &str| {
        SHORT_FORMS
            .iter()
            .any(|short| short.eq_ignore_ascii_case(text))
    };
    marker_of(text).filter(|marker| !is_short_form(marker.text))
}

/// A marker before `:`, or before a mark with blanks around it.
fn before_mark(text: &str) -> Option<(Marker<'_>, &str)> {
    let (at, mark) = text
        .char_indices()
        .take_while(|&(at, _)| at <= LONGEST)
        .find(|&(at, character)| match character {
            ':' | '：' | '|' | '｜' | '!' => true,
            '-' | '–' | '—' => text[..at].ends_with(char::is_whitespace),
            _ => false,
        })?;
    let front = &text[..at];
    let marker = bare(front).or_else(|| paid(front).filter(|_| matches!(mark, '|' | '｜')))?;
    Some((marker, &text[at + mark.len_utf8()..]))
}

/// The bracketed marker that `text` ends with, and what stands before it.
#[must_use]
pub fn back_marker(text: &str) -> Option<(&str, Marker<'_>)> {
    let close = text.chars().next_back()?;
    let &(open, _) = BRACKETS.iter().find(|(_, one)| *one == close)?;
    let start = text.rfind(open)?;
    let inside = &text[start + open.len_utf8()..text.len() - close.len_utf8()];
    let rest = trim(&text[..start]);
    (!rest.is_empty()).then_some((rest, listed(inside)?))
}

/// Whether what stands behind a separator is a marker: "Ferry sinks | Video".
#[must_use]
pub fn is_marker_tail(tail: &str) -> bool {
    marker_of(tail).is_some_and(|marker| matches!(marker.kind, Media | Update | Urgent))
}

/// A marker, or several in one pair of brackets: `photos, video`, `+video`,
/// `with video`.
fn listed(text: &str) -> Option<Marker<'_>> {
    let text = trim(text).trim_start_matches(['+', '¡']).trim();
    let text = ["with ", "mit ", "con ", "avec "]
        .iter()
        .find_map(|with| text.strip_prefix(with))
        .unwrap_or(text);
    if let Some(marker) = marker_of(text) {
        return Some(marker);
    }
    let mut first = None;
    for part in text.split([',', '+', '&', '/', ' ', ';']) {
        if matches!(part, "" | "and" | "und" | "y" | "et" | "e" | "و") {
            continue;
        }
        let marker = marker_of(part)?;
        first = first.or(Some(Marker { text, ..marker }));
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The markers of a headline, and what is left.
    fn read(text: &str) -> (Vec<(MarkerKind, Option<u32>)>, &str) {
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
    fn markers_stack_and_are_kept() {
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
            ("Soccer-Skarholm win", &[(Kind, None)], "Skarholm win"),
            ("Tennis-Dahl beats Berg", &[(Kind, None)], "Dahl beats Berg"),
            (
                "NBA-Skarholm lose to Tarnby",
                &[(Kind, None)],
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
            ("Bote+ | Fähre sinkt", &[(Kind, None)], "Fähre sinkt"),
            ("LIMA.-El ferry zarpa", &[(Kind, None)], "El ferry zarpa"),
            ("Eilmeldung: Fähre sinkt", &[(Urgent, None)], "Fähre sinkt"),
            (
                "Madrid.- Sociedad.- Zarpa el ferry",
                &[(Kind, None), (Kind, None)],
                "Zarpa el ferry",
            ),
            ("原标题：渡轮沉没", &[(Kind, None)], "渡轮沉没"),
            ("[社论] 渡轮", &[(Kind, None)], "渡轮"),
            ("(S+) Fähre sinkt", &[(Kind, None)], "Fähre sinkt"),
            ("عاجل: غرق عبارة", &[(Urgent, None)], "غرق عبارة"),
        ] {
            assert_eq!(read(text), (markers.to_vec(), rest), "{text}");
        }
    }

    #[test]
    fn words_of_the_headline_are_no_markers() {
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
            assert_eq!(read(text), (Vec::new(), text));
        }
    }
}
