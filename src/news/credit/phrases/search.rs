/*!
A search for many phrases at once.

Most places of a text are passed over by the openings of the phrases, which are few
enough to be looked for many bytes at a time (Teddy, of the crate `aho-corasick`).
Where one stands, an automaton tells which phrase begins there, if any.
*/

use std::collections::BTreeSet;

use aho_corasick::packed;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, Match, MatchKind, StartKind};

/// Finds phrases in small letters.
pub(crate) struct Search {
    /// `None` where the processor has no vectors for it.
    openings: Option<packed::Searcher>,
    phrases: AhoCorasick,
}

/// Bytes of an opening, at most.
const OPENING: usize = 6;

/// Openings that are looked for by vectors, at most.
#[cfg(test)]
pub(crate) const MOST_OPENINGS: usize = 64;

/// What the phrases begin with.
pub(crate) fn openings<'a>(phrases: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let opening = |phrase: &'a str| &phrase[..phrase.floor_char_boundary(OPENING)];
    phrases.map(opening).collect()
}

impl Search {
    /// Builds a search for these phrases.
    pub(crate) fn new<'a>(phrases: impl Iterator<Item = &'a str> + Clone) -> Search {
        let openings = packed::Searcher::new(openings(phrases.clone()));
        Search::with(openings, phrases)
    }

    fn with<'a>(
        openings: Option<packed::Searcher>,
        phrases: impl Iterator<Item = &'a str>,
    ) -> Search {
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
        Search { openings, phrases }
    }

    /// The phrases of `lower`; of those that overlap the first, and of those that
    /// begin together the longest.
    pub(crate) fn all<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = Match> + 'a {
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = self.next(lower, at)?;
            at = found.end();
            Some(found)
        })
    }

    /// The first phrase from `at` on.
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

    /// Some that begin alike, one within another, one beyond ASCII.
    const PHRASES: [&str; 7] = [
        "published by",
        "published in",
        "published by the",
        "source:",
        "d by",
        "källa:",
        " is a ",
    ];

    /// The phrases, what they begin with, and what stands between.
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
            let ways = [Search::new(PHRASES.into_iter()), Search::with(None, PHRASES.into_iter())];
            for search in ways {
                prop_assert_eq!(&search.all(&text).collect::<Vec<_>>(), &expected);
            }
        }
    }
}
