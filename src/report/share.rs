/*!
How shares are written.
*/

use serde::Serializer;

/// Writes `share` with four decimal places.
pub(crate) fn four_places<S: Serializer>(share: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(rounded(*share))
}

/// Returns `share` rounded to four decimal places.
pub(crate) fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}
