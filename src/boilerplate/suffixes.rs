/*!
Headline suffixes and prefixes: the sightings on one headline, and the suffixes that
were learned from a dump.

A suffix is the text that an outlet appends to its headlines: names that the address
does not tell, towns, sections, slogans.

# Choices

* Every beginning of a suffix is a sighting, word by word. A search engine that
  truncated a headline left "| News, Weather," of "| News, Weather, Sports".
* Prefixes that are joined to headlines (`WXQPFerry sinks`) are learned only from
  headlines with an age ("4 hours ago"), as search results have them. Otherwise
  names such as McKay would be split. A first word in capitals is also learned as
  a prefix ("WXQP wins award").
* Only hashes are kept, 25 bytes for each sighting.
*/

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::boilerplate::blocks::HashedKeys;
use crate::boilerplate::thresholds::{SUFFIX_WORDS, SUFFIXES_OF_HEADLINE};
use crate::convert::to_u32;
use crate::news::headline::ages::strip_age;
use crate::news::headline::parts::LearnedSuffixes;
use crate::news::headline::separators::{Separator, missing_spaces, split_last, trim};
use crate::news::headline::site::Site;
use crate::news::headline::terms::key_of_words;
use crate::text::Span;
use crate::text::words::Words;

/// The kind of a [`Sighting`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SightingKind {
    /// A whole headline, to count the headlines of its outlet.
    Headline,
    /// Words after a bar.
    Bar,
    /// Several words after a dash.
    Dash,
    /// One word after a dash.
    DashWord,
    /// A prefix that is joined to the first word.
    Prefix,
}

impl SightingKind {
    /// Returns the kind of a suffix of `words` words after `separator`.
    pub(crate) fn of_suffix(separator: Separator, words: usize) -> SightingKind {
        match separator {
            Separator::Bar => SightingKind::Bar,
            Separator::Dash if words == 1 => SightingKind::DashWord,
            Separator::Dash => SightingKind::Dash,
        }
    }
}

/// A possible suffix or prefix, and the headline that it was seen on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Sighting {
    /// The key of the words; for a whole headline, the outlet.
    pub key: u64,
    pub kind: SightingKind,
    pub outlet: u64,
    /// The key of the rest of the headline: before a suffix, or the first word
    /// after a prefix.
    pub head: u64,
}

/// Appends the sightings on a headline of `outlet` to `found`. A headline
/// without words has none. `words` are those of the headline, and are then
/// scratch space.
pub(crate) fn sightings(
    outlet: u64,
    headline: &str,
    site: &Site,
    words: &mut Words,
    found: &mut Vec<Sighting>,
) {
    let Some(head) = key_of_words(words.hashes()) else {
        return;
    };
    let mut key_of = |text: &str| {
        words.clear();
        words.append(text, Span::new(0, to_u32(text.len())));
        key_of_words(words.hashes())
    };
    let mut add = |key, kind, head| {
        let sighting = Sighting {
            key,
            kind,
            outlet,
            head,
        };
        found.push(sighting);
    };
    add(outlet, SightingKind::Headline, head);
    let mut rest = trim(headline);
    if let Some(before_age) = strip_age(rest) {
        rest = before_age;
        if let Some(at) = missing_spaces(rest).next() {
            let (prefix, first) = rest.split_at(at);
            let first = first.split_whitespace().next().and_then(&mut key_of);
            if let (Some(key), Some(head)) = (key_of(prefix), first) {
                add(key, SightingKind::Prefix, head);
            }
        }
    }
    if let Some((name, next)) = name_in_capitals(rest)
        && let (Some(key), Some(head)) = (key_of(name), key_of(next))
    {
        add(key, SightingKind::Prefix, head);
    }
    if let Some(at) = site.joined_suffix(rest) {
        rest = trim(&rest[..at]);
    }
    for _ in 0..SUFFIXES_OF_HEADLINE {
        let Some(split) = split_last(rest) else { break };
        let Some(head) = key_of(split.headline) else {
            break;
        };
        let suffix = Words::of(split.suffix);
        let mut key = 0;
        for (index, &word) in suffix.hashes().iter().take(SUFFIX_WORDS).enumerate() {
            key = longer_key(key, word);
            let kind = SightingKind::of_suffix(split.separator, index + 1);
            add(key, kind, head);
        }
        rest = split.headline;
    }
}

/// Returns a first word of at least three capitals, as stations write their
/// names, and the word after it.
fn name_in_capitals(text: &str) -> Option<(&str, &str)> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let is_name = first.chars().nth(2).is_some() && first.chars().all(char::is_uppercase);
    is_name.then_some((first, words.next()?))
}

/// Returns the key of the words of `key` followed by `word`. The key of no words
/// is 0.
pub(crate) fn longer_key(key: u64, word: u64) -> u64 {
    xxh3_64_with_seed(&word.to_le_bytes(), key)
}

/// The outlet of suffixes that are sections at every outlet.
pub(crate) const EVERY_OUTLET: u64 = u64::MAX;

/// Returns the key of a suffix or prefix of `outlet`, whose words have the key
/// `words`.
pub(crate) fn suffix_key(words: u64, kind: SightingKind, outlet: u64) -> u64 {
    let mut bytes = [0; 17];
    bytes[..8].copy_from_slice(&words.to_le_bytes());
    bytes[8..16].copy_from_slice(&outlet.to_le_bytes());
    bytes[16] = kind as u8;
    xxh3_64(&bytes)
}

/// The [keys](suffix_key) of the suffixes and prefixes of all outlets of a dump.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HeadlineSuffixes(pub(crate) HashedKeys);

impl HeadlineSuffixes {
    pub(crate) fn of(&self, outlet: u64) -> OutletSuffixes<'_> {
        OutletSuffixes {
            suffixes: self,
            outlet,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The suffixes and prefixes of one outlet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutletSuffixes<'a> {
    suffixes: &'a HeadlineSuffixes,
    outlet: u64,
}

impl OutletSuffixes<'_> {
    fn holds(&self, words: u64, kind: SightingKind, outlet: u64) -> bool {
        self.suffixes.0.contains(&suffix_key(words, kind, outlet))
    }
}

impl LearnedSuffixes for OutletSuffixes<'_> {
    fn is_suffix(&self, separator: Separator, suffix: &str) -> bool {
        if self.suffixes.is_empty() {
            return false;
        }
        let words = Words::of(suffix);
        if words.is_empty() || words.len() > SUFFIX_WORDS {
            return false;
        }
        let hashes = words.hashes().iter();
        let key = hashes.fold(0, |key, &word| longer_key(key, word));
        let kind = SightingKind::of_suffix(separator, words.len());
        self.holds(key, kind, self.outlet)
            || kind == SightingKind::Bar && self.holds(key, kind, EVERY_OUTLET)
    }

    fn is_prefix(&self, prefix: &str) -> bool {
        !self.suffixes.is_empty()
            && key_of_words(Words::of(prefix).hashes())
                .is_some_and(|key| self.holds(key, SightingKind::Prefix, self.outlet))
    }
}
