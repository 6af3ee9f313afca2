/*!
Precision, recall and F1.
*/

use serde::Serialize;

/// Precision, recall, and their harmonic mean (van Rijsbergen, 1979).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Scores {
    /// The share of the found items that are right.
    pub precision: f64,
    /// The share of the right items that were found.
    pub recall: f64,
    /// `2 * precision * recall / (precision + recall)`; 0 when both are 0.
    pub f1: f64,
}

impl Scores {
    pub(crate) fn new(precision: f64, recall: f64) -> Scores {
        let sum = precision + recall;
        Scores {
            precision,
            recall,
            f1: if sum > 0.0 {
                2.0 * precision * recall / sum
            } else {
                0.0
            },
        }
    }
}
