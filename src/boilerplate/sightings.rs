/*!
What one headline can teach about the suffixes and prefixes of its outlet.

# Choices

* Every beginning of a suffix is a sighting, word by word. A search engine that
  truncated a headline left "| News, Weather," of "| News, Weather, Sports".
* Prefixes that are joined to headlines (`WXQPFerry sinks`) are learned only from
  headlines with an age ("4 hours ago"), as search results have them. Otherwise
  names such as McKay would be split. A first word in capitals is also learned as
  a prefix ("WXQP wins award").
* Only hashes are kept, 25 bytes for each sighting.
*/

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::boilerplate::thresholds::{SUFFIX_WORDS, SUFFIXES_OF_HEADLINE};
use crate::convert::to_u32;
use crate::news::headline::ages::strip_age;
use crate::news::headline::separators::{Separator, missing_spaces, split_last, trim};
use crate::news::headline::site::Site;
use crate::news::headline::terms::key_of_words;
use crate::text::Span;
use crate::text::words::Words;

/// What was seen.
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
    /// What was seen.
    pub kind: SightingKind,
    /// The outlet.
    pub outlet: u64,
    /// The key of the rest of the headline: before a suffix, or the first word
    /// after a prefix.
    pub head: u64,
}

/// Appends the sightings on a headline of `outlet` to `found`. A headline
/// without words has none. `words` is scratch space.
pub(crate) fn sightings(
    outlet: u64,
    headline: &str,
    site: &Site,
    words: &mut Words,
    found: &mut Vec<Sighting>,
) {
    let mut key_of = |text: &str| {
        words.clear();
        words.append(text, Span::new(0, to_u32(text.len())));
        key_of_words(words.hashes())
    };
    let Some(head) = key_of(headline) else {
        return;
    };
    let mut add = |key, kind, head| {
        found.push(Sighting {
            key,
            kind,
            outlet,
            head,
        });
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
            add(
                key,
                SightingKind::of_suffix(split.separator, index + 1),
                head,
            );
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
