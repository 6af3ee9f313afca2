/*!
The passages that a pair shares, in a few bytes each: there are as many lists
of them as copies.
*/

use crate::compare::passages::WordRange;
use crate::compare::verdict::{PassagePlace, SharedPassage};
use crate::spill::fixed::{ByteReader, write_number};
use crate::text::Span;

/// Passages, by their place in the first body.
///
/// A range is written as its start and its length, both in base 128: some
/// twelve bytes a passage, of 32.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SharedPassages(Box<[u8]>);

impl SharedPassages {
    /// These passages, sorted.
    #[must_use]
    pub fn new(mut passages: Vec<SharedPassage>) -> SharedPassages {
        passages.sort_unstable();
        let mut bytes = Vec::with_capacity(16 * passages.len());
        for passage in passages {
            for place in [passage.first, passage.second] {
                for (start, end) in [
                    (place.words.start, place.words.end),
                    (place.span.start, place.span.end),
                ] {
                    write_number(start, &mut bytes);
                    write_number(end.saturating_sub(start), &mut bytes);
                }
            }
        }
        SharedPassages(bytes.into_boxed_slice())
    }

    /// The passages that [`SharedPassages::bytes`] gave.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> SharedPassages {
        SharedPassages(bytes.into())
    }

    /// The passages as bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The passages, by their place in the first body.
    pub fn iter(&self) -> impl Iterator<Item = SharedPassage> + Clone + '_ {
        let mut bytes = ByteReader(&self.0);
        std::iter::from_fn(move || {
            if bytes.0.is_empty() {
                return None;
            }
            let [first, second] = [(); 2].map(|()| {
                let [words, span] = [(); 2].map(|()| {
                    let start = bytes.number();
                    (start, start.saturating_add(bytes.number()))
                });
                PassagePlace {
                    words: WordRange {
                        start: words.0,
                        end: words.1,
                    },
                    span: Span::new(span.0, span.1),
                }
            });
            Some(SharedPassage { first, second })
        })
    }
}

impl std::fmt::Debug for SharedPassages {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place() -> impl Strategy<Value = PassagePlace> {
        let range = || (any::<u32>(), any::<u32>()).prop_map(|(a, b)| (a.min(b), a.max(b)));
        (range(), range()).prop_map(|(words, span)| PassagePlace {
            words: WordRange {
                start: words.0,
                end: words.1,
            },
            span: Span::new(span.0, span.1),
        })
    }

    proptest! {
        #[test]
        fn passages_come_back_sorted(places in prop::collection::vec((place(), place()), 0..20)) {
            let mut passages: Vec<SharedPassage> = places
                .into_iter()
                .map(|(first, second)| SharedPassage { first, second })
                .collect();
            let packed = SharedPassages::new(passages.clone());
            passages.sort_unstable();
            prop_assert_eq!(packed.is_empty(), passages.is_empty());
            prop_assert_eq!(packed.iter().collect::<Vec<_>>(), passages);
        }
    }
}
