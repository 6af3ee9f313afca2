/*!
Which version of a story a headline says that it stands over.
*/

use crate::news::headline::markers::{MarkerKind, back_marker, front_marker};
use crate::news::headline::separators::trim;

/// Markers that are read from either end: hostile headlines are nothing else.
const MOST: usize = 6;

/// The version that `headline` claims: 0 without a claim, more for later ones.
///
/// `UPDATE 2-` is 3 and a first update 2; a correction, a new lead without a
/// number or a refiled story is 1. A repeat (`RPT-`) claims nothing.
///
/// # Examples
///
/// ```
/// use wirecopy::news::headline::version::version;
///
/// assert_eq!(version("UPDATE 2-Ferry sinks off Skarholm"), 3);
/// assert_eq!(version("CORRECTED - Ferry sinks off Skarholm"), 1);
/// assert_eq!(version("RPT-Ferry sinks off Skarholm"), 0);
/// ```
#[must_use]
pub fn version(headline: &str) -> u32 {
    let mut version = 0;
    let mut rest = trim(headline);
    for _ in 0..MOST {
        let Some((marker, after)) = front_marker(rest) else {
            break;
        };
        version = version.max(claim(marker.kind, marker.number));
        rest = after;
    }
    for _ in 0..MOST {
        let Some((before, marker)) = back_marker(rest) else {
            break;
        };
        version = version.max(claim(marker.kind, marker.number));
        rest = before;
    }
    version
}

fn claim(kind: MarkerKind, number: Option<u32>) -> u32 {
    match kind {
        MarkerKind::Update | MarkerKind::Wrapup => number.unwrap_or(1).saturating_add(1),
        MarkerKind::Lead => number.unwrap_or(1),
        MarkerKind::Corrected | MarkerKind::Refile => 1,
        MarkerKind::Repeat
        | MarkerKind::Urgent
        | MarkerKind::Kind
        | MarkerKind::Media
        | MarkerKind::Age
        | MarkerKind::Desk => 0,
    }
}
