/*!
What pages are called: the words of their headlines and addresses, by which pages
with one text are told apart; and whether a text speaks of its headline.
*/

use xxhash_rust::xxh3::xxh3_64;

use crate::boilerplate::pages::word_hash;
use crate::boilerplate::thresholds::{HEADLINE_SHARE, SLUG_NAMES};
use crate::boilerplate::vocabulary::Vocabulary;
use crate::convert::to_u32;
use crate::news::addresses::path_parts::words_of_slug;
use crate::news::headline::separators::split_last;
use crate::text::Span;
use crate::text::words::Words;

/// Replaces `names` with the hashes of the words that name the story of `headline`.
/// `words` is scratch space.
pub(crate) fn names_of_headline(headline: &str, words: &mut Words, names: &mut Vec<u64>) {
    words.clear();
    words.append(headline, Span::new(0, to_u32(headline.len())));
    names.clear();
    names_among(headline, words, names);
}

/// Appends the hashes of the words that name the story of `headline` to `names`: its
/// longer ones, without suffixes. `words` are those of the headline.
pub(crate) fn names_among(headline: &str, words: &Words, names: &mut Vec<u64>) {
    let mut name = headline;
    while let Some(split) = split_last(name) {
        name = split.headline;
    }
    // The name lies in the headline.
    let start = name.as_ptr().addr() - headline.as_ptr().addr();
    let end = to_u32(start + name.len());
    let of_name = words.spans().iter().zip(words.hashes());
    let is_long = |span: &Span| {
        // A character of a script without spaces is a word.
        span.len() > LONG_WORD_BYTES
            || span.len() == LONG_WORD_BYTES && !span.of(headline).is_ascii()
    };
    let named = of_name.filter(|(span, _)| span.end <= end && is_long(span));
    names.extend(named.map(|(_, &word)| word));
}

/// Words that name a story have more bytes than this; in scripts other than the
/// Latin one, so many are enough.
const LONG_WORD_BYTES: u32 = 3;

/// Appends the hashes of the longer words in the last part of the path of
/// `address`, if it is a slug.
fn names_of_address(address: &str, names: &mut Vec<u64>) {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let Some((_, slug)) = path.trim_end_matches('/').rsplit_once('/') else {
        return;
    };
    let is_word = |word: &&str| !word.bytes().any(|byte| byte.is_ascii_digit());
    let mut count = 0;
    for word in words_of_slug(slug).filter(is_word) {
        count += 1;
        if word.len() > LONG_WORD_BYTES as usize {
            names.push(xxh3_64(word.as_bytes()));
        }
    }
    if count < SLUG_NAMES {
        names.clear();
    }
}

/// The words in the name of a page, in a few numbers; 0 where there are fewer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PageNames {
    pub(crate) headline: [u16; PageNames::WORDS],
    pub(crate) address: [u16; PageNames::WORDS],
}

impl PageNames {
    pub(crate) const WORDS: usize = 12;

    /// Returns the names of a page from those of its headline. `names` is scratch
    /// space.
    pub(crate) fn of(headline: &[u64], address: &str, names: &mut Vec<u64>) -> PageNames {
        let mut page = PageNames::default();
        fill(&mut page.headline, headline);
        names.clear();
        names_of_address(address, names);
        fill(&mut page.address, names);
        page
    }

    /// Returns whether two pages are named differently. `common` are the words that
    /// most pages have, sorted.
    pub(crate) fn differs(&self, other: &PageNames, common: &[u16]) -> bool {
        let headline = Names::of(&self.headline).compare(Names::of(&other.headline), common);
        let address = Names::of(&self.address).compare(Names::of(&other.address), common);
        match (headline, address) {
            (NameMatch::Different, NameMatch::Different | NameMatch::Unknown)
            | (NameMatch::Equal | NameMatch::Unknown, NameMatch::Different) => true,
            (NameMatch::Alike | NameMatch::Equal | NameMatch::Unknown, _)
            | (NameMatch::Different, NameMatch::Alike | NameMatch::Equal) => false,
        }
    }

    /// Returns the number of words that only few pages have in their headlines, or
    /// else in their addresses.
    pub(crate) fn own_words(&self, common: &[u16]) -> usize {
        let own = |words| Names::of(words).own(common).count();
        match own(&self.headline) {
            0 => own(&self.address),
            count => count,
        }
    }
}

/// Fills `words` with the smallest hashes of `names`.
fn fill(words: &mut [u16], names: &[u64]) {
    let mut hashes: Vec<u16> = names.iter().map(|&name| word_hash(name)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    for (word, hash) in words.iter_mut().zip(hashes) {
        *word = hash;
    }
}

/// How the names of two pages relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NameMatch {
    Equal,
    /// They have words in common.
    Alike,
    Different,
    /// One has no words of its own.
    Unknown,
}

/// The words of a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names<'a>(pub(crate) &'a [u16]);

impl<'a> Names<'a> {
    pub(crate) fn of(words: &'a [u16]) -> Names<'a> {
        let end = words.iter().position(|&word| word == 0);
        Names(&words[..end.unwrap_or(words.len())])
    }

    fn own(self, common: &[u16]) -> impl Iterator<Item = u16> {
        let is_own = |word: &u16| common.binary_search(word).is_err();
        self.0.iter().copied().filter(is_own)
    }

    fn compare(self, other: Names<'_>, common: &[u16]) -> NameMatch {
        if self.0 == other.0 {
            return if self.0.is_empty() {
                NameMatch::Unknown
            } else {
                NameMatch::Equal
            };
        }
        let has_own = |names: Names<'_>| names.own(common).next().is_some();
        if !has_own(self) || !has_own(other) {
            return NameMatch::Unknown;
        }
        let shared = self.0.iter().filter(|word| other.0.contains(word)).count();
        let shorter = self.0.len().min(other.0.len());
        let is_alike = shared >= 2 && shared as f64 >= HEADLINE_SHARE * shorter as f64
            || self.own(common).any(|word| other.0.contains(&word));
        if is_alike {
            NameMatch::Alike
        } else {
            NameMatch::Different
        }
    }
}

/// Returns whether a text speaks of what the `names` of its page say, as an article
/// does: it has some rare ones of them. It has the `words`, and repeats the headline
/// this often. Where too little was read to know rare words, half of the names must
/// be in the text.
pub(crate) fn speaks_of(
    names: &[u64],
    words: &[u64],
    headline_repeats: usize,
    vocabulary: &Vocabulary,
) -> bool {
    let is_in_text =
        |name: &&u64| words.iter().filter(|word| word == name).count() > headline_repeats;
    let spoken = names.iter().filter(is_in_text);
    if vocabulary.tells_rare_words() {
        let rare = spoken.filter(|&&name| vocabulary.is_rare(name)).count();
        rare >= SPOKEN_NAMES || rare > 0 && rare * NAMES_PER_SPOKEN >= names.len()
    } else {
        let spoken = spoken.count();
        spoken >= SPOKEN_NAMES && spoken * 2 >= names.len()
    }
}

/// A text is an article about its headline if it contains this many of the headline's
/// rare words. A notice can contain one by chance, as the footer of a market page
/// contains "stock". Judgment.
const SPOKEN_NAMES: usize = 2;

/// A single rare word is enough if the headline has at most this many words. Judgment.
const NAMES_PER_SPOKEN: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_speaks_of_its_headline() {
        let speaks = |headline: &str, text: &str, vocabulary: &Vocabulary| {
            let (mut words, mut names) = (Words::new(), Vec::new());
            names_of_headline(headline, &mut words, &mut names);
            let repeats = text.matches(headline).count();
            speaks_of(&names, Words::of(text).hashes(), repeats, vocabulary)
        };
        let (known, unknown) = (Vocabulary::of_total(1 << 20), Vocabulary::default());
        let brief = "The ferry to Skarholm sinks on Monday with lorries on board.";
        let stop = "Ferry to Skarholm stops in November after the storm";
        for (headline, text, expected) in [
            ("Ferry to Skarholm sinks", brief, [true, true]),
            (stop, brief, [true, false]),
            ("Council votes down library", brief, [false, false]),
            (
                "Council votes down new ferry and library",
                brief,
                [false, false],
            ),
            ("Ferry", brief, [true, false]),
            (
                "Ferry to Skarholm",
                "Gallery: Ferry to Skarholm",
                [false, false],
            ),
            ("", brief, [false, false]),
        ] {
            let found = [&known, &unknown].map(|vocabulary| speaks(headline, text, vocabulary));
            assert_eq!(found, expected, "{headline}");
        }
    }
}
