/*!
Words that stand in the small gaps between shared runs of both articles.
*/

use std::ops::Range;

use crate::compare::common_words::common_words;
use crate::compare::passages::{SharedRun, gaps};
use crate::compare::thresholds::MATCHED_GAP;
use crate::compare::word_set::WordSet;

/// Marks the words of small gaps that stand on both sides in the same order.
///
/// `first` and `second` are the words of the two bodies, and the words found
/// are added to `in_first` and `in_second`. A gap counts only if at least half
/// of its shorter side matches.
pub(crate) fn match_gaps(
    first: &[u64],
    second: &[u64],
    runs: &[SharedRun],
    in_first: &mut WordSet,
    in_second: &mut WordSet,
) {
    let mut lengths = [0; (MATCHED_GAP + 1) * (MATCHED_GAP + 1)];
    for (index, (before, after)) in gaps(runs, first.len(), second.len()).enumerate() {
        let place = match index {
            0 => GapPlace::Start,
            _ if index == runs.len() => GapPlace::End,
            _ => GapPlace::Inside,
        };
        let left = gap_words(before.in_first().end, after.first, place);
        let right = gap_words(before.in_second().end, after.second, place);
        if let (Some(left), Some(right)) = (left, right) {
            let matched = common_words(&first[left.clone()], &second[right.clone()], &mut lengths);
            if matched.len() * 2 >= left.len().min(right.len()) {
                for (a, b) in matched {
                    in_first.insert(left.start + a..left.start + a + 1);
                    in_second.insert(right.start + b..right.start + b + 1);
                }
            }
        }
    }
}

/// Where a gap stands among the shared runs of a pair.
#[derive(Clone, Copy, Debug)]
enum GapPlace {
    /// Before the first run.
    Start,
    /// Between two runs.
    Inside,
    /// After the last run.
    End,
}

/// Returns the words of one side of a gap that are matched; `None` if the gap
/// is empty or too long there. Of a long gap at either end of the body only the
/// words nearest to the run are matched.
fn gap_words(from: u32, to: u32, place: GapPlace) -> Option<Range<usize>> {
    let (from, to) = (from as usize, to as usize);
    match (to.checked_sub(from)?, place) {
        (0, _) => None,
        (1..=MATCHED_GAP, _) => Some(from..to),
        (_, GapPlace::Start) => Some(to - MATCHED_GAP / 2..to),
        (_, GapPlace::Inside) => None,
        (_, GapPlace::End) => Some(from..from + MATCHED_GAP / 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns how many words of two bodies are matched around one run.
    fn matched(first: &[u64], second: &[u64], run: SharedRun) -> (u32, u32) {
        let mut sets = (WordSet::new(first.len()), WordSet::new(second.len()));
        match_gaps(first, second, &[run], &mut sets.0, &mut sets.1);
        (sets.0.len(), sets.1.len())
    }

    #[test]
    fn half_of_the_shorter_side_must_match() {
        let run = SharedRun {
            first: 4,
            second: 4,
            length: 5,
        };
        let first: Vec<u64> = (0..9).collect();
        let half = [0, 20, 2, 21, 4, 5, 6, 7, 8];
        assert_eq!(matched(&first, &half, run), (2, 2));
        let quarter = [0, 20, 22, 21, 4, 5, 6, 7, 8];
        assert_eq!(matched(&first, &quarter, run), (0, 0));
    }

    #[test]
    fn only_the_nearest_words_of_long_ends_are_matched() {
        let body: Vec<u64> = (0..205).collect();
        let run = SharedRun {
            first: 100,
            second: 100,
            length: 5,
        };
        assert_eq!(matched(&body, &body, run), (40, 40));
    }
}
