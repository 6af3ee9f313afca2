/*!
The version of a story that a headline claims.
*/

use crate::news::headline::marker_words::{Marker, MarkerKind};
use crate::news::headline::markers::{back_marker, front_marker};
use crate::news::headline::separators::trim;
use crate::news::headline::thresholds::MOST_MARKERS;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_claim_versions() {
        for (headline, expected) in [
            ("Ferry sinks off Skarholm", 0),
            ("RPT-Ferry sinks off Skarholm", 0),
            ("CORRECTED - Ferry sinks off Skarholm", 1),
            ("UPDATE 2-Ferry sinks off Skarholm", 3),
            ("RPT-WRAPUP 1-Ferry sinks off Skarholm (2nd LD)", 2),
        ] {
            assert_eq!(version(headline), expected, "{headline}");
        }
    }
}
