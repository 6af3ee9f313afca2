/*!
Marks that wires glue to headlines: `UPDATE 2-`, `Soccer-`, `Madrid.-`.

# Choices

* What is glued with a dash is a wire's marker in English. Compounds of German
  look the same (`NBA-Saison`), so a word that German has too counts only before
  a headline that is English by its other words.
* What is glued with a stop and a dash is a topic or a place in Spanish, and
  must not go on in a compound.
*/

use crate::news::headline::markers::{LONGEST, Marker, MarkerKind, bare};

/// Words that are a marker only when glued with a dash: `TABLE-`, `Soccer-`.
const GLUED: &[&str] = &[
    "text",
    "table",
    "poll",
    "soccer",
    "football",
    "tennis",
    "golf",
    "cricket",
    "rugby",
    "basketball",
    "baseball",
    "athletics",
    "cycling",
    "motor racing",
    "formula one",
    "swimming",
    "olympics",
    "boxing",
    "ice hockey",
    "nba",
    "nfl",
    "mlb",
    "nhl",
    "us stocks",
    "global markets",
];

/// Words before a dash that German has too, and makes compounds of.
const GERMAN_TOO: &[&str] = &[
    "text",
    "football",
    "tennis",
    "golf",
    "cricket",
    "rugby",
    "basketball",
    "baseball",
    "nba",
    "nfl",
    "mlb",
    "nhl",
    "abo",
    "audio",
    "eil",
    "foto",
    "fotos",
    "live",
    "podcast",
    "premium",
    "ticker",
    "video",
    "videos",
];

/// Words of English headlines that no German one has.
const ENGLISH: &[&str] = &[
    "the", "of", "to", "for", "after", "by", "from", "with", "as", "on", "at", "into", "over",
    "off", "out", "up", "against", "and", "is", "are", "be", "will", "his", "her", "their", "its",
    "not", "no", "says", "win", "wins", "beat", "beats", "lead", "leads", "take", "takes",
];

/// Second halves of compounds of which the first is an abbreviation:
/// "Mass.-based".
const COMPOUNDED: &[&str] = &[
    "area", "backed", "based", "born", "built", "funded", "led", "listed", "made", "owned", "run",
];

/// `UPDATE 2-Ferry`, `Soccer-Skarholm`: a wire's marker, glued to a capital.
pub(crate) fn glued(text: &str) -> Option<(Marker<'_>, &str)> {
    let at = text
        .char_indices()
        .take_while(|&(at, _)| at <= LONGEST)
        .find(|&(_, character)| matches!(character, '-' | '–' | '—'))
        .map(|(at, _)| at)?;
    let (front, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(['-', '–', '—']);
    let next = rest.trim_start().chars().next()?;
    if next.is_lowercase() {
        return None;
    }
    let is_upper = !front.chars().any(char::is_lowercase);
    let lower = front.to_lowercase();
    let marker = match bare(front) {
        Some(marker) if is_upper => marker,
        _ if GLUED.contains(&lower.as_str())
            && front.chars().next().is_some_and(char::is_uppercase) =>
        {
            Marker {
                kind: MarkerKind::Kind,
                number: None,
                text: front,
            }
        }
        _ => return None,
    };
    let may_be_compound = GERMAN_TOO.contains(&lower.as_str());
    (!may_be_compound || is_english(rest)).then_some((marker, rest))
}

fn is_english(headline: &str) -> bool {
    headline
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// `Madrid.- El ferry`: a topic or place as agencies of Spanish print it.
pub(crate) fn topic(text: &str) -> Option<(Marker<'_>, &str)> {
    let at = text.find(".-").filter(|&at| at > 0 && at <= LONGEST)?;
    let front = &text[..at];
    let marker = Marker {
        kind: MarkerKind::Kind,
        number: None,
        text: front,
    };
    // Abbreviations end in a stop too: `U.S.-led`.
    let is_topic = !front.contains('.')
        && front.chars().count() > 3
        && front.split_whitespace().count() <= 4
        && front.chars().next().is_some_and(char::is_uppercase);
    let rest = &text[at + 2..];
    (is_topic && !goes_on_as_compound(rest)).then_some((marker, rest))
}

/// Whether `rest`, behind a stop and a dash, is the half of a compound.
fn goes_on_as_compound(rest: &str) -> bool {
    let word = rest.split(|c: char| !c.is_alphanumeric()).next();
    rest.starts_with(char::is_lowercase)
        || word.is_some_and(|word| {
            COMPOUNDED
                .iter()
                .any(|half| half.eq_ignore_ascii_case(word))
        })
}
