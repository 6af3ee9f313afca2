/*!
Markers: what newsrooms put on headlines to say which version, how urgent or of
which genre a story is.

# Choices

* A number of a marker counts versions and is small. In "Update 2023" the number
  is a year and distinguishes headlines.
*/

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::news::headline::separators::trim;
use crate::news::headline::thresholds::{HIGHEST_VERSION, LONGEST_MARKER};

/// What a marker says of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkerKind {
    /// A later version.
    Update,
    /// The same version, sent again.
    Repeat,
    /// The same version, sent again with a minor change.
    Refile,
    /// A version that corrects an error of fact.
    Corrected,
    /// Several stories in one.
    Wrapup,
    /// A version with a new lead.
    Lead,
    /// The event has just happened or goes on.
    Urgent,
    /// The genre or the topic.
    Genre,
    /// The page has pictures, video or sound.
    Media,
    /// An instruction for the desk, such as `HED:`.
    Desk,
}

/// A marker of a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// What the marker says.
    pub kind: MarkerKind,
    /// The number of the version: 2 in `UPDATE 2-`.
    pub number: Option<u32>,
}

impl Marker {
    /// A marker of the genre or the topic.
    pub(crate) const GENRE: Marker = Marker {
        kind: MarkerKind::Genre,
        number: None,
    };
}

use MarkerKind::{Corrected, Desk, Genre, Lead, Media, Refile, Repeat, Update, Urgent, Wrapup};

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
        Genre,
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

/// Returns the marker that `text` reads, after a separator or in brackets.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let text = trim(text);
    if text.is_empty() || text.len() > LONGEST_MARKER {
        return None;
    }
    let lower = text.to_lowercase();
    let (name, number) = name_and_number(&lower);
    let kind = *kinds().get(name)?;
    // "Live 2" and "Gallery 5" are names, not versions.
    let has_versions = !matches!(kind, Urgent | Genre | Media | Desk);
    (number.is_none() || has_versions).then_some(Marker { kind, number })
}

/// Returns the marker that `text` reads without brackets. Short forms without
/// a number need brackets.
pub(crate) fn bare_marker(text: &str) -> Option<Marker> {
    let trimmed = trim(text);
    let is_short_form = |short: &&str| short.eq_ignore_ascii_case(trimmed);
    marker(text).filter(|_| !SHORT_FORMS.iter().any(is_short_form))
}

/// Returns [`MARKERS`] by name.
fn kinds() -> &'static HashMap<&'static str, MarkerKind> {
    static KINDS: LazyLock<HashMap<&str, MarkerKind>> = LazyLock::new(|| {
        let named = MARKERS.iter();
        named
            .flat_map(|&(kind, names)| names.iter().map(move |&name| (name, kind)))
            .collect()
    });
    &KINDS
}

/// Splits `update 2` into `update` and 2, and `2nd ld` into `ld` and 2.
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
        .filter(|number| *number <= HIGHEST_VERSION)
}
