/*!
The passages that a pair shares, in a few bytes each: there are as many lists
of them as copies.
*/

use super::verdict::{PassagePlace, SharedPassage};
use crate::compare::passages::WordRange;
use crate::text::Span;

/// Passages, by their place in the first body.
///
/// Each number is written in base 128, the lowest digits first, a range as its
/// start and its length (LEB128, as DWARF calls it): some twelve bytes a
/// passage, of 32.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SharedPassages(Box<[u8]>);

/// The bit of a byte after which digits follow.
const MORE: u8 = 0x80;

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
                    write(start, &mut bytes);
                    write(end.saturating_sub(start), &mut bytes);
                }
            }
        }
        SharedPassages(bytes.into_boxed_slice())
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The passages, by their place in the first body.
    pub fn iter(&self) -> impl Iterator<Item = SharedPassage> + Clone + '_ {
        let mut bytes = self.0.iter();
        std::iter::from_fn(move || {
            let bytes = &mut bytes;
            if bytes.as_slice().is_empty() {
                return None;
            }
            let [first, second] = [(); 2].map(|()| {
                let [words, span] = [(); 2].map(|()| {
                    let start = read(bytes);
                    (start, start.saturating_add(read(bytes)))
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

fn write(mut number: u32, bytes: &mut Vec<u8>) {
    while let [low, ..] = number.to_le_bytes()
        && number >= u32::from(MORE)
    {
        bytes.push(low | MORE);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

fn read(bytes: &mut std::slice::Iter<'_, u8>) -> u32 {
    let mut number = 0;
    for (digit, &byte) in bytes.by_ref().enumerate() {
        let shift = u32::try_from(7 * digit).unwrap_or(u32::MAX);
        number |= u32::from(byte & !MORE).checked_shl(shift).unwrap_or(0);
        if byte & MORE == 0 {
            break;
        }
    }
    number
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
