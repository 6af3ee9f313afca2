/*!
Blocks that an outlet pasted into two different stories: boxes, galleries and
notices that are on too few pages to be learned.

A block that belongs to a story speaks of its subject: some of its rare words are
also in the rest of the page. A pasted block does not, or it is a list.
*/

use std::ops::Range;

use crate::boilerplate::vocabulary::Vocabulary;
use crate::compare::body::Body;
use crate::compare::evidence::PairEvidence;
use crate::compare::thresholds::{
    COMMON_ANCHORS, LIST_PHRASES, OTHER_WORDS, PASTED_SHARE, RARE_WORDS, REST_RARE_WORDS,
    SUBJECT_SHARE, WORDS_PER_LIST_PHRASE,
};

/// Returns whether all that two articles share is a block that their outlet
/// pasted into both. Articles of different or unknown outlets share none.
pub(crate) fn is_pasted(
    first: &Body,
    second: &Body,
    evidence: &PairEvidence,
    vocabulary: &Vocabulary,
) -> bool {
    if first.outlet.is_none() || first.outlet != second.outlet {
        return false;
    }
    let side = |side: usize, body: &Body| {
        let mut shared: Vec<Range<usize>> = evidence
            .passages
            .iter()
            .map(|passage| passage[side].indices())
            .collect();
        shared.sort_unstable_by_key(|range| range.start);
        SplitBody::new(body, &shared)
    };
    let (one, other) = (side(0, first), side(1, second));
    if one.rest.len().min(other.rest.len()) < OTHER_WORDS {
        return false;
    }
    if is_list(&other.shared) {
        return true;
    }
    let shorter = if first.len() <= second.len() {
        &one
    } else {
        &other
    };
    let words = shorter.shared.len() + shorter.rest.len();
    if shorter.shared.len() as f64 >= PASTED_SHARE * words as f64 {
        return false;
    }
    let rare = |words: &[u64]| {
        let mut rare = words.to_vec();
        rare.retain(|&word| vocabulary.is_rare(word));
        rare.sort_unstable();
        rare.dedup();
        rare
    };
    let (block, [one, other]) = (
        rare(&other.shared),
        [&one.rest, &other.rest].map(|rest| rare(rest)),
    );
    let is_in = |rest: &[u64], word: &u64| rest.binary_search(word).is_ok();
    let in_both = |word: &&u64| is_in(&one, word) && is_in(&other, word);
    let in_either = |word: &&u64| is_in(&one, word) || is_in(&other, word);
    if block.len() < RARE_WORDS
        || one.len().min(other.len()) < REST_RARE_WORDS
        || block.iter().filter(in_both).count() > COMMON_ANCHORS
    {
        return false;
    }
    let subject = share(block.iter().filter(in_either).count(), block.len());
    let common = one.iter().filter(|word| is_in(&other, word)).count();
    subject + share(common, one.len().min(other.len())) < SUBJECT_SHARE
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The words of a body inside and outside the shared passages.
struct SplitBody {
    shared: Vec<u64>,
    rest: Vec<u64>,
}

impl SplitBody {
    /// Splits `body` at the passages `shared`, which are sorted.
    fn new(body: &Body, shared: &[Range<usize>]) -> SplitBody {
        let words = body.prose.words();
        let (mut inside, mut rest) = (Vec::new(), Vec::new());
        let mut end = 0;
        for passage in shared {
            let start = passage.start.max(end);
            if start < passage.end {
                rest.extend_from_slice(&words[end..start]);
                inside.extend_from_slice(&words[start..passage.end]);
                end = passage.end;
            }
        }
        rest.extend_from_slice(&words[end..]);
        SplitBody {
            shared: inside,
            rest,
        }
    }
}

/// Returns whether one phrase of three words recurs as often as the title of a
/// gallery does in its captions. `words` are the hashes of words.
pub(crate) fn is_list(words: &[u64]) -> bool {
    if words.len() < 3 * LIST_PHRASES {
        return false;
    }
    // A hash of each phrase.
    let phrase = |words: &[u64]| {
        let [first, second, third] = [words[0], words[1], words[2]];
        first ^ second.rotate_left(21).wrapping_mul(MIXER) ^ third.rotate_left(42)
    };
    let mut phrases: Vec<u64> = words.windows(3).map(phrase).collect();
    phrases.sort_unstable();
    let most = phrases
        .chunk_by(|one, next| one == next)
        .map(<[_]>::len)
        .max();
    most.is_some_and(|most| most >= LIST_PHRASES && most * WORDS_PER_LIST_PHRASE >= words.len())
}

/// An odd number with about as many ones as zeros, from SplitMix64 (Steele, Lea and
/// Flood, 2014).
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boilerplate::phrases::StockPhrases;
    use crate::compare::body::WordMarks;
    use crate::compare::prose::Prose;
    use crate::text::Span;

    /// Returns an article of these words, at the outlet with this number.
    fn body(words: &[u64], outlet: u32) -> Body {
        let count = words.len();
        let prose = Prose::new(words.to_vec(), 5);
        let mut body = Body::new(
            prose,
            vec![Span::default(); count],
            vec![WordMarks::NONE; count],
        );
        body.outlet = Some(outlet);
        body
    }

    #[test]
    fn a_block_is_pasted_if_it_does_not_speak_of_either_story() {
        let block: Vec<u64> = (1_000..1_040).collect();
        let story = |from: u64| (from..from + 100).collect::<Vec<u64>>();
        let (one, other) = (story(1), story(201));
        let about: Vec<u64> = block
            .iter()
            .copied()
            .chain(one.iter().copied().take(8))
            .collect();
        let gallery: Vec<u64> = (0..300)
            .map(|at| [7, 8, 9, 5_000 + at][at as usize % 4])
            .collect();
        let cases: [(&str, Vec<u64>, Vec<u64>, u32, bool); 6] = [
            (
                "a box",
                [&one[..], &block].concat(),
                [&other[..], &block].concat(),
                1,
                true,
            ),
            (
                "two outlets",
                [&one[..], &block].concat(),
                [&other[..], &block].concat(),
                2,
                false,
            ),
            (
                "background",
                [&one[..], &about].concat(),
                [&other[..], &about, &one[..9]].concat(),
                1,
                false,
            ),
            (
                "most of the shorter",
                [&one[..], &block].concat(),
                [&other[..25], &block].concat(),
                1,
                false,
            ),
            (
                "nothing else",
                [&one[..], &block].concat(),
                block.clone(),
                1,
                false,
            ),
            (
                "a gallery",
                [&one[..], &gallery].concat(),
                [&other[..30], &gallery].concat(),
                1,
                true,
            ),
        ];
        for (name, first, second, outlet, expected) in cases {
            let (first, second) = (body(&first, 1), body(&second, outlet));
            let evidence = PairEvidence::measure(&first, &second, &StockPhrases::default());
            let vocabulary = Vocabulary::of_total(1 << 20);
            assert_eq!(
                is_pasted(&first, &second, &evidence, &vocabulary),
                expected,
                "{name}"
            );
        }
    }
}
