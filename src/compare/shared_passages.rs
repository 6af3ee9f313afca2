/*!
The passages of a pair, as the verdict keeps them.

There are as many lists of passages as copies, so that they are kept in a
compact form: about 12 bytes for each passage instead of 32.
*/

use crate::compare::passages::WordRange;
use crate::text::Span;

/// A passage that both bodies have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharedPassage {
    pub first: PassagePlace,
    pub second: PassagePlace,
}

impl SharedPassage {
    pub const fn swapped(self) -> SharedPassage {
        SharedPassage {
            first: self.second,
            second: self.first,
        }
    }
}

/// The place of a passage in a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassagePlace {
    pub words: WordRange,
    /// The span in the text that was compared. Another article with the same
    /// body may have the passage elsewhere.
    pub span: Span,
}

/// A list of passages, sorted by their place in the first body.
///
/// A range is stored as its start and its length, each as a number in base 128.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedPassages(Box<[u8]>);

impl SharedPassages {
    /// Creates a list of `passages`, which need not be sorted.
    pub fn new(mut passages: Vec<SharedPassage>) -> SharedPassages {
        passages.sort_unstable();
        let mut bytes = Vec::with_capacity(16 * passages.len());
        let places = passages
            .iter()
            .flat_map(|passage| [passage.first, passage.second]);
        for PassagePlace { words, span } in places {
            for (start, end) in [(words.start, words.end), (span.start, span.end)] {
                push_number(start, &mut bytes);
                push_number(end - start, &mut bytes);
            }
        }
        SharedPassages(bytes.into_boxed_slice())
    }

    /// Returns the list that [`bytes`](SharedPassages::bytes) gave.
    pub fn of_bytes(bytes: &[u8]) -> SharedPassages {
        SharedPassages(bytes.into())
    }

    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the passages, sorted by their place in the first body. The iterator
    /// panics on bytes that did not come from [`bytes`](SharedPassages::bytes).
    pub fn iter(&self) -> impl Iterator<Item = SharedPassage> + Clone + '_ {
        let mut rest = &*self.0;
        std::iter::from_fn(move || {
            (!rest.is_empty()).then(|| SharedPassage {
                first: take_place(&mut rest),
                second: take_place(&mut rest),
            })
        })
    }
}

/// Appends a number, seven bits a byte and the low bits first. The high bit of
/// a byte says that another byte follows.
fn push_number(mut number: u32, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// Reads a number that [`push_number`] appended, and moves `rest` behind it.
fn take_number(rest: &mut &[u8]) -> u32 {
    let mut number = 0;
    for shift in (0..).step_by(7) {
        let byte = rest[0];
        *rest = &rest[1..];
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

fn take_place(rest: &mut &[u8]) -> PassagePlace {
    let mut range = || {
        let start = take_number(rest);
        (start, start + take_number(rest))
    };
    let ((start, end), span) = (range(), range());
    PassagePlace {
        words: WordRange { start, end },
        span: Span::new(span.0, span.1),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place() -> impl Strategy<Value = PassagePlace> {
        let range = || (any::<u32>(), any::<u32>()).prop_map(|(a, b)| (a.min(b), a.max(b)));
        (range(), range()).prop_map(|((start, end), span)| PassagePlace {
            words: WordRange { start, end },
            span: Span::new(span.0, span.1),
        })
    }

    proptest! {
        #[test]
        fn passages_come_back_sorted(places in prop::collection::vec((place(), place()), 0..20)) {
            let pairs = places.into_iter();
            let passages = pairs.map(|(first, second)| SharedPassage { first, second });
            let mut passages: Vec<SharedPassage> = passages.collect();
            let packed = SharedPassages::new(passages.clone());
            passages.sort_unstable();
            prop_assert_eq!(packed.is_empty(), passages.is_empty());
            prop_assert_eq!(packed.iter().collect::<Vec<_>>(), passages);
        }
    }
}
