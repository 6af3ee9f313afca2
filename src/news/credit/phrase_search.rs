/*!
A search for many phrases at once.

The openings of the phrases are few enough to be searched many bytes at a time (with
the Teddy algorithm of the crate `aho-corasick`), which rejects most positions of a
text. At the others an automaton finds the phrase that begins there, if any.
*/

use std::collections::BTreeSet;

use aho_corasick::packed;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, Match, MatchKind, StartKind};

/// A search for phrases in small letters.
pub(crate) struct PhraseSearch {
    /// `None` if the processor has no instructions for it.
    openings: Option<packed::Searcher>,
    phrases: AhoCorasick,
}

/// Bytes of an opening, at most.
const OPENING: usize = 6;

/// Openings that vector instructions search, at most.
#[cfg(test)]
pub(crate) const MAX_OPENINGS: usize = 64;

/// Returns the openings of the phrases, each once.
pub(crate) fn openings<'a>(phrases: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let opening = |phrase: &'a str| &phrase[..phrase.floor_char_boundary(OPENING)];
    phrases.map(opening).collect()
}

impl PhraseSearch {
    /// Builds a search for these phrases.
    pub(crate) fn new<'a>(phrases: impl Iterator<Item = &'a str> + Clone) -> PhraseSearch {
        let openings = packed::Searcher::new(openings(phrases.clone()));
        PhraseSearch::with(openings, phrases)
    }

    fn with<'a>(
        openings: Option<packed::Searcher>,
        phrases: impl Iterator<Item = &'a str>,
    ) -> PhraseSearch {
        let starts = match openings {
            Some(_) => StartKind::Anchored,
            None => StartKind::Unanchored,
        };
        let phrases = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(starts)
            .kind(Some(AhoCorasickKind::DFA))
            .build(phrases)
            .expect("the phrases are few");
        PhraseSearch { openings, phrases }
    }

    /// Returns the phrases in `lower`. Of phrases that overlap, the first is found, and of
    /// phrases that begin at one position, the longest.
    pub(crate) fn all<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = Match> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.next(lower, at)?;
            at = found.end();
            Some(found)
        })
    }

    /// Returns the first phrase from the byte `at` on.
    fn next(&self, lower: &str, mut at: usize) -> Option<Match> {
        let Some(openings) = &self.openings else {
            return self.phrases.find(Input::new(lower).range(at..));
        };
        loop {
            let rest = aho_corasick::Span::from(at..lower.len());
            let start = openings.find_in(lower, rest)?.start();
            let here = Input::new(lower).range(start..).anchored(Anchored::Yes);
            if let Some(found) = self.phrases.find(here) {
                return Some(found);
            }
            at = start + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Phrases with one beginning, one inside another, one beyond ASCII.
    const PHRASES: [&str; 7] = [
        "published by",
        "published in",
        "published by the",
        "source:",
        "d by",
        "källa:",
        " is a ",
    ];

    /// The phrases, their openings, and texts between them.
    fn parts() -> Vec<&'static str> {
        let openings = openings(PHRASES.into_iter());
        let others = [" ", "pub", "lé", "d ", "the", "is a"];
        PHRASES.into_iter().chain(openings).chain(others).collect()
    }

    proptest! {
        #[test]
        fn phrases_are_found_as_by_one_automaton(
            parts in prop::collection::vec(prop::sample::select(parts()), 0..12),
        ) {
            let text = parts.concat();
            let plain = AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(PHRASES)
                .expect("the phrases are few");
            let expected: Vec<Match> = plain.find_iter(&text).collect();
            let ways = [PhraseSearch::new(PHRASES.into_iter()), PhraseSearch::with(None, PHRASES.into_iter())];
            for search in ways {
                prop_assert_eq!(&search.all(&text).collect::<Vec<_>>(), &expected);
            }
        }
    }
}
