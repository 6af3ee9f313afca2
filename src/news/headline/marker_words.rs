/*!
Marker words: newsrooms put them on headlines to say which version, how urgent
or of which genre a story is.

# Choices

* A number of a marker counts versions and is small. In "Update 2023" the number
  is a year and distinguishes headlines.
*/

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::news::headline::separators::trim;
use crate::news::headline::thresholds::{HIGHEST_VERSION, LONGEST_MARKER};
use crate::news::lang::keys::WordKey;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum MarkerKind {
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
pub(crate) struct Marker {
    pub kind: MarkerKind,
    /// The number of the version: 2 in `UPDATE 2-`.
    pub number: Option<u32>,
}

impl Marker {
    pub(crate) const GENRE: Marker = Marker {
        kind: MarkerKind::Genre,
        number: None,
    };
}

/// The lists of marker words, and the kind of the markers in each.
pub(crate) const MARKER_KEYS: [(WordKey, MarkerKind); 10] = [
    (WordKey::MarkerUpdate, MarkerKind::Update),
    (WordKey::MarkerRepeat, MarkerKind::Repeat),
    (WordKey::MarkerRefile, MarkerKind::Refile),
    (WordKey::MarkerCorrected, MarkerKind::Corrected),
    (WordKey::MarkerWrapup, MarkerKind::Wrapup),
    (WordKey::MarkerLead, MarkerKind::Lead),
    (WordKey::MarkerUrgent, MarkerKind::Urgent),
    (WordKey::MarkerGenre, MarkerKind::Genre),
    (WordKey::MarkerMedia, MarkerKind::Media),
    (WordKey::MarkerDesk, MarkerKind::Desk),
];

/// Parses `text`, found after a separator or in brackets, as a marker.
pub(crate) fn marker(text: &str) -> Option<Marker> {
    let text = trim(text);
    if text.is_empty() || text.len() > LONGEST_MARKER {
        return None;
    }
    let lower = text.to_lowercase();
    let (name, number) = name_and_number(&lower);
    let kind = *kinds().get(name)?;
    // "Live 2" and "Gallery 5" are names, not versions.
    let has_versions = !matches!(
        kind,
        MarkerKind::Urgent | MarkerKind::Genre | MarkerKind::Media | MarkerKind::Desk
    );
    (number.is_none() || has_versions).then_some(Marker { kind, number })
}

/// Parses `text`, found outside of brackets, as a marker. Short forms without a
/// number are markers only in brackets.
pub(crate) fn bare_marker(text: &str) -> Option<Marker> {
    let trimmed = trim(text);
    let is_short_form = |short: &&str| short.eq_ignore_ascii_case(trimmed);
    marker(text).filter(|_| !WordKey::MarkerShortForms.words().iter().any(is_short_form))
}

fn kinds() -> &'static HashMap<&'static str, MarkerKind> {
    static KINDS: LazyLock<HashMap<&str, MarkerKind>> = LazyLock::new(|| {
        let of_key =
            |(key, kind): (WordKey, MarkerKind)| key.words().iter().map(move |&word| (word, kind));
        MARKER_KEYS.into_iter().flat_map(of_key).collect()
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
